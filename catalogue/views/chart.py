"""One chart: the page, and the same taken away as a picture or as the data under it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from catalogue import downloads
from catalogue.charts import CHARTS
from catalogue.charts.chart import Chart, in_rows
from films.exchange.tabular import to_csv
from films.vocabularies import Extent, Standing

LICENCE = "CC BY 4.0"


def _named(name: str) -> Chart:
    if name not in CHARTS:
        raise Http404
    return CHARTS[name]


def chart(request: HttpRequest, name: str) -> HttpResponse:
    shown = _named(name)
    rows = shown.ask()
    return render(
        request,
        "catalogue/chart.html",
        {
            "chart": shown,
            "drawing": shown.draw(rows),
            "narrow": shown.draw_narrow(rows) if shown.draw_narrow else None,
            "asides": shown.beside(rows),
            "table": shown.tell(rows),
            "standings": [standing for standing in Standing if standing != Standing.WITHDRAWN],
            "extents": list(Extent),
            "other_charts": [other for other in CHARTS.values() if other.name != name],
        },
    )


def as_svg(request: HttpRequest, name: str) -> HttpResponse:
    """The picture with its title, its date and where it is from, painted to stand alone."""
    shown = _named(name)
    drawing = shown.draw(shown.ask())
    signs = in_rows(shown.signs(), drawing.width, drawing.height + 24)
    picture = render_to_string(
        "charts/alone.svg",
        {
            "chart": shown,
            "drawing": drawing,
            "signs": signs,
            "foot": (signs[-1].y if signs else drawing.height) + 36,
            "taken_away": True,
            "site": request.build_absolute_uri("/").rstrip("/"),
            "licence": LICENCE,
        },
        request,
    )
    return downloads.svg(picture, f"signal-lights-{name}")


def as_csv(request: HttpRequest, name: str) -> HttpResponse:
    table = _named(name).tell(_named(name).ask())
    return downloads.csv(to_csv(table.header, table.data), f"signal-lights-{name}")


def as_json(request: HttpRequest, name: str) -> HttpResponse:
    shown = _named(name)
    table = shown.tell(shown.ask())
    told = {
        "title": str(shown.title),
        "reading": str(shown.lead),
        "from": request.build_absolute_uri(reverse("chart", args=[name])),
        "date": timezone.now().date().isoformat(),
        "licence": LICENCE,
        "columns": [{"name": column.name, "label": str(column.label)} for column in table.columns],
        "rows": table.records,
    }
    return downloads.as_json(told, f"signal-lights-{name}")
