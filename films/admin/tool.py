from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from films.models import Tool

from .base import RecordAdmin
from .worklist import WorklistFilter


@admin.register(Tool)
class ToolAdmin(RecordAdmin):
    list_display = ["name", "version", "maker", "kind", "slug"]
    list_filter = ["kind", "maker", WorklistFilter]
    list_select_related = ["kind"]
    search_fields = ["slug", "name", "maker", "version"]
    prepopulated_fields = {"slug": ["name", "version"]}
    fieldsets = [
        (None, {"fields": [("name", "version"), "slug", "maker", "kind"]}),
        (_("Note"), {"fields": ["note_en", "note_zh_hans"]}),
    ]
