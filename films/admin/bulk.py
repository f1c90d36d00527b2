"""One field changed in many records: chosen in their list, shown as a table of before and after, then done.

Four pages at one address, each the form of the next; nothing is kept on the way, and no script is needed.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Field, Model, QuerySet
from django.forms.models import fields_for_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from films.bulk import (
    CHANGEABLE,
    MOST,
    RANK,
    Change,
    ChangedMeanwhile,
    How,
    Preview,
    Refused,
    carry_out,
    changeable,
    preview,
)
from films.models import Deed
from films.wording import field_label

from .permissions import foreign_fields
from .recorded import reason_field


class ReasonForm(forms.Form):
    change_reason = reason_field(gettext_lazy("Say why these are changed."))


class ChangesInBulk:
    """For an admin whose records are often changed in the same way."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.bulk_view)  # type: ignore[attr-defined]
        own = path("bulk/", view, name=f"films_{self.model._meta.model_name}_bulk")  # type: ignore[attr-defined]
        return [own, *super().get_urls()]  # type: ignore[misc]

    def get_actions(self, request: HttpRequest) -> dict[str, tuple[Any, str, Any]]:
        found = super().get_actions(request)  # type: ignore[misc]
        if "_popup" not in request.GET and self.may_change_in_bulk(request):
            words = gettext_lazy("Change one field in all of these…")
            found["change_in_bulk"] = (_change_in_bulk, "change_in_bulk", words)
        return found

    def may_change_in_bulk(self, request: HttpRequest) -> bool:
        """Whoever may add records; who only translates changes texts one by one."""
        model: type[Model] = self.model  # type: ignore[attr-defined]
        allowed = self.has_add_permission(request) and self.has_change_permission(request)  # type: ignore[attr-defined]
        return model in CHANGEABLE and allowed

    def bulk_fields(self, request: HttpRequest) -> dict[str, tuple[str, ...]]:
        """The fields that this curator may change in many records."""
        fixed = {*self.get_readonly_fields(request, None), *foreign_fields(request.user, self.model)}  # type: ignore[attr-defined]
        found = changeable(self.model)  # type: ignore[attr-defined]
        return {name: names for name, names in found.items() if name not in fixed}

    def bulk_view(self, request: HttpRequest) -> HttpResponse:
        """The page that the form sent before asks for."""
        if not self.may_change_in_bulk(request):
            raise PermissionDenied
        home = reverse(f"admin:films_{self.model._meta.model_name}_changelist")  # type: ignore[attr-defined]
        back = request.POST.get("back", "")
        back = back if back.startswith((f"{home}?", home)) and not back.startswith(f"{home}/") else home
        records = self._ticked(request)
        if request.method != "POST" or not records.exists():
            messages.error(request, _("These records are gone. Choose them again."))
            return redirect(back)
        return self.bulk_page(request, records, back)

    def bulk_page(self, request: HttpRequest, records: QuerySet, back: str) -> HttpResponse:
        offered = self.bulk_fields(request)
        name = request.POST.get("field", "")
        step = request.POST.get("step", "field") if name in offered else "field"
        names = offered.get(name, ())
        context: dict[str, Any] = {"field": name, "label": self._label(name) if name in offered else "", "step": step}
        if step == "value":
            form = self._value_form(request, names)(request.POST if "how" in request.POST else None)
            if form.is_bound:  # back from the table: what was typed stays, and is judged on the way forward
                form.errors.clear()
            context |= {"form": form, **self._hows(request, names)}
        elif step in ("preview", "without", "apply"):
            form = self._value_form(request, names)(request.POST)
            if not form.is_valid():
                context |= {"form": form, "step": "value", **self._hows(request, names)}
            else:
                how = next((h for h in How if h.code == request.POST.get("how")), How.SET)
                change = Change(self.model, form.cleaned_data, how)  # type: ignore[attr-defined]
                answer, records, more = self._shown(request, change, records, step, back)
                if answer is not None:
                    return answer
                context |= {**more, "form": form, "how": how, "several": self._several(names), "step": "preview"}
        else:
            context |= {"fields": [(code, self._label(code)) for code in offered], "step": "field"}
        keys = list(records.order_by("pk").values_list("pk", flat=True))
        context |= {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.opts,  # type: ignore[attr-defined]
            "title": _("Change one field in many records"),
            "address": reverse(f"admin:films_{self.model._meta.model_name}_bulk"),  # type: ignore[attr-defined]
            "back": back,
            "records": ",".join(str(key) for key in keys),
            "count": len(keys),
        }
        return TemplateResponse(request, "admin/films/bulk.html", context)

    def _shown(
        self, request: HttpRequest, change: Change, records: QuerySet, step: str, back: str
    ) -> tuple[HttpResponse | None, QuerySet, dict[str, Any]]:
        """The table of before and after; on the last step what came of it."""
        keys = list(records.values_list("pk", flat=True))
        reason = ReasonForm(request.POST if step == "apply" else None)
        changed = False
        if step == "apply" and reason.is_valid():
            token, why = request.POST.get("token", ""), reason.cleaned_data["change_reason"]
            try:
                act = carry_out(change, keys, token, by=request.user, reason=why)
            except (ChangedMeanwhile, Refused):
                changed = True
            else:
                return self._done(request, act, back), records, {}
        told = preview(change, keys)
        if step == "without" and told.faulty:
            keys = [line.record.pk for line in told.lines if not line.problems]
            if not keys:
                messages.error(request, _("None of these records can take this value. Nothing was changed."))
                return redirect(back), records, {}
            records = records.filter(pk__in=keys)
            told = preview(change, keys)
        return None, records, {"reason": reason, "changed": changed, **self._table(told)}

    def _table(self, told: Preview) -> dict[str, Any]:
        def linked(lines: Any) -> list[tuple[str, Any]]:
            name = f"admin:films_{self.model._meta.model_name}_change"  # type: ignore[attr-defined]
            return [(reverse(name, args=[line.record.pk]), line) for line in lines]

        return {
            "token": told.token,
            "faulty": linked(told.faulty),
            "changing": linked(line for line in told.changing if not line.problems),
            "unchanged": linked(line for line in told.lines if not line.changes),
        }

    def _done(self, request: HttpRequest, act: Deed, back: str) -> HttpResponse:
        if act.pk is None:
            messages.info(request, _("All of them had this value already. Nothing was changed."))
            return redirect(back)
        count = act.entries.count()
        words = ngettext("%(n)s record was changed.", "%(n)s records were changed.", count) % {"n": count}
        link = reverse("admin:films_deed_change", args=[act.pk])
        messages.success(request, format_html('{} <a href="{}">{}</a>', words, link, _("See the change, or undo it")))
        return redirect(back)

    def _ticked(self, request: HttpRequest) -> QuerySet:
        keys = []
        for key in request.POST.get("records", "").split(",")[:MOST]:
            try:
                keys.append(self.opts.pk.to_python(key.strip()))  # type: ignore[attr-defined]
            except ValidationError:
                continue
        return self.get_queryset(request).filter(pk__in=keys)  # type: ignore[attr-defined]

    def _label(self, name: str) -> str:
        if name == RANK:
            return _("Rank, with its reason")
        return field_label(self.opts.get_field(name))  # type: ignore[attr-defined]

    def _several(self, names: tuple[str, ...]) -> bool:
        return any(self.opts.get_field(name).many_to_many for name in names)  # type: ignore[attr-defined]

    def _hows(self, request: HttpRequest, names: tuple[str, ...]) -> dict[str, Any]:
        chosen = request.POST.get("how", How.ADD.code)
        return {"hows": [(how, how.code == chosen) for how in How] if self._several(names) else []}

    def _value_form(self, request: HttpRequest, names: tuple[str, ...]) -> type[forms.Form]:
        """The fields as the record's own form has them, but plain lists in place of searches that need a script."""

        def field_for(of: Field, **options: Any) -> forms.Field | None:
            if of.many_to_many:
                return of.formfield(widget=forms.SelectMultiple(attrs={"size": 12}), **options)
            if of.many_to_one:
                return of.formfield(**options)
            field = self.formfield_for_dbfield(of, request, **options)  # type: ignore[attr-defined]
            field.validators += [rule for rule in of.validators if rule not in field.validators]
            return field

        fields = fields_for_model(self.model, fields=list(names), formfield_callback=field_for)  # type: ignore[attr-defined]
        return type("ValueForm", (forms.Form,), fields)


def _change_in_bulk(model_admin: Any, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    if queryset.count() > MOST:
        messages.error(request, _("At most %(n)s records at once. Narrow the list down first.") % {"n": MOST})
        return None
    # Filters may repeat rows by their joins.
    records = model_admin.get_queryset(request).filter(pk__in=list(queryset.values_list("pk", flat=True)))
    return model_admin.bulk_page(request, records, request.get_full_path())
