"""Films side by side: a table of what is known of each, question by question. Pure: records in, a table out.

Cells hold values, not markup; the page, the CSV and the JSON are made from the same cells. A cell is never
empty: where nothing is known it says which nothing that is. Sources are numbered anew, in the order in which
the table cites them, so that one list serves all columns.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from .partial_date import PartialDate
from .rates import CURRENCY, YEAR, in_common_currency
from .record import (
    AIRoleValue,
    Bilingual,
    Cited,
    ClaimValue,
    CommentaryValue,
    Evidence,
    FactValue,
    FilmRecord,
    Mention,
    Note,
    ReadingValue,
    three_figures,
)
from .vocabularies import (
    CommentaryKind,
    Extent,
    FactState,
    Form,
    Openness,
    Qualifier,
    Rank,
    RelationKind,
    Stance,
    Standing,
    Unit,
)
from .wording import amount_words, chinese, date_words

LIMIT = 5  # columns that a reader can take in, and a screen can hold
SHOWN = 3  # remarks of a cell that stand open; the rest is folded
SHOWN_RIVALS = 6
# Where the least known film has fewer than two thirds of the best known one's rows, the table says so.
UNEVEN = (2, 3)

NOT_LOOKED_UP = "not_looked_up"
_NOTHINGS: dict[str, Any] = {
    FactState.WITHHELD.value: FactState.WITHHELD.label,
    FactState.NONE.value: FactState.NONE.label,
    FactState.NOT_FOUND.value: FactState.NOT_FOUND.label,
    NOT_LOOKED_UP: gettext_lazy("Not looked up"),
}

# The rows -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RowKind:
    """A question that the table asks of every film, and why it matters."""

    code: str
    group: str
    label: Any
    why: Any


ROW_GROUPS: dict[str, Any] = {
    "claim": gettext_lazy("The claim"),
    "film": gettext_lazy("The film"),
    "money": gettext_lazy("The money"),
    "ai": gettext_lazy("What AI did"),
    "reach": gettext_lazy("How it reached people"),
    "meaning": gettext_lazy("What it was made to mean"),
    "critics": gettext_lazy("What critics saw"),
    "makers": gettext_lazy("What its makers say"),
    "known": gettext_lazy("How well we know this"),
}

_ALL = [
    RowKind(
        "called_first",
        "claim",
        gettext_lazy("Called first what"),
        gettext_lazy("A “first” is somebody’s words; the conditions in them decide who else may be first."),
    ),
    RowKind(
        "claimed_by",
        "claim",
        gettext_lazy("By whom"),
        gettext_lazy("Those who made or sell a film have a reason to call it first."),
    ),
    RowKind(
        "claimed_when",
        "claim",
        gettext_lazy("When, and how firmly"),
        gettext_lazy("A claim made before the showing is a promise; a hedged one claims less than it seems."),
    ),
    RowKind(
        "standing",
        "claim",
        gettext_lazy("Standing"),
        gettext_lazy("Judged by a curator or by rule; never a verdict on the film."),
    ),
    RowKind(
        "rivals",
        "claim",
        gettext_lazy("Rivals and objections"),
        gettext_lazy("A newer “first” wins by adding a condition that leaves the older film out."),
    ),
    RowKind(
        "form",
        "film",
        gettext_lazy("Form"),
        gettext_lazy("Where a feature begins is itself disputed: at 40 minutes for some, at 60 for others."),
    ),
    RowKind(
        "mode",
        "film",
        gettext_lazy("Made as"),
        gettext_lazy("Animation and live action set AI different tasks; costs compare only within one."),
    ),
    RowKind(
        "running_time",
        "film",
        gettext_lazy("Running time"),
        gettext_lazy("Every cost per minute and every “first feature” hangs on it."),
    ),
    RowKind(
        "parts",
        "film",
        gettext_lazy("Parts"),
        gettext_lazy("What is shown may be one part of what is announced."),
    ),
    RowKind(
        "budget",
        "money",
        gettext_lazy("Total cost"),
        gettext_lazy("A published figure is an argument; so is a withheld one."),
    ),
    RowKind(
        "cost_per_minute",
        "money",
        gettext_lazy("Cost per minute"),
        gettext_lazy("The one figure that a short and a feature can share."),
    ),
    RowKind(
        "cost_per_minute_common",
        "money",
        gettext_lazy("Per minute in US dollars of 2025"),
        gettext_lazy("One scale for all: mean exchange rates of 2025, nothing adjusted for inflation."),
    ),
    RowKind(
        "saving",
        "money",
        gettext_lazy("Saving, against what"),
        gettext_lazy("“200 times cheaper” says nothing until its baseline is named."),
    ),
    RowKind(
        "ai",
        "ai",
        gettext_lazy("Extent of AI"),
        gettext_lazy("Extent is judged department by department and never added up into one for a film."),
    ),
    RowKind(
        "human_hand",
        "ai",
        gettext_lazy("Human hand"),
        gettext_lazy("“Made by AI” tends to hide who wrote, acted, chose and corrected."),
    ),
    RowKind(
        "tools",
        "ai",
        gettext_lazy("Tools"),
        gettext_lazy("National firsts may rest on the same few foreign systems."),
    ),
    RowKind(
        "training_data",
        "ai",
        gettext_lazy("What the tools learned from"),
        gettext_lazy("Who holds the training material decides what can be seen and said."),
    ),
    RowKind(
        "releases",
        "reach",
        gettext_lazy("Shown when and where"),
        gettext_lazy("Many a “first” depends on which date counts: announcement, festival, cinema or network."),
    ),
    RowKind(
        "strategy",
        "reach",
        gettext_lazy("How it was offered"),
        gettext_lazy("A half-price ticket or a free upload is part of the argument."),
    ),
    RowKind(
        "price",
        "reach",
        gettext_lazy("Price of a seat"),
        gettext_lazy("What an audience was asked to pay for a demonstration."),
    ),
    RowKind(
        "admissions",
        "reach",
        gettext_lazy("How many came"),
        gettext_lazy("To be called first brings attention; only this tells who came."),
    ),
    RowKind(
        "frame",
        "meaning",
        gettext_lazy("Used to argue"),
        gettext_lazy("What the country’s “first” is made to stand for."),
    ),
    RowKind(
        "reading",
        "meaning",
        gettext_lazy("As it was read"),
        gettext_lazy("Somebody’s reading, told in our words; not a finding of this archive."),
    ),
    RowKind(
        "counter_reading",
        "meaning",
        gettext_lazy("What speaks against it"),
        gettext_lazy("What that reading leaves out, from other sources."),
    ),
    RowKind(
        "critics",
        "critics",
        gettext_lazy("Critics and viewers"),
        gettext_lazy("What was seen by those who did not make it, with the side that they take."),
    ),
    RowKind(
        "makers",
        "makers",
        gettext_lazy("Makers"),
        gettext_lazy("Their own words bear out or contradict what is read into the film."),
    ),
    RowKind(
        "coverage",
        "known",
        gettext_lazy("Coverage"),
        gettext_lazy("A poorly known film looks plainer than it is."),
    ),
    RowKind(
        "origins",
        "known",
        gettext_lazy("Origins"),
        gettext_lazy("Five reprints of one article are one origin; the makers’ side counts once."),
    ),
    RowKind(
        "conflicts",
        "known",
        pgettext_lazy("row", "Conflicts"),
        gettext_lazy("Values that cannot all be right, with their sources."),
    ),
]
ROWS: dict[str, RowKind] = {kind.code: kind for kind in _ALL}

# What the table says ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a cell says, in the reader's language.

    `label` goes before it (who says so, which figure this is), `detail` beside it, `note` below. Where `state` is
    not known, `text` names the nothing.
    """

    text: str = ""
    label: str = ""
    detail: str = ""
    note: str = ""
    quote: tuple[str, str] | None = None  # the words as said, and their language
    state: str = FactState.KNOWN.value
    evidence: Evidence | None = None
    address: str = ""
    mention: Mention | None = None  # a film; its title is the text
    date: PartialDate | None = None
    standing: Standing | None = None
    extent: Extent | None = None
    computed: bool = False
    inputs: str = ""
    disputed: bool = False
    set_aside: bool = False
    amount: Decimal | None = None  # on the scale of the row
    share: int | None = None  # of the largest amount of the row, in per cent
    folded: bool = False

    @property
    def known(self) -> bool:
        return self.state == FactState.KNOWN and not self.set_aside and self.extent != Extent.UNDISCLOSED

    @property
    def nothing(self) -> bool:
        return self.state != FactState.KNOWN

    @property
    def reason(self) -> str:
        """Why it was set aside."""
        reason = self.evidence.rank_reason if self.evidence else None
        return str(reason.label) if self.set_aside and reason else ""


@dataclass(frozen=True, slots=True)
class Cell:
    number: str  # of the film, as it is printed: KR 4
    entries: tuple[Entry, ...]
    fold: str = ""  # what the folded entries are

    @property
    def known(self) -> bool:
        return any(entry.known for entry in self.entries)

    @property
    def open(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.folded]

    @property
    def folded(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.folded]

    @property
    def says(self) -> frozenset[Any]:
        """What counts when cells are compared: extents where there are any, else the words."""
        kept = [e for e in self.entries if not e.set_aside]
        return frozenset(e.extent or (e.state, e.label, e.text) for e in kept)


@dataclass(frozen=True, slots=True)
class Row:
    """`code` is the kind of row; `part` the department, where the kind has one row for each."""

    code: str
    part: str
    label: str
    why: str
    note: str
    cells: tuple[Cell, ...]

    @property
    def key(self) -> str:
        return f"{self.code}-{self.part}" if self.part else self.code

    @property
    def sole(self) -> bool:
        """Only one film has an answer."""
        return sum(cell.known for cell in self.cells) < 2 < len(self.cells)

    @property
    def differs(self) -> bool:
        return len({cell.says for cell in self.cells}) > 1


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    label: str
    why: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A film at the head of its column; `known` of `of` rows say something about it."""

    mention: Mention
    countries: tuple[Any, ...]
    year: int | None
    form: Form
    standing: Standing | None
    known: int
    of: int
    origins: int
    independent: int


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    sources: tuple[Cited, ...] = field(default=())

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    @property
    def uneven(self) -> tuple[Column, Column] | None:
        """The best and the least known film, where they are known too differently to be compared without a word."""
        if len(self.columns) < 2:
            return None
        best = max(self.columns, key=lambda c: c.known)
        least = min(self.columns, key=lambda c: c.known)
        return (best, least) if least.known * UNEVEN[1] < best.known * UNEVEN[0] else None


# Making it -------------------------------------------------------------------------------------------------


def compare(
    records: Sequence[FilmRecord],
    rows: Sequence[str] | None = None,
    notes: Mapping[str, Bilingual] | None = None,
    differing_first: bool = False,
) -> Table:
    """The table of these films. `rows` chooses rows by code, in that order (all without it), each still within
    its group; a group stands where its first row does. `notes` adds a curator's sentence to a row. With
    `differing_first` the rows in which films differ come first within their group."""
    chosen = _ALL if rows is None else [ROWS[code] for code in dict.fromkeys(rows) if code in ROWS]
    asked = [row for kind in chosen if kind.group != "known" for row in _rows(kind, records, notes or {})]
    columns = tuple(_column(record, i, asked) for i, record in enumerate(records))
    known = [
        _row(kind, [_KNOWN[kind.code](r, c) for r, c in zip(records, columns, strict=True)], records, notes or {})
        for kind in chosen
        if kind.group == "known"
    ]
    groups = []
    for code in dict.fromkeys(kind.group for kind in chosen):
        members = [row for row in (*asked, *known) if ROWS[row.code].group == code]
        if differing_first:
            members.sort(key=lambda row: not row.differs)
        if members:
            why = str(ROWS["ai"].why) if any(row.part for row in members) else ""
            groups.append(Group(code, str(ROW_GROUPS[code]), why, tuple(members)))
    return _numbered(Table(columns, tuple(groups)), records)


def _rows(kind: RowKind, records: Sequence[FilmRecord], notes: Mapping[str, Bilingual]) -> list[Row]:
    if kind.code == "ai":
        return _department_rows(records, notes)
    cells = [_CELLS[kind.code](record) or _sought(record, kind.code) for record in records]
    return [_row(kind, _scaled(cells), records, notes)]


def _row(
    kind: RowKind, cells: Sequence[Sequence[Entry]], records: Sequence[FilmRecord], notes: Mapping[str, Bilingual]
) -> Row:
    note = str(notes.get(kind.code, ""))
    return Row(kind.code, "", str(kind.label), str(kind.why), note, _cells(cells, records, kind.code))


def _cells(cells: Sequence[Sequence[Entry]], records: Sequence[FilmRecord], code: str = "") -> tuple[Cell, ...]:
    return tuple(
        Cell(record.mention.number_words, tuple(entries) or (_nothing(),), _fold_words(code, entries))
        for record, entries in zip(records, cells, strict=True)
    )


def _fold_words(code: str, entries: Sequence[Entry]) -> str:
    n = sum(entry.folded for entry in entries)
    if code == "coverage":
        return ngettext("%(n)s thing looked for, not found", "%(n)s things looked for, not found", n) % {"n": n}
    return ngettext("%(n)s more", "%(n)s more", n) % {"n": n}


def _department_rows(records: Sequence[FilmRecord], notes: Mapping[str, Bilingual]) -> list[Row]:
    """One row for each department of any film; those known of most films come first."""
    departments = {role.department.code: role.department for record in records for role in record.ai_roles}
    held = {code: sum(any(r.department.code == code for r in rec.ai_roles) for rec in records) for code in departments}
    order = sorted(departments, key=lambda code: (code == "unspecified", -held[code]))
    note = str(notes.get("ai", ""))
    return [
        Row(
            "ai",
            code,
            str(departments[code].label),
            "",
            note if code == order[0] else "",
            _cells([_extents(record, code) for record in records], records),
        )
        for code in order
    ]


def _column(record: FilmRecord, index: int, asked: Sequence[Row]) -> Column:
    """Origins are counted behind what the column says of the film itself, not behind its rivals or its country."""
    about = {
        slug
        for row in asked
        if row.code not in ("rivals", "frame", "reading", "counter_reading")
        for entry in row.cells[index].entries
        if entry.evidence
        for slug in entry.evidence.sources
    }
    cited = [source for source in record.sources if source.slug in about]
    return Column(
        mention=record.mention,
        countries=record.countries,
        year=record.year,
        form=record.form,
        standing=record.lamp.standing if record.lamp else None,
        known=sum(row.cells[index].known for row in asked),
        of=len(asked),
        origins=len({s.origin for s in cited if s.origin}),
        independent=len({s.origin for s in cited if s.origin and s.independent}),
    )


def _scaled(cells: Sequence[Sequence[Entry]]) -> list[tuple[Entry, ...]]:
    """Give each amount its share of the largest in the row."""
    largest = max((e.amount for entries in cells for e in entries if e.amount), default=None)
    if largest is None:
        return [tuple(entries) for entries in cells]
    return [
        tuple(e if e.amount is None else replace(e, share=max(1, round(100 * e.amount / largest))) for e in entries)
        for entries in cells
    ]


def _numbered(table: Table, records: Sequence[FilmRecord]) -> Table:
    """The same table, its sources numbered in the order of its cells."""
    known = {s.slug: s for r in records for s in (*r.sources, *(c for x in r.readings for c in x.sources))}
    marks: dict[str, list[str]] = {}

    def numbered(entry: Entry) -> Entry:
        if entry.evidence is None:
            return entry
        notes = []
        for slug in entry.evidence.sources:
            made = marks.setdefault(slug, [])
            number = list(marks).index(slug) + 1
            made.append(f"note-{number}-{len(made) + 1}")
            notes.append(Note(number, made[-1]))
        return replace(
            entry, evidence=replace(entry.evidence, notes=tuple(sorted(notes, key=lambda note: note.number)))
        )

    groups = tuple(
        replace(
            group,
            rows=tuple(
                replace(row, cells=tuple(replace(c, entries=tuple(map(numbered, c.entries))) for c in row.cells))
                for row in group.rows
            ),
        )
        for group in table.groups
    )
    sources = tuple(
        replace(known[slug], number=n, marks=tuple(made)) for n, (slug, made) in enumerate(marks.items(), 1)
    )
    return replace(table, groups=groups, sources=sources)


# Pieces ----------------------------------------------------------------------------------------------------


def _nothing(state: str = NOT_LOOKED_UP, text: str = "", **more: Any) -> Entry:
    return Entry(text=text or str(_NOTHINGS[state]), state=state, **more)


def _listed(words: Iterable[Any]) -> str:
    return ("、" if chinese() else ", ").join(str(w) for w in words)


def _beside(*parts: Any) -> str:
    return ("·" if chinese() else " · ").join(str(part) for part in parts if part)


def _together(evidence: Iterable[Evidence | None]) -> Evidence | None:
    """What several statements rest on, as one."""
    found = [e for e in evidence if e is not None]
    if not found:
        return None
    slugs = tuple(dict.fromkeys(slug for e in found for slug in e.sources))
    return replace(found[0], sources=slugs, notes=(), rank=Rank.NORMAL, rank_reason=None)


def _on(evidence: Evidence, slugs: Sequence[str]) -> Evidence:
    return replace(evidence, sources=tuple(slugs), notes=())


_PLAIN = frozenset({"stated", "press", "rounded", "measured", "total_budget", "per_minute", "format"})


def _fact(fact: FactValue, label: Any = "", disputed: bool = False) -> Entry:
    set_aside = fact.evidence.set_aside
    note = str(fact.evidence.note)
    if fact.state != FactState.KNOWN:
        return _nothing(fact.state.value, label=str(label), note=note, evidence=fact.evidence, set_aside=set_aside)
    # “0.333 times” is nobody's words; “about one third” is.
    fraction = fact.unit == Unit.RATIO and fact.amount is not None and fact.amount < 1 and bool(fact.text)
    words = "" if fraction else fact.words
    basis = fact.basis if fact.basis and fact.basis.code not in (*_PLAIN, fact.property) else None
    detail = fact.remark if words else ""
    if not detail and not fact.text and basis:
        detail = str(basis)
    return Entry(
        text=words or str(fact.text),
        label=str(label),
        detail=detail,
        note=note,
        evidence=fact.evidence,
        disputed=disputed,
        set_aside=set_aside,
    )


def _property(record: FilmRecord, code: str, labelled: bool = False) -> tuple[Entry, ...]:
    """Every value of a property, the best first; a dispute is marked on that."""
    found = record.property(code)
    if found is None:
        return ()
    label = found.property.label if labelled else ""
    values = (*found.standing_values, *found.set_aside)
    return tuple(_fact(v, label, found.disputed and i == 0) for i, v in enumerate(values))


def _computed(record: FilmRecord, code: str) -> tuple[Entry, ...]:
    source = "cost_per_minute" if code == "budget" else "budget"
    return tuple(
        Entry(
            text=c.words,
            computed=True,
            inputs=f"{c.money} {c.formula} {c.minutes}",
            evidence=_together(
                value.evidence
                for name in (source, "running_time")
                if (known := record.property(name))
                for value in known.best
                if value.amount is not None
            ),
        )
        for c in record.computed
        if c.property.code == code
    )


# What gaps of the records speak of, by row. They are kept in words only: what is matched is shown.
_SOUGHT: dict[str, tuple[str, ...]] = {
    "running_time": ("running time",),
    "budget": ("budget", "cost"),
    "tools": ("ai tools", "ai products"),
    "training_data": ("trained on",),
    "releases": ("release", "premiere"),
    "admissions": ("box office", "admissions"),
    "critics": ("independent review",),
    "makers": ("statement by the makers",),
}


def _sought(record: FilmRecord, code: str) -> tuple[Entry, ...]:
    """That it was looked for in vain, where a gap of the record says so."""
    words = _SOUGHT.get(code, ())
    gap = next((gap for gap in record.gaps if any(word in gap.en.casefold() for word in words)), None)
    return (_nothing(FactState.NOT_FOUND.value, detail=str(gap)),) if gap else ()


# One function for each row ---------------------------------------------------------------------------------


def _claim_of(record: FilmRecord) -> ClaimValue | None:
    return record.lamp or (record.claims[0] if record.claims else None)


def _called_first(record: FilmRecord) -> tuple[Entry, ...]:
    claim = _claim_of(record)
    if claim is None:
        return ()
    scope = _beside(*(facet.value for facet in claim.facets)) or _("scope not stated")
    said = Entry(
        text=str(claim.paraphrase) or claim.wording,
        detail=scope,
        quote=(claim.wording, claim.wording_language) if claim.wording else None,
        address=claim.address,
        evidence=claim.evidence,
        set_aside=claim.evidence.set_aside,
    )
    more = len(record.claims) - 1
    if more < 1:
        return (said,)
    words = ngettext("and %(n)s more claim", "and %(n)s more claims", more) % {"n": more}
    return (said, Entry(text=words, address=f"{record.mention.address}#called-first"))


def _claimed_by(record: FilmRecord) -> tuple[Entry, ...]:
    claim = _claim_of(record)
    if claim is None:
        return ()
    return (Entry(text=str(claim.claimant), detail=str(claim.claimant_kind.label), evidence=claim.evidence),)


def _claimed_when(record: FilmRecord) -> tuple[Entry, ...]:
    claim = _claim_of(record)
    if claim is None:
        return ()
    firmly = str(claim.modality.label)
    if claim.date is None:
        return (_nothing(FactState.NOT_FOUND.value, _("date not found"), detail=firmly, evidence=claim.evidence),)
    return (Entry(text=date_words(claim.date), date=claim.date, detail=firmly, evidence=claim.evidence),)


def _standing(record: FilmRecord) -> tuple[Entry, ...]:
    claim = _claim_of(record)
    if claim is None:
        return ()
    judged = claim.assessments[-1] if claim.assessments else None
    return (
        Entry(
            text=str(claim.standing.label),
            standing=claim.standing,
            computed=claim.standing_computed,
            inputs=_rule_of(claim) if claim.standing_computed else "",
            detail=str(judged.argument) if judged else "",
            note=_beside(judged.signed, judged.date) if judged else "",
            evidence=claim.evidence,
        ),
    )


def _rule_of(claim: ClaimValue) -> str:
    """What the rule of standings looked at."""
    disputing = sum(a.stance in (Stance.DISPUTES, Stance.DENIES) for a in claim.answers)
    n = claim.evidence.origins
    parts = [ngettext("%(n)s origin", "%(n)s origins", n) % {"n": n}]
    if disputing:
        parts.append(ngettext("%(n)s objection", "%(n)s objections", disputing) % {"n": disputing})
    elif claim.standing == Standing.CONTESTED:
        parts.append(_("an earlier film meets its conditions"))
    elif claim.standing in (Standing.STANDS, Standing.SAID):
        parts.append(_("no objection known"))
    return _beside(*parts)


def _rivals(record: FilmRecord) -> tuple[Entry, ...]:
    claim = _claim_of(record)
    order = [Stance.DENIES, Stance.DISPUTES, Stance.QUALIFIES]
    answers = (
        sorted((a for a in claim.answers if a.stance in order), key=lambda a: order.index(a.stance)) if claim else []
    )
    said = [
        Entry(
            text=str(a.paraphrase) or a.wording,
            label=str(a.stance.label),
            detail=str(a.claimant),
            address=a.address,
            evidence=a.evidence,
            set_aside=a.evidence.set_aside,
        )
        for a in answers
    ]
    claims: dict[str, ClaimValue] = {}
    for other in record.claims_for_others:
        if other.work:
            claims.setdefault(other.work.slug, other)
    for relation in record.rivals:
        theirs = claims.get(relation.other.slug) if relation.other else None
        said.append(
            Entry(
                text=relation.other.title if relation.other else relation.other_name,
                mention=relation.other,
                detail=str(theirs.paraphrase if theirs else relation.other_gloss),
                evidence=_together([relation.evidence, theirs.evidence if theirs else None]),
                set_aside=relation.evidence.set_aside,
            )
        )
    return tuple(replace(entry, folded=i >= SHOWN_RIVALS) for i, entry in enumerate(said))


def _form(record: FilmRecord) -> tuple[Entry, ...]:
    said = _property(record, "form")
    if record.form == Form.UNKNOWN:
        return said or (_nothing(FactState.NOT_FOUND.value, note=str(record.form.definition)),)
    return (Entry(text=str(record.form.label)), *said)


def _mode(record: FilmRecord) -> tuple[Entry, ...]:
    return tuple(Entry(text=str(mode)) for mode in record.modes)


def _parts(record: FilmRecord) -> tuple[Entry, ...]:
    kinds = (RelationKind.PART_OF, RelationKind.FOLLOWED_BY, RelationKind.VERSION_OF)
    tied = tuple(
        Entry(
            text=r.other.title if r.other else r.other_name,
            label=str(r.kind.label),
            mention=r.other,
            detail=str(r.other_gloss),
            evidence=r.evidence,
            set_aside=r.evidence.set_aside,
        )
        for r in record.relations
        if r.kind in kinds
    )
    return (*_property(record, "episodes"), *tied)


def _cost_per_minute(record: FilmRecord) -> tuple[Entry, ...]:
    """Without a total there is nothing to divide: the total's nothing is this one's."""
    said = (*_property(record, "cost_per_minute"), *_computed(record, "cost_per_minute"))
    if said:
        return said
    totals = _property(record, "budget")
    if not totals or any(entry.known for entry in totals):
        return ()
    return (replace(totals[0], note="", detail=_("no total to divide"), disputed=False),)


def _cost_in_common_currency(record: FilmRecord) -> tuple[Entry, ...]:
    stated = record.property("cost_per_minute")
    costs = [
        (v.amount, v.amount_high, v.currency, v.qualifier, v.evidence, False)
        for v in (stated.best if stated else ())
        if v.amount is not None and v.currency and v.unit in (None, Unit.MINUTE)
    ] or [
        (
            c.amount,
            None,
            c.currency,
            Qualifier.ABOUT,
            _together(e.evidence for e in _computed(record, "cost_per_minute")),
            True,
        )
        for c in record.computed
        if c.property.code == "cost_per_minute"
    ]
    if not costs:
        return tuple(e for e in _cost_per_minute(record) if e.nothing)
    return tuple(_in_dollars(*cost) for cost in costs)


def _in_dollars(
    amount: Decimal,
    high: Decimal | None,
    currency: str,
    qualifier: Qualifier,
    evidence: Evidence | None,
    derived: bool,
) -> Entry:
    """`derived` where the amount is not said by anybody but computed by us."""
    low = in_common_currency(amount, currency)
    if low is None:
        words = _("no reference rate for %(currency)s") % {"currency": currency}
        return _nothing(FactState.NOT_FOUND.value, words, evidence=evidence)
    top = in_common_currency(high, currency) if high is not None else None
    if currency == CURRENCY:
        words = amount_words(three_figures(amount) if derived else amount, high, "", currency, qualifier)
        said = "" if derived else _("stated in US dollars")
        return Entry(text=words, detail=said, computed=derived, amount=_middle(low, top), evidence=evidence)
    if qualifier not in (Qualifier.AT_LEAST, Qualifier.UNDER):
        qualifier = Qualifier.ABOUT
    rate = 1 / in_common_currency(Decimal(1), currency)  # type: ignore[operator]
    return Entry(
        text=amount_words(three_figures(low), three_figures(top) if top else None, "", CURRENCY, qualifier),
        computed=True,
        inputs=_("%(amount)s at %(rate)s to the dollar, mean of %(year)s")
        % {
            "amount": amount_words(three_figures(amount), three_figures(high) if high else None, currency=currency),
            "rate": amount_words(Decimal(f"{rate:.4g}"), currency=currency),
            "year": YEAR,
        },
        amount=_middle(low, top),
        evidence=evidence,
    )


def _middle(low: Decimal, high: Decimal | None) -> Decimal:
    return low if high is None else (low + high) / 2


def _saving(record: FilmRecord) -> tuple[Entry, ...]:
    ratios = [
        replace(entry, detail=_("no baseline named")) if entry.known and not value.text else entry
        for entry, value in zip(_property(record, "cost_ratio"), _values(record, "cost_ratio"), strict=True)
    ]
    return (*ratios, *_property(record, "cost_baseline", True), *_property(record, "budget_without_ai", True))


def _values(record: FilmRecord, code: str) -> tuple[FactValue, ...]:
    found = record.property(code)
    return (*found.standing_values, *found.set_aside) if found else ()


def _extents(record: FilmRecord, department: str) -> tuple[Entry, ...]:
    """Roles of one department. Only the extent for the whole film can be in dispute with itself: in a department
    two roles may be two tasks."""
    roles = [role for role in record.ai_roles if role.department.code == department]
    disputed = department == "whole_film" and bool(_differing_extents(roles))
    roles.sort(key=lambda role: role.evidence.set_aside)
    return tuple(
        Entry(
            text=str(role.extent.label),
            detail=str(role.what),
            extent=role.extent,
            evidence=role.evidence,
            disputed=disputed and i == 0,
            set_aside=role.evidence.set_aside,
        )
        for i, role in enumerate(roles)
    )


def _differing_extents(roles: Iterable[AIRoleValue]) -> list[AIRoleValue]:
    kept = [role for role in roles if not role.evidence.set_aside and role.extent != Extent.UNDISCLOSED]
    return kept if len({role.extent for role in kept}) > 1 else []


def _human_hand(record: FilmRecord) -> tuple[Entry, ...]:
    """What people did, with the departments in which they did it."""
    kept = [role for role in record.ai_roles if not role.evidence.set_aside]
    by_hand: dict[str, list[AIRoleValue]] = {}
    for role in kept:
        hands = [str(hand) for hand in role.human]
        if role.extent == Extent.NONE:
            hands = [str(role.extent.label), *hands]
        for hand in hands:
            by_hand.setdefault(hand, []).append(role)
    if kept and not by_hand:
        words = _("not stated")
        return (_nothing(FactState.NOT_FOUND.value, words, evidence=_together(role.evidence for role in kept)),)
    first = str(Extent.NONE.label)
    return tuple(
        Entry(
            text=hand,
            detail=_listed(dict.fromkeys(str(role.department) for role in roles)),
            evidence=_together(role.evidence for role in roles),
        )
        for hand, roles in sorted(by_hand.items(), key=lambda pair: pair[0] != first)
    )


def _tools(record: FilmRecord) -> tuple[Entry, ...]:
    used: dict[str, list[AIRoleValue]] = {}
    addresses: dict[str, str] = {}
    kept = [role for role in record.ai_roles if not role.evidence.set_aside and role.extent != Extent.NONE]
    for role in kept:
        for tool in role.tools:
            used.setdefault(tool.name, []).append(role)
            addresses[tool.name] = tool.address
    if kept and not used:
        words = _("none named in the sources found")
        return (_nothing(FactState.NOT_FOUND.value, words, evidence=_together(role.evidence for role in kept)),)
    return tuple(
        Entry(
            text=name,
            address=addresses[name],
            detail=_listed(dict.fromkeys(str(role.department) for role in roles)),
            evidence=_together(role.evidence for role in roles),
        )
        for name, roles in used.items()
    )


def _training_data(record: FilmRecord) -> tuple[Entry, ...]:
    kept = [role for role in record.ai_roles if not role.evidence.set_aside]
    tools = {tool.name: tool for role in kept for tool in role.tools}
    if not tools:
        said = any(role.extent != Extent.NONE for role in kept)
        return (_nothing(FactState.NOT_FOUND.value, _("no tool is named")),) if said else ()
    known = [
        Entry(text=corpus.name, label=tool.name, detail=_openness(corpus.axes), address=corpus.address)
        for tool in tools.values()
        for corpus in tool.corpora or ()
    ]
    silent = [tool.name for tool in tools.values() if not tool.corpora]
    if silent:
        known.append(_nothing(FactState.WITHHELD.value, str(Openness.UNDISCLOSED.label), label=_listed(silent)))
    return tuple(known)


def _openness(axes: Iterable[tuple[Any, Openness]]) -> str:
    """Which sides are open, which are not: “open: selection; closed: sources, access”."""
    judged: dict[Openness, list[str]] = {}
    for axis, openness in axes:
        judged.setdefault(openness, []).append(str(axis))
    colon, stop = ("：", "；") if chinese() else (": ", "; ")
    return stop.join(f"{o.label}{colon}{_listed(judged[o])}" for o in Openness if o in judged)


def _releases(record: FilmRecord) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            text=str(r.kind),
            label=date_words(r.date) if r.date else _("date not found"),
            date=r.date,
            detail=_beside(r.place, r.platform, r.country),
            note=str(r.evidence.note),
            evidence=r.evidence,
            set_aside=r.evidence.set_aside,
        )
        for r in record.releases
    )


def _strategy(record: FilmRecord) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    for release in record.releases:
        if not release.evidence.set_aside:
            for strategy in release.strategies:
                found.setdefault(strategy.code, Entry(text=str(strategy), evidence=release.evidence))
    return tuple(found.values())


def _price(record: FilmRecord) -> tuple[Entry, ...]:
    free = tuple(
        Entry(text=str(r.kind), evidence=r.evidence)
        for r in record.releases
        if r.kind.code == "online_free" and not r.evidence.set_aside
    )
    return (*_property(record, "ticket_price"), *free[:1])


def _admissions(record: FilmRecord) -> tuple[Entry, ...]:
    codes = ("admissions", "box_office", "break_even", "views", "screens")
    return tuple(entry for code in codes for entry in _property(record, code, True))


# What it was made to mean


def _reading_of(record: FilmRecord) -> ReadingValue | None:
    return next((reading for reading in record.readings if reading.of_this_film), None)


def _voice(record: FilmRecord, reading: ReadingValue | None) -> CommentaryValue | None:
    """The remark whose reading it is: the first framing that cites one of its sources."""
    return next(
        (
            remark
            for remark in record.commentary
            if reading and remark.kind == CommentaryKind.FRAMING and _shared(remark, reading)
        ),
        None,
    )


def _shared(remark: CommentaryValue, reading: ReadingValue) -> list[str]:
    return [slug for slug in reading.evidence.sources if slug in remark.evidence.sources]


def _reading_evidence(record: FilmRecord, reading: ReadingValue) -> tuple[Evidence, Evidence]:
    """What the reading rests on, and what speaks against it: a country keeps both in one list."""
    voice = _voice(record, reading)
    if voice is None:
        return reading.evidence, reading.evidence
    own = _shared(voice, reading)
    others = [slug for slug in reading.evidence.sources if slug not in own]
    return _on(reading.evidence, own), _on(reading.evidence, others or own)


def _of_another_film(record: FilmRecord) -> tuple[Entry, ...]:
    return tuple(
        _nothing(
            detail=_("what is read into %(country)s is said of another film") % {"country": reading.country},
            address=reading.country.get_absolute_url(),
        )
        for reading in record.readings[:1]
    )


def _frame(record: FilmRecord) -> tuple[Entry, ...]:
    reading = _reading_of(record)
    if reading is None:
        return _of_another_film(record)
    if reading.frame is None:
        return ()
    return (Entry(text=str(reading.frame), evidence=_reading_evidence(record, reading)[0]),)


def _reading(record: FilmRecord) -> tuple[Entry, ...]:
    reading = _reading_of(record)
    voice = _voice(record, reading)
    others = tuple(
        _remark(remark) for remark in record.commentary if remark.kind == CommentaryKind.FRAMING and remark is not voice
    )
    if reading and reading.reading:
        own = Entry(
            text=str(reading.reading),
            label=str(voice.by) if voice else "",
            evidence=_reading_evidence(record, reading)[0],
        )
        return (own, *others)
    return others or _of_another_film(record)


def _counter_reading(record: FilmRecord) -> tuple[Entry, ...]:
    reading = _reading_of(record)
    if reading is None:
        return _of_another_film(record)
    if not reading.counter_reading:
        return (_nothing(FactState.NOT_FOUND.value, _("no second voice found")),)
    return (Entry(text=str(reading.counter_reading), evidence=_reading_evidence(record, reading)[1]),)


# Voices


def _remark(remark: CommentaryValue, folded: bool = False) -> Entry:
    leaning = remark.polarity.label if remark.kind != CommentaryKind.STATEMENT else ""
    when = date_words(remark.date) if remark.date else ""
    return Entry(
        text=str(remark.summary),
        label=_listed(part for part in (remark.by, remark.capacity) if part),
        detail=_beside(remark.aspect, leaning, when),
        date=remark.date,
        evidence=remark.evidence,
        set_aside=remark.evidence.set_aside,
        folded=folded,
    )


def _remarks(record: FilmRecord, *kinds: CommentaryKind) -> tuple[Entry, ...]:
    found = sorted((r for r in record.commentary if r.kind in kinds), key=lambda r: r.evidence.set_aside)
    return tuple(_remark(remark, folded=i >= SHOWN) for i, remark in enumerate(found))


def _critics(record: FilmRecord) -> tuple[Entry, ...]:
    return _remarks(record, CommentaryKind.ASSESSMENT, CommentaryKind.REPLY, CommentaryKind.REPORT)


def _makers(record: FilmRecord) -> tuple[Entry, ...]:
    return _remarks(record, CommentaryKind.STATEMENT)


_CELLS: dict[str, Callable[[FilmRecord], tuple[Entry, ...]]] = {
    "called_first": _called_first,
    "claimed_by": _claimed_by,
    "claimed_when": _claimed_when,
    "standing": _standing,
    "rivals": _rivals,
    "form": _form,
    "mode": _mode,
    "running_time": lambda record: _property(record, "running_time"),
    "parts": _parts,
    "budget": lambda record: (*_property(record, "budget"), *_computed(record, "budget")),
    "cost_per_minute": _cost_per_minute,
    "cost_per_minute_common": _cost_in_common_currency,
    "saving": _saving,
    "human_hand": _human_hand,
    "tools": _tools,
    "training_data": _training_data,
    "releases": _releases,
    "strategy": _strategy,
    "price": _price,
    "admissions": _admissions,
    "frame": _frame,
    "reading": _reading,
    "counter_reading": _counter_reading,
    "critics": _critics,
    "makers": _makers,
}


# How well we know this


def _coverage(record: FilmRecord, column: Column) -> tuple[Entry, ...]:
    rows = _("%(known)s of %(of)s rows of this table") % {"known": column.known, "of": column.of}
    facts = _("%(sourced)s of %(facts)s facts sourced") % {"sourced": record.sourced_count, "facts": record.fact_count}
    gaps = tuple(_nothing(FactState.NOT_FOUND.value, str(gap), folded=True) for gap in record.gaps)
    return (Entry(text=rows, detail=facts), *gaps)


def _origins(record: FilmRecord, column: Column) -> tuple[Entry, ...]:
    n, independent = column.origins, column.independent
    words = ngettext("%(n)s origin", "%(n)s origins", n) % {"n": n}
    return (Entry(text=words, detail=_("%(n)s independent of the makers") % {"n": independent}),)


def _conflicts(record: FilmRecord, column: Column) -> tuple[Entry, ...]:
    slash = " / "
    found = [
        Entry(
            text=slash.join(dict.fromkeys(v.words or str(v.state.label) for v in p.standing_values)),
            label=str(p.property.label),
            disputed=True,
            evidence=_together(v.evidence for v in p.standing_values),
        )
        for p in record.properties
        if p.disputed
    ]
    whole = _differing_extents(r for r in record.ai_roles if r.department.code == "whole_film")
    if whole:
        found.append(
            Entry(
                text=slash.join(dict.fromkeys(str(role.extent.label) for role in whole)),
                label=str(whole[0].department),
                disputed=True,
                evidence=_together(role.evidence for role in whole),
            )
        )
    return tuple(found) or (Entry(text=_("no two values disagree")),)


_KNOWN: dict[str, Callable[[FilmRecord, Column], tuple[Entry, ...]]] = {
    "coverage": _coverage,
    "origins": _origins,
    "conflicts": _conflicts,
}
