from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from films.models import Credit

from .base import EVIDENCE, SourcedFilter, StatementAdmin, StatementInline, in_both_languages, on_its_own
from .guidance import guided
from .worklist import WorklistFilter

SECTIONS = [
    (None, {"fields": [("agent", "role"), "credited_as"]}),
    EVIDENCE,
    *in_both_languages("note", collapsed=True),
]


class CreditInline(StatementInline):
    model = Credit
    fieldsets = guided(Credit, SECTIONS)
    autocomplete_fields = ["sources", "agent"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("agent__names")  # a row is headed by the name


@admin.register(Credit)
class CreditAdmin(StatementAdmin):
    list_display = ["reference", "film", "agent", "role", "credited_as", "rank"]
    list_filter = ["role", "rank", SourcedFilter, WorklistFilter]
    list_select_related = ["film", "agent", "role"]
    search_fields = ["film__public_id", "film__slug", "agent__slug", "agent__names__text", "credited_as"]
    autocomplete_fields = ["film", "agent", "sources"]
    fieldsets = guided(Credit, on_its_own(SECTIONS), whole=True)
