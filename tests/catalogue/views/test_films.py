"""The browse page: the filter is the address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.filters import FilmFilter, facet_counts
from films.models import Film
from tests.factories import AIRoleFactory, FilmFactory, TermFactory, TitleFactory

pytestmark = pytest.mark.django_db


def rows(client, query: str) -> list[str]:
    return [row.mention.slug for row in client.get(f"/en/films/?{query}").context["rows"]]


def test_filters_narrow_and_values_of_one_filter_widen(client):
    FilmFactory(slug="a", countries=["KR"], form="short", year=2024)
    FilmFactory(slug="b", countries=["CN"], form="feature", year=2025)
    FilmFactory(slug="c", countries=["US"], form="feature", year=2026)
    assert rows(client, "country=KR&country=CN") == ["a", "b"]
    assert rows(client, "country=KR&country=CN&form=feature") == ["b"]
    assert rows(client, "year_min=2025&sort=-year") == ["c", "b"]


def test_a_film_is_found_by_any_part_of_any_title(client):
    film = FilmFactory(slug="yinfu")
    TitleFactory(film=film, text="音符中的密码", language="zh-Hans", identifying=True)
    assert rows(client, "q=密码") == ["yinfu"]
    assert rows(client, "q=%25") == []


@pytest.mark.parametrize(
    "query",
    ["form=bogus", "country=ZZ", "year_min=abc", "year_min=99999999999999", "tool=none", "sort=price"],
)
def test_a_filter_value_that_does_not_exist_is_named_and_shows_no_rows(client, query):
    response = client.get(f"/en/films/?{query}")
    assert response.status_code == 400
    assert "could not be answered" in response.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "999999999999999999999999", "abc", ""])
def test_a_page_of_results_that_does_not_exist_is_not_an_accident(client, page):
    assert client.get(f"/en/films/?page={page}").status_code == 404


@pytest.mark.parametrize("query", ["q=%00", "q=" + "x" * 5000, "q=%ED%A0%80", "q=NEAR(%22*", "unknown=1", "q='%22;--"])
def test_hostile_queries_are_answered_calmly(client, query):
    assert client.get(f"/en/films/?{query}").status_code in (200, 400)


def test_department_and_extent_are_conditions_of_one_ai_role(client):
    film = FilmFactory(slug="mixed")
    AIRoleFactory(film=film, department=TermFactory(code="script"), extent="none")
    AIRoleFactory(film=film, department=TermFactory(code="voice"), extent="full_picture")
    assert rows(client, "department=script&extent=none") == ["mixed"]
    assert rows(client, "department=script&extent=full_picture") == []


def test_drafts_are_in_no_count(client):
    FilmFactory(form="short", status="draft")
    FilmFactory(form="short")
    chosen = FilmFilter({}, queryset=Film.objects.published())
    assert chosen.is_valid()
    assert facet_counts(chosen)["form"] == {"short": 1}


def test_the_browse_page_asks_no_more_queries_when_the_catalogue_grows(client):
    def grow(n: int) -> None:
        for film in FilmFactory.create_batch(n, countries=["KR"]):
            AIRoleFactory(film=film, department=TermFactory(code="video"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/en/films/?country=KR")
        return len(asked)

    grow(3)
    few = queries()
    grow(60)
    assert queries() == few
