"""Keeps `FirstClaim.standing` in step with the evidence (rule 7). Called after every change of records."""

from collections import defaultdict

from django.db import transaction

from .evidence import computed_standing
from .features import features_of
from .firsts import earlier_films
from .models import Film, FirstClaim
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
    for claim in claims.values():
        standing = _standing(claim, answers[claim.pk], by_pk, features)
        if standing != claim.standing:
            claim.standing = standing
            changed.append(claim)
    FirstClaim.objects.bulk_update(changed, ["standing"])
    return len(changed)


def _standing(claim: FirstClaim, answers: list[FirstClaim], films: dict, features: dict) -> Standing:
    assessments = list(claim.assessments.all())
    if assessments:
        return Standing(assessments[-1].standing)
    disputing = [a for a in answers if a.stance in _DISPUTING]
    work = films.get(claim.work_id)
    earlier = []
    if work:
        kin = {
            r.other_id
            for r in work.relations.all()
            if r.kind in (RelationKind.PART_OF, RelationKind.VERSION_OF, RelationKind.FOLLOWED_BY)
        }
        others = [(pk, f) for pk, f in features.items() if pk != work.pk and pk not in kin]
        earlier = list(earlier_films(claim.scope, features[work.pk], others))
    return computed_standing(
        makers_deny=any(a.claimant_kind == ClaimantKind.MAKER and a.modality == Modality.DENIED for a in answers)
        or (claim.claimant_kind == ClaimantKind.MAKER and claim.modality == Modality.DENIED),
        shown=work is None
        or bool(work.releases.all() and "" in features[work.pk].shown)
        or work.work_status not in (WorkStatus.ANNOUNCED, WorkStatus.IN_PRODUCTION),
        disputed=bool(disputing),
        earlier_film=bool(earlier),
        sources=claim.sources.all(),
    )
