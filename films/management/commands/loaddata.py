"""Django's `loaddata`, made strict: a broken fixture is refused whole, and the message names its place."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db import DatabaseError, IntegrityError
from django.db.models import Model

from films.standings import refresh_standings

EXPECTED = (
    CommandError,
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
        self.any_film = False
        try:
            super().handle(*labels, **options)
        except CommandError:
            raise
        except EXPECTED as error:
            raise CommandError(f"{self.reading or ', '.join(labels)}: {_words(error)} Nothing was written.") from error
        if self.any_film:
            refresh_standings()

    def loaddata(self, fixture_labels: Iterable[str]) -> None:
        super().loaddata(fixture_labels)
        if self.problems:
            listed = "\n".join(self.problems[:50])
            raise CommandError(f"{len(self.problems)} problems; nothing was written.\n{listed}")

    def find_fixtures(self, fixture_label: str) -> list[tuple[str, str | None, str | None]]:
        self.reading = Path(fixture_label).name
        return super().find_fixtures(fixture_label)

    def save_obj(self, obj: DeserializedObject) -> bool:
        row: Model = obj.object
        if row._meta.app_label != "films":
            return super().save_obj(obj)
        self.any_film = True
        deferred = {field.name for field in obj.deferred_fields or {}}
        names = [f.name for f in row._meta.fields if f.many_to_one]
        try:
            row.clean_fields(exclude={*names, *deferred})
            if not deferred:  # references to rows that come later are checked by the database
                row.clean()
        except ValidationError as error:
            details = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            for field, messages in details.items():
                where = f"{self.reading}: {row._meta.verbose_name} {_key(row)}"
                self.problems.append(f"{where}{', ' + field if field else ''}: {' '.join(messages)}")
            return False
        try:
            return super().save_obj(obj)
        except (DatabaseError, ValueError) as error:
            raise CommandError(
                f"{self.reading}: {row._meta.verbose_name} {_key(row)}: {_words(error)} Nothing was written."
            ) from error


def _key(row: Model) -> str:
    try:
        key = row.natural_key() if hasattr(row, "natural_key") else (row.pk,)
    except Exception:  # the key itself is what is broken
        key = (getattr(row, "number", "?"),)
    return " ".join(str(part) for part in key)


def _words(error: BaseException) -> str:
    words = " ".join(str(part) for part in error.args) or type(error).__name__
    return words if words.endswith(".") else words + "."
