"""Rows as CSV that a spreadsheet opens with Chinese intact and that cannot carry a formula. Pure."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """`cell` with an apostrophe before anything that a spreadsheet would run as a formula (OWASP)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The table as text that begins with a byte order mark, without which Excel garbles Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(str(cell)) for cell in header])
    for row in rows:
        writer.writerow([cell if isinstance(cell, int | float) else harmless(str(cell)) for cell in row])
    return "\ufeff" + out.getvalue()
