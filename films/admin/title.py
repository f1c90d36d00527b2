from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.journal import note
from films.models import Title

from .base import EVIDENCE, SourcedFilter, StatementAdmin, StatementInline, in_both_languages, on_its_own
from .guidance import guided
from .worklist import WorklistFilter

SECTIONS = [
    (None, {"fields": ["text", ("language", "kind"), "identifying", ("romanisation", "sort_key")]}),
    EVIDENCE,
    *in_both_languages("note", collapsed=True),
]


class TitleRowForm(forms.ModelForm):
    """Leaves “one title identifies the film” to the formset, which sees all titles at once."""

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "identifying"}


class TitleFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        if sum(bool(getattr(form, "cleaned_data", {}).get("identifying")) for form in kept) > 1:
            raise ValidationError(_("Only one title can identify the film. Untick the others."))

    def save(self, commit: bool = True) -> Any:
        # Let go of the old identifying title before another takes its place.
        gone = [form.instance.pk for form in self.initial_forms if not self._identifies(form)]
        given_up = Title.objects.filter(pk__in=gone, identifying=True)
        note(given_up)
        given_up.update(identifying=False)
        return super().save(commit)

    def _identifies(self, form: forms.ModelForm) -> bool:
        return form not in self.deleted_forms and bool(form.cleaned_data.get("identifying"))


class TitleInline(StatementInline):
    model = Title
    form = TitleRowForm
    formset = TitleFormSet
    fieldsets = guided(Title, SECTIONS)
    classes = []

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 1  # a new film needs one


@admin.register(Title)
class TitleAdmin(StatementAdmin):
    list_display = ["text", "film", "language", "kind", "identifying", "rank"]
    list_filter = ["kind", "identifying", "rank", SourcedFilter, WorklistFilter, "language"]
    list_select_related = ["film"]
    search_fields = ["text", "romanisation", "film__public_id", "film__slug"]
    fieldsets = guided(Title, on_its_own(SECTIONS), whole=True)
