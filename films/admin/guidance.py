"""The editorial rules beside the fields for which they are meant."""

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from films.editorial import Guide, guides_for

from .base import Fieldset


def guided(model: type[Model], fieldsets: list[Fieldset], *, whole: bool = False) -> list[Fieldset]:
    """The sections, each with the rules that concern its fields: by name, or `whole`, to be unfolded.

    A film shows dozens of statements, where the text of a rule would stand dozens of times: there they are links.
    """
    done: set[str] = set()
    sections = []
    for title, options in fieldsets:
        fields = [name for line in options["fields"] for name in ([line] if isinstance(line, str) else line)]
        guides = [g for g in guides_for(model._meta.model_name or "", fields) if g.code not in done]
        done |= {g.code for g in guides}
        if guides:
            told = _described(options.get("description", ""), tuple(guides), whole)
            options = {**options, "description": told}
        sections.append((title, options))
    return sections


def _describe(description: Any, guides: tuple[Guide, ...], whole: bool) -> SafeString:
    tell = unfolding if whole else _linked
    return format_html("{}{}", format_html("<p>{}</p>", description) if description else "", tell(guides))


_described = lazy(_describe, str)


def unfolding(guides: tuple[Guide, ...]) -> SafeString:
    rows = ((g.title, g.text, _("For example:"), g.example) for g in guides)
    fold = '<details class="guide"><summary>{}</summary><p>{}</p><p class="guide-example"><b>{}</b> {}</p></details>'
    return format_html_join("", fold, rows)


def _linked(guides: tuple[Guide, ...]) -> SafeString:
    page = reverse("method")
    links = format_html_join(
        " · ",
        '<a href="{}#editorial-{}" target="_blank" rel="noopener">{}</a>',
        ((page, g.code, g.title) for g in guides),
    )
    return format_html('<p class="guides">{} {}</p>', _("Rules:"), links)
