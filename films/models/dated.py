"""Dates kept as EDTF text, with the earliest and latest day that they allow as derived columns."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from films import partial_date


def validate_edtf(value: str) -> None:
    """Refuse what `partial_date.parse` refuses, in the reader's language."""
    try:
        partial_date.parse(value)
    except partial_date.InvalidPartialDate:
        raise ValidationError(
            _(
                "“%(value)s” is not a date that exists. Write 2025, 2025-10 or 2025-10-15; add ? for "
                "uncertain or ~ for about; write a span as 2025-09/2025-10."
            ),
            code="invalid_date",
            params={"value": value},
        ) from None


class Dated(models.Model):
    """Adds `date`; `date_earliest` and `date_latest` follow from it and are never typed or exported."""

    date = models.CharField(
        _("date"),
        max_length=24,
        blank=True,
        default="",
        validators=[validate_edtf],
        help_text=_("As exact as the source and no more: 2025, 2025-10, 2025-10-15, 2025? or 2025-09/2025-10."),
    )
    date_earliest = models.DateField(null=True, editable=False, serialize=False)
    date_latest = models.DateField(null=True, editable=False, serialize=False)

    class Meta:
        abstract = True

    @property
    def partial_date(self) -> partial_date.PartialDate | None:
        return partial_date.parse(self.date) if self.date else None

    def derive_dates(self) -> None:
        """Raises `InvalidPartialDate` for a date that validation has not seen."""
        known = self.partial_date
        self.date_earliest = known.earliest if known else None
        self.date_latest = known.latest if known else None


@receiver(pre_save)
def _derive_dates(sender: type, instance: Any, **kwargs: Any) -> None:
    # A signal, because fixtures are loaded past `save()`.
    if isinstance(instance, Dated):
        instance.derive_dates()
