from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from films.lists import vocabularies


def method(request: HttpRequest) -> HttpResponse:
    """How the archive decides, and every term with its definition."""
    return render(request, "catalogue/method.html", vocabularies())
