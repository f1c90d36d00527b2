from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db.models import CharField, F, QuerySet, TextField
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from films.journal import note
from films.models import Comparison, ComparisonFilm, ComparisonRow
from films.models.comparison import FEWEST_FILMS, MOST_FILMS
from films.vocabularies import SEEN_BY_READERS, RecordStatus
from films.wording import listed

from .base import Fieldset, RecordAdmin, in_both_languages
from .guidance import guided
from .steps import TakesSteps

AWAY = 1000  # beyond any number that a part can have


class ComparisonForm(forms.ModelForm):
    def _get_validation_exclusions(self) -> set[str]:
        """The status is not on the form, but what is public has to stay whole."""
        return super()._get_validation_exclusions() - {"status"}


class PartForm(forms.ModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = False

    def _get_validation_exclusions(self) -> set[str]:
        """Numbers only sort; the formset gives the final ones, so that two parts can change places."""
        return super()._get_validation_exclusions() | {"number"}


class PartFormSet(forms.BaseInlineFormSet):
    """Parts in the order of the numbers typed, then numbered anew from 1. Without a number: last."""

    @property
    def kept(self) -> list[forms.ModelForm]:
        forms_ = [
            form
            for form in self.forms
            if (form.instance.pk or form.has_changed()) and hasattr(form, "cleaned_data") and form not in self.gone
        ]
        return sorted(forms_, key=lambda form: form.cleaned_data.get("number") or AWAY)

    @property
    def gone(self) -> list[forms.ModelForm]:
        return self.deleted_forms if self.can_delete else []

    def save(self, commit: bool = True) -> Any:
        if not commit:
            return super().save(commit=False)
        kept = self.kept
        for number, form in enumerate(kept, start=1):
            form.instance.number = number
        siblings = self.model._default_manager.filter(comparison=self.instance)
        note(siblings)
        siblings.update(number=F("number") + AWAY)
        saved = super().save()
        for form in kept:
            siblings.filter(pk=form.instance.pk).update(number=form.instance.number)
        return saved


class FilmsFormSet(PartFormSet):
    def clean(self) -> None:
        super().clean()
        films = [form.instance.film for form in self.kept if form.instance.film_id]
        if len(films) > MOST_FILMS:
            raise forms.ValidationError(_("A comparison has at most %(n)s films.") % {"n": MOST_FILMS})
        if self.instance.status != RecordStatus.PUBLISHED:
            return
        if len(films) < FEWEST_FILMS:
            raise forms.ValidationError(_("A public comparison has at least %(n)s films.") % {"n": FEWEST_FILMS})
        hidden = [film.public_id for film in films if film.status != RecordStatus.PUBLISHED]
        if hidden:
            raise forms.ValidationError(
                _("Not public themselves, so not in a public comparison: %(films)s.") % {"films": listed(hidden)}
            )


class RowsFormSet(PartFormSet):
    def clean(self) -> None:
        super().clean()
        if self.instance.status == RecordStatus.PUBLISHED and not self.kept:
            raise forms.ValidationError(_("A public comparison has at least one row."))


class PartInline(admin.TabularInline):
    form = PartForm
    extra = 0
    ordering = ["number"]


class ComparisonFilmInline(PartInline):
    model = ComparisonFilm
    formset = FilmsFormSet
    autocomplete_fields = ["film"]
    fields = ["number", "film"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("film")


class ComparisonRowInline(PartInline):
    model = ComparisonRow
    formset = RowsFormSet
    formfield_overrides = {TextField: {"widget": AdminTextareaWidget({"class": "", "rows": 3, "cols": 34})}}
    fields = ["number", "row", "note_en", "note_zh_hans"]


@admin.register(Comparison)
class ComparisonAdmin(TakesSteps, RecordAdmin):
    whole = True
    form = ComparisonForm
    actions = None  # comparisons are withdrawn one by one, with a reason
    list_display = ["__str__", "slug", "status", "position", "date", "preview"]
    list_filter = ["status", "date"]
    search_fields = ["slug", "title_en", "title_zh_hans", "essay_en", "essay_zh_hans"]
    save_on_top = True
    formfield_overrides = {CharField: {"widget": AdminTextInputWidget({"class": "vLargeTextField"})}}
    inlines = [ComparisonFilmInline, ComparisonRowInline]
    withdrawal: Fieldset = (
        _("Withdrawal"),
        {
            "fields": ["withdrawn_on", "withdrawal_reason_en", "withdrawal_reason_zh_hans"],
            "description": _("What readers find at its address."),
        },
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Fieldset]:
        record = ["slug", ("position", "date")]
        description = _(
            "Public needs title and essay in both languages, two to "
            "five public films, and a row. What the essay says of a film must stand in the film’s record."
        )
        sections = [
            (_("The record"), {"fields": record, "description": description}),
            *([self.withdrawal] if obj and obj.status == RecordStatus.WITHDRAWN else []),
            *in_both_languages("title", "standfirst", "essay"),
        ]
        return guided(Comparison, sections, whole=True)

    def get_readonly_fields(self, request: HttpRequest, obj: Comparison | None = None) -> list[str]:
        cited = obj is not None and obj.status in SEEN_BY_READERS
        return ["status", *self.withdrawal[1]["fields"], *(["slug"] if cited else [])]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"date": timezone.localdate(), **super().get_changeform_initial_data(request)}

    def has_delete_permission(self, request: HttpRequest, obj: Comparison | None = None) -> bool:
        if obj is not None and obj.status in SEEN_BY_READERS:
            return False
        return super().has_delete_permission(request, obj)

    def get_view_on_site_url(self, obj: Comparison | None = None) -> str | None:
        if obj is None or obj.status not in SEEN_BY_READERS:
            return None
        return super().get_view_on_site_url(obj)

    def previews(self, record: Comparison) -> list[tuple[Any, str]]:
        return [(_("Preview"), reverse("comparison_preview", args=[record.slug]))]

    @admin.display(description=_("preview"))
    def preview(self, obj: Comparison) -> str:
        return format_html('<a href="{}">{}</a>', reverse("comparison_preview", args=[obj.slug]), _("Preview"))
