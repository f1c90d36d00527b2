"""Two at the same moment, on a database that lets them: the second sees what the first has left."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from films.journal import deed
from films.models import Deed, Suggestion
from films.undoing import CannotUndo, undo
from films.vocabularies import RecordStatus, SuggestionGround, SuggestionKind
from tests import factories as make
from tests.films.admin.desk import change_url, sent_by

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time"),
]


def meanwhile(first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """What came of both, where the second begins once the first has done its part and before that is stored."""
    done, came_of = Event(), {}

    def run_first() -> None:
        with transaction.atomic():
            came_of[1] = first()
            done.set()
            follower.join(0.5)  # as long as it waits, it has not gone past

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            act() if number == 1 else came_of.update({2: act()})
        except Exception as error:
            came_of[number] = error
        finally:
            connections.close_all()

    def run_second() -> None:
        done.wait(5)
        run(2, second)

    follower = Thread(target=run_second)
    leader = Thread(target=run, args=(1, run_first))
    for thread in (follower, leader):
        thread.start()
    for thread in (leader, follower):
        thread.join(20)
    return [came_of[1], came_of[2]]


@pytest.fixture
def chief():
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))
    return client


@pytest.fixture
def film():
    return make.FilmFactory(status=RecordStatus.DRAFT)


def test_of_two_who_undo_one_change_the_second_is_told(film):
    fact = make.FactFactory(film=film, note_en="as it was")
    with deed() as act:
        fact.note_en = "changed"
        fact.save()
    _first, second = meanwhile(lambda: undo(act), lambda: undo(act))
    assert isinstance(second, CannotUndo)
    assert Deed.objects.filter(undoes=act).count() == 1


def test_a_statement_on_its_own_page_and_in_its_film_is_saved_once(chief, film):
    fact = make.FactFactory(film=film)
    inline = f"{change_url(film)}?part=productionfacts"
    alone, within = sent_by(chief.get(change_url(fact))), sent_by(chief.get(inline))
    first, second = meanwhile(
        lambda: chief.post(change_url(fact), alone | {"note_en": "alone"}),
        lambda: chief.post(inline, within | {"productionfacts-0-note_en": "within"}),
    )
    assert (first.status_code, second.status_code) == (302, 200)
    fact.refresh_from_db()
    assert fact.note_en == "alone"


def test_a_suggestion_is_settled_once(chief):
    suggestion = Suggestion.objects.create(
        kind=SuggestionKind.CORRECTION, what="87", ground=SuggestionGround.PUBLISHED, source_text="x", language="en"
    )
    page = reverse("admin:films_suggestion_change", args=[suggestion.pk])
    spam = {"action": "mark_spam", "_selected_action": [suggestion.pk]}
    meanwhile(
        lambda: chief.post(page, {"answer": "Thank you", "_settle": "accepted"}),
        lambda: chief.post(reverse("admin:films_suggestion_changelist"), spam),
    )
    suggestion.refresh_from_db()
    assert suggestion.state == "accepted"
