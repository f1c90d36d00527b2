"""The worklist: what the rules of `invariants.py` find in the archive, in a fixed number of queries.

`findings()` gives all of it, or of some rules; what was left open on purpose is among it, marked so. Drafts count,
withdrawn films do not. What a rule does not ask for is not read.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from . import invariants, publishability
from .invariants import RULES, Flaw, Rule, Weight
from .models import (
    Agent,
    AgentName,
    AIRole,
    Commentary,
    Comparison,
    ComparisonRow,
    Corpus,
    CorpusAxis,
    Country,
    Credit,
    Deed,
    Dismissal,
    Entry,
    Film,
    FirstClaim,
    Image,
    ProductionFact,
    Relation,
    Release,
    Revision,
    Source,
    Suggestion,
    Term,
    Title,
    Tool,
)
from .models.source import CITING
from .properties import PROPERTIES
from .publishability import Hindrance, hindrances_of
from .vocabularies import FactState, RecordStatus, Reliability, Stance, TitleKind
from .wording import chinese, field_name, listed

STATEMENTS = (Title, FirstClaim, ProductionFact, Release, Credit, AIRole, Commentary, Relation)
# Statements about the work. A claim or remark in machine-made text is still a claim or remark that was made.
_OF_THE_WORK = (Title, ProductionFact, Release, Credit, AIRole)
_TEXTS = (*STATEMENTS, Film, Country, Source, Agent, Tool, Corpus, CorpusAxis, Comparison, ComparisonRow, Image, Term)
_OUR_TITLES = (TitleKind.TRANSLATED, TitleKind.CONVERTED, TitleKind.DESCRIPTIVE)

_DOES_NOT_COUNT = RecordStatus.WITHDRAWN

Found = tuple[Model, Flaw]


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw of one record. `film` is the key of the film of which it is, `country` the code that it counts under."""

    rule: Rule
    noun: str
    ref: str
    pk: Any
    owner: tuple[str, Any]  # whose page in the admin shows the record
    film: int | None
    country: str
    name: str
    words: str
    seen: str
    dismissal: Dismissal | None = None

    @property
    def key(self) -> str:
        return f"{self.rule.code}:{self.noun}:{self.ref}"

    @property
    def is_open(self) -> bool:
        return self.dismissal is None or self.changed

    @property
    def changed(self) -> bool:
        """Whether it was left open once, and what it rests on has changed since."""
        return self.dismissal is not None and self.dismissal.seen != self.seen


@dataclass(frozen=True, slots=True)
class Count:
    open: int = 0
    left: int = 0


def findings(rules: Collection[str] | None = None, *, today: date | None = None) -> list[Finding]:
    """Everything that `rules` (all, if not given) find, contradictions first, then by number of the record."""
    read = _Reading(today or timezone.localdate())
    wanted = [code for code in RULES if code in CHECKS and (rules is None or code in rules)]
    found = [pair for code in wanted for pair in CHECKS[code](read)]
    if not found:
        return []
    left = {d.natural_key(): d for d in Dismissal.objects.filter(rule__in=wanted)}
    names = read.names
    order = list(RULES)
    told = [_told(record, flaw, names, left) for record, flaw in found]
    return sorted(told, key=lambda f: (order.index(f.rule.code), *_in_number_order(f.ref)))


def counts(found: Iterable[Finding]) -> dict[str, Count]:
    """How much each rule finds; all rules, those that find nothing too."""
    return _counted(found, lambda f: f.rule.code, [code for code in RULES if code in CHECKS])


def counts_by_country(found: Iterable[Finding]) -> dict[str, Count]:
    """By the country whose number a film carries; what belongs to no country counts under “”."""
    return _counted(found, lambda f: f.country)


MANY = 2000  # films; asking all rules of more takes longer than the desk's first page should


@dataclass(frozen=True, slots=True)
class Summary:
    """What waits at the desk, in a few numbers. The worklist's are None where nobody has counted lately."""

    films_in_review: int
    comparisons_in_review: int
    errors: int | None = None
    gaps: int | None = None
    left: int | None = None


def summary() -> Summary:
    """Counted anew when a record has changed or a day has passed, and otherwise kept. A large archive is not counted
    here: it tells what the page of the worklist counted, as long as that holds."""
    in_review = [model.objects.filter(status=RecordStatus.IN_REVIEW).count() for model in (Film, Comparison)]
    told = cache.get(_kept_under())
    if told is None and Film.objects.count() <= MANY:
        told = keep_summary(findings())
    return Summary(*in_review, *(told or ()))


def keep_summary(found: Iterable[Finding]) -> tuple[int, int, int]:
    """For the desk's first page. `found` must be of all rules."""
    of_all = list(found)
    still = Counter(f.rule.weight for f in of_all if f.is_open)
    told = (still[Weight.ERROR], still[Weight.GAP], sum(not f.is_open for f in of_all))
    cache.set(_kept_under(), told, 3600)
    return told


def _kept_under() -> str:
    newest = Deed.objects.order_by("-pk").values_list("pk", flat=True).first()
    return f"worklist:{Revision.now()}:{newest}:{timezone.localdate()}"


def settled(found: Iterable[Finding]) -> list[Dismissal]:
    """What was once left open and is no longer found: it can go. `found` must be of all rules."""
    known = {(f.rule.code, f.noun, f.ref) for f in found}
    return [d for d in Dismissal.objects.all() if d.natural_key() not in known]


def leave_open(
    found: Iterable[Finding], *, reason_en: str, reason_zh_hans: str, signed: str, today: date | None = None
) -> list[Dismissal]:
    """Set findings aside with one reason. Saved one by one, so that the journal sees each."""
    done = []
    for finding in found:
        row = finding.dismissal or Dismissal(rule=finding.rule.code, noun=finding.noun, ref=finding.ref)
        row.seen, row.reason_en, row.reason_zh_hans = finding.seen, reason_en.strip(), reason_zh_hans.strip()
        row.signed, row.date = signed, today or timezone.localdate()
        row.full_clean()
        row.save()
        done.append(row)
    return done


def _counted(found: Iterable[Finding], key: Callable[[Finding], str], always: Iterable[str] = ()) -> dict[str, Count]:
    total, still = Counter(), Counter()
    for finding in found:
        total[key(finding)] += 1
        still[key(finding)] += finding.is_open
    return {name: Count(still[name], total[name] - still[name]) for name in dict.fromkeys([*always, *total])}


def _in_number_order(ref: str) -> tuple[int, str, int, str]:
    head, _sep, tail = ref.partition("-")
    number, _sep, part = tail.partition("-")
    if len(head) == 2 and number.isdigit():
        return (0, "", int(number), f"{part[:1]}{part[1:]:0>5}")
    return (1, ref, 0, "")


# Names of records -------------------------------------------------------------------------------------------------


def ref_of(record: Model) -> str:
    """How the worklist and the dismissals name a record."""
    if isinstance(record, Film):
        return record.public_id
    if isinstance(record, Image):
        return f"{record.film.public_id}-i{record.number}"
    if hasattr(record, "ref"):
        return record.ref
    return "/".join(str(part) for part in record.natural_key()) if hasattr(record, "natural_key") else str(record.pk)


def _told(record: Model, flaw: Flaw, names: dict[int, str], left: dict[tuple[str, str, str], Dismissal]) -> Finding:
    noun = record._meta.model_name or ""
    film = record.pk if isinstance(record, Film) else getattr(record, "film_id", None)
    owner = getattr(record, "corpus", None) or getattr(record, "comparison", None) or record
    country = record.pk if isinstance(record, Country) else ""
    if film is not None:
        number = record.public_id if isinstance(record, Film) else record.film.public_id  # type: ignore[attr-defined]
        country = number.partition("-")[0]
    return Finding(
        rule=RULES[flaw.rule],
        noun=noun,
        ref=flaw.ref,
        pk=record.pk,
        owner=(owner._meta.model_name or "", owner.pk),
        film=film,
        country=country,
        name=names.get(film, "") if film is not None else _name(owner),
        words=flaw.words,
        seen=flaw.seen,
        dismissal=left.get((flaw.rule, noun, flaw.ref)),
    )


def _name(record: Model) -> str:
    return record.title if isinstance(record, Source) else str(record)


# What is read -----------------------------------------------------------------------------------------------------


class _Reading:
    """Rows that rules ask for, each kind read once, and only when a rule asks."""

    def __init__(self, today: date) -> None:
        self.today = today

    @cached_property
    def films(self) -> dict[int, Film]:
        plain = Film.objects.exclude(status=_DOES_NOT_COUNT).only(
            "public_id", "slug", "status", "form", "work_status", "year"
        )
        return plain.in_bulk()

    @cached_property
    def names(self) -> dict[int, str]:
        """The title by which each film is known."""
        rows = Title.objects.filter(identifying=True).values_list("film_id", "text")
        return {film: f"《{text}》" if chinese() else text for film, text in rows}

    def of_films(self, rows: QuerySet) -> list[Any]:
        """Statements of films that count, tied to them."""
        kept = []
        for row in rows:
            if row.film_id in self.films:
                row.film = self.films[row.film_id]
                kept.append(row)
        return kept

    @cached_property
    def facts(self) -> dict[int, list[ProductionFact]]:
        """Facts of which one value can be true, by film."""
        single = [code for code, prop in PROPERTIES.items() if prop.single]
        rows = ProductionFact.objects.filter(property__in=single).select_related("basis").order_by("film", "number")
        return _by(self.of_films(rows), "film_id")

    @cached_property
    def releases(self) -> dict[int, list[Release]]:
        return _by(self.of_films(Release.objects.select_related("kind").order_by("film", "number")), "film_id")

    @cached_property
    def claims(self) -> list[FirstClaim]:
        return self.of_films(FirstClaim.objects.order_by("film", "number"))

    @cached_property
    def claims_for(self) -> dict[int, list[FirstClaim]]:
        """Claims by the film that they favour."""
        return _by((c for c in self.claims if c.work_id), "work_id")

    @cached_property
    def sources(self) -> dict[int, Source]:
        found = Source.objects.in_bulk()
        for source in found.values():
            if source.reprint_of_id:
                source.reprint_of = found.get(source.reprint_of_id)
        return found

    @cached_property
    def of_claim(self) -> dict[int, list[Source]]:
        return self._cited(FirstClaim)

    @cached_property
    def of_release(self) -> dict[int, list[Source]]:
        return self._cited(Release)

    def _cited(self, model: type[Model]) -> dict[int, list[Source]]:
        through = model._meta.get_field("sources").remote_field.through
        found: dict[int, list[Source]] = defaultdict(list)
        for owner, source in through.objects.values_list(f"{model._meta.model_name}_id", "source_id"):
            found[owner].append(self.sources[source])
        return found

    @cached_property
    def countries(self) -> list[Country]:
        return list(Country.objects.all())

    @cached_property
    def numbers_of_country(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for film, country in Film.countries.through.objects.values_list("film_id", "country_id"):
            if film in self.films:
                found[country].append(self.films[film].public_id)
        return found


def _by(rows: Iterable[Any], key: str) -> dict[Any, list[Any]]:
    grouped: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, key)].append(row)
    return grouped


# The rules, asked of the archive ----------------------------------------------------------------------------------

CHECKS: dict[str, Callable[[_Reading], Iterable[Found]]] = {}


def check(function: Callable[[_Reading], Iterable[Found]]) -> Callable[[_Reading], Iterable[Found]]:
    """Registers a check under the code of its rule, which is its name."""
    CHECKS[RULES[function.__name__].code] = function
    return function


def _some(record: Model, flaw: Flaw | None) -> Iterator[Found]:
    if flaw:
        yield record, flaw


def _anchored(rows: Iterable[Any], flaws: Iterable[Flaw]) -> Iterator[Found]:
    by_ref = {ref_of(row): row for row in rows}
    for flaw in flaws:
        yield by_ref[flaw.ref], flaw


@check
def conflict(read: _Reading) -> Iterator[Found]:
    for facts in read.facts.values():
        yield from _anchored(facts, invariants.conflict(facts))


@check
def arithmetic(read: _Reading) -> Iterator[Found]:
    for facts in read.facts.values():
        yield from _anchored(facts, invariants.arithmetic(facts))


@check
def length(read: _Reading) -> Iterator[Found]:
    for pk, facts in read.facts.items():
        film, claims = read.films[pk], read.claims_for.get(pk, [])
        yield from _anchored([film, *claims], invariants.length(film, facts, claims))


@check
def year(read: _Reading) -> Iterator[Found]:
    for pk, releases in read.releases.items():
        yield from _some(read.films[pk], invariants.year(read.films[pk], releases))


@check
def progress(read: _Reading) -> Iterator[Found]:
    for pk, releases in read.releases.items():
        yield from _some(read.films[pk], invariants.progress(read.films[pk], releases, read.today))


@check
def future(read: _Reading) -> Iterator[Found]:
    for pk, releases in read.releases.items():
        yield from _some(read.films[pk], invariants.future(read.films[pk], releases, read.today))


@check
def overdue(read: _Reading) -> Iterator[Found]:
    for pk, releases in read.releases.items():
        yield from _anchored(releases, invariants.overdue(read.films[pk], releases, read.today))


@check
def no_showing(read: _Reading) -> Iterator[Found]:
    for pk, film in read.films.items():
        yield from _some(film, invariants.no_showing(film, read.releases.get(pk, [])))


@check
def foretold(read: _Reading) -> Iterator[Found]:
    for pk, releases in read.releases.items():
        for release in releases:
            sources = read.of_release.get(release.pk, [])
            yield from _some(release, invariants.foretold(read.films[pk], release, sources, read.today))


@check
def claim_date(read: _Reading) -> Iterator[Found]:
    for claim in read.claims:
        yield from _some(claim, invariants.claim_date(claim, read.of_claim.get(claim.pk, [])))


@check
def single_origin(read: _Reading) -> Iterator[Found]:
    for pk, claims in read.claims_for.items():
        film = read.films.get(pk)
        if film:
            yield from _some(film, invariants.single_origin(film, [(c, read.of_claim.get(c.pk, [])) for c in claims]))


@check
def answers_nobody(read: _Reading) -> Iterator[Found]:
    for claim in read.claims:
        yield from _some(claim, invariants.answers_nobody(claim))


@check
def unsourced(read: _Reading) -> Iterator[Found]:
    for model in STATEMENTS:
        rows = model._default_manager.filter(sources__isnull=True, unsourced=False)
        if model is Title:
            rows = rows.exclude(kind__in=_OUR_TITLES)
        if model is ProductionFact:
            rows = rows.exclude(state=FactState.NOT_FOUND)
        related = [f.name for f in model._meta.fields if f.many_to_one and f.name != "film"]
        for row in read.of_films(rows.select_related(*related).order_by("film", "number")):
            yield row, Flaw("unsourced", row.ref, str(row), str(row.rank))


@check
def machine_made(read: _Reading) -> Iterator[Found]:
    for model in _OF_THE_WORK:
        others = model._default_manager.filter(pk=OuterRef("pk")).exclude(
            sources__reliability=Reliability.SUSPECT_GENERATED
        )
        rows = model._default_manager.filter(
            ~Exists(others), sources__reliability=Reliability.SUSPECT_GENERATED
        ).distinct()
        if model is Title:
            rows = rows.exclude(kind=TitleKind.IN_SOURCE)  # says itself that a source calls it so
        for row in read.of_films(rows.prefetch_related("sources")):
            yield from _some(row, invariants.machine_made(row, row.sources.all()))


@check
def hindrance(read: _Reading) -> Iterator[Found]:
    """What publishing would refuse today in a film that is public, less what other rules tell of it."""
    suspects = list(_perhaps_hindered())
    for found in hindrances_of(suspects).values() if suspects else ():
        of_record: dict[tuple[str, Any], list[Hindrance]] = defaultdict(list)
        for one in found:
            if one.rule not in TOLD_ELSEWHERE:
                of_record[one.record._meta.model_name or "", one.record.pk].append(one)
        for several in of_record.values():
            record, words = several[0].record, " ".join(one.words for one in several)
            yield record, Flaw("hindrance", ref_of(record), words, " ".join(one.rule for one in several))


TOLD_ELSEWHERE = (publishability.Rule.UNSOURCED, publishability.Rule.ONE_LANGUAGE)


def _perhaps_hindered() -> QuerySet[Film]:
    """Public films that are worth reading whole: to read them all would take too long."""

    def has(model: type[Model], *lacks: Q) -> Exists:
        lacking = Q()
        for lack in lacks:
            lacking |= lack
        return Exists(model._default_manager.filter(lacking, film=OuterRef("pk")))

    no_words = Q(wording="") & (Q(paraphrase_en="") | Q(paraphrase_zh_hans=""))
    return Film.objects.published().filter(
        ~Exists(Title.objects.filter(film=OuterRef("pk"), identifying=True).exclude(text=""))
        | has(FirstClaim, no_words, ~Q(wording="") & Q(wording_language=""))
        | has(Title, Q(language=""))
        | has(Image, *(Q(**{f"{name}__regex": r"^\s*$"}) for name in ("credit", "alt_en", "alt_zh_hans")))
        | Q(lamp__isnull=False) & ~Q(lamp__film=F("pk")) & ~Q(lamp__film__status=RecordStatus.PUBLISHED)
    )


@check
def twice(read: _Reading) -> Iterator[Found]:
    addresses: dict[str, list[Source]] = defaultdict(list)
    for source in sorted(read.sources.values(), key=lambda s: s.slug):
        if source.url:
            addresses[invariants.address_of(source.url)].append(source)
    for address, sources in addresses.items():
        if len(sources) > 1:
            slugs = [s.slug for s in sources]
            words = _("One address (%(address)s): %(records)s.") % {"address": address, "records": listed(slugs)}
            yield sources[0], Flaw("twice", sources[0].slug, words, " ".join(slugs))
    spelled: dict[str, dict[int, Agent]] = defaultdict(dict)
    for name in AgentName.objects.select_related("agent").order_by("agent__slug"):
        spelled[name.text.casefold().strip()][name.agent_id] = name.agent
    told: set[frozenset[int]] = set()
    for text, agents in spelled.items():
        if len(agents) > 1 and frozenset(agents) not in told:
            told.add(frozenset(agents))
            first, slugs = next(iter(agents.values())), [a.slug for a in agents.values()]
            words = _("One name (%(name)s): %(records)s.") % {"name": text, "records": listed(slugs)}
            yield first, Flaw("twice", first.slug, words, " ".join(slugs))


@check
def namesake(read: _Reading) -> Iterator[Found]:
    kinds = (TitleKind.ORIGINAL, TitleKind.PARALLEL, TitleKind.ALTERNATIVE)
    titled: dict[str, set[int]] = defaultdict(set)
    for film, text in Title.objects.filter(kind__in=kinds).values_list("film_id", "text"):
        if film in read.films:
            titled[text.casefold().strip()].add(film)
    shared = {text: films for text, films in titled.items() if len(films) > 1}
    if not shared:
        return
    told = {frozenset(pair) for pair in Relation.objects.exclude(other=None).values_list("film_id", "other_id")}
    for text, films in shared.items():
        first, *others = sorted(films, key=lambda pk: read.films[pk].number)
        apart = [pk for pk in others if frozenset((first, pk)) not in told]
        if apart:
            numbers = listed(read.films[pk].public_id for pk in apart)
            words = _("“%(title)s” is also the title of %(films)s.") % {"title": text, "films": numbers}
            film = read.films[first]
            yield film, Flaw("namesake", film.public_id, words, f"{text}; {numbers}")


@check
def circle(read: _Reading) -> Iterator[Found]:
    sources = read.sources
    after = {s.slug: sources[s.reprint_of_id].slug for s in sources.values() if s.reprint_of_id}
    for source in sources.values():
        yield from _some(source, invariants.circle(source, after))


@check
def unassessed(read: _Reading) -> Iterator[Found]:
    for source in Source.objects.filter(reliability=Reliability.UNASSESSED).select_related("kind"):
        words = f"{source.kind} · {source.publisher}".strip(" ·")
        yield source, Flaw("unassessed", source.slug, words, "")


@check
def country_search(read: _Reading) -> Iterator[Found]:
    claimed: dict[str, set[str]] = defaultdict(set)
    for claim in read.claims:
        kind, _sep, code = claim.scope_territory.partition(":")
        asserted = claim.stance in (Stance.ASSERTS, Stance.QUALIFIES) and claim.rank != "deprecated"
        if kind == "country" and asserted and claim.work_id in read.films:
            claimed[code].add(read.films[claim.work_id].public_id)
    for country in read.countries:
        films = read.numbers_of_country.get(country.code, [])
        # A claim to be the first shown in a country speaks of no film of that country.
        own = claimed[country.code] & set(films)
        yield from _some(country, invariants.country_search(country, films, own))


@check
def country_lamp(read: _Reading) -> Iterator[Found]:
    for country in read.countries:
        yield from _some(country, invariants.country_lamp(country, read.numbers_of_country.get(country.code, [])))


@check
def country_reading(read: _Reading) -> Iterator[Found]:
    for country in read.countries:
        yield from _some(country, invariants.country_reading(country))


@check
def one_language(read: _Reading) -> Iterator[Found]:
    for model in _TEXTS:
        names = [f.name.removesuffix("_en") for f in model._meta.fields if f.name.endswith("_en")]
        if not names:
            continue
        lone = Q()
        for name in names:
            english, chinese_ = Q(**{f"{name}_en": ""}), Q(**{f"{name}_zh_hans": ""})
            lone |= (english & ~chinese_) | (~english & chinese_)
        related = [f.name for f in model._meta.fields if f.many_to_one]
        for row in model._default_manager.filter(lone).select_related(*related):
            if _is_withdrawn(row):
                continue
            columns = {
                name: (
                    field_name(model._meta.get_field(f"{name}_en")),
                    getattr(row, f"{name}_en").strip(),
                    getattr(row, f"{name}_zh_hans").strip(),
                )
                for name in names
            }
            yield from _some(row, invariants.one_language(ref_of(row), columns))


@check
def stale_translation(read: _Reading) -> Iterator[Found]:
    """From the journal. A row of which the journal does not know the present texts is left alone."""
    told: dict[tuple[str, str], list[tuple[dict, dict]]] = defaultdict(list)
    changes = Entry.objects.filter(before__isnull=False, after__isnull=False).order_by("pk")
    for noun, row, before, after in changes.values_list("noun", "row", "before", "after"):
        told[noun, row].append((before, after))
    behind: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for (noun, row), states in told.items():
        if late := invariants.left_behind(states):
            behind[noun][row] = late
    for model in _TEXTS:
        rows = behind.get(model._meta.model_name or "")
        if not rows:
            continue
        related = [f.name for f in model._meta.fields if f.many_to_one]
        for row in model._default_manager.filter(pk__in=rows).select_related(*related):
            late = {
                name: text
                for name, text in rows[str(row.pk)].items()
                if getattr(row, _other(name)).strip() == text.strip() and getattr(row, name).strip()
            }
            labels = {name: field_name(model._meta.get_field(name)) for name in late}
            if not _is_withdrawn(row):
                yield from _some(row, invariants.stale_translation(ref_of(row), late, labels))


def _is_withdrawn(row: Any) -> bool:
    whole = getattr(row, "film", None) or getattr(row, "comparison", None) or row
    return getattr(whole, "status", "") == _DOES_NOT_COUNT


def _other(name: str) -> str:
    """The column of the same text in the other language."""
    return name.removesuffix("_en") + "_zh_hans" if name.endswith("_en") else name.removesuffix("_zh_hans") + "_en"


@check
def unused(read: _Reading) -> Iterator[Found]:
    cited = {f"{name}__isnull": True for name in (*CITING, "countries", "corpora", "reprints")}
    nowhere = (
        (Source, cited),
        (Agent, {"credits__isnull": True, "commentaries__isnull": True}),
        (Tool, {"airoles__isnull": True, "corpora__isnull": True}),
    )
    for model, condition in nowhere:
        for row in model._default_manager.filter(**condition):
            yield row, Flaw("unused", row.slug, str(model._meta.verbose_name), "")
    for term in Term.objects.exclude(_used()):
        yield term, Flaw("unused", ref_of(term), term.get_scheme_display(), "")


def _used() -> Q:
    """Terms that any record of the archive refers to, whatever records there are."""
    used = Q()
    for relation in Term._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.related_model is Term:
            continue
        if relation.one_to_many:
            model, name = relation.related_model, relation.field.name
            used |= Q(Exists(model._base_manager.filter(**{name: OuterRef("pk")})))
    return used


@check
def suggestion(read: _Reading) -> Iterator[Found]:
    for waiting in Suggestion.objects.waiting().select_related("film"):
        yield waiting, Flaw("suggestion", waiting.reference, f"{waiting.get_kind_display()}: {waiting.about}", "")
