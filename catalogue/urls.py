"""Every address of the site. One page has one name: view, template, style and test share it."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.generic import TemplateView

from catalogue.views import (
    about,
    ai,
    ai_department,
    chart,
    charts,
    claim,
    compare,
    comparison,
    corpora,
    corpus,
    corrections,
    countries,
    country,
    data,
    film,
    films,
    firsts,
    fixture,
    history,
    home,
    media,
    method,
    person,
    source,
    sources,
    suggest,
    suggestion,
    tool,
)
from films.admin import worklist


def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("admin/worklist/", admin.site.admin_view(worklist.worklist), name="worklist"),
    path("admin/", admin.site.urls),
    path("healthz", alive, name="healthz"),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain"), name="robots"),
    path("data/fixture.json", fixture.fixture, name="fixture"),
    path("feeds/corrections.<slug:language>.atom", corrections.Corrections(), name="corrections"),
    path("media/<path:path>", media.media, name="media"),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("films/", films.films, name="films"),
        path("films/<slug:slug>/", film.film, name="film"),
        path("films/<slug:slug>/history/", history.history, name="history"),
        path("films/<slug:slug>/preview/", film.preview, name="film_preview"),
        path("countries/", countries.countries, name="countries"),
        path("countries/<slug:code>/", country.country, name="country"),
        path("firsts/", firsts.firsts, name="firsts"),
        path("firsts.csv", firsts.firsts_csv, name="firsts_csv"),
        path("firsts.json", firsts.firsts_json, name="firsts_json"),
        path("claims/<slug:ref>/", claim.claim, name="claim"),
        path("compare/", compare.compare, name="compare"),
        path("compare/preview/", compare.preview, name="compare_preview"),
        path("compare.csv", compare.as_csv_file, name="compare_csv"),
        path("compare.json", compare.as_json_file, name="compare_json"),
        path("ai/", ai.ai, name="ai"),
        path("ai/<slug:code>/", ai_department.ai_department, name="ai_department"),
        path("charts/", charts.charts, name="charts"),
        path("charts/<slug:name>/", chart.chart, name="chart"),
        path("charts/<slug:name>.svg", chart.as_svg, name="chart_svg"),
        path("charts/<slug:name>.csv", chart.as_csv, name="chart_csv"),
        path("charts/<slug:name>.json", chart.as_json, name="chart_json"),
        path("tools/<slug:slug>/", tool.tool, name="tool"),
        path("corpora/", corpora.corpora, name="corpora"),
        path("corpora/<slug:slug>/", corpus.corpus, name="corpus"),
        path("compare/<slug:slug>/", comparison.comparison, name="comparison"),
        path("compare/<slug:slug>.csv", comparison.as_csv_file, name="comparison_csv"),
        path("compare/<slug:slug>.json", comparison.as_json_file, name="comparison_json"),
        path("compare/<slug:slug>/preview/", comparison.preview, name="comparison_preview"),
        path("people/<slug:slug>/", person.person, name="person"),
        path("sources/", sources.sources, name="sources"),
        path("sources/<slug:slug>/", source.source, name="source"),
        path("suggest/", suggest.suggest, name="suggest"),
        path("suggest/<slug:reference>/", suggestion.suggestion, name="suggestion"),
        path("method/", method.method, name="method"),
        path("about/", about.about, name="about"),
        path("data/", data.data, name="data"),
    ),
]

handler400 = "catalogue.views.errors.bad_request"
handler403 = "catalogue.views.errors.forbidden"
handler404 = "catalogue.views.errors.not_found"
handler500 = "catalogue.views.errors.server_error"
