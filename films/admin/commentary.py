from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from films.models import Commentary

from .base import EVIDENCE, SourcedFilter, StatementAdmin, StatementInline, in_both_languages, on_its_own
from .guidance import guided
from .worklist import WorklistFilter

SECTIONS = [
    (
        None,
        {
            "fields": [("kind", "date"), ("aspect", "polarity"), "agent"],
            "description": _("Who says what, told in our own words. Quote only what cannot be retold."),
        },
    ),
    *in_both_languages("by", "capacity", "summary", "note"),
    EVIDENCE,
]


class CommentaryInline(StatementInline):
    model = Commentary
    fieldsets = guided(Commentary, SECTIONS)
    autocomplete_fields = ["sources", "agent"]


@admin.register(Commentary)
class CommentaryAdmin(StatementAdmin):
    list_display = ["reference", "film", "by", "kind", "aspect", "polarity", "date", "rank"]
    list_filter = ["kind", "aspect", "polarity", "rank", SourcedFilter, WorklistFilter]
    list_select_related = ["film", "aspect"]
    search_fields = [
        "film__public_id",
        "film__slug",
        "by_en",
        "by_zh_hans",
        "summary_en",
        "summary_zh_hans",
    ]
    autocomplete_fields = ["film", "agent", "sources"]
    fieldsets = guided(Commentary, on_its_own(SECTIONS), whole=True)
