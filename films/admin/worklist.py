"""The worklist in the admin: a page with counts, a list to work through, and a filter on the lists of records."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from films.invariants import RULES, Weight, rules_of
from films.journal import deed
from films.lists import by_name
from films.models import Country, Dismissal, Editor
from films.turns import take_turn
from films.worklist import Count, Finding, counts, counts_by_country, findings, keep_summary, leave_open

from .base import RecordAdmin

PER_PAGE = 100
STATES = {"open": _("Open"), "left": _("Left open on purpose"), "all": _("All")}


class WorklistFilter(admin.SimpleListFilter):
    """Records of which the worklist has an open finding; of films, also where it speaks of a statement about them."""

    title = _("worklist")
    parameter_name = "worklist"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        rules = rules_of(model_admin.model._meta.model_name or "")
        return [("any", _("Any open finding")), *((rule.code, rule.name) for rule in rules)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        if value is None:
            return queryset
        noun = queryset.model._meta.model_name or ""
        rules = [r.code for r in rules_of(noun)] if value == "any" else [value]
        kept = request.__dict__.setdefault("_worklist", {})
        if value not in kept:
            kept[value] = [f for f in findings(rules) if f.is_open]
        keys = {f.film for f in kept[value]} if noun == "film" else {f.pk for f in kept[value] if f.noun == noun}
        return queryset.filter(pk__in=keys - {None})

    def get_facet_counts(self, pk_attname: str, filtered_qs: QuerySet) -> dict[str, Any]:
        """None: the page of the worklist counts, and every list would wait for all rules."""
        return {}

    def choices(self, changelist: Any) -> Iterable[dict[str, Any]]:
        add_facets, changelist.add_facets = changelist.add_facets, False
        try:
            yield from super().choices(changelist)
        finally:
            changelist.add_facets = add_facets


@dataclass(frozen=True)
class Choice:
    """Which findings the page shows; the address says so."""

    rule: str = ""
    country: str = ""
    state: str = "open"
    noun: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> "Choice":
        state = asked.get("state", "open")
        return cls(
            asked.get("rule", ""), asked.get("country", ""), state if state in STATES else "open", asked.get("noun", "")
        )

    @property
    def is_made(self) -> bool:
        return bool(self.rule or self.country or self.noun or self.state != "open")

    def admits(self, finding: Finding) -> bool:
        return (
            self.rule in ("", finding.rule.code)
            and self.country in ("", finding.country or "none")
            and self.noun in ("", finding.noun)
            and (self.state == "all" or finding.is_open == (self.state == "open"))
        )

    def but(self, **changes: str) -> str:
        """The address with something chosen otherwise."""
        chosen = {"rule": self.rule, "country": self.country, "state": self.state, "noun": self.noun} | changes
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in chosen.items() if value and (name, value) != ("state", "open")})
        return f"?{query.urlencode()}" if query else reverse("worklist")


class LeaveOpenForm(forms.Form):
    reason_en = forms.CharField(
        label=_("Reason, in English"), required=False, widget=AdminTextareaWidget(attrs={"rows": 2})
    )
    reason_zh_hans = forms.CharField(
        label=_("Reason, in Chinese"), required=False, widget=AdminTextareaWidget(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not (given.get("reason_en", "").strip() or given.get("reason_zh_hans", "").strip()):
            raise forms.ValidationError(_("Say why it is left open, in one language at least."))
        return given


def worklist(request: HttpRequest) -> HttpResponse:
    """`/admin/worklist/`: what the rules find, counted by rule and by country, or as a list to work through."""
    if not request.user.has_perm("films.view_film"):  # type: ignore[union-attr]
        raise PermissionDenied
    choice = Choice.of(request.GET)
    form = LeaveOpenForm(request.POST or None)
    if request.method == "POST":
        with transaction.atomic():
            take_turn()
            if _acted(request, findings(), form):
                return HttpResponseRedirect(request.get_full_path())
    found = findings()
    keep_summary(found)
    shown = [f for f in found if choice.admits(f)] if choice.is_made else []
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": _("Worklist"),
        "subtitle": RULES[choice.rule].name if choice.rule in RULES else None,
        "choice": choice,
        "unknown_rule": choice.rule if choice.rule not in ("", *RULES) else "",
        "rule": RULES.get(choice.rule),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number) if page.has_other_pages() else (),
        "before_page": choice.but() + ("&p=" if choice.is_made else "?p="),
        "rows": [(f, address_of(f)) for f in page],
        "chosen": set(request.POST.getlist("finding")),
        "states": [(code, label, choice.but(state=code)) for code, label in STATES.items()],
        "groups": _by_weight(found, choice),
        "countries": _by_country(found, choice),
        "anywhere": choice.but(country=""),
        "any_rule": choice.but(rule=""),
        "open": sum(f.is_open for f in found),
        "left": sum(not f.is_open for f in found),
        "form": form,
        "may_leave": request.user.has_perm("films.add_dismissal"),  # type: ignore[union-attr]
    }
    return render(request, "admin/worklist.html", context)


def address_of(finding: Finding) -> str:
    """The page on which the record is edited; empty where it has none."""
    noun, key = (finding.noun, finding.pk)
    if (noun, key) != finding.owner and finding.owner[0] in ("corpus", "comparison"):
        noun, key = finding.owner
    return reverse(f"admin:films_{noun}_change", args=[key])


def _acted(request: HttpRequest, found: list[Finding], form: LeaveOpenForm) -> bool:
    """Whether something was done; the reader is told either way."""
    user = request.user
    keys = set(request.POST.getlist("finding"))
    chosen = [f for f in found if f.key in keys]
    again = "reopen" in request.POST
    if not user.has_perm("films.delete_dismissal" if again else "films.add_dismissal"):  # type: ignore[union-attr]
        raise PermissionDenied
    if not chosen:
        messages.error(request, _("Choose the findings first."))
        return False
    if any(f.is_open == again for f in chosen):
        messages.error(request, _("Somebody was faster: this is as you wanted it already. Nothing was changed."))
        return False
    if again:
        rows = [f.dismissal for f in chosen if f.dismissal]
        with deed(by=user, reason=""):  # type: ignore[arg-type]
            for row in rows:
                row.delete()
        done = ngettext("%(n)s finding is open again.", "%(n)s findings are open again.", len(rows))
        messages.success(request, done % {"n": len(rows)})
        return True
    if not form.is_valid():
        messages.error(request, " ".join(form.non_field_errors()))
        return False
    editor = Editor.objects.filter(user=user).first()
    reasons = form.cleaned_data
    with deed(by=user, reason=reasons["reason_en"] or reasons["reason_zh_hans"]):  # type: ignore[arg-type]
        leave_open(chosen, signed=editor.signature if editor else "", **reasons)
    done = ngettext("%(n)s finding is left open on purpose.", "%(n)s findings are left open on purpose.", len(chosen))
    messages.success(request, done % {"n": len(chosen)})
    return True


@dataclass(frozen=True)
class Line:
    """One rule or country with its counts. `shown` is how many the list holds in the state that is chosen."""

    name: Any
    count: Count
    shown: int
    address: str
    left_address: str
    is_chosen: bool
    meaning: Any = ""


def _line(name: Any, count: Count, choice: Choice, meaning: Any = "", **asked: str) -> Line:
    [(facet, value)] = asked.items()
    return Line(
        name=name,
        count=count,
        shown={"open": count.open, "left": count.left, "all": count.open + count.left}[choice.state],
        address=choice.but(**asked),
        left_address=choice.but(**asked, state="left"),
        is_chosen=getattr(choice, facet) == value,
        meaning=meaning,
    )


def _by_weight(found: list[Finding], choice: Choice) -> list[tuple[Weight, list[Line]]]:
    """Rules under their weight, counted within the country that is chosen."""
    counted = counts(f for f in found if choice.country in ("", f.country or "none"))
    lines: dict[Weight, list[Line]] = {weight: [] for weight in Weight}
    for code, count in counted.items():
        rule = RULES[code]
        lines[rule.weight].append(_line(rule.name, count, choice, rule.meaning, rule=code))
    return list(lines.items())


def _by_country(found: list[Finding], choice: Choice) -> list[Line]:
    """Countries by name, counted within the rule that is chosen; last what belongs to none."""
    counted = counts_by_country(f for f in found if choice.rule in ("", f.rule.code))
    countries = sorted((Country(code=code) for code in counted if code), key=by_name)
    lines = [_line(str(country), counted[country.code], choice, country=country.code) for country in countries]
    if "" in counted:
        lines.append(_line(_("No country"), counted[""], choice, country="none"))
    return lines


@admin.register(Dismissal)
class DismissalAdmin(RecordAdmin):
    """What was left open and why. New ones are made on the worklist, where the finding stands."""

    list_display = ["ref", "rule_name", "why", "by", "date"]
    list_filter = ["rule", "date"]
    search_fields = ["ref", "reason_en", "reason_zh_hans"]
    readonly_fields = ["rule_name", "noun", "ref", "seen"]
    fieldsets = [
        (_("The finding"), {"fields": ["rule_name", "ref", "seen"]}),
        (_("Why it is left open"), {"fields": ["reason_en", "reason_zh_hans", ("signed", "date")]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("rule"), ordering="rule")
    def rule_name(self, obj: Dismissal) -> Any:
        return RULES[obj.rule].name if obj.rule in RULES else obj.rule

    @admin.display(description=_("reason"))
    def why(self, obj: Dismissal) -> str:
        return obj.why

    @admin.display(description=_("signed"))
    def by(self, obj: Dismissal) -> Any:
        return obj.by
