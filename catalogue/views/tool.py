from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from films.lists import roles_with
from films.models import Tool
from films.record import bilingual, code_of


def tool(request: HttpRequest, slug: str) -> HttpResponse:
    """An AI tool: its maker, what it learned from as far as is known, and the films that used it."""
    found = get_object_or_404(Tool.objects.select_related("kind").prefetch_related("corpora"), slug=slug)
    return render(
        request,
        "catalogue/tool.html",
        {
            "tool": found,
            "kind": code_of(found.kind),
            "note": bilingual(found, "note"),
            "corpora": list(found.corpora.all()),
            **roles_with(found),
        },
    )
