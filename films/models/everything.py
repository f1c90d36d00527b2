"""All that is recorded of some films, in a number of queries that does not depend on how much that is.

Each kind of statement is one query. The sources of all kinds come in one query together, and so do the
terms, since eight separate ones would cost more than the page.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast

from .agent import AgentName
from .ai_role import AIRole
from .assessment import Assessment
from .claim import FirstClaim
from .commentary import Commentary
from .country import Country
from .credit import Credit
from .fact import ProductionFact
from .film import Film
from .image import Image
from .relation import Relation
from .release import Release
from .reply import Reply
from .source import Source
from .term import Term
from .title import Title
from .tool import Tool

CLAIM_RELATIONS = ("scope_mode", "scope_department", "scope_genre", "scope_theme")
# What else each kind of statement needs at once. Terms are joined, not looked up one by one.
_JOINED: dict[type[Model], tuple[str, ...]] = {
    ProductionFact: ("basis",),
    Release: ("kind", "country"),
    Credit: ("agent", "role"),
    AIRole: ("department",),
    Commentary: ("aspect", "agent"),
}


# What a comparison does not show, and does not fetch: four queries less.
LEFT_OUT_OF_COMPARISON = ("credits", "images", "replies")


def gather(films: Sequence[Film], left_out: Sequence[str] = ()) -> None:
    """Fill the relations of `films` (and of the statements in them) so that reading asks no more queries.

    Relations named in `left_out` are not filled; `record_of` then tells them as not fetched, never as empty.
    """
    ids = [film.pk for film in films]
    claims = list(
        FirstClaim.objects.filter(Q(film__in=ids) | Q(work__in=ids))
        .select_related("film", "work", "about", "about__film", *CLAIM_RELATIONS)
        .order_by("film_id", "number")
    )
    relations = list(Relation.objects.filter(film__in=ids).select_related("other").order_by("film_id", "number"))
    mentioned = {r.other_id for r in relations} | {c.work_id for c in claims} | {c.film_id for c in claims}
    titles = list(Title.objects.filter(film__in=set(ids) | (mentioned - {None})).order_by("film_id", "number"))
    statements: dict[str, list[Any]] = {"titles": titles, "firstclaims": claims, "relations": relations}
    for model, joined in _JOINED.items():
        name = model._meta.get_field("film").related_query_name()
        if name in left_out:
            continue
        statements[name] = list(
            model._default_manager.filter(film__in=ids).select_related(*joined).order_by("film_id", "number")
        )
    assessments = _by(Assessment.objects.filter(claim__in=claims).order_by("claim_id", "number"), "claim_id")
    for claim in claims:
        _fill(claim, "assessments", assessments[claim.pk])
    cited: dict[str, list[Any]] = {}
    if "replies" not in left_out:
        cited["replies"] = attach_replies(claims)
    if "credits" not in left_out:
        _attach_names(ids, [*statements["credits"], *statements["commentarys"]])

    countries = Country.objects.filter(films__in=ids).select_related("frame").order_by("code")
    _attach_linked(films, "countries", countries, "films__id")
    attach_sources({**statements, **cited, "countries": [c for film in films for c in film.countries.all()]})
    _attach_terms(films, ids, statements)
    _attach_tools(ids, statements["airoles"])

    titles_of = _by(titles, "film_id")
    by_film = {name: _by(rows, "film_id") for name, rows in statements.items()}
    made_for = _by(claims, "work_id")
    for film in films:
        for name, rows in by_film.items():
            for row in rows[film.pk]:
                row.film = film
            _fill(film, name, rows[film.pk])
        _fill(film, "claims_made", made_for[film.pk])
    if "images" not in left_out:
        images = _by(Image.objects.filter(film__in=ids).order_by("number"), "film_id")
        for film in films:
            _fill(film, "images", images[film.pk])
    for other in [r.other for r in relations] + [c.work for c in claims] + [c.film for c in claims]:
        if other is not None:
            _fill(other, "titles", titles_of[other.pk])


def attach_sources(statements: dict[str, list[Any]]) -> None:
    """One query for the sources of every kind of row in `statements` (by reverse accessor name).

    Keys are compared as text, since countries have letters for theirs.
    """
    parts = [
        Source.objects.filter(**{f"{name}__in": {row.pk for row in rows}})
        .select_related("kind")
        .annotate(_kind=Value(name), _owner=Cast(F(f"{name}__pk"), CharField()))
        .order_by()
        for name, rows in statements.items()
        if rows
    ]
    found: dict[tuple[str, str], list[Source]] = defaultdict(list)
    shared: dict[int, Source] = {}
    for source in _union(parts):
        found[source._kind, source._owner].append(shared.setdefault(source.pk, source))
    originals = {s.reprint_of_id for s in shared.values() if s.reprint_of_id} - set(shared)
    if originals:
        shared.update(Source.objects.in_bulk(originals))
    for source in list(shared.values()):
        if source.reprint_of_id in shared:
            source.reprint_of = shared[source.reprint_of_id]
    for name, rows in statements.items():
        for row in rows:
            _fill(row, "sources", sorted(found[name, str(row.pk)], key=lambda s: s.slug))


def attach_replies(claims: Sequence[FirstClaim]) -> list[Reply]:
    """One query for the replies under `claims`. Gives them back, for their sources."""
    replies = list(Reply.objects.filter(claim__in=claims).order_by("claim_id", "number"))
    by_claim = _by(replies, "claim_id")
    for claim in claims:
        for reply in by_claim[claim.pk]:
            reply.claim = claim
        _fill(claim, "replies", by_claim[claim.pk])
    return replies


def attach_titles(films: Sequence[Film]) -> None:
    """One query for the titles of `films`, which may hold the same film more than once; none for no films."""
    titles = _by(Title.objects.filter(film__in={f.pk for f in films}).order_by("film_id", "number"), "film_id")
    for film in films:
        _fill(film, "titles", titles[film.pk])


def _attach_terms(films: Sequence[Film], ids: list[int], statements: dict[str, list[Any]]) -> None:
    links = (
        ("modes", "film_production_mode", films, ids),
        ("strategies", "release_release_strategy", statements["releases"], None),
        ("human", "airole_human_involvement", statements["airoles"], None),
    )
    parts, owners = [], {}
    for attribute, accessor, rows, keys in links:
        keys = keys if keys is not None else [row.pk for row in rows]
        owners[attribute] = rows
        if keys:
            parts.append(
                Term.objects.filter(**{f"{accessor}__in": keys})
                .annotate(_kind=Value(attribute), _owner=F(f"{accessor}__id"))
                .order_by()
            )
    found: dict[tuple[str, int], list[Term]] = defaultdict(list)
    for term in _union(parts):
        found[term._kind, term._owner].append(term)
    for attribute, rows in owners.items():
        for row in rows:
            _fill(row, attribute, sorted(found[attribute, row.pk], key=lambda t: t.position))


def _attach_names(film_ids: list[int], statements: Sequence[Any]) -> None:
    names = _by(
        AgentName.objects.filter(Q(agent__credits__film__in=film_ids) | Q(agent__commentaries__film__in=film_ids))
        .distinct()
        .order_by("agent_id", "number"),
        "agent_id",
    )
    for statement in statements:
        if statement.agent:
            _fill(statement.agent, "names", names[statement.agent_id])


def _attach_tools(film_ids: list[int], roles: Sequence[AIRole]) -> None:
    """The tools of each role, and what each is known to have learned from: `tool.learned_from`, as
    {corpus: {axis: openness}}. One query: tools are few, and so are the axes of a corpus."""
    axis = "corpora__axes__axis__"
    rows = (
        Tool.objects.filter(airoles__film__in=film_ids)
        .annotate(
            _owner=F("airoles__id"),
            _corpus=F("corpora__slug"),
            _corpus_name=F("corpora__name"),
            _axis=F(f"{axis}code"),
            _axis_en=F(f"{axis}label_en"),
            _axis_zh=F(f"{axis}label_zh_hans"),
            _openness=F("corpora__axes__openness"),
        )
        .order_by("slug", "corpora__slug", f"{axis}position")
    )
    tools: dict[tuple[int, int], Tool] = {}
    for row in rows:
        tool = tools.setdefault((row._owner, row.pk), row)
        known = tool.__dict__.setdefault("learned_from", {})
        if row._corpus:
            axes = known.setdefault((row._corpus, row._corpus_name), {})
            if row._axis:
                axes[row._axis, row._axis_en, row._axis_zh] = row._openness
    found: dict[int, list[Model]] = defaultdict(list)
    for (owner, _pk), tool in tools.items():
        found[owner].append(tool)
    for role in roles:
        _fill(role, "tools", found[role.pk])


def _attach_linked(owners: Iterable[Model], attribute: str, rows: QuerySet, owner_path: str) -> None:
    found: dict[int, list[Model]] = defaultdict(list)
    for row in rows.annotate(_owner=F(owner_path)):
        found[row._owner].append(row)
    for owner in owners:
        _fill(owner, attribute, found[owner.pk])


def _union(parts: list[QuerySet]) -> Iterable[Any]:
    if not parts:
        return []
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def _by(rows: Iterable[Any], key: str) -> dict[Any, list[Any]]:
    grouped: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, key)].append(row)
    return grouped


def _fill(owner: Model, relation: str, rows: list[Any]) -> None:
    """Do what `prefetch_related` does for one relation of one object."""
    queryset = getattr(owner, relation).get_queryset()
    queryset._result_cache = rows
    queryset._prefetch_done = True
    if not hasattr(owner, "_prefetched_objects_cache"):
        owner._prefetched_objects_cache = {}
    owner._prefetched_objects_cache[_cache_name(owner, relation)] = queryset


def _cache_name(owner: Model, relation: str) -> str:
    field = owner._meta.get_field(relation) if _is_field(owner, relation) else None
    return field.name if field else relation


def _is_field(owner: Model, relation: str) -> bool:
    return any(f.name == relation for f in owner._meta.many_to_many)
