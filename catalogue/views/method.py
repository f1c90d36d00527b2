from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from films.editorial import GUIDES
from films.lists import vocabularies


def method(request: HttpRequest) -> HttpResponse:
    """How the archive decides, by which rules curators write, and every term with its definition."""
    return render(request, "catalogue/method.html", {"guides": GUIDES, **vocabularies()})
