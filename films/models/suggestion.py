from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.reference import new_reference
from films.vocabularies import SuggestionGround, SuggestionKind, SuggestionState


class SuggestionQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Those that no curator has settled."""
        return self.filter(state=SuggestionState.WAITING)


class Suggestion(models.Model):
    """What a reader sent in: never part of a record, and never changes one. A curator answers it.

    Who sent it (`name`, `contact`, and `sender`, a keyed hash for the hourly limit) is kept no longer than it waits.
    It is no noun of the journal, which would keep what is to be forgotten, and is in no export.
    """

    reference = models.CharField(_("reference"), max_length=11, unique=True, default=new_reference, editable=False)
    about = models.CharField(
        _("about"), max_length=140, blank=True, default="", help_text=_("KR-4, KR-4-c1, KR-4-credits, source:…")
    )
    noun = models.CharField(_("kind of record"), max_length=8, blank=True, default="", help_text=_("film, claim, …"))
    film = models.ForeignKey(
        "films.Film",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name=_("film"),
    )
    recorded = models.TextField(
        _("as the sender saw it"), blank=True, default="", help_text=_("What was on record on that day.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=SuggestionKind.choices)
    what = models.TextField(_("what is wrong or missing"), max_length=5000)
    proposed = models.TextField(_("proposal"), max_length=5000, blank=True, default="")
    party = models.CharField(_("who replies"), max_length=200, blank=True, default="")
    capacity = models.CharField(_("in what capacity"), max_length=200, blank=True, default="")
    ground = models.CharField(_("rests on"), max_length=12, choices=SuggestionGround.choices)
    source_url = models.URLField(_("link"), max_length=1000, blank=True, default="")
    source_text = models.TextField(_("description of the source"), max_length=2000, blank=True, default="")
    language = models.CharField(_("language"), max_length=24)
    received = models.DateTimeField(_("received"), default=timezone.now, editable=False)

    name = models.CharField(_("name"), max_length=200, blank=True, default="")
    contact = models.CharField(_("how to be reached"), max_length=200, blank=True, default="")
    sender = models.CharField(max_length=64, blank=True, default="", editable=False)
    token = models.CharField(max_length=64, unique=True, editable=False)

    state = models.CharField(
        _("state"), max_length=12, choices=SuggestionState.choices, default=SuggestionState.WAITING
    )
    answer = models.TextField(
        _("answer to the sender"),
        max_length=5000,
        blank=True,
        default="",
        help_text=_("In the sender’s language. It stands on the status page, for whoever has the reference."),
    )
    changed = models.TextField(
        _("what was changed"),
        max_length=1000,
        blank=True,
        default="",
        help_text=_("The statements that were added, changed or set aside, such as KR-4-f9."),
    )
    settled_on = models.DateTimeField(_("settled on"), null=True, blank=True, editable=False)
    settled_by = models.CharField(_("settled by"), max_length=150, blank=True, default="", editable=False)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-received"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        indexes = [
            models.Index(fields=["state", "received"], name="suggestion_by_state"),
            models.Index(fields=["sender", "received"], name="suggestion_by_sender"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SuggestionKind.values), name="suggestion_kind_known"),
            models.CheckConstraint(condition=Q(ground__in=SuggestionGround.values), name="suggestion_ground_known"),
            models.CheckConstraint(condition=Q(state__in=SuggestionState.values), name="suggestion_state_known"),
            models.CheckConstraint(
                condition=~Q(ground=SuggestionGround.PUBLISHED) | ~Q(source_url="", source_text=""),
                name="suggestion_names_its_source",
            ),
            models.CheckConstraint(
                condition=Q(state=SuggestionState.WAITING) | Q(name="", contact="", sender=""),
                name="suggestion_settled_forgets_the_sender",
            ),
            models.CheckConstraint(
                condition=Q(state=SuggestionState.WAITING, settled_on__isnull=True)
                | (~Q(state=SuggestionState.WAITING) & Q(settled_on__isnull=False)),
                name="suggestion_settled_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.get_kind_display()}" + (f" · {self.about}" if self.about else "")

    @property
    def waits(self) -> bool:
        return self.state == SuggestionState.WAITING

    @property
    def is_reply(self) -> bool:
        return self.kind == SuggestionKind.REPLY

    def get_absolute_url(self) -> Any:
        from django.urls import reverse

        return reverse("suggestion", args=[self.reference])
