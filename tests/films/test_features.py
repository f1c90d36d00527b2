from datetime import date
from decimal import Decimal

import pytest

from films.features import features_of, told, untold
from films.models import Film
from films.scope import Dated, Length, Use
from tests.factories import AIRoleFactory, FactFactory, FilmFactory, ReleaseFactory, TermFactory

pytestmark = pytest.mark.django_db


def features(film: Film):
    return features_of(Film.objects.with_everything().get(pk=film.pk))


def kind(code: str):
    return TermFactory(scheme="release_kind", code=code)


def minutes(film: Film) -> list[tuple[Decimal, Decimal | None]]:
    return [(length.shortest, length.longest) for length in features(film).lengths]


def test_all_running_times_that_stand_are_kept_the_preferred_one_first():
    film = FilmFactory()
    for amount in (60, 61):
        FactFactory(film=film, amount=amount)
    FactFactory(film=film, amount=3644, unit="s", rank="preferred", rank_reason="most_precise")
    FactFactory(film=film, amount=120, rank="deprecated", rank_reason="error_in_source")
    exact = Decimal(3644) / 60
    assert minutes(film) == [(exact, exact), (Decimal(60), Decimal(60)), (Decimal(61), Decimal(61))]


def test_a_range_and_an_open_end_keep_both_ends():
    film = FilmFactory()
    FactFactory(film=film, amount=2, amount_high=5)
    FactFactory(film=film, amount=60, qualifier="at_least")
    FactFactory(film=film, amount=45, qualifier="under")
    FactFactory(film=film, amount=90, qualifier="planned")
    assert minutes(film) == [(Decimal(2), Decimal(5)), (Decimal(60), None), (Decimal(0), Decimal(45))]


def test_the_length_of_an_episode_is_not_that_of_the_whole():
    film = FilmFactory()
    FactFactory(film=film, amount=4, basis=TermFactory(scheme="fact_basis", code="per_episode"))
    FactFactory(film=film, amount=52)
    assert minutes(film) == [(Decimal(52), Decimal(52))]


def test_a_department_has_the_highest_extent_that_stands():
    film = FilmFactory()
    for extent in ("element", "predominant", "mixed_unknown"):
        AIRoleFactory(film=film, extent=extent)
    AIRoleFactory(film=film, extent="full_picture", rank="deprecated", rank_reason="promotional")
    assert features(film).uses == {"video": Use("predominant", film.airoles.all()[1].ref)}


def test_extents_that_cannot_both_be_right_are_kept_beside_the_highest():
    film = FilmFactory()
    whole, script = (TermFactory(scheme="department", code=code) for code in ("whole_film", "script"))
    roles = [
        AIRoleFactory(film=film, department=department, extent=extent)
        for department, extent in (
            (whole, "full_pipeline"),
            (whole, "element"),
            (whole, "undisclosed"),
            (script, "predominant"),
            (script, "element"),
            (script, "none"),
        )
    ]
    assert features(film).uses == {
        "whole_film": Use("full_pipeline", roles[0].ref, (("element", roles[1].ref),)),
        "script": Use("predominant", roles[3].ref, (("none", roles[5].ref),)),
    }
    assert untold(told(features(film))) == features(film)


def test_the_showing_of_a_work_that_is_only_promised_is_a_plan():
    film = FilmFactory(work_status="announced", year=2026)
    ReleaseFactory(film=film, kind=kind("theatrical"), date="2026?")
    assert features(film).dates == {}


def test_a_preview_is_a_showing_but_not_one_in_cinemas():
    film = FilmFactory()
    ReleaseFactory(film=film, kind=kind("preview"), date="2025-06-08")
    assert list(features(film).dates) == ["first_showing"]


def test_an_announcement_is_no_showing():
    film = FilmFactory(work_status="announced")
    announced = ReleaseFactory(film=film, kind=kind("announcement"), date="2024-01-01")
    assert features(film).dates == {"announcement": Dated(date(2024, 1, 1), date(2024, 1, 1), announced.ref)}


def test_the_first_showing_is_the_earliest_of_all_channels():
    film = FilmFactory()
    cinema = ReleaseFactory(film=film, kind=kind("theatrical"), date="2025-03-01")
    festival = ReleaseFactory(film=film, kind=kind("festival"), date="2025-02")
    in_march = Dated(date(2025, 3, 1), date(2025, 3, 1), cinema.ref)
    in_february = Dated(date(2025, 2, 1), date(2025, 2, 28), festival.ref)
    assert features(film).dates == {
        "first_showing": in_february,
        "theatrical": in_march,
        "wide_release": in_march,
        "festival": in_february,
    }


def test_a_showing_of_unknown_date_may_have_been_the_first_but_not_before_the_film_s_year():
    film = FilmFactory(year=2025)
    ReleaseFactory(film=film, kind=kind("theatrical"), date="2025-03-01")
    ReleaseFactory(film=film, kind=kind("premiere"), date="")
    shown = features(film).dates["first_showing"]
    assert (shown.earliest, shown.latest) == (date(2025, 1, 1), date(2025, 3, 1))


def test_a_film_known_to_have_been_shown_but_not_when_counts_from_its_year():
    film = FilmFactory(year=2023, work_status="released")
    assert features(film).dates == {"first_showing": Dated(date(2023, 1, 1), None)}


def test_features_come_back_from_the_derived_column_as_they_went_in():
    film = FilmFactory(year=2025, countries=["KR"])
    FactFactory(film=film, amount=60, qualifier="at_least")
    AIRoleFactory(film=film, extent="element")
    ReleaseFactory(film=film, kind=kind("theatrical"), date="2025")
    drawn = features(film)
    assert drawn.lengths == (Length(Decimal(60), None, film.productionfacts.get().ref),)
    assert untold(told(drawn)) == drawn
