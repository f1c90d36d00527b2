"""Every change made at the desk is a deed of the journal: with its reason, its history page and its undoing.

Two curators at one record: the second who saves is shown what the first saved (see `stale.py`).
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from films.history import between, since_publication, told, told_nets
from films.journal import deed, number_in, stamp, whole_of, wholes_of
from films.models import Entry
from films.vocabularies import SEEN_BY_READERS

from .permissions import may_undo
from .stale import Stale, mend_request

REASON = pgettext_lazy("change", "Why")
LONGEST_REASON = 1000
UNSAID = _("This is public: say why you change it.")
SEEN = _("Readers see this beside the change. Name the source or the slip, not a person.")


def reason_field(missing: Any = "") -> forms.CharField:
    """Why something is changed. `missing` says what to do where it has to be said."""
    return forms.CharField(
        label=REASON,
        required=bool(missing),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=SEEN,
        error_messages={"required": missing},
    )


class DeskForm(forms.ModelForm):
    """What every form of the desk asks beside the record: why, and which state of it was opened."""

    change_reason = reason_field()
    edit_token = forms.CharField(required=False, widget=forms.HiddenInput)

    asks_why = True  # where the reason is not asked elsewhere, once for many

    # Set for each request by `Recorded.get_form`.
    read_by_the_public = False
    stale: Stale | None = None
    opened = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edit_token"].initial = self.opened

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.stale is not None:
            raise forms.ValidationError(self.stale.message)
        added_to = getattr(self.cleaned_data.get("film"), "status", "")
        owed = self.read_by_the_public or added_to in SEEN_BY_READERS
        if self.asks_why and owed and not (self.cleaned_data.get("change_reason") or "").strip():
            self.add_error("change_reason", UNSAID)
        return cleaned


class Recorded:
    """For an admin: requests are deeds, forms ask why, and the history page tells and undoes."""

    whole = False  # whether the page edits a record with its parts, rather than one row

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]
        with deed(request.user, reason=reason_of(request)):
            if object_id:
                mend_request(self, request, unquote(object_id))
            extra = {**(extra_context or {}), "stale": getattr(request, "stale", None)}
            return super().changeform_view(request, object_id, form_url, extra)  # type: ignore[misc]

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        record = self.get_object(request, unquote(object_id)) if request.POST else None  # type: ignore[attr-defined]
        deletes = record is not None and self.has_delete_permission(request, record)  # type: ignore[attr-defined]
        if deletes and self.read_by_the_public(record) and not reason_of(request):
            messages.error(request, UNSAID)
            return redirect(request.get_full_path())
        with deed(request.user, reason=reason_of(request)):
            return super().delete_view(request, object_id, extra_context)  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method != "POST":
            return super().changelist_view(request, extra_context)  # type: ignore[misc]
        if request.POST.get("action") == "delete_selected" and request.POST.get("post") and not reason_of(request):
            messages.error(request, _("Say why these are deleted. Nothing was changed."))
            return redirect(request.get_full_path())
        with deed(request.user, reason=reason_of(request)):
            return super().changelist_view(request, extra_context)  # type: ignore[misc]

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        asked = kwargs.pop("form", self.form)  # type: ignore[attr-defined]
        attributes = {
            "read_by_the_public": obj is not None and self.read_by_the_public(obj),
            "stale": getattr(request, "stale", None),
            "opened": stamp(obj, self.whole) if obj is not None else "",
        }
        form = type(f"Desk{asked.__name__}", (DeskForm, asked), attributes)
        return super().get_form(request, obj, change=change, form=form, **kwargs)  # type: ignore[misc]

    def read_by_the_public(self, obj: Model) -> bool:
        """Whether readers see the record, so that they are owed a reason for its change."""
        holder = getattr(obj, "film", obj)
        return getattr(holder, "status", "") in SEEN_BY_READERS

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """All deeds that touched the record or its parts; the difference of two states, or since publication."""
        record = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, record):  # type: ignore[attr-defined]
            raise PermissionDenied
        entries = list(self.entries_of(record))
        deeds = told(entries)
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("History: %s") % record,
            "opts": self.opts,  # type: ignore[attr-defined]
            "object": record,
            "module_name": str(self.opts.verbose_name_plural),  # type: ignore[attr-defined]
            "deeds": deeds,
            "undone": {d.deed.undoes_id for d in deeds},
            "undoable": _undoable(request, entries),
            **_compared(request, entries),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/films/history.html", context)

    def entries_of(self, record: Model) -> Any:
        """Newest first: of the record with all its parts, or of the one row."""
        if self.whole:
            return Entry.objects.of(*wholes_of(record))
        return Entry.objects.of(whole_of(record)).filter(noun=record._meta.model_name, row=str(record.pk))


def reason_of(request: HttpRequest) -> str:
    """Why, as it was typed, where no form has looked at it. PostgreSQL keeps no text with a NUL in it."""
    return request.POST.get("change_reason", "").replace("\x00", "").strip()[:LONGEST_REASON]


def _undoable(request: HttpRequest, entries: list[Entry]) -> set[int]:
    """The deeds that this user may undo, as far as the record knows them; their own page looks at the rest."""
    by_deed: dict[int, list[Entry]] = {}
    for entry in entries:
        by_deed.setdefault(entry.deed_id, []).append(entry)
    return {pk for pk, own in by_deed.items() if may_undo(request.user, own[0].deed, own)}


def _compared(request: HttpRequest, entries: list[Entry]) -> dict[str, Any]:
    """The comparison asked for by `from` and `to` (numbers of deeds; 0 is the beginning) or by `since=published`."""
    states = {e.deed_id for e in entries} | {0}
    since_then = since_publication(entries)
    context: dict[str, Any] = {"was_published": since_then is not None, "since": request.GET.get("since", "")}
    if request.GET.get("since") == "published":
        if since_then is not None:
            return context | {"compared": told_nets(since_then)}
        return context | {"note": _("No state of this record has been published while a journal was kept.")}
    asked = request.GET.get("from"), request.GET.get("to")
    if None in asked:
        return context
    numbers = [number_in(value) for value in asked if value is not None]
    if not states.issuperset(numbers):
        return context | {"note": _("These are not two states of this record. Choose two below.")}
    older, newer = sorted(number for number in numbers if number is not None)
    return context | {"older": older, "newer": newer, "compared": told_nets(between(entries, older, newer))}
