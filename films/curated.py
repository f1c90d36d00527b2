"""Curated comparisons, as lists and pages show them."""

from dataclasses import dataclass

from django.db.models import F

from .comparison import Table, compare
from .foreseen import foresee
from .models import Comparison, ComparisonFilm, Film
from .models.country import Country
from .record import Bilingual, Mention, bilingual, mention, record_of
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


@dataclass(frozen=True, slots=True)
class Told:
    """A comparison as its page shows it. `hidden` are the numbers of its films that are not public."""

    table: Table
    slugs: tuple[str, ...]
    titles: dict[str, tuple[str, str]]  # of its films, with language and address: to be found in the essay
    hidden: tuple[str, ...]


def told(comparison: Comparison, *, preview: bool = False) -> Told:
    """The table of a comparison fetched `for_page()`; a preview shows films that are not public, too."""
    films = list(
        Film.objects.filter(comparison_places__comparison=comparison)
        .annotate(place=F("comparison_places__number"))
        .order_by("place")
        .for_comparison()
    )
    public = [film for film in films if film.status == RecordStatus.PUBLISHED]
    if preview:
        foresee(films)
    records = [record_of(film) for film in (films if preview else public)]
    rows = list(comparison.rows.all())
    return Told(
        table=compare(records, [row.row for row in rows], {row.row: bilingual(row, "note") for row in rows}),
        slugs=tuple(record.mention.slug for record in records),
        titles={t.text: (t.language, record.mention.address) for record in records for t in record.titles},
        hidden=tuple(film.public_id for film in films if film not in public),
    )
