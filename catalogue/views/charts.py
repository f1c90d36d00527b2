from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalogue.charts import CHARTS


def charts(request: HttpRequest) -> HttpResponse:
    """The charts and what each of them shows."""
    return render(request, "catalogue/charts.html", {"charts": list(CHARTS.values())})
