"""Undoing: a deed of the journal is taken back as a deed of its own, whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer
from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from .exchange.selection import ready
from .journal import MODELS, NOUNS, Row, deed, name_of, note, stored
from .models import Deed, Entry
from .vocabularies import SEEN_BY_READERS, DeedKind


class CannotUndo(Exception):
    """Something changed since; `obstacles` names each row and why."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__("; ".join(obstacles))
        self.obstacles = obstacles


def undo(act: Deed, by: AbstractBaseUser | None = None, reason: str = "") -> Deed:
    """Set every row of a deed back to what it was before, as a deed of its own.

    Raises `CannotUndo`, and changes nothing, where a row has changed since, or is never undone.
    """
    with deed(by, DeedKind.UNDO, reason, undoes=act) as undoing:
        entries = list(act.entries.all())
        _refuse_what_cannot_be_undone(act, entries)
        note(_records(entries))
        _take_away([e for e in entries if e.before is None])
        _put_back([e for e in entries if e.before is not None])
    return undoing


def obstacles(act: Deed) -> list[str]:
    """Why a deed cannot be undone; empty where it can."""
    if Deed.objects.filter(undoes=act).exists():
        return [_("This change has been undone already.")]
    if act.kind not in UNDOABLE:
        return [_("This is a step of its own: take the opposite step instead.")]
    if act.kind == DeedKind.UNDO and act.undoes and act.undoes.kind == DeedKind.MERGE:
        return [_("Merge the two again instead.")]
    entries = list(act.entries.all())
    now = stored((e.noun, e.row) for e in entries)
    users = _using(entries)
    found = []
    for entry in entries:
        if entry.noun == "assessment":
            found.append(_("%(name)s: an assessment is never undone. Write a new one.") % {"name": entry.name})
        elif now[entry.noun, entry.row] != entry.after:
            found.append(_("%(name)s has changed since.") % {"name": entry.name})
        elif entry.noun in ("film", "comparison") and entry.before is None and entry.after["status"] in SEEN_BY_READERS:
            found.append(str(MODELS[entry.noun].NOT_DELETABLE))  # type: ignore[attr-defined]
        elif entry.before and entry.after and _became_or_was_public(entry):
            found.append(_("This is a step of its own: take the opposite step instead."))
        elif users.get((entry.noun, entry.row)):
            words = {"name": entry.name, "others": ", ".join(users[entry.noun, entry.row][:MOST_NAMED])}
            found.append(_("%(name)s is in use by now: %(others)s.") % words)
    return found


def _became_or_was_public(entry: Entry) -> bool:
    was, now = entry.before.get("status"), entry.after.get("status")
    return was != now and bool({was, now} & set(SEEN_BY_READERS))


def _using(entries: list[Entry]) -> dict[Row, list[str]]:
    """What refers to rows that the deed made, and is itself no part of it: their undoing would take it along."""
    own = {(e.noun, e.row) for e in entries}
    made: dict[str, set[str]] = {}
    for entry in entries:
        if entry.before is None:
            made.setdefault(entry.noun, set()).add(entry.row)
    found: dict[Row, list[str]] = {}
    for noun, keys in made.items():
        for relation in MODELS[noun]._meta.get_fields(include_hidden=True):
            if not relation.is_relation or relation.concrete or relation.related_model not in NOUNS:
                continue
            if relation.field.serialize:
                rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
                pairs = rows.values_list("pk", relation.field.name)
                outside = {
                    pk: key for pk, key in pairs if (relation.related_model._meta.model_name, str(pk)) not in own
                }
                for record in ready(relation.related_model).filter(pk__in=outside):
                    found.setdefault((noun, str(outside[record.pk])), []).append(name_of(record))
    return found


MOST_NAMED = 5
UNDOABLE = (DeedKind.EDIT, DeedKind.IMPORT, DeedKind.MERGE, DeedKind.BULK, DeedKind.LOAD, DeedKind.UNDO)


def _refuse_what_cannot_be_undone(act: Deed, entries: list[Entry]) -> None:
    if found := obstacles(act):
        raise CannotUndo(found)


def _records(entries: list[Entry]) -> list[models.Model]:
    return [r for e in entries for r in MODELS[e.noun]._base_manager.filter(pk=e.row)]


def _take_away(entries: list[Entry]) -> None:
    for entry in reversed(entries):
        for record in MODELS[entry.noun]._base_manager.filter(pk=entry.row):
            with _or_named(entry):
                record.delete()


def _put_back(entries: list[Entry]) -> None:
    """Rows first, then what refers across; a title lets go of the film's name before another takes it."""
    entries.sort(key=lambda e: (list(MODELS).index(e.noun), bool(e.before.get("identifying"))))
    later = []
    for entry in entries:
        data = {"model": f"films.{entry.noun}", "pk": entry.row, "fields": entry.before}
        with _or_named(entry):
            [told] = Deserializer([data], handle_forward_references=True)
            told.object.pk = MODELS[entry.noun]._meta.pk.to_python(entry.row)
            for unknown in told.deferred_fields or {}:
                if unknown.many_to_one:
                    setattr(told.object, unknown.attname, None)
            _keep_derived(told.object)
            told.object.save()
        later.append((entry, told, data))
    for entry, told, data in later:
        with _or_named(entry):
            for accessor, related in (told.m2m_data or {}).items():
                getattr(told.object, accessor).set(related)
            if told.deferred_fields:
                [again] = Deserializer([data])
                for unknown in told.deferred_fields:
                    if unknown.many_to_one:
                        setattr(told.object, unknown.attname, getattr(again.object, unknown.attname))
                    else:
                        getattr(told.object, unknown.name).set(again.m2m_data[unknown.name])
                told.object.save()


@contextmanager
def _or_named(entry: Entry) -> Iterator[None]:
    """What the rules of the database refuse is refused with the name of the row."""
    try:
        yield
    except (DeserializationError, ObjectDoesNotExist) as error:
        words = _("%(name)s referred to a record that is gone, or that has another address by now.")
        raise CannotUndo([words % {"name": entry.name}]) from error
    except (IntegrityError, ValidationError) as error:
        words = _("%(name)s cannot be set back: its address, its number or its place is taken by now.")
        raise CannotUndo([words % {"name": entry.name}]) from error


def _keep_derived(record: models.Model) -> None:
    """What no fixture has (a computed standing) stays as it is, until it is drawn anew."""
    derived = [f for f in record._meta.concrete_fields if not f.serialize and not f.primary_key]
    if not derived:
        return
    now = type(record)._base_manager.filter(pk=record.pk).values(*(f.attname for f in derived)).first()
    for name, value in (now or {}).items():
        setattr(record, name, value)
