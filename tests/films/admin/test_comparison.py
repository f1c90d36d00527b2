"""Comparisons at the desk: order, publication, and who may do it."""

import pytest
from django.urls import reverse

from films.models import Comparison, ComparisonFilm, ComparisonRow
from tests.factories import ComparisonFactory, FilmFactory
from tests.films.admin.desk import change_url, errors_in, member, row, sent_by, step, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def comparison():
    films = [FilmFactory(slug=slug) for slug in ("one", "two", "three")]
    return ComparisonFactory(slug="a-comparison", status="draft", films=films, rows=["form", "ai", "budget"])


@pytest.fixture
def reviewer(client):
    return member(client, "reviewer")


def order(comparison):
    return [
        [(place.number, place.film.slug) for place in comparison.places.order_by("number")],
        [(one.number, one.row) for one in comparison.rows.order_by("number")],
    ]


def test_a_curator_makes_one_and_hands_it_over_but_cannot_publish(client):
    curator = member(client, "curator")
    films = FilmFactory.create_batch(2)
    add = url(Comparison, "add")
    data = sent_by(curator.get(add))
    assert data["date"]
    data |= {"slug": "new", "status": "published"}  # which nobody can send
    for language in ("en", "zh_hans"):
        data |= {f"title_{language}": "T", f"essay_{language}": "E"}
    for film in films:
        row(data, "places", film=film.pk)
    row(data, "rows", row="form", note_en="Why.", note_zh_hans="缘由。")
    assert curator.post(add, data).status_code == 302
    made = Comparison.objects.get(slug="new")
    assert made.status == "draft"
    assert step(curator, made, "submit").status_code == 302
    made.refresh_from_db()
    assert made.status == "in_review"
    assert step(curator, made, "publish").status_code == 403
    assert [place.film for place in made.places.order_by("number")] == films
    assert [(one.number, one.note_zh_hans) for one in made.rows.all()] == [(1, "缘由。")]


def test_films_and_rows_change_places_and_are_numbered_without_a_gap(reviewer, comparison):
    data = sent_by(reviewer.get(change_url(comparison)))
    data |= {"places-0-number": 3, "places-2-number": 1, "rows-0-DELETE": "on", "rows-2-number": 1}
    assert reviewer.post(change_url(comparison), data).status_code == 302
    assert order(comparison) == [[(1, "three"), (2, "two"), (3, "one")], [(1, "budget"), (2, "ai")]]


def test_saving_unchanged_changes_nothing(reviewer, comparison):
    before = [list(m.objects.values()) for m in (Comparison, ComparisonFilm, ComparisonRow)]
    data = sent_by(reviewer.get(change_url(comparison)))
    assert reviewer.post(change_url(comparison), data).status_code == 302
    assert [list(m.objects.values()) for m in (Comparison, ComparisonFilm, ComparisonRow)] == before


def test_a_reviewer_publishes_only_what_is_whole(reviewer, comparison):
    Comparison.objects.update(status="in_review", essay_zh_hans="")
    hidden = comparison.places.get(number=2).film
    type(hidden).objects.filter(pk=hidden.pk).update(status="draft")
    comparison.rows.all().delete()
    refused = step(reviewer, comparison, "publish")
    page = refused.content.decode()
    for words in ("its essay in both languages", "not public itself", "at least one row"):
        assert words in page
    assert change_url(hidden) in page
    comparison.refresh_from_db()
    assert comparison.status == "in_review"
    type(hidden).objects.update(status="published")
    Comparison.objects.update(essay_zh_hans="文")
    ComparisonRow.objects.create(comparison=comparison, number=1, row="form")
    assert step(reviewer, comparison, "publish").status_code == 302
    comparison.refresh_from_db()
    assert comparison.status == "published"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"essay_zh_hans": ""}, "in both languages"),
        ({"places-0-DELETE": "on", "places-1-DELETE": "on"}, "at least 2 films"),
        ({f"rows-{n}-DELETE": "on" for n in range(3)}, "at least one row"),
    ],
)
def test_an_edit_of_a_public_comparison_keeps_it_whole(reviewer, comparison, change, words):
    Comparison.objects.update(status="published")
    data = sent_by(reviewer.get(change_url(comparison)))
    assert words in errors_in(reviewer.post(change_url(comparison), data | change))


def test_the_address_of_previews_is_no_address_of_a_comparison(reviewer, comparison):
    data = sent_by(reviewer.get(change_url(comparison))) | {"slug": "preview"}
    assert "another use" in errors_in(reviewer.post(change_url(comparison), data))


def test_more_than_five_films_are_refused(reviewer, comparison):
    data = sent_by(reviewer.get(change_url(comparison)))
    for film in FilmFactory.create_batch(3):
        row(data, "places", film=film.pk)
    assert "at most 5 films" in errors_in(reviewer.post(change_url(comparison), data))


def test_once_public_it_keeps_its_address_and_cannot_be_deleted(reviewer, admin_client, comparison):
    assert admin_client.post(url(comparison, "delete", comparison.pk), {}).status_code == 200
    Comparison.objects.update(status="published")
    data = sent_by(admin_client.get(change_url(comparison)))
    assert "slug" not in data
    assert admin_client.post(url(comparison, "delete", comparison.pk), {"post": "yes"}).status_code == 403


def test_the_desk_leads_to_the_preview(reviewer, comparison):
    preview = reverse("comparison_preview", args=[comparison.slug])
    assert preview in reviewer.get(change_url(comparison)).content.decode()


def test_a_translator_changes_texts_and_notes_but_no_films(client, comparison):
    Comparison.objects.update(status="published")
    translator = member(client, "translator", writes="zh-hans")
    data = sent_by(translator.get(change_url(comparison)))
    before = order(comparison)
    data |= {"essay_zh_hans": "新译。", "rows-0-note_zh_hans": "新注。", "places-0-number": 3, "places-1-DELETE": "on"}
    assert translator.post(change_url(comparison), data).status_code == 302
    comparison.refresh_from_db()
    assert (comparison.essay_zh_hans, comparison.rows.get(number=1).note_zh_hans) == ("新译。", "新注。")
    assert order(comparison) == before
