"""First by whose rule? The engine: what is known of films goes in, an order with its reasons comes out.

Pure: no database, no clock. Nothing here says that a film *is* first. Under a rule that a reader sets, and
by what is on record, a place in the order is certain, tied at the precision of the dates, or dependent on
which of the recorded values is right. Works of which a condition is not known are named beside the order.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
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
    """What a rule comes to. `outcome` is None where no work on record meets it."""

    rule: Rule
    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]

    @property
    def leading(self) -> tuple[Placed, ...]:
        """Works that may be first; exactly one where the order is decided."""
        return tuple(p for p in self.placed if p.place is not Place.LATER)

    @property
    def outcome(self) -> Place | None:
        places = {p.place for p in self.placed}
        return next((place for place in (Place.FIRST, Place.DEPENDS, Place.TIED) if place in places), None)


def in_order(rule: Rule, entrants: Iterable[Entrant]) -> Order:
    """All works that meet `rule`, earliest first; independent of the order in which they come."""
    judged: list[tuple[Entrant, Dated]] = []
    unsure: list[tuple[Entrant, Dated]] = []
    for entrant in entrants:
        answer = entrant.features.judge_quickly(rule.scope)
        if answer is Answer.NO:
            continue
        when = entrant.features.date_by(rule.basis)
        (unsure if answer is Answer.UNKNOWN or not when.known else judged).append((entrant, when))
    candidates = [
        _Candidate(e.key, when, judgements, together(judgements) is Answer.YES)
        for e, when in judged
        for judgements in [e.features.judge(rule.scope)]
    ]
    places = _places(candidates)
    placed = [Placed(c.key, place, c.date, c.judgements) for c, place in zip(candidates, places, strict=True)]
    placed.sort(key=_reading_order)
    bound = min((_latest(c) for c in candidates if c.certain), default=date.max)
    unplaced = [
        Unplaced(e.key, when, e.features.judge(rule.scope), (when.earliest or date.min) <= bound) for e, when in unsure
    ]
    unplaced.sort(key=lambda u: (not u.might_lead, u.date.earliest or date.max, u.key))
    return Order(rule, tuple(placed), tuple(unplaced))


def _reading_order(placed: Placed) -> tuple[bool, date, date, str]:
    """Those that may be first, then the others; earliest first, by the day that is surely known."""
    latest = placed.date.latest or date.max
    return (placed.place is Place.LATER, placed.date.earliest or latest, latest, placed.key)


@dataclass(frozen=True, slots=True)
class _Candidate:
    key: str
    date: Dated
    judgements: tuple[Judgement, ...]
    certain: bool  # meets the rule whichever recorded value is right


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
        elif _may_follow(c, certain_latest(c)):
            places.append(Place.LATER)
        elif c.certain and not _before(c, certain_earliest(c)):
            places.append(Place.TIED)
        else:
            places.append(Place.DEPENDS)
    return places


def _before(candidate: _Candidate, others: date | None) -> bool:
    return others is None or _latest(candidate) < others


def _may_follow(candidate: _Candidate, others: date | None) -> bool:
    return others is not None and _earliest(candidate) > others


def _least_but_for(
    candidates: Sequence[_Candidate], value: Callable[[_Candidate], date]
) -> Callable[[_Candidate], date | None]:
    """A function that gives the least value among all candidates but the one asked about."""
    lowest = sorted((value(c), c.key) for c in candidates)[:2]

    def least(candidate: _Candidate) -> date | None:
        return next((found for found, key in lowest if key != candidate.key), None)

    return least


def leaders_by_country(rule: Rule, entrants: Iterable[Entrant]) -> dict[str, frozenset[str]]:
    """For each country, the works that may be first there under `rule`; empty where none is known to meet it.

    This is how a rule moves lamps: the territory of the rule says which countries are asked.
    """
    by_country: dict[str, list[Entrant]] = {}
    for entrant in entrants:
        for country in entrant.features.countries:
            by_country.setdefault(country, []).append(entrant)
    within = rule.scope.territory
    asked = [c for c in by_country if within in (None, WORLD) or rule.scope.contains(_in_country(rule.scope, c))]
    everywhere = replace(rule, scope=replace(rule.scope, territory=None))
    return {
        country: frozenset(p.key for p in in_order(everywhere, by_country[country]).leading)
        for country in sorted(asked)
    }


def _in_country(scope: Scope, country: str) -> Scope:
    return replace(scope, territory=f"country:{country}")


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
    if not by_date or meets is Answer.NO:
        return Relation.COMPATIBLE
    if mine.certainly_before(its):
        return Relation.RIVAL if meets is Answer.YES else Relation.COMPATIBLE
    if meets is Answer.YES and its.certainly_before(mine):
        return Relation.CONTRADICTED
    return Relation.UNDECIDABLE


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
