import pytest

from tests.factories import ClaimFactory, FactFactory, FilmFactory, TitleFactory

pytestmark = pytest.mark.django_db


def test_statements_are_numbered_within_their_film_and_kind():
    one, other = FilmFactory(), FilmFactory()
    assert [FactFactory(film=one).number for _ in range(3)] == [1, 2, 3]
    assert FactFactory(film=other).number == 1
    assert TitleFactory(film=one).number == 1


def test_a_statement_keeps_its_number():
    film = FilmFactory()
    first, second = FactFactory(film=film), FactFactory(film=film)
    first.delete()
    second.save()
    assert second.number == 2
    assert FactFactory(film=film).number == 3


def test_the_public_name_of_a_statement_is_film_kind_and_number():
    film = FilmFactory(public_id="KR-4")
    ClaimFactory(film=film)
    assert ClaimFactory(film=film).ref == "KR-4-c2"
    assert FactFactory(film=film).ref == "KR-4-f1"


def test_a_statement_is_found_by_its_film_and_number():
    fact = FactFactory(film__public_id="KR-4")
    assert type(fact).objects.get_by_natural_key(*fact.natural_key()) == fact
