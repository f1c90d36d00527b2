"""Spreadsheet files: rows of text out, rows of text in, whatever a spreadsheet program made of them. Pure."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from films.exchange.tabular import harmless, restored, to_csv

MOST_BYTES = 10 * 2**20
MOST_UNPACKED = 60 * 2**20
MOST_ROWS = 5_000
MOST_COLUMNS = 100
LAST_ROW = 20_000  # here and below, empty ones are counted
MOST_CELLS = 4_000_000
LONGEST_CELL = 32_767  # of Excel; longer texts would be cut off without a word

csv.field_size_limit(MOST_BYTES)  # what goes out comes in again

Cell = str | int | Decimal


class Unreadable(ValueError):
    """The file as a whole cannot be read, or a table cannot be written; the message says why."""


@dataclass(frozen=True)
class Flaw:
    """A cell that has no value which could be taken over."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Row:
    """`number` is the row's number as the spreadsheet program shows it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    flaws: tuple[Flaw, ...] = ()
    encoding: str = ""  # of a text file


@dataclass(frozen=True)
class Table:
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    # Columns that admit only what stands in a range of cells: (column number, range), for a list to choose from.
    choices: Sequence[tuple[int, str]] = ()


# Out


def write_csv(table: Table) -> bytes:
    return to_csv(table.header, table.rows).encode()


def write_xlsx(*tables: Table) -> bytes:
    """Texts are written as texts, and formatted so that they stay texts when somebody edits them."""
    if any(len(_written(v)) > LONGEST_CELL for t in tables for row in t.rows for v in row if isinstance(v, str)):
        raise Unreadable(_("A text is longer than a cell of Excel can be. Choose CSV."))
    book = Workbook(write_only=True)
    for table in tables:
        page = book.create_sheet(table.title)
        page.freeze_panes = "A2"
        for number, name in enumerate(table.header, start=1):
            column = page.column_dimensions[get_column_letter(number)]
            column.width = max(12, len(name) + 2)
            column.number_format = "@"
        for number, cells in table.choices:
            letter = get_column_letter(number)
            offered = DataValidation(type="list", formula1=cells, allow_blank=True, showErrorMessage=False)
            offered.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
            page.data_validations.append(offered)
        plain, heading = _cell(page, ""), _cell(page, "")
        heading.font = Font(bold=True)
        page.append([_cell(page, name, heading) for name in table.header])
        for row in table.rows:
            page.append([_cell(page, value, plain) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(page: Any, value: Cell, like: Any = None) -> Any:
    if not isinstance(value, str) and len(str(value)) <= 15:  # Excel keeps no more digits
        return value
    cell = WriteOnlyCell(page, _written(str(value)))
    cell.data_type = "s"
    if like is None:
        cell.number_format = "@"
    else:
        cell._style = like._style
    return cell


# Characters that XML cannot hold are written `_x000D_`, and a text that looks like that is kept apart.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _written(text: str) -> str:
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", harmless(text))


def _unescaped(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return match[0] if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)

    return _ESCAPED.sub(character, text)


# In


def read(content: bytes) -> Sheet:
    """The first sheet of a workbook, or a text file with commas, semicolons or tabs. What it is, the content tells."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is larger than %(n)s MB. Divide it.") % {"n": MOST_BYTES // 2**20})
    if not content.strip():
        raise Unreadable(_("The file is empty."))
    if content.startswith(b"PK"):
        return _read_xlsx(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            _("This is the old Excel format (.xls), or a locked file. Save it as .xlsx, without a password.")
        )
    return _read_csv(content)


def _read_csv(content: bytes) -> Sheet:
    text, encoding = _decoded(content)
    if "\x00" in text:
        raise Unreadable(_("This is neither an Excel workbook (.xlsx) nor a text file (.csv)."))
    if text.lstrip().startswith("<"):
        raise Unreadable(_("This is a web page, not a spreadsheet. Save it as .xlsx or .csv."))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return _sheet(([restored(cell) for cell in record] for record in reader), encoding=encoding)
    except csv.Error as wrong:
        raise Unreadable(
            _("Line %(line)s cannot be read: a quotation mark is not closed, or a cell is far too long.")
            % {"line": reader.line_num}
        ) from wrong


def _decoded(content: bytes) -> tuple[str, str]:
    marks = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    marked = [encoding for mark, encoding in marks.items() if content.startswith(mark)]
    for encoding in marked or ["utf-8", "gb18030"]:  # the last is what a Chinese Excel writes
        try:
            return content.decode(encoding), encoding.removesuffix("-sig").upper()
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The text is neither in UTF-8 nor in GB 18030. Save it as “CSV UTF-8”, or as .xlsx."))


def _delimiter(text: str) -> str:
    """The sign that divides the first row into most cells."""

    def cells(sign: str) -> int:
        try:
            return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=sign), []))
        except csv.Error:
            return 0

    return max(",;\t", key=cells)


def _read_xlsx(content: bytes) -> Sheet:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            # A part cannot unpack to more than it declares: the reader stops there.
            if len(parts) > 1000 or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable(_("The workbook unpacks to far more than a table of records. It was not opened."))
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        if not book.worksheets:
            raise Unreadable(_("The workbook has no sheet with cells."))
        page = book.worksheets[0]
        page.reset_dimensions()  # what a file says of its own size may be wrong
        found: list[tuple[int, int, str]] = []
        sheet = _sheet(_texts(page, found))
    except Unreadable:
        raise
    except Exception as wrong:  # openpyxl raises whatever a broken part happens to cause
        raise Unreadable(_("The file cannot be read as an Excel workbook (.xlsx).")) from wrong
    flaws = (
        Flaw(row, sheet.header[place] if place < len(sheet.header) else get_column_letter(place + 1), message)
        for row, place, message in found
    )
    return Sheet(sheet.header, sheet.rows, tuple(flaws))


def _texts(page: Any, flaws: list[tuple[int, int, str]]) -> Iterable[list[str]]:
    # Rows and cells say themselves where they stand, and openpyxl fills up what lies between, for hours if need be.
    total = 0
    for number, cells in enumerate(page.iter_rows(max_row=LAST_ROW + 1), start=1):
        if number > LAST_ROW:
            raise Unreadable(_("The sheet goes on below row %(n)s. Delete what is there.") % {"n": f"{LAST_ROW:,}"})
        total += len(cells)
        if total > MOST_CELLS:
            raise Unreadable(_("The workbook unpacks to far more than a table of records. It was not opened."))
        record = []
        for place, cell in enumerate(cells):
            if cell.data_type == "f":
                flaws.append((number, place, _("A formula. Put its value here.")))
                record.append("?")
            elif cell.data_type == "e":
                flaws.append((number, place, _("An error of the spreadsheet: %s.") % cell.value))
                record.append("?")
            else:
                record.append(_text(cell.value, cell))
        yield record


def _text(value: Any, cell: Any) -> str:
    """The cell as a person would have typed it: 60, not 60.0; 2025-10 for a date shown without its day."""
    if value is None:
        return ""
    if isinstance(value, str):
        return restored(_unescaped(value))
    if isinstance(value, bool):
        return str(value).lower()
    shown = (cell.number_format or "").lower()
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        if "%" in shown:
            return f"{(number * 100).normalize():f}%"
        return f"{number.normalize():f}"
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        shown = re.sub(r'\[[^\]]*\]|"[^"]*"', "", shown)
        if "d" in shown or "y" not in shown:
            return value.isoformat()
        return value.isoformat()[:7] if "m" in shown else value.isoformat()[:4]
    if isinstance(value, timedelta):
        return str(value)
    return value.isoformat()


def _sheet(records: Iterable[list[str]], encoding: str = "") -> Sheet:
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    for number, record in enumerate(records, start=1):
        while record and not record[-1].strip():
            record.pop()
        if not record:
            continue
        if len(record) > MOST_COLUMNS:
            raise Unreadable(_("Row %(row)s has more than %(n)s cells.") % {"row": number, "n": MOST_COLUMNS})
        if not header:
            header = tuple(name.strip().lower() for name in record)
            continue
        if len(rows) == MOST_ROWS:
            raise Unreadable(_("The sheet has more than %(n)s rows. Divide it.") % {"n": f"{MOST_ROWS:,}"})
        rows.append(Row(number, (*record, *[""] * (len(header) - len(record)))))
    if not rows:
        raise Unreadable(_("The sheet has no rows below its header."))
    return Sheet(header, tuple(rows), (), encoding)
