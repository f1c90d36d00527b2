"""Where the works of an order lie in time: one scale for all, a bar for what is known of each date.

In per cent of the width, so that bars stretch with the window and the figures on the scale do not. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from films.scope import Dated

WIDTH = 100
_LEAST = 0.6  # a day is a mark that can be seen


@dataclass(frozen=True, slots=True)
class Bar:
    """`open_end` where nothing says by when: the bar runs to the edge."""

    x: float
    width: float
    open_end: bool
    open_start: bool


@dataclass(frozen=True, slots=True)
class Tick:
    label: str  # 2024, or 2024-04 where there is room for quarters
    x: float


@dataclass(frozen=True, slots=True)
class Axis:
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def axis(dates: Sequence[Dated]) -> Axis:
    """A bar for each date, in the same order, and the marks for the head of the scale."""
    days = [d for known in dates for d in (known.earliest, known.latest) if d is not None]
    if not days:
        return Axis(tuple(Bar(0, WIDTH, True, True) for _ in dates), ())
    start, end = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)
    whole = (end - start).days

    def place(day: date) -> float:
        return round((day - start).days / whole * WIDTH, 2)

    bars = []
    for known in dates:
        left = place(known.earliest) if known.earliest else 0
        right = place(known.latest) if known.latest else WIDTH
        width = max(round(right - left, 2), _LEAST)
        bars.append(Bar(min(left, WIDTH - _LEAST), width, known.latest is None, known.earliest is None))
    return Axis(tuple(bars), tuple(Tick(label, place(day)) for label, day in _ticks(start.year, end.year)))


def _ticks(first: int, beyond: int) -> list[tuple[str, date]]:
    if beyond - first <= 2:
        return [(f"{y}-{m:02}", date(y, m, 1)) for y in range(first, beyond) for m in (1, 4, 7, 10)]
    step = 1 if beyond - first <= 6 else 2
    return [(str(y), date(y, 1, 1)) for y in range(first, beyond, step)]
