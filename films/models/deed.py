from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.vocabularies import DeedKind, DeskRole


class Deed(models.Model):
    """What one person changed in one go, when and why.

    `actor_name` is for the desk and outlives the account. Readers see `signed`, the name that the actor chose,
    or else the `role`; and `reason`, which says so where it is typed.
    """

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False, db_index=True)
    kind = models.CharField(_("what was done"), max_length=10, choices=DeedKind.choices, default=DeedKind.EDIT)
    reason = models.TextField(_("why"), blank=True, default="")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor_name = models.CharField(_("who"), max_length=200, blank=True, default="")
    signed = models.CharField(_("signed"), max_length=120, blank=True, default="")
    role = models.CharField(_("role"), max_length=10, choices=DeskRole.choices, blank=True, default="")
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by", verbose_name=_("undoes")
    )

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        default_permissions = ("view",)
        permissions = [("undo_deed", _("Can undo a change"))]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DeedKind.values), name="deed_kind_known"),
            models.CheckConstraint(condition=Q(undoes__isnull=True) | Q(kind=DeedKind.UNDO), name="deed_undo_is_said"),
        ]

    @property
    def by(self) -> str:
        """Who it was, as readers see it."""
        return self.signed or self.get_role_display() or _("the archive")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.actor_name} · {self.at:%Y-%m-%d %H:%M}"


class EntryQuerySet(models.QuerySet):
    def of(self, *wholes: str) -> Self:
        """All that happened to a record and its parts, and to those that became part of it, newest first."""
        return self.filter(whole__in=wholes).select_related("deed__undone_by", "deed__undoes").order_by("-pk")

    def public(self) -> Self:
        """What readers may know: changes of what they could read before or can read since."""
        return self.filter(public=True)


class Entry(models.Model):
    """What a deed did to one row: its fields before and after, in the form in which a fixture has them.

    `before` is empty where the row was made, `after` where it was deleted. Rows are named by kind and key in
    the database, since natural keys may change; `whole` names the record on whose page the row is edited, such
    as `film:12`. Nothing here refers to the rows themselves, so that the history outlives them.
    """

    deed = models.ForeignKey(Deed, on_delete=models.CASCADE, related_name="entries", verbose_name=_("change"))
    noun = models.CharField(_("kind of record"), max_length=40)
    row = models.CharField(_("row"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    whole = models.CharField(_("part of"), max_length=82, db_index=True)
    public = models.BooleanField(_("seen by readers"), default=False)
    before = models.JSONField(_("before"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), null=True, encoder=DjangoJSONEncoder)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("entry of a change")
        verbose_name_plural = _("entries of a change")
        default_permissions = ()
        indexes = [models.Index(fields=["noun", "row"], name="entry_by_row")]

    def __str__(self) -> str:
        return self.name
