from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.models import Country
from films.models.country import cldr_name

from .base import RecordAdmin, in_both_languages
from .guidance import guided
from .worklist import WorklistFilter


@admin.register(Country)
class CountryAdmin(RecordAdmin):
    list_display = ["code", "__str__", "lead_film", "frame", "search_status"]
    list_filter = ["search_status", "frame", ("lead_film", admin.EmptyFieldListFilter), WorklistFilter]
    list_select_related = ["lead_film", "frame"]
    search_fields = ["code", "name_override_en", "name_override_zh_hans"]
    search_help_text = _("Code or name, in English or Chinese.")
    autocomplete_fields = ["lead_film", "sources"]
    fieldsets = [
        (None, {"fields": ["code", "search_status", "lead_film", "frame"]}),
        *in_both_languages("name_override", "reading", "counter_reading", "note"),
        (_("Evidence"), {"fields": ["sources"]}),
    ]
    fieldsets = guided(Country, fieldsets, whole=True)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Names come from CLDR and not from a column, so they are looked up here."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        wanted = search_term.strip().casefold()
        if wanted:
            named = [
                code
                for code in Country.objects.values_list("code", flat=True)
                if any(wanted in cldr_name(code, language).casefold() for language in ("en", "zh-hans"))
            ]
            found |= queryset.filter(code__in=named)
        return found, duplicates
