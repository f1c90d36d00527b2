from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from films.lists import films_citing
from films.models import Source
from films.record import cited


def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source: what it is, how far it is trusted and why, what it reprints, and what rests on it."""
    found = get_object_or_404(
        Source.objects.select_related("kind", "reprint_of").prefetch_related("reprints"), slug=slug
    )
    return render(
        request,
        "catalogue/source.html",
        {"source": cited(found), "reprints": list(found.reprints.all()), **films_citing(found)},
    )
