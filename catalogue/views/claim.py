from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from films.claims import claim_told, moved_claim


def claim(request: HttpRequest, ref: str) -> HttpResponse:
    """One claim: who said it, of what scope, on what evidence, and who answers. One that moved redirects."""
    told = claim_told(ref)
    if told is None:
        if moved := moved_claim(ref):
            return redirect(moved, permanent=True)
        raise Http404
    return render(request, "catalogue/claim.html", {"told": told})
