from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def about(request: HttpRequest) -> HttpResponse:
    """What this is and who keeps it."""
    return render(request, "catalogue/about.html")
