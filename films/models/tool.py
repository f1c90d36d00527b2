from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .bilingual import bilingual_text
from .term import Scheme, term_field


class ToolManager(models.Manager):
    def get_by_natural_key(self, slug: str) -> "Tool":
        return self.get(slug=slug)


class Tool(models.Model):
    """An AI system used on a film: a tool with a name, a maker and, where known, a version."""

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=200)
    maker = models.CharField(_("maker"), max_length=200, blank=True, default="")
    kind = term_field(Scheme.TOOL_KIND, _("kind"))
    version = models.CharField(_("version"), max_length=60, blank=True, default="")
    note = bilingual_text(_("note"))

    objects = ToolManager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("AI tool")
        verbose_name_plural = _("AI tools")

    def __str__(self) -> str:
        if not self.version or self.version in self.name:
            return self.name
        return f"{self.name} {self.version}"

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["films.term"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> Any:
        from django.urls import reverse

        return reverse("tool", args=[self.slug])
