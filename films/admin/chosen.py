"""Fields that search as one types, made fit for the desk.

What the rows of one film have chosen is read at once, not row by row; what no key can be is drawn as nothing chosen.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
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


LONGEST_KEY = 18  # digits; what is longer fits no database column


def _may_be_key(field: Field, key: Any) -> bool:
    text = str(key)
    if "\x00" in text or len(text) > LONGEST_KEY:
        return False
    try:
        field.related_model._meta.pk.to_python(text)
    except ValidationError:
        return False
    return True


NO_KEY = "-1"  # is refused as no choice, where the database would not even take what was sent


class _Chosen:
    known: Known = staticmethod(dict)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        if isinstance(value, list):
            return [key if _may_be_key(self.field, key) else NO_KEY for key in value]  # type: ignore[attr-defined]
        return value if not value or _may_be_key(self.field, value) else NO_KEY  # type: ignore[attr-defined]

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        value = [key for key in value if _may_be_key(self.field, key)]  # type: ignore[attr-defined]
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


class OneChosen(_Chosen, AutocompleteSelect):
    pass


class SeveralChosen(_Chosen, AutocompleteSelectMultiple):
    pass


class ChoosesByTyping:
    """For an admin or inline: its autocomplete fields get these widgets."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs |= self._chosen(OneChosen, db_field, request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs |= self._chosen(SeveralChosen, db_field, request)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def _chosen(self, widget: type, db_field: Any, request: HttpRequest) -> dict[str, Any]:
        if db_field.name not in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            return {}
        made = widget(db_field, self.admin_site)  # type: ignore[attr-defined]
        film = getattr(self, "film", None)
        if film is not None:
            made.known = chosen_by(self.model, db_field, film, self.admin_site, request)  # type: ignore[attr-defined]
        return {"widget": made}
