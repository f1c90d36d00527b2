"""Amounts in one currency and one year, so that costs in different currencies can stand on one scale.

Means of the European Central Bank's euro foreign exchange reference rates over the 255 working days of
2025, from its published history. One year's rates for all amounts: nothing is adjusted for inflation, and
what comes out is computed and labelled so. Currencies for which the Bank publishes no rate stay unconverted.
Pure.
"""

from decimal import Decimal

CURRENCY = "USD"
YEAR = 2025

# Units of each currency to one euro.
_PER_EURO: dict[str, Decimal] = {
    "EUR": Decimal(1),
    "AUD": Decimal("1.75176"),
    "BGN": Decimal("1.9558"),
    "BRL": Decimal("6.30717"),
    "CAD": Decimal("1.57873"),
    "CHF": Decimal("0.937031"),
    "CNY": Decimal("8.1185"),
    "CZK": Decimal("24.6879"),
    "DKK": Decimal("7.46339"),
    "GBP": Decimal("0.856792"),
    "HKD": Decimal("8.81042"),
    "HUF": Decimal("397.767"),
    "IDR": Decimal("18623.1"),
    "ILS": Decimal("3.89273"),
    "INR": Decimal("98.5239"),
    "ISK": Decimal("144.657"),
    "JPY": Decimal("169.043"),
    "KRW": Decimal("1605.45"),
    "MXN": Decimal("21.6705"),
    "MYR": Decimal("4.83386"),
    "NOK": Decimal("11.7173"),
    "NZD": Decimal("1.94217"),
    "PHP": Decimal("64.977"),
    "PLN": Decimal("4.23966"),
    "RON": Decimal("5.04239"),
    "SEK": Decimal("11.0663"),
    "SGD": Decimal("1.47557"),
    "THB": Decimal("37.1158"),
    "TRY": Decimal("44.8161"),
    "USD": Decimal("1.12998"),
    "ZAR": Decimal("20.1789"),
}


def in_common_currency(amount: Decimal, currency: str) -> Decimal | None:
    """`amount` in US dollars at the mean rates of 2025, or None where there is no rate."""
    if currency not in _PER_EURO:
        return None
    return amount / _PER_EURO[currency] * _PER_EURO[CURRENCY]
