"""A curated comparison: who may see it, what it keeps, and what its table holds."""

import csv
import io
import json

import pytest
from django.contrib.auth.models import Permission, User

from films.models import Comparison
from tests.factories import ComparisonFactory, FactFactory, FilmFactory, SourceFactory, TitleFactory

pytestmark = pytest.mark.django_db


def titled(title: str, language: str = "en", **film):
    made = FilmFactory(**film)
    TitleFactory(film=made, text=title, language=language, identifying=True)
    FactFactory(film=made, sources=[SourceFactory()])
    return made


@pytest.fixture
def comparison():
    films = [titled("One's Own", slug="own"), titled("중간계", "ko", slug="middle")]
    essay = "About One’s Own and 중간계 <b>.\n\nAnd more."
    return ComparisonFactory(slug="two", films=films, rows=["running_time", "form", "origins"], essay_en=essay)


@pytest.fixture
def staff(client):
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_comparison"))
    client.force_login(user)
    return client


def text_of(response) -> str:
    return response.content.decode()


def test_the_page_shows_essay_rows_and_notes_in_the_curators_order(client, comparison):
    page = text_of(client.get("/en/compare/two/"))
    assert (
        page.index("A comparison") < page.index("And more.") < page.index("On running_time.") < page.index("On form.")
    )
    assert 'href="/en/compare/?films=own,middle"' in page
    assert "一组比较" in text_of(client.get("/zh-hans/compare/two/"))


def test_titles_in_the_essay_lead_to_their_films_and_all_else_is_text(client, comparison):
    page = text_of(client.get("/en/compare/two/"))
    assert '<a href="/en/films/own/"><span lang="en">One’s Own</span></a>' in page
    assert '<a href="/en/films/middle/"><span lang="ko">중간계</span></a></cite> &lt;b&gt;.' in page


@pytest.mark.parametrize("status", ["draft", "in_review"])
@pytest.mark.parametrize("ending", ["/", ".csv", ".json"])
def test_what_is_not_published_is_not_there(client, comparison, status, ending):
    Comparison.objects.update(status=status)
    assert client.get(f"/en/compare/two{ending}").status_code == 404


def test_a_withdrawn_one_leaves_a_tombstone(client, comparison):
    Comparison.objects.update(status="withdrawn", withdrawn_on="2026-11-01", withdrawal_reason_en="It was wrong.")
    answer = client.get("/en/compare/two/")
    assert answer.status_code == 410
    assert "It was wrong." in text_of(answer)
    assert "And more." not in text_of(answer)


def test_a_film_that_went_is_left_out_and_missed(client, comparison):
    hidden = comparison.places.get(number=2).film
    type(hidden).objects.filter(pk=hidden.pk).update(status="withdrawn", withdrawn_on="2026-11-01")
    page = text_of(client.get("/en/compare/two/"))
    assert "/films/middle/" not in page
    assert "A film of this comparison is not public at present" in page


def test_the_table_is_taken_away_as_it_is_read(client, comparison):
    kept = json.loads(client.get("/en/compare/two.json").content)
    rows = [row["code"] for group in kept["groups"] for row in group["rows"]]
    assert rows == ["running_time", "form", "origins"]
    assert kept["essay"] == ["About One’s Own and 중간계 <b>.", "And more."]
    answer = client.get("/en/compare/two.csv")
    assert 'filename="two.csv"' in answer.headers["Content-Disposition"]
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {line["Film"] for line in lines} == {"own", "middle"}


@pytest.mark.parametrize("status", ["draft", "in_review", "published", "withdrawn"])
def test_the_desk_previews_any_state_and_nothing_keeps_it(staff, comparison, status):
    Comparison.objects.update(status=status, withdrawn_on="2026-11-01")
    type(comparison.places.first().film).objects.filter(slug="middle").update(status="draft")
    answer = staff.get("/zh-hans/compare/two/preview/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "一组比较" in text_of(answer)
    assert "/films/middle/" in text_of(answer)


def test_a_preview_is_for_the_desk_alone(client, comparison):
    assert client.get("/en/compare/two/preview/").status_code == 302
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert client.get("/en/compare/two/preview/").status_code == 403


def test_the_list_shows_public_comparisons_with_their_public_lamps(client, comparison, django_assert_num_queries):
    from films.curated import curated

    ComparisonFactory(slug="secret", status="draft", title_en="Secret", films=[titled("Hidden", status="draft")])
    ComparisonFactory(slug="first", position=0, films=[titled("Third"), comparison.places.first().film])
    with django_assert_num_queries(4):
        found = curated()
    assert [one.address for one in found] == ["/en/compare/first/", "/en/compare/two/"]
    assert [lamp.mention.title for lamp in found[1].lamps] == ["One's Own", "중간계"]
    page = text_of(client.get("/en/compare/"))
    assert "/en/compare/two/" in page
    assert "Secret" not in page
