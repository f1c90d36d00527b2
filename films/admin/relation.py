from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from films.models import Relation

from .base import EVIDENCE, SourcedFilter, StatementAdmin, StatementInline, in_both_languages, on_its_own
from .guidance import guided
from .worklist import WorklistFilter

SECTIONS = [
    (
        None,
        {
            "fields": ["kind", ("other", "other_name")],
            "description": _("Choose the other film; name the work only where the catalogue lacks it."),
        },
    ),
    *in_both_languages("other_gloss", "note"),
    EVIDENCE,
]


class RelationInline(StatementInline):
    model = Relation
    fieldsets = guided(Relation, SECTIONS)
    autocomplete_fields = ["sources", "other"]


@admin.register(Relation)
class RelationAdmin(StatementAdmin):
    list_display = ["reference", "film", "kind", "other", "other_name", "rank"]
    list_filter = ["kind", "rank", SourcedFilter, WorklistFilter]
    list_select_related = ["film", "other"]
    search_fields = [
        "film__public_id",
        "film__slug",
        "other__public_id",
        "other__slug",
        "other_name",
        "other_gloss_en",
        "other_gloss_zh_hans",
    ]
    autocomplete_fields = ["film", "other", "sources"]
    fieldsets = guided(Relation, on_its_own(SECTIONS), whole=True)
