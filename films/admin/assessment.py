from typing import Any

from django.contrib import admin
from django.db.models import Max
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Assessment

from .base import RecordAdmin, RefreshesStandings, in_both_languages
from .guidance import guided


@admin.register(Assessment)
class AssessmentAdmin(RefreshesStandings, RecordAdmin):
    """Append-only: a new assessment supersedes the old, which stays to be read."""

    list_display = ["claim", "number", "standing", "signed", "date"]
    list_filter = ["standing", "date", "signed"]
    list_select_related = ["claim__film"]
    search_fields = [
        "claim__film__public_id",
        "claim__film__slug",
        "claim__paraphrase_en",
        "claim__paraphrase_zh_hans",
        "argument_en",
        "argument_zh_hans",
        "signed",
    ]
    autocomplete_fields = ["claim"]
    fieldsets = [
        (
            _("The judgement"),
            {
                "fields": ["claim", "standing"],
                "description": _(
                    "An assessment can be neither changed nor deleted once it is saved. To correct one, "
                    "write another: the newest counts."
                ),
            },
        ),
        *in_both_languages("argument"),
        (_("Signature"), {"fields": [("signed", "date")]}),
    ]
    fieldsets = guided(Assessment, fieldsets, whole=True)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("films.view_assessment")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        given = super().get_changeform_initial_data(request)
        return {"date": timezone.localdate(), "signed": request.user.get_full_name(), **given}

    def save_model(self, request: HttpRequest, obj: Assessment, form: ModelForm, change: bool) -> None:
        newest = obj.claim.assessments.aggregate(number=Max("number"))["number"] or 0
        obj.number = newest + 1
        super().save_model(request, obj, form, change)
