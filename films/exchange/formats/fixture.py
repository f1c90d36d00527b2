"""Django fixture: what `loaddata` reads. Natural keys, sorted, UTF-8, one field a line."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.core.serializers.python import Serializer
from django.db.models import Model

name = "fixture"
suffix = "json"
media_type = "application/json"


class _Stable(Serializer):
    """Django's own serialiser, with many-to-many keys sorted so that two exports can be compared."""

    def end_object(self, obj: Model) -> None:
        for field in obj._meta.many_to_many:
            if field.name in self._current:
                self._current[field.name].sort(key=str)
        super().end_object(obj)


def records(rows: Iterable[Model]) -> list[dict[str, Any]]:
    """The rows as plain data."""
    return _Stable().serialize(rows, use_natural_foreign_keys=True, use_natural_primary_keys=True)


def render(rows: Iterable[Model]) -> str:
    """The rows as the text of one fixture file."""
    text = json.dumps(records(rows), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return text + "\n"
