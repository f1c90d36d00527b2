"""Where countries lie, for lists. After United Nations M49, with its smaller subregions joined."""

from typing import Any

from django.utils.translation import gettext_lazy as _

REGIONS: dict[str, tuple[Any, frozenset[str]]] = {
    "east-asia": (_("East Asia"), frozenset("CN HK JP KP KR MN MO TW".split())),
    "south-east-asia": (_("South-East Asia"), frozenset("BN ID KH LA MM MY PH SG TH TL VN".split())),
    "south-asia": (_("South Asia"), frozenset("AF BD BT IN LK MV NP PK".split())),
    "central-and-west-asia": (
        _("Central and West Asia"),
        frozenset("AE AM AZ BH CY GE IL IQ IR JO KG KW KZ LB OM PS QA SA SY TJ TM TR UZ YE".split()),
    ),
    "europe": (
        _("Europe"),
        frozenset(
            "AD AL AT BA BE BG BY CH CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL"
            " NO PL PT RO RS RU SE SI SK SM UA VA XK".split()
        ),
    ),
    "africa": (_("Africa"), frozenset()),
    "americas": (
        _("The Americas"),
        frozenset("AR BO BR BS BZ CA CL CO CR CU DO EC GT GY HN HT JM MX NI PA PE PR PY SV SR TT US UY VE".split()),
    ),
    "oceania": (_("Oceania"), frozenset("AU FJ NZ PG WS".split())),
}


def region_of(code: str) -> str:
    """Key of the region of a country; what no other region names lies in Africa."""
    return next((key for key, (_label, members) in REGIONS.items() if code in members), "africa")
