from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.vocabularies import Standing

from .bilingual import bilingual_text
from .claim import FirstClaim


class AssessmentManager(models.Manager):
    def get_by_natural_key(self, film: str, claim: int, number: int) -> "Assessment":
        return self.get(claim__film__public_id=film, claim__number=claim, number=number)


class Assessment(models.Model):
    """The archive's judgement of a claim: dated, signed and never changed. A new one supersedes the old."""

    claim = models.ForeignKey(FirstClaim, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("claim"))
    number = models.PositiveSmallIntegerField(_("number"))
    standing = models.CharField(_("standing"), max_length=10, choices=Standing.choices)
    argument = bilingual_text(_("argument"), _("Why, on which evidence; in both languages."))
    signed = models.CharField(_("signed"), max_length=120, help_text=_("The name or role that readers see."))
    date = models.DateField(_("date"))

    objects = AssessmentManager()

    class Meta:
        ordering = ["claim", "number"]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="assessment_number_once_per_claim"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="assessment_standing_known"),
        ]

    def __str__(self) -> str:
        return f"{self.claim.ref} · {self.get_standing_display()} · {self.date}"

    def natural_key(self) -> tuple[str, int, int]:
        return (*self.claim.natural_key(), self.number)

    natural_key.dependencies = ["films.firstclaim"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if not (self.argument_en.strip() and self.argument_zh_hans.strip()):
            raise ValidationError(_("An assessment needs its argument in both languages."))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and type(self)._base_manager.filter(pk=self.pk).exists():
            raise ValidationError(_("An assessment is never changed. Write a new one; it supersedes this."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ValidationError(_("An assessment is never deleted. Write a new one; it supersedes this."))
