from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from films.scope import Scope
from films.vocabularies import (
    Channel,
    ClaimantKind,
    Extent,
    Form,
    Modality,
    OrderBasis,
    Sector,
    Stance,
    Standing,
)

from .bilingual import bilingual_line, bilingual_text
from .dated import Dated
from .sourced import Sourced, SourcedManager
from .term import Scheme, term_field


class FirstClaimQuerySet(models.QuerySet):
    def published(self) -> "FirstClaimQuerySet":
        """Claims that stand in a published record."""
        return self.filter(film__status="published")

    def lamps(self) -> "FirstClaimQuerySet":
        """Claims that call a work first; answers to other claims are not lamps."""
        return self.filter(stance__in=[Stance.ASSERTS, Stance.QUALIFIES], work__isnull=False)


class FirstClaim(Sourced, Dated):
    """Somebody says that a work is first. The archive records who, in which words and under which
    conditions, and never says it itself.

    `film` is the record with which the claim is kept, `work` the film that the claim favours: they differ
    where a rival's claim is kept as evidence. `date` is the day on which it was said.
    """

    work = models.ForeignKey(
        "films.Film",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="claims_made",
        verbose_name=_("made for"),
        help_text=_("The film that is called first. Leave empty where the label is denied to all."),
    )
    work_name = bilingual_line(_("made for a work not in the catalogue"), help_text=_("Name it, and say what it is."))
    wording = models.TextField(_("wording"), blank=True, default="", help_text=_("The words as said, short and exact."))
    wording_language = models.CharField(_("language of the wording"), max_length=24, blank=True, default="")
    paraphrase = bilingual_text(_("paraphrase"), _("A noun phrase in our own words: “first … of …”."))
    claimant = bilingual_line(_("claimant"), blank=False, help_text=_("Who says so."))
    claimant_kind = models.CharField(_("kind of claimant"), max_length=12, choices=ClaimantKind.choices)
    modality = models.CharField(_("how strongly"), max_length=12, choices=Modality.choices)
    stance = models.CharField(_("stance"), max_length=10, choices=Stance.choices, default=Stance.ASSERTS)
    about = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("answers"),
        help_text=_("The claim that this one disputes, qualifies, denies or repeats."),
    )
    order_basis = models.CharField(
        _("order decided by"), max_length=20, choices=OrderBasis.choices, default=OrderBasis.UNSTATED
    )

    scope_territory = models.CharField(
        pgettext_lazy("scope", "territory"),
        max_length=80,
        blank=True,
        default="",
        help_text=_("world, country:KR, continent:Africa, region:…, city:…, language:…, platform:…"),
    )
    scope_length = models.CharField(
        pgettext_lazy("scope", "length"), max_length=10, choices=Form.choices, blank=True, default=""
    )
    scope_mode = term_field(Scheme.PRODUCTION_MODE, _("production mode"), null=True, blank=True)
    scope_extent = models.CharField(_("extent of AI"), max_length=20, choices=Extent.choices, blank=True, default="")
    scope_department = term_field(Scheme.DEPARTMENT, _("department"), null=True, blank=True)
    scope_channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices, blank=True, default="")
    scope_sector = models.CharField(_("sector"), max_length=12, choices=Sector.choices, blank=True, default="")
    scope_language = models.CharField(_("language of the film"), max_length=24, blank=True, default="")
    scope_genre = term_field(Scheme.GENRE, _("genre"), null=True, blank=True)
    scope_theme = term_field(Scheme.THEME, _("theme"), null=True, blank=True)
    scope_other = bilingual_text(_("further condition"), _("Whatever else the claim makes a condition, in words."))

    standing = models.CharField(
        _("standing, computed"),
        max_length=10,
        choices=Standing.choices,
        default=Standing.SAID,
        editable=False,
        serialize=False,
        help_text=_("Kept up to date by the archive; a curator’s assessment comes first."),
    )

    earlier_films = models.ManyToManyField(
        "films.Film",
        related_name="+",
        blank=True,
        editable=False,
        serialize=False,
        verbose_name=_("earlier films within the same scope, computed"),
    )

    objects = SourcedManager.from_queryset(FirstClaimQuerySet)()

    ref_letter = "c"

    class Meta(Sourced.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(condition=~Q(pk=F("about")), name="firstclaim_does_not_answer_itself"),
            models.CheckConstraint(
                condition=Q(wording="") | ~Q(wording_language=""),
                name="firstclaim_wording_has_language",
                violation_error_message=_("Say in which language the wording is."),
            ),
            models.CheckConstraint(
                condition=Q(unsourced=False),
                name="firstclaim_never_unsourced",
                violation_error_message=_("A claim needs a source: somebody said it somewhere."),
            ),
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="firstclaim_stance_known"),
            models.CheckConstraint(condition=Q(modality__in=Modality.values), name="firstclaim_modality_known"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="firstclaim_standing_known"),
        ]

    def __str__(self) -> str:
        return f"{self.ref}: {self.paraphrase or self.wording}"

    def clean(self) -> None:
        if not self.wording.strip() and not (self.paraphrase_en.strip() and self.paraphrase_zh_hans.strip()):
            raise ValidationError(_("A claim needs its wording, or a paraphrase in both languages."))

    @property
    def scope(self) -> Scope:
        return Scope(
            territory=self.scope_territory or None,
            length=self.scope_length or None,
            mode=self.scope_mode.code if self.scope_mode else None,
            extent=self.scope_extent or None,
            department=self.scope_department.code if self.scope_department else None,
            channel=self.scope_channel or None,
            sector=self.scope_sector or None,
            language=self.scope_language or None,
            genre=self.scope_genre.code if self.scope_genre else None,
            theme=self.scope_theme.code if self.scope_theme else None,
            other=bool(self.scope_other_en or self.scope_other_zh_hans),
        )

    def get_absolute_url(self) -> Any:
        from django.urls import reverse

        return reverse("claim", args=[self.ref])
