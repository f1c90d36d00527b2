"""The worklist in the admin: counts, lists, filters, and leaving findings open."""

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from films import models
from films.invariants import RULES
from films.worklist import findings
from tests import factories as make
from tests.films.admin.desk import member

pytestmark = pytest.mark.django_db

PAGE = "/admin/worklist/"


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()  # what another test counted is rolled back, and its keys come again


@pytest.fixture
def film():
    """A film with two open findings: a relation without a source, and figures in conflict."""
    film = make.FilmFactory(public_id="KR-4", year=2025, work_status="released")
    make.TitleFactory(film=film, text="중간계", identifying=True, sources=[make.SourceFactory()])
    make.FactFactory(film=film, amount=50, sources=[make.SourceFactory()])
    make.FactFactory(film=film, amount=60, sources=[make.SourceFactory()])
    make.ReleaseFactory(film=film, sources=[make.SourceFactory()])
    make.RelationFactory(film=film)
    return film


def key(rule):
    return next(f.key for f in findings([rule]))


def rows(page):
    return [finding.ref for finding, _address in page.context["rows"]]


def counted_on(page):
    lines = [line for _weight, lines in page.context["groups"] for line in lines]
    return {code: line.count.open for code, rule in RULES.items() for line in lines if line.name == rule.name}


def test_the_page_counts_by_rule_and_by_country(curator, film):
    page = curator.get(PAGE)
    counted = counted_on(page)
    assert (counted["conflict"], counted["unsourced"], counted["year"]) == (1, 1, 0)
    assert [(line.name, line.count.open) for line in page.context["countries"]] == [("South Korea", 2)]
    assert 'href="?rule=conflict"' in page.content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"rule": "conflict"}, ["KR-4-f1"]),
        ({"country": "KR"}, ["KR-4-f1", "KR-4-x1"]),
        ({"country": "FR"}, []),
        ({"rule": "conflict", "country": "FR"}, []),
        ({"state": "left"}, []),
        ({"state": "all"}, ["KR-4-f1", "KR-4-x1"]),
    ],
)
def test_the_list_shows_what_was_chosen(curator, film, query, expected):
    assert rows(curator.get(PAGE, query)) == expected


def test_each_finding_names_its_values_and_leads_to_the_record(curator, film):
    page = curator.get(PAGE, {"rule": "conflict"}).content.decode()
    for part in ("50 minutes (KR-4-f1), 60 minutes (KR-4-f2)", "중간계"):
        assert part in page
    assert reverse("admin:films_productionfact_change", args=[film.productionfacts.first().pk]) in page


@pytest.mark.parametrize(
    "query", ["rule=nonsense", "state=nonsense", "country=%00", "p=nonsense", "p=99&rule=conflict"]
)
def test_an_address_that_asks_for_what_is_not_there_is_answered(curator, film, query):
    page = curator.get(f"{PAGE}?{query}")
    assert page.status_code in (200, 400)


def test_a_rule_that_does_not_exist_is_named(curator, film):
    assert "No rule is called “nonsense”." in curator.get(PAGE, {"rule": "nonsense"}).content.decode()


def test_the_page_asks_no_more_queries_for_more_findings(curator, film):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            curator.get(PAGE, {"state": "all"})
        return len(asked)

    def more():
        other = make.FilmFactory()  # without a title, which hinders publication
        make.RelationFactory(film=other)
        make.FactFactory(film=other, amount=50)
        make.FactFactory(film=other, amount=60)

    more()
    few = queries()
    for _ in range(4):
        more()
    assert queries() == few <= 80


def test_pages_of_a_long_list_follow_each_other(curator, monkeypatch):
    monkeypatch.setattr("films.admin.worklist.PER_PAGE", 2)
    for _ in range(5):
        make.RelationFactory()
    first = curator.get(PAGE, {"rule": "unsourced"})
    last = curator.get(PAGE, {"rule": "unsourced", "p": 3})
    assert (len(rows(first)), len(rows(last))) == (2, 1)
    assert "?rule=unsourced&amp;p=3" in first.content.decode()


# Leaving open


def test_findings_are_left_open_with_a_reason_and_opened_again(curator, film):
    models.Editor.objects.create(user=User.objects.get(), signature="A. Li")
    answer = curator.post(
        f"{PAGE}?rule=conflict", {"finding": [key("conflict")], "reason_en": "Both stand.", "leave": "x"}
    )
    assert answer.status_code == 302
    assert rows(curator.get(PAGE, {"rule": "conflict"})) == []
    left = curator.get(PAGE, {"rule": "conflict", "state": "left"})
    assert rows(left) == ["KR-4-f1"]
    for part in ("Both stand.", "A. Li"):
        assert part in left.content.decode()
    curator.post(f"{PAGE}?state=left", {"finding": [key("conflict")], "reopen": "x"})
    assert rows(curator.get(PAGE, {"rule": "conflict"})) == ["KR-4-f1"]
    assert not models.Dismissal.objects.exists()


def test_leaving_open_is_one_change_by_the_curator_with_the_reason(curator, film):
    keys = [key("conflict"), key("unsourced")]
    curator.post(PAGE, {"finding": keys, "reason_zh_hans": "并存。", "leave": "x"})
    deed = models.Deed.objects.get(actor=User.objects.get())
    assert (deed.reason, deed.entries.count()) == ("并存。", 2)


def test_without_a_reason_nothing_is_left_open_and_the_choice_is_kept(curator, film):
    page = curator.post(f"{PAGE}?rule=conflict", {"finding": [key("conflict")], "reason_en": " ", "leave": "x"})
    assert "Say why it is left open" in page.content.decode()
    assert "checked" in page.content.decode()
    assert not models.Dismissal.objects.exists()


def test_without_a_choice_what_was_typed_is_kept(curator, film):
    page = curator.post(f"{PAGE}?rule=conflict", {"reason_en": "Both stand.", "leave": "x"})
    assert "Choose the findings first." in page.content.decode()
    assert "Both stand.</textarea>" in page.content.decode()


def test_a_finding_that_is_gone_meanwhile_is_not_left_open(curator, film):
    gone = key("unsourced")
    models.Relation.objects.all().delete()
    curator.post(f"{PAGE}?rule=unsourced", {"finding": [gone], "reason_en": "x", "leave": "x"})
    assert not models.Dismissal.objects.exists()


def test_a_translator_reads_the_worklist_and_leaves_nothing_open(client, film):
    translator = member(client, "translator")
    page = translator.get(PAGE, {"rule": "conflict"})
    assert rows(page) == ["KR-4-f1"]
    assert 'name="leave"' not in page.content.decode()
    answer = translator.post(PAGE, {"finding": [key("conflict")], "reason_en": "x", "leave": "x"})
    assert answer.status_code == 403


def test_strangers_see_no_worklist(client):
    assert client.get(PAGE).status_code == 302
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert client.get(PAGE).status_code == 403


def test_what_was_left_open_is_listed_with_its_reason_and_can_be_reworded(curator, film):
    curator.post(PAGE, {"finding": [key("conflict")], "reason_en": "Both stand.", "leave": "x"})
    row = models.Dismissal.objects.get()
    assert "Both stand." in curator.get(reverse("admin:films_dismissal_changelist")).content.decode()
    address = reverse("admin:films_dismissal_change", args=[row.pk])
    token = curator.get(address).context["adminform"].form["edit_token"].value()
    data = {"reason_en": "Both still stand.", "reason_zh_hans": "", "signed": "", "date": "2026-01-02"}
    data["edit_token"] = token
    assert curator.post(address, data).status_code == 302
    row.refresh_from_db()
    assert (row.reason_en, row.seen) == ("Both still stand.", findings(["conflict"])[0].seen)
    assert curator.post(address, data | {"reason_en": " "}).status_code == 200


# Filters and the first page


@pytest.mark.parametrize(
    ("noun", "value", "expected"),
    [
        ("productionfact", "conflict", ["KR-4-f1"]),
        ("relation", "unsourced", ["KR-4-x1"]),
        ("relation", "any", ["KR-4-x1"]),
        ("title", "unsourced", []),
    ],
)
def test_lists_of_statements_are_filtered_by_rule(curator, film, noun, value, expected):
    page = curator.get(reverse(f"admin:films_{noun}_changelist"), {"worklist": value})
    assert [row.ref for row in page.context["cl"].result_list] == expected


def test_films_are_filtered_by_what_is_said_about_them_too(curator, film):
    sound = make.FilmFactory(public_id="US-2", year=2025)
    make.TitleFactory(film=sound, identifying=True, sources=[make.SourceFactory()])
    for value in ("conflict", "unsourced", "any"):
        page = curator.get(reverse("admin:films_film_changelist"), {"worklist": value})
        assert [f.public_id for f in page.context["cl"].result_list] == ["KR-4"]


def test_filters_leave_out_what_was_left_open(curator, film):
    curator.post(PAGE, {"finding": [key("conflict")], "reason_en": "Both stand.", "leave": "x"})
    page = curator.get(reverse("admin:films_productionfact_changelist"), {"worklist": "conflict"})
    assert list(page.context["cl"].result_list) == []


def test_filters_find_as_many_as_the_page_counts(admin_client, film):
    make.SourceFactory(reliability="unassessed")
    make.ClaimFactory(film=film, stance="disputes")
    make.CountryFactory(code="FR", lead_film=film)
    page = admin_client.get(PAGE)
    counted = counted_on(page)
    places = {
        "conflict": ["productionfact"],
        "answers_nobody": ["firstclaim"],
        "unassessed": ["source"],
        "country_reading": ["country"],
        "unsourced": ["title", "firstclaim", "productionfact", "release", "credit", "airole", "commentary", "relation"],
    }
    for rule, nouns in places.items():
        lists = [admin_client.get(reverse(f"admin:films_{n}_changelist"), {"worklist": rule}) for n in nouns]
        assert sum(page.context["cl"].result_count for page in lists) == counted[rule] > 0


def test_a_list_that_is_not_filtered_asks_nothing_of_the_worklist(admin_client, film):
    address = reverse("admin:films_productionfact_changelist")
    with CaptureQueriesContext(connection) as asked:
        page = admin_client.get(address)
    assert "Figures in conflict, none preferred" in page.content.decode()
    assert not any("dismissal" in query["sql"] for query in asked.captured_queries)


def test_an_unknown_rule_filters_nothing(admin_client, film):
    page = admin_client.get(reverse("admin:films_film_changelist"), {"worklist": "nonsense"})
    assert page.status_code in (200, 302)


def test_the_first_page_tells_what_waits(curator, film):
    make.FilmFactory(status="in_review")
    page = curator.get("/admin/").content.decode()
    assert "What waits" in page
    assert "contradiction" in page
    assert "film in review" in page


def test_the_first_page_of_somebody_without_records_tells_nothing(client):
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    page = client.get("/admin/")
    assert page.status_code == 200
    assert "What waits" not in page.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_hold_no_inline_script_or_style(curator, film, language):
    for address in (PAGE, f"{PAGE}?rule=conflict", f"{PAGE}?state=all", "/admin/"):
        page = curator.get(address, headers={"Accept-Language": language}).content.decode()
        assert " style=" not in page
        assert "<style" not in page


def test_of_two_who_leave_one_finding_open_the_second_is_told(curator, film):
    sent = {"finding": [key("unsourced")], "reason_en": "The first reason"}
    curator.post(PAGE, sent)
    answer = curator.post(PAGE, sent | {"reason_en": "Another"})
    assert "Somebody was faster" in answer.content.decode()
    assert models.Dismissal.objects.get().reason_en == "The first reason"
