"""Laws of the chart of running times: one scale, ranges hold their values, what is called what is told apart."""

from hypothesis import given
from hypothesis import strategies as st

from catalogue.charts.length import draw, draw_narrow, length_label
from films.vocabularies import Form, Qualifier, Rank

from .builders import code, length, lengths, time

minutes = st.floats(min_value=0.5, max_value=400, allow_nan=False)


@given(st.lists(minutes, min_size=1, max_size=6), st.booleans())
def test_marks_lie_in_the_frame_in_the_order_of_their_values(values, narrow):
    drawing = (draw_narrow if narrow else draw)(lengths(*(length(n, time(m)) for n, m in enumerate(values, 1))))
    placed = [row.best for row in drawing.rows]
    assert all(drawing.side < x < drawing.width for x in placed)
    assert [x for _m, x in sorted(zip(values, placed, strict=True))] == sorted(placed)


@given(st.lists(minutes, min_size=1, max_size=4))
def test_a_range_holds_every_value_that_stands(values):
    row = draw(lengths(length(1, *(time(m) for m in values)))).rows[0]
    assert all(row.x <= mark.x <= mark.x2 <= row.x2 for mark in row.marks)


def test_a_value_set_aside_is_not_drawn():
    row = draw(lengths(length(1, time(60), time(12, rank=Rank.DEPRECATED)))).rows[0]
    assert len(row.marks) == 1


def test_the_lines_lie_at_forty_and_sixty_minutes():
    drawing = draw(lengths(length(1, time(40)), length(2, time(60)), length(3, time(90))))
    assert [line.x for line in drawing.lines] == [drawing.rows[0].best, drawing.rows[1].best]


def test_what_is_called_a_feature_and_a_short_has_a_shape_of_its_own():
    rows = draw(
        lengths(
            length(1, time(12), called=(Form.SHORT, Form.FEATURE)),
            length(2, time(90), called=(Form.FEATURE,)),
            length(3, time(5)),
        )
    ).rows
    assert [row.shape for row in rows] == ["both", "feature", "other"]
    assert "Short film / Feature film" in rows[0].label


def test_open_ends_parts_and_plans_are_drawn_as_what_they_are():
    at_least, part, plan = (
        draw(lengths(length(1, one))).rows[0]
        for one in (
            time(25, None, qualifier=Qualifier.AT_LEAST),
            time(7, basis=code("per_episode")),
            time(60, 60, qualifier=Qualifier.PLANNED),
        )
    )
    assert at_least.marks[0].open == "high"
    assert part.best is None
    assert plan.best is None
    assert part.marks[0].part


def test_minutes_and_seconds_are_written_as_on_charts():
    assert length_label(length(1, time(3644, unit="s"), time(61))) == "60′44″ / 61′"


def test_nothing_known_is_an_empty_sheet():
    assert draw(lengths()).rows == ()
