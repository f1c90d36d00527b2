"""Files as spreadsheet programs and strangers make them."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from films.sheets import table
from films.sheets.table import Table, Unreadable, read, write_csv, write_xlsx

# All that a file can hold: no lone surrogates, and no NUL, which no database takes either.
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
SPECIAL = st.sampled_from([*"=+-@'\t\r\n,;|\"_<&x0D5F密\x0b\ufffe", "_x000D_", "'="])
TEXTS = st.text(LETTERS, max_size=20) | st.lists(SPECIAL, max_size=8).map("".join)
WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


def workbook(*rows, formats=None):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place, number_format in (formats or {}).items():
        book.active[place].number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(content):
    return [row.cells for row in read(content).rows]


def refused(content):
    with pytest.raises(Unreadable) as wrong:
        read(content)
    return str(wrong.value)


@pytest.mark.parametrize("kind", WRITERS)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_every_text_survives_a_file(kind, texts):
    row = ["end of the row".replace(" ", "-"), *texts, "x"]
    sheet = read(WRITERS[kind](Table("t", [f"c{i}" for i, _ in enumerate(row)], [row])))
    assert [r.cells for r in sheet.rows] == [tuple(row)]
    assert not sheet.flaws


def test_texts_in_a_workbook_are_never_formulas():
    content = write_xlsx(Table("t", ["a"], [["=1+1"], ["@x"], ["2025-10"]]))
    for row in load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2):
        assert row[0].data_type == "s" and row[0].number_format == "@"
        assert not row[0].value.startswith(("=", "@"))


def test_a_number_of_a_workbook_is_read_as_a_person_would_type_it():
    content = workbook(["a", "b", "c", "d"], [60.0, 0.1, 1200000, "007"])
    assert cells(content) == [("60", "0.1", "1200000", "007")]


def test_a_number_that_excel_would_round_goes_out_as_text():
    content = write_xlsx(Table("t", ["a"], [[12345678901234567]]))
    assert cells(content) == [("12345678901234567",)]


def test_a_date_cell_is_as_exact_as_it_is_shown():
    day = datetime(2025, 10, 1)
    content = workbook(
        ["a", "b", "c", "d", "e"],
        [day, day, day, datetime(2025, 10, 1, 13, 5), time(0, 12, 30)],
        formats={"A2": "yyyy-mm-dd", "B2": "mmm-yy", "C2": "yyyy"},
    )
    assert cells(content) == [("2025-10-01", "2025-10", "2025", "2025-10-01T13:05:00", "00:12:30")]
    assert cells(workbook(["a"], [date(2025, 3, 4)])) == [("2025-03-04",)]


def test_a_percentage_is_not_taken_for_a_fraction():
    assert cells(workbook(["a"], [0.5], formats={"A2": "0%"})) == [("50%",)]


def test_a_formula_and_an_error_are_named_by_row_and_column():
    content = workbook(["film", "amount"], ["KR-4", "=1+1"], ["KR-5", "#REF!"])
    flaws = read(content).flaws
    assert [(flaw.row, flaw.column) for flaw in flaws] == [(2, "amount"), (3, "amount")]
    assert "formula" in flaws[0].message and "#REF!" in flaws[1].message


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"), ("utf-16", "UTF-16")],
)
def test_a_text_file_is_read_in_the_encodings_and_with_the_signs_of_excel(sign, encoding, told):
    lines = [["film", "text_zh_hans", "a"], ["KR-4", "密码", "1"]]
    sheet = read("\r\n".join(sign.join(line) for line in lines).encode(encoding))
    assert sheet.header == ("film", "text_zh_hans", "a")
    assert sheet.rows[0].cells == ("KR-4", "密码", "1")
    assert sheet.encoding == told


def test_rows_have_the_numbers_that_a_spreadsheet_program_shows():
    sheet = read(b'a,b\r\n"two\r\nlines",1\r\n,,\r\n x ,\r\n')
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("two\r\nlines", "1")), (4, (" x ", ""))]


def test_a_web_page_under_the_name_of_a_spreadsheet_is_refused():
    assert "web page" in refused(b"<html><table><tr><td>film</td></tr></table></html>")


def test_the_old_excel_format_is_refused_with_a_way_out():
    assert ".xlsx" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


@pytest.mark.parametrize(
    "content",
    [b"", b"  \r\n", b"film,number\r\n", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"PK\x03\x04 broken", b'a\r\n"open'],
)
def test_what_is_no_table_is_refused_with_a_word(content):
    assert len(refused(content)) > 10


def test_another_archive_is_no_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    assert "Excel workbook" in refused(out.getvalue())


def test_text_in_no_known_encoding_is_refused():
    assert "UTF-8" in refused("film,á\r\nKR-4,é".encode("latin-1") + b"\xff\xff")


def test_a_bomb_is_not_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(table.MOST_UNPACKED + 1))
    assert len(out.getvalue()) < 100_000
    assert "unpacks" in refused(out.getvalue())


def test_entities_in_a_workbook_are_not_resolved():
    whole = workbook(["film"], ["KR-4"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                entity = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
                content = content.replace(b"<worksheet", entity + b"<worksheet", 1)
            new.writestr(part, content)
    assert "Excel workbook" in refused(out.getvalue())


def test_a_million_rows_are_not_read():
    assert "5,000" in refused(b"a\r\n" + b"1\r\n" * 1_000_000)


def test_many_rows_of_a_workbook_are_not_read_to_the_end():
    book = Workbook(write_only=True)
    page = book.create_sheet()
    for _ in range(table.MOST_ROWS + 2):
        page.append(["x"])
    out = io.BytesIO()
    book.save(out)
    assert "5,000" in refused(out.getvalue())


def test_a_file_that_is_too_large_is_not_read():
    assert "10 MB" in refused(b"a\r\n" + b"x" * table.MOST_BYTES)


def test_a_row_that_is_too_wide_is_refused():
    assert "cells" in refused(b"," * 200 + b"x\r\n1\r\n")


def test_a_text_too_long_for_excel_is_not_cut_off():
    long = Table("t", ["a"], [["x" * (table.LONGEST_CELL + 1)]])
    with pytest.raises(Unreadable, match="CSV"):
        write_xlsx(long)
    assert cells(write_csv(long)) == [("x" * (table.LONGEST_CELL + 1),)]


def drawn_as(rows):
    """A workbook of which somebody wrote the sheet by hand."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["film"]))) as plain, zipfile.ZipFile(out, "w") as made:
        for part in plain.infolist():
            made.writestr(part, sheet if part.filename == "xl/worksheets/sheet1.xml" else plain.read(part))
    return out.getvalue()


def test_a_row_that_says_to_be_the_billionth_is_not_waited_for():
    cell = '<c r="A{0}" t="inlineStr"><is><t>x</t></is></c>'
    rows = "".join(f'<row r="{n}">{cell.format(n)}</row>' for n in (1, 10**9))
    assert "below row 20,000" in refused(drawn_as(rows))


def test_rows_that_are_thousands_of_empty_cells_wide_are_not_unfolded():
    assert "unpacks" in refused(drawn_as("".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(1, 1000))))
