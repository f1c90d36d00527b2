"""The scope of a “first”: the conditions under which somebody says that a film is first.

A scope is a set of facets; an absent facet means “any”. *A contains B* when each facet of A is absent
or contains B's: containment is a partial order (up to equal meaning), which the tests prove. Whether a
film meets a scope has three answers: yes, no, and None where the facts known do not decide it.
Pure: no database, no clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from .vocabularies import Extent

WORLD = "world"

# United Nations M49 region 002, by ISO 3166-1 alpha-2.
AFRICA = frozenset(
    "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA"
    " MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW".split()
)
# Members of the Arab League.
ARAB_WORLD = frozenset("AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())
_GROUPS: Mapping[str, frozenset[str]] = {"continent:Africa": AFRICA, "region:arab-world": ARAB_WORLD}

# Where a feature begins is itself disputed: 40 minutes (American Film Institute, British Film Institute)
# to 60 (Korea). Between the two the running time alone does not decide.
FEATURE_SURELY = Decimal(60)
FEATURE_PERHAPS = Decimal(40)

# Departments whose work is the picture; a claim of “made with AI” without a department is about these.
PICTURE = frozenset({"whole_film", "video", "image", "animation"})


@dataclass(frozen=True, slots=True)
class Scope:
    """Facets of one claim, each None when the claim does not state it.

    `territory` is `world`, `country:KR`, `continent:Africa`, `region:…`, `city:…`, `language:…`,
    `institution:…`, `platform:…` or `festival:…`. `extent` is the least extent. `other` is True where
    the claim makes a further condition in words, which no computation can judge.
    """

    territory: str | None = None
    length: str | None = None
    mode: str | None = None
    extent: str | None = None
    department: str | None = None
    channel: str | None = None
    sector: str | None = None
    language: str | None = None
    genre: str | None = None
    theme: str | None = None
    other: bool = False

    def stated(self) -> dict[str, str]:
        """The stated facets, in the order in which a reader expects them; `other` is left out."""
        pairs = ((f.name, getattr(self, f.name)) for f in fields(self))
        return {name: value for name, value in pairs if isinstance(value, str)}

    def contains(self, other: "Scope") -> bool:
        """Whether everything within `other` lies within this scope."""
        if self.other:
            return self == other
        if not _territory_contains(self.territory, other.territory):
            return False
        if not _extent_contains(self.extent, other.extent):
            return False
        if self.extent and not self.department and other.department not in (None, *PICTURE):
            return False  # an extent without a department is about the picture
        names = ("length", "mode", "department", "channel", "sector", "language", "genre", "theme")
        return all(getattr(self, n) in (None, getattr(other, n)) for n in names)


def _territory_contains(a: str | None, b: str | None) -> bool:
    if a is None or a in (WORLD, b):
        return True
    if b is None or b == WORLD:
        return False
    members = _GROUPS.get(a)
    if members is None:
        return False
    if b in _GROUPS:
        return _GROUPS[b] <= members
    return b.startswith("country:") and b.removeprefix("country:") in members


def _extent_contains(a: str | None, b: str | None) -> bool:
    if a is None or a == b:
        return True
    if b is None:
        return False
    least, other = Extent(a).level, Extent(b).level
    return least is not None and other is not None and least <= other


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a film, as far as scopes ask. Empty collections mean “not known”.

    `minutes` is the shortest and longest running time among the values that stand. `extents` maps a
    department to the highest extent recorded for it. `shown` maps a channel (and "" for any) to the
    interval of its first date; an end that is not known is None.
    """

    countries: frozenset[str] = frozenset()
    form: str = "unknown"
    minutes: tuple[Decimal, Decimal] | None = None
    modes: frozenset[str] = frozenset()
    sector: str = "unknown"
    extents: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, tuple[date | None, date | None]] = field(default_factory=dict)

    def meets(self, scope: Scope) -> bool | None:
        """Whether this film meets `scope`: True, False, or None where that cannot be known."""
        answers = [
            self._in_territory(scope.territory),
            self._has_length(scope.length),
            self._has_extent(scope.department, scope.extent),
            None if scope.mode is None or not self.modes else scope.mode in self.modes,
            None if scope.channel is None else (True if scope.channel in self.shown else None),
            None if scope.sector is None or self.sector == "unknown" else self.sector == scope.sector,
        ]
        asked = [True, scope.length, True, scope.mode, scope.channel, scope.sector]
        verdicts = [answer for answer, question in zip(answers, asked, strict=True) if question is not None]
        if False in verdicts:
            return False
        beyond_us = (scope.language, scope.genre, scope.theme)
        if None in verdicts or scope.other or any(facet is not None for facet in beyond_us):
            return None
        return True

    def _in_territory(self, territory: str | None) -> bool | None:
        if territory is None or territory == WORLD:
            return True
        if not self.countries:
            return None
        if territory in _GROUPS:
            return bool(self.countries & _GROUPS[territory])
        kind, _, name = territory.partition(":")
        if kind == "country":
            return name in self.countries
        if kind == "region":  # ISO 3166-2, such as AR-J
            return None if name.partition("-")[0] in self.countries else False
        return None

    def _has_length(self, length: str | None) -> bool | None:
        if length is None:
            return None
        if length not in ("short", "medium", "feature") or self.form in ("series", "omnibus", "excerpt"):
            return None if self.form == "unknown" else self.form == length
        if self.minutes is None:
            return None if self.form == "unknown" else self.form == length
        shortest, longest = self.minutes
        if length == "feature":
            if shortest >= FEATURE_SURELY:
                return True
            return False if longest < FEATURE_PERHAPS else None
        if length == "short":
            if longest < FEATURE_PERHAPS:
                return True
            return False if shortest >= FEATURE_SURELY else None
        return False if longest < FEATURE_PERHAPS or shortest >= Decimal(70) else None

    def _has_extent(self, department: str | None, extent: str | None) -> bool | None:
        wanted = {department} if department else set(self.extents) if extent is None else PICTURE
        found = [Extent(self.extents[d]) for d in sorted(wanted) if d in self.extents]
        if not found:
            return None
        if extent in (None, Extent.NONE):  # “at least none” asks no more than some AI
            return any(e is not Extent.NONE for e in found)
        least = Extent(extent).level
        if least is None:
            return None
        levels = [e.level for e in found]
        if any(level is not None and level >= least for level in levels):
            return True
        return None if None in levels else False

    def first_date(self, channel: str | None) -> tuple[date | None, date | None]:
        """Interval of the first showing by `channel`, or of the first showing at all."""
        return self.shown.get(channel or "", (None, None))
