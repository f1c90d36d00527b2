"""The rows of a spreadsheet against the records: what would change, and everything that is wrong.

Nothing is written here. Rules live in the forms of the desk, which are asked once for each row
that differs; this module only names records by what stands in the cells, and says in plain words what it cannot find.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Protocol

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from films.models import Film, FirstClaim, Scheme, Term
from films.models.sourced import Sourced
from films.wording import chinese, listed

from . import rows
from .layout import FILMS, KEY, NO, SEPARATOR, YES, Column, Noun, key_of, one_newline, parts
from .table import Row, Sheet

MOST_CHANGED = 2_000  # records in one import: each is asked of a form and written to the journal
MOST_SUGGESTED = 100  # unknown names for which the nearest known ones are looked up


class Desk(Protocol):
    """What the person at the desk may do, and by which rules."""

    def form(self, record: Model | None) -> type[forms.ModelForm]:
        """The form with which the record is changed, or one is added."""

    def may_change(self, record: Model) -> bool: ...

    def may_set(self, column: str, record: Model | None) -> bool: ...


@dataclass(frozen=True)
class Problem:
    """`row` is 1 for the header and 0 for the sheet as a whole."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class CellChange:
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    row: int
    name: str
    record: Model
    new: bool
    cells: tuple[CellChange, ...]
    form: forms.ModelForm = field(compare=False, repr=False)


@dataclass(frozen=True)
class Plan:
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    unchanged: int = 0

    @property
    def ready(self) -> bool:
        return bool(self.changes) and not self.problems

    @property
    def added(self) -> int:
        return sum(change.new for change in self.changes)

    @property
    def changed(self) -> int:
        return len(self.changes) - self.added

    @cached_property
    def digest(self) -> str:
        """Names this list of changes: what is confirmed is what was seen."""
        told = [[c.row, c.name, c.new, [[x.column, x.before, x.after] for x in c.cells]] for c in self.changes]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def plan(noun: Noun, sheet: Sheet, desk: Desk, *, lock: bool = False) -> Plan:
    """What the sheet would change. `lock` holds the records until the transaction ends."""
    return _Reading(noun, sheet, desk, lock).plan()


class _Reading:
    def __init__(self, noun: Noun, sheet: Sheet, desk: Desk, lock: bool) -> None:
        self.noun, self.sheet, self.desk, self.lock = noun, sheet, desk, lock
        self.problems = [Problem(flaw.row, flaw.column, flaw.message) for flaw in sheet.flaws]
        self.flawed = {(flaw.row, flaw.column) for flaw in sheet.flaws}
        self.columns = {column.name: column for column in noun.columns}
        self.forms: dict[type[forms.ModelForm], type[forms.ModelForm]] = {}
        self.seen: dict[Any, int] = {}
        self.unchanged = 0

    def problem(self, row: int, column: str, message: str) -> None:
        self.problems.append(Problem(row, column, message))

    def plan(self) -> Plan:
        self.places = self._header()
        if any(name not in self.places for name in self.noun.key):
            return Plan(problems=tuple(self.problems))
        self._fetch()
        changes: list[Change] = []
        for row in self.sheet.rows:
            if change := self._change(row):
                changes.append(change)
            if len(changes) > MOST_CHANGED:
                self.problem(0, "", _("More than %s records would change. Divide the sheet.") % f"{MOST_CHANGED:,}")
                break
        return Plan(tuple(changes), tuple(sorted(self.problems, key=lambda p: p.row)), self.unchanged)

    def _header(self) -> dict[str, int]:
        """Where each known column stands."""
        places: dict[str, int] = {}
        known = self.noun.header
        for place, name in enumerate(self.sheet.header):
            if name in places:
                self.problem(1, name, _("This column stands twice."))
            elif name in known:
                places[name] = place
            elif not name:
                if any(row.cells[place].strip() for row in self.sheet.rows):
                    self.problem(1, "", _("Column %s has cells but no name.") % (place + 1))
            elif (1, name) not in self.flawed:
                self.problem(1, name, _("There is no such column.") + _maybe(_near(name, known)))
        for name in self.noun.key:
            if name not in places:
                self.problem(1, name, _("This column is missing. Without it no row can be told from another."))
        return places

    def cell(self, row: Row, name: str) -> str:
        return one_newline(row.cells[self.places[name]]) if name in self.places else ""

    # What the sheet names, fetched at once

    def _fetch(self) -> None:
        named: dict[type[Model], set[str]] = defaultdict(set)
        for column in self.columns.values():
            if column.target and column.target is not Term and column.name in self.places:
                for row in self.sheet.rows:
                    cell = self.cell(row, column.name)
                    named[column.target].update(parts(cell) if column.many else [cell.strip()])
        keys = {self.cell(row, self.noun.key[0]).strip() for row in self.sheet.rows}
        records: QuerySet = self.noun.model._default_manager.all()
        if issubclass(self.noun.model, Sourced):
            named[Film] |= keys
            records = records.filter(film__public_id__in=keys)
        else:
            records = records.filter(**{f"{KEY[self.noun.model]}__in": keys})
        if self.lock:
            records = records.select_for_update(of=("self",))
        self.records = {self.noun.named(record): record for record in rows.fetched(self.noun, records)}
        self.known = Known(named)
        self.fetched_of = {name: self._on_record(column) for name, column in self.columns.items() if column.target}

    def _on_record(self, column: Column) -> Mapping[str, Model]:
        """What may be named in a column: what the sheet names and what stands there already."""
        if column.target is Term:
            return self.known.terms.get(column.scheme, {})
        found = dict(self.known.found.get(column.target, {}))
        for record in self.records.values():
            if column.many:
                found |= {key_of(other): other for other in getattr(record, column.name).all()}
            elif getattr(record, column.field.attname) is not None:
                other = getattr(record, column.name)
                found[key_of(other)] = other
        return found

    # One row

    def _change(self, row: Row) -> Change | None:
        if any(cell.strip() for cell in row.cells[len(self.sheet.header) :]):
            self.problem(row.number, "", _("There are more cells than columns."))
        name, record, film = self._record(row)
        if name is None:
            self._look_at_the_cells(row)
            return None
        if record is not None and not self.desk.may_change(record):
            self.problem(row.number, "", _("You may not change %s.") % name)
            return None
        before = self._before(record)
        given = self._given(row, before, record)
        self._refuse_what_is_only_shown(row, record)
        changed = {n for n, cell in given.items() if not _same(self.columns[n], cell, before[n])}
        for n in sorted(changed):
            if not self.desk.may_set(n, record):
                self.problem(row.number, n, _("You may not set this here."))
                given[n] = before[n]
        if record is not None and not changed:
            self.unchanged += 1
            return None
        form = self._form(record, film, {**before, **given}, changed)
        if not self._is_valid(row, form):
            return None
        cells = self._differences(form, before, changed, record is None)
        if record is not None and not cells:
            self.unchanged += 1
            return None
        if self._stands_already(row, form, cells, film if record is None else None):
            return None
        return Change(row.number, name, form.instance, record is None, tuple(cells), form)

    def _look_at_the_cells(self, row: Row) -> None:
        """Of a row whose record is not known, at least what is wrong with each cell by itself."""
        given = {name: cell for name, cell in self._given(row, self._defaults, None).items() if cell.strip()}
        form = self._form(None, "", {**self._defaults, **given}, set())
        for name, errors in form.errors.as_data().items():
            if name in given and name in self.columns:
                self._tell(row, form, name, errors)

    def _record(self, row: Row) -> tuple[str | None, Model | None, str]:
        """Its name, itself unless it is new, and the film or country to which a new one belongs."""
        key = self.cell(row, self.noun.key[0]).strip()
        if issubclass(self.noun.model, Sourced):
            return self._statement(row, key)
        record = self.records.get((key,))
        if record is None and (key == "" if self.noun is not FILMS else bool(re.fullmatch("[A-Za-z]{2}", key))):
            return (key.upper(), None, key)
        if record is None and not key:
            self.problem(row.number, self.noun.key[0], _("Name the film: KR-4, or KR alone for a new one."))
            return (None, None, "")
        if record is None:
            self.problem(row.number, self.noun.key[0], self.known.unknown(self.noun.model, key))
            return (None, None, "")
        if self._twice(row, self.noun.key[0], (key,)):
            return (None, None, "")
        return (key, record, "")

    def _statement(self, row: Row, key: str) -> tuple[str | None, Model | None, str]:
        number = self.cell(row, "number").strip()
        film = self.known.found[Film].get(key)
        if not key:
            self.problem(row.number, "film", _("Name the film, such as KR-4."))
        elif film is None:
            self.problem(row.number, "film", self.known.unknown(Film, key))
        if number and not re.fullmatch("[1-9][0-9]{0,4}", number):
            self.problem(row.number, "number", _("“%s” is not a number of a record.") % number)
            return (None, None, "")
        if film is None:
            return (None, None, "")
        if not number:
            return (key, None, key)
        record = self.records.get((key, int(number)))
        if record is None:
            there = [str(n) for film_, n in self.records if film_ == key]
            message = _("%(film)s has no %(noun)s %(number)s. Leave the number empty to add one.") % {
                "film": key,
                "noun": self.noun.model._meta.verbose_name,
                "number": number,
            }
            if there:
                message += _gap() + _("There are: %s.") % listed(there)
            self.problem(row.number, "number", message)
            return (None, None, "")
        if self._twice(row, "number", (key, int(number))):
            return (None, None, "")
        return (record.ref, record, "")  # type: ignore[attr-defined]

    def _twice(self, row: Row, column: str, key: Any) -> bool:
        if (first := self.seen.setdefault(key, row.number)) == row.number:
            return False
        self.problem(row.number, column, _("Row %s is about the same record.") % first)
        return True

    def _before(self, record: Model | None) -> dict[str, str]:
        """The record as its row; a new one as its defaults."""
        if record is None:
            return self._defaults
        return {name: str(column.told(record)) for name, column in self.columns.items()}

    @cached_property
    def _defaults(self) -> dict[str, str]:
        empty = self.noun.model()
        return {name: str(column.told(empty)) for name, column in self.columns.items()}

    def _given(self, row: Row, before: Mapping[str, str], record: Model | None) -> dict[str, str]:
        """The cells of the row. In a new row an empty cell stands for the default."""
        given = {}
        for name in self.columns:
            if name in self.places and (row.number, name) not in self.flawed:
                cell = self.cell(row, name)
                given[name] = before[name] if record is None and not cell.strip() else cell
        return given

    def _refuse_what_is_only_shown(self, row: Row, record: Model | None) -> None:
        for name, _label, why in self.noun.shown:
            cell = self.cell(row, name).strip()
            shown = self.noun.shows(name, record) if record is not None else ""
            default = str(getattr(self.noun.model(), name, "")) if record is None else shown
            if name in self.places and cell not in (one_newline(shown).strip(), default):
                self.problem(row.number, name, str(why))

    def _form(self, record: Model | None, film: str, cells: Mapping[str, str], changed: set[str]) -> forms.ModelForm:
        Form = self._form_class(self.desk.form(record))
        data = {name: self._as_typed(self.columns[name], cell) for name, cell in cells.items()}
        if issubclass(self.noun.model, Sourced):
            data["film"] = record.film.public_id if record is not None else film  # type: ignore[attr-defined]
        else:
            data["number_country"] = film
        form = Form(data=data, instance=record)
        form.kept = {name for name in cells if name not in changed} if record is not None else set()
        return form

    @staticmethod
    def _as_typed(column: Column, cell: str) -> str:
        return "\n".join(parts(cell)) if column.is_list and not column.many else cell

    def _form_class(self, desk_form: type[forms.ModelForm]) -> type[forms.ModelForm]:
        """The desk's form, in which other records are named by what stands in cells."""
        if desk_form not in self.forms:
            Form = type("RowForm", (_KeepsTheRest, desk_form), {})
            fields = {f.name for f in (*self.noun.model._meta.fields, *self.noun.model._meta.many_to_many)}
            for name in fields - set(self.columns) - {"film"}:
                Form.base_fields.pop(name, None)
            for name, column in self.columns.items():
                if name in Form.base_fields and column.is_tick:
                    Form.base_fields[name] = Tick(required=False)
                elif name in Form.base_fields and column.target:
                    Form.base_fields[name] = Named(column, self.fetched_of[name], self.known, column.field.blank)
            if "film" in Form.base_fields and issubclass(self.noun.model, Sourced):
                film = Column(self.noun.model._meta.get_field("film"))
                Form.base_fields["film"] = Named(film, self.known.found[Film], self.known, False)
            self.forms[desk_form] = Form
        return self.forms[desk_form]

    def _is_valid(self, row: Row, form: forms.ModelForm) -> bool:
        for name, errors in form.errors.as_data().items():
            column = "film" if name == "number_country" else "" if name == NON_FIELD_ERRORS else name
            if (row.number, column) not in self.flawed:
                self._tell(row, form, column, errors)
        return form.is_valid()

    def _tell(self, row: Row, form: forms.ModelForm, column: str, errors: Iterable[ValidationError]) -> None:
        for error in errors:
            for message in self._plainly(form, column, error):
                self.problem(row.number, column, message)

    def _plainly(self, form: forms.ModelForm, name: str, error: ValidationError) -> Iterator[str]:
        if error.code == "invalid_choice" and name in self.columns and not self.columns[name].target:
            value = str(form.data.get(name, ""))
            codes = [code for code, _label in self.columns[name].codes({})]
            yield _("“%s” is not a code of this column.") % value + (_maybe(_near(value, codes)) or _all_of(codes))
        else:
            yield from error.messages

    def _differences(
        self, form: forms.ModelForm, before: Mapping[str, str], changed: set[str], new: bool
    ) -> list[CellChange]:
        found = []
        for name, column in self.columns.items():
            if name not in form.cleaned_data or (not new and name not in changed):
                continue
            if column.many:
                after = SEPARATOR.join(sorted(key_of(other) for other in form.cleaned_data[name]))
            else:
                after = str(column.told(form.instance))
            was = "" if new else before[name]
            if after != was:
                found.append(CellChange(name, was, after))
        return found

    def _stands_already(self, row: Row, form: forms.ModelForm, cells: Sequence[CellChange], film: str | None) -> bool:
        """A record twice: the same address in two rows, or a statement to be added that is there already."""
        twice = False
        for cell in cells:
            if self.columns[cell.column].field.unique and (
                (first := self.seen.setdefault((cell.column, cell.after), row.number)) != row.number
            ):
                self.problem(row.number, cell.column, _("Row %s has the same.") % first)
                twice = True
        if film is None or not issubclass(self.noun.model, Sourced):
            return twice
        same = tuple((cell.column, cell.after) for cell in cells)
        if (first := self.seen.setdefault((film, same), row.number)) != row.number:
            self.problem(row.number, "", _("Row %s adds the same.") % first)
            return True
        if same in self._statements[film]:
            self.problem(row.number, "", _("The same stands on record already: %s.") % self._statements[film][same])
            return True
        return twice

    @cached_property
    def _statements(self) -> dict[str, dict[tuple, str]]:
        """By film, what its statements say, as the cells of a new row would."""
        found: dict[str, dict[tuple, str]] = defaultdict(dict)
        for (film, _number), record in self.records.items():
            cells = ((name, str(column.told(record))) for name, column in self.columns.items())
            found[film][tuple(cell for cell in cells if cell[1])] = record.ref  # type: ignore[attr-defined]
        return found


class Known:
    """The records that a sheet names, and what comes near to a name that is not known."""

    def __init__(self, named: Mapping[type[Model], set[str]]) -> None:
        self.found: dict[type[Model], dict[str, Model]] = {Film: {}}
        for model, keys in named.items():
            keys = {key for key in keys if key}
            if model is FirstClaim:
                self.found[model] = self._claims(keys)
            else:
                self.found[model] = model._default_manager.in_bulk(keys, field_name=KEY[model])
        self.terms: dict[str, dict[str, Model]] = defaultdict(dict)
        for term in Term.objects.all():
            self.terms[term.scheme][term.code] = term
        self.suggested: dict[tuple[type[Model], str], str] = {}

    @staticmethod
    def _claims(refs: Iterable[str]) -> dict[str, Model]:
        films = {ref.rpartition("-c")[0] for ref in refs}
        claims = FirstClaim.objects.filter(film__public_id__in=films).select_related("film")
        return {claim.ref: claim for claim in claims}

    def unknown(self, model: type[Model], key: str, scheme: str = "") -> str:
        """Says that nothing has this name, and what comes near."""
        if model is Term:
            elsewhere = [s for s, codes in self.terms.items() if key in codes]
            if elsewhere:
                return _("“%(code)s” is a term of “%(its)s”, not of “%(asked)s”.") % {
                    "code": key,
                    "its": Scheme(elsewhere[0]).label,
                    "asked": Scheme(scheme).label,
                }
            codes = list(self.terms.get(scheme, ()))
            return _("“%s” is not a code of this column.") % key + (_maybe(_near(key, codes)) or _all_of(codes))
        told = _("%(noun)s “%(key)s” is not known.") % {"noun": capfirst(str(model._meta.verbose_name)), "key": key}
        if (model, key) not in self.suggested:
            few = len(self.suggested) < MOST_SUGGESTED
            self.suggested[model, key] = _maybe(_near(key, self._candidates(model, key))) if few else ""
        return told + self.suggested[model, key]

    @staticmethod
    def _candidates(model: type[Model], key: str) -> list[str]:
        """Names that begin alike: reading all of them would take long in a large archive."""
        if model is FirstClaim:
            return list(Known._claims([key]))
        name = KEY[model]
        return list(
            model._default_manager.filter(**{f"{name}__istartswith": key[:2]})
            .order_by(name)
            .values_list(name, flat=True)[:5000]
        )


class Named(forms.Field):
    """Other records, named in a cell."""

    widget = forms.TextInput

    def __init__(self, column: Column, found: Mapping[str, Model], known: Known, blank: bool) -> None:
        super().__init__(required=not blank)
        self.column, self.found, self.known = column, found, known

    def clean(self, value: Any) -> Any:
        keys = parts(value or "") if self.column.many else [key for key in [(value or "").strip()] if key]
        if self.required and not keys:
            raise ValidationError(self.error_messages["required"], code="required")
        assert self.column.target
        unknown = [
            ValidationError(self.known.unknown(self.column.target, key, self.column.scheme), code="unknown")
            for key in keys
            if key not in self.found
        ]
        if unknown:
            raise ValidationError(unknown)
        records = [self.found[key] for key in dict.fromkeys(keys)]
        return records if self.column.many else (records or [None])[0]


class Tick(forms.Field):
    """Yes or no, also as a spreadsheet program writes them."""

    widget = forms.TextInput
    VALUES = {"": False, NO: False, "false": False, YES: True, "true": True}

    def clean(self, value: Any) -> bool:
        try:
            return self.VALUES[(value or "").strip().lower()]
        except KeyError:
            raise ValidationError("", code="invalid_choice") from None


class _KeepsTheRest:
    """A form that leaves alone what the sheet does not change, to the last space."""

    kept: set[str] = set()

    def _post_clean(self) -> None:
        many = {field_.name for field_ in self.instance._meta.many_to_many}  # type: ignore[attr-defined]
        for name in self.kept - many:
            if name in self.cleaned_data:  # type: ignore[attr-defined]
                self.cleaned_data[name] = getattr(self.instance, name)  # type: ignore[attr-defined]
        super()._post_clean()  # type: ignore[misc]


def _same(column: Column, cell: str, before: str) -> bool:
    if not column.is_list:
        return cell == before
    return set(parts(cell)) == set(parts(before)) if column.many else parts(cell) == parts(before)


def _near(name: str, known: Iterable[str]) -> list[str]:
    by_lower = {key.lower(): key for key in known}
    return [by_lower[key] for key in get_close_matches(name.lower(), by_lower, n=3, cutoff=0.6)]


def _gap() -> str:
    """Between two sentences."""
    return "" if chinese() else " "


def _maybe(near: Sequence[str]) -> str:
    return _gap() + _("Did you mean %s?") % listed(f"“{key}”" for key in near) if near else ""


def _all_of(codes: Sequence[str]) -> str:
    return _gap() + _("Admitted: %s.") % listed(codes) if codes else ""
