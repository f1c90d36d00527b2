from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from films.vocabularies import AgentKind

from .bilingual import bilingual_text
from .country import Country
from .former import Addressed


class AgentManager(models.Manager):
    def get_by_natural_key(self, slug: str) -> "Agent":
        return self.get(slug=slug)


class Agent(Addressed):
    """A person or organisation, under every spelling that sources use."""

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AgentKind.choices)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agents",
        verbose_name=_("country"),
    )
    note = bilingual_text(_("note"))

    objects = AgentManager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("person or organisation")
        verbose_name_plural = _("people and organisations")

    def __str__(self) -> str:
        return best_name(list(self.names.all()), get_language() or "en") or self.slug

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> Any:
        from django.urls import reverse

        return reverse("person", args=[self.slug])


class AgentNameManager(models.Manager):
    def get_by_natural_key(self, agent: str, number: int) -> "AgentName":
        return self.get(agent__slug=agent, number=number)


class AgentName(models.Model):
    """One spelling. Family-name-first order is kept as the language has it."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="names")
    number = models.PositiveSmallIntegerField(_("order"), default=1)
    text = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=24, help_text=_("BCP 47, such as ko or ko-Latn."))

    objects = AgentNameManager()

    class Meta:
        ordering = ["agent", "number"]
        verbose_name = _("spelling")
        verbose_name_plural = _("spellings")
        constraints = [models.UniqueConstraint(fields=["agent", "number"], name="agentname_number_once")]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, int]:
        return (self.agent.slug, self.number)

    natural_key.dependencies = ["films.agent"]  # type: ignore[attr-defined]


def best_name(names: list[AgentName], language: str) -> str:
    """The spelling for readers of `language`: their own, else one in Latin letters, else the first."""
    return best_spelling([(n.text, n.language) for n in names], language)[0]


def best_spelling(names: list[tuple[str, str]], language: str) -> tuple[str, str]:
    """The same over (text, language) pairs; gives the pair, or two empty texts."""
    wanted = ["zh-Hans", "zh"] if language.startswith("zh") else []
    for prefix in [*wanted, "en"]:
        for text, tag in names:
            if tag == prefix or tag.startswith(prefix + "-"):
                return text, tag
    latin = [(text, tag) for text, tag in names if text.isascii()]
    return (latin or names or [("", "")])[0]
