"""First by whose rule?, asked of the archive: the order under a rule, told with what each place rests on.

The engine works on what is held in memory (`entrants`); statements, titles and sources are fetched for the
works that a page shows, and only for these.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from pypinyin import lazy_pinyin

from .entrants import field
from .evidence import minutes_of
from .firsts import Place, Placed, Rule, change
from .models import AIRole, Country, Film, FirstClaim, ProductionFact, Release, Scheme, Term
from .models.everything import attach_sources
from .record import Bilingual, Cited, Evidence, Mention, Notebook, bilingual, code_of, mention
from .scope import Answer, Dated, Judgement, Scope
from .vocabularies import Extent, Rank, Standing
from .wording import amount_words, chinese, date_words

MOST_LEADING = 3  # of works that share the lead in one country


# Presets --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Preset:
    """A rule that somebody goes by."""

    code: str
    label: Any
    why: Any
    rule: Rule


def _least(minutes: int) -> Scope:
    return Scope(minutes=Decimal(minutes))


ANY = Rule()
PRESETS = (
    Preset("any", _("any length"), _("Every work that was called a film counts."), ANY),
    Preset(
        "40", _("40 minutes or more"), _("Where the American Film Institute lets a feature begin."), Rule(_least(40))
    ),
    Preset("60", _("60 minutes or more"), _("Where Korea lets a long film begin."), Rule(_least(60))),
    Preset(
        "cinemas",
        _("in cinemas"),
        _("Only what was shown in cinemas counts, by the day on which it was."),
        Rule(Scope(channel="theatrical"), "theatrical"),
    ),
    Preset(
        "picture",
        _("picture wholly generated"),
        _("Every image made by AI, whoever wrote, acted or edited."),
        Rule(Scope(extent=Extent.FULL_PICTURE.value)),
    ),
    Preset(
        "script",
        _("script by AI"),
        _("Written for the most part by AI, whoever filmed it."),
        Rule(Scope(department="script", extent=Extent.PREDOMINANT.value)),
    ),
)


# Told -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Work:
    """A film, or a work that is known by name only and has neither record nor lamp here."""

    key: str
    mention: Mention | None
    name: Bilingual
    address: str
    countries: tuple[Country, ...]
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Value:
    """One recorded value with its evidence; `against` where it does not meet the condition."""

    words: str
    evidence: Evidence | None
    against: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """One condition and the values on which its answer rests."""

    facet: str
    answer: Answer
    values: tuple[Value, ...]
    on_the_line: bool = False

    @property
    def met_by(self) -> tuple[Value, ...]:
        return tuple(v for v in self.values if not v.against)

    @property
    def missed_by(self) -> tuple[Value, ...]:
        return tuple(v for v in self.values if v.against)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A work in the order."""

    work: Work
    place: Place
    date: Dated
    dated_by: Value | None
    undated: Value | None  # an event of unknown date that may have come before
    grounds: tuple[Ground, ...]

    @property
    def depends_on(self) -> tuple[Ground, ...]:
        return tuple(g for g in self.grounds if g.answer is Answer.DEPENDS)


@dataclass(frozen=True, slots=True)
class Aside:
    """A work beside the order, and what is not on record."""

    work: Work
    date: Dated
    missing: tuple[str, ...]
    might_lead: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A country whose lamp moves under the rule."""

    country: Country
    before: tuple[Work, ...]
    after: tuple[Work, ...]
    before_count: int
    after_count: int


@dataclass(frozen=True, slots=True)
class Tried:
    """A preset with what it changes against “any length”."""

    preset: Preset
    moved: int
    out: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Told:
    """The answer of the archive to a rule."""

    rule: Rule
    outcome: Place | None
    order: tuple[Standpoint, ...]
    asides: tuple[Aside, ...]
    leading_count: int
    placed_count: int
    unplaced_count: int
    might_lead_count: int
    presets: tuple[Tried, ...]
    moved: tuple[Moved, ...]
    out: tuple[Country, ...]
    asked: int
    sources: tuple[Cited, ...]

    @property
    def leading(self) -> tuple[Standpoint, ...]:
        return tuple(s for s in self.order if s.place is not Place.LATER)


def told(rule: Rule) -> Told:
    """The order under `rule`, with evidence, in a number of queries that does not follow the catalogue."""
    held = field()
    found = held.order(rule)
    before, after = held.leaders(ANY), held.leaders(rule)
    changed = change(before, after)
    keys = [p.key for p in found.placed] + [u.key for u in found.unplaced]
    shown = {c: (sorted(before[c])[:MOST_LEADING], sorted(after[c])[:MOST_LEADING]) for c in changed.moved}
    lamps = [key for pair in shown.values() for side in pair for key in side]
    countries = Country.objects.in_bulk([*changed.moved, *changed.out])
    works = works_by_key([*keys, *lamps])
    book = Notebook()
    statements = _Statements([p.key for p in found.placed], book)
    return Told(
        rule=rule,
        outcome=found.outcome,
        order=tuple(_standpoint(p, rule, works, statements) for p in found.placed if p.key in works),
        asides=tuple(Aside(works[u.key], u.date, u.missing, u.might_lead) for u in found.unplaced if u.key in works),
        leading_count=found.leading_count,
        placed_count=found.placed_count,
        unplaced_count=found.unplaced_count,
        might_lead_count=found.might_lead_count,
        presets=presets(rule),
        moved=tuple(
            Moved(
                countries[c],
                tuple(works[k] for k in shown[c][0] if k in works),
                tuple(works[k] for k in shown[c][1] if k in works),
                len(before[c]),
                len(after[c]),
            )
            for c in changed.moved
            if c in countries
        ),
        out=tuple(countries[c] for c in changed.out if c in countries),
        asked=changed.asked,
        sources=book.cited(),
    )


def presets(rule: Rule | None = None) -> tuple[Tried, ...]:
    """The presets with the difference that each makes; one query, or none after another question here."""
    held = field()
    before = held.leaders(ANY)
    found: list[Tried] = []
    for preset in PRESETS:
        changed = change(before, held.leaders(preset.rule))
        found.append(Tried(preset, len(changed.moved), len(changed.out), preset.rule == rule))
    return tuple(found)


def works_by_key(keys: Iterable[str]) -> dict[str, Work]:
    """Works by the engine's key, in three queries; four where works known by name take part."""
    wanted = set(keys)
    claims = {key for key in wanted if "-c" in key}
    films = Film.objects.published().filter(public_id__in=wanted - claims).defer("features").for_lists()
    found = {film.public_id: _work_of(film) for film in films}
    if claims:
        numbers = [key.rpartition("-c") for key in claims]
        rows = (
            FirstClaim.objects.published()
            .select_related("film")
            .filter(film__public_id__in=[n[0] for n in numbers], number__in=[int(n[2]) for n in numbers])
        )
        for claim in rows:
            if claim.ref in claims:
                name = bilingual(claim, "work_name")
                found[claim.ref] = Work(claim.ref, None, name, claim.get_absolute_url(), (), None)
    return found


def _work_of(film: Film) -> Work:
    return Work(
        key=film.public_id,
        mention=mention(film),
        name=Bilingual("", ""),
        address=film.get_absolute_url(),
        countries=tuple(sorted(film.countries.all(), key=lambda c: c.code != film.lead_country_code)),
        standing=Standing(film.lamp.standing) if film.lamp else None,
    )


class _Statements:
    """The statements on which the order rests, by reference, each with its evidence."""

    def __init__(self, keys: Sequence[str], book: Notebook) -> None:
        self._book = book
        films = {"film__public_id__in": [key for key in keys if "-c" not in key]}
        facts = ProductionFact.objects.filter(property="running_time", **films).exclude(rank=Rank.DEPRECATED)
        rows = {
            "productionfacts": list(facts.select_related("film")),
            "releases": list(Release.objects.filter(**films).select_related("film", "kind")),
            "airoles": list(AIRole.objects.filter(**films).select_related("film", "department")),
        }
        attach_sources(rows)
        self._by_ref: Mapping[str, Any] = {row.ref: row for kind in rows.values() for row in kind}

    def row(self, ref: str) -> Any:
        return self._by_ref.get(ref)

    def value(self, ref: str, against: bool = False) -> Value | None:
        """The value of a statement in words, with its sources noted."""
        row = self._by_ref.get(ref)
        if row is None:
            return None
        return Value(_words(row), self._book.evidence(row), against)


def _words(row: ProductionFact | Release | AIRole) -> str:
    if isinstance(row, ProductionFact):
        return amount_words(row.amount, row.amount_high, row.unit, "", row.qualifier)
    if isinstance(row, Release):
        when = date_words(row.partial_date) if row.partial_date else ""
        return _joined(str(code_of(row.kind)), when)
    return _joined(str(code_of(row.department)), str(Extent(row.extent).label))


def _joined(first: str, second: str) -> str:
    if not second:
        return first
    return f"{first}：{second}" if chinese() else f"{first}: {second}"


def _standpoint(placed: Placed, rule: Rule, works: Mapping[str, Work], statements: _Statements) -> Standpoint:
    return Standpoint(
        work=works[placed.key],
        place=placed.place,
        date=placed.date,
        dated_by=statements.value(placed.date.ref),
        undated=statements.value(placed.date.undated) if placed.date.undated != placed.date.ref else None,
        grounds=tuple(
            ground for j in placed.judgements if (ground := _ground(j, rule, placed.date, statements)).values
        ),
    )


def _ground(judgement: Judgement, rule: Rule, dated: Dated, statements: _Statements) -> Ground:
    asked = judgement.facet != "extent" or rule.scope.extent or rule.scope.department
    for_it = judgement.refs if asked else judgement.refs[:1]  # one use is enough where any will do
    refs = [(ref, False) for ref in for_it] + [(ref, True) for ref in judgement.against]
    values = tuple(v for ref, against in refs if ref != dated.ref and (v := statements.value(ref, against)))
    line = rule.scope.minutes
    on_the_line = (
        judgement.facet == "minutes"
        and line is not None
        and any(minutes_of(row) == line for ref, _against in refs if (row := statements.row(ref)))
    )
    return Ground(judgement.facet, judgement.answer, values, on_the_line)


# What a reader may ask for --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choices:
    """Values that occur among the works, each with its label: nothing is offered that has nothing to show."""

    territories: tuple[tuple[str, Any], ...]
    modes: tuple[tuple[str, Any], ...]
    departments: tuple[tuple[str, Any], ...]
    bases: frozenset[str]


def choices() -> Choices:
    """Two queries beside the one for the state of the records."""
    held = field()
    wanted = [*held.modes, *held.departments]
    terms = Term.objects.filter(scheme__in=[Scheme.PRODUCTION_MODE, Scheme.DEPARTMENT], code__in=wanted)
    labels = [(t.scheme, t.code, code_of(t)) for t in terms]
    countries = Country.objects.in_bulk(list(held.countries))
    return Choices(
        territories=tuple(sorted(((c.code, str(c)) for c in countries.values()), key=lambda pair: _sort_key(pair[1]))),
        modes=tuple((code, label) for scheme, code, label in labels if scheme == Scheme.PRODUCTION_MODE),
        departments=tuple(
            (code, label) for scheme, code, label in labels if scheme == Scheme.DEPARTMENT and code in held.departments
        ),
        bases=held.bases,
    )


def _sort_key(name: str) -> str:
    return "".join(lazy_pinyin(name)) if chinese() else name
