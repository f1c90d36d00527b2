"""The list of lights: films as rows, each with the claim on its lamp. Reads films fetched `for_lists()`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
    lit: date | None  # the earliest day on which the claim may have been made
    said: Bilingual
    by: Bilingual
    origins: int

    @property
    def code(self) -> str:
        """The country whose number the film carries."""
        return self.mention.public_id.partition("-")[0]

    @property
    def country(self) -> str:
        own = next((country for country in self.countries if country.code == self.code), None)
        return str(own or Country(code=self.code))


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
            lit=film.lamp.date_earliest if film.lamp else None,
            said=bilingual(film.lamp, "paraphrase") if film.lamp else nothing,
            by=bilingual(film.lamp, "claimant") if film.lamp else nothing,
            origins=len(origins(film.lamp.sources.all())) if film.lamp else 0,
        )
        for film in films
    ]
