"""The page of the rule: it answers any rule, says what is wrong with a bad one, and gives away what it shows."""

import csv
import io
import json
import re

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


@pytest.mark.parametrize(
    "query", ["", "?length=40", "?length=over-60&territory=KR", "?territory=KP", "?department=picture"]
)
def test_a_rule_is_answered_within_sixteen_queries(client, django_assert_max_num_queries, query):
    with django_assert_max_num_queries(16):
        assert client.get(f"/en/firsts/{query}").status_code == 200


def test_what_depends_is_told_with_the_value_that_decides(client):
    text = client.get("/en/firsts/?length=over-60&territory=KR").content.decode()
    assert "It depends on which of the recorded values is right." in text
    assert "<strong>60 minutes</strong>" in text


def test_a_rule_that_nothing_meets_says_so(client):
    text = client.get("/en/firsts/?territory=KP").content.decode()
    assert "No film on record is known to meet all of these conditions." in text


@pytest.mark.parametrize(
    "query", ["length=abc", "territory=ZZ", "extent=lots", "mode=opera", "department=catering", "date=birthday"]
)
@pytest.mark.parametrize("address", ["firsts/", "firsts.csv", "firsts.json"])
def test_a_rule_that_cannot_be_read_is_named_and_not_guessed(client, query, address):
    response = client.get(f"/en/{address}?{query}")
    assert response.status_code == 400
    assert query.partition("=")[2] in response.content.decode()


def test_empty_holes_do_not_stay_in_the_address(client):
    response = client.get("/en/firsts/?territory=&length=40&mode=&department=&extent=&channel=&date=")
    assert response.headers["Location"] == "/en/firsts/?length=40"


@pytest.mark.parametrize(
    "query",
    [
        "territory=africa&length=40",
        "territory=KR&length=over-60&mode=animation",
        "department=picture&extent=full_picture",
        "department=script&extent=predominant&channel=festival&date=festival",
        "territory=TW&department=picture&extent=full_pipeline",
    ],
)
def test_an_address_comes_back_from_the_rule_that_it_means(client, query):
    shown = client.get(f"/en/firsts/?{query}").context["query"]
    assert sorted(shown.split("&")) == sorted(query.split("&"))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_mark_stays_on_the_line_of_the_choice_before_it(client, language):
    sentence = client.get(f"/{language}/firsts/").content.decode().partition("rule-sentence")[2].partition("</p>")[0]
    marks = re.findall(r"</select></span>\s*[,.，。；）：]+(.{7})", sentence)
    assert marks
    assert set(marks) == {"</span>"}


def test_the_files_hold_the_works_of_the_page(client):
    page = client.get("/en/firsts/?length=40").context["answer"]
    rows = list(csv.DictReader(io.StringIO(client.get("/en/firsts.csv?length=40").content.decode("utf-8-sig"))))
    data = json.loads(client.get("/en/firsts.json?length=40").content)
    keys = [s.work.key for s in page.order] + [a.work.key for a in page.asides]
    assert [row["work"] for row in rows] == keys
    assert [row["work"] for row in (*data["order"], *data["beside"])] == keys
    assert data["computed"] is True
    assert data["rule"] == {"conditions": {"minutes": {"at_least": 40.0}}, "counted_by": "first_showing"}


def test_the_citation_states_the_rule(client):
    text = client.get("/en/firsts/?length=40&territory=KR").content.decode()
    assert "First by whose rule? South Korea, of 40 minutes or more, counted by first public showing" in text


def test_nobody_is_crowned(client):
    for query in ("", "?length=40"):
        assert "the first AI" not in client.get(f"/en/firsts/{query}").content.decode().split('id="sources"')[0]
