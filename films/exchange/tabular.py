"""Rows as CSV that a spreadsheet opens with Chinese intact and that cannot carry a formula. Pure."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

# What a spreadsheet would run, also behind apostrophes that stood there before: those get one more, so that
# taking one away gives every text back.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MADE_HARMLESS = re.compile(r"'+[=+\-@\t\r]")


def harmless(cell: str) -> str:
    """`cell` with an apostrophe before anything that a spreadsheet would run as a formula (OWASP)."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """The text that `harmless` was given; a formula that somebody typed stays what it is."""
    return cell[1:] if _MADE_HARMLESS.match(cell) else cell


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The table as text that begins with a byte order mark, without which Excel garbles Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(str(cell)) for cell in header])
    for row in rows:
        writer.writerow([cell if isinstance(cell, int | float | Decimal) else harmless(str(cell)) for cell in row])
    return "\ufeff" + out.getvalue()
