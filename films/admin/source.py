from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from films.models import Source

from .base import RecordAdmin, RefreshesStandings
from .former import FormerNameInline
from .guidance import guided
from .merging import Merges
from .sheets import Spreadsheets
from .worklist import WorklistFilter


class LinesField(forms.CharField):
    """A list of texts, typed one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class SourceForm(forms.ModelForm):
    authors = LinesField(
        label=_("Authors"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("One name a line, as the source has it. Leave empty where none is named."),
    )

    def clean_reprint_of(self) -> Source | None:
        original = self.cleaned_data["reprint_of"]
        if original and original.pk == self.instance.pk:
            raise forms.ValidationError(_("A source is not its own reprint."))
        return original


@admin.register(Source)
class SourceAdmin(Merges, Spreadsheets, RefreshesStandings, RecordAdmin):
    form = SourceForm
    list_display = ["title", "publisher", "date", "language", "kind", "tier", "reliability", "independence"]
    list_filter = [
        "tier",
        "reliability",
        "independence",
        "seen",
        "kind",
        ("reprint_of", admin.EmptyFieldListFilter),
        "language",
        WorklistFilter,
    ]
    list_select_related = ["kind"]
    search_fields = ["slug", "title", "title_gloss", "publisher", "authors", "url"]
    autocomplete_fields = ["reprint_of"]
    inlines = [FormerNameInline]
    fieldsets = [
        (
            _("What it is"),
            {
                "fields": [
                    "slug",
                    "title",
                    "title_gloss",
                    ("publisher", "date"),
                    "authors",
                    "url",
                    ("language", "kind"),
                    "seen",
                ]
            },
        ),
        (
            _("What it is worth"),
            {
                "fields": [
                    "tier",
                    ("independence", "reliability"),
                    ("reliability_note_en", "reliability_note_zh_hans"),
                    "reprint_of",
                ],
                "description": _("Five reprints of one article are one piece of evidence: point each to its original."),
            },
        ),
    ]
    fieldsets = guided(Source, fieldsets, whole=True)
