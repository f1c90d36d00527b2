"""A film told once: everything public about it as one frozen value, with the evidence of every statement.

Pages, comparisons, exports and the API are made from this value, so that what a page shows and what a
researcher downloads cannot differ. `record_of` reads a film fetched `with_everything()` and asks no query.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import get_language

from . import evidence as rules
from .derivatives import PLATE, WHOLE
from .models import (
    AIRole,
    Commentary,
    Country,
    Credit,
    Film,
    FirstClaim,
    Image,
    ProductionFact,
    Relation,
    Release,
    Reply,
    Source,
    Term,
    Title,
    Tool,
)
from .models.agent import best_spelling
from .partial_date import PartialDate
from .properties import GROUPS, PROPERTIES, Property
from .vocabularies import (
    AgentKind,
    AIEvidence,
    AIFunction,
    Channel,
    ClaimantKind,
    CommentaryKind,
    Extent,
    FactState,
    Form,
    ImageKind,
    Independence,
    Modality,
    Openness,
    OrderBasis,
    Polarity,
    Qualifier,
    Rank,
    RankReason,
    RecordStatus,
    RelationKind,
    Reliability,
    Rights,
    Sector,
    Seen,
    SourceTier,
    Stance,
    Standing,
    TitleKind,
    Unit,
    WorkStatus,
)
from .wording import amount_words, territory_words


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Text in both languages; as a string, the reader's."""

    en: str
    zh_hans: str

    def __str__(self) -> str:
        return self.zh_hans if (get_language() or "en").startswith("zh") else self.en

    def __bool__(self) -> bool:
        return bool(self.en or self.zh_hans)


def bilingual(row: Any, name: str) -> Bilingual:
    """The two columns of a translated field."""
    return Bilingual(getattr(row, f"{name}_en"), getattr(row, f"{name}_zh_hans"))


@dataclass(frozen=True, slots=True)
class Code:
    """A term of an open vocabulary."""

    code: str
    label: Bilingual

    def __str__(self) -> str:
        return str(self.label)


def code_of(term: Term | None) -> Code | None:
    return Code(term.code, bilingual(term, "label")) if term else None


# Sources and the notes that point to them -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as one page numbers it. `marks` are the places that point to it; `origin` is what it counts as
    when origins are counted, empty where it does not count; `independent` where that has no known stake. A source
    without a number stands in a list, where origins are not counted."""

    number: int
    slug: str
    title: str
    title_gloss: str
    language: str
    publisher: str
    authors: tuple[str, ...]
    date: PartialDate | None
    url: str
    address: str
    kind: Code
    tier: SourceTier
    independence: Independence
    reliability: Reliability
    reliability_note: Bilingual
    seen: Seen
    original: tuple[str, str, str] | None  # slug, title, language of the source that this one reprints
    origin: str = ""
    independent: bool = False
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A mark in the text: which source, and the id of this mark for the way back, where the page offers one."""

    number: int
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a statement rests on."""

    notes: tuple[Note, ...]
    sources: tuple[str, ...]
    origins: int
    locator: str
    note: Bilingual
    rank: Rank
    rank_reason: RankReason | None

    @property
    def unsourced(self) -> bool:
        return not self.sources

    @property
    def set_aside(self) -> bool:
        return self.rank == Rank.DEPRECATED


class Notebook:
    """Numbers sources in the order in which a page first cites them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._sources: dict[str, Source] = {}
        self._marks: dict[str, list[str]] = defaultdict(list)

    def evidence(self, row: Any) -> Evidence:
        """Evidence of a statement, its sources numbered."""
        sources = list(row.sources.all())
        return Evidence(
            notes=tuple(sorted((self.note(source) for source in sources), key=lambda note: note.number)),
            sources=tuple(source.slug for source in sources),
            origins=len(rules.origins(sources)),
            locator=row.locator,
            note=bilingual(row, "note"),
            rank=Rank(row.rank),
            rank_reason=RankReason(row.rank_reason) if row.rank_reason else None,
        )

    def note(self, source: Source) -> Note:
        number = self._numbers.setdefault(source.slug, len(self._numbers) + 1)
        self._sources[source.slug] = source
        marks = self._marks[source.slug]
        marks.append(f"note-{number}-{len(marks) + 1}")
        return Note(number, marks[-1])

    def cited(self) -> tuple[Cited, ...]:
        """All sources noted so far, in order."""
        return tuple(
            cited(self._sources[slug], number, tuple(self._marks[slug])) for slug, number in self._numbers.items()
        )

    def all(self) -> list[Source]:
        return list(self._sources.values())


def cited(source: Source, number: int = 0, marks: tuple[str, ...] = ()) -> Cited:
    original = source.reprint_of
    kind = code_of(source.kind) if _loaded(source, "kind") else None
    return Cited(
        number=number,
        slug=source.slug,
        title=source.title,
        title_gloss=source.title_gloss,
        language=source.language,
        publisher=source.publisher,
        authors=tuple(source.authors),
        date=source.partial_date,
        url=source.url,
        address=source.get_absolute_url(),
        kind=kind or Code("", Bilingual("", "")),
        tier=SourceTier(source.tier),
        independence=Independence(source.independence),
        reliability=Reliability(source.reliability),
        reliability_note=bilingual(source, "reliability_note"),
        seen=Seen(source.seen),
        original=(original.slug, original.title, original.language) if original else None,
        origin=next(iter(rules.origins([source])), "") if number else "",
        independent=bool(rules.independent_origins([source])) if number else False,
        marks=marks,
    )


def _loaded(row: Any, name: str) -> bool:
    return name in row._state.fields_cache


# Titles and mentions ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TitleValue:
    text: str
    language: str
    kind: TitleKind
    identifying: bool
    romanisation: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Mention:
    """Another film, as far as a page that only mentions it needs: `title` in its own script, `also` for
    readers of the active language where they would not read that."""

    public_id: str
    slug: str
    address: str
    title: str
    language: str
    also: tuple[tuple[str, str], ...]  # (text, language) by reader: en, zh-Hans

    @property
    def also_for_reader(self) -> tuple[str, str] | None:
        wanted = "zh" if (get_language() or "en").startswith("zh") else "en"
        if self.language.startswith(wanted):
            return None
        return next((pair for pair in self.also if pair[1].startswith(wanted)), None)

    @property
    def number_words(self) -> str:
        return self.public_id.replace("-", " ")


def mention(film: Film) -> Mention:
    """Reads only the film's row and its titles."""
    titles = list(film.titles.all())
    main = next((t for t in titles if t.identifying), None)
    passing = (TitleKind.WORKING, TitleKind.IN_SOURCE)  # neither is a title by which the work may be known
    others = [t for t in titles if not t.identifying and t.rank != Rank.DEPRECATED and t.kind not in passing]
    also = []
    for prefix in ("en", "zh-Hans"):
        found = next((t for t in others if t.language.startswith(prefix)), None)
        if found:
            also.append((found.text, found.language))
    if main and main.romanisation and not any(tag.startswith("en") for _text, tag in also):
        also.append((main.romanisation, "en"))
    return Mention(
        public_id=film.public_id,
        slug=film.slug,
        address=film.get_absolute_url(),
        title=main.text if main else film.slug,
        language=main.language if main else "en",
        also=tuple(also),
    )


# Claims ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Facet:
    """One condition of a claim: its name and its value in words."""

    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class AssessmentValue:
    standing: Standing
    argument: Bilingual
    signed: str
    date: Any


@dataclass(frozen=True, slots=True)
class ReplyValue:
    """A right of reply: the words of somebody whom the claim names, not the archive's. It weighs nothing."""

    ref: str
    party: Bilingual
    capacity: Bilingual
    text: str
    language: str
    translation: Bilingual
    date: PartialDate | None
    notes: tuple[Note, ...]

    @property
    def translation_for_reader(self) -> str:
        """Our translation, where the reader is not addressed in the language of the reply."""
        wanted = "zh" if (get_language() or "en").startswith("zh") else "en"
        return "" if self.language.startswith(wanted) else str(self.translation)


@dataclass(frozen=True, slots=True)
class ClaimValue:
    ref: str
    address: str
    work: Mention | None
    work_name: Bilingual
    wording: str
    wording_language: str
    paraphrase: Bilingual
    claimant: Bilingual
    claimant_kind: ClaimantKind
    date: PartialDate | None
    modality: Modality
    stance: Stance
    order_basis: OrderBasis
    facets: tuple[Facet, ...]
    standing: Standing
    standing_computed: bool
    assessments: tuple[AssessmentValue, ...]
    about_ref: str
    evidence: Evidence
    answers: tuple["ClaimValue", ...] = ()
    replies: tuple[ReplyValue, ...] | None = ()  # None where they were not fetched


def facets_of(claim: FirstClaim) -> tuple[Facet, ...]:
    """The stated conditions, in reading order."""
    found: list[Facet] = []
    if claim.scope_territory:
        found.append(Facet("territory", territory_words(claim.scope_territory)))
    if claim.scope_length:
        found.append(Facet("length", Form(claim.scope_length).label))
    for name in ("mode", "genre", "theme", "department"):
        term = getattr(claim, f"scope_{name}")
        if term:
            found.append(Facet(name, code_of(term)))
    if claim.scope_extent:
        found.append(Facet("extent", Extent(claim.scope_extent).label))
    if claim.scope_channel:
        found.append(Facet("channel", Channel(claim.scope_channel).label))
    if claim.scope_sector:
        found.append(Facet("sector", Sector(claim.scope_sector).label))
    if claim.scope_language:
        found.append(Facet("language", territory_words(f"language:{claim.scope_language}")))
    other = bilingual(claim, "scope_other")
    if other:
        found.append(Facet("other", other))
    return tuple(found)


def may_be_named(other: Film, film_id: int) -> bool:
    """A record names no film that is not public but its own, and those that a preview shows as if they were."""
    return other.status == RecordStatus.PUBLISHED or other.pk == film_id or other.foreseen


def claim_value(
    claim: FirstClaim, notebook: Notebook, answers: dict[int, list[FirstClaim]] | None = None, depth: int = 0
) -> ClaimValue:
    """One claim, with the claims that answer it nested (at most three deep)."""
    assessments = tuple(
        AssessmentValue(Standing(a.standing), bilingual(a, "argument"), a.signed, a.date)
        for a in claim.assessments.all()
    )
    value_evidence = notebook.evidence(claim)
    nested = (answers or {}).get(claim.pk, []) if depth < 3 else []
    return ClaimValue(
        ref=claim.ref,
        address=claim.get_absolute_url(),
        work=mention(claim.work) if claim.work and may_be_named(claim.work, claim.film_id) else None,
        work_name=bilingual(claim, "work_name"),
        wording=claim.wording,
        wording_language=claim.wording_language,
        paraphrase=bilingual(claim, "paraphrase"),
        claimant=bilingual(claim, "claimant"),
        claimant_kind=ClaimantKind(claim.claimant_kind),
        date=claim.partial_date,
        modality=Modality(claim.modality),
        stance=Stance(claim.stance),
        order_basis=OrderBasis(claim.order_basis),
        facets=facets_of(claim),
        standing=Standing(claim.standing),
        standing_computed=not assessments,
        assessments=assessments,
        about_ref=claim.about.ref if claim.about and may_be_named(claim.about.film, claim.film_id) else "",
        evidence=value_evidence,
        answers=tuple(claim_value(a, notebook, answers, depth + 1) for a in nested),
        replies=tuple(_reply_value(r, notebook) for r in claim.replies.all()) if _gathered(claim, "replies") else None,
    )


def _reply_value(reply: Reply, notebook: Notebook) -> ReplyValue:
    sources = [notebook.note(source) for source in reply.sources.all()]
    return ReplyValue(
        ref=reply.ref,
        party=bilingual(reply, "party"),
        capacity=bilingual(reply, "capacity"),
        text=reply.text,
        language=reply.language,
        translation=bilingual(reply, "translation"),
        date=reply.partial_date,
        notes=tuple(sorted(sources, key=lambda note: note.number)),
    )


# Facts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FactValue:
    ref: str
    property: str
    state: FactState
    amount: Decimal | None
    amount_high: Decimal | None
    unit: Unit | None
    currency: str
    qualifier: Qualifier
    year: int | None
    basis: Code | None
    text: Bilingual
    evidence: Evidence

    @property
    def words(self) -> str:
        """The figure with its unit, or an empty text where there is none."""
        if self.amount is None:
            return ""
        per_unit = "" if self.currency else (self.unit or "")
        return amount_words(self.amount, self.amount_high, per_unit, self.currency, self.qualifier)

    @property
    def remark(self) -> str:
        """The words beside the figure, unless they only say it again."""
        words = str(self.text)
        return "" if words.rstrip(".。") == self.words else words


@dataclass(frozen=True, slots=True)
class PropertyValue:
    """All that is said of one property: the best values first, then the other ones, then those set aside."""

    property: Property
    best: tuple[FactValue, ...]
    others: tuple[FactValue, ...]
    set_aside: tuple[FactValue, ...]
    disputed: bool

    @property
    def standing_values(self) -> tuple[FactValue, ...]:
        return self.best + self.others

    @property
    def first(self) -> FactValue | None:
        return self.best[0] if self.best else None


@dataclass(frozen=True, slots=True)
class ComputedValue:
    """Our own arithmetic, with its inputs; always to be labelled computed."""

    property: Property
    amount: Decimal
    currency: str
    words: str
    minutes: str
    money: str
    formula: str


def _properties(facts: Sequence[ProductionFact], notebook: Notebook) -> tuple[PropertyValue, ...]:
    by_code: dict[str, list[ProductionFact]] = defaultdict(list)
    for fact in facts:
        if not _is_gap(fact):
            by_code[fact.property].append(fact)
    result = []
    for code in (p for p in PROPERTIES if p in by_code):
        rows = by_code[code]
        values = {f.pk: _fact_value(f, notebook) for f in rows}
        best = rules.best(rows)
        chosen = {f.pk for f in best}
        result.append(
            PropertyValue(
                property=PROPERTIES[code],
                best=tuple(values[f.pk] for f in best),
                others=tuple(values[f.pk] for f in rows if f.pk not in chosen and f.rank != Rank.DEPRECATED),
                set_aside=tuple(values[f.pk] for f in rows if f.rank == Rank.DEPRECATED),
                disputed=bool(rules.conflicts(rows)),
            )
        )
    return tuple(result)


def _is_gap(fact: ProductionFact) -> bool:
    return fact.property == "other" and fact.state == FactState.NOT_FOUND and not fact.basis_code


def _fact_value(fact: ProductionFact, notebook: Notebook) -> FactValue:
    return FactValue(
        ref=fact.ref,
        property=fact.property,
        state=FactState(fact.state),
        amount=fact.amount,
        amount_high=fact.amount_high,
        unit=Unit(fact.unit) if fact.unit else None,
        currency=fact.currency,
        qualifier=Qualifier(fact.qualifier),
        year=fact.year,
        basis=code_of(fact.basis),
        text=bilingual(fact, "text"),
        evidence=notebook.evidence(fact),
    )


def _computed(facts: Sequence[ProductionFact]) -> tuple[ComputedValue, ...]:
    return tuple(
        ComputedValue(
            property=PROPERTIES[c.property],
            amount=c.amount,
            currency=c.currency,
            words=amount_words(rules.three_figures(c.amount), currency=c.currency, qualifier="about"),
            minutes=amount_words(c.minutes.quantize(Decimal("0.1")).normalize(), unit="min"),
            money=amount_words(c.money, currency=c.currency),
            formula="×" if c.formula == "times" else "÷",
        )
        for c in rules.computed_costs(facts)
    )


# The other statements --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CorpusMention:
    """Training material that a tool is known to have used, and how open it is on each side that was judged."""

    name: str
    address: str
    axes: tuple[tuple[Code, Openness], ...]


@dataclass(frozen=True, slots=True)
class ToolMention:
    """A tool. `corpora` is what it is known to have learned from: empty where its makers do not say, and
    None where nobody asked (lists that do not show it)."""

    name: str
    address: str
    corpora: tuple[CorpusMention, ...] | None = None


@dataclass(frozen=True, slots=True)
class AIRoleValue:
    department: Code
    extent: Extent
    function: AIFunction
    human: tuple[Code, ...]
    tools: tuple[ToolMention, ...]
    known_from: AIEvidence
    what: Bilingual
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReleaseValue:
    kind: Code
    date: PartialDate | None
    country: Country | None
    place: str
    platform: str
    strategies: tuple[Code, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class CreditValue:
    role: Code
    agent_kind: AgentKind
    address: str
    names: tuple[tuple[str, str], ...]  # (text, language), every spelling
    credited_as: str
    evidence: Evidence

    @property
    def name(self) -> tuple[str, str]:
        return best_spelling(list(self.names), get_language() or "en")

    @property
    def own_name(self) -> tuple[str, str] | None:
        """The first spelling, where it is not the one already shown."""
        return self.names[0] if self.names and self.names[0][0] != self.name[0] else None


@dataclass(frozen=True, slots=True)
class CommentaryValue:
    kind: CommentaryKind
    by: Bilingual
    capacity: Bilingual
    aspect: Code
    polarity: Polarity
    date: PartialDate | None
    summary: Bilingual
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class RelationValue:
    kind: RelationKind
    other: Mention | None
    other_name: str
    other_gloss: Bilingual
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReadingValue:
    """What a country's “first” is used to argue, and what speaks against it.

    It is said of the country's lamp. Where that is another film, `of_this_film` is False, and the reading must
    not be shown as one of this film.
    """

    country: Country
    of_this_film: bool
    frame: Code | None
    reading: Bilingual
    counter_reading: Bilingual
    evidence: Evidence
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class SizeValue:
    """One size of a picture, with its address in each format."""

    width: int
    height: int
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class ImageValue:
    """A picture that readers may see: whole, and cropped to the shape of a plate."""

    kind: ImageKind
    rights: Rights
    permission: Bilingual
    credit: str
    alt: Bilingual
    content_credentials: bool
    plate: tuple[SizeValue, ...]
    whole: tuple[SizeValue, ...]


@dataclass(frozen=True, slots=True)
class FilmRecord:
    """Every public field of a film. See the classes above for the parts.

    `credits` and `images` are None where they were not fetched (`for_comparison()`), which is not the same as
    there being none.
    """

    mention: Mention
    status: str
    form: Form
    modes: tuple[Code, ...]
    sector: Sector
    work_status: WorkStatus
    year: int | None
    countries: tuple[Country, ...]
    significance: Bilingual
    synopsis: Bilingual
    titles: tuple[TitleValue, ...]
    lamp: ClaimValue | None
    claims: tuple[ClaimValue, ...]
    claims_for_others: tuple[ClaimValue, ...]
    properties: tuple[PropertyValue, ...]
    computed: tuple[ComputedValue, ...]
    ai_roles: tuple[AIRoleValue, ...]
    releases: tuple[ReleaseValue, ...]
    credits: tuple[CreditValue, ...] | None
    commentary: tuple[CommentaryValue, ...]
    gaps: tuple[Bilingual, ...]
    relations: tuple[RelationValue, ...]
    readings: tuple[ReadingValue, ...]
    images: tuple[ImageValue, ...] | None
    sources: tuple[Cited, ...] = field(default=())
    origin_count: int = 0

    @property
    def groups(self) -> list[tuple[Any, list[PropertyValue]]]:
        """The properties by group, in reading order."""
        return [
            (label, members)
            for code, label in GROUPS.items()
            if (members := [p for p in self.properties if p.property.group == code])
        ]

    @property
    def rivals(self) -> list[RelationValue]:
        return [r for r in self.relations if r.kind == RelationKind.RIVAL_OF]

    @property
    def other_relations(self) -> list[RelationValue]:
        return [r for r in self.relations if r.kind != RelationKind.RIVAL_OF]

    @property
    def sourced_count(self) -> int:
        return sum(not e.unsourced for e in self._fact_evidence())

    @property
    def fact_count(self) -> int:
        return len(self._fact_evidence())

    @property
    def pictured(self) -> ImageValue | None:
        """What takes the place of the drawn plate: the first frame or poster. Publicity and photographs do not."""
        return next((i for i in self.images or () if i.kind in (ImageKind.STILL, ImageKind.POSTER)), None)

    def _fact_evidence(self) -> list[Evidence]:
        return [v.evidence for p in self.properties for v in (*p.best, *p.others, *p.set_aside)]

    def property(self, code: str) -> PropertyValue | None:
        return next((p for p in self.properties if p.property.code == code), None)


def record_of(film: Film) -> FilmRecord:
    """Tell a film fetched `with_everything()` or `for_comparison()`."""
    book = Notebook()
    titles = tuple(_title_value(t, book) for t in film.titles.all())
    made = (c for c in film.claims_made.all() if may_be_named(c.film, film.pk))
    all_claims = {c.pk: c for c in (*film.firstclaims.all(), *made)}
    answers: dict[int, list[FirstClaim]] = defaultdict(list)
    for claim in all_claims.values():
        if claim.about_id in all_claims and claim.about_id != claim.pk:
            answers[claim.about_id].append(claim)
    is_answer = {c.pk for rows in answers.values() for c in rows}
    top = [c for c in all_claims.values() if c.pk not in is_answer]
    top.sort(key=lambda c: (c.pk != film.lamp_id, c.film_id != film.pk, c.number))
    own = [c for c in top if c.work_id == film.pk or (c.work_id is None and not c.work_name_en)]
    elsewhere = [c for c in top if c not in own]
    facts = list(film.productionfacts.all())
    properties = _properties(facts, book)
    claims = tuple(claim_value(c, book, answers) for c in own)
    lamp_ref = all_claims[film.lamp_id].ref if film.lamp_id in all_claims else ""
    everyone = [*claims, *(a for c in claims for a in c.answers)]
    record = FilmRecord(
        mention=mention(film),
        status=film.status,
        form=Form(film.form),
        modes=tuple(c for t in film.modes.all() if (c := code_of(t))),
        sector=Sector(film.sector),
        work_status=WorkStatus(film.work_status),
        year=film.year,
        countries=_lead_first(film),
        significance=bilingual(film, "significance"),
        synopsis=bilingual(film, "synopsis"),
        titles=titles,
        lamp=next((c for c in everyone if c.ref == lamp_ref), None),
        claims=claims,
        claims_for_others=tuple(claim_value(c, book, answers) for c in elsewhere),
        properties=properties,
        computed=_computed(facts),
        ai_roles=tuple(_ai_role_value(r, book) for r in film.airoles.all()),
        releases=tuple(_release_value(r, book) for r in _by_date(film.releases.all())),
        credits=tuple(_credit_value(c, book) for c in film.credits.all()) if _gathered(film, "credits") else None,
        commentary=tuple(_commentary_value(c, book) for c in film.commentarys.all()),
        gaps=tuple(bilingual(f, "text") for f in facts if _is_gap(f)),
        relations=tuple(
            _relation_value(r, book) for r in film.relations.all() if not r.other or may_be_named(r.other, film.pk)
        ),
        images=_images(film) if _gathered(film, "images") else None,
        sources=book.cited(),
        origin_count=len(rules.origins(book.all())),
        readings=tuple(_reading_value(c, film) for c in _lead_first(film) if c.frame or bilingual(c, "reading")),
    )
    return record


def _gathered(row: Film | FirstClaim, relation: str) -> bool:
    return relation in row._prefetched_objects_cache


def _lead_first(film: Film) -> tuple[Country, ...]:
    lead = film.lead_country_code
    return tuple(sorted(film.countries.all(), key=lambda c: (c.code != lead, c.code)))


def _by_date(releases: Iterable[Release]) -> list[Release]:
    return sorted(releases, key=_release_key)


def _release_key(release: Release) -> tuple[bool, str, int]:
    known = release.date_earliest or release.date_latest
    return (known is None, known.isoformat() if known else "", release.number)


def _title_value(title: Title, book: Notebook) -> TitleValue:
    return TitleValue(
        title.text,
        title.language,
        TitleKind(title.kind),
        title.identifying,
        title.romanisation,
        book.evidence(title),
    )


def tool_mention(tool: Tool) -> ToolMention:
    """`corpora` is known of tools fetched with a film."""
    learned_from = tool.__dict__.get("learned_from")
    if learned_from is None:
        return ToolMention(str(tool), tool.get_absolute_url())
    corpora = tuple(
        CorpusMention(
            name,
            reverse("corpus", args=[slug]),
            tuple((Code(code, Bilingual(en, zh)), Openness(judged)) for (code, en, zh), judged in axes.items()),
        )
        for (slug, name), axes in learned_from.items()
    )
    return ToolMention(str(tool), tool.get_absolute_url(), corpora)


def _ai_role_value(role: AIRole, book: Notebook) -> AIRoleValue:
    department = code_of(role.department)
    assert department
    return AIRoleValue(
        department=department,
        extent=Extent(role.extent),
        function=AIFunction(role.function),
        human=tuple(c for t in role.human.all() if t.code != "unknown" and (c := code_of(t))),
        tools=tuple(tool_mention(t) for t in role.tools.all()),
        known_from=AIEvidence(role.evidence),
        what=bilingual(role, "what"),
        evidence=book.evidence(role),
    )


def _release_value(release: Release, book: Notebook) -> ReleaseValue:
    kind = code_of(release.kind)
    assert kind
    return ReleaseValue(
        kind=kind,
        date=release.partial_date,
        country=release.country,
        place=release.place,
        platform=release.platform,
        strategies=tuple(c for t in release.strategies.all() if (c := code_of(t))),
        evidence=book.evidence(release),
    )


def _credit_value(credit: Credit, book: Notebook) -> CreditValue:
    role = code_of(credit.role)
    assert role
    return CreditValue(
        role=role,
        agent_kind=AgentKind(credit.agent.kind),
        address=credit.agent.get_absolute_url(),
        names=tuple((n.text, n.language) for n in credit.agent.names.all()),
        credited_as=credit.credited_as,
        evidence=book.evidence(credit),
    )


def _commentary_value(row: Commentary, book: Notebook) -> CommentaryValue:
    aspect = code_of(row.aspect)
    assert aspect
    return CommentaryValue(
        kind=CommentaryKind(row.kind),
        by=bilingual(row, "by"),
        capacity=bilingual(row, "capacity"),
        aspect=aspect,
        polarity=Polarity(row.polarity),
        date=row.partial_date,
        summary=bilingual(row, "summary"),
        evidence=book.evidence(row),
    )


def _relation_value(row: Relation, book: Notebook) -> RelationValue:
    return RelationValue(
        kind=RelationKind(row.kind),
        other=mention(row.other) if row.other else None,
        other_name=row.other_name,
        other_gloss=bilingual(row, "other_gloss"),
        evidence=book.evidence(row),
    )


def _reading_value(country: Country, film: Film) -> ReadingValue:
    """Numbered apart: what is read into a country is no evidence about the film, and a profile does not show it."""
    book = Notebook()
    sources = list(country.sources.all())
    evidence = Evidence(
        notes=tuple(book.note(s) for s in sources),
        sources=tuple(s.slug for s in sources),
        origins=len(rules.origins(sources)),
        locator="",
        note=Bilingual("", ""),
        rank=Rank.NORMAL,
        rank_reason=None,
    )
    return ReadingValue(
        country=country,
        of_this_film=country.lead_film_id == film.pk,
        frame=code_of(country.frame),
        reading=bilingual(country, "reading"),
        counter_reading=bilingual(country, "counter_reading"),
        evidence=evidence,
        sources=book.cited(),
    )


def _images(film: Film) -> tuple[ImageValue, ...]:
    """Those that may be shown and whose files are there."""
    return tuple(_image_value(i) for i in film.images.all() if i.may_be_shown and i.derivatives_kept)


def _image_value(image: Image) -> ImageValue:
    return ImageValue(
        kind=ImageKind(image.kind),
        rights=Rights(image.rights),
        permission=bilingual(image, "permission"),
        credit=image.credit,
        alt=bilingual(image, "alt"),
        content_credentials=image.content_credentials,
        plate=_sizes(image, PLATE),
        whole=_sizes(image, WHOLE),
    )


def _sizes(image: Image, use: str) -> tuple[SizeValue, ...]:
    return tuple(
        SizeValue(size["width"], size["height"], {name: default_storage.url(f) for name, f in size["files"].items()})
        for size in image.derivatives[use]
    )
