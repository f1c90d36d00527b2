from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from films.lists import work_of
from films.models import Agent
from films.record import bilingual


def person(request: HttpRequest, slug: str) -> HttpResponse:
    """A person or organisation: every spelling, every credit, every remark."""
    agent = get_object_or_404(Agent.objects.select_related("country").prefetch_related("names"), slug=slug)
    return render(
        request,
        "catalogue/person.html",
        {"agent": agent, "note": bilingual(agent, "note"), **work_of(agent)},
    )
