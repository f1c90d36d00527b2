from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from films.vocabularies import Openness

from .bilingual import bilingual_line, bilingual_text
from .source import Source
from .term import Scheme, term_field
from .tool import Tool


class CorpusManager(models.Manager):
    def get_by_natural_key(self, slug: str) -> "Corpus":
        return self.get(slug=slug)


class Corpus(models.Model):
    """A body of training material. Openness is judged axis by axis, as announced and as licensed."""

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=200)
    steward = bilingual_line(_("steward"), help_text=_("Who keeps it."))
    size = bilingual_text(_("size"))
    content = bilingual_text(_("content"))
    openness_announced = bilingual_text(_("openness as announced"))
    openness_licensed = bilingual_text(_("openness as licensed"))
    relation_to_films = bilingual_text(_("what it has to do with the films"))
    used_by_tools = models.ManyToManyField(
        Tool,
        related_name="corpora",
        blank=True,
        verbose_name=_("used by tools"),
        help_text=_("Known use only. Where makers do not say, leave empty: the page says “undisclosed”."),
    )
    sources = models.ManyToManyField(Source, related_name="corpora", blank=True, verbose_name=_("sources"))

    objects = CorpusManager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("training corpus")
        verbose_name_plural = _("training corpora")

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> Any:
        from django.urls import reverse

        return reverse("corpus", args=[self.slug])


class CorpusAxisManager(models.Manager):
    def get_by_natural_key(self, corpus: str, scheme: str, axis: str) -> "CorpusAxis":
        return self.get(corpus__slug=corpus, axis__scheme=scheme, axis__code=axis)


class CorpusAxis(models.Model):
    """How open a corpus is on one side."""

    corpus = models.ForeignKey(Corpus, on_delete=models.CASCADE, related_name="axes")
    axis = term_field(Scheme.CORPUS_AXIS, _("axis"))
    openness = models.CharField(_("openness"), max_length=12, choices=Openness.choices)
    note = bilingual_text(_("note"))

    objects = CorpusAxisManager()

    class Meta:
        ordering = ["corpus", "axis__position"]
        verbose_name = _("axis of openness")
        verbose_name_plural = _("axes of openness")
        constraints = [models.UniqueConstraint(fields=["corpus", "axis"], name="corpusaxis_once_per_corpus")]

    def __str__(self) -> str:
        return f"{self.axis}: {self.get_openness_display()}"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.corpus.slug, *self.axis.natural_key())

    natural_key.dependencies = ["films.corpus", "films.term"]  # type: ignore[attr-defined]
