from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from films.lists import archive_counts


def data(request: HttpRequest) -> HttpResponse:
    """What can be taken away, and in which form."""
    return render(request, "catalogue/data.html", {"counts": archive_counts()})
