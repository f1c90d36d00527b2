from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from films.lists import sources_in_order
from films.record import cited

PER_PAGE = 50


def sources(request: HttpRequest) -> HttpResponse:
    """All sources, by publisher, with how many claims rest on each."""
    try:
        page = Paginator(sources_in_order(), PER_PAGE).page(request.GET.get("page", 1))
    except (PageNotAnInteger, EmptyPage):
        raise Http404 from None
    rows = [(cited(s), s.claim_count) for s in page.object_list]
    return render(request, "catalogue/sources.html", {"page": page, "rows": rows})
