"""A film's plate: a small sea chart drawn from the film's own data, the same every time.

The coast comes from the country and is the same for all its films; the lamp stands on that coast at a
point of the film's own, in the standing of its claim. One bearing line leaves the lamp for each rival,
the range circle grows with the running time, and the soundings are figures of the record.
Nothing is random: every choice is a byte of a SHA-256 over the country or the film.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

WIDTH, HEIGHT = 300, 420
MARGIN = 14
TEXT_WIDTH = 240
LAND_TOP, LAND_BOTTOM = 225, 352  # where on the plate a lamp may stand

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A line of the title and where its baseline lies."""

    y: float
    text: str


@dataclass(frozen=True)
class Sounding:
    """A figure of the record, set in the sea as depths are on charts."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Bearing:
    x: float
    y: float


@dataclass(frozen=True)
class Coast:
    """What all plates of a country share."""

    land: str
    shoal: str
    contours: tuple[str, ...]
    relief: tuple[str, ...]
    shore: tuple[Point, ...]


@dataclass(frozen=True)
class Plate:
    coast: Coast
    graticule: str
    rose: str
    standing: str
    lamp_x: float
    lamp_y: float
    flare: str
    range_radius: float
    bearings: tuple[Bearing, ...]
    soundings: tuple[Sounding, ...]
    title_size: float
    title: tuple[Line, ...]
    foot: str


def plate(
    seed: str,
    *,
    country: str,
    standing: str,
    title: str,
    foot: str,
    figures: tuple[int, ...] = (),
    rivals: int = 0,
    minutes: float | None = None,
) -> Plate:
    """Draw the plate of the film `seed` on the coast of `country`."""
    dice = _Dice(f"film {seed}")
    coast = coast_of(country)
    lamp = _place_of_lamp(coast.shore, dice)
    size, lines = _wrap(title)
    first = 70 + size * 0.35
    leading = size * (1.3 if _is_wide(title) else 1.12)
    title_lines = tuple(Line(round(first + leading * row, 1), text) for row, text in enumerate(lines))
    title_bottom = title_lines[-1].y + 12
    radius = 34.0 if minutes is None else min(120.0, 18 + 9 * math.sqrt(minutes))
    angle = dice.between(-0.5, 0.5)
    return Plate(
        coast=coast,
        graticule=_graticule(dice),
        rose=_rose(lamp, dice),
        standing=standing,
        lamp_x=lamp[0],
        lamp_y=lamp[1],
        flare=_flare(lamp, angle),
        range_radius=round(radius, 1),
        bearings=_bearings(lamp, rivals, angle, title_bottom, dice),
        soundings=_soundings(figures, lamp, title_bottom, country, dice),
        title_size=size,
        title=title_lines,
        foot=foot,
    )


# ── the coast ────────────────────────────────────────────────────────────────────────────────────

STEP = 5
COLUMNS = WIDTH // STEP + 3
ROWS = HEIGHT // STEP + 3


@lru_cache(maxsize=512)
def coast_of(country: str) -> Coast:
    """Trace the lines of equal height of one country's sea and land."""
    heights = _heights(country)
    land = _trace(heights, 0.0)
    return Coast(
        land=_paths(land, close=True),
        shoal=_paths(_trace(heights, -0.075), close=True),
        contours=tuple(_paths(_trace(heights, level), close=True) for level in (-0.075, -0.17, -0.29)),
        relief=tuple(_paths(_trace(heights, level), close=True) for level in (0.12, 0.24)),
        shore=tuple(
            point
            for point in max(land, key=len, default=[])
            if 46 <= point[0] <= 254 and LAND_TOP <= point[1] <= LAND_BOTTOM
        ),
    )


def _heights(country: str) -> list[list[float]]:
    dice = _Dice(f"coast {country}")
    tilt = dice.between(-0.85, 0.85)
    bow = dice.between(-0.55, 0.55)
    shelf = dice.between(0.655, 0.7)
    octaves = [
        (size, weight, _Noise(f"coast {country} {size}"))
        for size, weight in ((118, 0.34), (52, 0.2), (24, 0.1), (11, 0.045))
    ]
    rows = []
    for row in range(ROWS):
        y = (row - 1) * STEP
        line = []
        for column in range(COLUMNS):
            x = (column - 1) * STEP
            if row in (0, ROWS - 1) or column in (0, COLUMNS - 1):
                line.append(-9.0)
                continue
            across = x / WIDTH - 0.5
            base = (y / HEIGHT - shelf) * 1.5 + tilt * across * 0.62 + bow * (4 * across * across - 0.4) * 0.5
            rough = sum(weight * noise.at(x / size, y / size) for size, weight, noise in octaves)
            calm = 1.0 if y > 190 else max(0.25, y / 190)  # fewer islands under the title
            line.append(base + rough * calm)
        rows.append(line)
    return rows


def _trace(heights: list[list[float]], level: float) -> list[list[Point]]:
    """Marching squares: closed rings at `level`, land on one side."""
    after: dict[tuple[int, int, int], list[tuple[int, int, int]]] = {}
    place: dict[tuple[int, int, int], Point] = {}

    def edge(row: int, column: int, down: int) -> tuple[int, int, int]:
        key = (row, column, down)
        if key not in place:
            one = heights[row][column]
            two = heights[row + 1][column] if down else heights[row][column + 1]
            part = (level - one) / (two - one)
            x, y = (column - 1) * STEP, (row - 1) * STEP
            place[key] = (x, y + part * STEP) if down else (x + part * STEP, y)
        return key

    for row in range(ROWS - 1):
        above, below = heights[row], heights[row + 1]
        for column in range(COLUMNS - 1):
            a, b = above[column] > level, above[column + 1] > level
            d, c = below[column] > level, below[column + 1] > level
            if a == b == c == d:
                continue
            sides = []  # edges crossed, walking the cell clockwise from the top
            if a != b:
                sides.append((edge(row, column, 0), a))
            if b != c:
                sides.append((edge(row, column + 1, 1), b))
            if c != d:
                sides.append((edge(row + 1, column, 0), c))
            if d != a:
                sides.append((edge(row, column, 1), d))
            leave = [key for key, from_land in sides if from_land]
            enter = [key for key, from_land in sides if not from_land]
            if len(leave) == 2 and a:  # a saddle: keep the two corners of land apart
                enter.reverse()
            for start, end in zip(leave, enter, strict=True):
                after.setdefault(start, []).append(end)

    rings = []
    while after:
        start = next(iter(after))
        ring, here = [], start
        while here in after:
            following = after[here]
            ring.append(place[here])
            step = following.pop()
            if not following:
                del after[here]
            here = step
        if len(ring) > 5:
            rings.append(_simplify(ring))
    return rings


def _simplify(ring: list[Point], tolerance: float = 0.35) -> list[Point]:
    """Leave out points that lie nearly on the line between their neighbours."""
    kept = [ring[0]]
    for here, following in zip(ring[1:], ring[2:] + ring[:1], strict=True):
        (x0, y0), (x1, y1), (x2, y2) = kept[-1], here, following
        length = math.hypot(x2 - x0, y2 - y0) or 1.0
        if abs((x2 - x0) * (y0 - y1) - (x0 - x1) * (y2 - y0)) / length > tolerance or length > 16:
            kept.append(here)
    return kept


def _paths(rings: list[list[Point]], *, close: bool) -> str:
    end = "z" if close else ""
    return "".join("M" + "L".join(f"{x:.4g} {y:.4g}" for x, y in ring) + end for ring in rings)


# ── what the film adds ───────────────────────────────────────────────────────────────────────────


def _place_of_lamp(shore: tuple[Point, ...], dice: _Dice) -> Point:
    if not shore:
        return (round(dice.between(90, 210), 1), round(dice.between(260, 320), 1))
    x, y = shore[int(dice.between(0, len(shore)))]
    return (round(x, 1), round(y, 1))


def _flare(lamp: Point, angle: float) -> str:
    """The leaf of light that charts print beside a lighthouse."""
    x, y = lamp

    def at(along: float, across: float) -> str:
        turn = angle + 0.9
        east = x + along * math.sin(turn) + across * math.cos(turn)
        south = y - along * math.cos(turn) + across * math.sin(turn)
        return f"{east:.1f} {south:.1f}"

    return f"M{at(11, 0)}C{at(17, 6)} {at(30, 8)} {at(42, 1)}C{at(32, -3)} {at(20, -5)} {at(11, 0)}z"


def _bearings(lamp: Point, rivals: int, angle: float, top: float, dice: _Dice) -> tuple[Bearing, ...]:
    """One line over the sea for each rival, fanned, none running through the title."""
    count = min(rivals, 9)
    reach = max(60.0, lamp[1] - top)
    lines = []
    for place in range(count):
        spread = 0.0 if count == 1 else place / (count - 1) - 0.5
        turn = angle * 0.3 - 0.15 + spread * min(2.3, 0.5 + 0.3 * count) + dice.between(-0.05, 0.05)
        length = min(reach / max(0.35, math.cos(turn)), 230.0)
        lines.append(Bearing(round(lamp[0] + length * math.sin(turn), 1), round(lamp[1] - length * math.cos(turn), 1)))
    return tuple(lines)


def _soundings(figures: tuple[int, ...], lamp: Point, top: float, country: str, dice: _Dice) -> tuple[Sounding, ...]:
    """Set each figure in open water, apart from the lamp, the title and one another."""
    heights = _heights_of(country)
    placed: list[Sounding] = []
    for figure in figures:
        best: tuple[float, float, float] | None = None
        for _ in range(28):
            x, y = dice.between(34, WIDTH - 34), dice.between(top + 6, HEIGHT - 70)
            if heights[int(y / STEP) + 1][int(x / STEP) + 1] > -0.1:
                continue
            near = [(other.x, other.y) for other in placed] + [lamp]
            room = min(min(math.hypot(x - a, y - b) for a, b in near), x - 14, WIDTH - 14 - x)
            if best is None or room > best[0]:
                best = (room, x, y)
        if best is not None and best[0] > 13:
            placed.append(Sounding(round(best[1], 1), round(best[2], 1), str(figure)))
    return tuple(placed)


@lru_cache(maxsize=512)
def _heights_of(country: str) -> list[list[float]]:
    return _heights(country)


def _graticule(dice: _Dice) -> str:
    x, y = dice.between(40, 110), dice.between(60, 130)
    down = "".join(f"M{at:.0f} {MARGIN}V{HEIGHT - MARGIN}" for at in (x, x + 76, x + 152) if at < WIDTH - MARGIN)
    over = "".join(
        f"M{MARGIN} {at:.0f}H{WIDTH - MARGIN}" for at in (y, y + 76, y + 152, y + 228) if at < HEIGHT - MARGIN
    )
    return down + over


def _rose(lamp: Point, dice: _Dice) -> str:
    """A compass in the water on the far side from the lamp: two circles, a tick every ten degrees, a point north."""
    x = dice.between(52, 84) if lamp[0] > WIDTH / 2 else dice.between(216, 248)
    y, turn = dice.between(196, 214), dice.between(-0.16, 0.16)
    out, into = 31.0, 27.0
    path = f"M{x - out:.1f} {y:.1f}a{out} {out} 0 1 0 {2 * out} 0a{out} {out} 0 1 0 {-2 * out} 0z"
    for tick in range(36):
        angle = math.radians(tick * 10) + turn
        depth = into - 4 if tick % 9 == 0 else into + 1.5 if tick % 3 else into
        east, north = math.sin(angle), math.cos(angle)
        path += f"M{x + out * east:.1f} {y - out * north:.1f}L{x + depth * east:.1f} {y - depth * north:.1f}"
    north = [(out + 9, turn), (out - 6, turn - 0.09), (out - 6, turn + 0.09)]
    points = [f"{x + reach * math.sin(angle):.1f} {y - reach * math.cos(angle):.1f}" for reach, angle in north]
    return path + f"M{points[1]}L{points[0]}L{points[2]}"


# ── the title ────────────────────────────────────────────────────────────────────────────────────

NO_LINE_START = "，。、：；！？）》」』】”’…·ー々"


def _wrap(title: str) -> tuple[float, list[str]]:
    """The largest of a few sizes at which the title stands in few lines."""
    for size, most in ((38, 2), (33, 2), (29, 3), (25, 3), (22, 4), (19, 5), (16, 6)):
        lines = _lines(title, size)
        if len(lines) <= most and all(text_width(line, size) <= TEXT_WIDTH for line in lines):
            return float(size), lines
    size = 14
    lines = _lines(title, size)
    return float(size), [*lines[:7], "…"] if len(lines) > 8 else lines


def _lines(title: str, size: float) -> list[str]:
    most = math.ceil(text_width(title, size) / TEXT_WIDTH)
    for width in (TEXT_WIDTH * part / 10 for part in range(5, 11)):  # even lines before full ones
        lines = _fill(title, size, width)
        if len(lines) <= most:
            return lines
    return _fill(title, size, TEXT_WIDTH)


def _fill(title: str, size: float, width: float) -> list[str]:
    lines = [""]
    for piece in _pieces(title):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > width and piece[0] not in NO_LINE_START:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.strip() for line in lines if line.strip()]


def _pieces(title: str) -> list[str]:
    """Where a line may break: after a space or a hyphen, and between Han characters and kana."""
    pieces = [""]
    for character in title:
        wide = _is_ideograph(character)
        if pieces[-1] and (wide or _is_ideograph(pieces[-1][-1]) or pieces[-1][-1] in " -–—"):
            pieces.append("")
        pieces[-1] += character
    return pieces


def _is_ideograph(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" and not "\uac00" <= character <= "\ud7a3"


def _is_wide(title: str) -> bool:
    return any(unicodedata.east_asian_width(character) in "WF" for character in title)


def text_width(text: str, size: float) -> float:
    return size * sum(_advance(character) for character in text)


def _advance(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in " ilIjtfr.,:;'’!|()-":
        return 0.3
    return 0.72 if character.isupper() or character in "mwMW" else 0.53


# ── chance without chance ────────────────────────────────────────────────────────────────────────


class _Dice:
    """A stream of numbers that the seed alone decides."""

    def __init__(self, seed: str) -> None:
        self._seed = seed.encode()
        self._turn = 0

    def between(self, low: float, high: float) -> float:
        digest = sha256(self._seed + self._turn.to_bytes(4, "big")).digest()
        self._turn += 1
        return low + (high - low) * int.from_bytes(digest[:6], "big") / 2**48


class _Noise:
    """Smooth value noise between -1 and 1 on a lattice filled from the seed."""

    SIDE = 64

    def __init__(self, seed: str) -> None:
        stream = b"".join(sha256(f"{seed} {block}".encode()).digest() for block in range(self.SIDE * self.SIDE // 32))
        self._values = [byte / 127.5 - 1 for byte in stream]

    def at(self, x: float, y: float) -> float:
        column, row = math.floor(x), math.floor(y)
        across, down = _ease(x - column), _ease(y - row)
        top = _mix(self._value(column, row), self._value(column + 1, row), across)
        bottom = _mix(self._value(column, row + 1), self._value(column + 1, row + 1), across)
        return _mix(top, bottom, down)

    def _value(self, column: int, row: int) -> float:
        return self._values[(row % self.SIDE) * self.SIDE + column % self.SIDE]


def _ease(part: float) -> float:
    return part * part * (3 - 2 * part)


def _mix(one: float, two: float, part: float) -> float:
    return one + (two - one) * part
