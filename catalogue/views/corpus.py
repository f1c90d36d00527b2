from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from films.models import Corpus
from films.record import bilingual, cited


def corpus(request: HttpRequest, slug: str) -> HttpResponse:
    """One training corpus: what it holds and how open it is, as announced and as licensed."""
    found = get_object_or_404(
        Corpus.objects.prefetch_related("axes__axis", "used_by_tools", "sources__kind", "sources__reprint_of"),
        slug=slug,
    )
    names = ("steward", "size", "content", "openness_announced", "openness_licensed", "relation_to_films")
    return render(
        request,
        "catalogue/corpus.html",
        {
            "corpus": found,
            "told": {name: bilingual(found, name) for name in names},
            "axes": [(a, bilingual(a, "note")) for a in found.axes.all()],
            "sources": [cited(s, n) for n, s in enumerate(found.sources.all(), start=1)],
        },
    )
