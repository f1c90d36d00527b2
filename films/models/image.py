from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage, storages
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from films.derivatives import PLATE, WHOLE, Derivative, derive
from films.examination import Examined, examine
from films.vocabularies import ImageKind, Rights

from .bilingual import bilingual_line

FOLDER = "images"  # of the derivatives, in the public storage


def originals() -> Storage:
    """Where files are kept as they came: never served, since they may say where and by whom they were taken."""
    return storages["originals"]


def original_name(image: "Image", filename: str) -> str:
    """By content; the sender's name and suffix count for nothing. The storage adds letters to a name in use."""
    seen = examined(image.file)
    return f"{seen.sha256[:2]}/{seen.sha256}.{seen.suffix}"


def examined(file: Any) -> Examined:
    """What a file that came in is; asked of its bytes once."""
    if not hasattr(file, "examined"):
        file.examined = examine(file)
    return file.examined


def validate_picture(file: Any) -> None:
    """A file is examined when it comes in; what is already kept may even be missing (records travel without)."""
    if not getattr(file, "_committed", False):
        examined(file)


def may_be_shown(rights: str, *permission: str) -> bool:
    """Whether readers may see a picture: it is free, or there is a ground, told in both languages, to show it.

    A picture whose status could not be settled is kept and not shown, whatever else is said of it.
    """
    if rights == Rights.IN_COPYRIGHT:
        return all(permission)
    return rights in (Rights.NO_KNOWN_COPYRIGHT, Rights.CC0, Rights.CC_BY, Rights.CC_BY_SA)


class ImageQuerySet(models.QuerySet):
    def derive_missing(self) -> int:
        """Make derivatives where there are none, as after loading records; how many pictures have got some."""
        without = [image for image in self if not image.derivatives_kept]
        for image in without:
            image.derivatives = {}
            image.save()
        return sum(bool(image.derivatives) for image in without)


class ImageManager(models.Manager.from_queryset(ImageQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, film: str, number: int) -> "Image":
        return self.get(film__public_id=film, number=number)


class Image(models.Model):
    """A picture. The file is kept as it came; readers are served derivatives, if its rights allow.

    Files go with their row, once that is committed. Derivatives are named by their content and may be shared
    by rows of the same original.
    """

    film = models.ForeignKey("films.Film", on_delete=models.CASCADE, related_name="images", verbose_name=_("film"))
    number = models.PositiveSmallIntegerField(_("order"), default=1)
    kind = models.CharField(_("kind"), max_length=12, choices=ImageKind.choices)
    file = models.FileField(
        _("file"), upload_to=original_name, storage=originals, max_length=200, validators=[validate_picture]
    )
    focus_x = models.PositiveSmallIntegerField(
        _("focal point, from the left"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("In percent. Around this point the picture is cropped to the upright shape of a plate."),
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focal point, from the top"), default=50, validators=[MaxValueValidator(100)], help_text=_("In percent.")
    )
    rights = models.CharField(_("rights"), max_length=14, choices=Rights.choices)
    permission = bilingual_line(
        _("permission"),
        help_text=_(
            "By whose permission, or under which exception, a picture in copyright is shown. Without it in both "
            "languages such a picture is kept and not shown."
        ),
    )
    credit = models.CharField(_("credit line"), max_length=300)
    alt = bilingual_line(
        _("alt text"), blank=False, help_text=_("What the picture shows, for those who cannot see it.")
    )

    # Found in the file
    sha256 = models.CharField(_("SHA-256 of the original"), max_length=64, blank=True, default="", editable=False)
    content_credentials = models.BooleanField(
        _("Content Credentials in the original"),
        default=False,
        editable=False,
        help_text=_("The original carries a signed note of its making (C2PA); the smaller pictures made of it do not."),
    )
    derivatives = models.JSONField(
        _("derivatives"),
        default=dict,
        blank=True,
        editable=False,
        serialize=False,
        help_text=_("For each use the sizes made, with the name of the file in each format."),
    )

    objects = ImageManager()

    class Meta:
        ordering = ["film", "number"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.UniqueConstraint(fields=["film", "number"], name="image_number_once_per_film"),
            models.CheckConstraint(condition=Q(rights__in=Rights.values), name="image_rights_known"),
            models.CheckConstraint(
                condition=~Q(credit=""),
                name="image_has_credit",
                violation_error_message=_("Say whom to credit for the picture."),
            ),
            models.CheckConstraint(
                condition=~Q(alt_en="") & ~Q(alt_zh_hans=""),
                name="image_has_alt_text",
                violation_error_message=_("Say in both languages what the picture shows."),
            ),
            models.CheckConstraint(
                condition=Q(focus_x__gte=0, focus_x__lte=100, focus_y__gte=0, focus_y__lte=100),
                name="image_focus_within",
                violation_error_message=_("The focal point lies within the picture: 0 to 100 percent."),
            ),
        ]

    def __str__(self) -> str:
        return self.alt_en

    def natural_key(self) -> tuple[str, int]:
        return (self.film.public_id, self.number)

    natural_key.dependencies = ["films.film"]  # type: ignore[attr-defined]

    @property
    def may_be_shown(self) -> bool:
        return may_be_shown(self.rights, self.permission_en, self.permission_zh_hans)

    @property
    def derivatives_kept(self) -> bool:
        """Whether the files are there: records are loaded without them, and disks are lost."""
        names = list(self.derivative_names())
        return {PLATE, WHOLE} <= self.derivatives.keys() and default_storage.exists(names[0])

    def derivative_names(self) -> Iterator[str]:
        for sizes in self.derivatives.values():
            for size in sizes:
                yield from size["files"].values()

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            before = Image.objects.filter(pk=self.pk).first() if self.pk else None
            if self.file and not self.file._committed:
                seen = examined(self.file)
                self.sha256, self.content_credentials = seen.sha256, seen.content_credentials
                self.file.save(self.file.name, self.file.file, save=False)
            if not self.derivatives or before is None or self._source() != before._source():
                self.derivatives = self._derive()
            if kwargs.get("update_fields") is not None:
                found = {"sha256", "content_credentials", "derivatives"}
                kwargs["update_fields"] = {*kwargs["update_fields"], *found}
            super().save(*args, **kwargs)
            if before and (before.file.name, before.derivatives) != (self.file.name, self.derivatives):
                drop_files_when_committed(before)

    def _source(self) -> tuple[Any, ...]:
        """What the derivatives are made of."""
        return (self.file.name, self.focus_x, self.focus_y)

    def _derive(self) -> dict[str, list[dict[str, Any]]]:
        try:
            with self.file.storage.open(self.file.name) as file:
                original = file.read()
        except (OSError, SuspiciousFileOperation, ValueError):
            return {}
        sizes: dict[tuple[str, int, int], dict[str, str]] = {}
        for made in derive(original, self.focus_x, self.focus_y):
            sizes.setdefault((made.use, made.width, made.height), {})[made.format] = _keep(made)
        told: dict[str, list[dict[str, Any]]] = {}
        for (use, width, height), files in sizes.items():
            told.setdefault(use, []).append({"width": width, "height": height, "files": files})
        return told


def _keep(made: Derivative) -> str:
    name = f"{FOLDER}/{sha256(made.content).hexdigest()[:24]}.{made.format}"
    return name if default_storage.exists(name) else default_storage.save(name, ContentFile(made.content))


def drop_files_when_committed(image: Image) -> None:
    """Delete the files of a row that was deleted or has got others, unless the transaction is undone."""
    transaction.on_commit(lambda: _drop_files(image), robust=True)  # no partial: Django logs a callback by its name


def _drop_files(image: Image) -> None:
    same = Image.objects.filter(Q(sha256=image.sha256) | Q(file=image.file.name))
    in_use_originals, in_use = files_in_use(same)
    if image.file and image.file.name not in in_use_originals:
        image.file.storage.delete(image.file.name)
    for name in image.derivative_names():
        if name not in in_use:
            default_storage.delete(name)


def files_in_use(images: Iterable[Image]) -> tuple[set[str], set[str]]:
    """The names of originals, and those of derivatives."""
    originals_used: set[str] = set()
    derivatives_used: set[str] = set()
    for image in images:
        originals_used.add(image.file.name)
        derivatives_used.update(image.derivative_names())
    return originals_used, derivatives_used


@receiver(post_delete, sender=Image)
def _drop_files_of_deleted(instance: Image, **_more: Any) -> None:
    """Also where its film takes the picture along, which no method of the row would notice."""
    drop_files_when_committed(instance)
