from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from films.lists import corpora_with_axes


def corpora(request: HttpRequest) -> HttpResponse:
    """Training corpora side by side, axis by axis."""
    return render(request, "catalogue/corpora.html", corpora_with_axes())
