from datetime import date
from time import struct_time

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.partial_date import InvalidPartialDate, Precision, parse

days = st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31))
bare_points = st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10]))
points = st.builds(str.__add__, bare_points, st.sampled_from(["", "?", "~", "%"]))


@st.composite
def intervals(draw, ends=points, open_ended=True):
    left, right = sorted([draw(ends), draw(ends)])
    try:
        parse(f"{left}/{right}")
    except InvalidPartialDate:  # cannot be: sorted texts begin in order
        raise AssertionError(left, right) from None
    return draw(st.sampled_from([f"{left}/{right}", f"../{right}", f"{left}/.."])) if open_ended else f"{left}/{right}"


texts = points | intervals()


@pytest.mark.laws
@given(texts)
def test_a_date_is_written_back_as_it_was_read(text):
    assert str(parse(text)) == text


@pytest.mark.laws
@given(texts)
def test_a_date_does_not_end_before_it_begins(text):
    known = parse(text)
    assert known.earliest is None or known.latest is None or known.earliest <= known.latest


@pytest.mark.laws
@given(texts)
def test_only_an_open_end_has_no_day(text):
    known = parse(text)
    assert (known.earliest is None) == text.startswith("..")
    assert (known.latest is None) == text.endswith("..")


def _day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


# Not among the laws that are tried ten thousand times: the other implementation takes milliseconds a date.
@given(bare_points)
def test_another_implementation_gives_the_same_days(text):
    second_opinion = edtf.parse_edtf(text)
    assert parse(text).earliest == _day(second_opinion.lower_strict())
    assert parse(text).latest == _day(second_opinion.upper_strict())


@given(intervals(bare_points, open_ended=False))
def test_another_implementation_gives_the_same_ends_of_an_interval(text):
    second_opinion = edtf.parse_edtf(text)
    assert parse(text).earliest == _day(second_opinion.lower_strict())
    assert parse(text).latest == _day(second_opinion.upper_strict())


@pytest.mark.laws
@given(points)
def test_a_mark_does_not_move_the_days(text):
    bare = text.rstrip("?~%")
    assert (parse(text).earliest, parse(text).latest) == (parse(bare).earliest, parse(bare).latest)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [("2025", False, False), ("2025?", True, False), ("2025~", False, True), ("2025%", True, True)],
)
def test_the_marks_are_told_apart(text, uncertain, approximate):
    point = parse(text).start
    assert (point.uncertain, point.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "precision"),
    [("2025", Precision.YEAR), ("2025-10", Precision.MONTH), ("2025-10-15", Precision.DAY)],
)
def test_precision_is_that_of_the_text(text, precision):
    assert parse(text).start.precision == precision


def test_february_ends_by_the_calendar():
    assert parse("2024-02").latest == date(2024, 2, 29)
    assert parse("2025-02").latest == date(2025, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "2025-02-29",
        "2023-13",
        "2023-00",
        "2023-01-00",
        "0000",
        "../..",
        "2025/2024",
        "2025-03/2025-02",
        "x",
        "",
        "/",
        "2025/",
        "/2025",
        "..",
        "2025/2026/2027",
        "2025-1",
        "25",
        "-2025",
        "20250101",
        "2025??",
        "?2025",
        "2025 ",
        "2025\n",
        "２０２５",
        "٢٠٢٥",
        "202X",
        "2025-21",
        "[2025,2026]",
    ],
)
def test_what_is_no_date_of_the_accepted_kind_is_refused(text):
    with pytest.raises(InvalidPartialDate):
        parse(text)


@pytest.mark.laws
@given(st.text(alphabet="0123456789-/.?~%Xx ", max_size=24))
def test_any_text_is_either_read_exactly_or_refused(text):
    try:
        known = parse(text)
    except InvalidPartialDate:
        return
    assert str(known) == text
