"""Films side by side: a table of what is known of each, question by question. Pure: records in, a table out.

Cells hold values, not markup; the page, the CSV and the JSON are made from the same cells. A cell is never
empty: where nothing is known it says which nothing that is. Sources are numbered anew, in the order in which
the table cites them, so that one list serves all columns.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .answers import ANSWERS, NOT_LOOKED_UP, Entry, differing_extents, extents, nothing, sought, together
from .questions import ROW_GROUPS, ROWS, RowKind
from .record import (
    Bilingual,
    Cited,
    FilmRecord,
    Mention,
    Note,
)
from .vocabularies import (
    FactState,
    Form,
    Standing,
)

LIMIT = 5  # columns that a reader can take in, and a screen can hold
SHOWN = 4  # things that a cell says openly; of more than these the first three stand open, the rest is folded
# Where the least known film has fewer than two thirds of the best known one's rows, the table says so.
UNEVEN = (2, 3)

# What the table says ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    number: str  # of the film, as it is printed: KR 4
    title: str
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
    def anchor(self) -> str:
        return f"row-{self.key}"

    @property
    def alone(self) -> bool:
        """A department of one film only: of all the others it was not even looked up."""
        asked = sum(any(entry.state != NOT_LOOKED_UP for entry in cell.entries) for cell in self.cells)
        return bool(self.part) and asked < 2 < len(self.cells)

    @property
    def differs(self) -> bool:
        return len({cell.says for cell in self.cells}) > 1


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    label: str
    why: str
    rows: tuple[Row, ...]

    @property
    def shown(self) -> list[Row]:
        """The rows as the page sets them: what is known of one film only cannot be compared, so the departments of
        one film stand together in a row below the others, each with its name."""
        alone = [row for row in self.rows if row.alone]
        if len(alone) < 2:
            return list(self.rows)
        rest = [row for row in self.rows if not row.alone]
        place = max((i for i, row in enumerate(rest, 1) if row.part), default=self.rows.index(alone[0]))
        return [*rest[:place], _gathered(alone), *rest[place:]]


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
    def cited(self) -> list[tuple[Cited, list[Row]]]:
        """Each source with the rows that cite it."""
        places: dict[str, dict[str, Row]] = {source.slug: {} for source in self.sources}
        for row in (row for group in self.groups for row in group.shown):
            for entry in (entry for cell in row.cells for entry in cell.entries if entry.evidence):
                for slug in entry.evidence.sources:
                    places[slug].setdefault(row.key, row)
        return [(source, list(places[source.slug].values())) for source in self.sources]

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
    chosen = list(ROWS.values()) if rows is None else [ROWS[code] for code in dict.fromkeys(rows) if code in ROWS]
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
    cells = [ANSWERS[kind.code](record) or sought(record, kind.code) for record in records]
    return [_row(kind, _scaled(cells), records, notes)]


def _row(
    kind: RowKind, cells: Sequence[Sequence[Entry]], records: Sequence[FilmRecord], notes: Mapping[str, Bilingual]
) -> Row:
    note = str(notes.get(kind.code, ""))
    return Row(kind.code, "", str(kind.label), str(kind.why), note, _cells(cells, records, kind.code))


def _cells(cells: Sequence[Sequence[Entry]], records: Sequence[FilmRecord], code: str = "") -> tuple[Cell, ...]:
    return tuple(
        _cell(record.mention.number_words, record.mention.title, entries, code)
        for record, entries in zip(records, cells, strict=True)
    )


def _cell(number: str, title: str, entries: Sequence[Entry], code: str = "") -> Cell:
    if sum(not entry.folded for entry in entries) > SHOWN:
        entries = [replace(entry, folded=entry.folded or i >= SHOWN - 1) for i, entry in enumerate(entries)]
    return Cell(number, title, tuple(entries) or (nothing(),), _fold_words(code, entries))


def _gathered(rows: Sequence[Row]) -> Row:
    """Departments of one film each as one row."""
    cells = []
    for i, cell in enumerate(rows[0].cells):
        entries = [
            replace(entry, label="" if n else row.label, folded=False)
            for row in rows
            for n, entry in enumerate(row.cells[i].entries)
            if entry.state != NOT_LOOKED_UP
        ]
        cells.append(_cell(cell.number, cell.title, entries))
    why = _("Each known of one film only, so there is nothing to set beside it.")
    return Row("ai", "", _("Other departments"), why, next((row.note for row in rows if row.note), ""), tuple(cells))


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
            _cells([extents(record, code) or sought(record, f"ai-{code}") for record in records], records),
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
    numbers: dict[str, int] = {}

    def numbered(entry: Entry) -> Entry:
        if entry.evidence is None:
            return entry
        found = sorted(numbers.setdefault(slug, len(numbers) + 1) for slug in entry.evidence.sources)
        return replace(entry, evidence=replace(entry.evidence, notes=tuple(Note(number) for number in found)))

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
    sources = tuple(replace(known[slug], number=n, marks=()) for slug, n in numbers.items())
    return replace(table, groups=groups, sources=sources)


# How well we know this -------------------------------------------------------------------------------------


def _coverage(record: FilmRecord, column: Column) -> tuple[Entry, ...]:
    rows = _("%(known)s of %(of)s rows of this table") % {"known": column.known, "of": column.of}
    facts = _("%(sourced)s of %(facts)s facts sourced") % {"sourced": record.sourced_count, "facts": record.fact_count}
    gaps = tuple(nothing(FactState.NOT_FOUND.value, str(gap), folded=True) for gap in record.gaps)
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
            evidence=together(v.evidence for v in p.standing_values),
        )
        for p in record.properties
        if p.disputed
    ]
    whole = differing_extents(r for r in record.ai_roles if r.department.code == "whole_film")
    if whole:
        found.append(
            Entry(
                text=slash.join(dict.fromkeys(str(role.extent.label) for role in whole)),
                label=str(whole[0].department),
                disputed=True,
                evidence=together(role.evidence for role in whole),
            )
        )
    return tuple(found) or (Entry(text=_("no two figures disagree")),)


_KNOWN: dict[str, Callable[[FilmRecord, Column], tuple[Entry, ...]]] = {
    "coverage": _coverage,
    "origins": _origins,
    "conflicts": _conflicts,
}
