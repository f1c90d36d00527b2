from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalogue.charts import sea
from catalogue.rule import query_of
from films.by_rule import presets
from films.curated import curated
from films.lists import archive_counts, by_region, lamps


def home(request: HttpRequest) -> HttpResponse:
    """What this is, the lamps on their chart, the question, and the list of lights: one lamp for each country."""
    shown = lamps()
    return render(
        request,
        "catalogue/home.html",
        {
            "chart": sea.CHART,
            "drawing": sea.draw(shown),
            "plans": sea.plans(shown),
            "groups": by_region(shown.lit),
            "lamp_count": len(shown.lit),
            "counts": archive_counts(),
            "comparisons": curated(),
            "presets": [(tried, query_of(tried.preset.rule)) for tried in presets()[1:]],
        },
    )
