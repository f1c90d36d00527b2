"""Answers that are for the desk alone."""

from django.http import HttpResponse


def unkept(response: HttpResponse) -> HttpResponse:
    """Kept by no cache and no index."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
