from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from films.models import ProductionFact
from tests.factories import FactFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("amount", ["87", "0.5", "12345678.9", "800000", "0"])
def test_an_amount_is_given_back_without_trailing_noughts(amount):
    FactFactory(amount=Decimal(amount))
    assert str(ProductionFact.objects.get().amount) == amount


def test_a_known_fact_needs_an_amount_or_words():
    with pytest.raises(ValidationError):
        FactFactory.build(film=None, amount=None).clean()
    FactFactory.build(film=None, amount=None, text_zh_hans="约一小时").clean()
    FactFactory.build(film=None, amount=None, state="withheld").clean()


def test_a_currency_is_three_capital_letters():
    fact = FactFactory(property="budget", unit="", currency="won")
    with pytest.raises(ValidationError) as refusal:
        fact.full_clean()
    assert set(refusal.value.message_dict) == {"currency"}
