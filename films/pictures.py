"""What the charts ask of the archive: each function one question, answered in plain rows and in a number
of queries that does not grow. Each says how much it gives at most; what lies beyond is counted, so that a
page can say so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, Count, F, Max, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber, Substr
from django.utils import timezone

from . import evidence as rules
from .lists import FOUNDING
from .models import AIRole, Assessment, Country, Film, FirstClaim, ProductionFact
from .models.everything import attach_sources, attach_titles
from .partial_date import PartialDate
from .rates import in_common_currency
from .record import Bilingual, Code, Mention, bilingual, code_of, mention
from .vocabularies import Extent, FactState, Form, Qualifier, Rank, RecordStatus, Stance, Standing

_SECONDS = {"s": 1, "min": 60, "h": 3600, "day": 86400}


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
        return bool(self.fact.basis and self.fact.basis.code in rules.PART_OF_WORK)

    @property
    def planned(self) -> bool:
        return self.fact.qualifier == Qualifier.PLANNED


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
    not_found: tuple[Length, ...]
    not_looked_up: int


def running_times(most: int = 150) -> Lengths:
    """Running times of the `most` longest published films."""
    seconds = Case(
        *(When(unit=unit, then=Coalesce("amount_high", "amount") * Value(each)) for unit, each in _SECONDS.items())
    )
    timed = ProductionFact.objects.filter(film__status="published", property="running_time")
    known = timed.filter(amount__isnull=False).exclude(rank=Rank.DEPRECATED)
    longest = list(
        known.values("film")
        .annotate(longest=Max(seconds))
        .order_by(F("longest").desc(nulls_last=True), "film_id")
        .values_list("film", flat=True)
    )
    chosen = longest[:most]
    unknown = timed.filter(state=FactState.NOT_FOUND).exclude(film__in=known.values("film"))
    looked_for = list(unknown.order_by("film_id").values_list("film", flat=True).distinct()[:most])
    by_film = _facts_of([*chosen, *looked_for], "running_time", "form")
    called = _called([*chosen, *looked_for])
    rows = [_length(facts, called[pk]) for pk in chosen if (facts := by_film[pk])]
    published = Film.objects.published().count()
    return Lengths(
        rows=tuple(rows),
        beyond=len(longest) - len(chosen),
        not_found=tuple(_length(by_film[pk], called[pk]) for pk in looked_for),
        not_looked_up=published - len(longest) - len(looked_for),
    )


def _called(films: Sequence[int]) -> dict[int, list[str]]:
    """Length classes that claims give to films."""
    found: dict[int, list[str]] = defaultdict(list)
    claims = FirstClaim.objects.published().filter(work__in=films).exclude(scope_length="")
    claims = claims.exclude(rank=Rank.DEPRECATED).exclude(stance__in=[Stance.DISPUTES, Stance.DENIES])
    for film, length in claims.order_by("film_id", "number").values_list("work", "scope_length"):
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
        said=tuple(_fact_row(f) for f in facts if f.amount is None),
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


# Claims in time ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Correction:
    """An assessment that superseded an earlier one."""

    date: date
    standing: Standing


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as an event: when, in whose lane, and what it answers."""

    ref: str
    address: str
    country: str
    film: Mention
    said: Bilingual
    by: Bilingual
    date: PartialDate | None
    stance: Stance
    standing: Standing
    favours: bool  # some work is called first; False where the label is only denied
    about: str  # ref of the claim that this one answers
    about_address: str
    founding: bool
    corrections: tuple[Correction, ...]
    sources: int
    origins: int

    @property
    def against(self) -> bool:
        return self.stance in (Stance.DISPUTES, Stance.DENIES)


@dataclass(frozen=True, slots=True)
class Lane:
    """A country and its claims, by date; the undated at the end."""

    country: Country
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    lanes: tuple[Lane, ...]
    lanes_beyond: int
    claims_beyond: int
    today: date


# The country of the work that a claim favours; of its record, where it favours none.
_LANE = Substr(Coalesce("work__public_id", "film__public_id"), 1, 2)


def claims_in_time(most_lanes: int = 60, most_claims: int = 600) -> Lanes:
    """Claims of the countries with most of them; of each, the earliest, so that no lane pushes out another."""
    public = FirstClaim.objects.published().exclude(rank=Rank.DEPRECATED).annotate(lane=_LANE)
    counted = dict(public.values("lane").order_by().annotate(n=Count("pk")).values_list("lane", "n"))
    chosen = sorted(counted, key=lambda code: (-counted[code], code))[:most_lanes]
    share = _fair_share([counted[code] for code in chosen], most_claims)
    by_date = [F("date_earliest").asc(nulls_last=True), F("date_latest"), "film_id", "number"]
    claims = list(
        public.filter(lane__in=chosen)
        .annotate(place=Window(RowNumber(), partition_by="lane", order_by=by_date))
        .filter(place__lte=share)
        .select_related("film", "work", "about__film")
        .order_by(*by_date)
    )
    attach_titles([film for claim in claims for film in (claim.work, claim.film) if film])
    attach_sources({"firstclaims": claims})
    corrections: dict[int, list[Correction]] = defaultdict(list)
    for row in Assessment.objects.filter(claim__in=claims, number__gt=1).order_by("claim_id", "number"):
        corrections[row.claim_id].append(Correction(row.date, Standing(row.standing)))
    countries = Country.objects.in_bulk(chosen)
    lanes: dict[str, list[ClaimRow]] = defaultdict(list)
    for claim in claims:
        lanes[claim.lane].append(_claim_row(claim, corrections[claim.pk]))
    return Lanes(
        lanes=tuple(Lane(countries.get(code) or Country(code=code), tuple(rows)) for code, rows in lanes.items()),
        lanes_beyond=len(counted) - len(chosen),
        claims_beyond=sum(counted[code] for code in chosen) - len(claims),
        today=timezone.now().date(),
    )


def _fair_share(counts: list[int], most: int) -> int:
    """The largest number that each may have without the whole exceeding `most`; at least one."""
    share = 1
    for count in sorted(set(counts)):
        if sum(min(count, c) for c in counts) > most:
            fixed = [c for c in counts if c <= share]
            return max(share, (most - sum(fixed)) // (len(counts) - len(fixed)))
        share = count
    return share


def _claim_row(claim: FirstClaim, corrections: list[Correction]) -> ClaimRow:
    sources = list(claim.sources.all())
    work = claim.work if claim.work and claim.work.status == RecordStatus.PUBLISHED else None
    about = claim.about if claim.about and claim.about.film.status == RecordStatus.PUBLISHED else None
    return ClaimRow(
        ref=claim.ref,
        address=claim.get_absolute_url(),
        country=claim.lane,
        film=mention(work or claim.film),
        said=bilingual(claim, "paraphrase") or Bilingual(claim.wording, claim.wording),
        by=bilingual(claim, "claimant"),
        date=claim.partial_date,
        stance=Stance(claim.stance),
        standing=Standing(claim.standing),
        favours=bool(work or claim.work_name_en or claim.work_name_zh_hans),
        about=about.ref if about else "",
        about_address=about.get_absolute_url() if about else "",
        founding=bool(work and work.public_id in FOUNDING and work.lamp_id == claim.pk),
        corrections=tuple(corrections),
        sources=len(sources),
        origins=len(rules.origins(sources)),
    )


# AI by department -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What is said of one department of one film."""

    department: Code
    extent: Extent
    rank: Rank
    sources: int
    origins: int

    @property
    def set_aside(self) -> bool:
        return self.rank == Rank.DEPRECATED


@dataclass(frozen=True, slots=True)
class Extents:
    departments: tuple[Code, ...]
    films: tuple[tuple[Mention, tuple[RoleRow, ...]], ...]
    beyond: int  # films with something recorded that are not among these
    not_looked_up: int


def extents_by_film(most: int = 120) -> Extents:
    """The films of whose departments most is recorded, and what."""
    public = AIRole.objects.filter(film__status="published")
    told = public.values("film").order_by().annotate(n=Count("department", distinct=True))
    ordered = list(told.order_by("-n", "film_id").values_list("film", flat=True))
    chosen = ordered[:most]
    roles = list(public.filter(film__in=chosen).select_related("film", "department").order_by("film_id", "number"))
    attach_titles([role.film for role in roles])
    attach_sources({"airoles": roles})
    by_film: dict[int, list[AIRole]] = defaultdict(list)
    for role in roles:
        by_film[role.film_id].append(role)
    departments = {role.department_id: role.department for role in roles}
    return Extents(
        departments=tuple(
            Code(t.code, bilingual(t, "label"))
            for t in sorted(departments.values(), key=lambda t: (t.position, t.code))
        ),
        films=tuple((mention(by_film[pk][0].film), tuple(_role_row(r) for r in by_film[pk])) for pk in chosen),
        beyond=len(ordered) - len(chosen),
        not_looked_up=Film.objects.published().count() - len(ordered),
    )


def _role_row(role: AIRole) -> RoleRow:
    sources = list(role.sources.all())
    return RoleRow(
        department=Code(role.department.code, bilingual(role.department, "label")),
        extent=Extent(role.extent),
        rank=Rank(role.rank),
        sources=len(sources),
        origins=len(rules.origins(sources)),
    )


# Cost per minute --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cost:
    """What a minute of a film cost: as stated, or worked out from the whole and the running time.

    `low` and `high` are in `currency`, None where a source leaves the end open.
    """

    film: Mention
    computed: bool
    low: Decimal | None
    high: Decimal | None
    currency: str
    facts: tuple[FactRow, ...]  # the figures it rests on
    disputed: bool

    @property
    def common(self) -> tuple[Decimal | None, Decimal | None] | None:
        """The same in the common currency; None where there is no rate."""
        known = [None if end is None else in_common_currency(end, self.currency) for end in (self.low, self.high)]
        if any(end is not None and rate is None for end, rate in zip((self.low, self.high), known, strict=True)):
            return None
        return known[0], known[1]

    @property
    def zero(self) -> bool:
        return not self.low and not self.high


@dataclass(frozen=True, slots=True)
class Costs:
    rows: tuple[Cost, ...]
    without_time: tuple[tuple[Mention, FactRow], ...]  # a total, but no running time to divide it by
    planned: tuple[tuple[Mention, FactRow], ...]
    withheld: tuple[tuple[Mention, FactRow], ...]
    not_found: tuple[tuple[Mention, FactRow], ...]
    not_looked_up: int
    beyond: int


def costs_per_minute(most: int = 150) -> Costs:
    """What is stated of, or can be worked out for, the first `most` films that tell anything of their cost."""
    told = ProductionFact.objects.filter(film__status="published", property__in=["budget", "cost_per_minute"])
    told = told.exclude(rank=Rank.DEPRECATED)
    ordered = list(told.order_by("film_id").values_list("film", flat=True).distinct())
    by_film = _facts_of(ordered[:most], "budget", "cost_per_minute", "running_time")
    rows: list[Cost] = []
    without_time, planned = [], []
    nothing: dict[str, list[tuple[Mention, FactRow]]] = defaultdict(list)
    for facts in by_film.values():
        film = mention(facts[0].film)
        money = [f for f in facts if f.property != "running_time" and f.rank != Rank.DEPRECATED]
        found = _stated(film, facts) or _computed(film, facts)
        rows += found
        known = [f for f in money if f.amount is not None]
        if known and not found:
            zero = [f for f in known if not f.amount]
            whole = [f for f in known if f.qualifier != Qualifier.PLANNED]
            if zero:
                rows.append(Cost(film, True, Decimal(0), Decimal(0), zero[0].currency, (_fact_row(zero[0]),), False))
            elif whole:
                without_time += [(film, _fact_row(f)) for f in whole]
            else:
                planned += [(film, _fact_row(f)) for f in known]
        for fact in money:
            if fact.amount is None and fact.state != FactState.KNOWN:
                nothing[fact.state].append((film, _fact_row(fact)))
    return Costs(
        rows=tuple(sorted(rows, key=_dearest)),
        without_time=tuple(without_time),
        planned=tuple(planned),
        withheld=tuple(nothing[FactState.WITHHELD]),
        not_found=tuple(nothing[FactState.NOT_FOUND]),
        not_looked_up=Film.objects.published().count() - len(ordered),
        beyond=max(0, len(ordered) - most),
    )


def _dearest(cost: Cost) -> tuple[Decimal, str]:
    ends = [end for end in cost.common or () if end is not None]
    return (-max(ends, default=Decimal(0)), cost.film.public_id)


def _stated(film: Mention, facts: list[ProductionFact]) -> list[Cost]:
    each = [f for f in facts if f.property == "cost_per_minute" and f.amount is not None and f.currency]
    return [
        Cost(
            film,
            False,
            None if fact.qualifier == Qualifier.UNDER else fact.amount,
            None if fact.qualifier == Qualifier.AT_LEAST else fact.amount_high or fact.amount,
            fact.currency,
            (_fact_row(fact),),
            bool(rules.conflicts(each)),
        )
        for fact in rules.best(each)
    ]


def _computed(film: Mention, facts: list[ProductionFact]) -> list[Cost]:
    """The least and the most that the stated totals and running times allow, in each currency."""
    times = [
        f
        for f in rules.best(f for f in facts if f.property == "running_time")
        if f.qualifier != Qualifier.PLANNED and f.basis_code not in rules.PART_OF_WORK and rules.minutes_of(f)
    ]
    totals = [
        f
        for f in rules.best(f for f in facts if f.property == "budget" and f.amount is not None)
        if f.qualifier != Qualifier.PLANNED and f.basis_code in rules.HOW_KNOWN and f.amount and f.currency
    ]
    if not times:
        return []
    minutes = [m for f in times if (m := rules.minutes_of(f))]
    found = []
    for currency in dict.fromkeys(f.currency for f in totals):
        of_it = [f for f in totals if f.currency == currency]
        lows = [f.amount for f in of_it if f.qualifier != Qualifier.UNDER and f.amount]
        highs = [f.amount_high or f.amount for f in of_it if f.qualifier != Qualifier.AT_LEAST]
        found.append(
            Cost(
                film,
                True,
                min(lows) / max(minutes) if lows and all(f.qualifier != Qualifier.AT_LEAST for f in times) else None,
                max(h for h in highs if h) / min(minutes) if highs else None,
                currency,
                tuple(_fact_row(f) for f in (*of_it, *times)),
                bool(rules.conflicts([*of_it, *times])),
            )
        )
    return found
