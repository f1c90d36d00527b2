"""The list of lights: films as rows, each with the claim on its lamp. Reads films fetched `for_lists()`."""

from collections.abc import Sequence
from dataclasses import dataclass

from .evidence import origins
from .models import Film
from .models.country import Country
from .models.everything import attach_sources
from .record import Bilingual, Mention, bilingual, mention
from .vocabularies import Form, Standing


@dataclass(frozen=True, slots=True)
class Light:
    """One row: the film, what it is called, by whom, and on how many origins that rests."""

    mention: Mention
    countries: tuple[Country, ...]
    year: int | None
    form: Form
    standing: Standing
    said: Bilingual
    by: Bilingual
    origins: int


def lights(films: Sequence[Film]) -> list[Light]:
    """One further query, for the sources of the claims."""
    lamps = [film.lamp for film in films if film.lamp]
    if lamps:
        attach_sources({"firstclaims": lamps})
    nothing = Bilingual("", "")
    return [
        Light(
            mention=mention(film),
            countries=tuple(sorted(film.countries.all(), key=lambda c: c.code != film.lead_country_code)),
            year=film.year,
            form=Form(film.form),
            standing=Standing(film.lamp.standing) if film.lamp else Standing.SAID,
            said=bilingual(film.lamp, "paraphrase") if film.lamp else nothing,
            by=bilingual(film.lamp, "claimant") if film.lamp else nothing,
            origins=len(origins(film.lamp.sources.all())) if film.lamp else 0,
        )
        for film in films
    ]
