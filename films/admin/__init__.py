"""The curators' desk: Django's own admin, one file a noun. Read `base.py` first."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import (
    agent,
    ai_role,
    assessment,
    claim,
    commentary,
    comparison,
    corpus,
    country,
    credit,
    deed,
    editor,
    fact,
    film,
    image,
    relation,
    release,
    reply,
    source,
    suggestion,
    term,
    title,
    tool,
    worklist,
)

__all__ = [
    "agent",
    "ai_role",
    "assessment",
    "claim",
    "commentary",
    "comparison",
    "corpus",
    "country",
    "credit",
    "deed",
    "editor",
    "fact",
    "film",
    "image",
    "relation",
    "release",
    "reply",
    "source",
    "suggestion",
    "term",
    "title",
    "tool",
    "worklist",
]

admin.site.site_header = _("Signal Lights: the curators’ desk")
admin.site.site_title = _("Signal Lights")
admin.site.index_title = _("The archive")
