from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from films.lists import archive_counts, lamps_by_region
from films.vocabularies import Standing


def home(request: HttpRequest) -> HttpResponse:
    """The sentence, the key, and the list of lights: one lamp for each country."""
    groups = lamps_by_region()
    return render(
        request,
        "catalogue/home.html",
        {
            "groups": groups,
            "lamp_count": sum(len(group["rows"]) for group in groups),
            "standings": [s for s in Standing if s != Standing.WITHDRAWN],
            "counts": archive_counts(),
        },
    )
