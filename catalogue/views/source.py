from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from films.lists import films_citing
from films.models import Source
from films.models.former import once_called
from films.record import cited


def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source: what it is, how far it is trusted and why, what it reprints, and what rests on it."""
    sources = Source.objects.select_related("kind", "reprint_of").prefetch_related("reprints")
    found = sources.filter(slug=slug).first()
    if found is None:
        if elsewhere := once_called("source", slug):
            return redirect(elsewhere, permanent=True)
        raise Http404
    return render(
        request,
        "catalogue/source.html",
        {"source": cited(found), "reprints": list(found.reprints.all()), **films_citing(found)},
    )
