"""All works that take part in questions of “first”, held in memory while the records do not change.

`Revision` tells when they do. Answers of the engine are kept beside them, since a page asks for the same
few rules again and again.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from .features import untold
from .firsts import ByCountry, Entrant, Order, Rule, by_country, in_order, leaders_by_country
from .models import Film, FirstClaim, Revision
from .scope import Features, Scope, Use
from .vocabularies import Extent

MOST_PLACED = 40
MOST_UNPLACED = 24
_MOST_RULES = 64  # kept for each state of the records


class Field:
    """The works, the values by which rules can tell them apart, and the answers given so far."""

    def __init__(self, stamp: str, entrants: tuple[Entrant, ...]) -> None:
        self.stamp = stamp
        self.entrants = entrants
        self._orders: dict[Rule, Order] = {}
        self._by_country: dict[str, ByCountry] = {}
        self._leaders: dict[Rule, dict[str, frozenset[str]]] = {}

    @cached_property
    def features(self) -> dict[str, Features]:
        return {e.key: e.features for e in self.entrants}

    @cached_property
    def countries(self) -> frozenset[str]:
        return frozenset(c for e in self.entrants for c in e.features.countries)

    @cached_property
    def modes(self) -> frozenset[str]:
        return frozenset(m for e in self.entrants for m in e.features.modes)

    @cached_property
    def departments(self) -> frozenset[str]:
        """Departments in which AI had a part in any work."""
        uses = (pair for e in self.entrants for pair in e.features.uses.items())
        return frozenset(department for department, use in uses if use.extent != Extent.NONE)

    @cached_property
    def bases(self) -> frozenset[str]:
        return frozenset(b for e in self.entrants for b in e.features.dates)

    def order(self, rule: Rule) -> Order:
        """The earliest works under `rule`, as many as a page shows."""
        if rule not in self._orders:
            _make_room(self._orders)
            with _uncollected():
                self._orders[rule] = in_order(rule, self.entrants, MOST_PLACED, MOST_UNPLACED)
        return self._orders[rule]

    def leaders(self, rule: Rule) -> dict[str, frozenset[str]]:
        """See `leaders_by_country`. Countries of which no work has the date that counts have no leader."""
        if rule not in self._leaders:
            _make_room(self._leaders)
            if rule.basis not in self._by_country:
                self._by_country[rule.basis] = by_country(self.entrants, rule.basis)
            found = leaders_by_country(rule, self._by_country[rule.basis])
            asked = leaders_by_country(rule, dict.fromkeys(self.countries, ()))
            self._leaders[rule] = asked | found
        return self._leaders[rule]


def _make_room(kept: dict) -> None:
    if len(kept) >= _MOST_RULES:
        kept.clear()


_held = Field("", ())


def field() -> Field:
    """Published films, and works that only a claim names. One query while the records stay as they are."""
    global _held
    stamp = Revision.now()
    if stamp and _held.stamp == stamp:
        return _held
    with _uncollected():
        found = Field(stamp, tuple(_films() + _named_works()))
    if stamp:
        _held = found
    return found


@contextmanager
def _uncollected() -> Iterator[None]:
    """All of the many small objects made here live on: looking for garbage among them takes longer than making them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _films() -> list[Entrant]:
    rows = Film.objects.published().order_by().values_list("public_id", "features")
    return [Entrant(public_id, untold(features)) for public_id, features in rows.iterator(chunk_size=2000)]


def _named_works() -> list[Entrant]:
    """Keyed by the claim. A claim with a further condition in words may be about something that is no film."""
    claims = (
        FirstClaim.objects.published()
        .filter(work=None)
        .exclude(work_name_en="", work_name_zh_hans="")
        .select_related("film", "scope_mode", "scope_department", "scope_genre", "scope_theme")
    )
    return [Entrant(claim.ref, named_features(claim.scope)) for claim in claims if not claim.scope.other]


def named_features(scope: Scope) -> Features:
    """What somebody who calls a work first in `scope` says of it."""
    kind, _sep, name = (scope.territory or "").partition(":")
    department = scope.department or ("whole_film" if scope.extent else "")
    return Features(
        countries=frozenset({name}) if kind == "country" else frozenset(),
        modes=frozenset({scope.mode}) if scope.mode else frozenset(),
        sector=scope.sector or "unknown",
        uses={department: Use(scope.extent or Extent.MIXED_UNKNOWN.value)} if department else {},
    )
