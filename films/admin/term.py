from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.models import Term

from .base import RecordAdmin, in_both_languages
from .worklist import WorklistFilter


@admin.register(Term)
class TermAdmin(RecordAdmin):
    list_display = ["label", "code", "scheme", "position"]
    list_filter = ["scheme", WorklistFilter]
    search_fields = ["code", "label_en", "label_zh_hans", "definition_en", "definition_zh_hans"]
    fieldsets = [
        (
            None,
            {
                "fields": ["scheme", "code", "position", "uri"],
                "description": _(
                    "Records and exports name a term by vocabulary and code, so both are fixed once saved; "
                    "labels and definitions may be improved at any time."
                ),
            },
        ),
        *in_both_languages("label", "definition"),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["scheme", "code"] if obj else []
