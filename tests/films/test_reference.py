from itertools import pairwise

import pytest

from films.reference import ALPHABET, new_reference, read_reference


def test_a_reference_is_short_readable_and_different_every_time():
    drawn = {new_reference() for _ in range(200)}
    assert len(drawn) == 200
    assert all(read_reference(r) == r and len(r) == 11 and not set("ILOU") & set(r[1:]) for r in drawn)


@pytest.mark.parametrize("pattern", ["S-{}-{}", "s-{}-{}", " S {} {} ", "{}{}", "S{}-{}", "s–{}–{}", "S‑{}‑{}"])
def test_it_is_read_however_it_was_typed(pattern):
    last = "9QF" + check_of("7K3M9QF")
    assert read_reference(pattern.format("7K3M", last)) == read_reference(pattern.format("7k3m", last.lower()))
    assert read_reference(pattern.format("7K3M", last)) == f"S-7K3M-{last}"


def check_of(seven: str) -> str:
    [check] = [c for c in ALPHABET if read_reference(seven + c)]
    return check


def test_letters_that_look_like_figures_are_read_as_figures():
    check = check_of("1100101")
    assert read_reference("IlOo1oL" + check) == read_reference("1100101" + check) is not None


def test_one_wrong_character_or_two_that_changed_places_are_found():
    for _ in range(20):
        good = new_reference().replace("-", "")[1:]
        for place, right in enumerate(good):
            for wrong in set(ALPHABET) - {right}:
                assert read_reference(good[:place] + wrong + good[place + 1 :]) is None
        for (i, a), (_j, b) in pairwise(enumerate(good)):
            if a != b:
                assert read_reference(good[:i] + b + a + good[i + 2 :]) is None


@pytest.mark.parametrize("nonsense", ["", "S-", "S-1234-567", "S-1234-56789", "密码", "\x00" * 8, "U" * 8, "S" * 5000])
def test_nonsense_is_no_reference(nonsense):
    assert read_reference(nonsense) is None
