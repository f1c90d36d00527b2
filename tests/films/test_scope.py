from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import combinations, combinations_with_replacement
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from films.scope import WORLD, Answer, Dated, Features, Judgement, Length, Scope, Use
from films.vocabularies import Extent
from tests.strategies import one_of_all


def lasting(low: int, high: int | None = None) -> tuple[Length, ...]:
    """One running time on record, or one that is known only as a range."""
    return (Length(Decimal(low), Decimal(low if high is None else high)),)


def used(**extents: str) -> dict[str, Use]:
    return {department: Use(extent) for department, extent in extents.items()}


UNKNOWN_DATE = Dated(None, None)


def scope(least: tuple[int, bool] | None, **facets: Any) -> Scope:
    return Scope(**facets, minutes=Decimal(least[0]), more=least[1]) if least else Scope(**facets)


# Small pools, so that scopes meet each other often.
scopes = one_of_all(
    scope,
    least=[None, (40, False), (60, False), (60, True), (75, True)],
    territory=[
        None, WORLD, "country:KE", "country:EG", "country:KR", "continent:Africa", "region:arab-world",
        "city:Seoul", "region:KR-11",
    ],
    length=[None, "short", "medium", "feature", "series"],
    mode=[None, "animation"],
    extent=[None, *Extent.values],
    department=[None, "video", "whole_film", "script"],
    channel=[None, "theatrical", "festival"],
    sector=[None, "commercial"],
    genre=[None, "documentary"],
    other=[False, False, False, True],
)  # fmt: skip
FACETS = ("territory", "length", "mode", "extent", "department", "channel", "sector", "genre", "other")
KEPT = "kept"


def widen(narrow: Scope, least: str | None, **changes: Any) -> Scope:
    if least is None:
        narrow = replace(narrow, minutes=None, more=False)
    return replace(narrow, **{name: value for name, value in changes.items() if value != KEPT})


# Makes a scope that often contains the one it is given: facets fall away or are exchanged.
widenings = one_of_all(
    lambda **changes: partial(widen, **changes),
    least=[KEPT, KEPT, None],
    territory=[KEPT, KEPT, KEPT, None, WORLD, "continent:Africa", "region:arab-world"],
    extent=[*[KEPT] * 8, *[None] * 6, *Extent.values],
    **{name: [KEPT, None] for name in FACETS if name not in ("territory", "extent", "other")},
    other=[KEPT, False, False],
)
pairs = st.builds(lambda b, wider: (wider(b), b), scopes, widenings)
triples = st.builds(lambda ab, wider: (wider(ab[0]), *ab), pairs, widenings)

TIMES = [Decimal(n) for n in (1, 12, 39, 40, 59, 60, 61, 69, 70, 120)]
SPANS = [Length(a, b) for a, b in combinations_with_replacement(TIMES, 2)]
LENGTHS = [(), *((span,) for span in SPANS), *combinations(SPANS[::4], 2)]
FORMS = ["unknown", "short", "medium", "feature", "series"]
SECTORS = ["unknown", "commercial", "student"]
SHOWN = [frozenset(), {"first_showing"}, {"theatrical"}, {"first_showing", "theatrical"}]


def some_of(*values: str) -> list[frozenset[str]]:
    return [frozenset(chosen) for n in range(len(values) + 1) for chosen in combinations(values, n)]


def film(kind: dict[str, Any], extents: dict[str, str | None], denied: str | None) -> Features:
    against = ((denied, ""),) if denied else ()
    return Features(**kind, uses={name: Use(extent, "", against) for name, extent in extents.items() if extent})


films = st.builds(
    film,
    one_of_all(
        dict,
        countries=some_of("KE", "EG", "KR"),
        form=FORMS,
        lengths=LENGTHS,
        modes=some_of("animation", "live_action"),
        sector=SECTORS,
        dates=[dict.fromkeys(channels, UNKNOWN_DATE) for channels in SHOWN],
    ),
    one_of_all(dict, **{name: [None, *Extent.values] for name in ("video", "whole_film", "script")}),
    st.sampled_from([None, None, None, Extent.NONE.value, Extent.ELEMENT.value]),
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
    known = {"short": lasting(12), "feature": lasting(61)}.get(scope.length or "", film.lengths)
    if scope.minutes is not None:
        known = (Length(scope.minutes + 1, None),)
    return replace(
        film,
        countries=film.countries | home,
        form=scope.length or film.form,
        lengths=known,
        modes=film.modes | ({scope.mode} if scope.mode else set()),
        sector=scope.sector or film.sector,
        uses={**film.uses, scope.department or "video": Use(enough[choice % len(enough)])},
        dates={**film.dates, scope.channel or "first_showing": UNKNOWN_DATE},
    )


@pytest.mark.laws
@given(pairs, films, st.integers(0, 99))
def test_a_film_within_a_scope_is_within_every_wider_one(pair, film, choice):
    wide, narrow = (decidable(scope) for scope in pair)
    film = film_within(narrow, film, choice)
    assume(wide.contains(narrow) and film.meets(narrow))
    assert film.meets(wide) is True


@pytest.mark.laws
@given(scopes, films)
def test_a_further_condition_in_words_is_never_met_for_certain(scope, film):
    assert film.meets(replace(scope, other=True)) is not True


AI = used(whole_film="full_picture")


@pytest.mark.parametrize(
    ("length", "answer"),
    [
        (lasting(12), False),
        (lasting(39), False),
        (lasting(40), None),
        (lasting(45), None),
        (lasting(59), None),
        (lasting(60), True),
        (lasting(61), True),
        (lasting(60, 61), True),
        (lasting(39, 61), None),
        ((), None),
    ],
)
def test_whether_a_film_is_a_feature_is_yes_no_or_undecided(length, answer):
    assert Features(lengths=length, uses=AI).meets(Scope(length="feature")) is answer


def test_the_running_time_goes_before_what_a_film_is_called():
    the_frost = Features(form="feature", lengths=lasting(12), uses=AI)
    assert the_frost.meets(Scope(length="feature")) is False
    assert the_frost.meets(Scope(length="short")) is True


def test_without_a_running_time_what_a_film_is_called_decides():
    assert Features(form="feature", uses=AI).meets(Scope(length="feature")) is True
    assert Features(form="short", uses=AI).meets(Scope(length="feature")) is False


@pytest.mark.parametrize("territory", ["city:Seoul", "festival:Locarno", "platform:YouTube", "institution:KOFIC"])
def test_a_territory_that_records_do_not_tell_is_undecided(territory):
    assert Features(countries=frozenset({"KR"}), uses=AI).meets(Scope(territory=territory)) is None


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
    assert Features(countries=frozenset({"AR"}), uses=AI).meets(Scope(territory=territory)) is answer


@pytest.mark.parametrize("territory", ["country:KR", "continent:Africa", "region:KR-11"])
def test_a_film_of_unknown_countries_is_undecided_anywhere(territory):
    assert Features(uses=AI).meets(Scope(territory=territory)) is None


@pytest.mark.parametrize(
    ("uses", "scope", "answer"),
    [
        (used(video="full_picture"), Scope(extent="hybrid"), True),
        (used(video="element"), Scope(extent="hybrid"), False),
        (used(video="element", image="mixed_unknown"), Scope(extent="hybrid"), None),
        (used(script="full_picture"), Scope(extent="hybrid"), None),
        (used(script="full_picture"), Scope(department="script"), True),
        (used(script="none"), Scope(department="script"), False),
        (used(script="none"), Scope(department="script", extent="none"), False),
        (used(script="element"), Scope(department="script", extent="none"), True),
        (used(), Scope(extent="hybrid"), None),
        (used(video="full_picture"), Scope(extent="undisclosed"), None),
        (used(video="full_picture"), Scope(extent="full_pipeline"), None),
        (used(video="full_picture", voice="none"), Scope(extent="full_pipeline"), False),
        (used(video="predominant"), Scope(extent="full_pipeline"), False),
        (used(performance="undisclosed"), Scope(), None),
        (used(performance="undisclosed", script="none"), Scope(), None),
        (used(performance="mixed_unknown"), Scope(), True),
    ],
)
def test_the_part_of_ai_is_judged_department_by_department(uses, scope, answer):
    assert Features(uses=uses).meets(scope) is answer


def test_an_extent_that_others_deny_leaves_the_answer_open_and_names_both_sides():
    film = Features(uses={"whole_film": Use("full_pipeline", "r1", (("mixed_unknown", "r2"), ("element", "r3")))})
    assert film.judge(Scope(extent="full_picture")) == (Judgement("extent", Answer.DEPENDS, ("r1",), ("r3",)),)
    assert film.meets(Scope(extent="element")) is True
    film = replace(film, uses={**film.uses, "video": Use("full_picture", "r4")})
    assert film.judge(Scope(extent="full_picture")) == (Judgement("extent", Answer.YES, ("r4",)),)


def test_a_channel_not_on_record_is_undecided_not_denied():
    film = Features(uses=AI, dates={"first_showing": UNKNOWN_DATE, "festival": UNKNOWN_DATE})
    assert film.meets(Scope(channel="festival")) is True
    assert film.meets(Scope(channel="theatrical")) is None


def test_stated_facets_come_in_reading_order_without_the_absent_ones():
    scope = Scope(channel="theatrical", territory="country:KR", other=True)
    assert list(scope.stated().items()) == [("territory", "country:KR"), ("channel", "theatrical")]


@pytest.mark.parametrize(
    ("minutes", "more", "answer"),
    [
        (40, False, Answer.YES),
        (60, False, Answer.YES),
        (60, True, Answer.DEPENDS),
        (61, False, Answer.DEPENDS),
        (61, True, Answer.NO),
    ],
)
def test_several_running_times_may_lead_to_different_answers(minutes, more, answer):
    on_record = tuple(
        Length(m, m, ref) for m, ref in ((Decimal(60), "f1"), (Decimal(3644) / 60, "f2"), (Decimal(61), "f3"))
    )
    film = Features(lengths=on_record, uses=AI)
    assert film.judge_quickly(Scope(minutes=Decimal(minutes), more=more)) is answer


def test_what_depends_names_the_values_on_either_side():
    film = Features(lengths=(Length(Decimal(60), Decimal(60), "f1"), Length(Decimal(61), Decimal(61), "f2")), uses=AI)
    length = film.judge(Scope(minutes=Decimal(60), more=True))[0]
    assert (length.answer, length.refs, length.against) == (Answer.DEPENDS, ("f2",), ("f1",))


def test_at_least_an_hour_may_be_more_than_an_hour():
    film = Features(lengths=(Length(Decimal(60), None, "f1"),), uses=AI)
    assert film.judge_quickly(Scope(minutes=Decimal(60))) is Answer.YES
    assert film.judge_quickly(Scope(minutes=Decimal(60), more=True)) is Answer.DEPENDS


def test_more_than_nothing_is_refused():
    with pytest.raises(ValueError):
        Scope(more=True)
