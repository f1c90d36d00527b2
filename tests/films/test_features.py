from datetime import date
from decimal import Decimal

import pytest

from films.features import features_of
from films.models import Film
from tests.factories import AIRoleFactory, FactFactory, FilmFactory, ReleaseFactory, TermFactory

pytestmark = pytest.mark.django_db


def features(film: Film):
    return features_of(Film.objects.with_everything().get(pk=film.pk))


def kind(code: str):
    return TermFactory(scheme="release_kind", code=code)


def test_the_running_time_is_the_span_of_the_values_that_stand():
    film = FilmFactory()
    for amount in (60, 61):
        FactFactory(film=film, amount=amount)
    FactFactory(film=film, amount=120, rank="deprecated", rank_reason="error_in_source")
    assert features(film).minutes == (Decimal(60), Decimal(61))


def test_a_preferred_running_time_goes_before_normal_ones():
    film = FilmFactory()
    FactFactory(film=film, amount=90)
    FactFactory(film=film, amount=3644, unit="s", rank="preferred", rank_reason="most_precise")
    assert features(film).minutes == (Decimal(3644) / 60,) * 2


def test_a_preferred_budget_does_not_hide_the_running_time():
    film = FilmFactory()
    FactFactory(film=film, amount=61)
    FactFactory(
        film=film,
        property="budget",
        amount=5,
        unit="",
        currency="USD",
        rank="preferred",
        rank_reason="measured",
    )
    assert features(film).minutes == (Decimal(61), Decimal(61))


def test_a_department_has_the_highest_extent_that_stands():
    film = FilmFactory()
    for extent in ("element", "predominant", "mixed_unknown"):
        AIRoleFactory(film=film, extent=extent)
    AIRoleFactory(film=film, extent="full_picture", rank="deprecated", rank_reason="promotional")
    assert features(film).extents == {"video": "predominant"}


def test_an_announcement_is_no_showing():
    film = FilmFactory()
    ReleaseFactory(film=film, kind=kind("announcement"), date="2024-01-01")
    assert features(film).shown == {}


def test_the_first_showing_is_the_earliest_of_all_channels():
    film = FilmFactory()
    ReleaseFactory(film=film, kind=kind("theatrical"), date="2025-03-01")
    ReleaseFactory(film=film, kind=kind("festival"), date="2025-02")
    assert features(film).shown == {
        "": (date(2025, 2, 1), date(2025, 2, 28)),
        "theatrical": (date(2025, 3, 1), date(2025, 3, 1)),
        "festival": (date(2025, 2, 1), date(2025, 2, 28)),
    }


def test_a_showing_of_unknown_date_may_have_been_the_first():
    film = FilmFactory()
    ReleaseFactory(film=film, kind=kind("theatrical"), date="2025-03-01")
    ReleaseFactory(film=film, kind=kind("premiere"), date="")
    assert features(film).shown[""] == (None, date(2025, 3, 1))
