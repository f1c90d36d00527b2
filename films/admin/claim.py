from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.models import FirstClaim
from films.scope import is_territory

from .base import EVIDENCE, SourcedFilter, StatementAdmin, StatementInline, in_both_languages, on_its_own
from .guidance import guided
from .reply import ReplyInline
from .sheets import Spreadsheets
from .worklist import WorklistFilter

SECTIONS = [
    (
        _("What was said"),
        {
            "fields": [
                ("wording", "wording_language"),
                ("claimant_kind", "modality"),
                "date",
            ],
            "description": _("Somebody else’s words. The archive never says “first” itself."),
        },
    ),
    (_("For which film, answering whom"), {"fields": ["work", ("stance", "about"), "standing"]}),
    (
        _("First of what: the scope"),
        {
            "fields": [
                "scope_territory",
                ("scope_length", "scope_mode"),
                ("scope_extent", "scope_department"),
                ("scope_channel", "scope_sector"),
                ("scope_language", "scope_genre", "scope_theme"),
                "order_basis",
            ],
            "description": _("Only conditions that the claim itself makes. What it leaves open stays empty."),
        },
    ),
    *in_both_languages("paraphrase", "claimant", "work_name", "scope_other", "note"),
    # A claim is never unsourced on purpose: somebody said it somewhere.
    (EVIDENCE[0], {**EVIDENCE[1], "fields": ["sources", "locator", ("rank", "rank_reason")]}),
]


class FirstClaimForm(forms.ModelForm):
    def clean_about(self) -> FirstClaim | None:
        about = self.cleaned_data["about"]
        if about and about.pk == self.instance.pk:
            raise forms.ValidationError(_("A claim cannot answer itself."))
        return about

    def clean_scope_territory(self) -> str:
        territory: str = self.cleaned_data["scope_territory"].strip()
        if territory and not is_territory(territory):
            raise forms.ValidationError(
                _("“%(text)s” is not read as a territory. Write world, country:KR, continent:Africa, city:Seoul …")
                % {"text": territory}
            )
        return territory


class FirstClaimInline(StatementInline):
    model = FirstClaim
    form = FirstClaimForm
    fieldsets = guided(FirstClaim, SECTIONS)
    readonly_fields = ["standing"]
    autocomplete_fields = ["sources", "work", "about"]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        if obj and "work" in formset.form.base_fields:
            formset.form.base_fields["work"].initial = obj.pk
        return formset


@admin.register(FirstClaim)
class FirstClaimAdmin(Spreadsheets, StatementAdmin):
    list_display = ["reference", "paraphrase", "claimant", "stance", "modality", "date", "standing", "rank"]
    list_filter = [
        "standing",
        "stance",
        "modality",
        "claimant_kind",
        "order_basis",
        "scope_channel",
        "scope_mode",
        "rank",
        SourcedFilter,
        WorklistFilter,
    ]
    list_select_related = ["film"]
    search_fields = [
        "film__public_id",
        "film__slug",
        "paraphrase_en",
        "paraphrase_zh_hans",
        "wording",
        "claimant_en",
        "claimant_zh_hans",
    ]
    autocomplete_fields = ["film", "work", "about", "sources"]
    readonly_fields = ["standing"]
    form = FirstClaimForm
    fieldsets = guided(FirstClaim, on_its_own(SECTIONS), whole=True)
    inlines = [ReplyInline]
