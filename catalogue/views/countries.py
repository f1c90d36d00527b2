from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from films.lists import countries_by_search


def countries(request: HttpRequest) -> HttpResponse:
    """Every country, under what the archive did about it: found, nothing found, not looked up."""
    return render(request, "catalogue/countries.html", {"groups": countries_by_search()})
