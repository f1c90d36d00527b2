from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from films.lists import departments
from films.vocabularies import Extent


def ai(request: HttpRequest) -> HttpResponse:
    """Departments of film-making, with how many films used AI there and how much."""
    return render(request, "catalogue/ai.html", {"departments": departments(), "extents": list(Extent)})
