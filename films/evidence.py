"""The rules of evidence: each one function, shared by pages, exports, API and admin.

Pure: the functions ask of their arguments only the attributes named in the protocols below, so that
model instances, record values and test doubles serve alike.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

from .properties import PROPERTIES
from .vocabularies import FactState, Independence, Qualifier, Rank, Reliability, Standing


class Ranked(Protocol):
    rank: str


class Fact(Ranked, Protocol):
    property: str
    state: str
    amount: Decimal | None
    amount_high: Decimal | None
    unit: str
    currency: str
    qualifier: str

    @property
    def basis_code(self) -> str: ...


class Origin(Protocol):
    """A source, as far as independence asks."""

    slug: str
    independence: str
    reliability: str

    @property
    def root_slug(self) -> str:
        """The slug of the original that this source reprints, or its own."""
        ...

    @property
    def root_independence(self) -> str:
        """How that original stands to the claimant: a reprinted press release is still the makers’ word."""
        ...


R = TypeVar("R", bound=Ranked)
F = TypeVar("F", bound=Fact)


# 1 · Best value -----------------------------------------------------------------------------------------


def best(statements: Iterable[R]) -> list[R]:
    """The preferred statements, else the normal ones, else nothing (Wikibase “best rank”).

    Statements set aside are never among them, so adding one never changes the result.
    """
    kept = [s for s in statements if s.rank != Rank.DEPRECATED]
    preferred = [s for s in kept if s.rank == Rank.PREFERRED]
    return preferred or kept


# 2 · Conflict -------------------------------------------------------------------------------------------

_IN_BASE: dict[str, Decimal] = {
    "s": Decimal(1),
    "min": Decimal(60),
    "h": Decimal(3600),
    "day": Decimal(86400),
    "week": Decimal(604800),
    "month": Decimal(2629800),  # a twelfth of a Julian year
    "year": Decimal(31557600),
}
# Bases that say how a figure is known, not what it counts: such figures stay comparable.
HOW_KNOWN = frozenset({"", "stated", "press", "rounded", "measured", "total_budget", "per_minute"})
# Bases of a running time that is of an episode or a part, not of the whole.
PART_OF_WORK = frozenset({"per_part", "per_episode"})
ABOUT = Decimal("0.05")  # “about” is read as within five per cent


def interval(fact: Fact) -> tuple[Decimal | None, Decimal | None]:
    """The values that `fact` allows, in base units; None is an open end.

    A time allows one unit each way, since sources round up and down; other exact figures allow nothing.
    """
    if fact.amount is None:
        return None, None
    factor = _IN_BASE.get(fact.unit, Decimal(1)) if not fact.currency else Decimal(1)
    low, high = fact.amount, fact.amount if fact.amount_high is None else fact.amount_high
    if fact.qualifier == Qualifier.AT_LEAST:
        return low * factor, None
    if fact.qualifier == Qualifier.UNDER:
        return None, high * factor
    slack_low = slack_high = Decimal(0)
    if fact.qualifier == Qualifier.ABOUT:
        slack_low, slack_high = abs(low) * ABOUT, abs(high) * ABOUT
    if fact.unit in _IN_BASE and not fact.currency:
        slack_low, slack_high = max(slack_low, Decimal(1)), max(slack_high, Decimal(1))
    return (low - slack_low) * factor, (high + slack_high) * factor


def comparable(a: Fact, b: Fact) -> bool:
    """Whether two facts speak of the same thing in the same measure."""
    prop = PROPERTIES[a.property]
    if a.property != b.property or not prop.single:
        return False
    if {a.qualifier, b.qualifier} & {Qualifier.PLANNED} and a.qualifier != b.qualifier:
        return False
    counted_a = "" if a.basis_code in HOW_KNOWN else a.basis_code
    counted_b = "" if b.basis_code in HOW_KNOWN else b.basis_code
    if counted_a != counted_b or a.currency != b.currency:
        return False
    both_time = a.unit in _IN_BASE and b.unit in _IN_BASE
    return a.unit == b.unit or both_time


def disagree(a: Fact, b: Fact) -> bool:
    """Whether two facts cannot both be right, beyond unit and precision. Symmetric.

    A fact that has been set aside disagrees with nothing: the question is settled.
    """
    if Rank.DEPRECATED in (a.rank, b.rank):
        return False
    states = {a.state, b.state}
    if states == {FactState.KNOWN.value, FactState.NONE.value}:
        return a.property == b.property and PROPERTIES[a.property].single
    if states != {FactState.KNOWN.value} or not comparable(a, b):
        return False
    if a.amount is None or b.amount is None:
        return False
    (low_a, high_a), (low_b, high_b) = interval(a), interval(b)
    return _below(high_a, low_b) or _below(high_b, low_a)


def _below(high: Decimal | None, low: Decimal | None) -> bool:
    return high is not None and low is not None and high < low


def conflicts(facts: Sequence[F]) -> list[tuple[F, F]]:
    """All pairs that disagree."""
    return [(a, b) for i, a in enumerate(facts) for b in facts[i + 1 :] if disagree(a, b)]


# 3 · Independence ---------------------------------------------------------------------------------------


_CLAIMANTS_SIDE = {Independence.SELF.value, Independence.AFFILIATED.value}


def origins(sources: Iterable[Origin]) -> set[str]:
    """Keys of distinct origins: reprints count with their original, the claimant's own side counts once.

    Text that looks machine-made is no origin at all.
    """
    found: set[str] = set()
    for source in sources:
        if source.reliability == Reliability.SUSPECT_GENERATED:
            continue
        if {source.independence, source.root_independence} & _CLAIMANTS_SIDE:
            found.add("the claimant’s side")
        else:
            found.add(source.root_slug)
    return found


def independent_origins(sources: Iterable[Origin]) -> set[str]:
    """Those origins that are known to have no stake in the claim."""
    return origins(
        s for s in sources if s.independence == Independence.INDEPENDENT and s.root_independence not in _CLAIMANTS_SIDE
    )


# 5 · Computed is labelled computed ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure of our own arithmetic, with the facts it was made from; never stored as a fact."""

    property: str
    amount: Decimal
    currency: str
    formula: str  # "times" (minutes × per minute) or "divided" (total ÷ minutes)
    minutes: Decimal
    money: Decimal


def minutes_of(fact: Fact) -> Decimal | None:
    """The running time in minutes, or None where the fact is no known single time."""
    if fact.property != "running_time" or fact.amount is None or fact.unit not in _IN_BASE:
        return None
    return fact.amount * _IN_BASE[fact.unit] / 60


def span_in_minutes(fact: Fact) -> tuple[Decimal, Decimal | None] | None:
    """Shortest and longest running time that `fact` states; None as the longest is an open end.

    As stated: nothing is added for rounding or for “about”.
    """
    shortest = minutes_of(fact)
    if shortest is None:
        return None
    longest = shortest if fact.amount_high is None else fact.amount_high * _IN_BASE[fact.unit] / 60
    if fact.qualifier == Qualifier.AT_LEAST:
        return shortest, None
    return (Decimal(0), longest) if fact.qualifier == Qualifier.UNDER else (shortest, longest)


def three_figures(amount: Decimal) -> Decimal:
    """No more exact than the figures that went in, which are themselves round: 7,026.4 is 7,030, 4.655 is 4.66."""
    near = Decimal(f"{amount:.2E}")
    return near.quantize(Decimal(1)) if near == near.to_integral_value() else near


def computed_costs(facts: Iterable[F]) -> list[Computed]:
    """Total from the cost per minute, and cost per minute from the total, where only whole-film figures
    in one currency are involved."""
    facts = list(facts)
    times = [m for f in best(f for f in facts if f.property == "running_time") if (m := minutes_of(f))]
    if not times:
        return []
    minutes = times[0]
    result = []
    for fact in best(f for f in facts if f.property == "cost_per_minute"):
        if fact.amount is not None and fact.currency and fact.unit == "min":
            total = fact.amount * minutes
            result.append(Computed("budget", total, fact.currency, "times", minutes, fact.amount))
    if not any(f.property == "cost_per_minute" for f in facts):
        for fact in best(f for f in facts if f.property == "budget"):
            whole = fact.basis_code in HOW_KNOWN and fact.qualifier != Qualifier.PLANNED
            if fact.amount is not None and fact.amount_high is None and fact.currency and whole:
                each = fact.amount / minutes
                result.append(Computed("cost_per_minute", each, fact.currency, "divided", minutes, fact.amount))
    return result


# 7 · Standing of a claim ----------------------------------------------------------------------------------


def computed_standing(
    *,
    makers_deny: bool,
    shown: bool,
    disputed: bool,
    earlier_film: bool,
    sources: Iterable[Origin],
) -> Standing:
    """The standing of a claim on which no curator has written an assessment; to be labelled computed."""
    rules: list[tuple[Standing, Callable[[], bool]]] = [
        (Standing.REFUSED, lambda: makers_deny),
        (Standing.ANNOUNCED, lambda: not shown),
        (Standing.CONTESTED, lambda: disputed or earlier_film),
        (Standing.STANDS, lambda: len(independent_origins(sources)) >= 2),
    ]
    return next((standing for standing, holds in rules if holds()), Standing.SAID)
