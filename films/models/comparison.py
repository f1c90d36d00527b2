import re
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films import partial_date
from films.vocabularies import RecordStatus

from .bilingual import bilingual_line, bilingual_text

FEWEST_FILMS, MOST_FILMS = 2, 5
MOST_ROWS = 99
RESERVED = "preview"  # compare/preview/ shows films that are not public


def row_choices() -> list[tuple[str, Any]]:
    """The rows that the table knows. Asked late, since the table is made from records, and records from models."""
    from films.comparison import ROWS

    return [(row.code, row.label) for row in ROWS.values()]


class ComparisonQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Comparisons that anybody may read."""
        return self.filter(status=RecordStatus.PUBLISHED)

    def in_order(self) -> Self:
        """As the lists show them."""
        return self.order_by("position", "slug")

    def for_page(self) -> Self:
        """Comparisons with their rows."""
        return self.prefetch_related("rows")


class ComparisonManager(models.Manager.from_queryset(ComparisonQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, slug: str) -> "Comparison":
        return self.get(slug=slug)


class Comparison(models.Model):
    """A page made by a curator: an essay, two to five films side by side, chosen rows, a note to each row.

    The only text of the archive that argues. What it says of a film must stand in the film's record.
    """

    NOT_DELETABLE = _("A comparison that has been public is withdrawn, not deleted: its address is in use elsewhere.")

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    status = models.CharField(
        _("record status"), max_length=10, choices=RecordStatus.choices, default=RecordStatus.DRAFT
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_reason = bilingual_text(_("reason of the withdrawal"))
    position = models.PositiveSmallIntegerField(_("place in the list"), default=1)
    date = models.DateField(_("date"), help_text=_("When the essay was written or last revised."))
    title = bilingual_line(_("title"))
    standfirst = bilingual_line(_("standfirst"), help_text=_("One sentence, shown in lists and above the essay."))
    essay = bilingual_text(_("essay"), _("Plain text; an empty line begins a new paragraph."))

    objects = ComparisonManager()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")
        permissions = [
            ("submit_comparison", "Can hand in comparisons for review and take them back to draft"),
            ("publish_comparison", "Can publish comparisons"),
            ("withdraw_comparison", "Can withdraw comparisons"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=RecordStatus.values), name="comparison_status_known"),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | Q(withdrawn_on__isnull=False),
                name="comparison_withdrawal_has_date",
                violation_error_message=_("Say when the comparison was withdrawn."),
            ),
            models.CheckConstraint(
                condition=~Q(status="published")
                | (~Q(title_en="") & ~Q(title_zh_hans="") & ~Q(essay_en="") & ~Q(essay_zh_hans="")),
                name="comparison_published_in_both_languages",
                violation_error_message=_("A public comparison needs its title and its essay in both languages."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.slug

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def clean(self) -> None:
        if self.slug == RESERVED:
            raise ValidationError({"slug": _("This address has another use. Choose another.")})

    @property
    def partial_date(self) -> partial_date.PartialDate:
        return partial_date.parse(self.date.isoformat())

    @property
    def paragraphs(self) -> list[str]:
        """The essay in the reader's language."""
        return [part.strip() for part in re.split(r"\n\s*\n", self.essay.replace("\r\n", "\n")) if part.strip()]

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.status not in (RecordStatus.DRAFT, RecordStatus.IN_REVIEW):
            raise ValidationError(self.NOT_DELETABLE)
        return super().delete(*args, **kwargs)

    def get_absolute_url(self) -> Any:
        from django.urls import reverse

        return reverse("comparison", args=[self.slug])


class PartManager(models.Manager):
    def get_by_natural_key(self, comparison: str, number: int) -> Any:
        return self.get(comparison__slug=comparison, number=number)


class ComparisonPart(models.Model):
    """What films and rows of a comparison share: their order. Numbers run from 1 without a gap."""

    objects = PartManager()

    class Meta:
        abstract = True
        ordering = ["comparison", "number"]

    def natural_key(self) -> tuple[str, int]:
        return (self.comparison.slug, self.number)

    natural_key.dependencies = ["films.comparison"]  # type: ignore[attr-defined]


class ComparisonFilm(ComparisonPart):
    comparison = models.ForeignKey(
        Comparison, on_delete=models.CASCADE, related_name="places", verbose_name=_("comparison")
    )
    number = models.PositiveSmallIntegerField(
        _("order"), blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_FILMS)]
    )
    film = models.ForeignKey(
        "films.Film", on_delete=models.PROTECT, related_name="comparison_places", verbose_name=_("film")
    )

    class Meta(ComparisonPart.Meta):
        verbose_name = _("film of a comparison")
        verbose_name_plural = _("films of a comparison")
        constraints = [
            models.UniqueConstraint(fields=["comparison", "number"], name="comparisonfilm_number_once"),
            models.UniqueConstraint(
                fields=["comparison", "film"],
                name="comparisonfilm_film_once",
                violation_error_message=_("A film stands in a comparison once."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.film)


class ComparisonRow(ComparisonPart):
    comparison = models.ForeignKey(
        Comparison, on_delete=models.CASCADE, related_name="rows", verbose_name=_("comparison")
    )
    number = models.PositiveSmallIntegerField(
        _("order"), blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_ROWS)]
    )
    row = models.CharField(_("row"), max_length=24, choices=row_choices)
    note = bilingual_text(_("note"), _("One sentence on what this row shows here; it stands under the row’s name."))

    class Meta(ComparisonPart.Meta):
        verbose_name = _("row of a comparison")
        verbose_name_plural = _("rows of a comparison")
        constraints = [
            models.UniqueConstraint(fields=["comparison", "number"], name="comparisonrow_number_once"),
            models.UniqueConstraint(
                fields=["comparison", "row"],
                name="comparisonrow_row_once",
                violation_error_message=_("A row stands in a comparison once."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_row_display()
