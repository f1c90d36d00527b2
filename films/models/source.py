from typing import Any

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from films.vocabularies import Independence, Reliability, Seen, SourceTier

from .bilingual import bilingual_text
from .dated import Dated
from .former import Addressed
from .term import Scheme, term_field

# Every kind of statement that cites sources, by its path from `Film`.
CITING = (
    "titles",
    "firstclaims",
    "productionfacts",
    "releases",
    "credits",
    "airoles",
    "commentarys",
    "relations",
    "firstclaims__replies",
)


class SourceManager(models.Manager):
    def get_by_natural_key(self, slug: str) -> "Source":
        return self.get(slug=slug)


class SourceQuerySet(models.QuerySet):
    def counted_by_claim(self) -> "SourceQuerySet":
        """Adds `claim_count`, the number of published claims that rest on the source."""
        published = Q(firstclaims__film__status="published")
        return self.annotate(claim_count=Count("firstclaims", filter=published, distinct=True))


class Source(Addressed, Dated):
    """Where something stands: the evidence. `date` is the date of publication.

    A source that only reprints, syndicates or mirrors another points to it (`reprint_of`); evidence is
    counted over originals.
    """

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=500)
    title_gloss = models.CharField(
        _("title in English"),
        max_length=500,
        blank=True,
        default="",
        help_text=_("A plain gloss, not a title."),
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True, default="")
    authors = models.JSONField(_("authors"), default=list, blank=True, help_text=_("A list of names."))
    url = models.URLField(
        _("link"),
        max_length=1000,
        blank=True,
        default="",
        help_text=_("Leave empty where the address was not seen."),
    )
    language = models.CharField(_("language"), max_length=24, help_text=_("BCP 47, such as zh-Hans or ko."))
    kind = term_field(Scheme.SOURCE_KIND, _("kind"))
    tier = models.CharField(_("tier"), max_length=12, choices=SourceTier.choices)
    independence = models.CharField(
        _("independence"),
        max_length=20,
        choices=Independence.choices,
        default=Independence.UNKNOWN,
        help_text=_("Towards the claim that it carries."),
    )
    reliability = models.CharField(
        _("reliability"), max_length=20, choices=Reliability.choices, default=Reliability.UNASSESSED
    )
    reliability_note = bilingual_text(_("reason of the reliability"))
    reprint_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reprints",
        verbose_name=_("reprint of"),
        help_text=_("The original, where this is a reprint, mirror, translation or syndicated copy."),
    )
    seen = models.CharField(_("seen"), max_length=8, choices=Seen.choices, default=Seen.EXCERPT)

    objects = SourceManager.from_queryset(SourceQuerySet)()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(condition=~Q(pk=F("reprint_of")), name="source_is_not_its_own_reprint"),
            models.CheckConstraint(condition=Q(reliability__in=Reliability.values), name="source_reliability_known"),
            models.CheckConstraint(condition=Q(independence__in=Independence.values), name="source_independence_known"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher or self.slug})"

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["films.term"]  # type: ignore[attr-defined]

    @property
    def root(self) -> "Source":
        """The original. Reprints of reprints are followed; a circle ends where it began."""
        seen: set[int] = set()
        source: Source = self
        while source.reprint_of is not None and source.pk not in seen:
            seen.add(source.pk)
            source = source.reprint_of
        return source

    @property
    def root_slug(self) -> str:
        return self.root.slug

    @property
    def root_independence(self) -> str:
        return self.root.independence

    def get_absolute_url(self) -> Any:
        from django.urls import reverse

        return reverse("source", args=[self.slug])
