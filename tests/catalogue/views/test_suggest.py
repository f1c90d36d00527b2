"""“This is wrong, here is my source”: what a reader can do, and what a machine cannot."""

import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.suggesting import LONGEST, QUICKEST, new_token
from films.models import Suggestion
from films.suggestions import MOST_AN_HOUR
from tests.factories import ClaimFactory, FactFactory, FilmFactory, SourceFactory, SuggestionFactory, TitleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def film():
    film = FilmFactory(public_id="KR-4", slug="middle")
    TitleFactory(film=film, text="중간계", language="ko", identifying=True)
    return film


def shown(monkeypatch, seconds_ago):
    """The token of a form that was shown some time ago."""
    now = time.time()
    with monkeypatch.context() as past:
        past.setattr("django.core.signing.time.time", lambda: now - seconds_ago)
        return new_token()


@pytest.fixture
def sending(monkeypatch):
    """What a person fills in, in a form of their own."""

    def fill(**given):
        return {
            "kind": "correction", "what": "It runs 61 minutes.", "proposed": "61 minutes", "party": "", "capacity": "",
            "ground": "published", "source_url": "https://example.org/a", "source_text": "", "name": "Ada",
            "contact": "ada@example.org", "consent": "on", "subject": "", "token": shown(monkeypatch, 60), **given,
        }  # fmt: skip

    return fill


def refused(response, *, status=200):
    assert response.status_code == status
    assert not Suggestion.objects.exists()
    return response.content.decode()


# What it shows


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_form_shows_what_is_on_record(client, film, language):
    fact = FactFactory(film=film, amount=61, sources=[SourceFactory(title="Interview")])
    page = client.get(f"/{language}/suggest/?about={fact.ref}").content.decode()
    assert "61 minutes" in page or "61分钟" in page
    assert "Interview" in page
    assert '<span lang="ko">중간계</span>' in page
    assert 'name="robots" content="noindex"' in page


def test_only_the_form_sets_a_cookie_and_nobody_else_may_keep_the_page(client, film):
    answer = client.get("/en/suggest/")
    assert set(answer.cookies) == {"csrftoken"}
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert not Client().get("/en/films/middle/").cookies


@pytest.mark.parametrize("about", ["KR-999", "KR-4-c9", "KR-4-f9", "source:none", "nonsense", "KR-4-nothing"])
def test_what_is_not_there_is_named(client, film, about):
    answer = client.get("/en/suggest/", {"about": about})
    assert answer.status_code == 404
    assert f"There is no public record “{about}” here." in answer.content.decode()


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_a_film_that_is_not_public_never_shows_itself(client, film, sending, status):
    refs = ["KR-4", "KR-4-facts", ClaimFactory(film=film).ref, FactFactory(film=film).ref]
    type(film).objects.update(status=status, withdrawn_on="2026-01-01")
    for ref in refs:
        for answer in (client.get(f"/en/suggest/?about={ref}"), client.post(f"/en/suggest/?about={ref}", sending())):
            page = refused(answer, status=404)
            assert "중간계" not in page
            assert "middle" not in page


def test_every_record_leads_to_its_form(client, film):
    claim, fact, source = ClaimFactory(film=film), FactFactory(film=film), SourceFactory()
    for address, about in (
        ("/en/films/middle/", "KR-4"),
        ("/en/films/middle/", "KR-4-facts"),
        ("/en/films/middle/", fact.ref),
        (f"/en/claims/{claim.ref}/", claim.ref),
        (f"/en/claims/{claim.ref}/", f"{claim.ref}&amp;kind=reply"),
        (source.get_absolute_url(), f"source:{source.slug}"),
    ):
        assert f'href="/en/suggest/?about={about}"' in client.get(address).content.decode(), about
        assert client.get(f"/en/suggest/?about={about.replace('&amp;', '&')}").status_code == 200


def test_a_preview_offers_no_correction_of_what_nobody_can_read(admin_client, film):
    FactFactory(film=film)
    ClaimFactory(film=film)
    type(film).objects.update(status="in_review")
    page = admin_client.get(reverse("film_preview", args=["middle"])).content.decode()
    assert "중간계" in page
    assert "suggest/?about=" not in page


def test_a_named_party_comes_with_the_right_kind_chosen(client):
    page = client.get("/en/suggest/?kind=reply").content.decode()
    assert '<input type="radio" name="kind" value="reply"' in page
    assert page.count("checked") == 1
    assert client.get("/en/suggest/?kind=nonsense").content.decode().count("checked") == 0


# What is sent


def test_a_suggestion_waits_under_a_reference_and_changes_no_record(client, film, sending):
    fact = FactFactory(film=film, amount=60)
    answer = client.post(f"/en/suggest/?about={fact.ref}", sending())
    kept = Suggestion.objects.get()
    assert answer.headers["Location"] == f"/en/suggest/{kept.reference}/"
    assert (kept.about, kept.noun, kept.film, kept.state) == (fact.ref, "fact", film, "waiting")
    assert (kept.what, kept.source_url, kept.contact) == (
        "It runs 61 minutes.",
        "https://example.org/a",
        "ada@example.org",
    )
    assert "60 minutes" in kept.recorded
    assert "127.0.0.1" not in kept.sender
    fact.refresh_from_db()
    assert fact.amount == 60


def test_it_is_kept_in_the_language_of_the_page(client, sending):
    client.post("/zh-hans/suggest/", sending())
    assert Suggestion.objects.get().language == "zh-Hans"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": ""}, "Choose what you send."),
        ({"what": "  "}, "Say what is wrong or missing."),
        ({"ground": ""}, "Say how you know."),
        ({"source_url": ""}, "Give a link, or describe the source below."),
        ({"source_url": "javascript:alert(1)"}, "This is not a link."),
        ({"source_url": "ftp://example.org/a"}, "This is not a link."),
        ({"consent": ""}, "Without your consent we may not keep what you wrote."),
        ({"kind": "reply", "proposed": "", "party": "A"}, "Write your reply here, in your own words."),
        ({"kind": "reply", "party": ""}, "A reply needs the name under which it shall stand."),
        ({"kind": "praise"}, "Select a valid choice"),
        ({"what": "x" * 1_000_000}, "has 1000000"),
        ({"what": "a\x00b"}, "Null characters are not allowed."),
        ({"source_url": "https://example.org/" + "x" * 2000}, "at most 1000 characters"),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_named_and_nothing_is_lost(client, sending, given, words):
    page = refused(client.post("/en/suggest/", sending(**given)))
    assert words in page
    assert "nothing that you wrote is lost" in page
    assert 'value="ada@example.org"' in page


@pytest.mark.parametrize("ground", ["witness", "named"])
def test_whoever_was_there_or_is_named_needs_no_link(client, sending, ground):
    assert client.post("/en/suggest/", sending(ground=ground, source_url="")).status_code == 302


def test_a_description_will_do_for_a_source(client, sending):
    given = sending(source_url="", source_text="A leaflet handed out at the premiere")
    assert client.post("/en/suggest/", given).status_code == 302


def test_odd_bytes_are_kept_as_text_or_named(client, sending):
    raw = "&".join(f"{k}={v}" for k, v in sending(what="").items()).replace("what=", "what=a%ED%A0%80b%E2%80%AEc")
    answer = client.post("/en/suggest/", raw, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302
    assert Suggestion.objects.get().what.startswith("a")


def test_more_than_can_be_sent_is_refused_in_words(client, sending):
    page = refused(client.post("/en/suggest/", sending(what="x" * 3_000_000)), status=413)
    assert "That was too much to be sent at once." in page


def test_script_in_the_text_is_inert_wherever_it_is_shown(client, admin_client, sending):
    script = "<script>alert(1)</script>"
    given = sending(what=script, proposed=script, party=script, capacity=script, source_text=script, name=script)
    client.post("/en/suggest/", given)
    kept = Suggestion.objects.get()
    pages = [
        client.get(kept.get_absolute_url()),
        client.post("/en/suggest/", given | {"kind": ""}),
        admin_client.get(f"/admin/films/suggestion/{kept.pk}/change/"),
        admin_client.get("/admin/films/suggestion/"),
    ]
    for page in pages:
        assert page.status_code == 200
        assert script not in page.content.decode()
        assert "&lt;script&gt;alert(1)" in page.content.decode()


# Machines


def test_a_field_that_people_do_not_see_is_left_empty(client, sending):
    assert "A field that people do not see was filled in." in refused(
        client.post("/en/suggest/", sending(subject="https://example.com"))
    )


def test_nobody_writes_as_fast_as_that(client, sending, monkeypatch):
    quick = sending(token=shown(monkeypatch, QUICKEST - 2))
    page = refused(client.post("/en/suggest/", quick))
    assert "quicker than anybody writes" in page
    assert quick["token"] in page  # so that it may be sent a moment later
    assert client.post("/en/suggest/", sending(token=shown(monkeypatch, QUICKEST + 1))).status_code == 302


@pytest.mark.parametrize("token", ["", "nonsense", "a:b:c", "x" * 5000])
def test_a_form_that_was_not_opened_here_is_not_taken(client, sending, token):
    page = refused(client.post("/en/suggest/", sending(token=token)))
    assert "This form was not opened here." in page or "at most 200 characters" in page


def test_a_form_that_was_open_for_days_can_be_sent_again(client, sending, monkeypatch):
    old = shown(monkeypatch, LONGEST + 60)
    answer = client.post("/en/suggest/", sending(token=old))
    page = refused(answer)
    assert "open for more than a day" in page
    assert old not in page
    fresh = answer.context["form"]["token"].value()
    assert "quicker" in refused(client.post("/en/suggest/", sending(token=fresh)))


def test_sent_twice_by_mistake_it_is_received_once(client, sending):
    given = sending()
    first, second = (client.post("/en/suggest/", given) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Suggestion.objects.count() == 1


def test_a_token_is_not_used_for_another_text(client, sending):
    given = sending()
    client.post("/en/suggest/", given)
    answer = client.post("/en/suggest/", given | {"what": "Something else."})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert Suggestion.objects.get().reference in page
    assert "Something else." in page
    assert given["token"] not in page
    assert Suggestion.objects.count() == 1


def test_five_an_hour_then_a_page_that_says_when(client, sending):
    for _ in range(MOST_AN_HOUR):
        assert client.post("/en/suggest/", sending()).status_code == 302
    answer = client.post("/en/suggest/", sending(what="The sixth."))
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    page = answer.content.decode()
    assert "5 suggestions have come from your address within an hour." in page
    assert "The sixth." in page
    assert Suggestion.objects.count() == MOST_AN_HOUR
    assert client.post("/en/suggest/", sending(), REMOTE_ADDR="203.0.113.7").status_code == 302


def test_behind_a_proxy_of_ours_each_reader_has_a_share(client, sending):
    for _ in range(MOST_AN_HOUR):
        client.post("/en/suggest/", sending(), headers={"x-forwarded-for": "198.51.100.1, 203.0.113.1"})
    assert client.post("/en/suggest/", sending(), headers={"x-forwarded-for": "203.0.113.1"}).status_code == 429
    assert client.post("/en/suggest/", sending(), headers={"x-forwarded-for": "203.0.113.2"}).status_code == 302


def test_a_stranger_cannot_pretend_to_be_a_proxy(client, sending):
    for n in range(MOST_AN_HOUR + 1):
        answer = client.post(
            "/en/suggest/", sending(), REMOTE_ADDR="8.8.4.4", headers={"x-forwarded-for": f"198.51.100.{n}"}
        )
    assert answer.status_code == 429


def test_without_the_cookie_it_is_said_what_to_do(sending):
    answer = Client(enforce_csrf_checks=True).post("/en/suggest/", sending())
    assert "This form needs a cookie." in refused(answer, status=403)


def test_it_is_read_and_sent_and_nothing_else(client):
    assert client.put("/en/suggest/").status_code == 405
    assert client.head("/en/suggest/").status_code == 200


# Finding it again


def test_a_reference_is_found_however_it_is_typed(client):
    kept = SuggestionFactory()
    for typed in (kept.reference, kept.reference.lower(), kept.reference.replace("-", " ")):
        assert client.get("/en/suggest/", {"reference": typed}).headers["Location"] == kept.get_absolute_url()


@pytest.mark.parametrize("typed", ["", "S-0000-0001", "nonsense", "<b>", "x" * 3000])
def test_a_reference_that_is_none_is_named(client, typed):
    answer = client.get("/en/suggest/", {"reference": typed})
    assert answer.status_code == 404
    assert "There is no suggestion" in answer.content.decode()
    assert "<b>" not in answer.content.decode()


def test_the_day_of_receipt_is_kept(client, sending):
    before = timezone.now()
    client.post("/en/suggest/", sending())
    assert before <= Suggestion.objects.get().received <= timezone.now()
