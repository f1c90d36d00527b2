"""The scope of a “first”: the conditions under which somebody says that a film is first.

A scope is a set of facets; an absent facet means “any”. *A contains B* when each facet of A is absent
or contains B's: containment is a partial order (up to equal meaning), which the tests prove. Whether a
film meets a scope is yes, no, dependent on which of the values on record is right, or not known.
Pure: no database, no clock.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

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
MEDIUM_SURELY_NOT = Decimal(70)

# Departments whose work is the picture; a claim of “made with AI” without a department is about these.
PICTURE = frozenset({"whole_film", "video", "image", "animation"})


@dataclass(frozen=True, slots=True)
class Scope:
    """Facets of one claim, each None when the claim does not state it.

    `territory` is `world`, `country:KR`, `continent:Africa`, `region:…`, `city:…`, `language:…`,
    `institution:…`, `platform:…` or `festival:…`. `extent` is the least extent. `other` is True where
    the claim makes a further condition in words, which no computation can judge. A rule may ask for a least
    running time in `minutes`, or for `more` than that, where claims only say “feature”.
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
    minutes: Decimal | None = None
    more: bool = False

    def __post_init__(self) -> None:
        if self.more and self.minutes is None:
            raise ValueError("“more” asks for minutes")

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
        if not _minutes_contain(self, other):
            return False
        if self.extent and not self.department and other.department not in (None, *PICTURE):
            return False  # an extent without a department is about the picture
        names = ("length", "mode", "department", "channel", "sector", "language", "genre", "theme")
        return all(getattr(self, n) in (None, getattr(other, n)) for n in names)


_TERRITORY = re.compile(r"(?:continent|region|city|language|institution|platform|festival):\S.*|country:[A-Z]{2}")


def is_territory(text: str) -> bool:
    """Whether `text` is written as `Scope` reads it; “Andorra” alone would contain nothing."""
    return text == WORLD or text in _GROUPS or bool(_TERRITORY.fullmatch(text))


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


def _minutes_contain(a: Scope, b: Scope) -> bool:
    if a.minutes is None:
        return True
    return b.minutes is not None and (a.minutes, a.more) <= (b.minutes, b.more)


def _extent_contains(a: str | None, b: str | None) -> bool:
    if a is None or a == b:
        return True
    if b is None:
        return False
    least, other = Extent(a).level, Extent(b).level
    return least is not None and other is not None and least <= other


@dataclass(frozen=True, slots=True)
class Length:
    """One running time on record, in minutes. `longest` None is “at least”; `ref` names the statement."""

    shortest: Decimal
    longest: Decimal | None
    ref: str = ""

    def reaches(self, minutes: Decimal, more: bool) -> bool | None:
        """Whether this time is at least `minutes` (or `more` than that); None where its range straddles them."""
        if self.shortest > minutes or (self.shortest == minutes and not more):
            return True
        if self.longest is not None and (self.longest < minutes or (self.longest == minutes and more)):
            return False
        return None


@dataclass(frozen=True, slots=True)
class Use:
    """The greatest extent of AI on record in one department.

    `against` are extents, each with its statement, that cannot be right where this one is: another for the whole
    film, or none at all. In a department other extents may be of other tasks.
    """

    extent: str
    ref: str = ""
    against: tuple[tuple[str, str], ...] = ()

    def reaches(self, least: int) -> bool | None:
        """Whether this is at least of that level; None where it cannot be placed."""
        return _reaches(self.extent, least)

    def missed_by(self, least: int) -> tuple[str, ...]:
        """Statements by which it is certainly less."""
        return tuple(ref for extent, ref in self.against if _reaches(extent, least) is False)


def _reaches(extent: str, least: int) -> bool | None:
    level = Extent(extent).level
    if least == 0:  # “at least none” asks no more than some AI, which a share not known is, and silence is not
        return None if extent == Extent.UNDISCLOSED else extent != Extent.NONE
    return None if level is None else level >= least


@dataclass(frozen=True, slots=True)
class Dated:
    """An event that lies somewhere between two days; None is an open end.

    `undated` names a statement of such an event that has no date of its own and may have been the earlier one.
    """

    earliest: date | None
    latest: date | None
    ref: str = ""
    undated: str = ""

    @property
    def known(self) -> bool:
        return self.earliest is not None or self.latest is not None

    def certainly_before(self, other: "Dated") -> bool:
        """Whether this event came first, wherever in their intervals both lie."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest


UNDATED = Dated(None, None)


class Answer(StrEnum):
    """Whether a film meets a condition. `DEPENDS`: values on record lead to different answers."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer to one condition, with the statements for it and those against it."""

    facet: str
    answer: Answer
    refs: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def together(judgements: Iterable[Judgement]) -> Answer:
    """One no is no; what is not known weighs more than what depends on a disputed value."""
    answers = {judgement.answer for judgement in judgements}
    order = (Answer.NO, Answer.UNKNOWN, Answer.DEPENDS)
    return next((answer for answer in order if answer in answers), Answer.YES)


def _answer(known: bool | None) -> Answer:
    return Answer.UNKNOWN if known is None else Answer.YES if known else Answer.NO


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a film, as far as scopes ask. Empty collections mean “not known”.

    Every value names the statement of the record from which it comes. `dates` maps what may decide the
    order (see `OrderBasis`, and the channels) to the first such event.
    """

    countries: frozenset[str] = frozenset()
    form: str = "unknown"
    lengths: tuple[Length, ...] = ()
    modes: frozenset[str] = frozenset()
    sector: str = "unknown"
    uses: Mapping[str, Use] = field(default_factory=dict)
    dates: Mapping[str, Dated] = field(default_factory=dict)

    def meets(self, scope: Scope) -> bool | None:
        """Whether this film meets `scope`: True, False, or None where records do not decide it."""
        answer = self.judge_quickly(scope)
        return None if answer in (Answer.UNKNOWN, Answer.DEPENDS) else answer is Answer.YES

    def judge(self, scope: Scope) -> tuple[Judgement, ...]:
        """An answer to every stated condition, and to whether AI had a part at all."""
        return tuple(self._judgements(scope))

    def judge_quickly(self, scope: Scope) -> Answer:
        """What the judgements come to together, stopping at the first no."""
        worst = Answer.YES
        for judgement in self._judgements(scope):
            if judgement.answer is Answer.NO:
                return Answer.NO
            if judgement.answer is Answer.UNKNOWN or (judgement.answer is Answer.DEPENDS and worst is Answer.YES):
                worst = judgement.answer
        return worst

    def _judgements(self, scope: Scope) -> Iterator[Judgement]:
        if scope.territory not in (None, WORLD):
            yield Judgement("territory", _answer(self._in_territory(scope.territory)))
        if scope.minutes is not None:
            yield self._is_long(scope.minutes, scope.more)
        if scope.length is not None:
            yield self._has_length(scope.length)
        if scope.mode is not None:
            yield Judgement("mode", _answer(scope.mode in self.modes if self.modes else None))
        if scope.channel is not None:
            yield self._was_shown(scope.channel)
        if scope.sector is not None:
            known = None if self.sector == "unknown" else self.sector == scope.sector
            yield Judgement("sector", _answer(known))
        yield self._has_extent(scope.department, scope.extent)
        for facet in ("language", "genre", "theme"):  # films are not described by these
            if getattr(scope, facet) is not None:
                yield Judgement(facet, Answer.UNKNOWN)
        if scope.other:
            yield Judgement("other", Answer.UNKNOWN)

    def _in_territory(self, territory: str) -> bool | None:
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

    def _is_long(self, minutes: Decimal, more: bool) -> Judgement:
        return self._by_length("minutes", lambda length: length.reaches(minutes, more))

    def _has_length(self, length: str) -> Judgement:
        by_name = length not in ("short", "medium", "feature") or self.form in ("series", "omnibus", "excerpt")
        if by_name or not self.lengths:
            return Judgement("length", _answer(None if self.form == "unknown" else self.form == length))
        return self._by_length("length", lambda known: _in_class(known, length))

    def _by_length(self, facet: str, question: Callable[[Length], bool | None]) -> Judgement:
        """One answer from all running times on record; where they differ, it depends on which is right."""
        answers = [(question(length), length.ref) for length in self.lengths]
        if not answers:
            return Judgement(facet, Answer.UNKNOWN)
        yes, no = (tuple(ref for answer, ref in answers if answer is wanted) for wanted in (True, False))
        if len(yes) == len(answers):
            return Judgement(facet, Answer.YES, yes)
        if len(no) == len(answers):
            return Judgement(facet, Answer.NO, no)
        unsure = tuple(ref for answer, ref in answers if answer is None)
        return Judgement(facet, Answer.DEPENDS, yes or unsure, no or unsure)

    def _was_shown(self, channel: str) -> Judgement:
        shown = self.dates.get(channel)
        return Judgement("channel", Answer.YES, (shown.ref,)) if shown else Judgement("channel", Answer.UNKNOWN)

    def _has_extent(self, department: str | None, extent: str | None) -> Judgement:
        wanted = {department} if department else set(self.uses) if extent is None else PICTURE
        found = [self.uses[d] for d in sorted(wanted) if d in self.uses]
        if not found:
            return Judgement("extent", Answer.UNKNOWN)
        least = 0 if extent is None else Extent(extent).level
        if least is None:
            return Judgement("extent", Answer.UNKNOWN)
        enough = sorted((u for u in found if u.reaches(least)), key=lambda u: -(Extent(u.extent).level or 0))
        if enough:
            sure = tuple(use.ref for use in enough if not use.missed_by(least))
            if sure:
                return Judgement("extent", Answer.YES, sure)
            less = tuple(ref for use in enough for ref in use.missed_by(least))
            return Judgement("extent", Answer.DEPENDS, tuple(use.ref for use in enough), less)
        unplaced = [use for use in found if use.reaches(least) is None]
        if extent == Extent.FULL_PIPELINE and not department and not self._has_human_department():
            unplaced += [use for use in found if use.extent == Extent.FULL_PICTURE]
        answer = Answer.UNKNOWN if unplaced else Answer.NO
        return Judgement("extent", answer, tuple(use.ref for use in unplaced or found))

    def _has_human_department(self) -> bool:
        """Then AI did not do everything; without one, a picture all by AI tells nothing of the rest."""
        return any(use.extent == Extent.NONE for use in self.uses.values())

    def date_by(self, basis: str) -> Dated:
        """The first event that `basis` counts, or UNDATED."""
        return self.dates.get(basis, UNDATED)


def _in_class(length: Length, name: str) -> bool | None:
    """Whether a running time is of the class; between the disputed lines the answer is open."""
    feature, below = length.reaches(FEATURE_SURELY, False), length.reaches(FEATURE_PERHAPS, False)
    if name == "feature":
        return True if feature else False if below is False else None
    if name == "short":
        return True if below is False else False if feature else None
    medium_is_over = length.reaches(MEDIUM_SURELY_NOT, False)
    return False if below is False or medium_is_over else None
