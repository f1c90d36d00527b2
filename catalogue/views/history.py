from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from films.history import public_history
from films.models import Film
from films.record import mention


def history(request: HttpRequest, slug: str) -> HttpResponse:
    """What has been changed in a film's record since it can be read: when, what, why and by whom."""
    found = Film.objects.published().named(slug).for_lists().first()
    if found is None:
        raise Http404
    if found.slug != slug:
        return redirect("history", found.slug, permanent=True)
    return render(request, "catalogue/history.html", {"film": mention(found), "deeds": public_history(found)})
