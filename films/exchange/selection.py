"""Which rows a set of films needs, so that an export can be loaded into an empty database.

A film is exported whole. Films that it only mentions come as neighbours: their row, titles and the claim
on their lamp, so that every reference resolves and loading over a full catalogue changes nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Model, Q, QuerySet

from films.invariants import OF_FILMS
from films.models import (
    Agent,
    AgentName,
    AIRole,
    Assessment,
    Commentary,
    Comparison,
    Corpus,
    CorpusAxis,
    Country,
    Credit,
    Dismissal,
    Film,
    FirstClaim,
    FormerName,
    Image,
    ProductionFact,
    Relation,
    Release,
    Reply,
    Source,
    Term,
    Title,
    Tool,
)
from films.vocabularies import RecordStatus

STATEMENTS: tuple[type[Model], ...] = (
    Title,
    FirstClaim,
    ProductionFact,
    Release,
    Credit,
    AIRole,
    Commentary,
    Relation,
)


# What the natural keys of references read beside the rows that are referred to.
_KEYS_READ: dict[type[Model], tuple[str, ...]] = {
    FirstClaim: ("about__film",),
    Film: ("lamp__film",),
    Assessment: ("claim__film",),
    Reply: ("claim__film",),
}


@dataclass(frozen=True)
class Selection:
    """Rows to export, in an order in which they load.

    `shared` by file name, then one list per film slug, then by file name what is made of films.
    """

    shared: dict[str, list[Model]] = field(default_factory=dict)
    films: dict[str, list[Model]] = field(default_factory=dict)
    about: dict[str, list[Model]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Model]:
        for rows in (*self.shared.values(), *self.films.values(), *self.about.values()):
            yield from rows


def everything(films: QuerySet[Film], *, drafts: bool = False) -> Selection:
    """The whole archive: every shared row, used or not, the given films, and the comparisons of these."""
    return _select(films, whole=True, drafts=drafts)


def with_neighbours(films: QuerySet[Film], *, drafts: bool = False) -> Selection:
    """The given films, of the rest only what they refer to, and the comparisons of given films alone."""
    return _select(films, whole=False, drafts=drafts)


def _select(films: QuerySet[Film], *, whole: bool, drafts: bool) -> Selection:
    chosen = set(films.values_list("pk", flat=True))
    hidden = set() if drafts else _hidden(chosen)
    neighbours, lone_claims = _neighbours(chosen, hidden)
    by_film: dict[int, list[Model]] = {}
    for film in ready(Film).filter(pk__in=chosen | neighbours):
        by_film[film.pk] = [film]
    rows_of: list[QuerySet] = [ready(FormerName).filter(film__in=chosen)]
    for model in STATEMENTS:
        condition = Q(film__in=chosen)
        if model is Title:
            condition |= Q(film__in=neighbours)
        if model is FirstClaim:
            condition |= Q(pk__in=lone_claims)
        rows_of.append(ready(model).filter(condition))
        if model is FirstClaim:
            rows_of.append(Assessment.objects.filter(claim__film__in=chosen).select_related("claim__film"))
            rows_of.append(ready(Reply).filter(claim__film__in=chosen))
    rows_of.append(Image.objects.filter(film__in=chosen).select_related("film"))
    used: dict[type[Model], set] = {}
    for queryset in rows_of:
        for row in queryset:
            if not _forget(row, hidden):
                continue
            owner = row.claim.film_id if isinstance(row, Assessment | Reply) else row.film_id
            by_film[owner].append(row)
            _note_uses(row, used)
    for rows in by_film.values():
        _forget(rows[0], hidden)
        _note_uses(rows[0], used)
    ordered = sorted(by_film.values(), key=lambda rows: rows[0].slug)
    shared = _shared(None if whole else used)
    for country in shared["countries"]:
        _forget(country, hidden)
    about = {"comparisons": _comparisons(chosen, drafts=drafts)}
    if whole:
        about["dismissals"] = _dismissals({rows[0].public_id for rows in ordered}, drafts=drafts)
    return Selection(shared, {rows[0].slug: rows for rows in ordered}, about)


def _comparisons(chosen: set[int], *, drafts: bool) -> list[Model]:
    """Comparisons, with their parts, that can be read in full: all of their films are among the chosen."""
    found = Comparison.objects.all() if drafts else Comparison.objects.published()
    rows: list[Model] = []
    for comparison in found.order_by("slug").prefetch_related("places__film", "rows"):
        places = list(comparison.places.all())
        if chosen.issuperset(place.film_id for place in places):
            rows += [comparison, *places, *comparison.rows.all()]
    return rows


def _dismissals(films: set[str], *, drafts: bool) -> list[Model]:
    """Findings left open. Those of films that stay in the house stay with them."""
    rows = Dismissal.objects.all()
    return [row for row in rows if drafts or row.noun not in OF_FILMS or _film_of(row.ref) in films]


def _film_of(ref: str) -> str:
    """The number of the film in the name of a statement: `KR-4` of `KR-4-c3`."""
    return "-".join(ref.split("-")[:2])


def _hidden(chosen: set[int]) -> set[int]:
    """Films that readers may not know of."""
    return set(Film.objects.exclude(status=RecordStatus.PUBLISHED).values_list("pk", flat=True)) - chosen


def _forget(row: Model, hidden: set[int]) -> bool:
    """Take away what a row says of hidden films; False where nothing is left to say."""
    if isinstance(row, Relation):
        return row.other_id not in hidden
    if isinstance(row, FirstClaim):
        if row.work_id in hidden:
            row.work = None
        if row.about is not None and row.about.film_id in hidden:
            row.about = None
    elif isinstance(row, Film):
        if row.lamp is not None and row.lamp.film_id in hidden:
            row.lamp = None
    elif isinstance(row, Country) and row.lead_film_id in hidden:
        row.lead_film = None
    return True


def _neighbours(chosen: set[int], hidden: set[int]) -> tuple[set[int], set[int]]:
    """Films mentioned by the chosen ones, and single claims of theirs that must come along."""
    claims = set(FirstClaim.objects.filter(film__in=chosen).values_list("pk", flat=True))
    readable = FirstClaim.objects.exclude(film__in=hidden)
    lone: set[int] = set()
    films: set[int] = set(Relation.objects.filter(film__in=chosen, other__isnull=False).values_list("other", flat=True))
    films -= hidden
    while True:
        known_films, known_claims = set(films), claims | lone
        reached = chosen | films
        lone |= set(readable.filter(answers__in=known_claims).values_list("pk", flat=True)) - claims
        lamps = Film.objects.filter(pk__in=reached, lamp__in=readable)
        lone |= set(lamps.values_list("lamp", flat=True)) - claims
        pairs = FirstClaim.objects.filter(pk__in=claims | lone).values_list("film", "work")
        films |= {pk for pair in pairs for pk in pair if pk} - chosen - hidden
        # A country that comes along brings the film on its lamp.
        near = Q(films__in=chosen | films) | Q(agents__credits__film__in=chosen) | Q(releases__film__in=chosen)
        near |= Q(agents__commentaries__film__in=chosen)
        leads = Country.objects.filter(near, lead_film__isnull=False)
        films |= set(leads.values_list("lead_film", flat=True)) - chosen - hidden
        if films == known_films and claims | lone == known_claims:
            return films, lone


def ready(model: type[Model]) -> QuerySet:
    """All rows with what their serialisation reads, in a fixed number of queries."""
    foreign = [f.name for f in model._meta.fields if f.many_to_one]
    joined = _KEYS_READ.get(model, ())
    many = [f.name for f in model._meta.many_to_many]
    return model._default_manager.select_related(*foreign, *joined).prefetch_related(*many)


def _note_uses(row: Model, used: dict[type[Model], set]) -> None:
    for field_ in row._meta.fields:
        if field_.many_to_one and (pk := getattr(row, field_.attname)) is not None:
            used.setdefault(field_.related_model, set()).add(pk)
    for field_ in row._meta.many_to_many:
        if field_.name in getattr(row, "_prefetched_objects_cache", {}):
            pks = {other.pk for other in getattr(row, field_.name).all()}
            used.setdefault(field_.related_model, set()).update(pks)


def _shared(used: dict[type[Model], set] | None) -> dict[str, list[Model]]:
    """Rows that films share, by file name. `used` None means all of them."""
    if used is None:
        sources, agents, tools, countries = (
            list(ready(m).order_by("pk" if m is Country else "slug")) for m in (Source, Agent, Tool, Country)
        )
        corpora = list(ready(Corpus).order_by("slug"))
        terms = list(Term.objects.all())
    else:
        agents = list(ready(Agent).filter(pk__in=used.get(Agent, set())).order_by("slug"))
        countries_used = used.get(Country, set()) | {a.country_id for a in agents if a.country_id}
        countries = list(ready(Country).filter(pk__in=countries_used).order_by("pk"))
        corpora = list(ready(Corpus).filter(used_by_tools__in=used.get(Tool, set())).distinct().order_by("slug"))
        tools_used = used.get(Tool, set()) | {t.pk for c in corpora for t in c.used_by_tools.all()}
        tools = list(ready(Tool).filter(pk__in=tools_used).order_by("slug"))
        cited = used.get(Source, set()) | {s.pk for row in (*countries, *corpora) for s in row.sources.all()}
        sources = list(ready(Source).filter(pk__in=_with_originals(cited)).order_by("slug"))
        terms = list(Term.objects.all())  # the vocabularies are small and explain the rest
    former = list(ready(FormerName).exclude(agent=None, source=None))
    names = list(AgentName.objects.filter(agent__in=agents).select_related("agent"))
    axes = list(CorpusAxis.objects.filter(corpus__in=corpora).select_related("corpus", "axis"))
    return {
        "terms": terms,
        "sources": [*sources, *(f for f in former if f.source in sources)],
        "countries": countries,
        "agents": [
            *agents,
            *sorted(names, key=lambda n: (n.agent.slug, n.number)),
            *(f for f in former if f.agent in agents),
        ],
        "tools": tools,
        "corpora": [*corpora, *sorted(axes, key=lambda a: (a.corpus.slug, a.axis.code))],
    }


def _with_originals(pks: Iterable[int]) -> set[int]:
    found = set(pks)
    while (
        more := set(Source.objects.filter(pk__in=found, reprint_of__isnull=False).values_list("reprint_of", flat=True))
        - found
    ):
        found |= more
    return found
