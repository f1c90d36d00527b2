"""Claims as the engine sees them, and what one means for another. Pure; see `firsts` for the order of works."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .firsts import Entrant
from .scope import WORLD, Answer, Dated, Features, Judgement, Scope, together
from .vocabularies import Channel, Modality, OrderBasis


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
