"""Names by which a record was once cited."""

import pytest
from django.db import IntegrityError, transaction

from films.models import Film, FormerName
from films.models.former import once_called
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [make.AgentFactory, make.SourceFactory, make.FilmFactory])
def test_a_record_that_moves_leaves_its_old_address_and_one_that_returns_takes_it_back(factory):
    record = factory(slug="old")
    record.slug = "new"
    record.save()
    assert once_called(record._meta.model_name, "old") == record
    record.slug = "old"
    record.save()
    assert [former.name for former in FormerName.objects.all()] == ["new"]


def test_an_address_given_to_another_leads_to_the_other():
    first = make.AgentFactory(slug="one")
    first.slug = "two"
    first.save()
    make.AgentFactory(slug="one")
    assert once_called("agent", "one") is None


def test_the_same_name_may_have_been_borne_by_records_of_two_kinds():
    agent, source = make.AgentFactory(), make.SourceFactory()
    FormerName.objects.remember(agent, "same")
    FormerName.objects.remember(source, "same")
    assert (once_called("agent", "same"), once_called("source", "same")) == (agent, source)


@pytest.mark.parametrize(
    "wrong",
    [
        {"noun": "film"},
        {"noun": "agent", "film": True},
        {"noun": "film", "film": True, "number": 1},
        {"noun": "firstclaim", "film": True},
        {"noun": "film", "film": True, "agent": True},
    ],
)
def test_a_name_leads_to_one_record_of_its_kind(wrong):
    owners = {"film": make.FilmFactory, "agent": make.AgentFactory}
    values = {name: owners[name]() if value is True else value for name, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        FormerName.objects.create(name="x", **values)


def test_a_number_is_never_forgotten_though_a_film_takes_it_for_an_address():
    film = make.FilmFactory(public_id="KR-4")
    FormerName.objects.remember(film, "KR-9")
    make.FilmFactory(slug="KR-9")
    assert once_called("film", "KR-9") == film
    fresh = Film(slug="fresh")
    fresh.save()
    assert fresh.number >= 10


def test_a_name_that_leads_to_a_statement_that_is_gone_leads_nowhere():
    claim = make.ClaimFactory()
    FormerName.objects.create(noun="firstclaim", name="KR-9-c1", film=claim.film, number=claim.number)
    assert once_called("firstclaim", "KR-9-c1") == claim
    claim.delete()
    assert once_called("firstclaim", "KR-9-c1") is None


def test_films_are_found_by_former_numbers_and_addresses():
    film = make.FilmFactory(slug="now")
    for name in ("KR-9", "then"):
        FormerName.objects.remember(film, name)
    assert [list(Film.objects.named(name)) for name in ("kr-9", "then", "now", "never")] == [[film]] * 3 + [[]]
    assert list(Film.objects.matching("kr 9")) == [film]
