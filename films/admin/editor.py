from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.models import Editor


@admin.register(Editor)
class EditorAdmin(admin.ModelAdmin):
    """Everybody signs as they like; only who manages accounts sets a translator's language."""

    list_display = ["user", "signature", "writes"]
    list_select_related = ["user"]
    fieldsets = [
        (
            None,
            {
                "fields": ["user", "signature", "writes"],
                "description": _(
                    "How your changes are signed on the public pages. Your account’s name stays in the house."
                ),
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        editors = super().get_queryset(request)
        return editors if self._manages(request) else editors.filter(user=request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        mine = self._manages(request) or not Editor.objects.filter(user_id=request.user.pk).exists()
        return mine and super().has_add_permission(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Editor | None = None) -> list[str]:
        return [] if self._manages(request) else ["user", "writes"]

    def save_model(self, request: HttpRequest, obj: Editor, form: ModelForm, change: bool) -> None:
        if not self._manages(request):
            obj.user = request.user
        super().save_model(request, obj, form, change)

    def _manages(self, request: HttpRequest) -> Any:
        return request.user.has_perm("auth.change_user")
