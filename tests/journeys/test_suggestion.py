"""A reader without JavaScript sends a correction; a curator takes it up and answers; the reader reads the answer."""

import pytest
from django.contrib.auth.models import Group, User

from films.models import ProductionFact, Source, Suggestion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_archive")]


@pytest.fixture
def curator():
    user = User.objects.create_user("ada", password="correct horse battery", is_staff=True)
    user.groups.set(Group.objects.filter(name="curator"))
    return user


def test_from_wrong_to_answered(browser, live_server, curator, monkeypatch):
    monkeypatch.setattr("catalogue.suggesting.QUICKEST", 0)  # a robot may be as quick as it is
    Source.objects.filter(slug="wenhui-2025-12-30").update(url="https://example.org/length")
    fact = ProductionFact.objects.get(film__public_id="KR-4", number=1)
    reading = browser.new_context(java_script_enabled=False)
    page = reading.new_page()
    page.goto(f"{live_server.url}/en/films/run-to-the-west/")
    assert reading.cookies() == []
    page.locator(f"#{fact.ref}").hover()
    page.click(f"#{fact.ref} .row-amend")
    assert "60 minutes" in page.locator(".on-record").inner_text()
    page.check("input[name=kind][value=correction]")
    page.fill("#id_what", "The disc is longer.")
    page.fill("#id_proposed", "61 minutes")
    page.check("input[name=ground][value=published]")
    page.fill("#id_source_url", "https://www.example.org/length/")
    page.fill("#id_contact", "reader@example.org")
    page.check("#id_consent")
    page.click("text=Send to the curators")
    status = page.url
    reference = page.locator("h1").inner_text()
    assert "Waiting" in page.locator("main").inner_text()

    desk = browser.new_context(locale="en")
    page = desk.new_page()
    page.goto(f"{live_server.url}/admin/films/suggestion/")
    page.fill("#id_username", "ada")
    page.fill("#id_password", "correct horse battery")
    page.click("input[type=submit]")
    page.click(f"text={reference}")
    assert "reader@example.org" in page.locator("#content").inner_text()
    page.click("text=Add a fact beside it")
    page.fill("#id_amount", "61")
    page.click("input[name=_save]")
    new = ProductionFact.objects.filter(film__public_id="KR-4").latest("pk")
    assert [source.slug for source in new.sources.all()] == ["wenhui-2025-12-30"]
    assert page.input_value("#id_changed") == new.ref
    page.fill("#id_answer", "Thank you. Both figures stand now.")
    page.click("button[value=accepted]")
    assert Suggestion.objects.get().contact == ""

    page = reading.new_page()
    page.goto(status)
    told = page.locator("main").inner_text()
    assert "Accepted" in told
    assert "Both figures stand now." in told
    assert "reader@example.org" not in told
    page.goto(f"{live_server.url}/en/films/run-to-the-west/#{new.ref}")
    assert "61 minutes" in page.locator(f"#{new.ref}").inner_text()
    reading.close()
    desk.close()
