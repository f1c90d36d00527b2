from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from films.lists import work_of
from films.models import Agent
from films.models.former import once_called
from films.record import bilingual


def person(request: HttpRequest, slug: str) -> HttpResponse:
    """A person or organisation: every spelling, every credit, every remark. Old addresses redirect."""
    agent = Agent.objects.select_related("country").prefetch_related("names").filter(slug=slug).first()
    if agent is None:
        if elsewhere := once_called("agent", slug):
            return redirect(elsewhere, permanent=True)
        raise Http404
    return render(
        request,
        "catalogue/person.html",
        {"agent": agent, "note": bilingual(agent, "note"), **work_of(agent)},
    )
