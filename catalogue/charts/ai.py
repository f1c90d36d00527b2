"""What AI did, department by department, in each film."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalogue.charts.chart import (
    Aside,
    Cell,
    Chart,
    Column,
    Frame,
    Table,
    disputed_cell,
    film_cell,
    measure,
    point,
    shortened,
    sourced_cells,
    sourced_columns,
)
from films.pictures import Extents, RoleRow, extents_by_film
from films.record import Code, Mention
from films.vocabularies import Extent

SIDE, COLUMN, ROW, GAP = 290, 36, 20, 18
SIDE_NARROW = 140
SLANT = 0.79  # sine of the angle at which the heads are set
CELL_WIDTH, CELL_HEIGHT = 30, 15
AGAIN = 36  # the heads are printed again after so many films
MOST = 120


@dataclass(frozen=True, slots=True)
class Row:
    film: Mention
    title: str
    short: str  # the title as it stands on a phone
    y: float  # of the title
    top: float


@dataclass(frozen=True, slots=True)
class Fill:
    """All cells of one extent as one path."""

    part: str
    path: str


@dataclass(frozen=True, slots=True)
class Head:
    department: Code
    x: float
    y: float
    films: int


@dataclass(frozen=True, slots=True)
class Drawing(Frame):
    rows: tuple[Row, ...] = ()
    heads: tuple[Head, ...] = ()
    fills: tuple[Fill, ...] = ()
    outline: str = ""
    hatch: str = ""
    dots: str = ""
    lozenges: str = ""
    guides: str = ""
    columns: str = ""


def shown(roles: tuple[RoleRow, ...]) -> dict[str, tuple[Extent, bool]]:
    """By department the highest extent that stands, and whether other ones are stated too.

    A share that is not known counts as more than none and less than any known share, as everywhere.
    """
    stated: dict[str, list[Extent]] = defaultdict(list)
    for role in roles:
        if not role.set_aside:
            stated[role.department.code].append(role.extent)
    return {code: (max(extents, key=_weight), len(set(extents)) > 1) for code, extents in stated.items()}


def _weight(extent: Extent) -> float:
    return 0.5 if extent.level is None else extent.level


def draw(extents: Extents) -> Drawing:
    index = {department.code: place for place, department in enumerate(extents.departments)}
    width = SIDE + COLUMN * len(index) + 74
    rows, heads = [], []
    paths: dict[Extent, list[str]] = defaultdict(list)
    outline, hatch, dots, lozenges, guides, columns = [], [], [], [], [], []
    counts = {code: sum(code in shown(roles) for _film, roles in extents.films) for code in index}
    longest = max((measure(str(department), 12) for department in extents.departments), default=0)
    head = int(longest * SLANT) + 44
    y = 0
    for place, (film, roles) in enumerate(extents.films):
        if place % AGAIN == 0:
            y += head
            last = min(AGAIN, len(extents.films) - place)
            heads += [
                Head(department, point(SIDE + COLUMN * column + COLUMN / 2), y - 6, counts[department.code])
                for column, department in enumerate(extents.departments)
            ]
            columns += [f"M{SIDE + COLUMN * column + COLUMN // 2} {y}v{ROW * last}" for column in range(len(index))]
        rows.append(
            Row(film, shortened(film.title, SIDE - 72, 14), shortened(film.title, SIDE_NARROW - 58, 14), y + 14.5, y)
        )
        guides.append(f"M{SIDE} {y + ROW}H{SIDE + COLUMN * len(index)}")
        for code, (extent, several) in shown(roles).items():
            x, top = SIDE + COLUMN * index[code] + (COLUMN - CELL_WIDTH) // 2, y + 2
            box = f"M{x} {top}h{CELL_WIDTH}v{CELL_HEIGHT}h-{CELL_WIDTH}z"
            if extent == Extent.MIXED_UNKNOWN:
                paths[extent].append(f"M{x} {top}v{CELL_HEIGHT}h{CELL_WIDTH}z")
            else:
                paths[extent].append(box)
            outline.append(box)
            if extent == Extent.UNDISCLOSED:
                hatch += [f"M{x + step} {top + CELL_HEIGHT}l{CELL_HEIGHT} -{CELL_HEIGHT}" for step in (0, 5, 10, 15)]
            if extent == Extent.NONE:
                dots.append(f"M{x + CELL_WIDTH // 2} {top + CELL_HEIGHT / 2}m-2 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z")
            if several:
                lozenges.append(f"M{x + CELL_WIDTH} {top + CELL_HEIGHT / 2}m-5 0l5 -5l5 5l-5 5z")
        y += ROW
        if (place + 1) % AGAIN == 0:
            y += GAP
    return Drawing(
        width=width,
        height=y + 6,
        side=SIDE,
        side_narrow=SIDE_NARROW,
        rows=tuple(rows),
        heads=tuple(heads),
        fills=tuple(Fill(f"extent-{extent.value}", "".join(paths[extent])) for extent in Extent if paths[extent]),
        outline="".join(outline),
        hatch="".join(hatch),
        dots="".join(dots),
        lozenges="".join(lozenges),
        guides="".join(guides),
        columns="".join(columns),
    )


def tell(extents: Extents) -> Table:
    """One row for each statement, those set aside included. What has no row has not been looked up."""
    rows = []
    for film, roles in extents.films:
        differing = {code for code, (_extent, several) in shown(roles).items() if several}
        for role in roles:
            differs = role.department.code in differing and not role.set_aside
            rows.append(
                (
                    film_cell(film),
                    Cell(film.number_words, film.public_id),
                    Cell(str(role.department), role.department.code),
                    Cell(str(role.extent.label), role.extent.value, extent=role.extent.value),
                    Cell(str(role.rank.label), role.rank.value),
                    disputed_cell(differs),
                    *sourced_cells(role),
                )
            )
    return Table(
        (
            Column("film", _("Film")),
            Column("number", _("Number")),
            Column("department", _("Department")),
            Column("extent", _("Extent of AI")),
            Column("rank", _("Rank")),
            Column("disputed", _("In dispute")),
            *sourced_columns(),
        ),
        rows,
    )


def beside(extents: Extents) -> tuple[Aside, ...]:
    found = [Aside(_("Blank cells"), text=_("Not looked up. Where people did the work, the cell has a dot."))]
    if extents.not_looked_up:
        n = extents.not_looked_up
        text = ngettext("%(n)s film in no department", "%(n)s films in no department", n) % {"n": n}
        found.append(Aside(_("Not looked up"), text=text))
    if extents.beyond:
        n = extents.beyond
        text = ngettext("%(n)s film of which less is recorded", "%(n)s films of which less is recorded", n) % {"n": n}
        found.append(Aside(_("Not drawn"), text=text))
    return tuple(found)


def signs() -> list[tuple[str, str]]:
    extents = [(extent.value, str(extent.label)) for extent in Extent]
    return [*extents, ("dispute", _("statements differ; the highest is shown"))]


CHART = Chart(
    name="ai",
    position=30,
    title=gettext_lazy("AI by department and film"),
    lead=gettext_lazy(
        "How much of each department’s work AI made in each film, as far as anybody says. The films of which most is"
        " known stand first."
    ),
    ask=lambda: extents_by_film(MOST),
    draw=draw,
    tell=tell,
    beside=beside,
    signs=signs,
)
