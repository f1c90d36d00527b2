"""What other claims mean for a claim, and the least that would have to be added for it to hold.

All of it is computed by `firsts` from scopes and dates on record, and labelled so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .cases import Case, Related, Relation, basis_of, decided_by_date, relate
from .derived import KIN
from .entrants import Field, field, named_features
from .models import FirstClaim, Release, Scheme, Term
from .models import Relation as Tie
from .models.everything import CLAIM_RELATIONS
from .narrowing import Narrowing, narrow, perhaps_in_the_way
from .record import (
    Bilingual,
    Code,
    Evidence,
    Facet,
    Mention,
    Notebook,
    bilingual,
    code_of,
    facets_of,
    may_be_named,
    mention,
)
from .scope import Answer, Dated, Scope
from .vocabularies import Channel, Extent, Form, RelationKind, Sector, Stance
from .wording import minutes_words, territory_words

MOST_RIVALS = 12
_NAMED = 5  # works in the way that are named
_NEXT_EARLIEST = 4  # films in the way that no claim ties to this one


@dataclass(frozen=True, slots=True)
class RivalTold:
    """Another claim, the relation in which it stands to this one, and on what that rests."""

    work: Mention | None
    work_name: Bilingual
    said: Bilingual
    address: str
    related: Related
    added: tuple[Facet, ...]  # conditions that the other claim adds
    missing: tuple[str, ...]  # facets of which the other work's answer is not known or depends
    unmet: tuple[str, ...]  # facets that the other work certainly does not meet
    date: Dated
    evidence: Evidence | None  # of the other work's date


@dataclass(frozen=True, slots=True)
class SavedTold:
    added: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class NarrowingTold:
    """`in_the_way` are the earliest of the works that meet the claim's conditions and are not certainly later;
    where one of the conditions cannot be computed, `perhaps` are those that meet all others."""

    decided: bool  # whether a date can speak against the claim at all
    dated: bool
    in_the_way: tuple[Mention, ...]
    in_the_way_count: int
    saved: tuple[SavedTold, ...]
    unmet: tuple[str, ...] = ()  # conditions that the claim's own film does not meet, by what is on record
    perhaps: tuple[Mention, ...] = ()
    perhaps_count: int = 0
    disputed: tuple[str, ...] = ()  # those which it meets or not, depending on which value is right

    @property
    def holds(self) -> bool:
        return any(not saved.added for saved in self.saved)


class Rivals:
    """Prepared in three steps, so that the page's other questions and these share their queries."""

    def __init__(self, claim: FirstClaim, near: Sequence[FirstClaim]) -> None:
        self._claim = claim
        self._held: Field = field()
        self._case = case_of(claim, self._held)
        ties = list(
            Tie.objects.filter(film=claim.work_id or claim.film_id, other__status="published")
            .filter(kind__in=[RelationKind.RIVAL_OF, *KIN])
            .select_related("other")
            .order_by("number")
        )
        kin = {t.other.public_id for t in ties if t.other and t.kind in KIN}
        self.rival_films = [t.other for t in ties if t.other and t.kind == RelationKind.RIVAL_OF]
        self._narrowing: Narrowing | None = None
        self._perhaps: tuple[str, ...] = ()
        if claim.work_id and self._case.decided:
            others = [e for e in self._held.entrants if e.key not in kin]
            self._narrowing = narrow(self._case, others)
            self._perhaps = perhaps_in_the_way(self._case, others)
        self._others = self._other_claims(near)
        refs = {r for c in self._others if (r := case_of(c, self._held).features.date_by(self._case.basis).ref)}
        self.releases = _releases(refs)

    def _other_claims(self, near: Sequence[FirstClaim]) -> list[FirstClaim]:
        """Claims that answer this one or are answered by it, then the lamps of rivals and of earlier works."""
        tied = [c for c in near if c.work_id != self._claim.work_id and (c.work_id or c.work_name_en)]
        tied = [c for c in tied if c.stance in (Stance.ASSERTS, Stance.QUALIFIES)]
        in_the_way = self._narrowing.against[:_NEXT_EARLIEST] if self._narrowing else ()
        keys = {f.public_id for f in self.rival_films} | set(in_the_way)
        lamps = (
            FirstClaim.objects.published()
            .filter(work__public_id__in=keys, work__lamp__isnull=False)
            .select_related("film", "work", *CLAIM_RELATIONS)
            .order_by("film_id", "number")
        )
        shown = {c.work_id for c in tied}
        rest = [c for c in lamps if c.pk == c.work.lamp_id and c.work_id not in shown]  # type: ignore[union-attr]
        return [*tied, *rest][:MOST_RIVALS]

    @property
    def films(self) -> list:
        """Films of which the page needs titles."""
        return [c.work for c in self._others if c.work]

    @property
    def in_the_way(self) -> tuple[str, ...]:
        """The works of which `narrowing` needs titles."""
        return (*(self._narrowing.against[:_NAMED] if self._narrowing else ()), *self._perhaps[:_NAMED])

    def told(self, book: Notebook) -> tuple[RivalTold, ...]:
        """The rivals, what contradicts first."""
        dates = {row.ref: row for row in self.releases}
        rows = [self._rival(other, dates, book) for other in self._others]
        order = list(Relation)
        return tuple(sorted(rows, key=lambda r: order.index(r.related.relation)))

    def _rival(self, other: FirstClaim, dates: Mapping[str, Release], book: Notebook) -> RivalTold:
        case = case_of(other, self._held)
        related = relate(self._case, case)
        release = dates.get(related.other.ref)
        return RivalTold(
            work=mention(other.work) if other.work and may_be_named(other.work, other.film_id) else None,
            work_name=bilingual(other, "work_name"),
            said=bilingual(other, "paraphrase"),
            address=other.get_absolute_url(),
            related=related,
            added=tuple(f for f in facets_of(other) if f.name in related.added),
            missing=tuple(j.facet for j in related.judgements if j.answer in (Answer.UNKNOWN, Answer.DEPENDS)),
            unmet=tuple(j.facet for j in related.judgements if j.answer is Answer.NO),
            date=related.other,
            evidence=book.evidence(release) if release else None,
        )

    def narrowing(self, mentions: Mapping[str, Mention]) -> NarrowingTold:
        """What would make the claim true."""
        found = self._narrowing
        if found is None:
            return NarrowingTold(False, True, (), 0, ())
        terms = _terms(saved.scope for saved in found.saved if saved.added)
        # Of a claim, a territory may be where a film was shown; of a film, it is where it was made.
        own = [j for j in self._case.features.judge(self._case.scope) if j.facet != "territory"]
        return NarrowingTold(
            decided=True,
            dated=found.dated,
            in_the_way=tuple(mentions[key] for key in found.against[:_NAMED] if key in mentions),
            in_the_way_count=len(found.against),
            saved=tuple(SavedTold(_added(saved.scope, saved.added, terms)) for saved in found.saved[:3]),
            perhaps=tuple(mentions[key] for key in self._perhaps[:_NAMED] if key in mentions),
            perhaps_count=len(self._perhaps),
            unmet=tuple(j.facet for j in own if j.answer is Answer.NO),
            disputed=tuple(j.facet for j in own if j.answer is Answer.DEPENDS),
        )


def case_of(claim: FirstClaim, held: Field) -> Case:
    """A claim as the engine sees it."""
    key = claim.work.public_id if claim.work else claim.ref
    return Case(
        work=key,
        features=held.features.get(key) or named_features(claim.scope),
        scope=claim.scope,
        basis=basis_of(claim.scope, claim.order_basis),
        decided=decided_by_date(claim.modality, claim.order_basis),
    )


def _releases(refs: Iterable[str]) -> list[Release]:
    pairs = [ref.rpartition("-r") for ref in refs]
    rows = Release.objects.filter(
        film__public_id__in=[p[0] for p in pairs], number__in=[int(p[2]) for p in pairs]
    ).select_related("film")
    wanted = set(refs)
    return [row for row in rows if row.ref in wanted]


def _terms(scopes: Iterable[Scope]) -> dict[tuple[str, str], Code | None]:
    codes = {code for scope in scopes for code in (scope.mode, scope.department) if code}
    if not codes:
        return {}
    rows = Term.objects.filter(scheme__in=[Scheme.PRODUCTION_MODE, Scheme.DEPARTMENT], code__in=codes)
    return {(row.scheme, row.code): code_of(row) for row in rows}


def _added(scope: Scope, names: Sequence[str], terms: Mapping[tuple[str, str], Code | None]) -> tuple[Facet, ...]:
    """The added conditions in words."""
    facets: list[Facet] = []
    for name in names:
        if name == "minutes" and scope.minutes is not None:
            facets.append(Facet(name, minutes_words(scope.minutes, scope.more)))
        elif name == "territory" and scope.territory:
            facets.append(Facet(name, territory_words(scope.territory)))
        elif name == "channel":
            facets.append(Facet(name, Channel(scope.channel).label))
        elif name == "sector":
            facets.append(Facet(name, Sector(scope.sector).label))
        elif name == "length":
            facets.append(Facet(name, Form(scope.length).label))
        elif name == "mode":
            facets.append(Facet(name, terms.get((Scheme.PRODUCTION_MODE.value, scope.mode or ""))))
        elif name == "extent":
            facets.append(Facet("department", terms.get((Scheme.DEPARTMENT.value, scope.department or ""))))
            facets.append(Facet(name, Extent(scope.extent).label))
    return tuple(facets)
