from django.db import models
from django.utils.translation import gettext_lazy as _

from .country import Country
from .dated import Dated
from .sourced import Sourced
from .term import Scheme, term_field, terms_field

# What each kind of event may decide: by which measure of “first”, and in which channel that a claim may name.
# Kinds that are not here (an award, a withdrawal) decide nothing. A preview may be anywhere, a festival included:
# it is a showing, not one in cinemas.
BASES_OF_KIND: dict[str, tuple[str, ...]] = {
    "announcement": ("announcement",),
    "production_start": ("production_start",),
    "production_end": ("completion",),
    "permit": ("permit",),
    "preview": ("first_showing",),
    "premiere": ("first_showing", "premiere"),
    "festival": ("first_showing", "festival"),
    "theatrical": ("first_showing", "theatrical", "wide_release"),
    "theatrical_limited": ("first_showing", "theatrical"),
    "online_free": ("first_showing", "streaming", "online"),
    "online_paid": ("first_showing", "streaming", "online"),
    "broadcast": ("first_showing", "broadcast"),
    "home_video": ("first_showing",),
    "museum": ("first_showing",),
    "staged_part": ("first_showing",),
    "press_screening": ("first_showing",),
}


class Release(Sourced, Dated):
    """An event by which a film reached people, or was meant to (FIAF D.10, PublicationEvent)."""

    kind = term_field(Scheme.RELEASE_KIND, _("kind"))
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="releases",
        verbose_name=_("country"),
    )
    place = models.CharField(_("place"), max_length=200, blank=True, default="")
    platform = models.CharField(
        _("platform or venue"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Cinema chain, site, channel."),
    )
    strategies = terms_field(Scheme.RELEASE_STRATEGY, _("strategy"))

    ref_letter = "r"

    class Meta(Sourced.Meta):
        verbose_name = _("release")
        verbose_name_plural = _("releases")

    def __str__(self) -> str:
        return f"{self.kind} {self.date}".strip()
