"""Home: each lamp is a link on the chart, on its region's plan and in the list."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from films.lists import lamps
from films.models import Country
from films.vocabularies import SearchStatus, Standing
from tests.factories import ClaimFactory, CountryFactory, FilmFactory, TitleFactory

pytestmark = pytest.mark.django_db
FILMS = [
    ("NG-57", "Makemation"), ("KR-4", "중간계"), ("GB-3", "Where the Robots Grow"), ("US-2", "The Frost"),
    ("CN-1", "音符中的密码"), ("CN-6", "另一部"), ("HK-79", "在我心中"),
]  # fmt: skip


def light_lamps(films: list[tuple[str, str]]) -> None:
    for public_id, title in films:
        film = FilmFactory(public_id=public_id, slug=public_id.lower(), countries=[public_id[:2]])
        TitleFactory(film=film, text=title, language="en", identifying=True)
        standing = Standing.CONTESTED if public_id == "GB-3" else Standing.SAID
        film.lamp = ClaimFactory(film=film, standing=standing, paraphrase_en="first", paraphrase_zh_hans="首部")
        film.save()


@pytest.fixture
def world() -> None:
    light_lamps(FILMS)
    CountryFactory(code="AT")
    Country.objects.filter(code__in=["AT", "NG"]).update(search_status=SearchStatus.NOTHING_FOUND)


@pytest.fixture
def page(client: Client, world) -> str:
    return client.get("/en/").content.decode()


def part(page: str, start: str, end: str) -> str:
    return page[page.index(start) : page.index(end, page.index(start))]


def test_each_country_s_lamp_is_a_link_on_the_chart_on_a_plan_and_in_the_list(page):
    addresses = {f"/en/films/{code}/" for code in ("ng-57", "kr-4", "gb-3", "us-2", "cn-1", "hk-79")}
    parts = (
        part(page, '<figure class="sea-chart"', '<ul class="sea-plans"'),
        part(page, '<ul class="sea-plans"', "<figcaption>"),
        part(page, '<table class="lights"', "</table>"),
    )
    assert [set(re.findall(r'href="(/en/films/[^"]+/)"', text)) for text in parts] == [addresses] * 3
    assert "<h1>6 countries and territories have lit a lamp" in page


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "GB 3 Where the Robots Grow, United Kingdom: contested"),
        ("zh-hans", "GB 3 《Where the Robots Grow》"),
    ],
)
def test_a_lamp_is_named_with_its_number_title_country_and_standing(client, world, language, name):
    assert client.get(f"/{language}/").content.decode().count(f'aria-label="{name}') == 2


def test_the_four_lamps_of_the_essay_come_first_in_the_list_and_alone_are_labelled_at_once(page):
    assert re.findall(r'class="num"[^>]*>([A-Z]{2} \d+)<', page)[:4] == ["CN 1", "US 2", "GB 3", "KR 4"]
    assert page.count("sea-founding") == 4


def test_countries_looked_at_in_vain_are_marked_in_words_unless_a_lamp_was_found_since(page):
    assert [country.code for country in lamps().unlit] == ["AT"]
    assert "looked for, none found</a><span>1</span>" in page
    assert "Borders and coast as in Natural Earth, de facto; no opinion is implied." in page


def test_the_question_and_the_comparison_are_one_click_away(page):
    hero = part(page, '<section class="hero sheet"', "</section>")
    assert 'href="/en/firsts/">First by whose rule?' in hero
    assert 'href="/en/compare/">Compare countries' in hero


def test_an_empty_archive_has_a_home(client):
    assert client.get("/en/").status_code == 200


def test_more_lamps_ask_no_more_queries(client, world):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/en/").status_code == 200
        return len(asked)

    few = queries()
    few = queries()  # the first visit also reads what rules ask of all films
    light_lamps([(f"{code}-{100 + n}", code) for n, code in enumerate("JP FR DE IT ES PT BR MX IN".split())])
    assert queries() == few <= 16


def test_the_chart_is_taken_away_with_every_lamp_as_a_picture_and_as_data(client, world):
    picture = client.get("/en/charts/sea.svg").content.decode()
    rows = client.get("/en/charts/sea.json").json()["rows"]
    assert picture.count("<a href=") == 6
    assert [row["standing"] for row in rows].count("searched_nothing_found") == 1
    assert len(rows) == 7
    assert "style=" not in picture
