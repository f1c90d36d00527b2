"""What is known of a film, reduced to what scopes ask. Reads a film fetched `with_everything()`."""

from datetime import date

from .evidence import best, minutes_of
from .models import Film
from .models.release import CHANNEL_OF_KIND
from .scope import Features
from .vocabularies import Extent, Qualifier, Rank

Interval = tuple[date | None, date | None]


def features_of(film: Film) -> Features:
    """Best values only: what has been set aside does not count."""
    running_times = best(f for f in film.productionfacts.all() if f.property == "running_time")
    times = [m for f in running_times if f.qualifier != Qualifier.PLANNED and (m := minutes_of(f)) is not None]
    return Features(
        countries=frozenset(c.code for c in film.countries.all()),
        form=film.form,
        minutes=(min(times), max(times)) if times else None,
        modes=frozenset(t.code for t in film.modes.all()),
        sector=film.sector,
        extents=_highest_extents(film),
        shown=_first_dates(film),
    )


def _highest_extents(film: Film) -> dict[str, str]:
    highest: dict[str, str] = {}
    for role in film.airoles.all():
        if role.rank == Rank.DEPRECATED:
            continue
        before = highest.get(role.department.code)
        if before is None or _level(role.extent) > _level(before):
            highest[role.department.code] = role.extent
    return highest


def _level(extent: str) -> float:
    level = Extent(extent).level
    return 0.5 if level is None else level  # of unknown share: more than none, less than any known share


def _first_dates(film: Film) -> dict[str, Interval]:
    shown: dict[str, Interval] = {}
    for release in film.releases.all():
        if release.rank == Rank.DEPRECATED or release.kind.code not in CHANNEL_OF_KIND:
            continue
        interval = (release.date_earliest, release.date_latest)
        for channel in {"", CHANNEL_OF_KIND[release.kind.code]}:
            shown[channel] = _earlier(shown.get(channel), interval)
    return shown


def _earlier(a: Interval | None, b: Interval) -> Interval:
    """Interval of the earlier of two events of which each is known to lie in an interval.

    An event of unknown date bounds nothing from above, but may have been earlier than any other.
    """
    if a is None:
        return b
    latest = [d for d in (a[1], b[1]) if d is not None]
    earliest = None if None in (a[0], b[0]) else min(a[0], b[0])  # type: ignore[type-var]
    return (earliest, min(latest) if latest else None)
