"""Whatever was cited once leads to where it is now."""

import pytest

from films.merging import merge
from films.models import FormerName
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged():
    kept, gone = make.FilmFactory(public_id="KR-4", slug="kept"), make.FilmFactory(public_id="KR-9", slug="gone")
    make.ClaimFactory(film=kept, wording="x")
    make.ClaimFactory(film=gone)
    merge(kept, gone)
    return kept


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/en/films/gone/", "/en/films/kept/"),
        ("/zh-hans/films/gone/", "/zh-hans/films/kept/"),
        ("/en/films/KR-9/", "/en/films/kept/"),
        ("/en/films/kr-9/", "/en/films/kept/"),
        ("/en/claims/KR-9-c1/", "/en/claims/KR-4-c2/"),
        ("/en/claims/kr-9-C1/", "/en/claims/KR-4-c2/"),
        ("/data/fixture.json?film=gone", "/data/fixture.json?film=kept"),
        ("/data/fixture.json?film=KR-9&form=unknown", "/data/fixture.json?film=kept&form=unknown"),
    ],
)
def test_old_names_of_a_merged_film_redirect_for_good(client, merged, old, new):
    answer = client.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, new)


def test_a_comparison_asked_for_by_old_names_is_shown_under_the_present_ones(client, merged):
    other = make.FilmFactory(slug="other")
    for asked in ("gone,other", "KR-9,other", "kr-9,gone,other"):
        answer = client.get("/en/compare/", {"films": asked})
        assert answer.headers["Location"] == "/en/compare/?films=kept,other"
    assert client.get("/en/compare.json", {"films": "gone"}).json()["columns"][0]["slug"] == "kept"
    assert other.slug


@pytest.mark.parametrize(("status", "answers"), [("draft", 404), ("in_review", 404), ("withdrawn", 301)])
def test_a_name_does_not_tell_of_what_is_not_public(client, status, answers):
    film = make.FilmFactory(slug="secret", status=status, withdrawn_on="2026-01-01")
    FormerName.objects.remember(film, "old")
    make.ClaimFactory(film=film)
    FormerName.objects.create(noun="firstclaim", name="KR-9-c1", film=film, number=1)
    answer = client.get("/en/films/old/", follow=False)
    assert answer.status_code == answers
    assert client.get("/en/films/old/", follow=True).status_code == (410 if answers == 301 else 404)
    assert client.get("/en/claims/KR-9-c1/").status_code == 404


@pytest.mark.parametrize(
    ("factory", "address"), [(make.AgentFactory, "/en/people/"), (make.SourceFactory, "/en/sources/")]
)
def test_people_and_sources_are_found_under_old_addresses(client, factory, address):
    kept, gone = factory(slug="kept"), factory(slug="gone")
    kept.slug = "renamed"
    kept.save()
    merge(kept, gone)
    for old in ("kept", "gone"):
        answer = client.get(f"{address}{old}/")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"{address}renamed/")
    assert client.get(f"{address}renamed/").status_code == 200
    assert client.get(f"{address}never/").status_code == 404
