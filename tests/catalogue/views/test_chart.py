"""The charts of the real records: pages, and what can be taken away."""

import csv
import gzip
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from catalogue.charts import CHARTS
from films.evidence import computed_costs
from films.models import Film
from films.pictures import costs_per_minute

MOST_QUERIES = 12
STATIC = Path(__file__).resolve().parents[3] / "static"
SVG = "{http://www.w3.org/2000/svg}"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


@pytest.fixture(params=["en", "zh-hans"])
def language(request) -> str:
    return request.param


@pytest.fixture(params=list(CHARTS))
def name(request) -> str:
    return request.param


class Tables(HTMLParser):
    """Rows of the table behind the chart, as texts."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        self.inside = tag in ("td", "th") or (self.inside and tag not in ("tr", "table"))
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def test_a_page_answers_within_its_queries_and_its_weight(client, django_assert_max_num_queries, language, name):
    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(f"/{language}/charts/{name}/")
    assert response.status_code == 200
    html = response.content.decode()
    assets = set(re.findall(r'/static/([\w/.-]+\.(?:css|js))"', html))
    weight = len(gzip.compress(response.content)) + sum(len(gzip.compress((STATIC / a).read_bytes())) for a in assets)
    assert weight <= 60_000
    assert " style=" not in html
    assert "<style" not in html


def test_the_list_names_every_chart(client, django_assert_max_num_queries, language):
    with django_assert_max_num_queries(1):
        html = client.get(f"/{language}/charts/").content.decode()
    assert all(f'href="/{language}/charts/{name}/"' in html for name in CHARTS)


@pytest.mark.parametrize("suffix", ["/", ".svg", ".csv", ".json"])
def test_a_chart_that_does_not_exist_is_not_found(client, suffix):
    assert client.get(f"/en/charts/no-such-chart{suffix}").status_code == 404


def test_the_table_has_exactly_the_rows_of_the_data(client, language, name):
    page = Tables()
    page.feed(client.get(f"/{language}/charts/{name}/").content.decode())
    response = client.get(f"/{language}/charts/{name}.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="signal-lights-{name}.csv"'
    taken = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [len(row) for row in page.rows] == [len(row) for row in taken]
    assert page.rows[0] == taken[0]
    assert all(cell.strip() and "(words=" not in cell for row in page.rows for cell in row)
    told = client.get(f"/{language}/charts/{name}.json")
    assert told.headers["Content-Type"] == "application/json; charset=utf-8"
    assert len(json.loads(told.content)["rows"]) == len(taken) - 1


def test_a_picture_that_is_taken_away_stands_alone(client, language, name):
    response = client.get(f"/{language}/charts/{name}.svg")
    assert response.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    picture = ElementTree.fromstring(response.content)
    assert picture.tag == f"{SVG}svg"
    assert picture.find(f"{SVG}title").text
    tags = {part.tag.removeprefix(SVG) for part in picture.iter()}
    assert not tags & {"script", "style", "foreignObject", "image"}
    for part in picture.iter():
        assert "style" not in part.attrib
        if part.tag == f"{SVG}a":
            assert part.attrib["href"].startswith("http://testserver/")
        if part.tag in (f"{SVG}text", f"{SVG}path", f"{SVG}circle", f"{SVG}rect"):
            assert {"fill", "stroke"} & set(part.attrib), part.attrib


def test_every_lamp_of_the_timeline_leads_to_its_claim_and_has_a_name(client):
    html = client.get("/en/charts/timeline/").content.decode()
    lamps = re.findall(r'<a href="(/en/claims/[^"]+)" aria-label="([^"]+)"', html)
    assert len(lamps) > 200
    assert all(": " in name for _address, name in lamps)
    assert client.get(lamps[0][0]).status_code == 200


def test_the_four_founding_lamps_carry_their_titles(client):
    svg = client.get("/en/charts/timeline.svg").content.decode()
    for title in ("音符中的密码", "The Frost", "Where the Robots Grow", "중간계"):
        assert f">{title}</text>" in svg


def test_the_frost_reads_as_twelve_minutes_called_both_and_the_korean_film_lies_on_the_line(client):
    svg = client.get("/en/charts/length.svg").content.decode()
    assert ">12′ · Short film / Feature film<" in svg
    assert ">60′44″ / 60′ / 61′ · Feature film / Medium-length film<" in svg


def test_computed_costs_of_the_film_pages_lie_within_the_ranges_of_the_chart():
    drawn = {cost.film.public_id: cost for cost in costs_per_minute().rows if cost.computed and not cost.zero}
    checked = 0
    for film in Film.objects.published().with_everything():
        for computed in computed_costs(film.productionfacts.all()):
            if computed.property == "cost_per_minute" and computed.amount:
                cost = drawn[film.public_id]
                assert cost.currency == computed.currency
                assert (cost.low or 0) <= computed.amount <= (cost.high or computed.amount)
                checked += 1
    assert checked >= 5


def test_costs_that_no_scale_can_hold_are_said_in_words(client):
    html = client.get("/en/charts/cost/").content.decode()
    assert "Said to have cost nothing" in html
    assert "about NT$10,000" in html
    assert "Withheld by those who know" in html
