from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from catalogue.charts.order import WIDTH, axis
from films.scope import Dated

days = st.dates(min_value=date(2016, 1, 1), max_value=date(2030, 12, 31))
intervals = st.tuples(days, days).map(lambda p: Dated(*sorted(p))) | days.map(lambda d: Dated(d, None))


@given(st.lists(intervals, min_size=1, max_size=8))
def test_every_bar_lies_within_the_scale(dates):
    for bar in axis(dates).bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH + 0.6


@given(st.lists(days, min_size=2, max_size=8))
def test_an_earlier_day_never_lies_to_the_right(found):
    bars = axis([Dated(d, d) for d in sorted(found)]).bars
    assert [b.x for b in bars] == sorted(b.x for b in bars)


def test_a_year_alone_is_divided_into_quarters():
    day = Dated(date(2025, 6, 8), date(2025, 6, 8))
    assert [t.label for t in axis([day]).ticks] == ["2025-01", "2025-04", "2025-07", "2025-10"]
