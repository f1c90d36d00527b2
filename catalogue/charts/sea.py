"""The sea chart: where each country's lamp stands, where its name stands, and nothing on top of anything."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from films.lights import Light
from films.lists import FOUNDING, Lamps, lamps
from films.record import Bilingual
from films.regions import REGIONS, region_of
from films.vocabularies import SearchStatus, Standing
from films.wording import chinese

from .chart import Cell, Chart, Column, Table, measure, point, shortened
from .world import HEIGHT, PLACES, SEAM, UNIT, project

WEST, EAST = -144, 191  # the sheet leaves out what is only water between them
WIDTH = (EAST - WEST) * UNIT
GAP = 25.0  # between lamps, so that each can be pointed at
MARGIN = 14.0  # between a lamp and the edge
STEPS = 20  # in which the lamps come on
PLAN_WIDTH, PLAN_HEIGHT = 288, 196
PLAN_ZOOM = 4.5  # of the smallest plan

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    anchor: str  # start | middle | end
    title: str
    leader: str = ""  # path of the line from the lamp, where the label stands apart


@dataclass(frozen=True, slots=True)
class Spot:
    """A lamp on the sheet. `step` is its place in the order in which the claims were made."""

    light: Light
    x: float
    y: float
    step: int
    founding: bool
    label: Label | None
    code_x: float = 0.0
    code_y: float = 0.0

    @property
    def name(self) -> str:
        """What the lamp is called where it cannot be seen."""
        film = self.light.mention
        return _("%(number)s %(title)s, %(country)s: %(standing)s") % {
            "number": film.number_words,
            "title": f"《{film.title}》" if chinese() else film.title,
            "country": self.light.country,
            "standing": self.light.standing.label,
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """A part of the world by itself, larger; `scale` and `x`, `y` bring the world's drawing to it."""

    region: str
    label: Any
    spots: tuple[Spot, ...]
    scale: float
    x: float
    y: float
    width: int = PLAN_WIDTH
    height: int = PLAN_HEIGHT


@dataclass(frozen=True, slots=True)
class Sea:
    spots: tuple[Spot, ...]  # from west to east
    unlit: tuple[Point, ...]
    standings: tuple[Standing, ...]  # that occur
    longitudes: tuple[tuple[int, str], ...]
    latitudes: tuple[tuple[int, str], ...]
    shift: float  # of the world's drawing to the left
    whole: float  # the width of the whole world, after which it begins anew
    width: int = WIDTH
    height: int = math.floor(HEIGHT)
    side: int = 0

    @property
    def main(self) -> int:
        return self.width


def _placed(lamps: Lamps) -> Lamps:
    """Without countries that have no place in the world of today; a list of lights still has them."""
    return Lamps(
        tuple(light for light in lamps.lit if light.code in PLACES),
        tuple(country for country in lamps.unlit if country.code in PLACES),
    )


def draw(lamps: Lamps) -> Sea:
    lamps = _placed(lamps)
    homes = [_on_sheet(light.code) for light in lamps.lit]
    unlit = [_on_sheet(country.code) for country in lamps.unlit]
    places = _apart(tuple(homes), tuple(unlit), WIDTH, HEIGHT)
    lit, marks = places[: len(homes)], places[len(homes) :]
    steps = _steps(lamps.lit)
    labels = _labels(lamps.lit, lit, marks)
    spots = [
        Spot(light, point(x), point(y), steps[light.code], founding(light), labels[light.code])
        for light, (x, y) in zip(lamps.lit, lit, strict=True)
    ]
    return Sea(
        spots=tuple(sorted(spots, key=lambda spot: (spot.x, spot.y))),
        unlit=tuple((point(x), point(y)) for x, y in marks),
        standings=tuple(s for s in Standing if any(light.standing == s for light in lamps.lit)),
        longitudes=tuple((round(project(at, 0)[0] - _shift()), _degrees(at, "W", "E")) for at in range(-120, 181, 30)),
        latitudes=tuple((round(project(0, at)[1]), _degrees(at, "S", "N")) for at in (60, 30, 0, -30)),
        shift=_shift(),
        whole=360.0 * UNIT,
    )


def plans(lamps: Lamps) -> tuple[Plan, ...]:
    """The chart for a narrow window: one plan for each region with lamps."""
    found = []
    lamps = _placed(lamps)
    steps = _steps(lamps.lit)
    for key, (label, _members) in REGIONS.items():
        lights = [light for light in lamps.lit if region_of(light.code) == key]
        if not lights:
            continue
        homes = [_place(light.code) for light in lights]
        west, east = min(x for x, _y in homes), max(x for x, _y in homes)
        north, south = min(y for _x, y in homes), max(y for _x, y in homes)
        room_x, room_y = PLAN_WIDTH - 4 * MARGIN, PLAN_HEIGHT - 4.5 * MARGIN
        scale = min(room_x / max(east - west, 1), room_y / max(south - north, 1), PLAN_ZOOM)
        x, y = PLAN_WIDTH / 2 - (west + east) / 2 * scale, PLAN_HEIGHT / 2 - 3 - (north + south) / 2 * scale
        near = tuple((a * scale + x, b * scale + y) for a, b in homes)
        places = _apart(near, (), PLAN_WIDTH, PLAN_HEIGHT - 10)
        spots = [
            Spot(light, point(a), point(b), steps[light.code], founding(light), None, point(a), point(b + 16))
            for light, (a, b) in zip(lights, places, strict=True)
        ]
        spots.sort(key=lambda spot: (spot.x, spot.y))
        found.append(Plan(key, label, tuple(spots), round(scale, 3), round(x, 1), round(y, 1)))
    return tuple(found)


def _degrees(at: int, below: str, above: str) -> str:
    return f"{abs(at)}°" + (below if at < 0 else above if 0 < at < 180 else "")


def founding(light: Light) -> bool:
    return light.mention.public_id in FOUNDING


def _place(code: str) -> Point:
    return project(*PLACES[code])


def _shift() -> float:
    return float((WEST - SEAM) * UNIT)


def _on_sheet(code: str) -> Point:
    """An island beyond the edge of the sheet is marked on the edge."""
    x, y = _place(code)
    return min(max(x - _shift(), MARGIN), WIDTH - MARGIN), min(max(y, MARGIN), HEIGHT - MARGIN)


def _steps(lights: Sequence[Light]) -> dict[str, int]:
    order = sorted(lights, key=lambda light: (light.lit is None, light.lit or 0, light.mention.public_id))
    last = max(len(order) - 1, 1)
    return {light.code: place * (STEPS - 1) // last for place, light in enumerate(order)}


@lru_cache(maxsize=64)
def _apart(lamps: tuple[Point, ...], unlit: tuple[Point, ...], width: float, height: float) -> tuple[Point, ...]:
    """Push what stands too near apart, as little as will do. Lamps give way to lamps, unlit marks to both."""
    homes = [*lamps, *unlit]
    places = [list(home) for home in homes]
    lit = len(lamps)
    near = [
        (one, two, GAP if two < lit else 12.0 if one < lit else 7.0)
        for two in range(len(homes))
        for one in range(two)
        if math.dist(homes[one], homes[two]) < 4 * GAP
    ]
    for turn in range(120):
        pull = 0.06 if turn < 80 else 0.0
        for place, home in zip(places, homes, strict=True):
            place[0] += (home[0] - place[0]) * pull
            place[1] += (home[1] - place[1]) * pull
        for one, two, gap in near:
            dx, dy = places[two][0] - places[one][0], places[two][1] - places[one][1]
            apart = math.hypot(dx, dy)
            if apart >= gap:
                continue
            if apart < 0.01:
                dx, dy, apart = 1.0, 0.3 * (two - one), math.hypot(1.0, 0.3 * (two - one))
                push = gap / 2
            else:
                push = (gap - apart) / 2
            share = 0.0 if one < lit <= two else 1.0  # a lamp does not move for an unlit mark
            places[one][0] -= dx / apart * push * share
            places[one][1] -= dy / apart * push * share
            places[two][0] += dx / apart * push * (2 - share)
            places[two][1] += dy / apart * push * (2 - share)
        for place in places:
            place[0] = min(max(place[0], MARGIN), width - MARGIN)
            place[1] = min(max(place[1], MARGIN), height - MARGIN)
    return tuple((round(x, 1), round(y, 1)) for x, y in places)


# ── names ────────────────────────────────────────────────────────────────────────────────────────

NUMBER, TITLE, TITLE_FOUNDING = 12.0, 15.0, 17.0
MOST = 330.0  # width of a title on the sheet; the list has it whole
Box = tuple[float, float, float, float]

# Where a label may stand beside its lamp, best first: x, y, anchor, and whether a line must lead to it.
BESIDE: tuple[tuple[float, float, str, bool], ...] = (
    (15, 6, "start", False),
    (-15, 6, "end", False),
    (0, 30, "middle", False),
    (0, -18, "middle", False),
    (-8, 28, "end", False),
    (8, 28, "start", False),
    (-9, -16, "end", False),
    (14, 46, "start", True),
    (-14, 46, "end", True),
    (-30, -34, "end", True),
    (30, 58, "start", True),
    (20, 78, "start", True),
    (-30, 70, "end", True),
    (44, -44, "start", True),
)


def _width(light: Light, title: str, size: float) -> float:
    return measure(light.mention.number_words, NUMBER) + 7 + measure(title, size)


def _labels(lights: Sequence[Light], places: Sequence[Point], unlit: Sequence[Point]) -> dict[str, Label]:
    """The founding lamps are labelled at once and clear of the rest; the others when they are pointed at."""
    taken: list[tuple[Box, float]] = [(_around(place, 9), 8.0) for place in places]
    taken += [(_around(place, 2.5), 1.0) for place in unlit]
    taken += [
        ((x + 4, y - 30, x + 32, y - 6), 3.0) for light, (x, y) in zip(lights, places, strict=True) if founding(light)
    ]
    found: dict[str, Label] = {}
    for light, place in sorted(zip(lights, places, strict=True), key=lambda pair: pair[1]):
        title = shortened(light.mention.title, MOST, TITLE)
        if founding(light):
            label, box = _beside(place, title, _width(light, title, TITLE_FOUNDING), taken)
            taken.append((box, 8.0))
        else:
            label = _above(place, title, _width(light, title, TITLE))
        found[light.code] = label
    return found


def _around(place: Point, radius: float) -> Box:
    x, y = place
    return x - radius, y - radius, x + radius, y + radius


def _beside(place: Point, title: str, width: float, taken: Iterable[tuple[Box, float]]) -> tuple[Label, Box]:
    x, y = place
    best: tuple[float, Label, Box] | None = None
    for rank, (dx, dy, anchor, led) in enumerate(BESIDE):
        left = x + dx - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        box = (left - 3, y + dy - TITLE_FOUNDING, left + width + 3, y + dy + 6)
        cost = rank * 6.0 + sum(weight * _shared(box, other) for other, weight in taken)
        cost += 1e5 * (box[0] < 4 or box[1] < 4 or box[2] > WIDTH - 4 or box[3] > HEIGHT - 4)
        if best is None or cost < best[0]:
            leader = ""
            if led:
                toward = math.hypot(dx, dy)
                end = (x + dx - math.copysign(3, dx), y + dy - (TITLE_FOUNDING - 4 if dy > 0 else -3))
                leader = f"M{x + dx / toward * 10:.1f} {y + dy / toward * 10:.1f}L{end[0]:.1f} {end[1]:.1f}"
            best = (cost, Label(point(x + dx), point(y + dy), anchor, title, leader), box)
    assert best is not None
    return best[1], best[2]


def _above(place: Point, title: str, width: float) -> Label:
    x, y = place
    left = min(max(x - width / 2, 8.0), WIDTH - 8 - width)
    return Label(point(left), point(y - 16 if y > 40 else y + 28), "start", title)


def _shared(one: Box, other: Box) -> float:
    """Area that two boxes share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0


# ── the same in words ────────────────────────────────────────────────────────────────────────────


def tell(lamps: Lamps) -> Table:
    lamps = _placed(lamps)
    nothing = SearchStatus.NOTHING_FOUND.label
    rows: list[list[Cell]] = []
    for light in lamps.lit:
        longitude, latitude = PLACES[light.code]
        rows.append(
            [
                Cell(light.country),
                Cell(light.mention.number_words, light.mention.public_id),
                Cell("", light.mention.title, film=light.mention),
                Cell(str(light.standing.label), light.standing.value, standing=light.standing.value),
                _said(light.said),
                _said(light.by),
                Cell(str(light.origins), light.origins),
                Cell(f"{longitude:g}", longitude),
                Cell(f"{latitude:g}", latitude),
            ]
        )
    for country in lamps.unlit:
        longitude, latitude = PLACES[country.code]
        rows.append(
            [
                Cell(str(country), address=country.get_absolute_url()),
                *(Cell(str(nothing), "", mark="nothing") for _column in range(2)),
                Cell(str(nothing), country.search_status, mark="nothing"),
                *(Cell(str(nothing), "", mark="nothing") for _column in range(3)),
                Cell(f"{longitude:g}", longitude),
                Cell(f"{latitude:g}", latitude),
            ]
        )
    return Table(
        (
            Column("country", _("Country or territory")),
            Column("number", _("Number")),
            Column("film", _("Film")),
            Column("standing", _("Standing")),
            Column("called", _("Called first what")),
            Column("by", _("By whom")),
            Column("origins", _("Origins"), figures=True),
            Column("longitude", _("Longitude of the mark"), figures=True),
            Column("latitude", _("Latitude of the mark"), figures=True),
        ),
        rows,
    )


def _said(text: Bilingual) -> Cell:
    return Cell(str(text)) if text else Cell(_("not looked up"), "", mark="nothing")


def signs() -> list[tuple[str, str]]:
    return [
        *((standing.value, str(standing.label)) for standing in Standing if standing != Standing.WITHDRAWN),
        ("unlit", _("looked for, none found")),
        ("borders", _("Borders and coast as in Natural Earth, de facto; no opinion is implied.")),
    ]


CHART = Chart(
    name="sea",
    position=10,
    title=gettext_lazy("The lamps of the world"),
    lead=gettext_lazy(
        "One lamp for each country or territory: the film most often called its first, and how that claim stands."
    ),
    ask=lamps,
    draw=draw,
    tell=tell,
    signs=signs,
)
