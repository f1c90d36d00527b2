from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from catalogue.filters import FilmFilter
from films.columns import present_slugs
from films.exchange import selection
from films.exchange.formats import fixture as fixture_format
from films.models import Film


def fixture(request: HttpRequest) -> HttpResponse:
    """The published films that the browse page's filters choose (or `film=<slug>`), as a fixture.

    Former slugs, and numbers, redirect.
    """
    chosen = FilmFilter(request.GET, queryset=Film.objects.published())
    if not chosen.is_valid():
        return JsonResponse({"errors": chosen.errors_in_words()}, status=400)
    asked = request.GET.getlist("film")
    slugs = present_slugs(asked)
    if slugs != asked:
        query = request.GET.copy()
        query.setlist("film", slugs)
        return redirect(f"{request.path}?{query.urlencode()}", permanent=True)
    films = chosen.qs.filter(slug__in=slugs) if slugs else chosen.qs
    if not films.exists():
        return JsonResponse({"errors": [_("No published film matches.")]}, status=404)
    whole = not (set(request.GET) - {"sort"})
    rows = selection.everything(films) if whole else selection.with_neighbours(films)
    name = slugs[0] if len(slugs) == 1 else "signal-lights"
    response = HttpResponse(fixture_format.render(rows), content_type=f"{fixture_format.media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response
