"""What is known of a film, reduced to what scopes ask.

`features_of` reads a film fetched `with_everything()`. The result is kept on the film's row, derived like a
claim's standing, so that a rule can be tried on all films without reading all that is said of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from .evidence import PART_OF_WORK, best, span_in_minutes
from .models import AIRole, Film
from .models.release import BASES_OF_KIND
from .scope import Dated, Features, Length, Use
from .vocabularies import Extent, OrderBasis, Qualifier, Rank, WorkStatus

# Of works in these states no showing is known, so their year of reference is not the year of one.
_NOT_SHOWN = (WorkStatus.ANNOUNCED, WorkStatus.IN_PRODUCTION, WorkStatus.COMPLETED, WorkStatus.CANCELLED)
# Showings of works that are not finished are plans.
_PLANNED = (WorkStatus.ANNOUNCED, WorkStatus.IN_PRODUCTION, WorkStatus.CANCELLED)


def features_of(film: Film) -> Features:
    """What has been set aside does not count. Running times that were only planned do not either."""
    return Features(
        countries=frozenset(c.code for c in film.countries.all()),
        form=film.form,
        lengths=_lengths(film),
        modes=frozenset(t.code for t in film.modes.all()),
        sector=film.sector,
        uses=_greatest_uses(film),
        dates=_first_dates(film),
    )


def _lengths(film: Film) -> tuple[Length, ...]:
    """All running times of the whole that stand, the preferred ones first: a rule is told where they lead apart."""
    times = [
        f
        for f in film.productionfacts.all()
        if f.property == "running_time" and f.rank != Rank.DEPRECATED and f.basis_code not in PART_OF_WORK
    ]
    preferred = best(times)
    lengths = []
    for fact in sorted(times, key=lambda f: (f not in preferred, f.number)):
        span = span_in_minutes(fact)
        if span and fact.qualifier != Qualifier.PLANNED:
            lengths.append(Length(*span, fact.ref))
    return tuple(lengths)


def _greatest_uses(film: Film) -> dict[str, Use]:
    roles: dict[str, list[AIRole]] = defaultdict(list)
    for role in film.airoles.all():
        if role.rank != Rank.DEPRECATED:
            roles[role.department.code].append(role)
    return {department: _greatest(department, found) for department, found in roles.items()}


def _greatest(department: str, roles: list[AIRole]) -> Use:
    greatest = max(roles, key=lambda role: level_of(role.extent))
    against = [
        (role.extent, role.ref)
        for role in roles
        if role.extent not in (greatest.extent, Extent.UNDISCLOSED)
        and (department == "whole_film" or role.extent == Extent.NONE)
    ]
    return Use(greatest.extent, greatest.ref, tuple(against))


def level_of(extent: str) -> float:
    level = Extent(extent).level
    return 0.5 if level is None else level  # of unknown share: more than none, less than any known share


def _first_dates(film: Film) -> dict[str, Dated]:
    """The first event by every measure. One without a date lies no earlier than any year on record for the film."""
    years = [r.date_earliest.year for r in film.releases.all() if r.date_earliest and r.rank != Rank.DEPRECATED]
    years += [film.year] if film.year else []
    since = date(min(years), 1, 1) if years else None
    dates: dict[str, Dated] = {}
    for release in film.releases.all():
        if release.rank == Rank.DEPRECATED:
            continue
        without_date = "" if release.date_earliest or release.date_latest else release.ref
        event = Dated(release.date_earliest or since, release.date_latest, release.ref, without_date)
        bases = BASES_OF_KIND.get(release.kind.code, ())
        if OrderBasis.FIRST_SHOWING in bases and film.work_status in _PLANNED:
            continue
        for basis in bases:
            dates[basis] = _first_of(dates.get(basis), event)
    if OrderBasis.FIRST_SHOWING not in dates and since and film.work_status not in _NOT_SHOWN:
        dates[OrderBasis.FIRST_SHOWING.value] = Dated(since, None)
    return dates


def _first_of(a: Dated | None, b: Dated) -> Dated:
    """The earlier of two events of which each lies in an interval; it is named by the one known to be earlier."""
    if a is None:
        return b
    earliest = None if a.earliest is None or b.earliest is None else min(a.earliest, b.earliest)
    ends = [d for d in (a.latest, b.latest) if d is not None]
    named = min((a, b), key=lambda event: (event.latest or date.max, event.earliest or date.max))
    return Dated(earliest, min(ends) if ends else None, named.ref, a.undated or b.undated)


# To and from the derived column -----------------------------------------------------------------------------


def told(features: Features) -> dict[str, Any]:
    """Features as JSON."""
    return {
        "countries": sorted(features.countries),
        "form": features.form,
        "lengths": [[str(x.shortest), None if x.longest is None else str(x.longest), x.ref] for x in features.lengths],
        "modes": sorted(features.modes),
        "sector": features.sector,
        "uses": {d: _use_told(u) for d, u in sorted(features.uses.items())},
        "dates": {
            basis: [x.earliest and x.earliest.isoformat(), x.latest and x.latest.isoformat(), x.ref, x.undated]
            for basis, x in sorted(features.dates.items())
        },
    }


def _use_told(use: Use) -> list[Any]:
    return [use.extent, use.ref, [list(pair) for pair in use.against]] if use.against else [use.extent, use.ref]


def _use_untold(extent: str, ref: str, against: Iterable[Sequence[str]] = ()) -> Use:
    return Use(extent, ref, tuple((other, its) for other, its in against))


def untold(value: dict[str, Any]) -> Features:
    """The way back."""
    return Features(
        countries=frozenset(value.get("countries", ())),
        form=value.get("form", "unknown"),
        lengths=tuple(
            Length(Decimal(a), None if b is None else Decimal(b), ref) for a, b, ref in value.get("lengths", ())
        ),
        modes=frozenset(value.get("modes", ())),
        sector=value.get("sector", "unknown"),
        uses={d: _use_untold(*told) for d, told in value.get("uses", {}).items()},
        dates={
            basis: Dated(a and date.fromisoformat(a), b and date.fromisoformat(b), ref, undated)
            for basis, (a, b, ref, undated) in value.get("dates", {}).items()
        },
    )
