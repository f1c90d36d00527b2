from django import forms
from django.contrib import admin
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from films.derivatives import WHOLE, crop_box
from films.examination import LARGEST_FILE, LONGEST_SIDE, MOST_PIXELS
from films.models import Image
from films.vocabularies import Rights

from .base import RecordAdmin

SECTIONS = [
    (None, {"fields": [("kind", "number"), "file", "preview", ("focus_x", "focus_y")]}),
    (
        _("Rights and description"),
        {
            "fields": ["rights", ("permission_en", "permission_zh_hans"), "credit", ("alt_en", "alt_zh_hans")],
            "description": _(
                "Every picture needs a rights statement, a credit and alt text in both languages. The first still "
                "or poster that may be shown takes the place of the drawn plate."
            ),
        },
    ),
]


class ImageForm(forms.ModelForm):
    class Meta:
        help_texts = {
            "number": _("Pictures stand in this order."),
            "file": format_lazy(
                _(
                    "JPEG, PNG, WebP or AVIF; not animated; at most {size}, {megapixels} megapixels and {side} "
                    "pixels on the longest side. It is kept as it comes; readers are served smaller pictures "
                    "without place, camera and other notes."
                ),
                size=f"{LARGEST_FILE >> 20} MB",
                megapixels=MOST_PIXELS // 1_000_000,
                side=LONGEST_SIDE,
            ),
            "rights": _("As the holder of the rights states it. What is undetermined is kept and not shown."),
            "credit": _("As the holder wishes to be named, such as “Courtesy of Studio Name”."),
        }
        # The stock widget would link to the file, but originals have no address of their own.
        widgets = {"file": forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"})}


class HasPreview:
    """The picture with its focal point and what the plate shows of it; drawn, so that no script is needed."""

    @admin.display(description=_("as it is kept"))
    def preview(self, obj: Image | None) -> str:
        if obj is None or not obj.pk:
            return gettext("The picture is shown here once it is saved.")
        if not obj.derivatives_kept:
            return gettext("The file is missing. Choose it again.")
        size = obj.derivatives[WHOLE][0]
        width, height = size["width"], size["height"]
        left, top, right, bottom = crop_box(width, height, obj.focus_x, obj.focus_y)
        scale = min(320 / width, 320 / height)
        x, y = f"{width * obj.focus_x / 100:g}", f"{height * obj.focus_y / 100:g}"
        drawn = format_html(
            '<svg width="{}" height="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">'
            '<image href="{}" width="{}" height="{}"/>'
            '<path d="M0 0H{}V{}H0ZM{} {}V{}H{}V{}Z" fill="#000" fill-opacity=".55"/>'
            '<g fill="none" stroke-width="{}"><circle cx="{}" cy="{}" r="{}" stroke="#000"/>'
            '<circle cx="{}" cy="{}" r="{}" stroke="#fff"/></g></svg>',
            round(width * scale),
            round(height * scale),
            *(width, height),
            gettext("The picture. What is darkened falls away on the plate; the ring is the focal point."),
            default_storage.url(size["files"]["webp"]),
            *(width, height),
            *(width, height),
            *(f"{edge:g}" for edge in (left, top, bottom, right, top)),
            f"{2 / scale:g}",
            *(x, y, f"{8 / scale:g}"),
            *(x, y, f"{6 / scale:g}"),
        )
        told = [self._shown(obj), self._original(obj), f"SHA-256 {obj.sha256[:12]}…"]
        if obj.content_credentials:
            told.append(gettext("Content Credentials in the original"))
        return format_html("{}<br>{}", drawn, format_html_join(" · ", "{}", ((word,) for word in told)))

    @staticmethod
    def _original(obj: Image) -> str:
        address = reverse("admin:films_image_original", args=[obj.pk])
        return format_html('<a href="{}">{}</a>', address, gettext("the original"))

    @staticmethod
    def _shown(obj: Image) -> str:
        if obj.may_be_shown:
            return gettext("Shown to readers")
        if obj.rights == Rights.IN_COPYRIGHT:
            return gettext("Not shown to readers: say by whose permission, in both languages.")
        return gettext("Not shown to readers: its copyright is undetermined.")


class ImageInline(HasPreview, admin.StackedInline):
    model = Image
    form = ImageForm
    extra = 0
    show_change_link = True
    classes = ["collapse"]
    fieldsets = SECTIONS
    readonly_fields = ["preview"]


@admin.register(Image)
class ImageAdmin(HasPreview, RecordAdmin):
    form = ImageForm
    list_display = ["alt", "film", "number", "kind", "rights", "credit", "is_shown"]
    list_filter = ["kind", "rights", "content_credentials"]
    list_select_related = ["film"]
    search_fields = ["film__public_id", "film__slug", "credit", "alt_en", "alt_zh_hans", "sha256"]
    autocomplete_fields = ["film"]
    readonly_fields = ["preview"]
    fieldsets = [(_("The film"), {"fields": ["film"]}), *SECTIONS]

    @admin.display(description=_("shown to readers"), boolean=True)
    def is_shown(self, obj: Image) -> bool:
        return obj.may_be_shown

    def get_urls(self) -> list[URLPattern]:
        address = path("<int:pk>/original/", self.admin_site.admin_view(self.original), name="films_image_original")
        return [address, *super().get_urls()]

    def original(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file as it came, byte for byte, for those who may see the record; never opened in the browser."""
        image = get_object_or_404(Image.objects.select_related("film"), pk=pk)
        if not self.has_view_permission(request, image):
            raise Http404
        try:
            file = image.file.open()
        except (OSError, ValueError) as error:
            raise Http404 from error
        name = f"{image.film.public_id}-{image.number}.{image.file.name.rpartition('.')[2]}"
        return FileResponse(file, as_attachment=True, filename=name)
