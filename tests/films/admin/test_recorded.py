"""What curators change at the desk has a reason, a history page and an undoing; nobody's change is lost."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from films import journal
from films.models import Deed, Editor, Film, ProductionFact
from films.vocabularies import DeedKind, RecordStatus
from tests import factories as make

from .desk import change_url, errors_in, row, sent_by, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def film():
    film = make.FilmFactory(public_id="KR-4", slug="a-film", status=RecordStatus.DRAFT, year=2024)
    make.TitleFactory(film=film, text="중간계", language="ko", identifying=True, sources=[make.SourceFactory()])
    Deed.objects.all().delete()
    return film


@pytest.fixture
def public_film(film):
    film.status = RecordStatus.PUBLISHED
    film.save()
    Deed.objects.all().delete()
    return film


def desk(client_class, name, *groups):
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    client = client_class()
    client.force_login(user)
    return client


@pytest.fixture
def ada(client):
    return desk(type(client), "ada", "curator")


@pytest.fixture
def bo(client):
    return desk(type(client), "bo", "curator")


def opened(client, record):
    return sent_by(client.get(change_url(record)))


def test_a_change_of_a_public_record_needs_a_reason(ada, public_film):
    data = opened(ada, public_film) | {"year": 2025, "change_reason": ""}
    assert "This is public: say why" in errors_in(ada.post(change_url(public_film), data))
    assert ada.post(change_url(public_film), data | {"change_reason": "The leaflet says so"}).status_code == 302
    deed = Deed.objects.latest("pk")
    assert (deed.reason, deed.actor_name, deed.role) == ("The leaflet says so", "ada", "curator")


def test_a_draft_may_be_changed_without_a_reason(ada, film):
    assert ada.post(change_url(film), opened(ada, film) | {"year": 2025, "change_reason": ""}).status_code == 302


def test_what_is_deleted_from_a_public_film_needs_a_reason(ada, public_film):
    title = public_film.titles.get()
    assert ada.post(url(title, "delete", title.pk), {"post": "yes"}).status_code == 302
    assert public_film.titles.exists()
    ada.post(url(title, "delete", title.pk), {"post": "yes", "change_reason": "Entered twice"})
    assert not public_film.titles.exists()


def test_the_history_of_a_film_gathers_its_parts_with_what_changed_and_why(ada, public_film):
    data = opened(ada, public_film) | {"year": 2025, "change_reason": "Two slips"}
    data["titles-0-text"] = "중간계!"
    ada.post(change_url(public_film), data)
    page = ada.get(url(public_film, "history", public_film.pk)).content.decode()
    for words in ("Two slips", "2024", "2025", "중간계!", "KR-4-t1", "ada"):
        assert words in page


def test_the_history_of_a_statement_is_its_own(ada, public_film):
    title = public_film.titles.get()
    ada.post(change_url(title), opened(ada, title) | {"text": "중간계!"})
    ada.post(change_url(public_film), opened(ada, public_film) | {"year": 2025, "change_reason": "The year"})
    page = ada.get(url(title, "history", title.pk)).content.decode()
    assert "중간계!" in page
    assert "The year" not in page


def test_a_history_asks_no_more_queries_for_more_changes(ada, film):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert ada.get(url(film, "history", film.pk)).status_code == 200
        return len(asked)

    def change(year):
        ada.post(change_url(film), opened(ada, film) | {"year": year})

    for year in range(2001, 2004):
        change(year)
    few = queries()
    for year in range(2004, 2012):
        change(year)
    assert queries() == few


def test_any_two_states_can_be_compared(ada, film):
    for year in (2001, 2002, 2003):
        ada.post(change_url(film), opened(ada, film) | {"year": year})
    first, second, third = Deed.objects.filter(kind=DeedKind.EDIT, actor_name="ada").order_by("pk")
    page = ada.get(url(film, "history", film.pk), {"from": 0, "to": second.pk}).context["compared"]
    assert [(f.before, f.after) for r in page for f in r.fields if f.label == "Year of reference"] == [("2024", "2002")]
    page = ada.get(url(film, "history", film.pk), {"from": third.pk, "to": first.pk}).context["compared"]
    assert [(f.before, f.after) for r in page for f in r.fields] == [("2001", "2003")]


@pytest.mark.parametrize("query", [{"from": "x", "to": "1"}, {"from": "999", "to": "0"}, {"since": "published"}])
def test_states_that_are_none_are_said_to_be_none(ada, film, query):
    page = ada.get(url(film, "history", film.pk), query)
    assert page.status_code == 200
    assert page.context["note"]


def test_a_change_is_undone_from_its_history_as_a_change_of_its_own(ada, public_film):
    ada.post(change_url(public_film), opened(ada, public_film) | {"year": 2025})
    deed = Deed.objects.latest("pk")
    address = reverse("admin:films_deed_undo", args=[deed.pk])
    assert address in ada.get(url(public_film, "history", public_film.pk)).content.decode()
    assert "say why" in ada.post(address, {}).content.decode()
    assert ada.post(address, {"change_reason": "It was right before"}).status_code == 302
    public_film.refresh_from_db()
    assert public_film.year == 2024
    assert Deed.objects.latest("pk").undoes == deed


def test_what_has_changed_since_cannot_be_undone_and_is_named(ada, film):
    ada.post(change_url(film), opened(ada, film) | {"year": 2025})
    deed = Deed.objects.latest("pk")
    ada.post(change_url(film), opened(ada, film) | {"year": 2026})
    page = ada.get(reverse("admin:films_deed_undo", args=[deed.pk])).content.decode()
    assert "KR-4 has changed since" in page
    ada.post(reverse("admin:films_deed_undo", args=[deed.pk]), {"change_reason": "x"})
    film.refresh_from_db()
    assert film.year == 2026


def test_a_translator_reads_changes_and_undoes_none(client, ada, film):
    ada.post(change_url(film), opened(ada, film) | {"year": 2025})
    translator = desk(type(client), "tr", "translator")
    deed = Deed.objects.latest("pk")
    assert translator.get(reverse("admin:films_deed_change", args=[deed.pk])).status_code == 200
    assert translator.post(reverse("admin:films_deed_undo", args=[deed.pk]), {"change_reason": "x"}).status_code == 403


def test_everybody_signs_for_themselves_alone(ada, bo, film):
    assert ada.post(url(Editor, "add"), {"signature": "A. Lu"}).status_code == 302
    mine = Editor.objects.get()
    assert mine.user.username == "ada"
    assert bo.get(change_url(mine)).status_code == 302  # to the index: there is no such record for bo
    ada.post(change_url(film), opened(ada, film) | {"year": 2025})
    assert Deed.objects.latest("pk").by == "A. Lu"


# Two at one record


def test_who_saves_second_is_refused_and_shown_both_versions(ada, bo, film):
    mine, yours = opened(ada, film), opened(bo, film)
    ada.post(change_url(film), mine | {"year": 2025, "change_reason": "The leaflet"})
    page = bo.post(change_url(film), yours | {"year": 2026})
    text = errors_in(page)
    film.refresh_from_db()
    assert film.year == 2025
    [clash] = page.context["stale"].clashes
    assert (clash.opened, clash.theirs, clash.yours) == ("2024", "2025", "2026")
    assert "ada saved this record" in text
    assert "The leaflet" in text
    assert bo.post(change_url(film), sent_by(page) | {"change_reason": "Seen the print"}).status_code == 302
    film.refresh_from_db()
    assert film.year == 2026


def test_what_only_the_other_changed_is_taken_over_and_what_i_typed_stays(ada, bo, film):
    yours = opened(bo, film)
    ada.post(change_url(film), opened(ada, film) | {"year": 2025, "slug": "another"})
    page = bo.post(change_url(film), yours | {"synopsis_en": "Typed for an hour."})
    assert page.context["stale"].clashes == []
    assert bo.post(change_url(film), sent_by(page)).status_code == 302
    film.refresh_from_db()
    assert (film.year, film.slug, film.synopsis_en) == (2025, "another", "Typed for an hour.")


def test_parts_of_the_film_count_as_the_film(ada, bo, film):
    yours = opened(bo, film)
    mine = opened(ada, film) | {"titles-0-text": "Theirs"}
    ada.post(change_url(film), mine)
    page = bo.post(change_url(film), yours | {"titles-0-romanisation": "junggangye", "titles-0-text": "Mine"})
    [clash] = page.context["stale"].clashes
    assert (clash.theirs, clash.yours) == ("Theirs", "Mine")
    assert bo.post(change_url(film), sent_by(page)).status_code == 302
    assert (film.titles.get().text, film.titles.get().romanisation) == ("Mine", "junggangye")


def test_a_change_of_a_part_on_its_own_page_counts_too(ada, bo, film):
    yours = opened(bo, film)
    title = film.titles.get()
    ada.post(change_url(title), opened(ada, title) | {"text": "Theirs"})
    page = bo.post(change_url(film), yours | {"year": 2025})
    assert errors_in(page)
    bo.post(change_url(film), sent_by(page))
    film.refresh_from_db()
    assert (film.year, film.titles.get().text) == (2025, "Theirs")


def test_a_row_that_the_other_added_is_left_in_peace(ada, bo, film):
    yours = opened(bo, film)
    mine = opened(ada, film)
    row(mine, "titles", text="Middle World", language="en", kind="translated", rank="normal")
    ada.post(change_url(film), mine)
    page = bo.post(change_url(film), yours | {"year": 2025})
    assert bo.post(change_url(film), sent_by(page)).status_code == 302
    assert film.titles.count() == 2


def test_a_row_that_the_other_deleted_goes_unless_i_typed_into_it(ada, bo, film):
    extra = make.TitleFactory(film=film, text="Extra")
    for typed, left in (("Extra", 1), ("Extra, improved", 2)):
        yours = opened(bo, film)
        ada.post(url(extra, "delete", extra.pk), {"post": "yes"})
        page = bo.post(change_url(film), yours | {"year": 2025, "titles-1-text": typed})
        assert film.titles.count() == 1
        assert bo.post(change_url(film), sent_by(page)).status_code == 302
        assert film.titles.count() == left
        extra = make.TitleFactory(film=film, text="Extra") if left == 1 else extra


def test_sources_chosen_by_the_other_are_taken_over(ada, bo, film):
    fact, second = make.FactFactory(film=film), make.SourceFactory()
    yours = opened(bo, fact)
    ada.post(change_url(fact), opened(ada, fact) | {"sources": [second.pk]})
    page = bo.post(change_url(fact), yours | {"locator": "p. 3"})
    assert bo.post(change_url(fact), sent_by(page)).status_code == 302
    fact = ProductionFact.objects.get()
    assert (list(fact.sources.all()), fact.locator) == ([second], "p. 3")


def test_saving_twice_the_same_form_is_seen_as_stale_only_by_the_second(ada, film):
    data = opened(ada, film) | {"year": 2025}
    assert ada.post(change_url(film), data).status_code == 302
    page = ada.post(change_url(film), data | {"year": 2026})
    assert page.context["stale"] is not None


def test_a_rank_that_a_reviewer_gave_is_not_undone_by_a_curator(ada, client, film):
    fact = make.FactFactory(film=film)
    reviewer = desk(type(client), "rui", "reviewer")
    reviewer.post(change_url(fact), opened(reviewer, fact) | {"rank": "deprecated", "rank_reason": "measured"})
    deed = Deed.objects.latest("pk")
    address = reverse("admin:films_deed_undo", args=[deed.pk])
    assert address not in ada.get(url(deed, "change", deed.pk)).content.decode()
    assert ada.post(address, {"change_reason": "x"}).status_code == 403
    assert reviewer.post(address, {"change_reason": "x"}).status_code == 302
    fact.refresh_from_db()
    assert fact.rank == "normal"


def test_a_curator_takes_back_what_they_deleted_themselves(ada, film):
    fact = make.FactFactory(film=film)
    ada.post(url(ProductionFact, "delete", fact.pk), {"post": "yes", "change_reason": "A double"})
    act = Deed.objects.latest("pk")
    ada.post(reverse("admin:films_deed_undo", args=[act.pk]), {"change_reason": "It was none"})
    assert ProductionFact.objects.filter(film=film).exists()


def test_an_undoing_that_is_refused_says_why(ada, film):
    tool = make.ToolFactory(slug="old")
    with journal.deed() as act:
        tool.slug = "new"
        tool.save()
    make.ToolFactory(slug="old")
    answer = ada.post(reverse("admin:films_deed_undo", args=[act.pk]), {"change_reason": "x"})
    assert "cannot be set back" in answer.content.decode()


def test_who_saves_second_is_told_also_where_a_source_has_another_name_now(ada, film):
    source = make.SourceFactory()
    fact = make.FactFactory(film=film, sources=[source])
    data = opened(ada, fact) | {"note_en": "mine"}
    with journal.deed():
        fact.note_en = "theirs"
        fact.save()
        fact.sources.clear()
    source.slug = "renamed"
    source.save()
    answer = ada.post(change_url(fact), data)
    assert "nothing is lost" in answer.content.decode()
    assert "mine" in answer.content.decode()


@pytest.mark.parametrize("number", ["²", "1²", "٣", "9" * 5000, "-1", "abc"])
def test_numbers_that_are_none_break_no_page(ada, film, number):
    film.year = 2025
    film.save()
    data = opened(ada, film) | {"edit_token": number}
    assert ada.post(change_url(film), data).status_code == 200
    number = number[:1000]
    assert ada.get(url(Deed, "change", number)).status_code == 404
    assert ada.get(url(Film, "change", number)).status_code in (200, 302)
    assert ada.get(url(Film, "history", film.pk) + f"?from={number}&to=0").status_code == 200
    assert ada.get(url(ProductionFact, "add") + f"?film={number}&sources={number}").status_code == 200


def test_a_reason_is_kept_without_characters_that_a_database_refuses(ada, film):
    fact = make.FactFactory(film=film)
    ada.post(url(ProductionFact, "delete", fact.pk), {"post": "yes", "change_reason": "a\x00b"})
    assert Deed.objects.latest("pk").reason == "ab"
