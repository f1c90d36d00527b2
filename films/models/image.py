from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage

from films.vocabularies import ImageKind, Rights

from .bilingual import bilingual_line

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
LONGEST_SIDE = 12000
MOST_PIXELS = 40_000_000


def validate_picture(file: Any) -> None:
    """Open the picture fully with a closed list of decoders; refuse bombs, animations and disguises."""
    refusal = ValidationError(
        _("This is not a JPEG, PNG, WebP or AVIF picture of at most %(megapixels)s megapixels."),
        params={"megapixels": MOST_PIXELS // 1_000_000},
        code="invalid_picture",
    )
    try:
        file.seek(0)
        with PillowImage.open(file, formats=FORMATS) as picture:
            width, height = picture.size
            if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
                raise refusal
            if getattr(picture, "n_frames", 1) > 1:
                raise refusal
            picture.load()
    except ValidationError:
        raise
    except Exception as error:  # Pillow raises many kinds for broken files, storage for missing ones
        raise refusal from error
    file.seek(0)


class ImageManager(models.Manager):
    def get_by_natural_key(self, film: str, number: int) -> "Image":
        return self.get(film__public_id=film, number=number)


class Image(models.Model):
    """A licensed picture. Without a rights statement, a credit and alt text it is not shown."""

    film = models.ForeignKey("films.Film", on_delete=models.CASCADE, related_name="images", verbose_name=_("film"))
    number = models.PositiveSmallIntegerField(_("order"), default=1)
    kind = models.CharField(_("kind"), max_length=12, choices=ImageKind.choices)
    file = models.ImageField(_("file"), upload_to="images/", validators=[validate_picture])
    rights = models.CharField(_("rights"), max_length=14, choices=Rights.choices)
    credit = models.CharField(_("credit"), max_length=300)
    alt = bilingual_line(
        _("alt text"), blank=False, help_text=_("What the picture shows, for those who cannot see it.")
    )

    objects = ImageManager()

    class Meta:
        ordering = ["film", "number"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.UniqueConstraint(fields=["film", "number"], name="image_number_once_per_film"),
            models.CheckConstraint(condition=Q(rights__in=Rights.values), name="image_rights_known"),
        ]

    def __str__(self) -> str:
        return self.alt_en

    def natural_key(self) -> tuple[str, int]:
        return (self.film.public_id, self.number)

    natural_key.dependencies = ["films.film"]  # type: ignore[attr-defined]
