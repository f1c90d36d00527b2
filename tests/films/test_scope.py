from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from films.scope import WORLD, Answer, Dated, Features, Length, Scope, Use
from films.vocabularies import Extent


def lasting(low: int, high: int | None = None) -> tuple[Length, ...]:
    """One running time on record, or one that is known only as a range."""
    return (Length(Decimal(low), Decimal(low if high is None else high)),)


def used(**extents: str) -> dict[str, Use]:
    return {department: Use(extent) for department, extent in extents.items()}


UNKNOWN_DATE = Dated(None, None)


def maybe(*values: str) -> st.SearchStrategy:
    return st.sampled_from([None, *values])


# Small pools, so that scopes meet each other often.
scopes = st.builds(
    Scope,
    territory=maybe(
        WORLD, "country:KE", "country:EG", "country:KR", "continent:Africa", "region:arab-world",
        "city:Seoul", "region:KR-11",
    ),
    length=maybe("short", "medium", "feature", "series"),
    mode=maybe("animation"),
    extent=maybe(*Extent.values),
    department=maybe("video", "whole_film", "script"),
    channel=maybe("theatrical", "festival"),
    sector=maybe("commercial"),
    genre=maybe("documentary"),
    other=st.sampled_from([False, False, False, True]),
    minutes=st.none() | st.sampled_from([Decimal(40), Decimal(60), Decimal(75)]),
)  # fmt: skip
scopes = st.tuples(scopes, st.booleans()).map(lambda p: replace(p[0], more=p[1] and p[0].minutes is not None))


@st.composite
def wider(draw, narrow: Scope) -> Scope:
    """A scope that often contains `narrow`: facets fall away or are exchanged."""
    names = [*narrow.stated(), "other"]
    gone = draw(st.sets(st.sampled_from(names)))
    changes = {name: False if name == "other" else None for name in gone}
    if narrow.minutes is not None and draw(st.booleans()):
        changes |= draw(
            st.sampled_from(
                [{"minutes": None, "more": False}, {"minutes": Decimal(40), "more": False}, {"more": False}]
            )
        )
    if "territory" not in gone and draw(st.booleans()):
        changes["territory"] = draw(maybe(WORLD, "continent:Africa", "region:arab-world"))
    if "extent" not in gone and narrow.extent:
        changes["extent"] = draw(st.sampled_from([narrow.extent, *Extent.values]))
    return replace(narrow, **changes)


pairs = scopes.flatmap(lambda b: st.tuples(wider(b), st.just(b)))
triples = pairs.flatmap(lambda ab: st.tuples(wider(ab[0]), st.just(ab[0]), st.just(ab[1])))

spans = st.lists(st.integers(1, 120).map(Decimal), min_size=2, max_size=2).map(lambda x: Length(*sorted(x)))
lengths = st.lists(spans, max_size=3).map(tuple)
films = st.builds(
    Features,
    countries=st.frozensets(st.sampled_from(["KE", "EG", "KR"])),
    form=st.sampled_from(["unknown", "short", "medium", "feature", "series"]),
    lengths=lengths,
    modes=st.frozensets(st.sampled_from(["animation", "live_action"])),
    sector=st.sampled_from(["unknown", "commercial", "student"]),
    uses=st.dictionaries(st.sampled_from(["video", "whole_film", "script"]), st.sampled_from(Extent.values).map(Use)),
    dates=st.dictionaries(st.sampled_from(["first_showing", "theatrical"]), st.just(UNKNOWN_DATE)),
)


@given(scopes)
def test_a_scope_contains_itself(scope):
    assert scope.contains(scope)


def same_meaning(scope: Scope) -> Scope:
    return replace(scope, territory=None) if scope.territory == WORLD else scope


@given(pairs)
def test_scopes_that_contain_each_other_mean_the_same(pair):
    a, b = pair
    if a.contains(b) and b.contains(a):
        assert same_meaning(a) == same_meaning(b)


@given(triples)
def test_containment_is_transitive(triple):
    a, b, c = triple
    assume(a.contains(b) and b.contains(c))
    assert a.contains(c)


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


@st.composite
def film_within(draw, scope: Scope) -> Features:
    """A film made to meet `scope`, as far as records can tell, and of any kind otherwise."""
    film = draw(films)
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
        uses={**film.uses, scope.department or "video": Use(draw(st.sampled_from(Extent.values)))},
        dates={**film.dates, scope.channel or "first_showing": UNKNOWN_DATE},
    )


@given(
    pairs.map(lambda pair: tuple(replace(scope, genre=None, other=False) for scope in pair)).flatmap(
        lambda pair: st.tuples(st.just(pair), film_within(pair[1]))
    )
)
def test_a_film_within_a_scope_is_within_every_wider_one(case):
    (wide, narrow), film = case
    assume(wide.contains(narrow) and film.meets(narrow))
    assert film.meets(wide) is True


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
    ],
)
def test_the_part_of_ai_is_judged_department_by_department(uses, scope, answer):
    assert Features(uses=uses).meets(scope) is answer


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
