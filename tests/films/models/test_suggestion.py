import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from films.models import Suggestion
from tests.factories import FilmFactory, SuggestionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "praise"},
        {"ground": "hearsay"},
        {"state": "lost"},
        {"ground": "published", "source_url": "", "source_text": ""},
        {"state": "accepted", "name": "", "contact": "", "settled_on": None},
        {"state": "accepted", "settled_on": timezone.now(), "contact": ""},
        {"state": "accepted", "settled_on": timezone.now(), "name": ""},
        {"state": "accepted", "settled_on": timezone.now(), "name": "", "contact": "", "sender": "x"},
        {"settled_on": timezone.now()},
    ],
)
def test_the_database_refuses_what_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        SuggestionFactory(**wrong)


@pytest.mark.parametrize("ground", ["witness", "named"])
def test_whoever_was_there_or_is_named_needs_no_other_source(ground):
    assert SuggestionFactory(ground=ground, source_url="").pk


def test_a_suggestion_outlives_its_film():
    film = FilmFactory(status="draft")
    suggestion = SuggestionFactory(film=film, about=film.public_id, noun="film")
    film.delete()
    suggestion.refresh_from_db()
    assert (suggestion.film, suggestion.about) == (None, film.public_id)


def test_those_that_wait_are_found():
    waits = SuggestionFactory()
    SuggestionFactory(state="spam", settled_on=timezone.now(), name="", contact="")
    assert list(Suggestion.objects.waiting()) == [waits]


def test_the_same_form_is_kept_once():
    SuggestionFactory(token="one")
    with pytest.raises(IntegrityError), transaction.atomic():
        SuggestionFactory(token="one")
