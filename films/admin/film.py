from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from films.columns import beside_its_rivals
from films.models import Country, Film, FirstClaim, FormerName, Title
from films.models.country import cldr_name
from films.vocabularies import SEEN_BY_READERS, RecordStatus

from .ai_role import AIRoleInline
from .base import Fieldset, RecordAdmin, RefreshesStandings, in_both_languages
from .claim import FirstClaimInline
from .commentary import CommentaryInline
from .credit import CreditInline
from .fact import ProductionFactInline
from .former import FormerNameInline
from .guidance import guided
from .image import ImageInline
from .merging import Merges
from .parts import InParts
from .relation import RelationInline
from .release import ReleaseInline
from .sheets import CueSheets, Spreadsheets
from .steps import StepsTogether
from .title import TitleInline
from .worklist import WorklistFilter


class FilmForm(forms.ModelForm):
    def clean_lamp(self) -> FirstClaim | None:
        lamp = self.cleaned_data["lamp"]
        if lamp and self.instance.pk not in (lamp.film_id, lamp.work_id):
            raise forms.ValidationError(_("This claim belongs to another film. Choose one of this film’s."))
        return lamp


class NewFilmForm(FilmForm):
    number_country = forms.CharField(
        label=_("Country of the number"),
        min_length=2,
        max_length=2,
        validators=[RegexValidator(r"^[A-Za-z]{2}$", _("Two letters, such as KR."))],
        help_text=_(
            "Two letters of ISO 3166-1, such as KR: the country whose “first” this film is called. The "
            "archive adds the next free number; the whole is printed and cited, and never changes."
        ),
    )

    def clean_number_country(self) -> str:
        code = self.cleaned_data["number_country"].upper()
        if cldr_name(code, "en") == code:
            raise forms.ValidationError(_("No country or territory has this code."))
        return code


@admin.register(Film)
class FilmAdmin(Merges, CueSheets, Spreadsheets, InParts, StepsTogether, RefreshesStandings, RecordAdmin):
    whole = True
    first_page = (Title, FormerName)
    form = FilmForm
    list_display = ["public_id", "title", "status", "year", "form", "sector", "work_status"]
    list_display_links = ["public_id", "title"]
    list_filter = [
        "status",
        "form",
        "sector",
        "work_status",
        "modes",
        ("countries", admin.RelatedOnlyFieldListFilter),
        WorklistFilter,
    ]
    search_fields = ["public_id", "slug", "titles__text", "titles__romanisation"]
    search_help_text = _("Number, address or any title.")
    autocomplete_fields = ["countries", "lamp"]
    readonly_fields = ["public_id", "status", "withdrawn_on", "withdrawal_reason_en", "withdrawal_reason_zh_hans"]
    save_on_top = True
    inlines = [
        TitleInline,
        FirstClaimInline,
        ProductionFactInline,
        ReleaseInline,
        CreditInline,
        AIRoleInline,
        CommentaryInline,
        RelationInline,
        ImageInline,
        FormerNameInline,
    ]
    fieldsets = [
        (
            _("The work"),
            {"fields": [("form", "sector"), ("work_status", "year"), "countries", "modes"]},
        ),
        *in_both_languages("synopsis", "significance"),
    ]
    withdrawal: Fieldset = (
        _("Withdrawal"),
        {
            "fields": ["withdrawn_on", "withdrawal_reason_en", "withdrawal_reason_zh_hans"],
            "description": _("What readers find at its address."),
        },
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Fieldset]:
        if self.part(request, obj):
            return []
        number = ["public_id", "slug", "lamp"] if obj else ["number_country", "slug"]
        gone = [self.withdrawal] if obj and obj.status == RecordStatus.WITHDRAWN else []
        return guided(Film, [(_("The record"), {"fields": number}), *gone, *self.fieldsets], whole=True)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if not change:
            kwargs.setdefault("form", NewFilmForm)
        return super().get_form(request, obj, change=change, **kwargs)

    def previews(self, record: Film) -> list[tuple[Any, str]]:
        beside = beside_its_rivals(record)
        address = f"{reverse('compare_preview')}?films={','.join(beside)}"
        return [
            (_("Preview"), reverse("film_preview", args=[record.slug])),
            *([(_("Preview beside its rivals"), address)] if beside else []),
        ]

    def save_model(self, request: HttpRequest, obj: Film, form: forms.ModelForm, change: bool) -> None:
        if not change:
            obj.number_country = form.cleaned_data["number_country"]
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Film, post_url_continue: str | None = None) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        code = obj.public_id.partition("-")[0]
        if not Country.objects.filter(code=code).exists():
            words = _('{country} has no page here yet. <a href="{address}">Add it</a>, with this film as its lamp.')
            address = f"{reverse('admin:films_country_add')}?{urlencode({'code': code, 'lead_film': obj.pk})}"
            name = cldr_name(code, get_language() or "en")
            messages.warning(request, format_html(words, country=name, address=address))
        return response

    def has_delete_permission(self, request: HttpRequest, obj: Film | None = None) -> bool:
        if obj is not None and obj.status != RecordStatus.DRAFT:
            return False
        return super().has_delete_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("titles")

    def get_view_on_site_url(self, obj: Film | None = None) -> str | None:
        if obj is None or obj.status not in SEEN_BY_READERS:
            return None
        return super().get_view_on_site_url(obj)

    @admin.display(description=_("title"))
    def title(self, obj: Film) -> str:
        titles = list(obj.titles.all())
        named = [t for t in titles if t.identifying] or titles
        return named[0].text if named else obj.slug
