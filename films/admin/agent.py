from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.models import Agent, AgentName

from .base import RecordAdmin
from .former import FormerNameInline
from .guidance import guided
from .merging import Merges
from .worklist import WorklistFilter


class AgentNameInline(admin.TabularInline):
    model = AgentName
    extra = 0
    fields = ["number", "text", "language"]


@admin.register(Agent)
class AgentAdmin(Merges, RecordAdmin):
    whole = True
    list_display = ["__str__", "slug", "kind", "country"]
    list_filter = ["kind", ("country", admin.RelatedOnlyFieldListFilter), WorklistFilter]
    list_select_related = ["country"]
    search_fields = ["slug", "names__text"]
    autocomplete_fields = ["country"]
    inlines = [AgentNameInline, FormerNameInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["slug", "kind", "country"],
                "description": _(
                    "One entry for one person or organisation, with every spelling that sources use. "
                    "Look whether the name is here under another spelling before you add it."
                ),
            },
        ),
        (_("Note"), {"fields": ["note_en", "note_zh_hans"]}),
    ]
    fieldsets = guided(Agent, fieldsets, whole=True)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("names")
