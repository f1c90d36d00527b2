"""What the list pages ask of the archive: each function one question, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from pypinyin import lazy_pinyin

from .columns import country_lamps
from .features import level_of
from .lights import Light, lights
from .models import (
    Agent,
    AIRole,
    Commentary,
    Corpus,
    Country,
    Credit,
    Film,
    FirstClaim,
    Scheme,
    Source,
    Term,
    Tool,
)
from .models.everything import attach_sources
from .models.source import CITING
from .properties import PROPERTIES
from .record import Bilingual, Notebook, bilingual, code_of, mention, tool_mention
from .regions import REGIONS, region_of
from .vocabularies import (
    AIEvidence,
    AIFunction,
    ClaimantKind,
    Extent,
    FactState,
    Form,
    Independence,
    Modality,
    Openness,
    OrderBasis,
    Qualifier,
    Rank,
    RankReason,
    RecordStatus,
    RelationKind,
    Reliability,
    SearchStatus,
    Sector,
    SourceTier,
    Stance,
    Standing,
    TitleKind,
    WorkStatus,
)
from .wording import chinese

FOUNDING = ("CN-1", "US-2", "GB-3", "KR-4")  # the four lamps of the founding essay


def films_for_lists() -> QuerySet[Film]:
    return Film.objects.published().for_lists().in_number_order()


def archive_counts() -> dict[str, int]:
    """How much the archive holds, counted in one query each."""
    return {
        "films": Film.objects.published().count(),
        "claims": FirstClaim.objects.published().exclude(stance=Stance.REPEATS).count(),
        "sources": Source.objects.count(),
    }


def by_name(country: Country) -> str:
    """Sort key of a country's name: pinyin on Chinese pages."""
    return "".join(lazy_pinyin(str(country))) if chinese() else str(country)


@dataclass(frozen=True, slots=True)
class Lamps:
    """One lamp for each country that has one, and the countries looked at without finding a film."""

    lit: tuple[Light, ...]
    unlit: tuple[Country, ...]


def lamps() -> Lamps:
    """Each country's lamp, as `country_lamps` decides which film that is."""
    chosen = country_lamps()
    lit = lights(list(films_for_lists().filter(public_id__in=chosen.values())))
    nothing_found = Country.objects.filter(search_status=SearchStatus.NOTHING_FOUND).exclude(code__in=chosen)
    return Lamps(tuple(lit), tuple(sorted(nothing_found, key=by_name)))


def by_region(lamps: Iterable[Light]) -> list[dict[str, Any]]:
    """Lamps as rows by region; the four of the founding essay come first."""
    groups: dict[str, list[Light]] = defaultdict(list)
    for row in lamps:
        groups["founding" if row.mention.public_id in FOUNDING else region_of(row.code)].append(row)
    labels = {key: label for key, (label, _members) in REGIONS.items()}
    return [{"id": key, "label": labels.get(key), "rows": groups[key]} for key in ("founding", *REGIONS) if groups[key]]


def countries_by_search() -> list[dict[str, Any]]:
    """Countries under what the archive did about them."""
    countries = list(
        Country.objects.counted_by_film().select_related("lead_film__lamp").prefetch_related("lead_film__titles")
    )
    for country in countries:
        if country.lead_film and country.lead_film.status != RecordStatus.PUBLISHED:
            country.lead_film = None
    groups = []
    for status in SearchStatus:
        members = sorted((c for c in countries if c.search_status == status), key=by_name)
        rows = [
            {
                "country": c,
                "film": mention(c.lead_film) if c.lead_film else None,
                "standing": Standing(c.lead_film.lamp.standing) if c.lead_film and c.lead_film.lamp else None,
                "films": c.film_count,
                "note": bilingual(c, "note"),
            }
            for c in members
        ]
        groups.append({"status": status, "rows": rows})
    return groups


def departments() -> list[dict[str, Any]]:
    """Departments with the number of films by extent."""
    terms = {t.pk: t for t in Term.objects.filter(scheme=Scheme.DEPARTMENT)}
    counted = (
        AIRole.objects.filter(film__status=RecordStatus.PUBLISHED)
        .exclude(rank=Rank.DEPRECATED)
        .values_list("department", "extent")
        .order_by()
        .annotate(n=Count("film", distinct=True))
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for department, extent, n in counted:
        found[department][extent] = n
    rows = [
        {
            "term": code_of(terms[pk]),
            "definition": bilingual(terms[pk], "definition"),
            "cells": [(extent, by_extent.get(extent.value, 0)) for extent in Extent],
            "total": sum(by_extent.values()),
        }
        for pk, by_extent in found.items()
    ]
    return sorted(rows, key=lambda row: -row["total"])


def _roles(rows: QuerySet[AIRole]) -> dict[str, Any]:
    roles = list(
        rows.filter(film__status=RecordStatus.PUBLISHED)
        .select_related("film", "department")
        .prefetch_related("film__titles", "tools")
    )
    book = Notebook()
    attach_sources({"airoles": roles})
    roles.sort(key=lambda r: (-level_of(r.extent), r.film_id, r.number))
    return {
        "roles": [
            {
                "film": mention(r.film),
                "year": r.film.year,
                "department": code_of(r.department),
                "extent": Extent(r.extent),
                "what": bilingual(r, "what"),
                "tools": [tool_mention(t) for t in r.tools.all()],
                "evidence": book.evidence(r),
            }
            for r in roles
        ],
        "sources": book.cited(),
    }


def roles_in(department: Term) -> dict[str, Any]:
    """All AI roles in one department, most first."""
    return _roles(AIRole.objects.filter(department=department))


def roles_with(tool: Tool) -> dict[str, Any]:
    """All AI roles in which one tool was used."""
    return _roles(AIRole.objects.filter(tools=tool))


def corpora_with_axes() -> dict[str, Any]:
    """Corpora and the axes on which their openness is judged; a missing judgement is “not looked up”."""
    corpora = list(Corpus.objects.prefetch_related("axes__axis"))
    axes = list(Term.objects.filter(scheme=Scheme.CORPUS_AXIS))
    table = []
    for corpus in corpora:
        judged = {a.axis_id: Openness(a.openness) for a in corpus.axes.all()}
        cells = [judged.get(axis.pk) for axis in axes]
        table.append({"corpus": corpus, "steward": bilingual(corpus, "steward"), "cells": cells})
    return {"axes": [code_of(a) for a in axes], "table": table}


def work_of(agent: Agent) -> dict[str, Any]:
    """Credits and remarks of one person or organisation."""
    public = Q(film__status=RecordStatus.PUBLISHED)
    credits = list(
        Credit.objects.filter(public, agent=agent)
        .select_related("film", "role")
        .prefetch_related("film__titles")
        .order_by("film_id", "number")
    )
    remarks = list(
        Commentary.objects.filter(public, agent=agent)
        .select_related("film", "aspect")
        .prefetch_related("film__titles")
        .order_by("film_id", "number")
    )
    attach_sources({"credits": credits, "commentarys": remarks})
    book = Notebook()
    return {
        "credits": [
            {
                "film": mention(c.film),
                "year": c.film.year,
                "role": code_of(c.role),
                "credited_as": c.credited_as,
                "evidence": book.evidence(c),
            }
            for c in credits
        ],
        "remarks": [
            {"film": mention(r.film), "summary": bilingual(r, "summary"), "evidence": book.evidence(r)} for r in remarks
        ],
        "sources": book.cited(),
    }


def sources_in_order() -> QuerySet[Source]:
    return (
        Source.objects.counted_by_claim()
        .select_related("kind", "reprint_of")
        .order_by("-claim_count", "publisher", "slug")
    )


def films_citing(source: Source) -> dict[str, Any]:
    """Published films that cite a source in any statement, and the claims that rest on it."""
    cites = Q()
    for name in CITING:
        cites |= Q(pk__in=Film.objects.filter(**{f"{name}__sources": source}).values("pk"))
    films = list(Film.objects.published().filter(cites).for_lists().in_number_order())
    claims = list(
        FirstClaim.objects.published().filter(sources=source).select_related("film").order_by("film_id", "number")
    )
    return {
        "films": [mention(f) for f in films],
        "claims": [
            {
                "address": c.get_absolute_url(),
                "ref": c.ref,
                "said": bilingual(c, "paraphrase"),
                "standing": Standing(c.standing),
            }
            for c in claims
        ],
    }


CLOSED = (
    Standing, Rank, RankReason, FactState, Qualifier, Extent, AIFunction, AIEvidence, Stance, Modality,
    ClaimantKind, OrderBasis, TitleKind, Form, Sector, WorkStatus, RelationKind, SourceTier, Independence,
    Reliability, Openness, SearchStatus,
)  # fmt: skip


def vocabularies() -> dict[str, Any]:
    """Every vocabulary with its definitions."""
    by_scheme: dict[str, list[tuple[str, Bilingual, Bilingual, str]]] = defaultdict(list)
    for term in Term.objects.all():
        by_scheme[term.scheme].append((term.code, bilingual(term, "label"), bilingual(term, "definition"), term.uri))
    return {
        "standings": list(Standing),
        "extents": list(Extent),
        "states": list(FactState),
        "closed": [(v.__name__, list(v)) for v in CLOSED],
        "open": [(scheme, by_scheme[scheme.value]) for scheme in Scheme],
        "properties": list(PROPERTIES.values()),
    }
