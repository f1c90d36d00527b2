from django.db import models
from django.utils.translation import gettext_lazy as _

from .country import Country
from .dated import Dated
from .sourced import Sourced
from .term import Scheme, term_field, terms_field

# Kinds of event at which an audience sees the film, with the channel that a claim may name.
CHANNEL_OF_KIND = {
    "preview": "theatrical",
    "premiere": "",
    "festival": "festival",
    "theatrical": "theatrical",
    "theatrical_limited": "theatrical",
    "online_free": "streaming",
    "online_paid": "streaming",
    "broadcast": "broadcast",
    "home_video": "",
    "museum": "",
    "staged_part": "",
    "press_screening": "",
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
