from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class Revision(models.Model):
    """One row: how often what is derived from the records has been drawn anew.

    Whatever is held in memory carries the number with which it was read, and is read again when it moves.
    """

    number = models.PositiveBigIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def now(cls) -> int:
        return cls.objects.values_list("number", flat=True).filter(pk=1).first() or 0

    @classmethod
    def move(cls) -> None:
        """To be called in the transaction of the change."""
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.create(pk=1, number=1)
