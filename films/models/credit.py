from django.db import models
from django.utils.translation import gettext_lazy as _

from .agent import Agent
from .sourced import Sourced
from .term import Scheme, term_field


class Credit(Sourced):
    """Who did what on a film (EN 15907 Activity). AI systems are tools, not agents, unless a screen credit
    names one: then the credit is kept as it reads."""

    agent = models.ForeignKey(
        Agent, on_delete=models.PROTECT, related_name="credits", verbose_name=_("person or organisation")
    )
    role = term_field(Scheme.ROLE, _("role"))
    credited_as = models.CharField(
        _("credited as"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("The name as the source has it."),
    )

    ref_letter = "p"

    class Meta(Sourced.Meta):
        verbose_name = _("credit")
        verbose_name_plural = _("credits")

    def __str__(self) -> str:
        return f"{self.agent}: {self.role}"
