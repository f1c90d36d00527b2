"""Keeps what is derived from the records in step with them: features of films, standings of claims (rule 7).

Called after every change of records, in the same transaction.
"""

from collections import defaultdict

from django.db import transaction

from .cases import Case, basis_of, decided_by_date, earlier_films
from .evidence import computed_standing
from .features import features_of, told
from .firsts import Entrant
from .models import Film, FirstClaim, Revision
from .scope import Features
from .turns import take_turn
from .vocabularies import ClaimantKind, Modality, OrderBasis, Rank, RelationKind, Stance, Standing, WorkStatus

_DISPUTING = (Stance.DISPUTES, Stance.DENIES)
KIN = (RelationKind.PART_OF, RelationKind.VERSION_OF, RelationKind.FOLLOWED_BY)


@transaction.atomic
def refresh_derived() -> int:
    """Draw everything anew; gives the number of claims whose standing changed."""
    take_turn()
    films = list(Film.objects.published().with_everything())
    features = {film.pk: features_of(film) for film in films}
    by_pk = {film.pk: film for film in films}
    entrants = [Entrant(film.public_id, features[film.pk]) for film in films]
    pk_of = {film.public_id: film.pk for film in films}
    answers: dict[int, list[FirstClaim]] = defaultdict(list)
    claims = {c.pk: c for film in films for c in film.firstclaims.all()}
    for claim in claims.values():
        if claim.about_id and claim.rank != Rank.DEPRECATED:
            answers[claim.about_id].append(claim)
    changed = []
    links = []
    Earlier = FirstClaim.earlier_films.through
    for claim in claims.values():
        earlier = earlier_of(claim, by_pk, features, entrants)
        links += [Earlier(firstclaim_id=claim.pk, film_id=pk_of[public_id]) for public_id in earlier]
        standing = standing_of(claim, answers[claim.pk], by_pk, features, bool(earlier))
        if standing != claim.standing:
            claim.standing = standing
            changed.append(claim)
    FirstClaim.objects.bulk_update(changed, ["standing"])
    Earlier.objects.all().delete()
    Earlier.objects.bulk_create(links)
    _keep_features(films, features)
    Revision.move()
    return len(changed)


def _keep_features(films: list[Film], features: dict[int, Features]) -> None:
    drawn = []
    for film in films:
        value = told(features[film.pk])
        if value != film.features:
            film.features = value
            drawn.append(film)
    Film.objects.bulk_update(drawn, ["features"], batch_size=500)


def earlier_of(
    claim: FirstClaim, films: dict[int, Film], features: dict[int, Features], entrants: list[Entrant]
) -> list[str]:
    """Films that certainly meet the claim's scope and were certainly shown before its work."""
    work = films.get(claim.work_id or 0)
    if work is None or not decided_by_date(claim.modality, claim.order_basis):
        return []
    kin = {r.other.public_id for r in work.relations.all() if r.other and r.kind in KIN}
    case = Case(work.public_id, features[work.pk], claim.scope, basis_of(claim.scope, claim.order_basis))
    return earlier_films(case, (e for e in entrants if e.key not in kin))


def standing_of(
    claim: FirstClaim,
    answers: list[FirstClaim],
    films: dict[int, Film],
    features: dict[int, Features],
    earlier_film: bool,
) -> Standing:
    assessments = list(claim.assessments.all())
    if assessments:
        return Standing(assessments[-1].standing)
    work = films.get(claim.work_id or 0)
    denied_by_makers = [
        c for c in (claim, *answers) if c.claimant_kind == ClaimantKind.MAKER and c.modality == Modality.DENIED
    ]
    return computed_standing(
        makers_deny=bool(denied_by_makers),
        shown=work is None
        or bool(work.releases.all() and OrderBasis.FIRST_SHOWING in features[work.pk].dates)
        or work.work_status not in (WorkStatus.ANNOUNCED, WorkStatus.IN_PRODUCTION),
        disputed=any(a.stance in _DISPUTING for a in answers),
        earlier_film=earlier_film,
        sources=claim.sources.all(),
    )
