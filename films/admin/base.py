"""What the curators' pages have in common."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import transaction
from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet, SlugField, TextField, URLField
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedFieldAdmin

from films.derived import refresh_derived
from films.models import Term

from .bulk import ChangesInBulk
from .chosen import ChoosesByTyping
from .permissions import OwnFields
from .recorded import Recorded
from .taking_up import TakesUp

Fieldset = tuple[Any, dict[str, Any]]

EVIDENCE: Fieldset = (
    _("Evidence"),
    {
        "fields": [("sources", "unsourced"), "locator", ("rank", "rank_reason")],
        "description": _(
            "Where this stands, and how it weighs against rival statements. What is wrong is set aside "
            "with a reason, so that readers see that it was said."
        ),
    },
)


def in_both_languages(*names: str, collapsed: bool = False) -> list[Fieldset]:
    """One section for each language, so that a translator finds the same order twice."""
    classes = ["collapse"] if collapsed else []
    return [
        (_("English"), {"fields": [f"{name}_en" for name in names], "classes": classes}),
        ("中文", {"fields": [f"{name}_zh_hans" for name in names], "classes": classes}),
    ]


def on_its_own(fieldsets: list[Fieldset]) -> list[Fieldset]:
    """The sections of a statement on a page of its own, where the film has to be named first."""
    return [(_("The film"), {"fields": ["film"]}), *fieldsets]


class RefreshesStandings:
    """Computed standings follow every change of the evidence, once it is safely stored."""

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        transaction.on_commit(refresh_derived)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        super().delete_model(request, obj)  # type: ignore[misc]
        transaction.on_commit(refresh_derived)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        super().delete_queryset(request, queryset)  # type: ignore[misc]
        transaction.on_commit(refresh_derived)


# Texts open short and grow with what is written (guidance.css): a claim has a dozen of them.
SHORT_TEXTS: dict[Any, dict[str, Any]] = {TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}}
ADDRESS = _("Ends the address of its page here: Latin letters, digits and hyphens, such as zone-out.")


class RecordAdmin(ChangesInBulk, TakesUp, Recorded, OwnFields, ChoosesByTyping, TranslatedFieldAdmin, admin.ModelAdmin):
    show_facets = admin.ShowFacets.ALWAYS
    formfield_overrides = {URLField: {"assume_scheme": "https"}, SlugField: {"help_text": ADDRESS}, **SHORT_TEXTS}
    list_per_page = 50

    def get_inlines(self, request: HttpRequest, obj: Model | None) -> list[Any]:
        found = super().get_inlines(request, obj)
        return found if obj else [inline for inline in found if not getattr(inline, "not_at_first", False)]

    class Media:
        css = {"all": ["admin/guidance.css"]}


class SourcedFilter(admin.SimpleListFilter):
    """The worklist of statements that still lack a source."""

    title = _("evidence")
    parameter_name = "sourced"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("Unsourced")), ("yes", _("With a source"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "no":
            return queryset.filter(sources__isnull=True)
        if self.value() == "yes":
            return queryset.filter(sources__isnull=False).distinct()
        return queryset


class StatementAdmin(RefreshesStandings, RecordAdmin):
    """A numbered statement about a film. Its number follows from the film, so the film stays."""

    autocomplete_fields = ["film", "sources"]
    ordering = ["film__public_id", "number"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("film")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if change and "film" in form.base_fields:
            # Not read-only: a disabled field still takes part in validation, and constraints name the film.
            form.base_fields["film"].disabled = True
            form.base_fields["film"].help_text = _("The number of a statement belongs to its film for ever.")
        return form

    @admin.display(description=_("number"), ordering="number")
    def reference(self, obj: Any) -> str:
        return obj.ref


def term_choices(request: HttpRequest, db_field: ForeignKey) -> list[tuple[Any, str]]:
    """The terms that a field admits, read once a request: a film has dozens of such fields."""
    kept = request.__dict__.setdefault("_term_choices", {})
    scheme = db_field.get_limit_choices_to()["scheme"]
    if scheme not in kept:
        terms = Term.objects.filter(scheme=scheme)
        kept[scheme] = [("", BLANK_CHOICE_DASH[0][1]), *((term.pk, str(term)) for term in terms)]
    return kept[scheme]


class StatementInline(ChoosesByTyping, admin.StackedInline):
    extra = 0
    formfield_overrides = SHORT_TEXTS
    show_change_link = True
    autocomplete_fields = ["sources"]
    fk_name = "film"
    classes = ["collapse"]

    film: Model | None = None

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        self.film = obj  # an inline lives for one request
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        searched = db_field.name in self.get_autocomplete_fields(request)
        if field is not None and db_field.related_model is Term and not searched:
            field.choices = term_choices(request, db_field)[1:]  # without the blank one
        return field

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.related_model is Term:
            field.choices = term_choices(request, db_field)
        return field

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        references = [field.name for field in self.model._meta.fields if field.many_to_one]
        chosen = [field.name for field in self.model._meta.many_to_many if field.serialize]
        return super().get_queryset(request).select_related(*references).prefetch_related(*chosen)
