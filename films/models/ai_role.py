from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.vocabularies import AIEvidence, AIFunction, Extent

from .bilingual import bilingual_text
from .sourced import Sourced
from .term import Scheme, term_field, terms_field
from .tool import Tool


class AIRole(Sourced):
    """What AI did in one department of a film, and how much. Never added up over departments."""

    department = term_field(Scheme.DEPARTMENT, _("department"))
    extent = models.CharField(_("extent"), max_length=20, choices=Extent.choices)
    function = models.CharField(
        _("what the system did"), max_length=12, choices=AIFunction.choices, default=AIFunction.UNSPECIFIED
    )
    human = terms_field(Scheme.HUMAN_INVOLVEMENT, _("human hand"))
    tools = models.ManyToManyField(Tool, related_name="airoles", blank=True, verbose_name=_("AI tools"))
    evidence = models.CharField(_("known from"), max_length=20, choices=AIEvidence.choices)
    what = bilingual_text(_("in words"))

    ref_letter = "a"

    class Meta(Sourced.Meta):
        verbose_name = _("AI role")
        verbose_name_plural = _("AI roles")
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(condition=Q(extent__in=Extent.values), name="airole_extent_known"),
        ]

    def __str__(self) -> str:
        return f"{self.department}: {self.get_extent_display()}"
