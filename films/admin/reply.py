from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.models import Reply

from .base import RecordAdmin, RefreshesStandings, in_both_languages

SECTIONS = [
    (
        None,
        {
            "fields": ["text", ("language", "date"), "sources"],
            "description": _(
                "The words of somebody whom the claim names, unchanged. They stand under the claim and move no "
                "standing. Make sure that they come from that person or organisation."
            ),
        },
    ),
    *in_both_languages("party", "capacity", "translation"),
]


class ReplyInline(admin.StackedInline):
    """Added here, changed on a page of their own, so that whoever saves the claim late does not undo a reply."""

    model = Reply
    extra = 0
    show_change_link = True
    autocomplete_fields = ["sources"]
    fieldsets = SECTIONS
    classes = ["collapse"]
    can_delete = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("films.view_reply")


@admin.register(Reply)
class ReplyAdmin(RefreshesStandings, RecordAdmin):
    list_display = ["reference", "party", "language", "date"]
    list_filter = ["language", "date"]
    list_select_related = ["claim__film"]
    search_fields = [
        "claim__film__public_id",
        "claim__film__slug",
        "party_en",
        "party_zh_hans",
        "text",
        "translation_en",
        "translation_zh_hans",
    ]
    autocomplete_fields = ["claim", "sources"]
    fieldsets = [(_("The claim"), {"fields": ["claim"]}), *SECTIONS]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if change and "claim" in form.base_fields:
            form.base_fields["claim"].disabled = True
            form.base_fields["claim"].help_text = _("The number of a reply belongs to its claim for ever.")
        return form

    def read_by_the_public(self, obj: Reply) -> bool:
        return super().read_by_the_public(obj.claim)

    @admin.display(description=_("number"), ordering="claim")
    def reference(self, obj: Reply) -> str:
        return obj.ref
