from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations, combinations_with_replacement
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from films.scope import WORLD, Features, Scope
from films.vocabularies import Extent
from tests.strategies import one_of_all


def minutes(low: int, high: int | None = None) -> tuple[Decimal, Decimal]:
    return Decimal(low), Decimal(low if high is None else high)


# Small pools, so that scopes meet each other often.
FACETS: dict[str, list[Any]] = {
    "territory": [
        None, WORLD, "country:KE", "country:EG", "country:KR", "continent:Africa", "region:arab-world",
        "city:Seoul", "region:KR-11",
    ],
    "length": [None, "short", "medium", "feature", "series"],
    "mode": [None, "animation"],
    "extent": [None, *Extent.values],
    "department": [None, "video", "whole_film", "script"],
    "channel": [None, "theatrical", "festival"],
    "sector": [None, "commercial"],
    "genre": [None, "documentary"],
    "other": [False, False, False, True],
}  # fmt: skip
scopes = one_of_all(Scope, **FACETS)


@cache
def covering(name: str, value: Any) -> list[Any]:
    """The values of one facet that contain `value`, itself among them."""
    return [v for v in FACETS[name] if Scope(**{name: v}).contains(Scope(**{name: value}))]


def widen(narrow: Scope, places: dict[str, int]) -> Scope:
    """A scope that mostly contains `narrow`: facets fall away, or are exchanged for wider ones."""
    choices = {name: covering(name, getattr(narrow, name)) for name in places}
    return replace(narrow, **{name: choices[name][place % len(choices[name])] for name, place in places.items()})


places = one_of_all(dict, **{name: range(4) for name in FACETS} | {"territory": range(12), "extent": range(24)})
pairs = st.builds(lambda b, at: (widen(b, at), b), scopes, places)
triples = st.builds(lambda ab, at: (widen(ab[0], at), *ab), pairs, places)

LENGTHS = [Decimal(n) for n in (1, 12, 39, 40, 59, 60, 61, 69, 70, 120)]
FORMS = ["unknown", "short", "medium", "feature", "series"]
SECTORS = ["unknown", "commercial", "student"]


def some_of(*values: str) -> list[frozenset[str]]:
    return [frozenset(chosen) for n in range(len(values) + 1) for chosen in combinations(values, n)]


def film(kind: dict[str, Any], extents: dict[str, str | None]) -> Features:
    return Features(**kind, extents={name: extent for name, extent in extents.items() if extent})


films = st.builds(
    film,
    one_of_all(
        dict,
        countries=some_of("KE", "EG", "KR"),
        form=FORMS,
        minutes=[None, *combinations_with_replacement(LENGTHS, 2)],
        modes=some_of("animation", "live_action"),
        sector=SECTORS,
        shown=[{}, {"": (None, None)}, {"theatrical": (None, None)}, {"": (None, None), "theatrical": (None, None)}],
    ),
    one_of_all(dict, **{name: [None, *Extent.values] for name in ("video", "whole_film", "script")}),
)


@pytest.mark.laws
@given(scopes)
def test_a_scope_contains_itself(scope):
    assert scope.contains(scope)


def same_meaning(scope: Scope) -> Scope:
    return replace(scope, territory=None) if scope.territory == WORLD else scope


@pytest.mark.laws
@given(pairs)
def test_scopes_that_contain_each_other_mean_the_same(pair):
    a, b = pair
    if a.contains(b) and b.contains(a):
        assert same_meaning(a) == same_meaning(b)


@pytest.mark.laws
@given(triples)
def test_containment_is_transitive(triple):
    a, b, c = triple
    assume(a.contains(b) and b.contains(c))
    assert a.contains(c)


@pytest.mark.laws
@given(scopes)
def test_the_empty_scope_contains_every_scope(scope):
    assert Scope().contains(scope)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (Scope(territory=WORLD), Scope(territory="country:KR")),
        (Scope(), Scope(territory=WORLD)),
        (Scope(territory=WORLD), Scope()),
        (Scope(territory="continent:Africa"), Scope(territory="country:KE")),
        (Scope(territory="region:arab-world"), Scope(territory="country:EG")),
        (Scope(extent="hybrid"), Scope(extent="full_picture")),
        (Scope(length="feature"), Scope(length="feature", channel="theatrical")),
        (Scope(length="feature"), Scope(length="feature", other=True)),
    ],
)
def test_a_condition_more_makes_a_scope_narrower(wide, narrow):
    assert wide.contains(narrow)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (Scope(territory="country:KR"), Scope(territory=WORLD)),
        (Scope(territory="continent:Africa"), Scope(territory="country:KR")),
        (Scope(territory="continent:Africa"), Scope(territory="region:arab-world")),
        (Scope(territory="city:Seoul"), Scope(territory="country:KR")),
        (Scope(extent="full_picture"), Scope(extent="hybrid")),
        (Scope(extent="hybrid"), Scope()),
        (Scope(extent="hybrid"), Scope(extent="undisclosed")),
        (Scope(length="feature"), Scope(length="short")),
        (Scope(other=True), Scope(other=True, length="feature")),
    ],
)
def test_what_a_scope_does_not_cover_it_does_not_contain(a, b):
    assert not a.contains(b)


def test_an_extent_without_a_department_is_about_the_picture():
    assert Scope(extent="hybrid").contains(Scope(extent="hybrid", department="video"))
    assert not Scope(extent="hybrid").contains(Scope(extent="hybrid", department="script"))


def decidable(scope: Scope) -> Scope:
    """The scope without what no record decides, so that films are found within it."""
    territory = None if scope.territory in ("city:Seoul", "region:KR-11") else scope.territory
    return replace(scope, territory=territory, genre=None, other=False)


def film_within(scope: Scope, film: Features, choice: int) -> Features:
    """A film made to meet `scope`, as far as records can tell, and of any kind otherwise."""
    enough = [e for e in Extent.values if Scope(extent=scope.extent).contains(Scope(extent=e))]
    kind, _, name = (scope.territory or "").partition(":")
    home = {"country": {name}, "continent": {"KE"}, "region": {"EG"}}.get(kind, set())
    lasting = {"short": minutes(12), "feature": minutes(61)}.get(scope.length or "", film.minutes)
    return replace(
        film,
        countries=film.countries | home,
        form=scope.length or film.form,
        minutes=lasting,
        modes=film.modes | ({scope.mode} if scope.mode else set()),
        sector=scope.sector or film.sector,
        extents={**film.extents, scope.department or "video": enough[choice % len(enough)]},
        shown={**film.shown, scope.channel or "": (None, None)},
    )


@pytest.mark.laws
@given(pairs, films, st.integers(0, 99))
def test_a_film_within_a_scope_is_never_outside_a_wider_one(pair, film, choice):
    wide, narrow = (decidable(scope) for scope in pair)
    film = film_within(narrow, film, choice)
    assume(wide.contains(narrow) and film.meets(narrow))
    assert film.meets(wide) is not False


@pytest.mark.laws
@given(scopes, films)
def test_a_further_condition_in_words_is_never_met_for_certain(scope, film):
    assert film.meets(replace(scope, other=True)) is not True


AI = {"whole_film": "full_picture"}


@pytest.mark.parametrize(
    ("length", "answer"),
    [
        (minutes(12), False),
        (minutes(39), False),
        (minutes(40), None),
        (minutes(45), None),
        (minutes(59), None),
        (minutes(60), True),
        (minutes(61), True),
        (minutes(60, 61), True),
        (minutes(39, 61), None),
        (None, None),
    ],
)
def test_whether_a_film_is_a_feature_is_yes_no_or_undecided(length, answer):
    assert Features(minutes=length, extents=AI).meets(Scope(length="feature")) is answer


def test_the_running_time_goes_before_what_a_film_is_called():
    the_frost = Features(form="feature", minutes=minutes(12), extents=AI)
    assert the_frost.meets(Scope(length="feature")) is False
    assert the_frost.meets(Scope(length="short")) is True


def test_without_a_running_time_what_a_film_is_called_decides():
    assert Features(form="feature", extents=AI).meets(Scope(length="feature")) is True
    assert Features(form="short", extents=AI).meets(Scope(length="feature")) is False


@pytest.mark.parametrize("territory", ["city:Seoul", "festival:Locarno", "platform:YouTube", "institution:KOFIC"])
def test_a_territory_that_records_do_not_tell_is_undecided(territory):
    assert Features(countries=frozenset({"KR"}), extents=AI).meets(Scope(territory=territory)) is None


@pytest.mark.parametrize(
    ("territory", "answer"),
    [
        (WORLD, True),
        ("country:AR", True),
        ("country:KR", False),
        ("continent:Africa", False),
        ("region:AR-J", None),
        ("region:KR-11", False),
    ],
)
def test_a_territory_is_judged_by_the_countries_of_production(territory, answer):
    assert Features(countries=frozenset({"AR"}), extents=AI).meets(Scope(territory=territory)) is answer


@pytest.mark.parametrize("territory", ["country:KR", "continent:Africa", "region:KR-11"])
def test_a_film_of_unknown_countries_is_undecided_anywhere(territory):
    assert Features(extents=AI).meets(Scope(territory=territory)) is None


@pytest.mark.parametrize(
    ("extents", "scope", "answer"),
    [
        ({"video": "full_picture"}, Scope(extent="hybrid"), True),
        ({"video": "element"}, Scope(extent="hybrid"), False),
        ({"video": "element", "image": "mixed_unknown"}, Scope(extent="hybrid"), None),
        ({"script": "full_picture"}, Scope(extent="hybrid"), None),
        ({"script": "full_picture"}, Scope(department="script"), True),
        ({"script": "none"}, Scope(department="script"), False),
        ({"script": "none"}, Scope(department="script", extent="none"), False),
        ({"script": "element"}, Scope(department="script", extent="none"), True),
        ({}, Scope(extent="hybrid"), None),
        ({"video": "full_picture"}, Scope(extent="undisclosed"), None),
    ],
)
def test_the_part_of_ai_is_judged_department_by_department(extents, scope, answer):
    assert Features(extents=extents).meets(scope) is answer


def test_a_channel_not_on_record_is_undecided_not_denied():
    film = Features(extents=AI, shown={"": (None, None), "festival": (None, None)})
    assert film.meets(Scope(channel="festival")) is True
    assert film.meets(Scope(channel="theatrical")) is None


def test_stated_facets_come_in_reading_order_without_the_absent_ones():
    scope = Scope(channel="theatrical", territory="country:KR", other=True)
    assert list(scope.stated().items()) == [("territory", "country:KR"), ("channel", "theatrical")]
