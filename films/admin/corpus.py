from django.contrib import admin

from films.models import Corpus, CorpusAxis

from .base import RecordAdmin, in_both_languages


class CorpusAxisInline(admin.StackedInline):
    model = CorpusAxis
    extra = 0
    fieldsets = [(None, {"fields": [("axis", "openness"), ("note_en", "note_zh_hans")]})]


@admin.register(Corpus)
class CorpusAdmin(RecordAdmin):
    whole = True
    list_display = ["name", "steward", "slug"]
    list_filter = ["axes__openness", "axes__axis"]
    search_fields = ["slug", "name", "steward_en", "steward_zh_hans"]
    autocomplete_fields = ["used_by_tools", "sources"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [CorpusAxisInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", "used_by_tools", "sources"]}),
        *in_both_languages(
            "steward", "size", "content", "openness_announced", "openness_licensed", "relation_to_films"
        ),
    ]
