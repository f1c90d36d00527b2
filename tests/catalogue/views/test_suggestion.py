"""The status page of a suggestion: for whoever has the reference, and never about who sent it."""

import pytest
from django.utils import timezone

from films.models import Suggestion
from films.vocabularies import SuggestionState
from tests.factories import FilmFactory, SuggestionFactory, TitleFactory

pytestmark = pytest.mark.django_db


def settled(state, **given):
    return SuggestionFactory(state=state, settled_on=timezone.now(), settled_by="ada.lu", name="", contact="", **given)


def test_it_waits(client):
    kept = SuggestionFactory(what="It is <i>longer</i>.")
    answer = client.get(kept.get_absolute_url())
    page = answer.content.decode()
    assert "Nothing in the archive has changed." in page
    assert "&lt;i&gt;longer&lt;/i&gt;" in page
    assert "Ada Lovelace" not in page
    assert "ada@example.org" not in page
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("state", [s for s in SuggestionState if s != "waiting"])
def test_every_state_is_told_with_its_answer_and_without_the_curator_s_account(client, state, language):
    kept = settled(state, answer="Thank you.\nWe looked.", changed="KR-4-f9")
    page = client.get(f"/{language}/suggest/{kept.reference}/").content.decode()
    assert f"state--{state}" in page
    assert "Thank you.\nWe looked." in page
    assert "KR-4-f9" in page
    assert "ada.lu" not in page


@pytest.mark.parametrize("reference", ["S-0000-0001", "nonsense", "s"])
def test_a_wrong_reference_is_said_to_be_none_and_kept_by_no_cache(client, reference):
    answer = client.get(f"/en/suggest/{reference}/")
    assert answer.status_code == 404
    assert f"There is no suggestion “{reference}”." in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_reference_written_otherwise_leads_to_the_page(client):
    kept = SuggestionFactory()
    assert client.get(f"/en/suggest/{kept.reference.lower()}/").headers["Location"] == kept.get_absolute_url()


def test_a_film_that_is_no_longer_public_is_not_named(client):
    film = FilmFactory(public_id="KR-4")
    TitleFactory(film=film, text="Secret Title", identifying=True)
    kept = SuggestionFactory(about="KR-4", noun="film", film=film, recorded="Secret Title")
    assert "Secret Title" in client.get(kept.get_absolute_url()).content.decode()
    type(film).objects.update(status="withdrawn", withdrawn_on="2026-01-01")
    assert "Secret Title" not in client.get(kept.get_absolute_url()).content.decode()
    assert Suggestion.objects.get().film == film
