from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from films.lights import lights
from films.lists import films_for_lists
from films.models import Country
from films.record import bilingual, cited, code_of


def country(request: HttpRequest, code: str) -> HttpResponse:
    """A country: its lamp, what its “first” is made to argue, and all its films."""
    found = get_object_or_404(
        Country.objects.select_related("frame", "lead_film").prefetch_related("sources__kind", "sources__reprint_of"),
        code=code.upper(),
    )
    sources = [cited(s, n) for n, s in enumerate(found.sources.all(), start=1)]
    return render(
        request,
        "catalogue/country.html",
        {
            "country": found,
            "frame": code_of(found.frame),
            "reading": bilingual(found, "reading"),
            "counter_reading": bilingual(found, "counter_reading"),
            "note": bilingual(found, "note"),
            "rows": lights(list(films_for_lists().from_country(found.code))),
            "sources": sources,
        },
    )
