"""Autocomplete fields in the rows of one film: what all rows have chosen is read at once, not row by row."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Field, Model
from django.http import HttpRequest

Known = Callable[[], dict[str, str]]


def chosen_by(model: type[Model], field: Field, film: Model, site: AdminSite, request: HttpRequest) -> Known:
    """The labels of what rows of `model` name in `field` for this film, by key; read when first asked for."""
    target = field.related_model

    @cache
    def known() -> dict[str, str]:
        keys = model._default_manager.filter(film=film.pk).values(field.name)
        rows = site.get_model_admin(target).get_queryset(request).filter(pk__in=keys)
        return {str(row.pk): str(row) for row in rows}

    return known


class _Knows:
    known: Known

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        wanted = {str(key) for key in value if str(key) not in self.choices.field.empty_values}  # type: ignore[attr-defined]
        if not wanted:
            found = []
        elif wanted <= self.known().keys():
            found = [(key, label) for key, label in self.known().items() if key in wanted]
        else:  # chosen in the form, and not saved yet
            return super().optgroups(name, value, attrs)  # type: ignore[misc]
        if not self.is_required and not self.allow_multiple_selected:  # type: ignore[attr-defined]
            found = [("", ""), *found]
        options = [
            self.create_option(name, key, label, key in wanted, index)  # type: ignore[attr-defined]
            for index, (key, label) in enumerate(found)
        ]
        return [(None, options, 0)]


class OneChosen(_Knows, AutocompleteSelect):
    pass


class SeveralChosen(_Knows, AutocompleteSelectMultiple):
    pass
