"""Django's `loaddata`, made strict: a broken fixture is refused whole, and the message names its place."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db import DatabaseError, IntegrityError
from django.db.models import Model

from films.derived import refresh_derived
from films.exchange.selection import ready
from films.journal import NOUNS, deed, note, unrecorded
from films.models import Comparison, Film, Image
from films.vocabularies import DeedKind

EXPECTED = (
    DatabaseError,
    DeserializationError,
    FieldDoesNotExist,
    IntegrityError,
    LookupError,
    ValidationError,
    ValueError,
    TypeError,
)


class Command(loaddata.Command):
    help = "Install fixtures. All or nothing: every problem is named by file, record and field."

    def handle(self, *labels: str, **options: Any) -> None:
        self.problems: list[str] = []
        self.reading = ""
        self.any_film = self.any_image = False
        try:
            with _recorded():
                super().handle(*labels, **options)
        except EXPECTED as error:
            if not self.problems:
                self.problems.append(f"{self.reading or ', '.join(labels)}: {_words(error)}")
            self._refuse(error)
        if self.any_film:
            refresh_derived()
        if self.any_image:
            Image.objects.all().derive_missing()

    def loaddata(self, fixture_labels: Iterable[str]) -> None:
        super().loaddata(fixture_labels)
        if self.problems:
            self._refuse()

    def _refuse(self, cause: BaseException | None = None) -> NoReturn:
        listed = "\n".join(self.problems[:50])
        raise CommandError(f"{len(self.problems)} problems; nothing was written.\n{listed}") from cause

    def find_fixtures(self, fixture_label: str) -> list[tuple[str, str | None, str | None]]:
        self.reading = Path(fixture_label).name
        return super().find_fixtures(fixture_label)

    def save_obj(self, obj: DeserializedObject) -> bool:
        row: Model = obj.object
        if row._meta.app_label != "films":
            return super().save_obj(obj)
        self.any_film = True
        self.any_image |= isinstance(row, Image)
        place = f"{self.reading}: {row._meta.verbose_name} {_key(row)}"
        deferred = {field.name: key for field, key in (obj.deferred_fields or {}).items()}
        _watch_deferred(obj, place, self.problems)
        for field in row._meta.fields:
            if field.name in deferred and not field.null:
                self.problems.append(f"{place}, {field.name}: there is no {deferred[field.name]!r}.")
                return False
        references = {f.name for f in row._meta.fields if f.many_to_one}
        try:
            row.clean_fields(exclude=references | set(deferred))
            if not deferred:  # references to rows that come later are checked by the database
                row.clean()
        except ValidationError as error:
            details = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            for name, messages in details.items():
                self.problems.append(f"{place}{', ' + name if name else ''}: {' '.join(messages)}")
            # The row is saved nowhere, but others refer to it: they are not to be blamed.
            return False
        try:
            saved = super().save_obj(obj)
            if saved and isinstance(row, Comparison):
                _clear_parts(row)
            return saved
        except (DatabaseError, ValueError) as error:
            self.problems.append(f"{place}: {_words(error)}")
            self._refuse(error)


@contextmanager
def _recorded() -> Iterator[None]:
    """Into an empty archive without a trace; over a living one as a deed, since it overwrites what curators changed."""
    if not Film.objects.exists():
        with unrecorded():
            yield
        return
    with deed(kind=DeedKind.LOAD, reason=""):
        for noun in NOUNS:
            note(ready(noun))
        yield


def _clear_parts(comparison: Comparison) -> None:
    """The file tells a comparison whole: two films that change places must not meet in the same place."""
    comparison.places.all().delete()
    comparison.rows.all().delete()


def _watch_deferred(obj: DeserializedObject, place: str, problems: list[str]) -> None:
    """References to later rows are resolved at the very end; keep the place for the message."""
    if not obj.deferred_fields:
        return
    names = {field.name: key for field, key in obj.deferred_fields.items()}
    resolve = obj.save_deferred_fields

    def resolve_or_name(using: str | None = None) -> None:
        try:
            resolve(using=using)
        except EXPECTED as error:
            told = "; ".join(f"{name}: there is no {key!r}" for name, key in names.items())
            problems.append(f"{place}, {told}.")
            raise error

    obj.save_deferred_fields = resolve_or_name  # type: ignore[method-assign]


def _key(row: Model) -> str:
    try:
        key = row.natural_key() if hasattr(row, "natural_key") else (row.pk,)
    except Exception:  # the key itself is what is broken
        key = (getattr(row, "number", "?"),)
    return " ".join(str(part) for part in key)


def _words(error: BaseException) -> str:
    words = " ".join(str(part) for part in error.args) or type(error).__name__
    return words if words.endswith(".") else words + "."
