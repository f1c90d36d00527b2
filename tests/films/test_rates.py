from decimal import Decimal

from films.rates import in_common_currency


def test_dollars_stay_dollars():
    assert in_common_currency(Decimal(8000), "USD") == 8000


def test_won_are_converted_at_the_year_s_mean_rate():
    assert round(in_common_currency(Decimal(600_000_000), "KRW"), -3) == Decimal(422_000)


def test_a_currency_without_a_published_rate_is_not_guessed():
    assert in_common_currency(Decimal(1), "NGN") is None
