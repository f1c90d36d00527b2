"""No page asks more queries when the catalogue is a hundred times as large."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films.models import Country, Film
from tests.factories import AIRoleFactory, ClaimFactory, FilmFactory, SourceFactory, TermFactory, TitleFactory

PAGES = [
    "",
    "films/",
    "countries/",
    "countries/kr/",
    "ai/",
    "ai/video/",
    "sources/",
    "sources/first/",
    "data/",
    "compare/",
]

pytestmark = pytest.mark.django_db


def grow(number: int) -> None:
    source = SourceFactory() if Country.objects.exists() else SourceFactory(slug="first")
    for film in FilmFactory.create_batch(number, countries=["KR"]):
        TitleFactory(film=film, identifying=True)
        AIRoleFactory(film=film, department=TermFactory(code="video"), sources=[source])
        film.lamp = ClaimFactory(film=film, sources=[source])
        film.save()


def queries(client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/en/{page}").status_code == 200
    return len(asked)


def test_the_number_of_queries_does_not_follow_the_number_of_films(client):
    grow(1)
    few = {page: queries(client, page) for page in PAGES}
    grow(99)
    assert {page: queries(client, page) for page in PAGES} == few


def test_the_number_of_queries_of_a_comparison_does_not_follow_it_either(client):
    grow(1)
    page = f"compare/?films={Film.objects.get().slug}"
    few = queries(client, page)
    grow(99)
    assert queries(client, page) == few
