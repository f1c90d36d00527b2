"""Values for the laws."""

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

from hypothesis import strategies as st


def one_of_all(build: Callable[..., Any], **choices: Sequence[Any]) -> st.SearchStrategy:
    """`build` with one value of each choice. One draw chooses among all combinations, which is many times faster."""

    def decode(number: int) -> Any:
        chosen = {}
        for name, values in choices.items():
            number, place = divmod(number, len(values))
            chosen[name] = values[place]
        return build(**chosen)

    return st.integers(0, prod(map(len, choices.values())) - 1).map(decode)
