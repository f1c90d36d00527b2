"""The comparison page on the real records: the four founding lamps, whole in every form, and every wrong question."""

import csv
import io
import re

import pytest

from films.comparison import Row, Table
from tests.factories import FilmFactory

FOUR = "yinfu-zhong-de-mima,the-frost,where-the-robots-grow,run-to-the-west"
FIVE = f"{FOUR},the-safe-zone"
CHINA, AMERICA, BRITAIN, KOREA = range(4)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


def table_of(client, query: str = f"films={FOUR}", language: str = "en") -> Table:
    return client.get(f"/{language}/compare/?{query}").context["table"]


def row(table: Table, key: str) -> Row:
    return next(r for r in table.rows if r.key == key)


def said(table: Table, key: str, column: int) -> list[str]:
    return [entry.text for entry in row(table, key).cells[column].entries]


def cited(table: Table, key: str, column: int) -> set[str]:
    entries = row(table, key).cells[column].entries
    return {slug for entry in entries if entry.evidence for slug in entry.evidence.sources}


@pytest.fixture(params=["en", "zh-hans"])
def language(request) -> str:
    return request.param


def test_it_answers_what_each_cost_per_minute(client):
    table = table_of(client)
    assert said(table, "cost_per_minute", BRITAIN) == ["about US$8,000"]
    assert "wenhui-2025-12-30" in cited(table, "cost_per_minute", BRITAIN)
    korea = (
        row(
            table,
            "cost_per_minute",
        )
        .cells[KOREA]
        .entries[0]
    )
    assert (korea.computed, korea.text, korea.inputs) == (True, "about ₩9,880,000", "₩600,000,000 ÷ 60.7 minutes")
    assert said(table, "cost_per_minute_common", KOREA) == ["about US$6,950"]
    shares = [cell.entries[0].share for cell in row(table, "cost_per_minute_common").cells]
    assert shares == [None, None, 100, 87]
    assert said(table, "cost_per_minute", CHINA) == said(table, "cost_per_minute", AMERICA) == ["Looked for, not found"]
    assert said(table, "budget", KOREA) == ["about ₩600,000,000", "Withheld"]


def test_it_answers_where_ai_worked_and_where_people_did(client):
    table = table_of(client)
    assert said(table, "ai-image", AMERICA) == ["Wholly generated"]
    assert said(table, "ai-script", AMERICA) == said(table, "ai-script", BRITAIN) == ["Human-made"]
    korea = row(table, "ai-script").cells[KOREA].entries
    assert [(e.text, e.set_aside) for e in korea] == [("Human-made", False), ("Mostly generated", True)]
    assert row(table, "ai-whole_film").cells[BRITAIN].entries[0].disputed
    assert cited(table, "ai-script", BRITAIN)


def test_it_answers_what_each_first_is_used_to_argue_and_what_speaks_against_it(client):
    table = table_of(client)
    frames = [said(table, "frame", column) for column in range(4)]
    assert frames == [
        ["Human–machine symbiosis"],
        ["Technological radicalism"],
        ["Cost revolution"],
        ["Industrial revival"],
    ]
    for column in range(4):
        assert cited(table, "reading", column) <= {"wenhui-2025-12-30", "wenhui-2025-12-24-mirror"}
        assert row(table, "reading").cells[column].entries[0].label == "Wenhui Bao essay"
    assert "not meant to save money" in said(table, "counter_reading", BRITAIN)[0]
    assert "deadline-aimation-copy" in cited(table, "counter_reading", BRITAIN)


def test_the_four_hard_cases_are_right_in_the_table(client):
    table = table_of(client)
    assert table.columns[CHINA].origins == 1
    assert said(table, "running_time", AMERICA) == ["12 minutes"]
    called = row(table, "form").cells[AMERICA].entries[-1]
    assert (called.set_aside, called.reason) == (True, "Error in the source")
    korea = row(table, "running_time").cells[KOREA].entries
    assert [e.text for e in korea] == ["60 minutes 44 seconds", "60 minutes", "61 minutes"]
    assert not any(e.disputed for e in korea)
    assert [c.mention.slug for c in table.uneven] == ["run-to-the-west", "yinfu-zhong-de-mima"]


def test_five_films_ask_at_most_sixteen_queries(client, django_assert_max_num_queries, language):
    for films in (FIVE, FOUR, "the-frost", ""):
        with django_assert_max_num_queries(16):
            assert client.get(f"/{language}/compare/?films={films}").status_code == 200


def test_csv_and_json_hold_the_cells_of_the_table_and_nothing_else(client, language):
    table = table_of(client, language=language)
    cells = [
        (r.code, r.part, column.mention.slug, e.text, tuple(e.evidence.sources) if e.evidence else ())
        for r in table.rows
        for column, cell in zip(table.columns, r.cells, strict=True)
        for e in cell.entries
    ]
    answer = client.get(f"/{language}/compare.csv?films={FOUR}")
    assert answer["Content-Type"].startswith("text/csv")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]
    assert [(x[1], x[2], x[4], x[6].removeprefix("'"), tuple(x[15].split())) for x in lines] == cells
    data = client.get(f"/{language}/compare.json?films={FOUR}").json()
    slugs = [column["slug"] for column in data["columns"]]
    assert [
        (r["code"], r.get("department", ""), slug, e["text"], tuple(e.get("sources", ())))
        for group in data["groups"]
        for r in group["rows"]
        for slug, entries in zip(slugs, r["cells"], strict=True)
        for e in entries
    ] == cells
    known = {s["slug"]: s for s in data["sources"]}
    assert {slug for cell in cells for slug in cell[4]} == set(known)
    assert known["wenhui-2025-12-30"]["url"].startswith("https://")


def test_every_note_of_the_page_leads_to_a_source_and_back(client, language):
    page = client.get(f"/{language}/compare/?films={FOUR}").content.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    targets = set(re.findall(r'href="#((?:source|note|col)-[^"]+)"', page))
    assert targets
    assert targets <= set(ids)


def test_countries_lead_to_the_address_of_their_lamps(client):
    answer = client.get("/en/compare/?countries=cn,US&countries=GB,KR&order=differing")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/en/compare/?films={FOUR}&order=differing"


def test_an_unknown_film_is_named_and_the_others_are_shown(client, language):
    answer = client.get(f"/{language}/compare/?films=the-frost,no-such-film")
    assert answer.status_code == 200
    assert "no-such-film" in answer.content.decode()
    assert [c.mention.slug for c in answer.context["table"].columns] == ["the-frost"]
    assert client.get(f"/{language}/compare/?films=no-such-film").status_code == 404
    assert client.get(f"/{language}/compare.json?films=no-such-film").status_code == 404


def test_a_sixth_film_is_left_out_by_name(client, language):
    answer = client.get(f"/{language}/compare/?films={FIVE},m-hotel")
    assert answer.status_code == 200
    assert len(answer.context["table"].columns) == 5
    assert [film.slug for film in answer.context["left_out"]] == ["m-hotel"]
    assert "M호텔" in answer.content.decode()


def test_a_film_without_any_fact_has_a_column_of_words(client, language):
    FilmFactory(slug="bare", public_id="XX-900", countries=["KR"])
    answer = client.get(f"/{language}/compare/?films=bare,the-frost")
    assert answer.status_code == 200
    assert answer.context["table"].columns[0].known == 0
    assert all(entry.text for r in answer.context["table"].rows for entry in r.cells[0].entries)


def test_the_picker_offers_lamps_of_published_films_that_are_not_there_yet(client):
    FilmFactory(slug="draft-lamp", public_id="ZW-901", status="draft")
    regions = client.get("/en/compare/?films=the-frost").context["regions"]
    offered = {choice.slug for _region, choices in regions for choice in choices}
    assert "run-to-the-west" in offered
    assert not {"the-frost", "draft-lamp"} & offered


def test_the_picker_adds_moves_and_takes_away_by_address_alone(client):
    added = client.get("/en/compare/?films=the-frost&add=m-hotel&q=")
    assert added.headers["Location"] == "/en/compare/?films=the-frost,m-hotel"
    named = client.get("/en/compare/?films=the-frost&add=&q=密码")
    assert named.headers["Location"] == "/en/compare/?films=the-frost,yinfu-zhong-de-mima"
    several = client.get("/en/compare/?films=the-frost&q=the")
    assert len(several.context["found"]) > 1
    none = client.get("/en/compare/?films=the-frost&q=zzzz")
    assert "No other published film" in none.content.decode()
    _column, moves = client.get("/en/compare/?films=the-frost,m-hotel").context["places"][1]
    assert moves == {"left": "films=m-hotel,the-frost", "right": "", "without": "films=the-frost"}


@pytest.mark.parametrize(
    "query", ["films=,,", "films=😀", "films=%22%3E%3Cscript%3E", "order=x", "countries=ZZ", "films=" + "a," * 900]
)
def test_no_question_breaks_it(client, query):
    answer = client.get(f"/en/compare/?{query}")
    assert answer.status_code in (200, 404)
    assert "<script>" not in answer.content.decode()
