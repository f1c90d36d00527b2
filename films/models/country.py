from typing import Any

from babel import Locale
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from films.vocabularies import RecordStatus, SearchStatus

from .bilingual import bilingual_line, bilingual_text
from .source import Source
from .term import Scheme, term_field


def cldr_name(code: str, language: str) -> str:
    """Name of a country or territory in CLDR; the code itself where CLDR has none."""
    locale = Locale.parse("zh_Hans" if language.startswith("zh") else "en")
    return locale.territories.get(code, code)


class CountryQuerySet(models.QuerySet):
    def counted_by_film(self) -> "CountryQuerySet":
        """Adds `film_count`, the number of published films."""
        published = Q(films__status=RecordStatus.PUBLISHED)
        return self.annotate(film_count=Count("films", filter=published, distinct=True))


class Country(models.Model):
    """A country or territory of ISO 3166-1, its lamp, and what the archive has done about it."""

    code = models.CharField(
        _("code"),
        max_length=2,
        primary_key=True,
        validators=[RegexValidator(r"^[A-Z]{2}$")],
        help_text=_("ISO 3166-1 alpha-2, or XK."),
    )
    name_override = bilingual_line(
        _("name instead of CLDR’s"), help_text=_("Leave empty to use the name in Unicode CLDR.")
    )
    lead_film = models.ForeignKey(
        "films.Film",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lamp"),
        help_text=_("The film most often called this country’s first. Not a finding of this archive."),
    )
    frame = term_field(
        Scheme.FRAME,
        _("frame"),
        null=True,
        blank=True,
        help_text=_("What the “first” is used to argue."),
    )
    reading = bilingual_text(_("reading"))
    counter_reading = bilingual_text(_("counter-reading"))
    search_status = models.CharField(
        _("search"), max_length=24, choices=SearchStatus.choices, default=SearchStatus.NOT_SEARCHED
    )
    note = bilingual_text(_("note"))
    sources = models.ManyToManyField(Source, related_name="countries", blank=True, verbose_name=_("sources"))

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("country or territory")
        verbose_name_plural = _("countries and territories")
        constraints = [
            models.CheckConstraint(
                condition=Q(search_status__in=SearchStatus.values), name="country_search_status_known"
            )
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        override = self.name_override_zh_hans if language.startswith("zh") else self.name_override_en
        return override or cldr_name(self.code, language)

    def get_absolute_url(self) -> Any:
        from django.urls import reverse

        return reverse("country", args=[self.code.lower()])
