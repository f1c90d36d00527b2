"""References that people copy by hand: `S-7K3M-9QFD`, in Crockford's base 32, the last character a check. Pure.

Seven characters are drawn by chance (34 thousand million of them), so a reference cannot be guessed; the check,
a polynomial over GF(32), finds every wrong character and every two neighbours that changed places.
"""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_WRITTEN = re.compile(rf"S?([{ALPHABET}]{{8}})")
_MISREAD = str.maketrans("ILO", "110", " -‐‑–—")


def new_reference() -> str:
    drawn = [secrets.randbelow(32) for _ in range(7)]
    return _printed([*drawn, _check(drawn)])


def read_reference(text: str) -> str | None:
    """The reference as it is printed, however it was typed; None where a character is wrong."""
    match = _WRITTEN.fullmatch(text.strip().upper().translate(_MISREAD))
    if not match:
        return None
    values = [ALPHABET.index(character) for character in match[1]]
    return _printed(values) if values[-1] == _check(values[:-1]) else None


def _check(values: list[int]) -> int:
    total = 0
    for value in values:
        total = _doubled(total ^ value)
    return total


def _doubled(value: int) -> int:
    return value << 1 if value < 16 else (value << 1) ^ 0b100101  # x⁵ + x² + 1


def _printed(values: list[int]) -> str:
    text = "".join(ALPHABET[value] for value in values)
    return f"S-{text[:4]}-{text[4:]}"
