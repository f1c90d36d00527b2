"""A visitor reads a record without JavaScript, follows a note to its source and changes language."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_archive")]


def test_a_visitor_reads_filters_and_follows_the_evidence_without_javascript(browser, live_server):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(live_server.url + "/en/")
    page.get_by_role("link", name="중간계").first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("중간계")
    page.locator("sup.notes a.note").first.click()
    assert "#source-1" in page.url
    assert page.locator("#source-1").is_visible()
    page.get_by_role("link", name="中文").click()
    assert "/zh-hans/films/run-to-the-west/" in page.url
    page.goto(live_server.url + "/en/films/")
    page.get_by_label("Words in a title").fill("密码")
    page.get_by_role("button", name="Show").click()
    assert "1 film" in page.locator("#count").inner_text()
    page.get_by_role("link", name="Take away").click()
    assert "106 films" in page.locator("#count").inner_text()
    context.close()
