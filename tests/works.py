"""Made-up works for the laws of order: few values, so that they meet each other often."""

from datetime import date
from decimal import Decimal
from itertools import combinations, combinations_with_replacement

from hypothesis import strategies as st

from films.firsts import Entrant, Rule
from films.scope import Dated, Features, Length, Scope, Use
from tests.strategies import one_of_all

DAYS = [date(2025, 1, day) for day in range(1, 8)]
INTERVALS = [
    *(Dated(a, b) for a, b in combinations_with_replacement(DAYS, 2)),
    *(Dated(day, None) for day in DAYS),
    *(Dated(None, day) for day in DAYS),
    Dated(None, None),
]
intervals = st.sampled_from(INTERVALS)
AI = {"whole_film": Use("full_picture")}


def shown(interval: Dated, *channels: str, minutes: int = 0, **more) -> Features:
    lengths = (Length(Decimal(minutes), Decimal(minutes), "f1"),) if minutes else ()
    more.setdefault("uses", AI)
    return Features(dates=dict.fromkeys(("first_showing", *channels), interval), lengths=lengths, **more)


def on(month: int, day: int = 1) -> Dated:
    return Dated(date(2025, month, day), date(2025, month, day), f"r{month}")


YEAR = Dated(date(2023, 1, 1), date(2023, 12, 31))
MINUTES = [Decimal(m) for m in (39, 40, 60, 61)]
LENGTHS = [(), *((Length(m, m, "f1"),) for m in MINUTES)]
LENGTHS += [(Length(a, a, "f1"), Length(b, b, "f2")) for a, b in combinations(MINUTES, 2)]


def work(first: Dated | None, cinema: Dated | None, video: str, script: str, **known) -> Features:
    dates = {"first_showing": first, "theatrical": cinema}
    uses = {"video": video, "script": script}
    return Features(
        dates={basis: when for basis, when in dates.items() if when},
        uses={department: Use(extent) for department, extent in uses.items() if extent},
        **known,
    )


EXTENTS = ["", "none", "element", "full_picture"]
works = one_of_all(
    work,
    first=[None, *INTERVALS],
    cinema=[None, *INTERVALS],
    video=EXTENTS,
    script=EXTENTS,
    countries=[frozenset(c) for c in (["KE"], ["EG"], ["KR"], ["KE", "KR"])],
    lengths=LENGTHS,
    modes=[frozenset(), frozenset({"animation"}), frozenset({"live_action"})],
    sector=["unknown", "commercial"],
)
fields = st.lists(works, max_size=5).map(lambda many: [Entrant(f"film-{i}", w) for i, w in enumerate(many)])


def rule(basis: str, **facets) -> Rule:
    return Rule(Scope(**facets), basis)


rules = one_of_all(
    rule,
    territory=[None, "country:KR", "continent:Africa"],
    minutes=[None, Decimal(40), Decimal(60)],
    mode=[None, "animation"],
    channel=[None, "theatrical"],
    extent=[None, "element"],
    basis=["first_showing", "theatrical"],
)


def parts(interval: Dated) -> list[Dated]:
    """The same interval, and every part of it."""
    return [
        part
        for part in INTERVALS
        if (interval.earliest is None or (part.earliest is not None and part.earliest >= interval.earliest))
        and (interval.latest is None or (part.latest is not None and part.latest <= interval.latest))
    ]


narrowings = st.sampled_from([(whole, part) for whole in INTERVALS for part in parts(whole)])


FEATURE = Scope(minutes=Decimal(40))
