"""Which fields of a form are somebody's own.

A translator writes texts in one language and nothing else. Ranks are for those who may rank. Fields that are not
somebody's own are shown, and a form that comes back with other values in them is refused as a whole.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from films.journal import Fields
from films.models import Deed, Editor, Entry
from films.models.bilingual import bilingual_names
from films.vocabularies import DeedKind, Rank, Writes
from films.wording import listed
from films.workflow import User

TRANSLATORS = "translator"
RANKS = {"rank", "rank_reason"}


def translates_into(user: User) -> str | None:
    """The language of somebody who only translates, empty where none has been set; None for everybody else."""
    if not hasattr(user, "_translates_into"):
        user._translates_into = _translates_into(user)  # type: ignore[union-attr]
    return user._translates_into  # type: ignore[union-attr]


def _translates_into(user: User) -> str | None:
    if user.has_perm("films.submit_film") or not user.groups.filter(name=TRANSLATORS).exists():
        return None
    return Editor.objects.filter(user=user.pk).values_list("writes", flat=True).first() or ""


def foreign_fields(user: User, model: type[Model]) -> frozenset[str]:
    """The fields of a record that this user may read but not change."""
    fields = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}
    language = translates_into(user)
    if language is not None:
        column = language.replace("-", "_")
        return frozenset(fields - {f"{name}_{column}" for name in bilingual_names(model) if language})
    if not user.has_perm("films.rank_statement"):
        return frozenset(fields & RANKS)
    return frozenset()


class OwnFieldsForm(forms.ModelForm):
    """Switches foreign fields off. The mixin below puts it in front of the form of each noun."""

    foreign: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._closed = [name for name in self.foreign if name in self.fields and not self.fields[name].disabled]
        for name in self._closed:
            self.fields[name].disabled = True
            if isinstance(self.fields[name], forms.FileField):
                self.fields[name].clean = _as_it_is  # else its file would be opened, which may be gone

    def clean(self) -> Any:
        cleaned = super().clean()
        touched = [capfirst(str(self.fields[name].label or name)) for name in self._closed if self._differs(name)]
        if touched:
            words = _("Not yours to change, so nothing was saved: %(fields)s.")
            self.add_error(None, words % {"fields": listed(sorted(touched))})
        return cleaned

    def _differs(self, name: str) -> bool:
        """Whether something else was sent for a field that a browser would not even send."""
        field, sent_as = self.fields[name], self.add_prefix(name)
        if sent_as not in self.data and sent_as not in self.files:
            return False
        sent = field.widget.value_from_datadict(self.data, self.files, sent_as)
        field.disabled = False  # a disabled field says that it never changes
        try:
            return field.has_changed(self.get_initial_for_field(field, name), sent)
        finally:
            field.disabled = True


def _as_it_is(value: Any, initial: Any = None) -> Any:
    return value


class OwnFields:
    """Makes every form of a noun, its parts included, keep to the fields that are the user's own."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        kwargs["form"] = own_fields(request, self.model, kwargs.get("form", self.form))  # type: ignore[attr-defined]
        return super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[tuple[Any, Any]]:
        for inline in self.get_inline_instances(request, obj):  # type: ignore[attr-defined]
            yield inline.get_formset(request, obj, form=own_fields(request, inline.model, inline.form)), inline

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> Any:
        language = translates_into(request.user)
        if language is not None and request.method == "GET":
            messages.info(request, _words_for_translators(language))
        return super().render_change_form(request, context, **kwargs)  # type: ignore[misc]


def _words_for_translators(language: str) -> str:
    if not language:
        return _("Your account does not say into which language you translate. Ask who keeps the accounts.")
    words = _("You translate into %(language)s: the texts in this language are yours to change.")
    return words % {"language": Writes(language).label}


def own_fields(request: HttpRequest, model: type[Model], form: type[forms.ModelForm]) -> type[forms.ModelForm]:
    """`form`, kept to the fields of `model` that are the user's own."""
    foreign = foreign_fields(request.user, model)
    if not foreign:
        return form
    return type(form.__name__, (OwnFieldsForm, form), {"foreign": foreign})


def may_undo(user: Any, act: Deed, entries: list[Entry] | None = None) -> bool:
    """Undoing is for those who could have done it: ranks and merged public films are a reviewer's."""
    if not user.has_perm("films.undo_deed"):
        return False
    entries = list(act.entries.all()) if entries is None else entries
    if not all(user.has_perm(f"films.change_{noun}") for noun in {entry.noun for entry in entries}):
        return False
    if any(_ranked(e.before) != _ranked(e.after) for e in entries if e.before) and not user.has_perm(
        "films.rank_statement"
    ):
        return False
    merged = act.kind == DeedKind.MERGE or (act.undoes is not None and act.undoes.kind == DeedKind.MERGE)
    return not merged or user.has_perm("films.publish_film") or not any(e.public for e in entries)


def _ranked(state: Fields | None) -> tuple[Any, Any]:
    """The rank of a statement with its reason; of what is not there, as of what nobody ranked."""
    rank, reason = ((state or {}).get(name) or "" for name in ("rank", "rank_reason"))
    return (rank if rank != Rank.NORMAL else "", reason)
