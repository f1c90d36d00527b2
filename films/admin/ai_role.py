from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from films.models import AIRole

from .base import EVIDENCE, SourcedFilter, StatementAdmin, StatementInline, in_both_languages, on_its_own
from .guidance import guided
from .sheets import Spreadsheets
from .worklist import WorklistFilter

SECTIONS = [
    (
        None,
        {
            "fields": [("department", "extent"), ("function", "evidence"), "tools", "human"],
            "description": _(
                "One department at a time. “Human-made” is worth recording where a source says so; "
                "where the makers do not say, choose “Undisclosed”."
            ),
        },
    ),
    *in_both_languages("what", "note"),
    EVIDENCE,
]


class AIRoleInline(StatementInline):
    model = AIRole
    fieldsets = guided(AIRole, SECTIONS)
    autocomplete_fields = ["sources", "tools"]


@admin.register(AIRole)
class AIRoleAdmin(Spreadsheets, StatementAdmin):
    list_display = ["reference", "film", "department", "extent", "function", "evidence", "rank"]
    list_filter = ["department", "extent", "function", "evidence", "human", "rank", SourcedFilter, WorklistFilter]
    list_select_related = ["film", "department"]
    search_fields = ["film__public_id", "film__slug", "what_en", "what_zh_hans", "tools__name"]
    autocomplete_fields = ["film", "tools", "sources"]
    fieldsets = guided(AIRole, on_its_own(SECTIONS), whole=True)
