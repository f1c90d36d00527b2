"""Plain text of curators, its film titles marked for what they are."""

import re
from collections.abc import Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from films.wording import chinese

from .evidence import in_language

register = template.Library()

_APOSTROPHE = "['’]"


@register.filter
def with_titles(text: str, titles: Mapping[str, tuple[str, str]]) -> SafeString:
    """`text`, escaped; the titles in it lead to their films, each in its own language."""
    known = {_plain(title): film for title, film in titles.items()}
    if not known:
        return format_html("{}", text)
    longest_first = sorted(known, key=len, reverse=True)
    pattern = "|".join(re.escape(title).replace("'", _APOSTROPHE) for title in longest_first)
    pieces = re.split(rf"(?<!\w)({pattern})(?!\w)", text)
    return format_html_join("", "{}", ((_piece(piece, known),) for piece in pieces))


def _plain(text: str) -> str:
    return text.replace("’", "'")


def _piece(piece: str, known: Mapping[str, tuple[str, str]]) -> str:
    if _plain(piece) not in known:
        return piece
    language, address = known[_plain(piece)]
    link = format_html('<a href="{}">{}</a>', address, in_language(piece, language))
    return link if chinese() else format_html("<cite>{}</cite>", link)
