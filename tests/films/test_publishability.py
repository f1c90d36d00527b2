"""What stands in the way of making a record public."""

import pytest
from django.db import IntegrityError, transaction

from films.models import Comparison, Film, FirstClaim, Image, ProductionFact, Title
from films.publishability import Rule, hindrances, hindrances_of
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return make.SourceFactory()


@pytest.fixture
def film(source):
    """A draft with a sourced statement of every kind: nothing is missing."""
    film = make.FilmFactory(status="draft", synopsis_en="A plot.", synopsis_zh_hans="情节。")
    make.TitleFactory(film=film, identifying=True, sources=[source])
    for factory in (
        make.ClaimFactory,
        make.FactFactory,
        make.ReleaseFactory,
        make.CreditFactory,
        make.AIRoleFactory,
        make.RelationFactory,
    ):
        factory(film=film, sources=[source])
    return film


def found(record):
    return [(h.rule, h.record) for h in hindrances(record)]


def test_nothing_hinders_what_is_whole(film):
    assert found(film) == []


@pytest.mark.parametrize(
    "accessor", ["titles", "firstclaims", "productionfacts", "releases", "credits", "airoles", "relations"]
)
def test_every_kind_of_statement_needs_a_source(film, accessor):
    statement = getattr(film, accessor).get()
    statement.sources.clear()
    assert found(film) == [(Rule.UNSOURCED, statement)]


@pytest.mark.parametrize("accessor", ["titles", "productionfacts", "releases", "credits", "airoles", "relations"])
def test_what_is_unsourced_on_purpose_hinders_nothing(film, accessor):
    statement = getattr(film, accessor).get()
    statement.sources.clear()
    type(statement).objects.update(unsourced=True)
    assert found(film) == []


def test_a_claim_is_never_unsourced_on_purpose(film):
    with pytest.raises(IntegrityError), transaction.atomic():
        FirstClaim.objects.update(unsourced=True)


@pytest.mark.parametrize(("state", "hindered"), [("not_found", False), ("withheld", True), ("none", True)])
def test_a_fruitless_search_has_no_source(film, state, hindered):
    film.productionfacts.get().sources.clear()
    ProductionFact.objects.update(state=state, amount=None)
    assert bool(found(film)) is hindered


def test_what_is_set_aside_needs_its_source_too(film):
    make.FactFactory(film=film, rank="deprecated", rank_reason="corrected_by_source")
    assert [rule for rule, _record in found(film)] == [Rule.UNSOURCED]


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ({"wording": "first"}, set()),
        ({"wording": "", "paraphrase_en": "first", "paraphrase_zh_hans": "首部"}, set()),
        ({"wording": " "}, {Rule.NO_WORDS}),
        ({"wording": "", "paraphrase_en": "first"}, {Rule.NO_WORDS, Rule.ONE_LANGUAGE}),
        ({"wording": "first", "paraphrase_zh_hans": "首部"}, {Rule.ONE_LANGUAGE}),
    ],
)
def test_a_claim_needs_its_wording_or_a_paraphrase_in_both_languages(film, words, rules):
    FirstClaim.objects.update(**words)
    assert {rule for rule, _record in found(film)} == rules


def test_a_film_needs_a_title_that_identifies_it_and_every_title_its_language(film):
    Title.objects.update(identifying=False)
    assert found(film) == [(Rule.NO_TITLE, film)]
    Title.objects.update(identifying=True, language="")
    assert found(film) == [(Rule.NO_LANGUAGE, film.titles.get())]


def test_a_text_in_one_language_hinders_and_none_at_all_does_not(film):
    Film.objects.update(synopsis_zh_hans="")
    [hindrance] = hindrances(film)
    assert (hindrance.rule, hindrance.record) == (Rule.ONE_LANGUAGE, film)
    assert hindrance.words == "“Synopsis” is in English only."
    Film.objects.update(synopsis_en="", synopsis_zh_hans="情节。")
    assert [h.words for h in hindrances(film)] == ["“Synopsis” is in Chinese only."]
    Film.objects.update(synopsis_zh_hans="")
    assert found(film) == []


def test_the_reason_of_a_withdrawal_is_no_text_of_the_film(film):
    Film.objects.update(withdrawal_reason_en="Wrong.")
    assert found(film) == []


@pytest.mark.parametrize("missing", ["alt_en", "alt_zh_hans", "credit"])
def test_a_picture_needs_credit_and_alt_text_in_both_languages(film, missing):
    words = {"alt_en": "A", "alt_zh_hans": "甲", "credit": "Studio"}
    picture = Image.objects.create(film=film, number=1, kind="poster", file="a.png", rights="inc", **words)
    assert found(film) == []
    Image.objects.update(**{missing: " "})  # nothing at all is refused by the database
    assert found(film) == [(Rule.PICTURE, picture)]


def test_a_lamp_is_lit_by_what_readers_can_read(film):
    kept_elsewhere = make.ClaimFactory(film=make.FilmFactory(status="withdrawn", withdrawn_on="2026-01-02"), work=film)
    Film.objects.filter(pk=film.pk).update(lamp=kept_elsewhere)
    assert found(film) == [(Rule.LAMP, film)]


def test_a_hindrance_names_its_record(film):
    film.firstclaims.get().sources.clear()
    [hindrance] = hindrances(film)
    assert hindrance.name == f"Claim {film.public_id}-c1"


def test_a_comparison_needs_texts_films_and_rows(film):
    comparison = make.ComparisonFactory(films=[film, make.FilmFactory()], rows=["form"])
    comparison.rows.update(note_en="")
    assert found(comparison) == [(Rule.PARTS, film)]
    Film.objects.update(status="published")
    assert found(comparison) == []
    Comparison.objects.update(status="draft", title_zh_hans="", essay_en=" ", standfirst_en="One.")
    comparison.rows.all().delete()
    comparison.places.first().delete()
    comparison.refresh_from_db()
    assert [rule for rule, _record in found(comparison)] == [*[Rule.ONE_LANGUAGE] * 3, *[Rule.PARTS] * 2]


def test_a_note_to_a_row_in_one_language_hinders(film):
    Film.objects.update(status="published")
    comparison = make.ComparisonFactory(films=[film, make.FilmFactory()], rows=["form"])
    assert found(comparison) == [(Rule.ONE_LANGUAGE, comparison.rows.get())]


@pytest.mark.usefixtures("archive")
def test_all_that_is_shipped_can_be_published(django_assert_max_num_queries):
    films = list(Film.objects.published())
    assert len(films) >= 106
    with django_assert_max_num_queries(30):
        missing = hindrances_of(films)
    assert [h.name for found in missing.values() for h in found] == []
    assert [h.name for comparison in Comparison.objects.published() for h in hindrances(comparison)] == []
