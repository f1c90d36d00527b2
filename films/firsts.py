"""Who else meets the conditions of a claim, and was earlier?

The beginning of the engine described in the design (“first by whose rule?”). Pure: features in, answers
out. An earlier film is only reported where both the conditions and the order of dates are certain.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from .scope import Features, Scope
from .vocabularies import Modality, OrderBasis

Key = TypeVar("Key")


def decided_by_date(modality: str, order_basis: str) -> bool:
    """Whether an earlier film can speak against a claim at all.

    “One of the first” survives an earlier film, and so does a claim of merit; what is only implied or
    denied claims no place in the order.
    """
    open_ended = (Modality.HEDGED, Modality.IMPLIED, Modality.DENIED)
    return modality not in open_ended and order_basis != OrderBasis.QUALITY


def certainly_earlier(mine: Features, other: Features, channel: str | None = None) -> bool:
    """Whether `other` was shown before `mine`, whatever the uncertain dates turn out to be."""
    _, other_latest = other.first_date(channel)
    my_earliest, _ = mine.first_date(channel)
    return other_latest is not None and my_earliest is not None and other_latest < my_earliest


def earlier_films(scope: Scope, mine: Features, others: Iterable[tuple[Key, Features]]) -> Sequence[Key]:
    """Keys of films that certainly meet `scope` and were certainly shown before `mine`, earliest first."""
    found = [
        (features.first_date(scope.channel), key)
        for key, features in others
        if features.meets(scope) and certainly_earlier(mine, features, scope.channel)
    ]
    found.sort(key=lambda pair: (pair[0][1], str(pair[1])))
    return [key for _, key in found]
