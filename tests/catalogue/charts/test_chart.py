"""What all charts share."""

import pytest

from catalogue.charts import CHARTS
from catalogue.charts.chart import Cell, Column, Table, measure, point, shortened, wrapped


def test_every_chart_is_found_by_its_name():
    assert {"timeline", "ai", "cost", "length"} <= set(CHARTS)
    assert all(name == chart.name for name, chart in CHARTS.items())


def test_a_row_that_leaves_a_column_empty_is_refused():
    with pytest.raises(ValueError, match="fill every column"):
        Table((Column("a", "A"), Column("b", "B")), [(Cell("1"),)])


def test_an_empty_cell_is_refused():
    with pytest.raises(ValueError, match="say something"):
        Table((Column("a", "A"),), [(Cell(""),)])


def test_data_are_values_and_words_are_for_readers():
    table = Table((Column("date", "Date"),), [(Cell("May 2025", "2025-05"),), (Cell("undated"),)])
    assert table.records == [{"date": "2025-05"}, {"date": "undated"}]


def test_a_title_that_is_too_long_is_cut_and_says_so():
    assert shortened("A title", 200, 14) == "A title"
    assert shortened("A very long title indeed, and longer", 100, 14).endswith("…")


def test_lines_fit_and_lose_nothing():
    lines = wrapped("one two three four five six seven", 80, 12)
    assert " ".join(lines) == "one two three four five six seven"
    assert all(measure(line, 12) <= 80 for line in lines)


def test_coordinates_are_short():
    assert [point(2.04), point(2.06), point(1 / 3)] == [2, 2.1, 0.3]
