"""Curated comparisons, as lists and pages show them."""

from dataclasses import dataclass

from django.db.models import F

from .models import Comparison, ComparisonFilm, Film
from .models.country import Country
from .record import Bilingual, FilmRecord, Mention, bilingual, mention, record_of
from .vocabularies import RecordStatus, Standing


@dataclass(frozen=True, slots=True)
class Lamp:
    """A film as far as a list of comparisons shows it."""

    mention: Mention
    countries: tuple[Country, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Curated:
    """A comparison in a list."""

    address: str
    title: Bilingual
    standfirst: Bilingual
    lamps: tuple[Lamp, ...]


def curated() -> list[Curated]:
    """All public comparisons with their public films, in four queries."""
    comparisons = list(Comparison.objects.published().in_order())
    places = list(
        ComparisonFilm.objects.filter(comparison__in=comparisons, film__status=RecordStatus.PUBLISHED)
        .select_related("film__lamp")
        .prefetch_related("film__titles", "film__countries")
        .order_by("number")
    )
    return [
        Curated(
            address=comparison.get_absolute_url(),
            title=bilingual(comparison, "title"),
            standfirst=bilingual(comparison, "standfirst"),
            lamps=tuple(_lamp(place.film) for place in places if place.comparison_id == comparison.pk),
        )
        for comparison in comparisons
    ]


def _lamp(film: Film) -> Lamp:
    return Lamp(
        mention=mention(film),
        countries=tuple(sorted(film.countries.all(), key=lambda country: country.code != film.lead_country_code)),
        standing=Standing(film.lamp.standing) if film.lamp else Standing.SAID,
    )


def records_in(comparison: Comparison, *, preview: bool = False) -> list[FilmRecord]:
    """The films of a comparison in its order; those that are not public only for a preview."""
    films = Film.objects.all() if preview else Film.objects.published()
    chosen = films.filter(comparison_places__comparison=comparison).annotate(place=F("comparison_places__number"))
    return [record_of(film) for film in chosen.order_by("place").with_everything()]
