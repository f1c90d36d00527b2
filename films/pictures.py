"""What the charts ask of the archive: each function one question, answered in plain rows and in a number
of queries that does not grow. Each says how much it gives at most; what lies beyond is counted, so that a
page can say so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, F, Max, Value, When

from . import evidence as rules
from .models import Film, FirstClaim, ProductionFact
from .models.everything import attach_sources, attach_titles
from .record import Bilingual, Code, Mention, bilingual, code_of, mention
from .vocabularies import FactState, Form, Qualifier, Rank, Stance

_SECONDS = {"s": 1, "min": 60, "h": 3600, "day": 86400}
_PART_OF_WORK = {"per_part", "per_episode"}


@dataclass(frozen=True, slots=True)
class FactRow:
    """One stated figure, with how it is stated and on how much it rests."""

    ref: str
    property: str
    state: FactState
    low: Decimal | None
    high: Decimal | None
    unit: str
    currency: str
    qualifier: Qualifier
    basis: Code | None
    text: Bilingual
    rank: Rank
    sources: int
    origins: int

    @property
    def set_aside(self) -> bool:
        return self.rank == Rank.DEPRECATED


def _fact_row(fact: ProductionFact) -> FactRow:
    sources = list(fact.sources.all())
    return FactRow(
        ref=fact.ref,
        property=fact.property,
        state=FactState(fact.state),
        low=fact.amount,
        high=fact.amount_high,
        unit=fact.unit,
        currency=fact.currency,
        qualifier=Qualifier(fact.qualifier),
        basis=code_of(fact.basis),
        text=bilingual(fact, "text"),
        rank=Rank(fact.rank),
        sources=len(sources),
        origins=len(rules.origins(sources)),
    )


def _facts_of(films: Iterable[int], *properties: str) -> dict[int, list[ProductionFact]]:
    """Facts by film, with their films' titles and their sources, in film order."""
    facts = list(
        ProductionFact.objects.filter(film__in=films, property__in=properties)
        .select_related("film", "basis")
        .order_by("film_id", "number")
    )
    attach_titles([fact.film for fact in facts])
    attach_sources({"productionfacts": facts})
    found: dict[int, list[ProductionFact]] = defaultdict(list)
    for fact in facts:
        found[fact.film_id].append(fact)
    return found


# Running times ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Time:
    """One stated running time, in minutes; an end that the source leaves open is None."""

    low: float | None
    high: float | None
    fact: FactRow

    @property
    def part(self) -> bool:
        """Of an episode or part, not of the whole."""
        return bool(self.fact.basis and self.fact.basis.code in _PART_OF_WORK)


@dataclass(frozen=True, slots=True)
class Length:
    """A film, what it is called, and every running time stated for it."""

    film: Mention
    form: Form
    called: tuple[Form, ...]  # by its record and by claims, each once
    times: tuple[Time, ...]
    said: tuple[FactRow, ...]  # what is said of its length without a figure
    disputed: bool

    @property
    def drawn(self) -> tuple[Time, ...]:
        """Times that have not been set aside."""
        return tuple(time for time in self.times if not time.fact.set_aside)


@dataclass(frozen=True, slots=True)
class Lengths:
    rows: tuple[Length, ...]
    beyond: int  # films with a known time that are not among the rows
    not_found: tuple[Mention, ...]
    not_looked_up: int


def running_times(most: int = 150) -> Lengths:
    """Running times of the `most` longest published films."""
    seconds = Case(*(When(unit=unit, then=F("amount") * Value(each)) for unit, each in _SECONDS.items()))
    timed = ProductionFact.objects.filter(film__status="published", property="running_time")
    known = timed.filter(amount__isnull=False).exclude(rank=Rank.DEPRECATED)
    longest = list(
        known.values("film")
        .annotate(longest=Max(seconds))
        .order_by(F("longest").desc(nulls_last=True), "film")
        .values_list("film", flat=True)
    )
    chosen = longest[:most]
    unknown = timed.filter(state=FactState.NOT_FOUND).exclude(film__in=known.values("film"))
    looked_for = list(unknown.values_list("film", flat=True).distinct()[:most])
    by_film = _facts_of([*chosen, *looked_for], "running_time", "form")
    called = _called(chosen)
    rows = [_length(facts, called[pk]) for pk in chosen if (facts := by_film[pk])]
    published = Film.objects.published().count()
    return Lengths(
        rows=tuple(rows),
        beyond=len(longest) - len(chosen),
        not_found=tuple(mention(by_film[pk][0].film) for pk in looked_for),
        not_looked_up=published - len(longest) - len(looked_for),
    )


def _called(films: Sequence[int]) -> dict[int, list[str]]:
    """Length classes that claims give to films."""
    found: dict[int, list[str]] = defaultdict(list)
    claims = FirstClaim.objects.published().filter(work__in=films).exclude(scope_length="")
    claims = claims.exclude(rank=Rank.DEPRECATED).exclude(stance__in=[Stance.DISPUTES, Stance.DENIES])
    for film, length in claims.order_by("film", "number").values_list("work", "scope_length"):
        found[film].append(length)
    return found


def _length(facts: list[ProductionFact], called: list[str]) -> Length:
    film = facts[0].film
    timed = [f for f in facts if f.property == "running_time"]
    names = [film.form] if film.form != Form.UNKNOWN else []
    return Length(
        film=mention(film),
        form=Form(film.form),
        called=tuple(Form(name) for name in dict.fromkeys([*names, *called])),
        times=tuple(_time(f) for f in rules.best(timed) if f.amount is not None)
        + tuple(_time(f) for f in timed if f.amount is not None and f not in rules.best(timed)),
        said=tuple(_fact_row(f) for f in facts if f.amount is None and f.state == FactState.KNOWN),
        disputed=bool(rules.conflicts(timed)),
    )


def _time(fact: ProductionFact) -> Time:
    low = rules.minutes_of(fact)
    high = low if fact.amount_high is None else fact.amount_high / fact.amount * low if fact.amount and low else low
    return Time(
        low=None if low is None or fact.qualifier == Qualifier.UNDER else float(low),
        high=None if high is None or fact.qualifier == Qualifier.AT_LEAST else float(high),
        fact=_fact_row(fact),
    )
