"""Running times against the lines at which a feature is said to begin."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from catalogue.charts.chart import (
    Aside,
    Cell,
    Chart,
    Column,
    Frame,
    Table,
    disputed_cell,
    film_cell,
    joined,
    measure,
    point,
    shortened,
    sourced_cells,
    sourced_columns,
)
from films.pictures import FactRow, Length, Lengths, Time, running_times
from films.record import Mention
from films.vocabularies import Form
from films.wording import amount_words, qualified

WIDTH, SIDE, ROW, TOP, FOOT = 1184, 300, 22, 64, 34
NARROW_WIDTH, NARROW_ROW = 340, 44
MOST = 150
LINES = (
    (40, gettext_lazy("40 min: a feature begins (AFI, BFI)")),
    (60, gettext_lazy("60 min: a feature begins (Korea)")),
)
AT_LINES = {minute for minute, _label in LINES}
STEP = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """One stated time: from `x` to `x2`, with the arrow of an open end."""

    x: float
    x2: float
    open: str  # "" | low | high
    part: bool  # of an episode or part, or only planned: no length of the whole


@dataclass(frozen=True, slots=True)
class Row:
    film: Mention
    title: str
    y: float
    up: float
    down: float
    title_y: float
    label_y: float
    shape: str  # feature | other | both
    marks: tuple[Mark, ...]
    x: float
    x2: float
    best: float | None  # where the square stands; a part of a work has none
    lozenge_x: float
    label_x: float
    anchor: str
    label: str
    disputed: bool
    stressed: bool


@dataclass(frozen=True, slots=True)
class Line:
    x: float
    from_y: float
    label: str
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing(Frame):
    rows: tuple[Row, ...] = ()
    ticks: tuple[tuple[float, int], ...] = ()
    lines: tuple[Line, ...] = ()
    top: int = 0
    bottom: int = 0
    narrow: bool = False


def minutes_label(time: Time) -> str:
    """`60′44″`, in the reader's words where the source hedges."""
    fact = time.fact
    ends = [end for end in (fact.low, fact.high) if end is not None]
    if fact.unit == "s":
        figure = "–".join(f"{int(end) // 60}′{int(end) % 60:02}″" for end in ends)
    elif fact.unit == "min":
        figure = "–".join(f"{end.normalize():f}" for end in ends) + "′"
    else:
        return amount_words(ends[0], fact.high, fact.unit, qualifier=fact.qualifier)
    words = qualified(figure, fact.qualifier)
    return pgettext("part", "%(part)s %(time)s") % {"part": fact.basis, "time": words} if time.part else words


def times_label(row: Length) -> str:
    """All times that stand, best first."""
    return " / ".join(dict.fromkeys(minutes_label(time) for time in row.drawn))


def length_label(row: Length) -> str:
    """The same, and what the film is called."""
    return joined(times_label(row), called_words(row) if row.called else "")


def called_words(row: Length) -> str:
    return " / ".join(str(form.label) for form in row.called or (Form.UNKNOWN,))


def shape(called: tuple[Form, ...]) -> str:
    if Form.FEATURE not in called:
        return "other"
    return "both" if set(called) & {Form.SHORT, Form.MEDIUM} else "feature"


def _ends(time: Time) -> tuple[float, float]:
    low, high = time.low, time.high
    known = low if low is not None else high
    assert known is not None
    return (known if low is None else low), (known if high is None else high)


def draw(lengths: Lengths, narrow: bool = False) -> Drawing:
    width, side = (NARROW_WIDTH, 0) if narrow else (WIDTH, SIDE)
    pitch = NARROW_ROW if narrow else ROW
    left, right = (side + 8, width - 12)
    ends = [end for row in lengths.rows for time in row.drawn for end in _ends(time)]
    top_minute = max(80.0, *(-(-end // STEP) * STEP for end in ends)) if ends else 80.0

    def at(minutes: float) -> float:
        return point(left + (right - left) * minutes / top_minute)

    rows = []
    for index, row in enumerate(lengths.rows):
        y = TOP + pitch * index + (pitch - 12 if narrow else pitch / 2)
        marks = []
        for time in row.drawn:
            low, high = _ends(time)
            open_end = "low" if time.low is None else "high" if time.high is None else ""
            marks.append(Mark(at(low), at(high), open_end, time.part or time.planned))
        whole = [m for m in marks if not m.part] or marks
        x, x2 = min(m.x for m in whole), max(m.x2 for m in whole)
        label = length_label(row)
        end = max(m.x2 for m in marks)
        if narrow and end + 40 + measure(label, 12) > width:
            label = times_label(row)
        clear = 10 + 12 * any(m.open == "high" for m in marks)
        gap = clear + 14 * row.disputed
        fits = end + gap + measure(label, 12) < width
        rows.append(
            Row(
                film=row.film,
                title=shortened(row.film.title, width - 60 if narrow else side - 66, 14),
                y=point(y),
                up=point(y - 4),
                down=point(y + 4),
                title_y=point(y - 14 if narrow else y + 4),
                label_y=point(y + 4),
                shape=shape(row.called),
                marks=tuple(marks),
                x=x,
                x2=x2,
                best=None if marks[0].part else marks[0].x,
                lozenge_x=point(end + clear + 4 if fits else x - clear - 4),
                label_x=point(end + gap if fits else x - gap),
                anchor="start" if fits else "end",
                label=label,
                disputed=row.disputed,
                stressed=row.disputed or shape(row.called) == "both" or any(abs(m - 60) <= 1 for m in _minutes(row)),
            )
        )
    bottom = TOP + pitch * len(rows) + 6
    return Drawing(
        width=width,
        height=bottom + FOOT,
        side=side,
        rows=tuple(rows),
        ticks=tuple((at(minute), minute) for minute in range(0, int(top_minute) + 1, STEP) if minute not in AT_LINES),
        lines=tuple(
            Line(at(minute), 8 + 18 * order, str(label), point(at(minute) + 6), 18 + 18 * order, "start")
            for order, (minute, label) in enumerate(LINES)
        ),
        top=TOP,
        bottom=bottom,
        narrow=narrow,
    )


def _minutes(row: Length) -> list[float]:
    return [end for time in row.drawn for end in _ends(time) if not time.part and not time.planned]


def draw_narrow(lengths: Lengths) -> Drawing:
    return draw(lengths, narrow=True)


def tell(lengths: Lengths) -> Table:
    """One row for each stated time, for what is said without a figure, and for what was not found."""
    rows = []
    for row in lengths.rows:
        for time in row.times:
            words = amount_words(time.fact.low or 0, time.fact.high, time.fact.unit, qualifier=time.fact.qualifier)
            rows.append(_line(row, time.fact, words, (_end(time.low), _end(time.high))))
        for fact in row.said:
            rows.append(_line(row, fact, str(fact.text), (_no_figure(), _no_figure())))
    for row in lengths.not_found:
        for fact in row.said:
            rows.append(_line(row, fact, str(fact.state.label), (_no_figure(), _no_figure())))
    return Table(
        (
            Column("film", _("Film")),
            Column("number", _("Number")),
            Column("called", _("Called")),
            Column("stated", _("As stated")),
            Column("minutes_low", _("From, minutes"), figures=True),
            Column("minutes_high", _("To, minutes"), figures=True),
            Column("basis", _("Basis")),
            Column("rank", _("Rank")),
            Column("disputed", _("In dispute")),
            *sourced_columns(),
        ),
        rows,
    )


def _line(row: Length, fact: FactRow, words: str, ends: tuple[Cell, Cell]) -> tuple[Cell, ...]:
    return (
        film_cell(row.film),
        Cell(row.film.number_words, row.film.public_id),
        Cell(called_words(row)),
        Cell(words),
        *ends,
        Cell(str(fact.basis)) if fact.basis else Cell(_("not stated"), "not stated", mark="nothing"),
        Cell(str(fact.rank.label), fact.rank.value),
        disputed_cell(row.disputed),
        *sourced_cells(fact),
    )


def _no_figure() -> Cell:
    return Cell(_("no figure"), "no figure", mark="nothing")


def _end(end: float | None) -> Cell:
    if end is None:
        return Cell(pgettext("bound", "open"), "open", mark="nothing")
    return Cell(f"{round(end, 2):g}", round(end, 2))


def beside(lengths: Lengths) -> tuple[Aside, ...]:
    found = []
    if lengths.not_found:
        found.append(Aside(_("Looked for, not found"), tuple(film_cell(row.film) for row in lengths.not_found)))
    if lengths.not_looked_up:
        n = lengths.not_looked_up
        found.append(Aside(_("Not looked up"), text=ngettext("%(n)s film", "%(n)s films", n) % {"n": n}))
    if lengths.beyond:
        n = lengths.beyond
        text = ngettext("%(n)s film shorter than these", "%(n)s films shorter than these", n) % {"n": n}
        found.append(Aside(_("Not drawn"), text=text))
    return tuple(found)


CHART = Chart(
    name="length",
    position=50,
    title=gettext_lazy("Running times"),
    lead=gettext_lazy(
        "Every running time that a source states, against the lines where a feature is said to begin: 40 minutes for "
        "the American Film Institute and the British Film Institute, 60 in Korea."
    ),
    ask=lambda: running_times(MOST),
    draw=draw,
    draw_narrow=draw_narrow,
    tell=tell,
    beside=beside,
)
