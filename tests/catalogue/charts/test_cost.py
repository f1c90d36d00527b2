"""Laws of the chart of costs: a logarithmic scale, computed marked as computed, nothing squeezed in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.charts.cost import beside, draw, draw_narrow, drawn, tell
from films.pictures import Costs

from .builders import cost

amounts = st.floats(min_value=0.1, max_value=1_000_000, allow_nan=False)


def costs(*rows):
    return Costs(rows, (), (), (), (), 0, 0)


@given(st.lists(amounts, min_size=1, max_size=6), st.booleans())
def test_marks_lie_in_the_frame_in_the_order_of_their_amounts(values, narrow):
    drawing = (draw_narrow if narrow else draw)(costs(*(cost(n, v, v) for n, v in enumerate(values, 1))))
    placed = [row.x2 for row in drawing.rows]
    assert all(drawing.left - 0.1 <= x <= drawing.right + 0.1 for x in placed)
    assert [x for _v, x in sorted(zip(values, placed, strict=True))] == sorted(placed)


def test_ten_times_as_much_is_as_far_everywhere():
    one, ten, hundred = (row.x2 for row in draw(costs(cost(1, 1, 1), cost(2, 10, 10), cost(3, 100, 100))).rows)
    assert ten - one == pytest.approx(hundred - ten, abs=0.2)


@given(amounts, amounts)
def test_a_range_runs_from_its_least_to_its_most(one, other):
    low, high = sorted((one, other))
    row = draw(costs(cost(1, low, high), cost(2, 0.1, 1_000_000))).rows[0]
    assert row.x <= row.x2


def test_computed_figures_are_marked_and_name_their_inputs():
    stated, computed = draw(costs(cost(1, 8000, 8000, computed=False), cost(2, 250, 250))).rows
    assert (stated.computed, computed.computed) == (False, True)
    assert computed.details[0][1].startswith("computed: US$250 ÷ 1 minute")


def test_what_the_scale_cannot_hold_is_said_in_words_and_kept_in_the_table():
    rows = costs(cost(1, 0, 0, "KRW"), cost(2, 10_000, 10_000, "TWD"), cost(3, 5, 5))
    assert [c.film.public_id for c in drawn(rows)] == ["KR-3"]
    assert [aside.heading for aside in beside(rows)] == [
        "Said to have cost nothing, which no logarithmic scale can hold",
        "No rate for the currency",
    ]
    assert len(tell(rows).rows) == 3


def test_an_end_that_the_source_leaves_open_is_drawn_open():
    assert draw(costs(cost(1, None, 50))).rows[0].open == "low"
    assert draw(costs(cost(1, 50, None))).rows[0].open == "high"
