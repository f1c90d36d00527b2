"""Dates that may be incomplete, doubtful or a span: a small, strict part of EDTF.

Accepted is EDTF level 0 (`2025`, `2025-10`, `2025-10-15`, and an interval of two such dates) with the
level 1 marks `?` (uncertain), `~` (approximate), `%` (both) and open interval ends (`../2024-06`).
Everything else is refused, so that a date can always be sorted, compared and shown in both languages.
Source: Library of Congress, Extended Date/Time Format (ISO 8601-2:2019, annex A).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%])?", re.ASCII)


class InvalidPartialDate(ValueError):
    """The text is not a date of the accepted kind. The message says what is wrong, in English."""


class Precision(StrEnum):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Point:
    """One date, known to the year, the month or the day."""

    year: int
    month: int | None = None
    day: int | None = None
    uncertain: bool = False
    approximate: bool = False

    @property
    def precision(self) -> Precision:
        if self.day:
            return Precision.DAY
        return Precision.MONTH if self.month else Precision.YEAR

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
        if self.day:
            parts.append(f"{self.day:02}")
        mark = {(True, True): "%", (True, False): "?", (False, True): "~"}.get((self.uncertain, self.approximate), "")
        return "-".join(parts) + mark


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date, or an interval whose open end is None. `str()` gives back the EDTF text it was read from."""

    start: Point | None
    end: Point | None
    is_interval: bool = False

    @property
    def earliest(self) -> date | None:
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> date | None:
        return self.end.latest if self.end else None

    def __str__(self) -> str:
        if not self.is_interval:
            return str(self.start)
        return f"{self.start or '..'}/{self.end or '..'}"


@lru_cache(maxsize=4096)
def parse(text: str) -> PartialDate:
    """Read an EDTF text. Raises `InvalidPartialDate` for anything outside the accepted part of EDTF."""
    if "/" not in text:
        point = _parse_point(text)
        return PartialDate(point, point)
    left, _, right = text.partition("/")
    start = None if left == ".." else _parse_point(left)
    end = None if right == ".." else _parse_point(right)
    if start is None and end is None:
        raise InvalidPartialDate(f"“{text}” is open at both ends")
    if start and end and start.earliest > end.latest:
        raise InvalidPartialDate(f"“{text}” ends before it begins")
    return PartialDate(start, end, is_interval=True)


def _parse_point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise InvalidPartialDate(f"“{text}” is not written as 2025, 2025-10 or 2025-10-15")
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    assert year is not None
    if year == 0:
        raise InvalidPartialDate("there is no year 0000 here")
    if month is not None and not 1 <= month <= 12:
        raise InvalidPartialDate(f"“{text}” has no such month")
    if day is not None and month is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise InvalidPartialDate(f"“{text}” has no such day")
    mark = match.group(4) or ""
    return Point(year, month, day, uncertain=mark in ("?", "%"), approximate=mark in ("~", "%"))
