from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from .bilingual import bilingual_line, bilingual_text
from .claim import FirstClaim
from .dated import Dated
from .source import Source


class ReplyManager(models.Manager):
    def get_by_natural_key(self, film: str, claim: int, number: int) -> "Reply":
        return self.get(claim__film__public_id=film, claim__number=claim, number=number)


class Reply(Dated):
    """The answer of somebody whom a claim names, in their own words: a right of reply.

    It stands under the claim and is public with it. It is a voice, not evidence: it moves no standing, and whoever
    replies is believed no more and no less for it. `date` is the day of the reply.
    """

    claim = models.ForeignKey(FirstClaim, on_delete=models.PROTECT, related_name="replies", verbose_name=_("claim"))
    number = models.PositiveSmallIntegerField(_("number"), blank=True, editable=False)
    party = bilingual_line(_("who replies"), blank=False, help_text=_("The name that readers see."))
    capacity = bilingual_line(_("in what capacity"), help_text=_("Director, producer, counsel of …"))
    text = models.TextField(
        _("reply"), help_text=_("In the party’s own words, unchanged. Leave out what is not theirs.")
    )
    language = models.CharField(
        _("language of the reply"), max_length=24, help_text=_("BCP 47, such as zh-Hans or ko.")
    )
    translation = bilingual_text(
        _("translation"), _("Where the reply is in another language: our translation or paraphrase, marked as ours.")
    )
    sources = models.ManyToManyField(
        Source,
        related_name="replies",
        blank=True,
        verbose_name=_("sources"),
        help_text=_("Where the reply was published. Without one the page says that it was sent to this archive."),
    )

    objects = ReplyManager()

    class Meta:
        ordering = ["claim", "number"]
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="reply_number_once_per_claim"),
            models.CheckConstraint(condition=~Q(text=""), name="reply_has_words"),
            models.CheckConstraint(condition=~Q(language=""), name="reply_has_language"),
        ]

    def __str__(self) -> str:
        return f"{self.ref}: {self.party}"

    def natural_key(self) -> tuple[str, int, int]:
        return (*self.claim.natural_key(), self.number)

    natural_key.dependencies = ["films.firstclaim"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if not self.text.strip():
            raise ValidationError(_("A reply needs the words of whoever replies."))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.number is None:
            siblings = Reply.objects.filter(claim_id=self.claim_id)
            self.number = siblings.aggregate(next=Coalesce(Max("number"), 0) + 1)["next"]
        super().save(*args, **kwargs)

    @property
    def ref(self) -> str:
        return f"{self.claim.ref}-r{self.number}"

    def get_absolute_url(self) -> Any:
        return f"{self.claim.get_absolute_url()}#{self.ref}"
