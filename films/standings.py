"""Keeps `FirstClaim.standing` in step with the evidence (rule 7). Called after every change of records."""

from collections import defaultdict

from django.db import transaction

from .evidence import computed_standing
from .features import features_of
from .firsts import decided_by_date, earlier_films
from .models import Film, FirstClaim
from .scope import Features
from .vocabularies import ClaimantKind, Modality, Rank, RelationKind, Stance, Standing, WorkStatus

_DISPUTING = (Stance.DISPUTES, Stance.DENIES)


@transaction.atomic
def refresh_standings() -> int:
    """Recompute the standing of every claim; gives the number that changed."""
    films = list(Film.objects.published().with_everything())
    features = {film.pk: features_of(film) for film in films}
    by_pk = {film.pk: film for film in films}
    answers: dict[int, list[FirstClaim]] = defaultdict(list)
    claims = {c.pk: c for film in films for c in film.firstclaims.all()}
    for claim in claims.values():
        if claim.about_id and claim.rank != Rank.DEPRECATED:
            answers[claim.about_id].append(claim)
    changed = []
    links = []
    Earlier = FirstClaim.earlier_films.through
    for claim in claims.values():
        earlier = _earlier(claim, by_pk, features)
        links += [Earlier(firstclaim_id=claim.pk, film_id=pk) for pk in earlier]
        standing = _standing(claim, answers[claim.pk], by_pk, features, bool(earlier))
        if standing != claim.standing:
            claim.standing = standing
            changed.append(claim)
    FirstClaim.objects.bulk_update(changed, ["standing"])
    Earlier.objects.all().delete()
    Earlier.objects.bulk_create(links)
    return len(changed)


def _earlier(claim: FirstClaim, films: dict[int, Film], features: dict[int, Features]) -> list[int]:
    """Films that certainly meet the claim's scope and were certainly shown before its work."""
    work = films.get(claim.work_id or 0)
    if work is None or not decided_by_date(claim.modality, claim.order_basis):
        return []
    kin = {
        r.other_id
        for r in work.relations.all()
        if r.kind in (RelationKind.PART_OF, RelationKind.VERSION_OF, RelationKind.FOLLOWED_BY)
    }
    others = [(pk, f) for pk, f in features.items() if pk != work.pk and pk not in kin]
    return list(earlier_films(claim.scope, features[work.pk], others))


def _standing(
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
        or bool(work.releases.all() and "" in features[work.pk].shown)
        or work.work_status not in (WorkStatus.ANNOUNCED, WorkStatus.IN_PRODUCTION),
        disputed=any(a.stance in _DISPUTING for a in answers),
        earlier_film=earlier_film,
        sources=claim.sources.all(),
    )
