"""What every statement about a film has in common: its sources, their weight, and the reason."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from films.vocabularies import Rank, RankReason

from .bilingual import bilingual_text
from .former import highest_number


class SourcedManager(models.Manager):
    def get_by_natural_key(self, film: str, number: int) -> Any:
        return self.get(film__public_id=film, number=number)


class Sourced(models.Model):
    """A numbered statement about one film.

    `number` counts within the film and the kind of statement and is never reused for another while the
    statement exists; with the film's public id it names the statement for ever (`KR-4`, claim 3).
    """

    film = models.ForeignKey("films.Film", on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("film"))
    number = models.PositiveSmallIntegerField(_("number"), blank=True, editable=False)
    sources = models.ManyToManyField(
        "films.Source",
        related_name="%(class)ss",
        blank=True,
        verbose_name=_("sources"),
        help_text=_("Where this stands. Without a source the public page says “unsourced”."),
    )
    unsourced = models.BooleanField(
        _("unsourced on purpose"),
        default=False,
        help_text=_(
            "No source can be cited, and the page says so. Without this tick an unsourced statement stops publication."
        ),
    )
    locator = models.CharField(
        _("locator"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Page, paragraph or time code in the source."),
    )
    note = bilingual_text(_("note"), _("What a reader should know about this statement."))
    rank = models.CharField(
        _("rank"),
        max_length=12,
        choices=Rank.choices,
        default=Rank.NORMAL,
        help_text=_("Set aside what is wrong instead of deleting it; it stays visible with the reason."),
    )
    rank_reason = models.CharField(
        _("reason of the rank"), max_length=24, choices=RankReason.choices, blank=True, default=""
    )

    objects = SourcedManager()

    class Meta:
        abstract = True
        ordering = ["film", "number"]
        constraints = [
            models.UniqueConstraint(fields=["film", "number"], name="%(class)s_number_once_per_film"),
            models.CheckConstraint(
                condition=Q(rank=Rank.NORMAL) | ~Q(rank_reason=""),
                name="%(class)s_rank_has_reason",
                violation_error_message=_("Say why this is preferred or set aside."),
            ),
            models.CheckConstraint(condition=Q(rank__in=Rank.values), name="%(class)s_rank_known"),
        ]

    def clean_fields(self, exclude: Any = None) -> None:
        """Tells at the field what the constraint can only tell of the whole statement."""
        super().clean_fields(exclude)
        if self.rank != Rank.NORMAL and not self.rank_reason and "rank_reason" not in (exclude or ()):
            raise ValidationError({"rank_reason": _("Say why this is preferred or set aside.")})

    def natural_key(self) -> tuple[str, int]:
        return (self.film.public_id, self.number)

    natural_key.dependencies = ["films.film"]  # type: ignore[attr-defined]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.number is None:
            self.number = self.next_number()
        super().save(*args, **kwargs)

    def next_number(self) -> int:
        siblings: models.QuerySet[Self] = type(self)._base_manager.filter(film_id=self.film_id)
        highest = siblings.aggregate(highest=Coalesce(Max("number"), 0))["highest"]
        return max(highest, highest_number(self._meta.model_name, self.film_id)) + 1

    @property
    def ref(self) -> str:
        """The public name of this statement among its kind: `KR-4-c3`."""
        return f"{self.film.public_id}-{self.ref_letter}{self.number}"

    ref_letter = "s"
