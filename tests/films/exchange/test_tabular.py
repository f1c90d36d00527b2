import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.exchange.tabular import harmless, restored, to_csv

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
# Texts in which all that matters here is likely.
TEXTS = st.text(alphabet=st.sampled_from([*FORMULAS, "'", "a", "密", '"', ",", "\n"])) | st.text()


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-cmd", "@sum", "\tx"])
def test_a_cell_cannot_carry_a_formula(cell):
    row = list(csv.reader(io.StringIO(to_csv(["a"], [[cell]]).lstrip("\ufeff"))))[1]
    assert row == [f"'{cell}"]


def test_numbers_stay_numbers_and_chinese_is_announced_to_excel():
    text = to_csv(["片名"], [[-3], ["密码"]])
    assert text == "\ufeff片名\r\n-3\r\n密码\r\n"


def test_an_apostrophe_of_ones_own_before_a_formula_is_kept_apart():
    assert harmless("'=1") == "''=1" and restored("''=1") == "'=1"
    assert harmless("'tis") == "'tis" and restored("'tis") == "'tis"
    assert restored("=1") == "=1"  # typed in a spreadsheet as text


@pytest.mark.laws
@given(TEXTS)
def test_every_text_comes_back_as_it_went_and_is_no_formula_on_the_way(text):
    assert restored(harmless(text)) == text
    assert not harmless(text).startswith(FORMULAS)
