from django import forms
from django.contrib import admin
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from films.models import Image
from films.models.image import LONGEST_SIDE, MOST_PIXELS

from .base import RecordAdmin

SECTIONS = [
    (None, {"fields": [("kind", "number"), "file"]}),
    (
        _("Rights and description"),
        {
            "fields": ["rights", "credit", ("alt_en", "alt_zh_hans")],
            "description": _("A picture is shown only with a rights statement, a credit and alt text."),
        },
    ),
]


class ImageForm(forms.ModelForm):
    class Meta:
        help_texts = {
            "file": format_lazy(
                _(
                    "JPEG, PNG, WebP or AVIF; not animated; at most {megapixels} megapixels and {side} "
                    "pixels on the longest side."
                ),
                megapixels=MOST_PIXELS // 1_000_000,
                side=LONGEST_SIDE,
            )
        }

    def _get_validation_exclusions(self) -> set[str]:
        """A picture is examined when it comes in, not again whenever its film is saved."""
        kept = set() if "file" in self.changed_data else {"file"}
        return super()._get_validation_exclusions() | kept


class ImageInline(admin.StackedInline):
    model = Image
    form = ImageForm
    extra = 0
    show_change_link = True
    classes = ["collapse"]
    fieldsets = SECTIONS


@admin.register(Image)
class ImageAdmin(RecordAdmin):
    form = ImageForm
    list_display = ["alt", "film", "number", "kind", "rights", "credit"]
    list_filter = ["kind", "rights"]
    list_select_related = ["film"]
    search_fields = ["film__public_id", "film__slug", "credit", "alt_en", "alt_zh_hans"]
    autocomplete_fields = ["film"]
    fieldsets = [(_("The film"), {"fields": ["film"]}), *SECTIONS]
