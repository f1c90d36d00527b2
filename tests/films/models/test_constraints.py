"""What the database itself refuses, whoever writes to it."""

import pytest
from django.db import IntegrityError, transaction

from films.models import Film, FirstClaim, ProductionFact, Source
from tests.factories import (
    AIRoleFactory,
    AssessmentFactory,
    ClaimFactory,
    CreditFactory,
    FactFactory,
    FilmFactory,
    RelationFactory,
    ReleaseFactory,
    SourceFactory,
    TermFactory,
    TitleFactory,
)

pytestmark = pytest.mark.django_db

STATEMENTS = [
    TitleFactory, ClaimFactory, FactFactory, ReleaseFactory, CreditFactory, AIRoleFactory, RelationFactory
]  # fmt: skip


@pytest.mark.parametrize("make", STATEMENTS)
@pytest.mark.parametrize("rank", ["preferred", "deprecated"])
def test_a_rank_without_a_reason_is_refused(make, rank):
    with pytest.raises(IntegrityError):
        make(rank=rank)


@pytest.mark.parametrize("make", STATEMENTS)
def test_a_rank_with_a_reason_is_kept(make):
    assert make(rank="deprecated", rank_reason="error_in_source").pk


@pytest.mark.parametrize("make", STATEMENTS)
def test_a_number_is_given_once(make):
    first = make()
    with pytest.raises(IntegrityError):
        make(film=first.film, number=first.number)


def test_a_second_identifying_title_is_refused():
    film = FilmFactory()
    TitleFactory(film=film, identifying=True)
    TitleFactory(film=film, identifying=False)
    with pytest.raises(IntegrityError):
        TitleFactory(film=film, identifying=True)


@pytest.mark.parametrize("state", ["none", "withheld", "not_found"])
def test_a_nothing_with_an_amount_is_refused(state):
    assert FactFactory(state=state, amount=None).pk
    with pytest.raises(IntegrityError):
        FactFactory(state=state, amount=60)


def test_a_range_that_descends_is_refused():
    assert FactFactory(amount=2, amount_high=3).pk
    with pytest.raises(IntegrityError):
        FactFactory(amount=3, amount_high=2)


@pytest.mark.parametrize("year", [1700, 1887, 2201])
def test_a_year_without_cinema_is_refused(year):
    with pytest.raises(IntegrityError):
        FilmFactory(year=year)


@pytest.mark.parametrize("year", [None, 1888, 2026])
def test_a_year_of_cinema_is_kept(year):
    assert FilmFactory(year=year).year == year


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (FilmFactory, "status"),
        (FilmFactory, "form"),
        (ClaimFactory, "stance"),
        (ClaimFactory, "modality"),
        (ClaimFactory, "standing"),
        (ClaimFactory, "rank"),
        (FactFactory, "state"),
        (AIRoleFactory, "extent"),
        (RelationFactory, "kind"),
        (SourceFactory, "reliability"),
        (SourceFactory, "independence"),
        (AssessmentFactory, "standing"),
    ],
)
def test_a_word_outside_its_vocabulary_is_refused(make, field):
    with pytest.raises(IntegrityError):
        make(**{field: "unheard_of"})


def test_a_withdrawal_without_its_day_is_refused():
    assert FilmFactory(status="withdrawn", withdrawn_on="2026-01-01").pk
    with pytest.raises(IntegrityError):
        FilmFactory(status="withdrawn")


def test_a_wording_without_its_language_is_refused():
    with pytest.raises(IntegrityError):
        ClaimFactory(wording="the first", wording_language="")


def test_nothing_points_to_itself():
    film, claim, source = FilmFactory(), ClaimFactory(), SourceFactory()
    for change in (
        lambda: FirstClaim.objects.filter(pk=claim.pk).update(about=claim.pk),
        lambda: Source.objects.filter(pk=source.pk).update(reprint_of=source.pk),
        lambda: RelationFactory(film=film, other=film),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_one_public_id_names_one_film():
    FilmFactory(public_id="KR-4")
    with pytest.raises(IntegrityError):
        FilmFactory(public_id="KR-4")


def test_a_term_is_defined_once_in_its_vocabulary():
    term = TermFactory(scheme="genre", code="horror")
    assert TermFactory(scheme="theme", code="horror") != term
    with pytest.raises(IntegrityError):
        type(term).objects.create(scheme="genre", code="horror")


def test_updates_past_the_model_are_held_to_the_same_rules():
    film, fact = FilmFactory(), FactFactory()
    for change in (
        lambda: Film.objects.filter(pk=film.pk).update(year=1700),
        lambda: ProductionFact.objects.filter(pk=fact.pk).update(rank="preferred"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
