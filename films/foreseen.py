"""What would be derived if films were public that are not: for previews. Nothing is written."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q

from .derived import earlier_of, standing_of
from .entrants import field
from .features import features_of
from .firsts import Entrant
from .models import Film, FirstClaim
from .vocabularies import Rank, RecordStatus


def foresee(films: Sequence[Film]) -> None:
    """Give the claims of films fetched with all that is said of them the standing that publication would give.

    Claims of public films among them are judged anew, too: what is added may speak against them.
    """
    hidden = [film for film in films if film.status != RecordStatus.PUBLISHED]
    if not hidden:
        return
    shown = {film.pk for film in films}
    claims = {c.pk: c for film in films for c in (*film.firstclaims.all(), *film.claims_made.all())}
    _name_each_other(films, list(claims.values()))
    works = {film.pk: film for film in films}
    others = {c.work_id for c in claims.values() if c.work_id} - set(works)
    works |= {film.pk: film for film in Film.objects.published().filter(pk__in=others).with_everything()}
    features = {pk: features_of(film) for pk, film in works.items()}
    entrants = [*field().entrants, *(Entrant(film.public_id, features[film.pk]) for film in hidden)]
    answers: dict[int, list[FirstClaim]] = defaultdict(list)
    readable = Q(film__status=RecordStatus.PUBLISHED) | Q(film__in=shown)
    for answer in FirstClaim.objects.filter(readable, about__in=claims).exclude(rank=Rank.DEPRECATED):
        answers[answer.about_id].append(answer)
    for claim in claims.values():
        earlier = earlier_of(claim, works, features, entrants)
        claim.standing = standing_of(claim, answers[claim.pk], works, features, bool(earlier)).value


def _name_each_other(films: Sequence[Film], claims: Sequence[FirstClaim]) -> None:
    """What is shown together is named together, as it will be."""
    shown = {film.pk for film in films}
    named = [relation.other for film in films for relation in film.relations.all()]
    named += [film for claim in claims for film in (claim.film, claim.work, claim.about and claim.about.film)]
    for film in named:
        if film is not None and film.pk in shown:
            film.foreseen = True
