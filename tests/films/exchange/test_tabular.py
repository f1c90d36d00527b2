import csv
import io

import pytest

from films.exchange.tabular import to_csv


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-cmd", "@sum", "\tx"])
def test_a_cell_cannot_carry_a_formula(cell):
    row = list(csv.reader(io.StringIO(to_csv(["a"], [[cell]]).lstrip("\ufeff"))))[1]
    assert row == [f"'{cell}"]


def test_numbers_stay_numbers_and_chinese_is_announced_to_excel():
    text = to_csv(["片名"], [[-3], ["密码"]])
    assert text == "\ufeff片名\r\n-3\r\n密码\r\n"
