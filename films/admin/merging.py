"""Two records side by side, to become one: a page that asks field by field which value stays."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from films.merging import (
    BOTH,
    GONE,
    KEPT,
    ChangedMeanwhile,
    Choice,
    Fate,
    Plan,
    Refused,
    choices,
    likely_doubles,
    merge,
    plan,
    referring,
    refusals,
    state,
)
from films.models import Deed, Film
from films.vocabularies import SEEN_BY_READERS, RecordStatus

from .recorded import reason_field

MOST_FOUND = 20


class MergeForm(forms.Form):
    """One field for each field that differs, the reason, and the state that was shown."""

    state = forms.IntegerField(widget=forms.HiddenInput)
    change_reason = reason_field(_("Say why these two are one."))

    def __init__(self, asked: list[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = [choice for choice in asked if choice.options]
        for choice in self.asked:
            options = [(option, option) for option in choice.options]
            words = _("Choose what stays for “%(field)s”.") % {"field": choice.label}
            self.fields[f"field-{choice.name}"] = forms.ChoiceField(
                choices=options,
                label=choice.label,
                initial=choice.default,
                error_messages={"required": words, "invalid_choice": words},
            )

    @property
    def chosen(self) -> dict[str, str]:
        return {choice.name: self.cleaned_data[f"field-{choice.name}"] for choice in self.asked}

    def rows(self) -> list[dict[str, Any]]:
        """Each field that differs, with what may be chosen and what is."""
        found = []
        for choice in self.asked:
            bound = self[f"field-{choice.name}"]
            found.append(
                {
                    "name": bound.html_name,
                    "label": choice.label,
                    "value": bound.value(),
                    "texts": [(KEPT, choice.kept), (GONE, choice.gone)],
                    "both": BOTH in choice.options,
                    "errors": bound.errors,
                }
            )
        return found


class Merges:
    """For an admin whose records can be doubles of each other."""

    def get_urls(self) -> list[URLPattern]:
        name = self.model._meta.model_name  # type: ignore[attr-defined]
        wrapped = self.admin_site.admin_view  # type: ignore[attr-defined]
        return [
            path("<int:pk>/merge/", wrapped(self.find_double), name=f"films_{name}_double"),
            path("<int:pk>/merge/<int:other>/", wrapped(self.merge_view), name=f"films_{name}_merge"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def may_merge(self, request: HttpRequest, *records: Model) -> bool:
        """Whoever may add records; where one is public, whoever publishes."""
        if not (self.has_add_permission(request) and self.has_change_permission(request)):  # type: ignore[attr-defined]
            return False
        public = any(isinstance(record, Film) and record.status in SEEN_BY_READERS for record in records)
        return request.user.has_perm("films.publish_film") if public else True

    def get_actions(self, request: HttpRequest) -> dict[str, tuple[Any, str, Any]]:
        found = super().get_actions(request)  # type: ignore[misc]
        if "_popup" not in request.GET and self.may_merge(request):
            found["merge_two"] = (_merge_two, "merge_two", _("Merge these two…"))
        return found

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        record = kwargs.get("obj")
        if record is not None and self.may_merge(request, record):
            context["merge_address"] = self._merge_address(record)
        return super().render_change_form(request, context, **kwargs)  # type: ignore[misc]

    def find_double(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Which record this one is merged with: likely doubles, or what a search finds."""
        record = self.get_object(request, str(pk))  # type: ignore[attr-defined]
        if record is None:
            return self._missing(request, pk)
        if not self.may_merge(request, record):
            raise PermissionDenied
        words = request.GET.get("q", "").strip()
        found = self._search(request, record, words) if words else likely_doubles(record)
        context = {
            **self._page(request, _("Merge with another record"), record),
            "words": words,
            "found": [(self._merge_address(record, other), other) for other in found],
        }
        return TemplateResponse(request, "admin/films/merge_search.html", context)

    def merge_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """GET shows what stays, what goes and what becomes of the parts; POST does it, or says why not."""
        kept, gone = (self.get_object(request, str(key)) for key in (pk, other))  # type: ignore[attr-defined]
        if kept is None or gone is None:
            return self._missing(request, other if gone is None else pk)
        if not self.may_merge(request, kept, gone):
            raise PermissionDenied
        reasons = refusals(kept, gone)
        asked = [] if reasons else choices(kept, gone)
        now = state(kept, gone)
        form = MergeForm(asked, request.POST if request.method == "POST" else None, initial={"state": now})
        changed = False
        if request.method == "POST" and not reasons and form.is_valid():
            try:
                act = merge(
                    kept,
                    gone,
                    form.chosen,
                    by=request.user,
                    reason=form.cleaned_data["change_reason"],
                    seen=form.cleaned_data["state"],
                )
            except ChangedMeanwhile:
                changed = True
                form = MergeForm(asked, _with(request.POST, state=now), initial={"state": now})
            except Refused as refusal:
                reasons = refusal.reasons
            else:
                return self._done(request, act, kept, gone)
        told = plan(kept, gone) if asked else None
        context = {
            **self._page(request, _("Merge two records"), kept),
            "kept": kept,
            "gone": gone,
            "gone_address": self._change_address(gone),
            "swap": self._merge_address(gone, kept) if self.may_merge(request, gone, kept) else "",
            "form": form,
            "equal": [choice for choice in asked if not choice.options],
            "reasons": reasons,
            "changed": changed,
            "names": [gone.public_id, gone.slug] if isinstance(gone, Film) else [gone.slug],
            "referring": referring(gone) if asked else [],
            **(_lots(told, kept) if told else {}),
        }
        return TemplateResponse(request, "admin/films/merge.html", context)

    def _done(self, request: HttpRequest, act: Deed, kept: Any, gone: Any) -> HttpResponse:
        words = _("%(gone)s is part of %(kept)s now. Its number and its addresses lead here.")
        if not isinstance(kept, Film):
            words = _("%(gone)s is part of %(kept)s now. Its address leads here.")
        told = words % {"gone": gone, "kept": kept}
        link = reverse("admin:films_deed_change", args=[act.pk])
        messages.success(request, format_html('{} <a href="{}">{}</a>', told, link, _("See the change, or undo it")))
        return redirect(self._change_address(kept))

    def _search(self, request: HttpRequest, record: Model, words: str) -> list[Model]:
        records = self.get_queryset(request).exclude(pk=record.pk)  # type: ignore[attr-defined]
        found, _twice = self.get_search_results(request, records, words)  # type: ignore[attr-defined]
        return list(found.distinct()[:MOST_FOUND])

    def _missing(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))  # type: ignore[attr-defined]

    def _page(self, request: HttpRequest, title: Any, record: Model) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.opts,  # type: ignore[attr-defined]
            "title": title,
            "record": record,
            "back": self._change_address(record),
        }

    def _change_address(self, record: Model) -> str:
        return reverse(f"admin:films_{record._meta.model_name}_change", args=[record.pk])

    def _merge_address(self, record: Model, other: Model | None = None) -> str:
        name = f"admin:films_{record._meta.model_name}"
        return (
            reverse(f"{name}_merge", args=[record.pk, other.pk])
            if other
            else reverse(f"{name}_double", args=[record.pk])
        )


def _merge_two(model_admin: Any, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    ticked = list(queryset.order_by("pk")[:3])
    if len(ticked) != 2:
        messages.error(request, _("Tick exactly two records: the one that stays and its double."))
        return None
    # The public one stays unless the curator turns them round.
    ticked.sort(key=lambda record: getattr(record, "status", "") != RecordStatus.PUBLISHED)
    return redirect(model_admin._merge_address(*ticked))


def _lots(told: Plan, kept: Model) -> dict[str, Any]:
    """What becomes of the parts, by what becomes of them; statements of other films are told by their own number."""
    rows = [(lot.noun, lot.before, lot.after(kept), lot.words, lot.fate) for lot in (*told.lots, *told.elsewhere)]
    return {fate.value: [row[:4] for row in rows if row[4] is fate] for fate in Fate}


def _with(data: QueryDict, **values: Any) -> QueryDict:
    changed = data.copy()
    for name, value in values.items():
        changed[name] = str(value)
    return changed
