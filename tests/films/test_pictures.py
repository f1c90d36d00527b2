"""The questions behind the charts: what they answer, and that neither queries nor answers grow without end."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films.pictures import _fair_share, claims_in_time, costs_per_minute, extents_by_film, running_times
from tests.factories import (
    AIRoleFactory,
    AssessmentFactory,
    ClaimFactory,
    FactFactory,
    FilmFactory,
    SourceFactory,
    TermFactory,
    TitleFactory,
)

QUESTIONS = (claims_in_time, extents_by_film, costs_per_minute, running_times)

pytestmark = pytest.mark.django_db


def grow(number: int) -> None:
    source = SourceFactory()
    for film in FilmFactory.create_batch(number, countries=["CN"]):
        TitleFactory(film=film, identifying=True)
        AIRoleFactory(film=film, sources=[source])
        claim = ClaimFactory(film=film, date="2025-03", scope_length="feature", sources=[source])
        AssessmentFactory(claim=claim)
        FactFactory(film=film, sources=[source])
        FactFactory(film=film, property="budget", amount=870, unit="", currency="USD", sources=[source])


def asked() -> list[int]:
    counts = []
    for question in QUESTIONS:
        with CaptureQueriesContext(connection) as queries:
            question()
        counts.append(len(queries))
    return counts


def test_the_number_of_queries_does_not_follow_the_number_of_films():
    grow(1)
    few = asked()
    grow(29)
    assert asked() == few
    assert max(few) <= 12


def test_answers_are_bounded_and_say_what_lies_beyond():
    grow(7)
    lanes = claims_in_time(most_claims=4)
    assert (len(lanes.lanes[0].claims), lanes.claims_beyond) == (4, 3)
    assert (len(extents_by_film(3).films), extents_by_film(3).beyond) == (3, 4)
    assert (len(running_times(3).rows), running_times(3).beyond) == (3, 4)
    assert (len(costs_per_minute(3).rows), costs_per_minute(3).beyond) == (3, 4)


def test_lanes_are_chosen_by_their_claims_and_ordered_by_the_first_of_them():
    early, late = FilmFactory(public_id="JP-900"), FilmFactory(public_id="KR-901")
    ClaimFactory(film=late, date="2025-03")
    ClaimFactory(film=late, date="2024-03")
    ClaimFactory(film=early, date="2016")
    assert [lane.country.code for lane in claims_in_time().lanes] == ["JP", "KR"]
    assert [lane.country.code for lane in claims_in_time(most_lanes=1).lanes] == ["KR"]
    assert claims_in_time(most_lanes=1).lanes_beyond == 1


def test_a_claim_for_another_country_s_film_stands_in_that_country_s_lane():
    rival = FilmFactory(public_id="JP-900")
    ClaimFactory(film=FilmFactory(public_id="GB-901"), work=rival, date="2024")
    assert [lane.country.code for lane in claims_in_time().lanes] == ["JP"]


@pytest.mark.parametrize(
    ("counts", "most", "share"), [([10, 5, 1], 9, 4), ([10, 5, 1], 100, 10), ([3, 3], 2, 1), ([], 5, 1)]
)
def test_a_fair_share_fills_the_whole_and_no_more(counts, most, share):
    assert _fair_share(counts, most) == share


def test_only_corrections_are_events_and_a_first_assessment_is_none():
    claim = ClaimFactory(date="2025-01-01")
    AssessmentFactory(claim=claim, number=1)
    assert claims_in_time().lanes[0].claims[0].corrections == ()
    AssessmentFactory(claim=claim, number=2, standing="refuted", date="2026-02-03")
    assert [c.standing.value for c in claims_in_time().lanes[0].claims[0].corrections] == ["refuted"]


def test_a_computed_cost_runs_from_the_least_to_the_most_that_its_inputs_allow():
    film = FilmFactory()
    FactFactory(film=film, amount=10)
    FactFactory(film=film, amount=20)
    FactFactory(film=film, amount=60, qualifier="planned")
    FactFactory(film=film, property="budget", amount=100, amount_high=400, unit="", currency="USD")
    cost = costs_per_minute().rows[0]
    assert (cost.computed, cost.low, cost.high) == (True, Decimal(5), Decimal(40))


def test_what_is_stated_of_a_minute_is_not_computed_again_and_a_plan_is_no_cost():
    stated, planned = FilmFactory(), FilmFactory()
    for film in (stated, planned):
        FactFactory(film=film, amount=10)
    FactFactory(film=stated, property="cost_per_minute", amount=8, unit="min", currency="USD", qualifier="about")
    FactFactory(film=stated, property="budget", amount=700, unit="", currency="USD")
    FactFactory(film=planned, property="budget", amount=700, unit="", currency="USD", qualifier="planned")
    costs = costs_per_minute()
    assert [(c.computed, c.low) for c in costs.rows] == [(False, Decimal(8))]
    assert len(costs.planned) == 1


def test_the_nothings_are_told_apart():
    withheld, looked_for, _never = FilmFactory(), FilmFactory(), FilmFactory()
    FactFactory(film=withheld, property="budget", state="withheld", amount=None, unit="")
    FactFactory(film=looked_for, property="budget", state="not_found", amount=None, unit="")
    FactFactory(film=looked_for, state="not_found", amount=None)
    costs, lengths = costs_per_minute(), running_times()
    assert (len(costs.withheld), len(costs.not_found), costs.not_looked_up) == (1, 1, 1)
    assert (len(lengths.not_found), lengths.not_looked_up) == (1, 2)


def test_running_times_in_other_units_are_minutes():
    FactFactory(amount=3644, unit="s")
    FactFactory(amount=1, unit="h", amount_high=2)
    times = [(row.times[0].low, row.times[0].high) for row in running_times().rows]
    assert times == [(60.0, 120.0), (pytest.approx(60.73, abs=0.01),) * 2]


def test_drafts_are_in_no_picture():
    grow(1)
    film = FilmFactory(status="draft")
    TermFactory(code="video")
    AIRoleFactory(film=film)
    ClaimFactory(film=film, date="2024")
    FactFactory(film=film)
    FactFactory(film=film, property="budget", amount=1, unit="", currency="USD")
    sizes = [
        sum(len(lane.claims) for lane in claims_in_time().lanes),
        len(extents_by_film().films),
        len(costs_per_minute().rows),
        len(running_times().rows),
    ]
    assert sizes == [1, 1, 1, 1]
