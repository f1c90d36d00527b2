from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from films.models import FirstClaim, ProductionFact, Source, Suggestion
from films.on_record import on_record, read_about, row_of
from films.suggestions import known_source, settle
from films.turns import take_turn
from films.vocabularies import SuggestionKind, SuggestionState

from .parts import PART
from .taking_up import PARAMETER

SETTLED = [state for state in SuggestionState if state != SuggestionState.WAITING]
# What a section of a profile consists of.
PARTS = {
    "called-first": "firstclaim",
    "ai": "airole",
    "facts": "productionfact",
    "reached": "release",
    "credits": "credit",
    "voices": "commentary",
    "gaps": "productionfact",
    "relations": "relation",
}


@dataclass(frozen=True)
class Step:
    """A form that takes the suggestion up, filled in as far as that is honest."""

    label: Any
    permission: str
    address: str


class AnswerForm(forms.ModelForm):
    """The button pressed is the decision. Of two curators who decide at once, the second is told of the first."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = str(self.instance.settled_on or "")
        self.initial["seen"] = self.now
        if "changed" in self.fields:
            self.fields["changed"].widget.attrs["rows"] = 2

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if self.data.get("seen", "") != self.now:
            self.data = self.data.copy()
            self.data["seen"] = self.now
            words = _(
                "%(who)s settled this in the meantime. What you wrote is still here; press again to replace that."
            )
            raise forms.ValidationError(words % {"who": self.instance.settled_by})
        decision = self.data.get("_settle", "")
        if decision not in SETTLED:
            raise forms.ValidationError(_("Choose what became of it: press one of the buttons."))
        if decision != SuggestionState.SPAM and not (told.get("answer") or "").strip():
            self.add_error("answer", _("Write an answer: the sender is waiting for it."))
        self.decision = SuggestionState(decision)
        return told


class AboutFilter(admin.SimpleListFilter):
    title = _("about")
    parameter_name = "noun"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("film", _("film")),
            ("claim", _("claim")),
            ("fact", _("production fact")),
            ("source", _("source")),
            ("other", _("another record")),
            ("none", _("no record named")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in ("film", "claim", "fact", "source"):
            return queryset.filter(noun=self.value())
        if self.value() == "other":
            return queryset.exclude(noun__in=["film", "claim", "fact", "source", ""])
        return queryset.filter(noun="") if self.value() == "none" else queryset


@admin.register(Suggestion)
class SuggestionAdmin(admin.ModelAdmin):
    """The queue. A suggestion is read, taken up on the pages of the records themselves, and answered here.

    It is no record, so none of its changes is a deed: the journal forgets nothing, and senders are to be forgotten.
    """

    show_facets = admin.ShowFacets.ALWAYS
    list_per_page = 50

    form = AnswerForm
    change_form_template = "admin/films/suggestion/change_form.html"
    list_display = ["reference", "state", "kind", "about", "words", "received"]
    list_filter = ["state", "kind", AboutFilter, "ground", "language"]
    search_fields = ["reference", "about", "what", "proposed", "answer", "source_url", "film__slug"]
    date_hierarchy = "received"
    ordering = [
        Case(When(state=SuggestionState.WAITING, then=Value(0)), default=Value(1)),
        Case(When(state=SuggestionState.WAITING, then=F("received"))),  # who has waited longest
        "-received",
    ]
    actions = ["mark_spam", "delete_spam"]
    fieldsets = [
        (
            _("The answer"),
            {
                "fields": ["answer", "changed", "seen"],
                "description": _("With the answer, the sender’s name and contact are deleted."),
            },
        )
    ]

    class Media:
        css = {"all": ["admin/films/suggestion.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Suggestion | None = None) -> bool:
        if obj is not None and obj.state != SuggestionState.SPAM:
            return False
        return super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    @admin.display(description=_("what is wrong or missing"))
    def words(self, obj: Suggestion) -> str:
        return Truncator(obj.what).chars(90)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        with transaction.atomic():
            take_turn()
            return super().changeform_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            take_turn()
            return super().changelist_view(request, extra_context)

    @admin.action(description=_("Settle as spam"), permissions=["change"])
    def mark_spam(self, request: HttpRequest, queryset: QuerySet[Suggestion]) -> None:
        chosen = list(queryset.waiting())  # type: ignore[attr-defined]
        for suggestion in chosen:
            settle(suggestion, SuggestionState.SPAM, _by(request))
        n = len(chosen)
        messages.success(
            request,
            ngettext("%(n)s suggestion was settled as spam.", "%(n)s suggestions were settled as spam.", n) % {"n": n},
        )

    @admin.action(description=_("Delete what was settled as spam"), permissions=["delete"])
    def delete_spam(self, request: HttpRequest, queryset: QuerySet[Suggestion]) -> None:
        n, _rows = queryset.filter(state=SuggestionState.SPAM).delete()
        messages.success(
            request, ngettext("%(n)s suggestion was deleted.", "%(n)s suggestions were deleted.", n) % {"n": n}
        )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        done = request.GET.get("done", "")
        if request.method == "GET" and obj is not None and done and "changed" in form.base_fields:

            class Prefilled(form):  # type: ignore[misc, valid-type]
                def __init__(self, *args: Any, **kwargs: Any) -> None:
                    super().__init__(*args, **kwargs)
                    self.initial["changed"] = ", ".join(
                        dict.fromkeys(part for part in (obj.changed, *done[:1000].split()) if part)
                    )

            return Prefilled
        return form

    def save_model(self, request: HttpRequest, obj: Suggestion, form: ModelForm, change: bool) -> None:
        settle(obj, form.decision, _by(request))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        suggestion: Suggestion | None = kwargs.get("obj")
        if suggestion is not None:
            about = read_about(suggestion.about) if suggestion.about else None
            now = on_record(suggestion.about) if suggestion.about else None
            with override(suggestion.language.lower()):  # what the sender saw was in their language
                same = on_record(suggestion.about) if now else None
                changed = same is None or same.as_text != suggestion.recorded
            row = row_of(about) if about else None
            context |= {
                "now": now,
                "desk_address": _address(row) if row is not None else "",
                "has_changed": changed,
                "known_source": known_source(suggestion),
                "steps": [
                    s for s in steps(suggestion, request.GET.get("done", "")) if request.user.has_perm(s.permission)
                ],
                "decisions": [(state, _verb(state)) for state in SETTLED],
            }
        return super().render_change_form(request, context, *args, **kwargs)


def _by(request: HttpRequest) -> str:
    return (request.user.get_full_name() or request.user.get_username())[:150]  # type: ignore[union-attr]


def _verb(state: SuggestionState) -> Any:
    return {
        SuggestionState.ACCEPTED: _("Accepted: the record says so now"),
        SuggestionState.PARTLY: _("Partly accepted"),
        SuggestionState.DECLINED: _("Decline, with this answer"),
        SuggestionState.SPAM: _("Spam"),
    }[state]


def _address(row: Any, **given: Any) -> str:
    address = reverse(f"admin:films_{row._meta.model_name}_change", args=[row.pk])
    return f"{address}?{urlencode(given)}" if given else address


def steps(suggestion: Suggestion, done: str = "") -> list[Step]:
    """The forms by which a curator can take it up: what is said new is a row of its own, the old one stays."""
    opened = {PARAMETER: suggestion.reference, **({"done": done} if done else {})}
    source = known_source(suggestion) or Source.objects.filter(slug__in=done.split()).first()
    cited = {"sources": source.pk} if source else {}
    about = read_about(suggestion.about) if suggestion.about else None
    row: Any = row_of(about) if about else None
    found: list[Step] = []

    def add(noun: str, label: Any, **given: Any) -> None:
        address = f"{reverse(f'admin:films_{noun}_add')}?{urlencode({**given, **opened})}"
        found.append(Step(label, f"films.add_{noun}", address))

    def change(row: Any, label: Any, **given: Any) -> None:
        found.append(Step(label, f"films.change_{row._meta.model_name}", _address(row, **given, **opened)))

    if source is None and (suggestion.source_url or suggestion.source_text):
        add("source", _("Add the source"))
    if suggestion.kind == SuggestionKind.FILM:
        add("film", _("Add a film"))
    elif suggestion.kind == SuggestionKind.REPLY:
        claim = {"claim": row.pk} if isinstance(row, FirstClaim) else {}
        add("reply", _("Add the reply"), **claim, **cited)
    if isinstance(row, ProductionFact):
        if suggestion.kind == SuggestionKind.CORRECTION:
            given = {"film": row.film_id, "property": row.property, "unit": row.unit, "currency": row.currency}
            add("productionfact", _("Add a fact beside it"), **given, **cited)
        new_source = suggestion.kind == SuggestionKind.SOURCE
        change(row, _("Open %(name)s") % {"name": row.ref}, **(cited if new_source else {}))
    elif isinstance(row, FirstClaim):
        change(row, _("Open %(name)s") % {"name": row.ref}, **cited)
    elif row is not None:
        if about and (part := PARTS.get(about.part)):
            name = _PART_LABELS[part]
            add(part, _("Add to this section: %(noun)s") % {"noun": name}, film=row.pk, **cited)
        name = getattr(row, "public_id", "") or getattr(row, "slug", row.pk)
        change(row, _("Open %(name)s") % {"name": name}, **(_part_of(about.part) if about else {}))
    return found


def _part_of(section: str) -> dict[str, str]:
    """The page of a film's desk on which a section of its profile is kept."""
    if section not in PARTS:
        return {}
    return {PART: str(apps.get_model("films", PARTS[section])._meta.get_field("film").remote_field.related_name)}


_PART_LABELS = {
    "firstclaim": _("claim"),
    "airole": _("use of AI"),
    "productionfact": _("production fact"),
    "release": _("release"),
    "credit": _("credit"),
    "commentary": _("commentary"),
    "relation": _("relation"),
}
