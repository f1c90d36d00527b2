"""Which columns a noun has in a spreadsheet, and what may stand in them: drawn from the models. Pure.

The first columns name the record (`film`, `number`; `source`), the others are its fields under their own names.
Other records are named by what never changes: films by number, terms by code, sources and tools by address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from films.models import AIRole, Country, Film, FirstClaim, ProductionFact, Release, Source, Term, Tool
from films.models.sourced import Sourced
from films.properties import PROPERTIES

from .table import Cell, Table

SEPARATOR = " | "
Codes = Sequence[tuple[str, str]]  # code and label

KEY: dict[type[models.Model], str] = {
    Film: "public_id",
    Country: "code",
    Source: "slug",
    Tool: "slug",
    Term: "code",
    FirstClaim: "ref",
}
YES, NO = "yes", "no"
LANGUAGES = {"_en": "English", "_zh_hans": "中文"}
EVIDENCE = ("sources", "unsourced", "locator", "rank", "rank_reason", "note_en", "note_zh_hans")


@dataclass(frozen=True)
class Column:
    field: models.Field

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def label(self) -> str:
        language = next((told for end, told in LANGUAGES.items() if self.name.endswith(end)), "")
        return f"{self.field.verbose_name} ({language})" if language else str(self.field.verbose_name)

    @property
    def target(self) -> type[models.Model] | None:
        """The noun of which the column names records."""
        return self.field.related_model

    @property
    def many(self) -> bool:
        return bool(self.field.many_to_many)

    @property
    def scheme(self) -> str:
        return self.field.get_limit_choices_to()["scheme"] if self.target is Term else ""

    @property
    def is_list(self) -> bool:
        return self.many or isinstance(self.field, models.JSONField)

    @property
    def is_tick(self) -> bool:
        return isinstance(self.field, models.BooleanField)

    @property
    def required(self) -> bool:
        return not (self.field.blank or self.field.has_default())

    def codes(self, terms: Mapping[str, Codes]) -> Codes:
        """What is admitted, where that is a list. `terms` are the open vocabularies, by scheme."""
        if self.target is Term:
            return terms.get(self.scheme, ())
        if self.is_tick:
            return [(YES, str(_("Yes"))), (NO, str(_("No")))]
        return [(str(code), str(label)) for code, label in getattr(self.field, "flatchoices", ()) if code != ""]

    def told(self, record: models.Model) -> Cell:
        """The cell. A record that is not saved yet has no lists."""
        if self.many:
            return SEPARATOR.join(sorted(key_of(o) for o in getattr(record, self.name).all())) if record.pk else ""
        if self.target:
            return key_of(getattr(record, self.name)) if getattr(record, self.field.attname) is not None else ""
        value = getattr(record, self.name)
        if value is None:
            return ""
        if isinstance(value, list):
            return SEPARATOR.join(value)
        if self.is_tick:
            return YES if value else NO
        return value if isinstance(value, int | Decimal) else one_newline(str(value))


def key_of(record: models.Model) -> str:
    return getattr(record, KEY[type(record)])


def parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(SEPARATOR.strip()) if part.strip()]


def one_newline(text: str) -> str:
    """A browser sends `\\r\\n`, a spreadsheet `\\n`: no change."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class Noun:
    model: type[models.Model]
    key: tuple[str, ...]
    # What is shown for the reader and changed elsewhere, with the reason: column → why a change is refused.
    shown: tuple[tuple[str, Any, Promise], ...] = ()
    left_out: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """All fields that a curator may write: the noun's own, then those that all statements share."""
        meta = self.model._meta
        written = {f.name: f for f in (*meta.fields, *meta.many_to_many) if f.editable and not f.primary_key}
        for name in (*self.key, *self.left_out):
            written.pop(name, None)
        shared = EVIDENCE if issubclass(self.model, Sourced) else ()
        own = [name for name in written if name not in shared]
        return tuple(Column(written[name]) for name in (*own, *shared) if name in written)

    @property
    def header(self) -> list[str]:
        return [*self.key, *(name for name, _label, _why in self.shown), *(c.name for c in self.columns)]

    @property
    def joined(self) -> list[str]:
        """What to fetch with a record so that telling it asks nothing more."""
        joined = [c.name for c in self.columns if c.target and not c.many]
        joined += [f"{c.name}__film" for c in self.columns if c.target is FirstClaim]
        return [*joined, "film"] if issubclass(self.model, Sourced) else joined

    @property
    def gathered(self) -> list[str]:
        gathered = [c.name for c in self.columns if c.many]
        return [*gathered, "titles"] if self.model is Film else gathered

    def told(self, record: models.Model) -> list[Cell]:
        return [
            *self.named(record),
            *(self.shows(name, record) for name, _label, _why in self.shown),
            *(c.told(record) for c in self.columns),
        ]

    def named(self, record: Any) -> tuple[Cell, ...]:
        if issubclass(self.model, Sourced):
            return (record.film.public_id, record.number)
        return (key_of(record),)

    def shows(self, name: str, record: Any) -> str:
        if name != "title":
            return str(getattr(record, name))
        titles = list(record.titles.all())
        return ([t.text for t in titles if t.identifying] or [t.text for t in titles] or [""])[0]


_ON_THE_PAGE = _("Titles are changed on the film’s page.")
_A_STEP = _("Publishing and withdrawing are steps with rules of their own, not a cell. Take them on the film’s page.")
_STATEMENT = ("film", "number")

FILMS = Noun(
    Film,
    ("film",),
    shown=(("title", _("title"), _ON_THE_PAGE), ("status", _("record status"), _A_STEP)),
    left_out=("status", "withdrawn_on", "withdrawal_reason_en", "withdrawal_reason_zh_hans"),
)
CLAIMS = Noun(FirstClaim, _STATEMENT, left_out=("unsourced",))  # somebody said it somewhere
FACTS = Noun(ProductionFact, _STATEMENT)
AI_USES = Noun(AIRole, _STATEMENT)
RELEASES = Noun(Release, _STATEMENT)
SOURCES = Noun(Source, ("source",))
NOUNS: dict[type[models.Model], Noun] = {
    noun.model: noun for noun in (FILMS, CLAIMS, FACTS, AI_USES, RELEASES, SOURCES)
}

KEYS: dict[str, tuple[Promise, Promise]] = {
    "film": (_("film"), _("The film’s number, such as KR-4.")),
    "number": (_("number"), _("The number within the film. Leave it empty to add a record.")),
    "source": (_("source"), _("The present address of the source. Leave it empty to add one.")),
}
NEW_FILM = _("The film’s number, such as KR-4. A country alone, such as KR, adds a film with the next number.")


def legend(noun: Noun, terms: Mapping[str, Codes], header: Sequence[str] = ()) -> Table:
    """What each column means and which codes it admits: one line a column, and one more for each code."""
    columns = {c.name: c for c in noun.columns}
    shown = {name: (label, why) for name, label, why in noun.shown}
    rows: list[list[Cell]] = []
    for name in header or noun.header:
        if name in columns:
            rows += _legend_of(columns[name], columns[name].codes(terms))
        elif name in shown:
            rows.append([name, *(str(text) for text in shown[name]), "", ""])
        elif name in TIMES:
            rows.append([name, *(str(text) for text in TIMES[name]), "", ""])
        else:
            label, meaning = KEYS[name]
            rows.append([name, str(label), str(NEW_FILM if noun is FILMS else meaning), "", ""])
    return Table(
        "columns", [str(text) for text in (_("Column"), _("Label"), _("Meaning"), _("Code"), _("The code means"))], rows
    )


_TIME = _("Where in the film, such as 00:12:30. Kept in the locator: a record has no field of its own for it.")
TIMES: dict[str, tuple[Promise, Promise]] = {  # of a cue sheet
    "start": (pgettext_lazy("time", "from"), _TIME),
    "end": (pgettext_lazy("time", "to"), _TIME),
}
_OF_TARGET: dict[type[models.Model], Promise] = {
    Film: _("Named by its number, such as KR-4."),
    FirstClaim: _("Named as in its address, such as KR-4-c1."),
    Source: _("Named by its address."),
    Tool: _("Named by its address."),
    Country: _("Two letters of ISO 3166-1, such as KR."),
}


def _legend_of(column: Column, codes: Codes) -> list[list[Cell]]:
    meaning = [str(column.field.help_text)] if column.field.help_text else []
    if column.target in _OF_TARGET:
        meaning.append(str(_OF_TARGET[column.target]))
    if column.is_list:
        meaning.append(str(_("Several are divided by “|”.")))
    if column.required:
        meaning.append(str(_("Required.")))
    lines: list[list[Cell]] = [[column.name, column.label, " ".join(meaning), "", ""]]
    return lines + [[column.name, "", "", code, _meaning_of(column, code, label)] for code, label in codes]


def _meaning_of(column: Column, code: str, label: str) -> str:
    if column.name == "property" and code in PROPERTIES:
        return f"{label}: {PROPERTIES[code].definition}"
    return label


def choices(header: Sequence[str], noun: Noun, told: Table) -> list[tuple[int, str]]:
    """The columns that a spreadsheet program can offer a list for: where one code stands alone."""
    single = {c.name for c in noun.columns if not c.is_list}
    found = []
    for number, name in enumerate(header, start=1):
        lines = [n for n, row in enumerate(told.rows, start=2) if row[0] == name and row[3]]
        if lines and name in single:
            found.append((number, f"'{told.title}'!$D${lines[0]}:$D${lines[-1]}"))
    return found
