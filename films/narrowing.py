"""What would make a claim true? The least that must be added to its scope for it to hold. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from .cases import Case
from .firsts import Entrant
from .scope import Answer, Dated, Features, Scope
from .vocabularies import Channel, Extent


@dataclass(frozen=True, slots=True)
class Saved:
    """A scope within that of a claim in which its work is first among all works known to meet it."""

    scope: Scope
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The least that must be added to a claim. `against` are the works that stand in its way as it is.

    `saved` is empty where nothing of what is known of the work sets it apart, and has one entry without
    additions where the claim holds as it stands.
    """

    against: tuple[str, ...]
    saved: tuple[Saved, ...]
    dated: bool  # whether the work has a date at all


MOST_ADDED = 3
_LINES = ((Decimal(40), False), (Decimal(60), False), (Decimal(60), True))


def narrow(case: Case, others: Iterable[Entrant]) -> Narrowing:
    """The fewest conditions, all of them certainly met by the work, that leave every earlier or tied work out."""
    mine = case.features.date_by(case.basis)
    if mine.latest is None:
        return Narrowing((), (), dated=mine.known)
    against = [
        entrant
        for entrant in others
        if entrant.key != case.work and _stands_in_the_way(entrant.features, case.scope, case.basis, mine)
    ]
    against.sort(key=lambda e: (e.features.date_by(case.basis).latest or date.max, e.key))
    keys = tuple(e.key for e in against)
    if not against:
        return Narrowing(keys, (Saved(case.scope, ()),), dated=True)
    steps = [step for step in _steps(case) if case.features.meets(step.alone) is True]
    for size in range(1, MOST_ADDED + 1):
        saved = [
            Saved(scope, tuple(step.facet for step in chosen))
            for chosen in combinations(steps, size)
            if (scope := _with_all(case.scope, chosen)) is not None
            and not any(_stands_in_the_way(e.features, scope, case.basis, mine) for e in against)
        ]
        if saved:
            return Narrowing(keys, tuple(_widest(saved)), dated=True)
    return Narrowing(keys, (), dated=True)


def perhaps_in_the_way(case: Case, others: Iterable[Entrant]) -> tuple[str, ...]:
    """Of a claim with a condition that nothing can judge: works that meet its other conditions and are as early."""
    loose = replace(case.scope, other=False, language=None, genre=None, theme=None)
    mine = case.features.date_by(case.basis)
    if loose == case.scope or mine.latest is None:
        return ()
    found = [
        (e.features.date_by(case.basis).latest or date.max, e.key)
        for e in others
        if e.key != case.work and _stands_in_the_way(e.features, loose, case.basis, mine)
    ]
    return tuple(key for _day, key in sorted(found))


def _stands_in_the_way(features: Features, scope: Scope, basis: str, mine: Dated) -> bool:
    its = features.date_by(basis)
    if not its.known or mine.certainly_before(its):
        return False
    return features.judge_quickly(scope) in (Answer.YES, Answer.DEPENDS)


def _widest(saved: list[Saved]) -> list[Saved]:
    """Without those that ask more than another that saves as well."""
    return [
        s
        for s in saved
        if not any(o.scope.contains(s.scope) and not s.scope.contains(o.scope) for o in saved if o is not s)
    ]


@dataclass(frozen=True, slots=True)
class _Step:
    """One condition that may be added; a department and its extent are one."""

    facet: str
    changes: tuple[tuple[str, object], ...]

    @property
    def alone(self) -> Scope:
        return Scope(**dict(self.changes))  # type: ignore[arg-type]


def _steps(case: Case) -> Iterator[_Step]:
    """What may set the work apart, in the order in which claims use it."""
    features = case.features
    for channel in Channel.values:
        if channel in features.dates:
            yield _Step("channel", (("channel", channel),))
    for minutes, more in _LINES:
        yield _Step("minutes", (("minutes", minutes), ("more", more)))
    for mode in sorted(features.modes):
        yield _Step("mode", (("mode", mode),))
    for department, use in sorted(features.uses.items()):
        if (Extent(use.extent).level or 0) > 0:
            yield _Step("extent", (("department", department), ("extent", use.extent)))
    for country in sorted(features.countries):
        yield _Step("territory", (("territory", f"country:{country}"),))
    if features.sector != "unknown":
        yield _Step("sector", (("sector", features.sector),))


def _with_all(scope: Scope, steps: Sequence[_Step]) -> Scope | None:
    """`scope` with the conditions added, or None where that would not make it narrower."""
    facets = [step.facet for step in steps]
    if len(set(facets)) < len(facets):
        return None
    narrower = scope
    for step in steps:
        before = narrower
        narrower = replace(narrower, **dict(step.changes))  # type: ignore[arg-type]
        if narrower == before or not before.contains(narrower):
            return None
    return narrower
