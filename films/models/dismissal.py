from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.vocabularies import DeskRole

from .bilingual import bilingual_text


class DismissalManager(models.Manager):
    def get_by_natural_key(self, rule: str, noun: str, ref: str) -> "Dismissal":
        return self.get(rule=rule, noun=noun, ref=ref)


class Dismissal(models.Model):
    """A finding of the worklist that a curator leaves open on purpose, and why.

    It holds as long as the finding rests on what was `seen` then; when that changes, the finding is open again.
    Records are named as the worklist names them, so that the files can tell of them.
    """

    rule = models.CharField(_("rule"), max_length=24)
    noun = models.CharField(_("kind of record"), max_length=24)
    ref = models.CharField(_("record"), max_length=160)
    seen = models.TextField(
        _("rests on"),
        blank=True,
        default="",
        help_text=_("The values on which the finding rested. When they change, it is open again."),
    )
    reason = bilingual_text(_("reason"), _("Why it is left open; in one language at least."))
    signed = models.CharField(
        _("signed"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("The name that others see. Left empty, they see “a curator”."),
    )
    date = models.DateField(_("date"), default=timezone.localdate)

    objects = DismissalManager()

    class Meta:
        ordering = ["rule", "noun", "ref"]
        verbose_name = _("finding left open")
        verbose_name_plural = _("findings left open")
        constraints = [
            models.UniqueConstraint(fields=["rule", "noun", "ref"], name="dismissal_once_per_finding"),
            models.CheckConstraint(
                condition=~models.Q(reason_en="", reason_zh_hans=""),
                name="dismissal_has_reason",
                violation_error_message=_("Say why it is left open."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref}: {self.rule}"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.rule, self.noun, self.ref)

    @property
    def by(self) -> Any:
        return self.signed or DeskRole.CURATOR.label

    @property
    def why(self) -> Any:
        """The reason in the reader's language, else in the other."""
        return self.reason or self.reason_en or self.reason_zh_hans

    def clean(self) -> None:
        if not (self.reason_en.strip() or self.reason_zh_hans.strip()):
            raise ValidationError(_("Say why it is left open."))
