from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from films.models import ProductionFact

from .base import EVIDENCE, SourcedFilter, StatementAdmin, StatementInline, in_both_languages, on_its_own
from .guidance import guided
from .sheets import Spreadsheets
from .worklist import WorklistFilter

SECTIONS = [
    (
        None,
        {
            "fields": [
                ("property", "state"),
                ("qualifier", "amount", "amount_high"),
                ("unit", "currency"),
                ("basis", "year"),
            ],
            "description": _(
                "One source’s figure. Where sources disagree, add one fact for each and let both stand. "
                "“Looked for, not found” is a finding too."
            ),
        },
    ),
    *in_both_languages("text", "note"),
    EVIDENCE,
]


class ProductionFactInline(StatementInline):
    model = ProductionFact
    fieldsets = guided(ProductionFact, SECTIONS)


@admin.register(ProductionFact)
class ProductionFactAdmin(Spreadsheets, StatementAdmin):
    list_display = [
        "reference",
        "film",
        "property",
        "state",
        "qualifier",
        "amount",
        "amount_high",
        "unit",
        "currency",
        "rank",
    ]
    list_filter = ["property", "state", "rank", SourcedFilter, WorklistFilter, "unit", "qualifier", "basis"]
    list_select_related = ["film"]
    search_fields = ["film__public_id", "film__slug", "property", "text_en", "text_zh_hans"]
    fieldsets = guided(ProductionFact, on_its_own(SECTIONS), whole=True)
