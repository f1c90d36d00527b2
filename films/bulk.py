"""One field changed in many records at once, as one deed: shown before it is done, all or nothing.

Which fields may be changed so is a closed list: what names, numbers or steps a record is changed one by one.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .derived import refresh_derived
from .journal import deed, note
from .models import (
    Agent,
    AIRole,
    Commentary,
    Credit,
    Deed,
    Film,
    FirstClaim,
    ProductionFact,
    Relation,
    Release,
    Source,
    Term,
    Title,
    Tool,
)
from .vocabularies import DeedKind
from .wording import listed

MOST = 2000
RANK = "rank"  # changed together with its reason
_STATEMENT = ("rank", "sources", "unsourced", "locator", "note_en", "note_zh_hans")
_SCOPE = (
    "scope_territory scope_length scope_mode scope_extent scope_department scope_channel scope_sector scope_language "
    "scope_genre scope_theme scope_other_en scope_other_zh_hans"
).split()
CHANGEABLE: dict[type[models.Model], Sequence[str]] = {
    Film: ("form", "sector", "work_status", "year", "modes", "countries"),
    FirstClaim: (
        *("claimant_en", "claimant_zh_hans", "claimant_kind", "modality", "stance", "order_basis", "date"),
        *("wording_language", *_SCOPE),
        *_STATEMENT,
    ),
    ProductionFact: (
        *("property", "state", "qualifier", "unit", "currency", "basis", "year", "text_en", "text_zh_hans"),
        *_STATEMENT,
    ),
    AIRole: ("department", "extent", "function", "human", "tools", "evidence", "what_en", "what_zh_hans", *_STATEMENT),
    Release: ("kind", "date", "country", "place", "platform", "strategies", *_STATEMENT),
    Credit: ("agent", "role", "credited_as", *_STATEMENT),
    Title: ("language", "kind", *_STATEMENT),
    Commentary: (
        *("kind", "by_en", "by_zh_hans", "agent", "capacity_en", "capacity_zh_hans", "aspect", "polarity", "date"),
        *_STATEMENT,
    ),
    Relation: ("kind", "other", *_STATEMENT),
    Source: (
        *("publisher", "language", "kind", "tier", "independence", "reliability"),
        *("reliability_note_en", "reliability_note_zh_hans", "reprint_of", "seen", "date"),
    ),
    Agent: ("kind", "country", "note_en", "note_zh_hans"),
    Tool: ("maker", "kind", "note_en", "note_zh_hans"),
    Term: ("position", "definition_en", "definition_zh_hans"),
}


class How(Enum):
    """What is done to a field that holds many."""

    SET = "set", gettext_lazy("Put this in its place")
    ADD = "add", gettext_lazy("Add these to what is there")
    REMOVE = "remove", gettext_lazy("Take these away from what is there")

    def __init__(self, code: str, label: Any) -> None:
        self.code = code
        self.label = label


class ChangedMeanwhile(Exception):
    """One of the records was changed, or went, since they were shown."""


class Refused(Exception):
    """Some records cannot take the value; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field, or the rank with its reason, and the value that it gets."""

    model: type[models.Model]
    values: dict[str, Any]
    how: How = How.SET

    @property
    def fields(self) -> list[Any]:
        return [self.model._meta.get_field(name) for name in self.values]


@dataclass(frozen=True, slots=True)
class Line:
    """One record in the table of what will be."""

    record: Any
    before: str
    after: str
    changes: bool
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The table; `token` stands for what it shows and moves with it."""

    lines: tuple[Line, ...]
    token: str

    @property
    def changing(self) -> list[Line]:
        return [line for line in self.lines if line.changes]

    @property
    def faulty(self) -> list[Line]:
        return [line for line in self.lines if line.problems]


def changeable(model: type[models.Model]) -> dict[str, tuple[str, ...]]:
    """What may be chosen: the names of the fields that go together, by the first of them."""
    present = {f.name for f in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    names = (name for name in CHANGEABLE.get(model, ()) if name in present)
    return {name: ("rank", "rank_reason") if name == RANK else (name,) for name in names}


def preview(change: Change, keys: Iterable[Any]) -> Preview:
    """What the change would do to each record, without doing it."""
    return _preview(change, _rows(change, keys))


def carry_out(
    change: Change, keys: Sequence[Any], token: str, by: AbstractBaseUser | None = None, reason: str = ""
) -> Deed:
    """Do what was shown under this token, as one deed. Raises `ChangedMeanwhile` or `Refused`."""
    with deed(by, DeedKind.BULK, reason) as act, transaction.atomic():
        rows = _rows(change, keys, lock=True)
        told = _preview(change, rows)
        if told.token != token:
            raise ChangedMeanwhile
        if told.faulty:
            raise Refused
        changing = [line.record for line in told.changing]
        note(changing)
        for record in changing:
            _give(change, record)
        refresh_derived()
    return act


def _rows(change: Change, keys: Iterable[Any], *, lock: bool = False) -> list[Any]:
    """The records in a settled order, with what the table says of them."""
    model = change.model
    rows = model._default_manager.filter(pk__in=list(keys)).order_by("pk")
    if lock:
        # What a table is locked with must not be joined from the far side of an empty reference.
        rows = rows.select_for_update(of=("self",))
    joined = [f.name for f in model._meta.concrete_fields if f.many_to_one]
    linked = [f.name for f in change.fields if f.many_to_many]
    if model in (Agent, Credit):
        linked.append("names" if model is Agent else "agent__names")
    return list(rows.select_related(*joined).prefetch_related(*linked))


def _preview(change: Change, rows: list[Any]) -> Preview:
    lines = []
    constraints = _constraints(change)
    seal = hashlib.sha256(repr((change.model._meta.model_name, sorted(change.values), change.how.code)).encode())
    for record in rows:
        was = {of.name: _held(of, record) for of in change.fields}
        seal.update(repr((record.pk, sorted(was.items(), key=lambda item: item[0]))).encode())
        will = {of.name: _wanted(change, of, was[of.name]) for of in change.fields}
        before = _words(change, record, was)
        changes = was != will
        problems = _problems(change, record, will, constraints) if changes else ()
        lines.append(Line(record, before, _words(change, record, will) if changes else before, changes, problems))
    seal.update(repr(sorted((name, _bare(value)) for name, value in change.values.items())).encode())
    return Preview(tuple(lines), seal.hexdigest())


def _held(of: Any, record: Any) -> Any:
    if of.many_to_many:
        return tuple(sorted(other.pk for other in getattr(record, of.name).all()))
    return getattr(record, of.attname)


def _wanted(change: Change, of: Any, was: Any) -> Any:
    value = _bare(change.values[of.name])
    if not of.many_to_many:
        return value
    if change.how is How.ADD:
        return tuple(sorted({*was, *value}))
    if change.how is How.REMOVE:
        return tuple(sorted({*was} - {*value}))
    return tuple(sorted(value))


def _bare(value: Any) -> Any:
    """Keys in place of records, so that values can be compared."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, models.QuerySet | list | tuple) and not all(isinstance(part, str) for part in value):
        return tuple(sorted(_bare(part) for part in value))
    return value if not isinstance(value, models.QuerySet) else ()


def _words(change: Change, record: Any, values: dict[str, Any]) -> str:
    return " · ".join(told for of in change.fields if (told := _in_words(change, of, record, values[of.name])))


def _in_words(change: Change, of: Any, record: Any, value: Any) -> str:
    if of.many_to_many:
        known = {o.pk: o for o in (*getattr(record, of.name).all(), *change.values[of.name])}
        return listed(known[key] for key in value)
    if of.many_to_one:
        held, wanted = getattr(record, of.name), change.values[of.name]
        return str(next((o for o in (held, wanted) if o is not None and o.pk == value), "")) if value else ""
    if of.choices or getattr(of, "flatchoices", None):
        return str(dict(of.flatchoices).get(value, value))
    if isinstance(of, models.BooleanField):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return listed(value)
    return "" if value is None else str(value)


def _constraints(change: Change) -> list[models.BaseConstraint]:
    """Those rules of the table in which the field takes part."""
    found = []
    for rule in change.model._meta.constraints:
        named = set(rule.fields) if isinstance(rule, models.UniqueConstraint) else rule.condition.referenced_base_fields  # type: ignore[attr-defined]
        if named & set(change.values):
            found.append(rule)
    return found


def _problems(change: Change, record: Any, will: dict[str, Any], constraints: list[Any]) -> tuple[str, ...]:
    """What the value breaks in this record; what was broken before is not laid at its door."""
    earlier = set(_messages(record.clean))
    plain = [of for of in change.fields if not of.many_to_many]
    was = {of: getattr(record, of.name) for of in plain}
    for of in plain:
        setattr(record, of.attname, will[of.name])
    found: list[str] = []
    untouched = {f.name for f in record._meta.concrete_fields} - {of.name for of in plain}
    found += _messages(lambda: record.clean_fields(exclude=untouched))
    found += [words for words in _messages(record.clean) if words not in earlier]
    for rule in constraints:
        found += _messages(lambda rule=rule: rule.validate(type(record), record))  # type: ignore[misc]
    if isinstance(record, Source) and will.get("reprint_of") and _is_circle(record):
        found.append(_("This would be a circle of reprints."))
    for of, value in was.items():
        setattr(record, of.name, value)
    return tuple(dict.fromkeys(found))


def _is_circle(source: Source) -> bool:
    seen = {source.pk}
    at = source.reprint_of
    while at is not None:
        if at.pk in seen:
            return True
        seen.add(at.pk)
        at = at.reprint_of
    return False


def _messages(check: Any) -> list[str]:
    try:
        check()
    except ValidationError as error:
        return error.messages
    return []


def _give(change: Change, record: Any) -> None:
    linked = [of for of in change.fields if of.many_to_many]
    for of in linked:
        getattr(record, of.name).set(_wanted(change, of, _held(of, record)))
    plain = [of for of in change.fields if not of.many_to_many]
    for of in plain:
        setattr(record, of.attname, _bare(change.values[of.name]))
    if plain:
        record.save()
