"""A cue sheet: the AI uses of one film, row by row, some with the time in the film. Pure.

It only adds. A record has no field for times, so they are kept in the locator: `00:12:30–00:14:05`.
"""

import re

from django.utils.translation import gettext as _

from .table import Flaw, Row, Sheet

START, END, LOCATOR = "start", "end", "locator"
HEADER = (
    START, END, "department", "what_en", "what_zh_hans", "tools", "extent", "evidence", "function", "human", "sources",
    LOCATOR, "note_en", "note_zh_hans",
)  # fmt: skip
_TIME = re.compile(r"(?:(\d{1,2}):)?([0-5]?\d):([0-5]\d)(?:[.:;](\d{1,6}))?", re.ASCII)


def as_ai_uses(sheet: Sheet, film: str) -> Sheet:
    """The same rows as a sheet of AI uses of `film`, all to be added."""
    flaws = list(sheet.flaws)
    for name in [name for name in ("film", "number") if name in sheet.header]:
        flaws.append(Flaw(1, name, _("A cue sheet adds to one film and has no such column.")))
    places = {name: sheet.header.index(name) for name in (START, END, LOCATOR) if name in sheet.header}
    kept = [i for i, name in enumerate(sheet.header) if name not in (START, END, LOCATOR, "film", "number")]
    rows = []
    for row in sheet.rows:
        cells = {name: row.cells[place].strip() for name, place in places.items()}
        span = _span(row.number, cells, flaws)
        locator = "; ".join(part for part in (span, cells.get(LOCATOR, "")) if part)
        others = [row.cells[i] for i in kept]
        beyond = row.cells[len(sheet.header) :]
        rows.append(Row(row.number, (film, "", locator, *others, *beyond)))
    header = ("film", "number", LOCATOR, *(sheet.header[i] for i in kept))
    return Sheet(header, tuple(rows), tuple(flaws), sheet.encoding)


def _span(row: int, cells: dict[str, str], flaws: list[Flaw]) -> str:
    times = {name: cells.get(name, "") for name in (START, END)}
    for name, time in times.items():
        if time and not _TIME.fullmatch(time):
            flaws.append(Flaw(row, name, _("“%s” is not a time. Write 00:12:30.") % time))
            return ""
    start, end = times[START], times[END]
    if end and not start:
        flaws.append(Flaw(row, START, _("A time at which it ends needs one at which it starts.")))
    elif end and _seconds(end) < _seconds(start):
        flaws.append(Flaw(row, END, _("It ends (%(end)s) before it starts (%(start)s).") % times))
    return "–".join(time for time in (start, end) if time)


def _seconds(time: str) -> tuple[int, int]:
    match = _TIME.fullmatch(time)
    assert match
    hours, minutes, seconds, part = (int(group or 0) for group in match.groups())
    return (hours * 3600 + minutes * 60 + seconds, part)
