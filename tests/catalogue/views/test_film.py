"""The profile: films that moved or went, hostile words, and the cost of a page."""

import pytest

from films.models import Film, FormerName
from tests.factories import FilmFactory, TitleFactory

pytestmark = pytest.mark.django_db


def text_of(client, address: str) -> str:
    return client.get(address).content.decode()


def test_an_old_address_leads_to_the_new_one(client):
    film = FilmFactory(slug="old-name")
    film.slug = "new-name"
    film.save()
    response = client.get("/en/films/old-name/")
    assert response.status_code == 301
    assert response.headers["Location"] == "/en/films/new-name/"
    assert FormerName.objects.get().name == "old-name"


def test_a_withdrawn_film_leaves_a_tombstone(client):
    FilmFactory(slug="gone", status="withdrawn", withdrawn_on="2026-11-01", withdrawal_reason_en="A double.")
    response = client.get("/en/films/gone/")
    assert response.status_code == 410
    assert "A double." in response.content.decode()


def test_a_draft_is_seen_by_nobody(client):
    FilmFactory(slug="draft", status="draft")
    assert client.get("/en/films/draft/").status_code == 404


def test_a_hostile_title_is_text(client):
    film = FilmFactory(slug="hostile")
    TitleFactory(film=film, text='=<script>alert("《》")</script>😀', identifying=True)
    page = text_of(client, "/en/films/hostile/")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_the_profile_asks_as_many_queries_for_one_film_as_for_a_hundred(client, django_assert_num_queries):
    FilmFactory(slug="alone")
    client.get("/en/films/alone/")
    FilmFactory.create_batch(100)
    assert Film.objects.count() == 101
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as many:
        client.get("/en/films/alone/")
    Film.objects.exclude(slug="alone").update(status="draft")
    with django_assert_num_queries(len(many)):
        client.get("/en/films/alone/")
