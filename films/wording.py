"""Dates, figures and territories in the words of the reader's language. Pure: values in, text out."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_name, get_currency_symbol
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from .models.country import cldr_name
from .partial_date import PartialDate, Point, Precision, parse
from .vocabularies import Qualifier


def chinese() -> bool:
    return (get_language() or "en").startswith("zh")


def listed(parts: Iterable[Any]) -> str:
    """`a, b` / `a、b`."""
    return ("、" if chinese() else ", ").join(str(part) for part in parts)


def field_name(field: Any) -> str:
    """What a field is called, without the language that its column has."""
    return str(field.verbose_name).partition(" [")[0]


def field_label(field: Any) -> str:
    """The same as a label, with the language in words where there is a column for each."""
    name = capfirst(field_name(field))
    if field.name.endswith("_zh_hans"):
        return _("%(field)s, in Chinese") % {"field": name}
    if field.name.endswith("_en"):
        return _("%(field)s, in English") % {"field": name}
    return name


def _locale() -> Locale:
    return Locale.parse("zh_Hans" if chinese() else "en_GB")


# Dates ----------------------------------------------------------------------------------------------------


def date_words(known: PartialDate) -> str:
    """`15 October 2025`, `c. 2025`, `by June 2024` / `2025年10月15日`, `约2025年`, `2024年6月以前`."""
    if not known.is_interval:
        assert known.start
        return _point(known.start)
    if known.start is None and known.end:
        return _("by %(date)s") % {"date": _point(known.end)}
    if known.end is None and known.start:
        return _("from %(date)s") % {"date": _point(known.start)}
    assert known.start and known.end
    return _("%(start)s to %(end)s") % {"start": _point(known.start), "end": _point(known.end)}


def _point(point: Point) -> str:
    patterns = {
        Precision.YEAR: ("y", "y年"),
        Precision.MONTH: ("MMMM y", "y年M月"),
        Precision.DAY: ("d MMMM y", "y年M月d日"),
    }[point.precision]
    words = format_date(point.earliest, patterns[chinese()], locale=_locale())
    if point.approximate:
        words = _("c. %(date)s") % {"date": words}
    if point.uncertain:
        words = _("%(date)s, uncertain") % {"date": words}
    return words


def span_words(earliest: date | None, latest: date | None) -> str:
    """Two days between which something happened, as short as that can be said exactly."""
    if earliest is None and latest is None:
        return ""
    if earliest and latest:
        whole_month = earliest.day == 1 and (latest + timedelta(days=1)) == _next_month(earliest)
        whole_year = (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31)
        if whole_year and earliest.year == latest.year:
            return date_words(parse(f"{earliest.year}"))
        if whole_month:
            return date_words(parse(f"{earliest:%Y-%m}"))
        if earliest == latest:
            return date_words(parse(earliest.isoformat()))
    return date_words(parse(f"{earliest or '..'}/{latest or '..'}"))


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


# Figures --------------------------------------------------------------------------------------------------

# The plural form follows the figure; the figure itself is already in words.
_UNITS: dict[str, Callable[[int], str]] = {
    "min": lambda n: ngettext("%(n)s minute", "%(n)s minutes", n),
    "s": lambda n: ngettext("%(n)s second", "%(n)s seconds", n),
    "h": lambda n: ngettext("%(n)s hour", "%(n)s hours", n),
    "day": lambda n: ngettext("%(n)s day", "%(n)s days", n),
    "week": lambda n: ngettext("%(n)s week", "%(n)s weeks", n),
    "month": lambda n: ngettext("%(n)s month", "%(n)s months", n),
    "year": lambda n: ngettext("%(n)s year", "%(n)s years", n),
    "person": lambda n: ngettext("%(n)s person", "%(n)s people", n),
    "film": lambda n: ngettext("%(n)s film", "%(n)s films", n),
    "ticket": lambda n: ngettext("%(n)s ticket", "%(n)s tickets", n),
    "percent": lambda n: "%(n)s%%",
    "ratio": lambda n: ngettext("%(n)s time", "%(n)s times", n),
    "screen": lambda n: ngettext("%(n)s screen", "%(n)s screens", n),
    "view": lambda n: ngettext("%(n)s view", "%(n)s views", n),
    "award": lambda n: ngettext("%(n)s award", "%(n)s awards", n),
    "location": lambda n: ngettext("%(n)s location", "%(n)s locations", n),
    "of_10": lambda n: ngettext("%(n)s out of 10", "%(n)s out of 10", n),
}


def number_words(number: Decimal) -> str:
    """`600,000,000` / `6亿`. Chinese counts in 万 and 亿 where that loses nothing."""
    if not chinese():
        return format_decimal(number, locale=_locale())
    for size, name in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if abs(number) >= size and (number / size * 100) % 1 == 0:
            return format_decimal(number / size, format="0.##", locale=_locale()) + name
    grouping = "#,##0.####" if abs(number) >= 10**5 else "0.####"
    return format_decimal(number, format=grouping, locale=_locale())


def amount_words(
    amount: Decimal, high: Decimal | None = None, unit: str = "", currency: str = "", qualifier: str = ""
) -> str:
    """A figure with its unit or currency and how exactly it is known: `about US$8,000` / `约8000美元`."""
    if unit == "s" and high is None and not currency and amount >= 60:
        minutes, seconds = divmod(amount, 60)
        figure = amount_words(minutes, unit="min")
        if seconds and chinese():
            figure = f"{number_words(minutes)}分{number_words(seconds)}秒"
        elif seconds:
            figure += " " + amount_words(seconds, unit="s")
        return qualified(figure, qualifier)
    number = number_words(amount)
    if high is not None:
        number += "–" + number_words(high)
    if currency:
        figure = _money(number, currency)
    elif unit in _UNITS:
        plural = int(amount) if amount == int(amount) and high is None else 2
        figure = _UNITS[unit](plural) % {"n": number}
    else:
        figure = number
    return qualified(figure, qualifier)


def _money(number: str, currency: str) -> str:
    if chinese():
        return number + get_currency_name(currency, locale=_locale())
    symbol = get_currency_symbol(currency, locale=_locale())
    space = " " if symbol.isalpha() else ""
    return f"{symbol}{space}{number}"


def qualified(figure: str, qualifier: str) -> str:
    """A figure with how exactly it is stated: `about 90′`."""
    patterns = {
        Qualifier.ABOUT.value: _("about %(figure)s"),
        Qualifier.AT_LEAST.value: _("at least %(figure)s"),
        Qualifier.UNDER.value: _("under %(figure)s"),
        Qualifier.REPORTED.value: _("reportedly %(figure)s"),
        Qualifier.ESTIMATED.value: _("an estimated %(figure)s"),
        Qualifier.PLANNED.value: _("%(figure)s planned"),
        Qualifier.CLAIMED.value: _("a claimed %(figure)s"),
    }
    return patterns[qualifier] % {"figure": figure} if qualifier in patterns else figure


def minutes_words(minutes: Decimal, more: bool) -> str:
    """The least running time that a rule asks for."""
    pattern = _("of more than %(n)s minutes") if more else _("of %(n)s minutes or more")
    return pattern % {"n": number_words(minutes)}


# Territories ----------------------------------------------------------------------------------------------


def territory_words(territory: str) -> str:
    """`country:KR` → South Korea / 韩国; kinds without a registry keep their own name."""
    kind, _sep, name = territory.partition(":")
    if territory == "world":
        return _("the world")
    if kind == "country":
        return cldr_name(name, "zh" if chinese() else "en")
    if kind == "language":
        language = Locale.parse("zh_Hans" if chinese() else "en").languages.get(name, name)
        return _("films in %(language)s") % {"language": language}
    known = {
        "continent:Africa": _("Africa"),
        "region:arab-world": _("the Arab world"),
        "region:AR-J": _("San Juan, Argentina"),
        "platform:netflix": "Netflix",
        "institution:universidad-de-buenos-aires": _("University of Buenos Aires"),
    }
    return known.get(territory, name.replace("-", " "))


def language_words(tag: str) -> str:
    """Name of a language, with its script or region where the tag has one."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        base = tag.partition("-")[0]
        return Locale.parse("zh_Hans" if chinese() else "en").languages.get(base, tag)
    return locale.get_display_name("zh_Hans" if chinese() else "en") or tag
