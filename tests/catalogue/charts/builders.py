"""Plain rows for the geometry of charts, made without a database."""

from datetime import date
from decimal import Decimal

from films.models import Country
from films.partial_date import parse
from films.pictures import ClaimRow, Cost, Extents, FactRow, Lane, Lanes, Length, Lengths, RoleRow, Time
from films.record import Bilingual, Code, Mention
from films.vocabularies import Extent, FactState, Form, Qualifier, Rank, Stance, Standing

TODAY = date(2026, 6, 1)


def film(number: int = 1, title: str = "A film") -> Mention:
    return Mention(f"KR-{number}", f"film-{number}", f"/films/film-{number}/", title, "en", ())


def code(name: str) -> Code:
    return Code(name, Bilingual(name, name))


def fact(name: str = "running_time", low: float | None = 60, unit: str = "min", **more) -> FactRow:
    given = {"high": None, "currency": "", "qualifier": Qualifier.EXACT, "basis": None, "rank": Rank.NORMAL} | more
    amount = None if low is None else Decimal(str(low))
    state = FactState.KNOWN if low is not None else FactState.NOT_FOUND
    return FactRow(
        ref="KR-1-f1",
        property=name,
        state=state,
        low=amount,
        unit=unit,
        text=Bilingual("", ""),
        sources=2,
        origins=1,
        **given,
    )


def time(low: float | None, high: float | None = None, **more) -> Time:
    known = low if low is not None else high
    return Time(low, high if high is not None or "qualifier" in more else low, fact(low=known, **more))


def length(number: int, *times: Time, called: tuple[Form, ...] = (), disputed: bool = False) -> Length:
    return Length(film(number), Form.UNKNOWN, called, times, (), disputed)


def lengths(*rows: Length, beyond: int = 0) -> Lengths:
    return Lengths(rows, beyond, (), 0)


def cost(number: int, low: float | None, high: float | None, currency: str = "USD", computed: bool = True) -> Cost:
    facts = [fact("budget" if computed else "cost_per_minute", low or high, "", currency=currency)]
    if computed:
        facts.append(fact(low=1))
    ends = [None if end is None else Decimal(str(end)) for end in (low, high)]
    return Cost(film(number), computed, ends[0], ends[1], currency, tuple(facts), False)


def claim(number: int, day: str, country: str = "KR", **more) -> ClaimRow:
    given = {
        "stance": Stance.ASSERTS,
        "favours": True,
        "about": "",
        "about_address": "",
        "founding": False,
        "corrections": (),
    } | more
    return ClaimRow(
        ref=f"{country}-1-c{number}",
        address=f"/claims/{country}-1-c{number}/",
        country=country,
        film=film(),
        said=Bilingual("first film", "首部影片"),
        by=Bilingual("A paper", "一家报纸"),
        date=parse(day) if day else None,
        standing=Standing.SAID,
        sources=1,
        origins=1,
        **given,
    )


def lanes(*claims: ClaimRow) -> Lanes:
    codes = dict.fromkeys(c.country for c in claims)
    found = tuple(Lane(Country(code=code), tuple(c for c in claims if c.country == code)) for code in codes)
    return Lanes(found, 0, 0, TODAY)


def role(department: str, extent: Extent, rank: Rank = Rank.NORMAL) -> RoleRow:
    return RoleRow(code(department), extent, rank, 1, 1)


def extents(*films: tuple[RoleRow, ...]) -> Extents:
    departments = dict.fromkeys(r.department.code for roles in films for r in roles)
    rows = tuple((film(number + 1), roles) for number, roles in enumerate(films))
    return Extents(tuple(code(name) for name in departments), rows, 0, 0)
