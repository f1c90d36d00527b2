"""What a minute cost, on a logarithmic scale."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

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
    measure,
    point,
    shortened,
    sourced_cells,
    wrapped,
)
from films.evidence import three_figures
from films.pictures import Cost, Costs, FactRow, costs_per_minute
from films.rates import CURRENCY, YEAR
from films.record import Mention
from films.vocabularies import Qualifier
from films.wording import amount_words

WIDTH, SIDE, ROW, TOP, FOOT = 1184, 300, 46, 54, 40
NARROW_WIDTH, NARROW_ROW, LINE = 340, 68, 14
MOST = 150


@dataclass(frozen=True, slots=True)
class Row:
    film: Mention
    title: str
    y: float
    title_y: float
    x: float
    x2: float
    open: str  # "" | low | high
    computed: bool
    disputed: bool
    lozenge_x: float
    label_x: float
    anchor: str
    label: str
    label_y: float
    details: tuple[tuple[float, str], ...]  # lines with their y


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str  # of the powers of ten only


@dataclass(frozen=True, slots=True)
class Drawing(Frame):
    rows: tuple[Row, ...] = ()
    ticks: tuple[Tick, ...] = ()
    top: int = 0
    bottom: int = 0
    left: float = 0
    right: float = 0
    narrow: bool = False


def drawn(costs: Costs) -> list[Cost]:
    """Those that a logarithmic scale in the common currency can hold."""
    return [cost for cost in costs.rows if not cost.zero and cost.common is not None]


def range_words(low: Decimal | None, high: Decimal | None, currency: str, computed: bool, plain: bool = False) -> str:
    """`about US$1.6–3.1`, `under US$5`."""
    if computed:
        low, high = low and three_figures(low), high and three_figures(high)
    if low is None or high is None:
        known, qualifier = (high, Qualifier.UNDER) if low is None else (low, Qualifier.AT_LEAST)
        return amount_words(known or Decimal(0), None, "", currency, qualifier.value) if known else ""
    qualifier = Qualifier.ABOUT.value if computed and not plain else ""
    return amount_words(low, high if high != low else None, "", currency, qualifier)


def own_words(cost: Cost) -> str:
    """A minute in the film's own currency, as it is stated or as it was worked out."""
    if not cost.computed:
        fact = cost.facts[0]
        return _money(fact)
    return range_words(cost.low, cost.high, cost.currency, True)


def common_words(cost: Cost, plain: bool = False) -> str:
    """The same in the common currency; `plain` where another “about” stands beside it."""
    if cost.common is None:
        return ""
    low, high = cost.common
    return range_words(low, high, CURRENCY, cost.computed or cost.currency != CURRENCY, plain)


def inputs_words(cost: Cost) -> str:
    """What a computed figure was made from: `about US$20,000 ÷ 80 minutes`."""
    money = " / ".join(_money(fact) for fact in cost.facts if fact.property != "running_time")
    times = " / ".join(
        amount_words(fact.low, fact.high, fact.unit, qualifier=fact.qualifier)
        for fact in cost.facts
        if fact.property == "running_time" and fact.low is not None
    )
    return f"{money} ÷ {times}" if times else money


def _money(fact: FactRow) -> str:
    if fact.low is None:
        return ""
    return amount_words(fact.low, fact.high, "", fact.currency, fact.qualifier.value)


def _ends(cost: Cost) -> tuple[float, float]:
    assert cost.common
    low, high = cost.common
    known = low if low is not None else high
    assert known is not None
    return float(known if low is None else low), float(known if high is None else high)


def draw(costs: Costs, narrow: bool = False) -> Drawing:
    shown = drawn(costs)
    width, side = (NARROW_WIDTH, 0) if narrow else (WIDTH, SIDE)
    pitch = NARROW_ROW if narrow else ROW
    left, right = side + 34, width - 38
    ends = [end for cost in shown for end in _ends(cost)] or [1, 10]
    least, most = floor(log10(min(ends))), ceil(log10(max(ends)))
    most = max(most, least + 1)

    def at(amount: float) -> float:
        return point(left + (right - left) * (log10(amount) - least) / (most - least))

    rows = []
    next_y = TOP
    for cost in shown:
        y = next_y + (30 if narrow else 18)
        low, high = _ends(cost)
        x, x2 = at(low), at(high)
        if x2 - x < 2:
            x = x2
        own = own_words(cost)
        label = own if cost.currency == CURRENCY else f"{own} ≈ {common_words(cost, plain=True)}"
        detail = _("computed: %(inputs)s") % {"inputs": inputs_words(cost)} if cost.computed else _("as stated")
        clear = 10 + 14 * (cost.common is not None and None in cost.common)
        gap = clear + 15 * cost.disputed
        lines = wrapped(detail, width - 8, 11.5) if narrow else [detail]
        wide = max(measure(label, 12), *(measure(line, 11.5) for line in lines))
        fits = x2 + gap + wide < width
        if narrow:
            start = point(max(0.0, min(x, width - wide)))
            where = (start, "start", point(y + 19))
        else:
            where = (point(x2 + gap if fits else x - gap), "start" if fits else "end", point(y + 1))
        next_y += pitch + LINE * (len(lines) - 1)
        common = cost.common or (None, None)
        rows.append(
            Row(
                film=cost.film,
                title=shortened(cost.film.title, width - 60 if narrow else side - 66, 14),
                y=point(y),
                title_y=point(y - 13 if narrow else y + 4),
                x=x,
                x2=x2,
                open="low" if common[0] is None else "high" if common[1] is None else "",
                computed=cost.computed,
                disputed=cost.disputed,
                lozenge_x=point(x2 + clear + 4 if narrow or fits else x - clear - 4),
                label_x=where[0],
                anchor=where[1],
                label=label,
                label_y=where[2],
                details=tuple((point(where[2] + LINE * (1 + line)), text) for line, text in enumerate(lines)),
            )
        )
    bottom = next_y + 4
    return Drawing(
        width=width,
        height=bottom + FOOT,
        side=side,
        rows=tuple(rows),
        ticks=tuple(_ticks(least, most, at)),
        top=TOP,
        bottom=bottom,
        left=point(left),
        right=point(right),
        narrow=narrow,
    )


def draw_narrow(costs: Costs) -> Drawing:
    return draw(costs, narrow=True)


def _ticks(least: int, most: int, at: Callable[[float], float]) -> list[Tick]:
    found = []
    for power in range(least, most + 1):
        label = amount_words(Decimal(10) ** power, currency=CURRENCY)
        found.append(Tick(at(10.0**power), label))
        if power < most:
            found += [Tick(at(step * 10.0**power), "") for step in range(2, 10)]
    return found


def tell(costs: Costs) -> Table:
    """One row for each figure, drawn or not, and for each nothing."""
    rows = [_line(cost) for cost in costs.rows]
    rows += [_undrawn(film, fact, _("total, no running time"), "total") for film, fact in costs.without_time]
    rows += [_undrawn(film, fact, str(fact.qualifier.label), "planned") for film, fact in costs.planned]
    for film, fact in (*costs.withheld, *costs.not_found):
        rows.append(_undrawn(film, fact, str(fact.state.label), fact.state.value))
    common = {"currency": CURRENCY, "year": YEAR}
    return Table(
        (
            Column("film", _("Film")),
            Column("number", _("Number")),
            Column("known", _("Stated or computed")),
            Column("own", _("A minute, as stated or computed")),
            Column("common", _("In %(currency)s, at mean rates of %(year)s") % common),
            Column("common_low", _("From, %(currency)s") % common, figures=True),
            Column("common_high", _("To, %(currency)s") % common, figures=True),
            Column("currency", _("Currency")),
            Column("inputs", _("Rests on")),
            Column("qualifier", _("How exactly")),
            Column("disputed", _("In dispute")),
            Column("sources", _("Least sources"), figures=True),
            Column("origins", _("Least origins"), figures=True),
        ),
        rows,
    )


def _sources(cost: Cost) -> int:
    """A computed figure rests on several facts and is as well sourced as the weakest."""
    return min(fact.sources for fact in cost.facts)


def _origins(cost: Cost) -> int:
    return min(fact.origins for fact in cost.facts)


def _line(cost: Cost) -> tuple[Cell, ...]:
    low, high = cost.common or (None, None)
    money = [fact for fact in cost.facts if fact.property != "running_time"]
    known = Cell(_("as stated"), "stated")
    if cost.zero:
        known = Cell(_("said to be nothing"), "zero")
    elif cost.computed:
        known = Cell(_("computed"), "computed", mark="computed")
    return (
        film_cell(cost.film),
        Cell(cost.film.number_words, cost.film.public_id),
        known,
        Cell(inputs_words(cost) if cost.zero else own_words(cost)),
        Cell(common_words(cost)) if cost.common and not cost.zero else _no_place(cost.zero),
        _end(low, cost),
        _end(high, cost),
        Cell(cost.currency),
        Cell(inputs_words(cost)),
        Cell(" / ".join(str(fact.qualifier.label) for fact in money)),
        disputed_cell(cost.disputed),
        Cell(str(_sources(cost)), _sources(cost)),
        Cell(str(_origins(cost)), _origins(cost)),
    )


def _undrawn(film: Mention, fact: FactRow, why: str, code: str) -> tuple[Cell, ...]:
    nothing = Cell(_("no figure"), "no figure", mark="nothing")
    return (
        film_cell(film),
        Cell(film.number_words, film.public_id),
        Cell(why, code, mark="nothing"),
        *(nothing,) * 4,
        Cell(fact.currency) if fact.currency else nothing,
        Cell(_money(fact)) if fact.low is not None else nothing,
        Cell(str(fact.qualifier.label)) if fact.low is not None else nothing,
        disputed_cell(False),
        *sourced_cells(fact),
    )


def _no_place(zero: bool) -> Cell:
    """Why an amount has no place on the scale."""
    return Cell(_("none on this scale") if zero else _("no rate"), "none" if zero else "no rate", mark="nothing")


def _end(amount: Decimal | None, cost: Cost) -> Cell:
    if cost.common is None:
        return _no_place(False)
    if amount is None:
        return Cell(pgettext("bound", "open"), "open", mark="nothing")
    return Cell(f"{amount:.2f}", round(float(amount), 2))


def beside(costs: Costs) -> tuple[Aside, ...]:
    """What no logarithmic scale can hold, and the nothings, in words."""
    zero = [film_cell(cost.film, inputs_words(cost)) for cost in costs.rows if cost.zero]
    no_rate = [film_cell(cost.film, own_words(cost)) for cost in costs.rows if not cost.zero and cost.common is None]
    without_time = [film_cell(film, _money(fact)) for film, fact in costs.without_time]
    groups = [
        (_("Said to have cost nothing, which no logarithmic scale can hold"), zero),
        (_("No rate for the currency"), no_rate),
        (_("Total stated, running time not known"), without_time),
        (_("Planned or raised only"), [film_cell(film, _money(fact)) for film, fact in costs.planned]),
        (_("Withheld by those who know, whatever others say"), [film_cell(film) for film, _fact in costs.withheld]),
        (_("Looked for, not found"), [film_cell(film) for film, _fact in costs.not_found]),
    ]
    found = [Aside(heading, tuple(cells)) for heading, cells in groups if cells]
    if costs.not_looked_up:
        n = costs.not_looked_up
        found.append(Aside(_("Not looked up"), text=ngettext("%(n)s film", "%(n)s films", n) % {"n": n}))
    if costs.beyond:
        n = costs.beyond
        text = ngettext("%(n)s film entered later", "%(n)s films entered later", n) % {"n": n}
        found.append(Aside(_("Not drawn"), text=text))
    return tuple(found)


CHART = Chart(
    name="cost",
    position=40,
    title=gettext_lazy("Cost of a minute"),
    lead=gettext_lazy(
        "What one finished minute cost, in US dollars at the mean rates of 2025, on a scale on which each step is ten"
        " times the last."
    ),
    ask=lambda: costs_per_minute(MOST),
    draw=draw,
    draw_narrow=draw_narrow,
    tell=tell,
    beside=beside,
)
