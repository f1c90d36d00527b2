from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from films.lists import archive_counts, lamps_by_region
from films.vocabularies import Standing


def home(request: HttpRequest) -> HttpResponse:
    """The sentence, the key, and the list of lights: one lamp for each country."""
    return render(
        request,
        "catalogue/home.html",
        {
            "groups": lamps_by_region(),
            "standings": [s for s in Standing if s != Standing.WITHDRAWN],
            "counts": archive_counts(),
        },
    )
