"""Claims in lanes by country, as a tide table sets ports beside hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from catalogue.charts.chart import (
    Aside,
    Cell,
    Chart,
    Column,
    Frame,
    Table,
    film_cell,
    joined,
    measure,
    point,
    shortened,
    sourced_cells,
    sourced_columns,
)
from films.models import Country
from films.pictures import ClaimRow, Lanes, claims_in_time
from films.record import Mention
from films.vocabularies import Stance, Standing
from films.wording import date_words

WIDTH, SIDE, END, TOP, FOOT = 1184, 150, 84, 56, 32
AGAIN, HEAD = 14, 30  # the years are printed again after so many lanes, in a band so high
LEVEL, PAD = 14, 12  # of a stacked lamp; of a lane beyond its lamps
NEAR = 13  # lamps closer than this do not stand on one level
LEAST_YEAR = 24
MOST_LANES, MOST_CLAIMS = 60, 600


@dataclass(frozen=True, slots=True)
class Scale:
    """Time from left to right up to today, every year as wide as it has claims, none narrower than LEAST_YEAR."""

    years: tuple[int, ...]
    edges: tuple[float, ...]  # one more than years
    today: date

    def at(self, day: date) -> float:
        """Where a day lies; days beyond the ends lie on them."""
        if day.year < self.years[0]:
            return self.edges[0]
        if day >= self.today:
            return self.edges[-1]
        index = day.year - self.years[0]
        start = date(day.year, 1, 1)
        part = (day - start).days / (min(date(day.year + 1, 1, 1), self.today) - start).days
        return self.edges[index] + (self.edges[index + 1] - self.edges[index]) * part


def scale(days: Sequence[date], today: date, left: float, right: float) -> Scale:
    first = min([*days, today]).year
    years = tuple(range(first, today.year + 1))
    counts = [1 + sum(day.year == year for day in days) for year in years]
    least = min(LEAST_YEAR, (right - left) / len(years))
    spare = (right - left) - least * len(years)
    edges = [left]
    for count in counts:
        edges.append(edges[-1] + least + spare * count / sum(counts))
    return Scale(years, (*edges[:-1], right), today)


@dataclass(frozen=True, slots=True)
class Lamp:
    """A claim that calls something first."""

    ref: str
    address: str
    name: str
    standing: str
    x: float
    y: float
    from_x: float
    to_x: float
    scale: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A claim that repeats another, or one that only disputes."""

    ref: str
    address: str
    name: str
    x: float
    y: float
    from_x: float
    to_x: float


@dataclass(frozen=True, slots=True)
class Link:
    """A dispute: from one lamp to the other, a lozenge on the way."""

    x: float
    y: float
    x2: float
    y2: float
    mid_x: float
    mid_y: float


@dataclass(frozen=True, slots=True)
class Label:
    film: Mention
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Row:
    country: Country
    name: str
    y: float  # of the name
    top: float
    bottom: float
    undated: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A line of the scale, with its words where there is room."""

    x: float
    label: str
    label_x: float
    year: bool


@dataclass(frozen=True, slots=True)
class Drawing(Frame):
    rows: tuple[Row, ...] = ()
    lamps: tuple[Lamp, ...] = ()
    repeats: tuple[Tick, ...] = ()
    disputes: tuple[Tick, ...] = ()
    links: tuple[Link, ...] = ()
    corrections: tuple[Lamp, ...] = ()
    labels: tuple[Label, ...] = ()
    grades: tuple[Grade, ...] = ()
    heads: tuple[float, ...] = ()  # where the years are printed
    top: int = 0
    bottom: float = 0
    left: float = 0
    right: float = 0
    end_x: float = 0


@dataclass(frozen=True, slots=True)
class _Placed:
    claim: ClaimRow
    x: float
    from_x: float
    to_x: float


def span(claim: ClaimRow, today: date) -> tuple[date, date] | None:
    """The days on which it may have been said: never after today."""
    if claim.date is None:
        return None
    earliest, latest = claim.date.earliest, claim.date.latest
    start = earliest or latest
    end = min(latest or start or today, max(today, start or today))
    return (start or end), max(end, start or end)


def _middle(start: date, end: date) -> date:
    return start + timedelta(days=(end - start).days // 2)


def _placed(claim: ClaimRow, time: Scale, today: date) -> _Placed | None:
    days = span(claim, today)
    if days is None:
        return None
    x, left, right = time.at(_middle(*days)), time.at(days[0]), time.at(days[1])
    inset = min(1.5, (right - left) / 4)  # so that spans that adjoin stay two
    return _Placed(claim, x, left + inset, right - inset)


def _stack(placed: Sequence[_Placed], time: Scale) -> dict[str, int]:
    """Level of each claim in its lane: founding lamps first, with room for their titles."""
    levels: list[list[tuple[float, float]]] = []
    found: dict[str, int] = {}
    for one in sorted(placed, key=lambda p: (not p.claim.founding, p.x, p.claim.ref)):
        left, right = one.x - NEAR / 2, one.x + NEAR / 2
        if one.claim.founding:
            left, right = left - 3, right + 3
            label = _label_width(one.claim.film)
            left, right = (left, right + label) if right + label < time.edges[-1] else (left - label, right)
        for level, taken in enumerate(levels):  # noqa: B007
            if all(right <= a or left >= b for a, b in taken):
                break
        else:
            levels.append([])
            level = len(levels) - 1
        levels[level].append((left, right))
        found[one.claim.ref] = level
    return found


def _label_width(film: Mention) -> float:
    return measure(film.title, 14) + 10


def _name(claim: ClaimRow) -> str:
    """What a link says of itself: the claim's number, its standing and its words."""
    return f"{claim.ref.replace('-', ' ')}, {claim.standing.label}: {claim.said}"


def draw(lanes: Lanes) -> Drawing:
    claims = [claim for lane in lanes.lanes for claim in lane.claims]
    days = [_middle(*known) for claim in claims if (known := span(claim, lanes.today))]
    left, right = SIDE + 10, WIDTH - END
    time = scale(days, lanes.today, left, right)
    rows, lamps, repeats, disputes, corrections, labels = [], [], [], [], [], []
    where: dict[str, tuple[float, float]] = {}
    y = float(TOP)
    heads = [TOP - 21.0]
    for index, lane in enumerate(lanes.lanes):
        if index and index % AGAIN == 0:
            heads.append(y + HEAD - 10)
            y += HEAD
        placed = [one for claim in lane.claims if (one := _placed(claim, time, lanes.today))]
        levels = _stack(placed, time)
        height = PAD + LEVEL * (1 + max(levels.values(), default=0))
        for one in placed:
            claim, at_y = one.claim, y + PAD / 2 + LEVEL * (levels[one.claim.ref] + 0.5)
            where[claim.ref] = (one.x, at_y)
            ends = (point(one.from_x), point(one.to_x))
            common = (claim.ref, claim.address, _name(claim))
            if claim.stance == Stance.REPEATS:
                repeats.append(Tick(*common, point(one.x), point(at_y), *ends))
            elif claim.against and not claim.favours:
                disputes.append(Tick(*common, point(one.x), point(at_y), *ends))
            else:
                size = 1.35 if claim.founding else 0.86
                lamps.append(Lamp(*common, claim.standing.value, point(one.x), point(at_y), *ends, size))
            if claim.founding:
                fits = one.x + NEAR + _label_width(claim.film) < right
                at_x = one.x + 13 if fits else one.x - 13
                labels.append(Label(claim.film, point(at_x), point(at_y + 4.5), "start" if fits else "end"))
            for one_more in claim.corrections:
                name = f"{one_more.standing.label}, {one_more.date.isoformat()}: {claim.said}"
                at = point(time.at(one_more.date))
                corrections.append(
                    Lamp(
                        claim.ref, claim.address, name, one_more.standing.value, at, point(at_y), point(one.x), at, 0.5
                    )
                )
        undated = sum(claim.date is None for claim in lane.claims)
        words = ngettext("%(n)s undated", "%(n)s undated", undated) % {"n": undated} if undated else ""
        name = shortened(str(lane.country), SIDE - 10, 12)
        rows.append(Row(lane.country, name, point(y + PAD / 2 + LEVEL / 2 + 4.5), point(y), point(y + height), words))
        y += height
    return Drawing(
        width=WIDTH,
        height=int(y) + FOOT,
        side=SIDE,
        rows=tuple(rows),
        lamps=tuple(lamps),
        repeats=tuple(repeats),
        disputes=tuple(disputes),
        links=tuple(_links(claims, where)),
        corrections=tuple(corrections),
        labels=tuple(labels),
        grades=tuple(_grades(time)),
        heads=(*(point(head) for head in heads), point(y + 20)),
        top=TOP,
        bottom=point(y),
        left=point(left),
        right=point(right),
        end_x=point(right + 12),
    )


def _links(claims: Sequence[ClaimRow], where: dict[str, tuple[float, float]]) -> list[Link]:
    """A line for each dispute whose both ends have a place."""
    found = []
    for claim in claims:
        if claim.against and claim.ref in where and claim.about in where:
            (x, y), (x2, y2) = where[claim.ref], where[claim.about]
            at = 0.5 if claim.favours else 0.0  # a dispute without a lamp of its own is the lozenge itself
            mid = (x + (x2 - x) * at, y + (y2 - y) * at)
            found.append(Link(point(x), point(y), point(x2), point(y2), point(mid[0]), point(mid[1])))
    return found


def _grades(time: Scale) -> list[Grade]:
    found = []
    for year, start, end in zip(time.years, time.edges, time.edges[1:], strict=False):
        wide = end - start
        label = str(year) if wide >= 30 else f"’{year % 100:02}"
        found.append(Grade(point(start), label, point((start + end) / 2), True))
        step = 1 if wide > 260 else 3 if wide > 70 else 12
        for month in range(1, 13, step):
            if date(year, month, 1) >= time.today:
                break
            x = time.at(date(year, month, 1))
            following = time.at(date(year, month + step, 1)) if month + step <= 12 else end
            if step < 12:
                middle = (x + following) / 2 if step == 1 else x + 4
                found.append(Grade(point(x), str(month) if step == 1 else "", point(middle), False))
    found.append(Grade(point(time.edges[-1]), "", point(time.edges[-1]), True))
    return found


def tell(lanes: Lanes) -> Table:
    """One row for each claim, lane by lane."""
    rows = []
    for lane in lanes.lanes:
        for claim in lane.claims:
            when = (
                Cell(date_words(claim.date), str(claim.date))
                if claim.date
                else Cell(_("undated"), "undated", mark="nothing")
            )
            rows.append(
                (
                    Cell(str(claim.said), address=claim.address),
                    Cell(claim.ref.replace("-", " "), claim.ref),
                    Cell(str(lane.country), claim.country),
                    film_cell(claim.film),
                    when,
                    Cell(str(claim.by)),
                    Cell(str(claim.stance.label), claim.stance.value, mark="dispute" if claim.against else ""),
                    Cell(claim.about.replace("-", " "), claim.about, address=claim.about_address)
                    if claim.about
                    else Cell(_("no other claim"), "none", mark="nothing"),
                    Cell(str(claim.standing.label), claim.standing.value, standing=claim.standing.value),
                    _corrected(claim),
                    *sourced_cells(claim),
                )
            )
    return Table(
        (
            Column("said", _("Called first what")),
            Column("claim", _("Claim")),
            Column("country", _("Country or territory")),
            Column("film", _("Film")),
            Column("date", _("Said on")),
            Column("claimant", _("By whom")),
            Column("stance", _("Stance")),
            Column("answers", _("Answers")),
            Column("standing", _("Standing")),
            Column("corrected", _("Corrected")),
            *sourced_columns(),
        ),
        rows,
    )


def _corrected(claim: ClaimRow) -> Cell:
    if not claim.corrections:
        return Cell(pgettext("standing", "never"), "never", mark="nothing")
    words = "; ".join(joined(str(c.standing.label), c.date.isoformat()) for c in claim.corrections)
    return Cell(words, ";".join(f"{c.date}:{c.standing.value}" for c in claim.corrections))


def beside(lanes: Lanes) -> tuple[Aside, ...]:
    found = []
    undated = [claim for lane in lanes.lanes for claim in lane.claims if claim.date is None]
    if undated:
        cells = tuple(Cell(claim.ref.replace("-", " "), address=claim.address) for claim in undated)
        found.append(Aside(_("Undated"), cells))
    if lanes.lanes_beyond or lanes.claims_beyond:
        text = _(
            "The %(lanes)s countries with most claims are drawn, and of each the earliest; %(more_lanes)s countries and"
            " %(more_claims)s claims are not."
        ) % {"lanes": len(lanes.lanes), "more_lanes": lanes.lanes_beyond, "more_claims": lanes.claims_beyond}
        found.append(Aside(_("Not drawn"), text=text))
    if not any(claim.corrections for lane in lanes.lanes for claim in lane.claims):
        found.append(Aside(_("Corrections"), text=_("None: no assessment has superseded another yet.")))
    return tuple(found)


def signs() -> list[tuple[str, str]]:
    standings = [(s.value, str(s.label)) for s in Standing if s != Standing.WITHDRAWN]
    return [
        *standings,
        ("span", _("said some time within this span")),
        ("repeat", _("repeats another claim")),
        ("dispute", _("disputes or denies; the line leads to what it disputes")),
    ]


CHART = Chart(
    name="timeline",
    position=20,
    title=gettext_lazy("Claims in time"),
    lead=gettext_lazy(
        "Who called what first, and when: a lane for each country, a lamp for each claim, a line with a lozenge where"
        " one claim disputes another."
    ),
    ask=lambda: claims_in_time(MOST_LANES, MOST_CLAIMS),
    draw=draw,
    tell=tell,
    beside=beside,
    signs=signs,
    from_end=True,
)
