from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from catalogue.filters import SORTS, FilmFilter, chips, facets
from films.lights import lights
from films.models import Film

PER_PAGE = 30


def films(request: HttpRequest) -> HttpResponse:
    """Browse: facets, chips, order and pages, all in the address."""
    chosen = FilmFilter(request.GET, queryset=Film.objects.published())
    if not chosen.is_valid():
        return render(
            request,
            "catalogue/films.html",
            {"errors": chosen.errors_in_words(), "filter": chosen},
            status=400,
        )
    paginator = Paginator(chosen.ordered(), PER_PAGE)
    try:
        page = paginator.page(request.GET.get("page", 1))
    except (PageNotAnInteger, EmptyPage):
        return render(
            request,
            "catalogue/films.html",
            {"errors": [_("There is no such page of results.")], "filter": chosen},
            status=404,
        )
    return render(
        request,
        "catalogue/films.html",
        {
            "filter": chosen,
            "facets": facets(request.GET, chosen),
            "chips": chips(request.GET, chosen),
            "sorts": [(key, label) for key, (_order, label) in SORTS.items()],
            "page": page,
            "rows": lights(list(page.object_list)),
            "total": paginator.count,
        },
    )
