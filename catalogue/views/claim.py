from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from films.claims import claim_told


def claim(request: HttpRequest, ref: str) -> HttpResponse:
    """One claim: who said it, of what scope, on what evidence, and who answers."""
    told = claim_told(ref)
    if told is None:
        raise Http404
    return render(request, "catalogue/claim.html", {"told": told})
