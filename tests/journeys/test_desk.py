"""Every page of the desk keeps to the content security policy, in both languages, and none is wider than its window."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from films.journal import deed
from films.models import Deed, Dismissal, Film, FirstClaim, Source, Suggestion
from films.vocabularies import DeedKind, RecordStatus
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_archive")]

NOUNS = sorted((m for m in admin.site._registry if m._meta.app_label == "films"), key=lambda m: m._meta.model_name)
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PARTS = "firstclaims productionfacts releases credits airoles commentarys relations images".split()
SHEETS = "film firstclaim productionfact airole release source".split()


@pytest.fixture
def root():
    return User.objects.create_superuser("root", password="correct horse battery")


@pytest.fixture
def addresses(root):
    """All pages of the desk, with a record on each."""
    film = Film.objects.get(public_id="KR-4")
    draft = make.FilmFactory(public_id="KR-9001", slug="draft", status=RecordStatus.IN_REVIEW)
    make.SuggestionFactory()
    make.ReplyFactory(claim=film.firstclaims.first())
    make.AssessmentFactory(claim=FirstClaim.objects.exclude(film=film).first())
    with deed(root, DeedKind.EDIT, "A slip"):
        film.year = 2024
        film.save()
    here, there = Source.objects.all()[:2]
    found = ["/admin/", "/admin/films/", "/admin/worklist/", "/admin/login/", "/admin/password_change/"]
    for noun in NOUNS:
        name = noun._meta.model_name
        record = noun._default_manager.first()
        found.append(reverse(f"admin:films_{name}_changelist"))
        if noun not in (Deed, Dismissal, Suggestion):
            found.append(reverse(f"admin:films_{name}_add"))
        if record is not None:
            found.append(reverse(f"admin:films_{name}_change", args=[record.pk]))
            found.append(reverse(f"admin:films_{name}_history", args=[record.pk]))
    found += [reverse("admin:films_film_change", args=[film.pk]) + f"?part={part}" for part in ("", *PARTS)]
    found += [reverse(f"admin:films_{noun}_import") for noun in SHEETS]
    found.append(reverse("admin:films_title_delete", args=[film.titles.first().pk]))
    found += [
        reverse("admin:films_film_history", args=[film.pk]) + f"?from=0&to={Deed.objects.latest('pk').pk}",
        reverse("admin:films_film_cue_sheet", args=[film.pk]),
        reverse("admin:films_film_step", args=[film.pk, "withdraw"]),
        reverse("admin:films_film_step", args=[draft.pk, "publish"]),
        reverse("admin:films_film_steps", args=["publish"]) + f"?records={draft.pk}",
        reverse("admin:films_deed_undo", args=[Deed.objects.latest("pk").pk]),
        reverse("admin:films_source_double", args=[here.pk]),
        reverse("admin:films_source_merge", args=[here.pk, there.pk]),
    ]
    return found


@pytest.mark.parametrize("language", ["en-GB", "zh-CN"])
def test_no_page_of_the_desk_logs_an_error_or_overflows_a_phone(browser, live_server, root, addresses, language):
    context = browser.new_context(locale=language, viewport=DESK)
    page = context.new_page()
    problems = []
    page.on("console", lambda m: problems.append(f"{page.url}: {m.text[:300]}") if m.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.goto(live_server.url + "/admin/")
    page.fill("#id_username", "root")
    page.fill("#id_password", "correct horse battery")
    page.click("input[type=submit]")
    for address in addresses:
        answer = page.goto(live_server.url + address)
        if answer.status != 200:
            problems.append(f"{address}: {answer.status}")
        page.set_viewport_size(PHONE)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > PHONE["width"]:
            problems.append(f"{address} at {PHONE['width']} px is {wide} px wide")
        page.set_viewport_size(DESK)
    context.close()
    assert problems == []
