from django.contrib import admin

from films.models import Release

from .base import EVIDENCE, SourcedFilter, StatementAdmin, StatementInline, in_both_languages, on_its_own
from .guidance import guided
from .sheets import Spreadsheets
from .worklist import WorklistFilter

SECTIONS = [
    (None, {"fields": [("kind", "date"), ("country", "place", "platform"), "strategies"]}),
    EVIDENCE,
    *in_both_languages("note", collapsed=True),
]


class ReleaseInline(StatementInline):
    model = Release
    fieldsets = guided(Release, SECTIONS)
    autocomplete_fields = ["sources", "country"]


@admin.register(Release)
class ReleaseAdmin(Spreadsheets, StatementAdmin):
    list_display = ["reference", "film", "kind", "date", "country", "place", "platform", "rank"]
    list_filter = [
        "kind",
        "strategies",
        "rank",
        SourcedFilter,
        WorklistFilter,
        ("country", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["film", "kind", "country"]
    search_fields = ["film__public_id", "film__slug", "place", "platform", "date"]
    autocomplete_fields = ["film", "country", "sources"]
    fieldsets = guided(Release, on_its_own(SECTIONS), whole=True)
