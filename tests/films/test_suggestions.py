"""Receiving, counting and settling what readers send."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone as clock

from films.models import Suggestion
from films.suggestions import (
    MOST_AN_HOUR,
    Sent,
    TooMany,
    known_source,
    receive,
    sender_of,
    sent_already,
    settle,
    waiting,
)
from films.vocabularies import SuggestionState
from tests.factories import SourceFactory, SuggestionFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def sent(token="t"):
    return Sent(
        kind="correction", what="Wrong.", proposed="", party="", capacity="", ground="witness", source_url="",
        source_text="", name="Ada", contact="ada@example.org", language="en", token=token,
    )  # fmt: skip


def test_one_address_sends_five_an_hour_and_another_is_not_held_up():
    for n in range(MOST_AN_HOUR):
        receive(sent(f"{n}"), None, "203.0.113.9")
    with pytest.raises(TooMany) as refused:
        receive(sent("more"), None, "203.0.113.9")
    assert timedelta(minutes=59) < refused.value.again - clock.now() <= timedelta(hours=1)
    assert receive(sent("other"), None, "203.0.113.10").pk
    assert waiting() == MOST_AN_HOUR + 1


def test_an_hour_later_the_address_is_welcome_and_no_trace_of_it_is_left():
    for n in range(MOST_AN_HOUR):
        receive(sent(f"{n}"), None, "203.0.113.9")
    Suggestion.objects.update(received=clock.now() - timedelta(minutes=61))
    receive(sent("later"), None, "203.0.113.9")
    assert Suggestion.objects.exclude(sender="").count() == 1


def test_the_address_cannot_be_read_from_what_is_kept():
    code = sender_of("203.0.113.9", NOON)
    assert len(code) == 64
    assert "203.0.113.9" not in code
    assert code == sender_of("203.0.113.9", NOON + timedelta(hours=3))
    assert code != sender_of("203.0.113.9", NOON + timedelta(days=1))
    assert code != sender_of("203.0.113.8", NOON)


def test_the_code_needs_the_secret_key(settings):
    before = sender_of("203.0.113.9", NOON)
    settings.SECRET_KEY = "another"
    assert sender_of("203.0.113.9", NOON) != before


def test_a_household_counts_as_one_address():
    assert sender_of("2001:db8:1:2::1", NOON) == sender_of("2001:db8:1:2:ffff::9", NOON)
    assert sender_of("2001:db8:1:2::1", NOON) != sender_of("2001:db8:1:3::1", NOON)
    assert sender_of("no address", NOON) == sender_of("", NOON)


def test_what_was_sent_by_a_form_is_found_again():
    received = receive(sent("form"), None, "")
    assert sent_already("form") == received
    assert sent_already("another") is None
    assert "form" not in received.token


@pytest.mark.parametrize("state", [s for s in SuggestionState if s != "waiting"])
def test_settling_forgets_who_sent_it(state):
    suggestion = receive(sent(), None, "203.0.113.9")
    suggestion.answer = "Thank you."
    settle(suggestion, state, "A curator")
    suggestion.refresh_from_db()
    assert (suggestion.name, suggestion.contact, suggestion.sender) == ("", "", "")
    assert (suggestion.state, suggestion.settled_by, suggestion.answer) == (state, "A curator", "Thank you.")
    assert suggestion.settled_on
    assert waiting() == 0


@pytest.mark.parametrize(
    "link", ["https://example.org/a?b=1", "http://www.example.org/a?b=1", "https://EXAMPLE.org/a?b=1#top"]
)
def test_a_source_is_known_by_its_link_however_it_is_written(link):
    SourceFactory(url="https://example.org/another")
    source = SourceFactory(url="https://example.org/a?b=1")
    assert known_source(SuggestionFactory(source_url=link)) == source


@pytest.mark.parametrize(
    "link", ["", "https://example.org/a?b=2", "https://example.org/A?b=1", "https://example.com/a"]
)
def test_another_page_is_another_source(link):
    SourceFactory(url="https://example.org/a?b=1")
    SourceFactory(url="")
    assert known_source(SuggestionFactory(source_url=link, source_text="A book")) is None
