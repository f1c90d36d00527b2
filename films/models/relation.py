from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from films.vocabularies import RelationKind

from .bilingual import bilingual_line
from .sourced import Sourced


class Relation(Sourced):
    """How a film is tied to another work: a part, a source, a namesake, a rival."""

    kind = models.CharField(_("kind"), max_length=14, choices=RelationKind.choices)
    other = models.ForeignKey(
        "films.Film",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="related_from",
        verbose_name=_("other film"),
    )
    other_name = models.CharField(_("other work, not in the catalogue"), max_length=300, blank=True, default="")
    other_gloss = bilingual_line(_("what that work is"))

    ref_letter = "x"

    class Meta(Sourced.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(film=F("other")), name="relation_is_to_another_film"
            ),
            models.CheckConstraint(condition=Q(kind__in=RelationKind.values), name="relation_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.other_name or self.other}"

    def clean(self) -> None:
        if self.other is None and not self.other_name.strip():
            raise ValidationError(_("Choose the other film, or name the work."))
