from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


class Revision(models.Model):
    """One row, whose stamp is new whenever what is derived from the records has been drawn anew.

    Whatever is held in memory carries the stamp with which it was read, and is read again when it moves.
    """

    stamp = models.CharField(_("stamp"), max_length=32)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        default_permissions = ()

    def __str__(self) -> str:
        return self.stamp

    @classmethod
    def now(cls) -> str:
        """The present stamp; empty where nothing has been derived yet."""
        return cls.objects.filter(pk=1).values_list("stamp", flat=True).first() or ""

    @classmethod
    def move(cls) -> None:
        """To be called in the transaction of the change."""
        cls.objects.update_or_create(pk=1, defaults={"stamp": uuid4().hex})
