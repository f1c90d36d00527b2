from django.db import models
from django.utils.translation import gettext_lazy as _

from films.vocabularies import CommentaryKind, Polarity

from .agent import Agent
from .bilingual import bilingual_line, bilingual_text
from .dated import Dated
from .sourced import Sourced
from .term import Scheme, term_field


class Commentary(Sourced, Dated):
    """Who says what about a film, told in our own words."""

    kind = models.CharField(_("kind"), max_length=12, choices=CommentaryKind.choices)
    by = bilingual_line(_("by"), blank=False)
    agent = models.ForeignKey(
        Agent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commentaries",
        verbose_name=_("person or organisation"),
    )
    capacity = bilingual_line(_("as"), help_text=_("In what capacity: director, critic, viewer …"))
    aspect = term_field(Scheme.ASPECT, _("about"))
    polarity = models.CharField(_("leaning"), max_length=10, choices=Polarity.choices)
    summary = bilingual_text(_("summary"))

    ref_letter = "m"

    class Meta(Sourced.Meta):
        verbose_name = _("commentary")
        verbose_name_plural = _("commentary")

    def __str__(self) -> str:
        return f"{self.by}: {self.aspect}"
