"""The data by HTTP."""

import json

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


def test_one_film_comes_with_all_that_it_rests_on(client):
    response = client.get("/data/fixture.json?film=the-frost")
    rows = json.loads(response.content)
    assert response.headers["Content-Type"].startswith("application/json")
    slugs = [r["fields"]["slug"] for r in rows if r["model"] == "films.film"]
    assert "the-frost" in slugs
    assert not any("pk" in r and r["model"] != "films.country" for r in rows)


def test_the_filters_of_the_browse_page_choose(client):
    rows = json.loads(client.get("/data/fixture.json?country=KR&form=feature").content)
    roles = [r for r in rows if r["model"] == "films.airole"]
    assert {r["fields"]["film"][0] for r in roles} == {"KR-4", "KR-88"}


@pytest.mark.parametrize(("query", "status"), [("form=bogus", 400), ("film=none", 404)])
def test_a_wrong_question_gets_a_clear_answer(client, query, status):
    response = client.get(f"/data/fixture.json?{query}")
    assert response.status_code == status
    assert response.json()["errors"]
