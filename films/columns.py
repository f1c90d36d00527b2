"""Which films stand side by side, and which may be added. Each function one question, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, FilteredRelation, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat, Substr

from .comparison import LIMIT
from .foreseen import foresee
from .models import Country, Film, Title
from .models.everything import attach_titles
from .record import FilmRecord, Mention, mention, record_of
from .regions import REGIONS, region_of
from .vocabularies import RecordStatus, RelationKind


def country_lamps() -> dict[str, str]:
    """The number of the film that is each country's lamp, by country: the one a curator has chosen, else the lowest
    number. Only published films, and only countries that have one."""
    chosen = Country.objects.filter(lead_film__status=RecordStatus.PUBLISHED).values_list(
        Value(1), "code", "lead_film__public_id"
    )
    lowest = (
        Film.objects.published()
        .order_by()
        .annotate(lead=Substr("public_id", 1, 2))
        .values("lead")
        .annotate(number=Min(Cast(Substr("public_id", 4), IntegerField())))
        .values_list(Value(0), "lead", Concat("lead", Value("-"), Cast("number", CharField())))
    )
    lamps = sorted(lowest.union(chosen.order_by(), all=True))
    return {code: number for _chosen, code, number in lamps}


@dataclass(frozen=True, slots=True)
class Columns:
    """The films asked for, in that order; what was not found; what is too much."""

    records: tuple[FilmRecord, ...]
    unknown: tuple[str, ...]
    left_out: tuple[Mention, ...]

    @property
    def slugs(self) -> list[str]:
        return [record.mention.slug for record in self.records]


def columns(names: Sequence[str], *, hidden: bool = False) -> Columns:
    """The published films of these slugs, former slugs or numbers. What is a draft is not known, except where
    `hidden` asks for a preview."""
    films = Film.objects.all() if hidden else Film.objects.published()
    asked = list(dict.fromkeys(names))
    named = _names_of(films.named(*asked)) if asked else ()
    found = {former: pk for pk, _slug, _public_id, former in named}
    found |= {name: pk for pk, slug, public_id, _former in named for name in (slug, public_id)}
    keys = list(dict.fromkeys(pk for name in asked if (pk := found.get(name) or found.get(name.upper()))))
    shown = {film.pk: film for film in films.filter(pk__in=keys[:LIMIT]).for_comparison()}
    if hidden:
        foresee(list(shown.values()))
    extra = {film.pk: film for film in Film.objects.filter(pk__in=keys[LIMIT:])} if keys[LIMIT:] else {}
    attach_titles(list(extra.values()))
    return Columns(
        records=tuple(record_of(shown[pk]) for pk in keys[:LIMIT]),
        unknown=tuple(name for name in asked if name not in found and name.upper() not in found),
        left_out=tuple(mention(extra[pk]) for pk in keys[LIMIT:]),
    )


def beside_its_rivals(film: Film) -> list[str]:
    """Addresses of the film and of as many rivals as fit, public or not: for the desk. Empty where it has none."""
    rivals = film.relations.filter(kind=RelationKind.RIVAL_OF, other__isnull=False).order_by("number")
    slugs = list(dict.fromkeys(rivals.values_list("other__slug", flat=True)))
    return [film.slug, *slugs][:LIMIT] if slugs else []


def _names_of(films: QuerySet[Film]) -> list[tuple[int, str, str, str | None]]:
    """Key, slug and number of each film, once for each name that it bore."""
    former = FilteredRelation("former_names", condition=Q(former_names__noun="film"))
    return list(films.annotate(former=former).values_list("pk", "slug", "public_id", "former__name"))


def present_slugs(names: Sequence[str]) -> list[str]:
    """The slugs that published films bear now, for slugs or numbers present or former. Unknown names stay."""
    named = _names_of(Film.objects.published().named(*names))
    known = {former: slug for _pk, slug, _public_id, former in named}
    known |= {name: slug for _pk, slug, public_id, _former in named for name in (slug, public_id)}
    return list(dict.fromkeys(known.get(name) or known.get(name.upper()) or name for name in names))


@dataclass(frozen=True, slots=True)
class Choice:
    """A country's lamp that may be added."""

    slug: str
    number: str
    country: Country
    title: str
    language: str


def lamps_to_add(taken: Iterable[str]) -> list[tuple[Any, list[Choice]]]:
    """The lamps of countries by region, less the films already taken."""
    lamps = country_lamps()
    titles = Title.objects.filter(film=OuterRef("pk"), identifying=True)
    countries = Country.objects.filter(code=Substr(OuterRef("public_id"), 1, 2))
    films = (
        Film.objects.published()
        .filter(public_id__in=lamps.values())
        .exclude(slug__in=list(taken))
        .in_number_order()
        .annotate(
            title=Subquery(titles.values("text")[:1]),
            language=Subquery(titles.values("language")[:1]),
            name_en=Subquery(countries.values("name_override_en")),
            name_zh=Subquery(countries.values("name_override_zh_hans")),
        )
        .values_list("slug", "public_id", "title", "language", "name_en", "name_zh")
    )
    regions: dict[str, list[Choice]] = defaultdict(list)
    for slug, number, title, language, name_en, name_zh in films:
        code = number.partition("-")[0]
        country = Country(code=code, name_override_en=name_en or "", name_override_zh_hans=name_zh or "")
        choice = Choice(slug, number.replace("-", " "), country, title or slug, language or "en")
        regions[region_of(code)].append(choice)
    return [(label, regions[key]) for key, (label, _members) in REGIONS.items() if regions[key]]


def films_to_add(words: str, taken: Iterable[str], most: int = 12) -> list[Mention]:
    """Published films whose title or number contains these words."""
    found = Film.objects.published().matching(words).exclude(slug__in=list(taken))
    films = list(Film.objects.filter(pk__in=found.order_by().values("pk")).in_number_order()[:most])
    attach_titles(films)
    return [mention(film) for film in films]
