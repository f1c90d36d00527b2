"""The four cases of the founding essay, as a reader meets them on the real records."""

import re

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


def text_of(client, address: str) -> str:
    return client.get(address).content.decode()


def test_yinfu_rests_on_one_origin(client):
    told = client.get("/en/films/yinfu-zhong-de-mima/").context["record"]
    assert told.lamp.evidence.origins == 1
    assert "Looked for, not found" in text_of(client, "/en/films/yinfu-zhong-de-mima/")


def test_the_robots_show_the_essay_s_title_and_the_film_that_it_belongs_to(client):
    page = text_of(client, "/en/films/where-the-robots-grow/")
    assert "再见机器人" in page
    assert "Title used in a source" in page
    assert "Robot Dreams" in page
    assert "Not to be confused with" in page


def test_the_frost_shows_the_word_feature_set_aside_beside_twelve_minutes(client):
    page = text_of(client, "/en/films/the-frost/")
    assert "12 minutes" in page
    assert "Called a feature film" in page
    assert "Error in the source" in page


def test_run_to_the_west_shows_each_running_time_with_its_sources(client):
    page = text_of(client, "/en/films/run-to-the-west/")
    for words in ("60 minutes 44 seconds", "60 minutes", "61 minutes"):
        assert words in page


def test_what_we_computed_is_labelled_with_its_inputs(client):
    page = text_of(client, "/en/films/where-the-robots-grow/")
    assert "computed" in page
    assert "US$696,000" in page
    assert "87 minutes" in page


def test_a_profile_leads_to_the_film_beside_its_rivals(client):
    text = client.get("/en/films/the-frost/").content.decode()
    address = re.search(r'href="(/en/compare/\?films=the-frost,[\w,-]+)"', text)[1]
    assert client.get(address).status_code == 200


def test_a_country_leads_to_the_rule_with_itself_in_it(client):
    assert 'href="/en/firsts/?territory=KR"' in client.get("/en/countries/kr/").content.decode()
