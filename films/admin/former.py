"""Old addresses, on the page of the record to which they lead."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.validators import validate_slug
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.models import FormerName


class FormerNameForm(forms.ModelForm):
    name = forms.CharField(
        label=_("former name"), max_length=120, validators=[validate_slug], widget=AdminTextInputWidget
    )

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        taken = FormerName.objects.filter(noun=self.instance.noun, name=name).exclude(pk=self.instance.pk).first()
        if taken:
            raise forms.ValidationError(
                _("“%(name)s” already leads to %(record)s.") % {"name": name, "record": taken.record}
            )
        return name


class FormerNameFormSet(forms.BaseInlineFormSet):
    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        form.instance.noun = self.instance._meta.model_name
        return form


class FormerNameInline(admin.TabularInline):
    model = FormerName
    form = FormerNameForm
    formset = FormerNameFormSet
    fields = ["name"]
    extra = 0
    can_delete = False  # somebody may have cited it
    classes = ["collapse"]
    not_at_first = True  # what is new has no old address
    verbose_name = _("old address")
    verbose_name_plural = _("old addresses")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).of_records()
