import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from films.comparison import ROWS
from films.models import Comparison, ComparisonFilm, ComparisonRow
from tests.factories import ComparisonFactory, FilmFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("missing", ["title_en", "title_zh_hans", "essay_en", "essay_zh_hans"])
def test_a_public_comparison_without_a_text_in_either_language_is_refused(missing):
    assert ComparisonFactory(status="in_review", **{missing: ""}).pk
    with pytest.raises(IntegrityError):
        ComparisonFactory(**{missing: ""})


def test_a_withdrawal_without_a_date_is_refused():
    with pytest.raises(IntegrityError):
        ComparisonFactory(status="withdrawn")


@pytest.mark.parametrize(("number", "same_film"), [(1, False), (2, True)])
def test_a_place_and_a_film_are_taken_once(number, same_film):
    film = FilmFactory()
    comparison = ComparisonFactory(films=[film])
    with pytest.raises(IntegrityError):
        ComparisonFilm.objects.create(comparison=comparison, number=number, film=film if same_film else FilmFactory())


@pytest.mark.parametrize(("number", "row"), [(1, "price"), (2, "form")])
def test_a_row_stands_once(number, row):
    comparison = ComparisonFactory(rows=["form"])
    with pytest.raises(IntegrityError):
        ComparisonRow.objects.create(comparison=comparison, number=number, row=row)


def test_only_rows_that_the_table_knows_are_admitted():
    row = ComparisonRow(comparison=ComparisonFactory(), number=1, row="unheard")
    with pytest.raises(ValidationError, match="unheard"):
        row.full_clean()
    row.row = next(iter(ROWS))
    row.full_clean()


def test_a_sixth_film_is_not_admitted():
    place = ComparisonFilm(comparison=ComparisonFactory(), number=6, film=FilmFactory())
    with pytest.raises(ValidationError, match="number"):
        place.full_clean()


def test_comparisons_are_read_in_their_order_and_drafts_not_at_all():
    second, first = ComparisonFactory(position=2), ComparisonFactory(position=1)
    ComparisonFactory(status="draft")
    assert list(Comparison.objects.published().in_order()) == [first, second]


def test_an_empty_line_begins_a_paragraph():
    comparison = ComparisonFactory.build(essay_en="One\r\nline.\r\n\r\n \r\nTwo.\n\n")
    assert comparison.paragraphs == ["One\nline.", "Two."]


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_what_has_been_public_is_not_deleted(status):
    comparison = ComparisonFactory(status=status, withdrawn_on="2026-01-02")
    with pytest.raises(ValidationError):
        comparison.delete()
    comparison.status = "draft"
    comparison.delete()
    assert not Comparison.objects.exists()
