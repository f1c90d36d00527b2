"""The journal: every change of every record, with who, when and why.

A deed is what one person does in one go. While one is open, each record that is saved, deleted or related anew is
noted as it was; when it closes, what differs is written down as `Entry` rows, in the same transaction. Without an
open deed (a shell, a script) each save is a deed of its own, by nobody. `QuerySet.update()` and bulk methods send no
signals: `Journal.note` the rows first.

Why no library: those that keep a table of states for each noun start empty after `loaddata`, know no act that spans
nouns, and leave undoing and deletions to the caller. Here the first entry of a row brings its own “before”.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from .exchange.formats.fixture import records
from .exchange.selection import ready
from .models import (
    Agent,
    AgentName,
    AIRole,
    Assessment,
    Commentary,
    Comparison,
    ComparisonFilm,
    ComparisonRow,
    Corpus,
    CorpusAxis,
    Country,
    Credit,
    Deed,
    Dismissal,
    Editor,
    Entry,
    Film,
    FirstClaim,
    FormerName,
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
from .turns import take_turn
from .vocabularies import SEEN_BY_READERS, DeedKind, DeskRole

Row = tuple[str, str]  # kind of record, key in the database
Fields = dict[str, Any]  # as a fixture has them
Snapshot = dict[Row, Fields | None]

# In an order in which rows can be made: what others refer to comes first.
NOUNS: tuple[type[models.Model], ...] = (
    Term,
    Country,
    Source,
    Agent,
    AgentName,
    Tool,
    Corpus,
    CorpusAxis,
    Film,
    FormerName,
    Title,
    FirstClaim,
    Assessment,
    Reply,
    ProductionFact,
    Release,
    Credit,
    AIRole,
    Commentary,
    Relation,
    Image,
    Comparison,
    ComparisonFilm,
    ComparisonRow,
    Dismissal,
)
MODELS = {model._meta.model_name: model for model in NOUNS}
OWNER = {AgentName: "agent", CorpusAxis: "corpus", ComparisonFilm: "comparison", ComparisonRow: "comparison"}


def stamp(record: models.Model, whole: bool) -> str:
    """A mark that moves with every change of the row, or of the record with all its parts; empty before the first."""
    chosen = Q(whole=whole_of(record)) if whole else Q(noun=record._meta.model_name, row=str(record.pk))
    newest = Entry.objects.filter(chosen).order_by("-pk").values_list("pk", flat=True).first()
    return str(newest or "")


def since(record: models.Model, whole: bool, mark: str) -> list[Entry]:
    """What happened to the row or record since it had this stamp."""
    chosen = Q(whole=whole_of(record)) if whole else Q(noun=record._meta.model_name, row=str(record.pk))
    after = number_in(mark) or 0
    return list(Entry.objects.filter(chosen, pk__gt=after).select_related("deed").order_by("pk"))


def number_in(text: str) -> int | None:
    """The number of a row, as somebody sent it; None where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def whole_of(record: models.Model) -> str:
    """The record on whose page this one is edited, such as `film:12`."""
    owner = _owner(record)
    return f"{owner._meta.model_name}:{owner.pk}"


def wholes_of(record: models.Model) -> list[str]:
    """The record, and those that became part of it, as the journal names them: for one history of all."""
    found = [whole_of(record)]
    for whole in found:
        noun = whole.partition(":")[0]
        taken_over = Entry.objects.filter(whole=whole, noun="formername", before__isnull=True, after__number=None)
        acts = taken_over.filter(deed__kind=DeedKind.MERGE, deed__undone_by=None).values("deed")
        gone = Entry.objects.filter(deed__in=acts, noun=noun, after__isnull=True).exclude(whole__in=found)
        found += dict.fromkeys(gone.order_by("pk").values_list("whole", flat=True))
    return found


def fields_of(rows: Iterable[models.Model]) -> list[Fields]:
    """The rows' fields as a fixture has them, through JSON, so that two of them can be compared."""
    return [told["fields"] for told in json.loads(json.dumps(records(rows), cls=DjangoJSONEncoder))]


def stored(rows: Iterable[Row]) -> Snapshot:
    """The rows as the database has them now; None for those that are not there."""
    found: Snapshot = dict.fromkeys(rows)
    by_noun: dict[str, list[str]] = {}
    for noun, key in found:
        by_noun.setdefault(noun, []).append(key)
    for noun, keys in by_noun.items():
        present = list(ready(MODELS[noun]).filter(pk__in=keys))
        for record, fields in zip(present, fields_of(present), strict=True):
            found[noun, str(record.pk)] = fields
    return found


class Journal:
    """An open deed: what was noted so far."""

    def __init__(self, deed: Deed) -> None:
        self.deed = deed
        self.before: Snapshot = {}
        self.about: dict[Row, tuple[str, str, bool]] = {}

    def note(self, records: Iterable[models.Model], *, new: bool = False) -> None:
        """Remember rows as they are stored now. The first note of a row counts."""
        fresh = [r for r in records if type(r) in NOUNS and r.pk is not None and _row(r) not in self.before]
        if not fresh:
            return
        was: Snapshot = {_row(r): None for r in fresh} if new else stored(_row(r) for r in fresh)
        self.before |= was
        for record in fresh:
            self.about[_row(record)] = (name_of(record), whole_of(record), _read(record))

    def close(self) -> None:
        """Write down what differs. A deed that changed nothing leaves no trace."""
        after = stored(self.before)
        changed = [row for row, was in self.before.items() if was != after[row]]
        if not changed:
            return
        for model in NOUNS:
            kept = [key for noun, key in changed if noun == model._meta.model_name and after[noun, key] is not None]
            for record in ready(model).filter(pk__in=kept) if kept else ():
                was_read = self.about[_row(record)][2]
                self.about[_row(record)] = (name_of(record), whole_of(record), was_read or _read(record))
        changed = self._without_replaced(changed, after)
        if not changed:
            return
        self.deed.save()
        order = {model._meta.model_name: i for i, model in enumerate(NOUNS)}
        entries = []
        for noun, key in sorted(changed, key=lambda row: order[row[0]]):
            name, whole, public = self.about[noun, key]
            entries.append(
                Entry(
                    deed=self.deed,
                    noun=noun,
                    row=key,
                    name=name[:200],
                    whole=whole,
                    public=public,
                    before=self.before[noun, key],
                    after=after[noun, key],
                )
            )
        Entry.objects.bulk_create(entries)

    def _without_replaced(self, changed: list[Row], after: Snapshot) -> list[Row]:
        """Less the rows that were deleted and made again just as they were, as a form may do with parts."""
        gone = {(row[0], self.about[row][:2], json.dumps(self.before[row])): row for row in changed if not after[row]}
        again = {(row[0], self.about[row][:2], json.dumps(after[row])): row for row in changed if not self.before[row]}
        same = {pair[key] for key in gone.keys() & again.keys() for pair in (gone, again)}
        return [row for row in changed if row not in same]


class _Silence(Journal):
    def note(self, records: Iterable[models.Model], *, new: bool = False) -> None:
        pass


_open: ContextVar[Journal | None] = ContextVar("journal", default=None)


@contextmanager
def deed(
    by: AbstractBaseUser | None = None, kind: DeedKind = DeedKind.EDIT, reason: str = "", undoes: Deed | None = None
) -> Iterator[Deed]:
    """Everything saved and deleted inside is one deed, in one transaction. One within another is part of it."""
    running = _open.get()
    if running is not None:
        if kind != DeedKind.EDIT:
            running.deed.kind = kind
        running.deed.reason = running.deed.reason or reason
        yield running.deed
        return
    act = Deed(kind=kind, reason=reason.strip(), undoes=undoes, **_who(by))
    journal = Journal(act)
    with transaction.atomic():
        take_turn()
        token = _open.set(journal)
        try:
            yield act
        finally:
            _open.reset(token)
        journal.close()


@contextmanager
def unrecorded() -> Iterator[None]:
    """For filling an empty archive: what has no past needs no history."""
    token = _open.set(_Silence(Deed()))
    try:
        yield
    finally:
        _open.reset(token)


def note(records: Iterable[models.Model]) -> None:
    """Tell the open deed of rows that are about to change without signals."""
    running = _open.get()
    if running is not None:
        running.note(records)


def _who(user: AbstractBaseUser | None) -> dict[str, Any]:
    if user is None or not getattr(user, "pk", None):
        return {}
    editor = Editor.objects.filter(user=user).first()
    groups = set(user.groups.values_list("name", flat=True))  # type: ignore[attr-defined]
    role = next((r for r in (DeskRole.REVIEWER, DeskRole.CURATOR, DeskRole.TRANSLATOR) if r in groups), "")
    name = user.get_full_name() or user.get_username()  # type: ignore[attr-defined]
    return {"actor": user, "actor_name": name, "signed": editor.signature if editor else "", "role": role}


def _row(record: models.Model) -> Row:
    return (record._meta.model_name, str(record.pk))  # type: ignore[return-value]


def _owner(record: models.Model) -> models.Model:
    if isinstance(record, Assessment | Reply):
        return record.claim.film
    if type(record) in OWNER:
        return getattr(record, OWNER[type(record)])
    if isinstance(record, Film):
        return record
    if isinstance(record, FormerName):
        return record.record
    return record.film if hasattr(record, "film_id") else record


def name_of(record: models.Model) -> str:
    if hasattr(record, "ref"):
        return record.ref
    if isinstance(record, Film):
        return record.public_id
    if isinstance(record, Country):
        return record.code
    return " ".join(str(part) for part in record.natural_key()) if hasattr(record, "natural_key") else str(record)


def _read(record: models.Model) -> bool:
    """Whether readers can see it: it is part of a film or comparison that is public or was."""
    return getattr(_owner(record), "status", "") in SEEN_BY_READERS


# Signals: each handler notes what is about to change in the open deed, or else in one kept on the record itself,
# which closes as soon as the change is made.


def _running(record: models.Model) -> Journal:
    running = _open.get()
    if running is None:
        running = record.__dict__.setdefault("_lone_deed", Journal(Deed()))
    return running


def _close_lone(record: models.Model) -> None:
    lone = record.__dict__.pop("_lone_deed", None)
    if lone is not None:
        lone.close()


def _before_save(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    if sender in NOUNS and instance.pk is not None and not (raw and _open.get() is None):
        _running(instance).note([instance])


def _after_save(
    sender: type[models.Model], instance: models.Model, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    if sender in NOUNS and not (raw and _open.get() is None):
        if created:
            _running(instance).note([instance], new=True)
        _close_lone(instance)


def _before_delete(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    if sender in NOUNS:
        _running(instance).note([instance, *_referring(instance)])


def _after_delete(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    if sender in NOUNS:
        _close_lone(instance)


def _referring(record: models.Model) -> Iterator[models.Model]:
    """Rows that lose a reference when the record goes; Django sends no signal for them."""
    for relation in record._meta.get_fields(include_hidden=True):
        if not relation.is_relation or relation.concrete or relation.related_model not in NOUNS:
            continue
        if relation.many_to_many or getattr(relation, "on_delete", None) is models.SET_NULL:
            yield from relation.related_model._base_manager.filter(**{relation.field.name: record.pk})


def _relating(
    sender: type[models.Model],
    instance: models.Model,
    action: str,
    reverse: bool,
    model: type[models.Model],
    pk_set: set[Any] | None,
    **kwargs: Any,
) -> None:
    """Sources of a statement and the like. Set from the other side, the rows that hold the relation are noted."""
    if reverse:
        field = next((f for f in model._meta.many_to_many if f.remote_field.through is sender), None)
        if model not in NOUNS or field is None or not field.serialize:
            return
        keys = {"pk__in": pk_set} if pk_set is not None else {field.name: instance.pk}
        holders = list(model._base_manager.filter(**keys)) if action.startswith("pre") else []
    else:
        field = next((f for f in instance._meta.many_to_many if f.remote_field.through is sender), None)
        if type(instance) not in NOUNS or field is None or not field.serialize:
            return
        holders = [instance]
    if action.startswith("pre"):
        _running(instance).note(holders)
    else:
        _close_lone(instance)


def connect() -> None:
    """Called once, when the application is ready."""
    for signal, handler in (
        (pre_save, _before_save),
        (post_save, _after_save),
        (pre_delete, _before_delete),
        (post_delete, _after_delete),
        (m2m_changed, _relating),
    ):
        signal.connect(handler, dispatch_uid=f"journal.{handler.__name__}")
