"""Previews show the desk what readers will see; nobody else sees any of it, by no door."""

import json
import re

import pytest
from django.contrib.auth.models import Permission, User

from films.models import Country, Film, FirstClaim, FormerName
from films.vocabularies import Standing
from films.workflow import STEPS, take
from tests import factories as make

pytestmark = pytest.mark.django_db

SECRET = "Unseen Lamp"
WORDS = ("unseen-lamp", SECRET, "未见之灯", "KR-77", "a thing nobody may read")


@pytest.fixture
def staff(client):
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_film", "view_comparison"]))
    client.force_login(user)
    return client


@pytest.fixture
def rival():
    """A public film with a claim and a date."""
    return told("public-lamp", "Public Lamp", "published", "2025-06-01", public_id="CN-1", countries=["CN"])


@pytest.fixture
def draft(rival):
    """A draft that every public record has to do with, one way or another."""
    film = told("unseen-lamp", SECRET, "draft", "2024-06-01", public_id="KR-77", countries=["KR"])
    make.TitleFactory(film=film, text="未见之灯", language="zh-Hans", kind="translated", unsourced=True)
    source = make.SourceFactory()
    make.RelationFactory(film=film, kind="rival_of", other=rival, other_name="", sources=[source])
    make.RelationFactory(film=rival, kind="rival_of", other=film, other_name="", sources=[source])
    kept_there = make.ClaimFactory(
        film=film, work=rival, paraphrase_en="a thing nobody may read", paraphrase_zh_hans="无人可读", sources=[source]
    )
    make.ClaimFactory(film=rival, work=film, about=kept_there, paraphrase_en="first elsewhere", sources=[source])
    make.CreditFactory(film=film, agent=make.AgentFactory(slug="somebody"), sources=[source])
    make.CountryFactory(code="KR")
    Country.objects.filter(code="KR").update(lead_film=film, search_status="found")
    make.ComparisonFactory(slug="two", films=[rival, film], rows=["form", "standing"])
    FormerName.objects.create(name="older-lamp", film=film)
    return film


def told(slug, title, status, day, **film):
    """A feature with all that the engine asks for, sourced."""
    film = make.FilmFactory(slug=slug, status=status, form="feature", **film)
    source = make.SourceFactory()
    make.TitleFactory(film=film, text=title, identifying=True, sources=[source])
    make.FactFactory(film=film, amount=87, sources=[source])
    make.AIRoleFactory(film=film, sources=[source])
    make.ReleaseFactory(film=film, date=day, sources=[source])
    claim = make.ClaimFactory(film=film, scope_length="feature", sources=[source, make.SourceFactory()])
    Film.objects.filter(pk=film.pk).update(lamp=claim)
    return Film.objects.get(pk=film.pk)


def text_of(answer):
    return answer.content.decode()


PREVIEWS = (
    "/en/films/unseen-lamp/preview/",
    "/zh-hans/films/unseen-lamp/preview/",
    "/en/compare/preview/?films=public-lamp,unseen-lamp",
    "/en/compare/two/preview/",
)


@pytest.mark.parametrize("address", PREVIEWS)
@pytest.mark.parametrize("status", ["draft", "in_review", "published", "withdrawn"])
def test_a_preview_shows_a_film_in_any_state_and_nothing_keeps_it(staff, draft, address, status):
    Film.objects.filter(pk=draft.pk).update(status=status, withdrawn_on="2026-01-02")
    answer = staff.get(address)
    assert answer.status_code == 200
    assert SECRET in text_of(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in text_of(answer)


@pytest.mark.parametrize("address", PREVIEWS)
def test_a_preview_is_for_the_desk_alone(client, draft, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/")
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert client.get(address).status_code == 403


def test_a_preview_is_the_page_that_readers_will_see(staff, draft):
    before = text_of(staff.get("/en/films/unseen-lamp/preview/"))
    reviewer = User.objects.create_superuser("reviewer")
    Film.objects.filter(pk=draft.pk).update(status="in_review")
    take(STEPS["publish"], Film.objects.get(pk=draft.pk), by=reviewer, reason="Ready.")
    after = text_of(staff.get("/en/films/unseen-lamp/"))
    assert main(before) == main(after)


def main(page):
    """What both pages have in common: all but the bar and what a preview cannot lead to."""
    shared = page[page.index('<div class="film-head">') :].replace("/en/compare/preview/?", "/en/compare/?")
    shared = re.sub(r'<p class="(?:takeaway|amend)">.*?</p>\n?', "", shared.split("<footer")[0])
    return re.sub(r'<a class="(?:amend-link|row-amend)".*?</a>', "", shared)


def test_a_preview_judges_claims_as_if_the_film_were_public_and_writes_nothing(staff, draft, rival):
    own = FirstClaim.objects.get(film=rival, number=1)
    stored = list(FirstClaim.objects.order_by("pk").values())
    alone = text_of(staff.get("/en/films/unseen-lamp/preview/"))
    assert 'class="claim claim--stands claim--lead"' in alone
    beside = staff.get("/en/compare/preview/?films=public-lamp,unseen-lamp").context["table"]
    said = {row.code: [entry.standing for cell in row.cells for entry in cell.entries] for row in rows(beside)}
    assert said["standing"][0] == Standing.CONTESTED  # once an earlier film is public
    assert list(FirstClaim.objects.order_by("pk").values()) == stored
    own.refresh_from_db()
    assert own.standing == Standing.SAID


def rows(table):
    return [row for group in table.groups for row in group.rows]


def test_a_comparison_in_preview_says_which_films_are_not_public(staff, draft):
    for address in ("/en/compare/preview/?films=public-lamp,unseen-lamp", "/en/compare/two/preview/"):
        assert "Films not yet public: KR-77" in text_of(staff.get(address))


def test_a_preview_beside_films_that_do_not_exist_says_so(staff, draft):
    answer = staff.get("/en/compare/preview/?films=nothing")
    assert answer.status_code == 404
    assert "nothing" in text_of(answer)
    assert staff.get("/en/compare/preview/").status_code == 404
    assert staff.get("/en/films/nothing/preview/").status_code == 404


def test_the_desk_leads_to_both_previews(admin_client, draft):
    page = text_of(admin_client.get(f"/admin/films/film/{draft.pk}/change/"))
    assert 'href="/en/films/unseen-lamp/preview/"' in page
    assert 'href="/en/compare/preview/?films=unseen-lamp,public-lamp"' in page


def test_a_preview_asks_a_fixed_number_of_questions(staff, draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(50):
        staff.get("/en/films/unseen-lamp/preview/")


PUBLIC = (
    "/en/",
    "/en/films/",
    "/en/films/?q=Unseen",
    "/en/films/public-lamp/",
    "/en/films/public-lamp/history/",
    "/en/countries/",
    "/en/countries/kr/",
    "/en/countries/cn/",
    "/en/compare/",
    "/en/compare/?films=public-lamp",
    "/en/compare/?countries=CN,KR",
    "/en/compare/?q=Lamp",
    "/en/compare/two/",
    "/en/compare/two.csv",
    "/en/compare/two.json",
    "/en/compare.csv?films=public-lamp",
    "/en/compare.json?films=public-lamp",
    "/en/firsts/",
    "/en/firsts.json",
    "/en/firsts.csv",
    "/en/firsts/?length=40&territory=KR",
    "/en/claims/CN-1-c1/",
    "/en/claims/CN-1-c2/",
    "/en/ai/",
    "/en/ai/video/",
    "/en/charts/",
    "/en/charts/timeline/",
    "/en/charts/length.json",
    "/en/charts/ai.csv",
    "/en/people/somebody/",
    "/en/sources/",
    "/en/data/",
    "/data/fixture.json",
    "/data/fixture.json?film=public-lamp",
    "/data/fixture.json?country=CN",
)


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_no_public_page_and_no_download_tells_of_a_film_that_is_not_public(client, draft, status):
    Film.objects.filter(pk=draft.pk).update(status=status, withdrawn_on="2026-01-02")
    told = {}
    for address in PUBLIC:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        told[address] = [word for word in WORDS if word in text_of(answer)]
    assert {address: words for address, words in told.items() if words} == {}


@pytest.mark.parametrize("address", ["/en/films/unseen-lamp/", "/en/claims/KR-77-c1/", "/en/films/older-lamp/"])
def test_the_address_of_a_draft_is_not_there(client, draft, address):
    assert client.get(address, follow=True).status_code == 404


def test_sources_do_not_name_a_draft_that_cites_them(client, draft):
    for source in {s for statement in draft.firstclaims.all() for s in statement.sources.all()}:
        page = text_of(client.get(source.get_absolute_url()))
        assert [word for word in WORDS if word in page] == []


def test_an_export_without_drafts_loads_into_an_empty_archive(client, draft, settings, tmp_path):
    from django.core.management import call_command

    taken = tmp_path / "taken.json"
    taken.write_bytes(client.get("/data/fixture.json").content)
    assert "KR-77" not in {row["fields"].get("public_id") for row in json.loads(taken.read_text())}
    from films import models

    for noun in (models.ComparisonFilm, models.Comparison, models.Country, models.FirstClaim, models.Relation):
        noun.objects.all().delete()
    Film.objects.update(status="draft")
    Film.objects.all().delete()
    call_command("loaddata", str(taken), verbosity=0)
    assert [film.public_id for film in Film.objects.all()] == ["CN-1"]


def test_a_curators_backup_keeps_the_draft(draft, capsys):
    from django.core.management import call_command

    call_command("export_films", drafts=True)
    assert SECRET in capsys.readouterr().out
