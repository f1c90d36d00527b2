from films.sheets.cue import as_ai_uses
from films.sheets.table import Row, Sheet


def cue_sheet(*rows, header=("start", "end", "department", "locator")):
    return as_ai_uses(Sheet(header, tuple(Row(n, row) for n, row in enumerate(rows, start=2))), "KR-4")


def complaints(sheet):
    return [(flaw.row, flaw.column) for flaw in sheet.flaws]


def test_every_row_adds_to_the_film():
    sheet = cue_sheet(("", "", "video", ""))
    assert dict(zip(sheet.header, sheet.rows[0].cells, strict=True)) == {
        "film": "KR-4",
        "number": "",
        "locator": "",
        "department": "video",
    }


def test_times_are_kept_in_the_locator_before_what_stands_there():
    sheet = cue_sheet(("00:12:30", "00:14:05", "video", "p. 3"), ("1:05", "", "video", ""))
    assert [row.cells[2] for row in sheet.rows] == ["00:12:30–00:14:05; p. 3", "1:05"]
    assert not sheet.flaws


def test_times_that_cannot_be_are_named():
    sheet = cue_sheet(
        ("12 min", "", "a", ""), ("00:75:00", "", "a", ""), ("2:00", "1:59", "a", ""), ("", "1:59", "a", "")
    )
    assert complaints(sheet) == [(2, "start"), (3, "start"), (4, "end"), (5, "start")]


def test_frames_count():
    assert complaints(cue_sheet(("00:00:10:12", "00:00:10:11", "a", ""))) == [(2, "end")]


def test_a_cue_sheet_names_no_other_film_and_no_number():
    assert complaints(cue_sheet(("JP-1", "3", "video"), header=("film", "number", "department"))) == [
        (1, "film"),
        (1, "number"),
    ]
