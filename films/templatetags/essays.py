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
def with_titles(text: str, titles: Mapping[str, str]) -> SafeString:
    """`text`, escaped, with the titles in it (by text, their language) in their language; cited in English."""
    languages = {_plain(title): language for title, language in titles.items()}
    if not languages:
        return format_html("{}", text)
    longest_first = sorted(languages, key=len, reverse=True)
    pattern = "|".join(re.escape(title).replace("'", _APOSTROPHE) for title in longest_first)
    pieces = re.split(rf"(?<!\w)({pattern})(?!\w)", text)
    return format_html_join("", "{}", ((_piece(piece, languages),) for piece in pieces))


def _plain(text: str) -> str:
    return text.replace("’", "'")


def _piece(piece: str, languages: Mapping[str, str]) -> str:
    language = languages.get(_plain(piece))
    if language is None:
        return piece
    marked = in_language(piece, language)
    return marked if chinese() else format_html("<cite>{}</cite>", marked)
