"""One claim with all that bears on it."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from .models import Film, FirstClaim
from .models.everything import CLAIM_RELATIONS, attach_replies, attach_sources, attach_titles
from .models.former import once_called
from .record import Cited, ClaimValue, Mention, Notebook, claim_value, mention
from .rivals import NarrowingTold, Rivals, RivalTold
from .vocabularies import RecordStatus, Stance

_REF = re.compile(r"([A-Z]{2}-[1-9]\d{0,8})-c([1-9]\d{0,3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """A claim, the claim that it answers, its rivals, and the sources of all of them."""

    claim: ClaimValue
    kept_with: Mention
    about: ClaimValue | None
    rivals: tuple[Mention, ...]
    related: tuple[RivalTold, ...]
    narrowing: NarrowingTold
    earlier: tuple[Mention, ...]
    disputed: bool
    sources: tuple[Cited, ...]


def moved_claim(ref: str) -> FirstClaim | None:
    """The published claim that bore this reference until its film was merged into another."""
    match = _REF.fullmatch(ref)
    claim = once_called("firstclaim", f"{match[1].upper()}-c{match[2]}") if match else None
    return claim if claim and claim.film.status == RecordStatus.PUBLISHED else None


def claim_told(ref: str) -> ClaimTold | None:
    """The published claim `KR-4-c1`, or None."""
    match = _REF.fullmatch(ref)
    if not match:
        return None
    readable = (
        FirstClaim.objects.published()
        .select_related("film", "work", "about__film", *CLAIM_RELATIONS)
        .prefetch_related("assessments")
    )
    claim = readable.filter(film__public_id=match[1].upper(), number=int(match[2])).first()
    if claim is None:
        return None
    near = list(
        readable.filter(Q(about=claim) | Q(about__about=claim) | Q(pk=claim.about_id)).order_by("film_id", "number")
    )
    rivals = Rivals(claim, near)
    replies = attach_replies([claim, *near])
    attach_sources({"firstclaims": [claim, *near], "releases": rivals.releases, "replies": replies})
    earlier = list(claim.earlier_films.filter(status="published").in_number_order())
    in_the_way = list(Film.objects.published().filter(public_id__in=rivals.in_the_way))
    kept_with = [f for c in (claim, *near) for f in (c.film, c.work) if f]
    attach_titles([*kept_with, *rivals.rival_films, *earlier, *in_the_way, *rivals.films])
    answers: dict[int, list[FirstClaim]] = defaultdict(list)
    for other in near:
        if other.about_id and other.pk != claim.about_id:
            answers[other.about_id].append(other)
    book = Notebook()
    value = claim_value(claim, book, answers)
    answered = next((c for c in near if c.pk == claim.about_id), None)
    return ClaimTold(
        claim=value,
        kept_with=mention(claim.film),
        about=claim_value(answered, book) if answered else None,
        rivals=tuple(mention(f) for f in rivals.rival_films),
        related=rivals.told(book),
        narrowing=rivals.narrowing({f.public_id: mention(f) for f in in_the_way}),
        earlier=tuple(mention(f) for f in earlier),
        disputed=any(a.stance in (Stance.DISPUTES, Stance.DENIES) for a in answers[claim.pk]),
        sources=book.cited(),
    )
