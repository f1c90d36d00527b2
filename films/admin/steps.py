"""The steps of a record as buttons, each with a page of its own that says what will happen and asks why."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from films.models import ComparisonRow, Film
from films.publishability import Hindrance, Rule, hindrances
from films.record import mention
from films.vocabularies import RecordStatus
from films.wording import listed
from films.workflow import STEPS, Refused, Step, affected_by, sort_out, steps_for, take, take_together

MOST_AT_ONCE = 200
MOST_TOLD = 5

Linked = tuple[str, str, str]


def desk_address(record: Model) -> str:
    """Where a record is edited; rows of a comparison stand on its page."""
    if isinstance(record, ComparisonRow):
        record = record.comparison
    return reverse(f"admin:films_{record._meta.model_name}_change", args=[record.pk])


def linked(found: Iterable[Hindrance]) -> list[Linked]:
    """Hindrances as links: where to, to what, and why."""
    return [(_address(one), one.name, one.words) for one in found]


def _address(one: Hindrance) -> str:
    return desk_address(one.record) + ("#titles-group" if one.rule is Rule.NO_TITLE else "")


class StepForm(forms.Form):
    """The reason of a step; of a withdrawal in both languages."""

    def __init__(self, step: Step, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)  # labels are sentences
        area = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
        self.fields["reason"] = forms.CharField(label=step.asks, widget=area, max_length=2000)
        if step.in_both_languages:
            self.fields["reason_zh_hans"] = forms.CharField(
                label=_("And in Chinese"),
                widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField", "lang": "zh-Hans"}),
                max_length=2000,
            )


class TakesSteps:
    """A record whose status changes by steps alone, never by its form."""

    change_form_template = "admin/films/steps.html"
    list_of_steps = ("submit", "publish")  # those that can be taken by many at once, where there are any

    def get_urls(self) -> list[URLPattern]:
        name = self.model._meta.model_name  # type: ignore[attr-defined]
        view = self.admin_site.admin_view(self.step_view)  # type: ignore[attr-defined]
        own = path("<int:pk>/step/<slug:code>/", view, name=f"films_{name}_step")
        return [own, *super().get_urls()]  # type: ignore[misc]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        record = kwargs.get("obj")
        if record is not None:
            context |= {
                "record": record,
                "steps": [(step, self._step_address(record, step)) for step in steps_for(record, request.user)],
                "previews": self.previews(record),
            }
        return super().render_change_form(request, context, **kwargs)  # type: ignore[misc]

    def previews(self, record: Any) -> list[tuple[Any, str]]:
        """Links to what readers will see, in words."""
        return []

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """An edit takes nothing back that is public; but who edited is told what is missing now."""
        found = linked(hindrances(obj)) if obj.status == RecordStatus.PUBLISHED else []
        if found:
            items = format_html_join("; ", '<a href="{}">{}</a>: {}', found[:MOST_TOLD])
            messages.warning(request, format_html("{} {}", _("This is public, and something is missing."), items))
        return super().response_change(request, obj)  # type: ignore[misc]

    def _step_address(self, record: Any, step: Step) -> str:
        name = self.model._meta.model_name  # type: ignore[attr-defined]
        return reverse(f"admin:films_{name}_step", args=[record.pk, step.code])

    def _step(self, request: HttpRequest, code: str) -> Step:
        if code not in STEPS:
            raise Http404
        if not STEPS[code].allowed(request.user, self.model):  # type: ignore[attr-defined]
            raise PermissionDenied
        return STEPS[code]

    def step_view(self, request: HttpRequest, pk: int, code: str) -> HttpResponse:
        """GET shows what will happen and what hinders it; POST does it, or says why not."""
        step = self._step(request, code)
        record = self.get_object(request, str(pk))  # type: ignore[attr-defined]
        if record is None:
            raise Http404
        if not self.has_view_permission(request, record):  # type: ignore[attr-defined]
            raise PermissionDenied
        form = StepForm(step, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                take(step, record, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, refusal.words)
            else:
                messages.success(request, step.done % {"record": str(record)})
                return redirect(desk_address(record))
        asked = step.target in (RecordStatus.IN_REVIEW, RecordStatus.PUBLISHED)
        found = linked(hindrances(record)) if asked else []
        context = {
            **self._context(request, step, form),
            "record": record,
            "hindrances": found,
            "refused": bool(found) and step.makes_public,
            "too_late": record.status != step.origin,
            "affected": [(desk_address(one), str(one)) for one in affected_by(step, record)],
            "back": desk_address(record),
        }
        return TemplateResponse(request, "admin/films/step.html", context)

    def _context(self, request: HttpRequest, step: Step, form: StepForm) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.model._meta,  # type: ignore[attr-defined]
            "title": step.label,
            "step": step,
            "form": form,
        }


class StepsTogether(TakesSteps):
    """Steps that many records take at once, chosen in their list."""

    actions = ["hand_in", "publish"]

    def get_urls(self) -> list[URLPattern]:
        name = self.model._meta.model_name  # type: ignore[attr-defined]
        view = self.admin_site.admin_view(self.together_view)  # type: ignore[attr-defined]
        return [path("steps/<slug:code>/", view, name=f"films_{name}_steps"), *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        found = super().get_actions(request)  # type: ignore[misc]
        found.pop("delete_selected", None)  # films are withdrawn one by one, with a reason
        return found

    def has_submit_permission(self, request: HttpRequest) -> bool:
        return STEPS["submit"].allowed(request.user, self.model)  # type: ignore[attr-defined]

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return STEPS["publish"].allowed(request.user, self.model)  # type: ignore[attr-defined]

    @admin.action(description=_("Hand in for review…"), permissions=["submit"])
    def hand_in(self, request: HttpRequest, queryset: QuerySet[Film]) -> HttpResponse | None:
        return self._to_page(request, "submit", queryset)

    @admin.action(description=_("Publish…"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Film]) -> HttpResponse | None:
        return self._to_page(request, "publish", queryset)

    def _to_page(self, request: HttpRequest, code: str, queryset: QuerySet[Film]) -> HttpResponse | None:
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if len(keys) > MOST_AT_ONCE:
            words = _("At most %(n)s records at once. Choose fewer.") % {"n": MOST_AT_ONCE}
            messages.error(request, words)
            return None
        name = self.model._meta.model_name  # type: ignore[attr-defined]
        address = reverse(f"admin:films_{name}_steps", args=[code])
        return HttpResponseRedirect(f"{address}?{urlencode({'records': ','.join(map(str, keys))}, safe=',')}")

    def together_view(self, request: HttpRequest, code: str) -> HttpResponse:
        """GET shows for each record what hinders it; POST takes the step with those that can, as one deed."""
        if code not in self.list_of_steps:
            raise Http404
        step = self._step(request, code)
        wanted = request.GET.get("records", "").split(",")
        keys = [int(key) for key in wanted if key.isascii() and key.isdigit() and len(key) < 19][:MOST_AT_ONCE]
        films = list(Film.objects.filter(pk__in=keys).in_number_order().prefetch_related("titles"))
        form = StepForm(step, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                took = take_together(step, films, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, refusal.words)
            else:
                self._tell(request, len(took.ready), [film.public_id for film, _found, _why in took.held_back])
                return redirect("admin:films_film_changelist")
        now = sort_out(step, films)
        context = {
            **self._context(request, step, form),
            "ready": [(desk_address(film), mention(film)) for film in now.ready],
            "held_back": [(desk_address(f), mention(f), why, linked(found)) for f, found, why in now.held_back],
            "back": reverse("admin:films_film_changelist"),
        }
        return TemplateResponse(request, "admin/films/steps_together.html", context)

    def _tell(self, request: HttpRequest, taken: int, left: list[str]) -> None:
        if taken:
            words = ngettext("%(n)s film took the step.", "%(n)s films took the step.", taken) % {"n": taken}
            messages.success(request, words)
        if left:
            messages.warning(request, _("These stayed as they are: %(films)s.") % {"films": listed(left)})
