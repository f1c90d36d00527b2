"""First by whose rule? The engine: what is known of films goes in, an order with its reasons comes out.

Pure: no database, no clock. Nothing here says that a film *is* first. Under a rule that a reader sets, and
by what is on record, a place in the order is certain, tied at the precision of the dates, or dependent on
which of the recorded values is right. Works of which a condition is not known are named beside the order.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from heapq import nsmallest
from itertools import combinations

from .scope import WORLD, Answer, Dated, Features, Judgement, Scope, together
from .vocabularies import Channel, Extent, Modality, OrderBasis

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


# Claims ---------------------------------------------------------------------------------------------------


def decided_by_date(modality: str, order_basis: str) -> bool:
    """Whether an earlier film can speak against a claim at all.

    “One of the first” survives an earlier film, and so does a claim of merit; what is only implied or
    denied claims no place in the order.
    """
    open_ended = (Modality.HEDGED, Modality.IMPLIED, Modality.DENIED)
    return modality not in open_ended and order_basis != OrderBasis.QUALITY


def basis_of(scope: Scope, order_basis: str) -> str:
    """Which date decides a claim: the one that it names, else the first showing by its channel, else any."""
    unnamed = (OrderBasis.UNSTATED, OrderBasis.QUALITY, OrderBasis.FIRST_SHOWING)
    if order_basis not in unnamed:
        return order_basis
    if scope.channel and scope.channel != Channel.MARKET:
        return scope.channel
    return OrderBasis.FIRST_SHOWING.value


@dataclass(frozen=True, slots=True)
class Case:
    """A claim as the engine sees it: a work, the scope in which it is called first, and how that is decided."""

    work: str
    features: Features
    scope: Scope
    basis: str = OrderBasis.FIRST_SHOWING.value
    decided: bool = True


def earlier_films(case: Case, others: Iterable[Entrant]) -> list[str]:
    """Works that certainly meet the scope and certainly came before the work of the claim, earliest first."""
    mine = case.features.date_by(case.basis)
    found = [
        (when.latest, entrant.key)
        for entrant in others
        if entrant.key != case.work
        and (when := entrant.features.date_by(case.basis)).certainly_before(mine)
        and entrant.features.meets(case.scope)
    ]
    found.sort(key=lambda pair: (pair[0] or date.max, pair[1]))
    return [key for _, key in found]


class Relation(StrEnum):
    """What a second claim means for a first one, computed from scopes and dates."""

    CONTRADICTED = "contradicted"  # the other's work certainly meets the conditions and was certainly earlier
    UNDECIDABLE = "undecidable"  # the other's work may meet them and may have been earlier
    RIVAL = "rival"  # the other's work meets them too, and was not earlier
    EXCLUDES = "excludes"  # the other way round: this work came earlier, within the conditions of the other
    CONTAINS = "contains"  # the same work, within narrower conditions
    COMPATIBLE = "compatible"  # both can be true


class Reach(StrEnum):
    """How the conditions of a second claim lie to those of a first."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    CROSSING = "crossing"


@dataclass(frozen=True, slots=True)
class Related:
    """The relation, how the conditions lie, which conditions the other adds, and what decides."""

    relation: Relation
    reach: Reach
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    judgements: tuple[Judgement, ...]  # whether the other's work meets the conditions of the first claim
    mine: Dated
    other: Dated
    by_date: bool  # False where one of the claims is not decided by a date


def relate(claim: Case, other: Case) -> Related:
    """What `other` means for `claim`. Not symmetric: a wide claim is hit by more than a narrow one."""
    wider, narrower = claim.scope.contains(other.scope), other.scope.contains(claim.scope)
    reach = (
        Reach.SAME if wider and narrower else Reach.NARROWER if wider else Reach.WIDER if narrower else Reach.CROSSING
    )
    judgements = other.features.judge(claim.scope)
    mine, its = claim.features.date_by(claim.basis), other.features.date_by(claim.basis)
    by_date = claim.decided and other.decided
    return Related(
        relation=_relation(claim, other, wider, together(judgements), mine, its, by_date),
        reach=reach,
        added=_conditions(other.scope, claim.scope),
        dropped=_conditions(claim.scope, other.scope),
        judgements=judgements,
        mine=mine,
        other=its,
        by_date=by_date,
    )


def _relation(claim: Case, other: Case, wider: bool, meets: Answer, mine: Dated, its: Dated, by_date: bool) -> Relation:
    if claim.work == other.work:
        return Relation.CONTAINS if wider else Relation.COMPATIBLE
    if not by_date:
        return Relation.COMPATIBLE
    if meets is Answer.NO or (mine.certainly_before(its) and meets is not Answer.YES):
        return Relation.EXCLUDES if _excludes(claim, other) else Relation.COMPATIBLE
    if mine.certainly_before(its):
        return Relation.RIVAL
    if meets is Answer.YES and its.certainly_before(mine):
        return Relation.CONTRADICTED
    return Relation.UNDECIDABLE


def _excludes(claim: Case, other: Case) -> bool:
    """Whether the other claim fails where this one holds: its conditions take in this work, which came before."""
    mine, its = claim.features.date_by(other.basis), other.features.date_by(other.basis)
    within = claim.features.meets(other.scope) or other.scope.contains(claim.scope)
    return within and mine.certainly_before(its)


def _conditions(scope: Scope, against: Scope) -> tuple[str, ...]:
    """Facets that `scope` states otherwise than `against`."""
    mine, theirs = scope.stated(), against.stated()
    names = [
        name for name, value in mine.items() if theirs.get(name) != value and (name, value) != ("territory", WORLD)
    ]
    if scope.minutes is not None and (scope.minutes, scope.more) != (against.minutes, against.more):
        names.append("minutes")
    if scope.other and not against.other:
        names.append("other")
    return tuple(names)


# What would make it true? ------------------------------------------------------------------------------------


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
