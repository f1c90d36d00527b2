"""First by whose rule? The engine: what is known of films goes in, an order with its reasons comes out.

Pure: no database, no clock. Nothing here says that a film *is* first. Under a rule that a reader sets, and
by what is on record, a place in the order is certain, tied at the precision of the dates, or dependent on
which of the recorded values is right. Works of which a condition is not known are named beside the order.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from heapq import nsmallest

from .scope import WORLD, Answer, Dated, Features, Judgement, Scope, together
from .vocabularies import OrderBasis

ANY = Scope()


@dataclass(frozen=True, slots=True)
class Rule:
    """The conditions, and which date counts: a code of `OrderBasis` or of `Channel`."""

    scope: Scope = ANY
    basis: str = OrderBasis.FIRST_SHOWING.value


@dataclass(frozen=True, slots=True)
class Entrant:
    """A work that takes part. Works outside the catalogue take part by name, with what a claim tells of them."""

    key: str
    features: Features


class Place(StrEnum):
    """Where a work stands under a rule, by what is on record."""

    FIRST = "first"  # before all others, whichever of the recorded values are right
    TIED = "tied"  # nobody can tell at the precision of the dates
    DEPENDS = "depends"  # first or not first, depending on which recorded value is right
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Placed:
    """A work in the order, with the answer to every condition."""

    key: str
    place: Place
    date: Dated
    judgements: tuple[Judgement, ...]

    @property
    def meets(self) -> Answer:
        return together(self.judgements)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A work that may belong into the order: a condition of it, or its date, is not on record."""

    key: str
    date: Dated
    judgements: tuple[Judgement, ...]
    might_lead: bool  # nothing on record excludes that it belongs before all others

    @property
    def missing(self) -> tuple[str, ...]:
        """The conditions not known; `date` where it is only the date."""
        unknown = tuple(j.facet for j in self.judgements if j.answer is Answer.UNKNOWN)
        return unknown or ("date",)


@dataclass(frozen=True, slots=True)
class Order:
    """What a rule comes to. The counts are of all works, even where only the earliest were asked for."""

    rule: Rule
    outcome: Place | None  # None where no work on record meets the rule
    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]
    leading_count: int
    placed_count: int
    unplaced_count: int
    might_lead_count: int

    @property
    def leading(self) -> tuple[Placed, ...]:
        """Works that may be first; exactly one where the order is decided."""
        return tuple(p for p in self.placed if p.place is not Place.LATER)


def in_order(
    rule: Rule, entrants: Iterable[Entrant], most: int | None = None, most_unplaced: int | None = None
) -> Order:
    """All works that meet `rule`, or the `most` earliest; independent of the order in which they come."""
    candidates: list[_Candidate] = []
    unsure: list[tuple[Entrant, Dated]] = []
    for entrant in entrants:
        answer = entrant.features.judge_quickly(rule.scope)
        if answer is Answer.NO:
            continue
        when = entrant.features.date_by(rule.basis)
        if answer is Answer.UNKNOWN or not when.known:
            unsure.append((entrant, when))
        else:
            candidates.append(_Candidate(entrant, when, answer is Answer.YES))
    places = _places(candidates)
    bound = min((_latest(c) for c in candidates if c.certain), default=date.max)
    found = sorted(zip(candidates, places, strict=True), key=_reading_order)
    beside = sorted(
        unsure, key=lambda pair: (_earliest_day(pair[1]) > bound, pair[1].earliest or date.max, pair[0].key)
    )
    return Order(
        rule=rule,
        outcome=next((p for p in (Place.FIRST, Place.DEPENDS, Place.TIED) if p in places), None),
        placed=tuple(Placed(c.entrant.key, p, c.date, c.entrant.features.judge(rule.scope)) for c, p in found[:most]),
        unplaced=tuple(
            Unplaced(e.key, when, e.features.judge(rule.scope), _earliest_day(when) <= bound)
            for e, when in beside[:most_unplaced]
        ),
        leading_count=sum(place is not Place.LATER for place in places),
        placed_count=len(found),
        unplaced_count=len(beside),
        might_lead_count=sum(_earliest_day(when) <= bound for _entrant, when in unsure),
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    entrant: Entrant
    date: Dated
    certain: bool  # meets the rule whichever recorded value is right


def _reading_order(pair: tuple[_Candidate, Place]) -> tuple[bool, date, date, str]:
    """Those that may be first, then the others; earliest first, by the day that is surely known."""
    candidate, place = pair
    latest = _latest(candidate)
    return (place is Place.LATER, candidate.date.earliest or latest, latest, candidate.entrant.key)


def _earliest_day(known: Dated) -> date:
    return known.earliest or date.min


def _earliest(candidate: _Candidate) -> date:
    return candidate.date.earliest or date.min


def _latest(candidate: _Candidate) -> date:
    return candidate.date.latest or date.max


def _places(candidates: Sequence[_Candidate]) -> list[Place]:
    certain = [c for c in candidates if c.certain]
    any_earliest = _least_but_for(candidates, _earliest)
    certain_earliest = _least_but_for(certain, _earliest)
    certain_latest = _least_but_for(certain, _latest)
    places = []
    for c in candidates:
        if c.certain and _before(c, any_earliest(c)):
            places.append(Place.FIRST)
        elif _after(c, certain_latest(c)):
            places.append(Place.LATER)
        elif c.certain and not _before(c, certain_earliest(c)):
            places.append(Place.TIED)
        else:
            places.append(Place.DEPENDS)
    return places


def _before(candidate: _Candidate, others: date | None) -> bool:
    return others is None or _latest(candidate) < others


def _after(candidate: _Candidate, others: date | None) -> bool:
    return others is not None and _earliest(candidate) > others


def _least_but_for(
    candidates: Sequence[_Candidate], value: Callable[[_Candidate], date]
) -> Callable[[_Candidate], date | None]:
    """A function that gives the least value among all candidates but the one asked about."""
    lowest = nsmallest(2, ((value(c), c.entrant.key) for c in candidates))

    def least(candidate: _Candidate) -> date | None:
        return next((found for found, key in lowest if key != candidate.entrant.key), None)

    return least


ByCountry = Mapping[str, Sequence[Entrant]]


def by_country(entrants: Iterable[Entrant], basis: str) -> ByCountry:
    """The works of each country that have a date by `basis`, in the order of the earliest day it allows."""
    dated = [(when, e) for e in entrants if (when := e.features.date_by(basis)).known]
    dated.sort(key=lambda pair: (_earliest_day(pair[0]), pair[1].key))
    grouped: dict[str, list[Entrant]] = {c: [] for _when, e in dated for c in sorted(e.features.countries)}
    for _when, entrant in dated:
        for country in entrant.features.countries:
            grouped[country].append(entrant)
    return grouped


def leaders_by_country(rule: Rule, works: ByCountry) -> dict[str, frozenset[str]]:
    """For each country, the works that may be first there under `rule`; empty where none is known to meet it.

    This is how a rule moves lamps: the territory of the rule says which countries are asked. `works` are in
    order by the basis of the rule, so that few of them need to be judged.
    """
    within = rule.scope.territory
    everywhere = replace(rule.scope, territory=None)
    return {
        country: _leaders(everywhere, rule.basis, members)
        for country, members in sorted(works.items())
        if within in (None, WORLD) or rule.scope.contains(replace(rule.scope, territory=f"country:{country}"))
    }


def _leaders(scope: Scope, basis: str, members: Sequence[Entrant]) -> frozenset[str]:
    leading: list[tuple[date, str]] = []
    bound = date.max  # the latest day on which a work that certainly meets the rule came
    for entrant in members:
        when = entrant.features.date_by(basis)
        if _earliest_day(when) > bound:
            break
        answer = entrant.features.judge_quickly(scope)
        if answer in (Answer.YES, Answer.DEPENDS):
            leading.append((_earliest_day(when), entrant.key))
        if answer is Answer.YES:
            bound = min(bound, when.latest or date.max)
    return frozenset(key for earliest, key in leading if earliest <= bound)


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule does to the lamps, set against another rule."""

    moved: tuple[str, ...]  # countries where other works lead
    out: tuple[str, ...]  # countries where no work is known to meet the rule
    asked: int


def change(before: dict[str, frozenset[str]], after: dict[str, frozenset[str]]) -> Change:
    """Which lamps move and which go out between two answers of `leaders_by_country`."""
    shared = [c for c in sorted(before) if before[c] and c in after]
    moved = tuple(c for c in shared if after[c] and after[c] != before[c])
    return Change(moved, tuple(c for c in shared if not after[c]), len(shared))
