"""Readers see what was changed in a public record, and why; not who typed it, and no draft."""

from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films.journal import deed
from films.models import Editor, Entry
from films.vocabularies import DeedKind, RecordStatus
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    user = User.objects.create_user("ada-account", "ada@example.org", first_name="Ada", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    return user


@pytest.fixture
def film():
    film = make.FilmFactory(slug="a-film", status=RecordStatus.DRAFT, year=2024)
    make.TitleFactory(film=film, text="中间计划", language="zh-Hans", identifying=True)
    return film


def publish(film, by):
    with deed(by, DeedKind.PUBLISH, "Reviewed"):
        film.status = RecordStatus.PUBLISHED
        film.save()


def mend(film, by, year, reason="The leaflet says so"):
    with deed(by, reason=reason):
        film.year = year
        film.save()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_change_of_a_public_record_is_told_with_its_reason(client, film, ada, language):
    publish(film, ada)
    mend(film, ada, 2025)
    page = client.get(f"/{language}/films/a-film/history/").content.decode()
    for words in ("The leaflet says so", "<del>2024</del>", "<ins>2025</ins>"):
        assert words in page


def test_nobody_s_account_is_named(client, film, ada):
    publish(film, ada)
    mend(film, ada, 2025)
    for address in ("/en/films/a-film/history/", "/feeds/corrections.en.atom"):
        page = client.get(address).content.decode()
        assert "a curator" in page
        for private in ("Ada", "ada-account", "ada@example.org"):
            assert private not in page


def test_a_curator_is_named_as_he_or_she_signs(client, film, ada):
    Editor.objects.create(user=ada, signature="A. Lu, Shanghai")
    publish(film, ada)
    assert "A. Lu, Shanghai" in client.get("/en/films/a-film/history/").content.decode()


def test_the_time_as_a_draft_stays_in_the_house(client, film, ada):
    mend(film, ada, 1999, "A guess")
    publish(film, ada)
    page = client.get("/en/films/a-film/history/").content.decode()
    assert "Reviewed" in page
    for private in ("A guess", "1999", "In review"):
        assert private not in page


def test_a_draft_has_no_public_history_and_stands_in_no_feed(client, film, ada):
    mend(film, ada, 2025)
    assert client.get("/en/films/a-film/history/").status_code == 404
    assert "leaflet" not in client.get("/feeds/corrections.en.atom").content.decode()


def test_a_draft_that_a_public_record_mentions_is_not_named(client, film, ada):
    publish(film, ada)
    hidden = make.FilmFactory(public_id="CN-777", status=RecordStatus.DRAFT)
    with deed(ada, reason="A rival"):
        make.RelationFactory(film=film, other=hidden, other_name="")
    page = client.get("/en/films/a-film/history/").content.decode()
    assert "a record that is not public" in page
    assert "CN-777" not in page


def test_a_withdrawn_film_shows_no_history(client, film, ada):
    publish(film, ada)
    film.status, film.withdrawn_on = RecordStatus.WITHDRAWN, "2026-01-01"
    film.save()
    assert client.get("/en/films/a-film/history/").status_code == 404


def test_an_old_address_leads_to_the_history_at_the_new_one(client, film, ada):
    publish(film, ada)
    film.slug = "renamed"
    film.save()
    answer = client.get("/en/films/a-film/history/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/en/films/renamed/history/")


def test_a_film_that_was_never_changed_says_so(client):
    make.FilmFactory(slug="still")
    Entry.objects.all().delete()
    assert "Nothing has been changed" in client.get("/en/films/still/history/").content.decode()


def test_a_history_asks_as_many_queries_for_many_changes_as_for_few(client, film, ada):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get("/en/films/a-film/history/")
        return len(asked)

    publish(film, ada)
    mend(film, ada, 2001)
    few = queries()
    for year in range(2002, 2012):
        mend(film, ada, year)
    assert queries() == few
    assert few <= 8


@pytest.mark.parametrize(("language", "words"), [("en", "Edited"), ("zh-hans", "修改")])
def test_the_feed_tells_each_correction_and_leads_to_it(client, film, ada, language, words):
    publish(film, ada)
    mend(film, ada, 2025)
    answer = client.get(f"/feeds/corrections.{language}.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    text = answer.content.decode()
    assert "2024 → 2025" in text
    assert f"/{language}/films/a-film/history/#change-" in text
    assert words in text


def test_a_feed_in_an_unknown_language_is_not_found(client):
    assert client.get("/feeds/corrections.xx.atom").status_code == 404


def test_what_was_typed_is_no_markup_for_feed_readers(client, film, ada):
    publish(film, ada)
    mend(film, ada, 2025, reason="<img src=x onerror=alert(1)>")
    feed = ElementTree.fromstring(client.get("/feeds/corrections.en.atom").content)
    summaries = [summary.text for summary in feed.iter("{http://www.w3.org/2005/Atom}summary")]
    assert any("&lt;img" in text for text in summaries)
    assert not any("<img" in text for text in summaries)
