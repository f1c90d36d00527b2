"""How pieces of a record look anywhere: lamps, notes, dates, titles, figures, the plate."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from films.by_rule import Work
from films.partial_date import PartialDate
from films.plate import Plate, plate
from films.record import Evidence, FilmRecord, Mention, SizeValue
from films.scope import Dated
from films.vocabularies import FACETS, Extent, Standing
from films.wording import chinese, date_words, language_words, number_words, span_words

register = template.Library()

# How languages are written in the lang attribute; ours are already BCP 47.
RTL = ("ar", "fa", "ur", "he")


@register.inclusion_tag("components/lamp.html")
def lamp(standing: str, hidden: bool = False) -> dict[str, Any]:
    """The glyph of a standing. `hidden` where the word stands beside it."""
    known = Standing(standing) if standing else Standing.SAID
    return {"standing": known.value, "label": known.label, "hidden": hidden}


@register.inclusion_tag("components/notes.html")
def notes(evidence: Evidence) -> dict[str, Any]:
    """The note marks of a statement, or the word “unsourced”."""
    return {"evidence": evidence}


@register.simple_tag
def swatch(extent: str) -> SafeString:
    return format_html('<span class="swatch swatch--{}"></span>', Extent(extent).value)


@register.filter
def edtf(known: PartialDate | None) -> SafeString | str:
    """A date in words, marked up for machines where it is a plain date."""
    if known is None:
        return ""
    words = date_words(known)
    if known.is_interval or not known.start or known.start.uncertain or known.start.approximate:
        return words
    return format_html('<time datetime="{}">{}</time>', str(known), words)


@register.filter
def interval_words(known: Dated) -> str:
    """An event somewhere between two days, in words."""
    return span_words(known.earliest, known.latest)


@register.filter
def in_language(text: str, language: str) -> SafeString:
    """Text in its own language and direction."""
    if language.split("-")[0] in RTL and "Latn" not in language:
        return format_html('<span lang="{}" dir="rtl">{}</span>', language, text)
    return format_html('<span lang="{}">{}</span>', language, text)


@register.filter
def titled(mention: Mention) -> SafeString:
    """A film's title as running text: in 《》 on Chinese pages, as a citation on English ones."""
    inner = in_language(mention.title, mention.language)
    if chinese():
        return format_html("《{}》", inner)
    return format_html("<cite>{}</cite>", inner)


@register.filter
def linked(mention: Mention) -> SafeString:
    """The same, as a link to the film."""
    inner = format_html('<a href="{}">{}</a>', mention.address, in_language(mention.title, mention.language))
    return format_html("《{}》", inner) if chinese() else format_html("<cite>{}</cite>", inner)


@register.filter
def work_linked(work: Work) -> SafeString:
    """A work in an order: a film as a link, a work known by name only as a link to the claim that names it."""
    if work.mention:
        return linked(work.mention)
    return format_html('<a href="{}">{}</a>', work.address, work.name)


@register.filter
def facet_word(facet: str) -> str:
    """A condition of a rule or claim by name."""
    return str(FACETS.get(facet, facet))


@register.simple_tag
def linked_list(mentions: list[Mention]) -> SafeString:
    return format_html_join("、" if chinese() else ", ", "{}", ((linked(m),) for m in mentions))


@register.filter
def language_name(tag: str) -> str:
    return language_words(tag)


@register.filter
def figure(number: int) -> str:
    return number_words(Decimal(number))


@register.filter
def number_label(public_id: str) -> str:
    """`KR-4` as it is printed: KR 4."""
    return public_id.replace("-", " ")


@register.simple_tag
def joined(*parts: Any) -> SafeString:
    """The parts that are not empty, separated as the language separates them."""
    separator = "·" if chinese() else " · "
    return format_html_join(separator, "{}", ((part,) for part in parts if part))


@register.inclusion_tag("films/picture.html")
def picture(sizes: tuple[SizeValue, ...], alt: str, css: str, widths: str, lazy: bool = True) -> dict[str, Any]:
    """One picture in the formats and sizes that there are; `widths` says how wide pages show it, as `sizes` wants it.

    A reader whose browser knows no AVIF gets WebP, which all that are in use know.
    """
    offered = {name: ", ".join(f"{s.files[name]} {s.width}w" for s in sizes) for name in sizes[0].files}
    return {"offered": offered, "largest": sizes[-1], "alt": alt, "css": css, "widths": widths, "lazy": lazy}


@register.inclusion_tag("films/plate.html")
def film_plate(record: FilmRecord) -> dict[str, Any]:
    """A frame or poster of the film, else a small chart drawn from its own data."""
    if record.pictured:
        return {"image": record.pictured, "is_chinese": chinese()}
    length = record.property("running_time")
    minutes = None
    words = ""
    if length and length.first and length.first.amount is not None:
        words = length.first.words
        unit = length.first.unit
        minutes = float(length.first.amount) / (60 if unit == "s" else 1)
    standing = record.lamp.standing.value if record.lamp else Standing.SAID.value
    separator = "·" if chinese() else " · "
    year = str(record.year) if record.year else _("year not found")
    foot = separator.join(part for part in (year, words, str(record.form.label)) if part)
    figures = (
        len(record.sources),
        len(record.claims),
        record.fact_count,
        len(record.ai_roles),
        record.origin_count,
        len(record.commentary),
        int(minutes) if minutes else 0,
    )
    drawing: Plate = plate(
        record.mention.public_id,
        country=record.mention.public_id.partition("-")[0],
        standing=standing,
        title=record.mention.title,
        foot=foot,
        figures=tuple(f for f in figures if f),
        rivals=len(record.rivals),
        minutes=minutes,
    )
    return {"plate": drawing, "record": record, "standing": Standing(standing)}


@register.filter
def unlocalized(number: float) -> str:
    """A coordinate, as SVG wants it in every language."""
    return f"{number:g}"
