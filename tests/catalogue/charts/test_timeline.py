"""Laws of the timeline: time runs one way, nothing leaves the frame or covers another, disputes are tied."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from catalogue.charts.timeline import NEAR, draw, scale, span, tell
from films.pictures import Correction
from films.vocabularies import Stance, Standing

from .builders import TODAY, claim, lanes

days = st.dates(date(2012, 1, 1), TODAY)


@given(st.lists(days, min_size=1, max_size=30), days, days)
def test_a_later_day_never_lies_to_the_left(said, one, other):
    time = scale(said, TODAY, 100, 900)
    first, second = sorted((one, other))
    assert time.at(first) <= time.at(second)
    assert time.at(first) >= 100
    assert time.at(second) <= 900


@given(st.lists(days, min_size=1, max_size=30))
def test_every_day_of_the_scale_has_room(said):
    time = scale(said, TODAY, 100, 900)
    for day in said:
        if day < TODAY:
            assert time.at(day) < time.at(day + timedelta(days=40))


@given(st.lists(days, min_size=1, max_size=12))
def test_every_lamp_lies_in_the_frame_within_its_span_and_apart_from_the_others(said):
    drawing = draw(lanes(*(claim(number, day.isoformat()) for number, day in enumerate(said))))
    assert len(drawing.lamps) == len(said)
    for lamp in drawing.lamps:
        assert drawing.left <= lamp.from_x <= lamp.x <= lamp.to_x <= drawing.right
        assert drawing.top < lamp.y < drawing.bottom < drawing.height
    places = [(lamp.x, lamp.y) for lamp in drawing.lamps]
    for index, (x, y) in enumerate(places):
        assert all(abs(x - a) >= NEAR - 0.2 or y != b for a, b in places[index + 1 :])


def test_a_date_known_to_the_year_is_a_span_and_ends_today():
    known = span(claim(1, "2026"), TODAY)
    assert known == (date(2026, 1, 1), TODAY)
    lamp = draw(lanes(claim(1, "2025"))).lamps[0]
    assert lamp.from_x < lamp.x < lamp.to_x


def test_a_claim_without_a_date_is_counted_at_the_end_of_its_lane_and_not_drawn():
    drawing = draw(lanes(claim(1, "2024-05-01"), claim(2, ""), claim(3, "")))
    assert len(drawing.lamps) == 1
    assert drawing.rows[0].undated == "2 undated"


def test_a_dispute_is_tied_to_the_lamp_that_it_disputes():
    disputed = claim(1, "2024-05-01")
    drawing = draw(
        lanes(
            disputed,
            claim(2, "2024-08-01", stance=Stance.DISPUTES, favours=False, about=disputed.ref),
            claim(3, "2024-09-01", "JP", stance=Stance.DISPUTES, about=disputed.ref),
            claim(4, "2024-10-01", "JP", stance=Stance.REPEATS, about=disputed.ref),
        )
    )
    lamp = drawing.lamps[0]
    assert [(link.x2, link.y2) for link in drawing.links] == [(lamp.x, lamp.y)] * 2
    alone, between = drawing.links
    assert (alone.mid_x, alone.mid_y) == (alone.x, alone.y)
    assert between.mid_y not in (between.y, between.y2)
    assert len(drawing.disputes) == len(drawing.repeats) == 1
    assert len(drawing.lamps) == 2


def test_a_correction_stands_at_its_own_date_beside_its_claim():
    corrected = claim(1, "2024-05-01", corrections=(Correction(date(2025, 2, 1), Standing.REFUTED),))
    drawing = draw(lanes(corrected))
    told = tell(lanes(corrected, claim(2, "2024"))).records
    assert [row["corrected"] for row in told] == ["2025-02-01:refuted", "never"]
    assert drawing.corrections[0].standing == "refuted"
    assert drawing.corrections[0].x > drawing.lamps[0].x
    assert drawing.corrections[0].y == drawing.lamps[0].y


def test_an_archive_without_claims_is_an_empty_sheet():
    assert draw(lanes()).lamps == ()
