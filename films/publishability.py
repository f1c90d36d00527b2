"""What stands in the way of making a record public. One answer for desk, worklist and command."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .models import Comparison, Film, FirstClaim, Image, ProductionFact, Title
from .models.bilingual import bilingual_names
from .models.comparison import FEWEST_FILMS, MOST_FILMS
from .models.sourced import Sourced
from .vocabularies import FactState, RecordStatus
from .wording import field_name

# Of a withdrawal, which is no text of the record; and what a film and its parts say in one language or in none.
_NOT_TOLD = "withdrawal_reason"
_STATEMENTS = ("titles", "firstclaims", "productionfacts", "releases", "credits", "airoles", "commentarys", "relations")


class Rule(StrEnum):
    """By which rule something is a hindrance; for lists that count."""

    UNSOURCED = "unsourced"
    NO_WORDS = "no_words"
    NO_TITLE = "no_title"
    NO_LANGUAGE = "no_language"
    ONE_LANGUAGE = "one_language"
    PICTURE = "picture"
    LAMP = "lamp"
    PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing that is missing, and the record in which it is missing."""

    rule: Rule
    record: Model
    words: str

    @property
    def name(self) -> str:
        """The record in the reader's words: “Claim KR-4-c3”."""
        kind = capfirst(self.record._meta.verbose_name)
        if isinstance(self.record, Sourced):
            return f"{kind} {self.record.ref}"
        if isinstance(self.record, Film):
            return f"{kind} {self.record.public_id}"
        if isinstance(self.record, Image):
            return f"{kind} {self.record.film.public_id}/{self.record.number}"
        return f"{kind}: {self.record}"


def hindrances(record: Film | Comparison) -> list[Hindrance]:
    """Why a record cannot be public as it is stored; empty where it can."""
    if isinstance(record, Comparison):
        return list(_of_comparison(record))
    return hindrances_of([record])[record.pk]


def hindrances_of(films: Iterable[Film]) -> dict[int, list[Hindrance]]:
    """The same for many films by key, in a number of queries that does not grow."""
    keys = [film.pk for film in films]
    found = Film.objects.filter(pk__in=keys).select_related("lamp__film").with_everything()
    return {film.pk: list(_of_film(film)) for film in found}


def _of_film(film: Film) -> Iterator[Hindrance]:
    titles = list(film.titles.all())
    if not any(title.identifying and title.text.strip() for title in titles):
        yield Hindrance(Rule.NO_TITLE, film, _("No title identifies the film. Tick it on one of its titles."))
    lamp = film.lamp
    if lamp is not None and lamp.film_id != film.pk and lamp.film.status != RecordStatus.PUBLISHED:
        words = _("The claim shown on the lamp is kept with %(film)s, which is not public.")
        yield Hindrance(Rule.LAMP, film, words % {"film": lamp.film.public_id})
    yield from _in_one_language(film)
    for name in _STATEMENTS:
        for statement in getattr(film, name).all():
            yield from _of_statement(statement)
    for image in film.images.all():
        if not (image.rights and image.credit.strip()):
            yield Hindrance(Rule.PICTURE, image, _("A picture needs a rights statement and a credit."))
        if not (image.alt_en.strip() and image.alt_zh_hans.strip()):
            yield Hindrance(Rule.PICTURE, image, _("A picture needs alt text in both languages."))


def _of_statement(statement: Sourced) -> Iterator[Hindrance]:
    if isinstance(statement, FirstClaim):
        both = statement.paraphrase_en.strip() and statement.paraphrase_zh_hans.strip()
        if not statement.wording.strip() and not both:
            yield Hindrance(
                Rule.NO_WORDS, statement, _("A claim needs its wording, or a paraphrase in both languages.")
            )
        if statement.wording.strip() and not statement.wording_language.strip():
            yield Hindrance(Rule.NO_LANGUAGE, statement, _("Say in which language the wording is."))
    if isinstance(statement, Title) and not statement.language.strip():
        yield Hindrance(Rule.NO_LANGUAGE, statement, _("Say in which language the title is."))
    if not list(statement.sources.all()):
        if isinstance(statement, FirstClaim):
            yield Hindrance(Rule.UNSOURCED, statement, _("No source. Somebody said it somewhere: cite where."))
        elif not statement.unsourced and not _is_fruitless_search(statement):
            words = _("No source. Cite one, or tick “unsourced on purpose”; the page then says so.")
            yield Hindrance(Rule.UNSOURCED, statement, words)
    yield from _in_one_language(statement)


def _is_fruitless_search(statement: Sourced) -> bool:
    """“Looked for, not found” is the archive's own report; nothing can be cited for it."""
    return isinstance(statement, ProductionFact) and statement.state == FactState.NOT_FOUND


def _in_one_language(record: Model) -> Iterator[Hindrance]:
    """A text that half of the readers cannot read. One that is missing in both is simply not there."""
    for name in bilingual_names(type(record)):
        if name == _NOT_TOLD or isinstance(record, Image):
            continue
        english, chinese = getattr(record, f"{name}_en").strip(), getattr(record, f"{name}_zh_hans").strip()
        if bool(english) == bool(chinese):
            continue
        field = record._meta.get_field(f"{name}_en")
        words = _("“%(field)s” is in English only.") if english else _("“%(field)s” is in Chinese only.")
        yield Hindrance(Rule.ONE_LANGUAGE, record, words % {"field": capfirst(field_name(field))})


def _of_comparison(comparison: Comparison) -> Iterator[Hindrance]:
    for english, chinese, words in (
        (comparison.title_en, comparison.title_zh_hans, _("It needs its title in both languages.")),
        (comparison.essay_en, comparison.essay_zh_hans, _("It needs its essay in both languages.")),
    ):
        if not (english.strip() and chinese.strip()):
            yield Hindrance(Rule.ONE_LANGUAGE, comparison, words)
    if bool(comparison.standfirst_en.strip()) != bool(comparison.standfirst_zh_hans.strip()):
        yield Hindrance(Rule.ONE_LANGUAGE, comparison, _("Its standfirst is in one language only."))
    places = list(comparison.places.select_related("film"))
    if not FEWEST_FILMS <= len(places) <= MOST_FILMS:
        words = _("It needs %(fewest)s to %(most)s films.") % {"fewest": FEWEST_FILMS, "most": MOST_FILMS}
        yield Hindrance(Rule.PARTS, comparison, words)
    for place in places:
        if place.film.status != RecordStatus.PUBLISHED:
            yield Hindrance(Rule.PARTS, place.film, _("This film is not public itself."))
    rows = list(comparison.rows.all())
    if not rows:
        yield Hindrance(Rule.PARTS, comparison, _("It needs at least one row."))
    for row in rows:
        yield from _in_one_language(row)
