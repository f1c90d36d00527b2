from typing import Any

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from films.vocabularies import Vocabulary

from .bilingual import bilingual_line, bilingual_text


class Scheme(Vocabulary):
    """The open vocabularies."""

    DEPARTMENT = "department", _("Parts of film-making in which AI may work."), _("Departments")
    PRODUCTION_MODE = "production_mode", _("Ways of making pictures move."), _("Production modes")
    ROLE = "role", _("What people and organisations did."), _("Roles")
    RELEASE_KIND = "release_kind", _("Events by which a film reaches people."), _("Kinds of release")
    RELEASE_STRATEGY = "release_strategy", _("Ways of selling a film."), _("Release strategies")
    FRAME = "frame", _("What a “first” is used to argue."), _("Frames")
    ASPECT = "aspect", _("What a remark is about."), _("Aspects")
    SOURCE_KIND = "source_kind", _("Kinds of source."), _("Kinds of source")
    TOOL_KIND = "tool_kind", _("Kinds of AI tool."), _("Kinds of tool")
    CORPUS_AXIS = "corpus_axis", _("Sides from which openness is judged."), _("Axes of openness")
    GENRE = "genre", _("Genres named in claims."), _("Genres")
    THEME = "theme", _("Themes named in claims."), _("Themes")
    FACT_BASIS = "fact_basis", _("What a figure counts, or how it is known."), _("Bases of figures")
    HUMAN_INVOLVEMENT = (
        "human_involvement",
        _("What people did where AI worked."),
        _("Human hand"),
    )


class TermManager(models.Manager):
    def get_by_natural_key(self, scheme: str, code: str) -> "Term":
        return self.get(scheme=scheme, code=code)


class Term(models.Model):
    """One entry of an open vocabulary, which curators may extend. Codes never change."""

    scheme = models.CharField(_("vocabulary"), max_length=24, choices=Scheme.choices)
    code = models.SlugField(_("code"), max_length=48, help_text=_("Short, in English; never changed."))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    label = bilingual_line(_("label"), blank=False)
    definition = bilingual_text(_("definition"))
    uri = models.URLField(
        _("same as"), blank=True, default="", help_text=_("The same term in a vocabulary kept elsewhere.")
    )

    objects = TermManager()

    class Meta:
        ordering = ["scheme", "position", "code"]
        verbose_name = pgettext_lazy("vocabulary", "term")
        verbose_name_plural = pgettext_lazy("vocabulary", "terms")
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="term_code_once_per_scheme")]

    def __str__(self) -> str:
        return self.label_zh_hans if (get_language() or "").startswith("zh") else self.label_en

    def natural_key(self) -> tuple[str, str]:
        return (self.scheme, self.code)


def term_field(scheme: Scheme, verbose_name: Any, **options: Any) -> models.ForeignKey:
    """A required reference to a term of one vocabulary."""
    return models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"scheme": scheme.value},
        verbose_name=verbose_name,
        **options,
    )


def terms_field(scheme: Scheme, verbose_name: Any, **options: Any) -> models.ManyToManyField:
    """Any number of terms of one vocabulary."""
    return models.ManyToManyField(
        Term,
        related_name="%(class)s_" + scheme.value,
        limit_choices_to={"scheme": scheme.value},
        blank=True,
        verbose_name=verbose_name,
        **options,
    )
