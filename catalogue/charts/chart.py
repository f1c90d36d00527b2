"""What every chart is: a picture, the sentence that says how to read it, and the table behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.translation import gettext as _

from films.plate import text_width
from films.record import Mention
from films.wording import chinese


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer in the table: `words` for readers, `value` for those who take the data away."""

    words: str
    value: str | int | float | None = None
    address: str = ""
    film: Mention | None = None
    standing: str = ""  # shown by its lamp
    extent: str = ""  # shown by its swatch
    language: str = ""  # of the words, where they are not in the reader's
    mark: str = ""  # dispute | computed | nothing

    @property
    def data(self) -> str | int | float:
        return self.words if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the key in JSON and never changes; `label` heads the column in the reader's language."""

    name: str
    label: Any
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The picture in words. The first column names the row."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("A row of a chart's table must fill every column.")
        if any(not cell.words and not cell.film for row in self.rows for cell in row):
            raise ValueError("A cell of a chart's table must say something, if only which nothing it is.")

    @property
    def header(self) -> list[str]:
        return [str(column.label) for column in self.columns]

    @property
    def lines(self) -> list[list[tuple[Column, Cell]]]:
        """The rows, every cell with its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def data(self) -> list[list[str | int | float]]:
        return [[cell.data for cell in row] for row in self.rows]

    @property
    def records(self) -> list[dict[str, str | int | float]]:
        return [dict(zip((column.name for column in self.columns), row, strict=True)) for row in self.data]


@dataclass(frozen=True, slots=True)
class Aside:
    """What the picture cannot hold, said below it: a heading and the things that it is true of."""

    heading: str
    cells: tuple[Cell, ...] = ()
    text: str = ""


def _nothing(rows: Any) -> tuple[Aside, ...]:
    return ()


def _no_signs() -> tuple[tuple[str, str], ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Chart:
    """`ask` gives plain rows in a fixed number of queries. `draw` is pure: rows in, coordinates out, and
    what it gives has `width`, `height` and `side`, the width of a part at the left that stays in view when
    the rest is scrolled (0 for none). `draw_narrow` draws the same for a phone, where that is possible.

    Templates: `charts/<name>.svg` the marks, `charts/<name>.side.svg` the part that stays,
    `charts/<name>.key.html` how to read it, and, for a picture that is taken away, `charts/<name>.sign.svg`
    one of its `signs` (code and words); `charts/<name>.small.svg` its looks, for the list of charts.
    """

    name: str
    position: int
    title: Any
    lead: Any
    ask: Callable[[], Any]
    draw: Callable[[Any], Any]
    tell: Callable[[Any], Table]
    beside: Callable[[Any], tuple[Aside, ...]] = field(default=_nothing)
    draw_narrow: Callable[[Any], Any] | None = None
    signs: Callable[[], Sequence[tuple[str, str]]] = field(default=_no_signs)
    from_end: bool = False  # where it must be scrolled, the right end is shown first

    @property
    def marks(self) -> str:
        return f"charts/{self.name}.svg"

    @property
    def side(self) -> str:
        return f"charts/{self.name}.side.svg"

    @property
    def sign(self) -> str:
        return f"charts/{self.name}.sign.svg"

    @property
    def small(self) -> str:
        return f"charts/{self.name}.small.svg"

    @property
    def key(self) -> str:
        return f"charts/{self.name}.key.html"


@dataclass(frozen=True, slots=True)
class Frame:
    """The sheet of a drawing. `side` is as above; where `side_narrow` is given, the part at the left is
    printed once more for phones, in that width and with `narrow_side` set in its template."""

    width: int
    height: int
    side: int = 0
    side_narrow: int = 0

    @property
    def main(self) -> int:
        return self.width - self.side


def film_cell(film: Mention, words: str = "") -> Cell:
    return Cell(words, value=film.title, film=film)


def disputed_cell(disputed: bool) -> Cell:
    if disputed:
        return Cell(_("disputed"), "disputed", mark="dispute")
    return Cell(_("undisputed"), "undisputed")


class Sourced(Protocol):
    sources: int
    origins: int


def sourced_columns() -> tuple[Column, Column]:
    """The two columns that every table of statements ends with."""
    return Column("sources", _("Sources"), figures=True), Column("origins", _("Origins"), figures=True)


def sourced_cells(row: Sourced) -> tuple[Cell, Cell]:
    return Cell(str(row.sources), row.sources), Cell(str(row.origins), row.origins)


def joined(*parts: str) -> str:
    """The parts that are not empty, separated as the language separates them."""
    return ("·" if chinese() else " · ").join(part for part in parts if part)


def measure(text: str, size: float) -> float:
    """About how wide `text` is set in the sans; on the safe side, since every reader's differs."""
    return text_width(text, size) * 1.14


def shortened(title: str, width: float, size: float) -> str:
    """A title in the serif, cut where it would not stand in `width`; the table has it whole."""
    broad = any("\u0370" <= character < "\u2000" for character in title)  # scripts whose faces are set wider
    room = width / (1.22 if broad else 1.0)
    if text_width(title, size) <= room:
        return title
    while title and text_width(title + "…", size) > room:
        title = title[:-1]
    return title.rstrip() + "…"


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Lines of `text` in the sans, broken at spaces; of a text without spaces, anywhere."""
    pieces = [piece + " " for piece in text.split(" ")] if " " in text else list(text)
    lines = [""]
    for piece in pieces:
        if lines[-1] and measure((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


@dataclass(frozen=True, slots=True)
class Sign:
    """An entry of the key under a picture that is taken away."""

    code: str
    words: str
    x: float
    y: float

    @property
    def part(self) -> str:
        return f"extent-{self.code}"


def in_rows(signs: Sequence[tuple[str, str]], width: float, y: float) -> list[Sign]:
    """The entries of a key from left to right, in as many rows as they need; `y` is that of the first."""
    found: list[Sign] = []
    x = 0.0
    for code, words in signs:
        wide = 38 + measure(words, 11.5) + 22
        if x and x + wide > width:
            x, y = 0.0, y + 22
        found.append(Sign(code, words, point(x), y))
        x += wide
    return found


def point(number: float) -> float | int:
    """A coordinate to a tenth, without a needless `.0`."""
    near = round(number, 1)
    return int(near) if near == int(near) else near
