from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.evidence import (
    best,
    computed_costs,
    computed_standing,
    conflicts,
    disagree,
    independent_origins,
    interval,
    minutes_of,
    origins,
)
from films.vocabularies import Qualifier, Standing
from tests.strategies import one_of_all


@dataclass(frozen=True)
class AFact:
    amount: Decimal | None = None
    unit: str = "min"
    qualifier: str = "exact"
    property: str = "running_time"
    rank: str = "normal"
    state: str = "known"
    amount_high: Decimal | None = None
    currency: str = ""
    basis_code: str = ""


def time(amount, unit="min", qualifier="exact", **more) -> AFact:
    return AFact(Decimal(amount), unit, qualifier, **more)


@dataclass(frozen=True)
class ASource:
    slug: str
    independence: str = "independent"
    reliability: str = "medium"
    original: str = ""
    original_independence: str = ""

    @property
    def root_slug(self) -> str:
        return self.original or self.slug

    @property
    def root_independence(self) -> str:
        return self.original_independence or self.independence


facts = one_of_all(
    AFact,
    amount=[None, *map(Decimal, range(201))],
    unit=["min", "s", "h", "month", ""],
    qualifier=Qualifier.values,
    property=["running_time", "production_time", "budget", "views"],
    rank=["preferred", "normal", "deprecated"],
    state=["known", "withheld", "none", "not_found"],
    currency=["", "USD", "KRW"],
    basis_code=["", "press", "per_person"],
)

# Best value


@pytest.mark.laws
@given(st.lists(facts), st.integers(0), facts)
def test_a_value_set_aside_never_changes_the_best_value(stated, place, wrong):
    set_aside = AFact(wrong.amount, wrong.unit, rank="deprecated")
    place %= len(stated) + 1
    assert best([*stated[:place], set_aside, *stated[place:]]) == best(stated)


def test_a_preferred_value_goes_before_normal_ones():
    normal, preferred = time(60), time(61, rank="preferred")
    assert best([normal, preferred]) == [preferred]


def test_without_a_preferred_value_all_normal_ones_are_best():
    assert best([time(60), time(61), time(99, rank="deprecated")]) == [time(60), time(61)]


def test_where_all_is_set_aside_there_is_no_best_value():
    assert best([time(60, rank="deprecated")]) == []


# Conflict


@pytest.mark.laws
@given(facts, facts)
def test_disagreement_is_mutual(a, b):
    assert disagree(a, b) == disagree(b, a)


@pytest.mark.laws
@given(facts)
def test_no_fact_disagrees_with_itself(fact):
    assert not disagree(fact, fact)


@pytest.mark.laws
@given(facts, facts)
def test_what_is_set_aside_disagrees_with_nothing(a, b):
    if "deprecated" in (a.rank, b.rank):
        assert not disagree(a, b)


@pytest.mark.laws
@given(facts, facts)
def test_facts_of_different_properties_never_disagree(a, b):
    if a.property != b.property:
        assert not disagree(a, b)


@pytest.mark.laws
@given(facts)
def test_what_a_fact_allows_holds_the_figure_it_states(fact):
    low, high = interval(fact)
    assert low is None or high is None or low <= high


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (time(60), time(61)),
        (time(60), time(3644, "s")),
        (time(61), time(3644, "s")),
        (time(87), time(90, qualifier="about")),
        (time(60), time(1, "h")),
        (time(25, qualifier="at_least"), time(90)),
        (time(10, qualifier="under"), time(7)),
        (time(60), time(120, qualifier="planned")),
        (time(3, "month", property="production_time"), time(12, "week", property="production_time")),
        (AFact(state="withheld", unit=""), time(60)),
        (AFact(state="not_found", unit=""), AFact(state="none", unit="")),
    ],
)
def test_figures_that_agree_at_their_precision_do_not_disagree(a, b):
    assert not disagree(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (time(3, "month", property="production_time"), time(2, "year", property="production_time")),
        (time(12), time(61)),
        (time(87), time(100, qualifier="about")),
        (time(25, qualifier="at_least"), time(12)),
        (time(10, qualifier="under"), time(30)),
        (time(60), AFact(state="none", unit="")),
    ],
)
def test_figures_that_cannot_both_be_right_disagree(a, b):
    assert disagree(a, b)


def money(amount, currency="USD", **more) -> AFact:
    return AFact(Decimal(amount), "", currency=currency, **{"property": "budget", **more})


def test_money_is_compared_within_one_currency_only():
    assert disagree(money(100), money(200))
    assert not disagree(money(100), money(200, "KRW"))


def test_figures_that_count_different_things_do_not_disagree():
    assert not disagree(money(100, basis_code="per_person"), money(200))


def test_a_property_that_collects_cannot_be_in_conflict():
    views = [AFact(Decimal(n), "view", property="views") for n in (100, 200)]
    assert not disagree(*views)


def test_conflicts_are_listed_pair_by_pair():
    twelve, sixty, about_sixty = time(12), time(60), time(61, qualifier="about")
    assert conflicts([twelve, sixty, about_sixty]) == [(twelve, sixty), (twelve, about_sixty)]


# Independence


def test_five_reprints_of_one_article_are_one_origin():
    reprints = [ASource(f"copy-{i}", original="article") for i in range(5)]
    assert origins(reprints) == {"article"}
    assert origins([ASource("article"), *reprints]) == {"article"}


def test_the_claimants_own_side_counts_once():
    own = [ASource("press-release", "self"), ASource("studio-blog", "self"), ASource("sponsor", "affiliated")]
    assert len(origins(own)) == 1
    assert len(origins([*own, ASource("newspaper")])) == 2


def test_text_that_looks_machine_made_is_no_origin():
    generated = ASource("content-farm", reliability="suspect_generated")
    assert origins([generated]) == set()
    assert origins([generated, ASource("newspaper")]) == {"newspaper"}


@pytest.mark.parametrize("independence", ["self", "affiliated", "interested_rival", "unknown"])
def test_only_those_without_a_stake_are_independent(independence):
    assert independent_origins([ASource("a"), ASource("b", independence)]) == {"a"}


@pytest.mark.laws
@given(st.lists(st.builds(ASource, st.sampled_from("abc"), st.sampled_from(["self", "independent", "unknown"]))))
def test_there_are_never_more_origins_than_sources(sources):
    assert len(independent_origins(sources)) <= len(origins(sources)) <= len(sources)


# Computed figures


def per_minute(amount, **more) -> AFact:
    return AFact(Decimal(amount), "min", currency="USD", property="cost_per_minute", **more)


def test_the_whole_cost_follows_from_the_cost_of_a_minute():
    [cost] = computed_costs([time(87, rank="preferred"), time(90, qualifier="about"), per_minute(8000)])
    assert (cost.property, cost.amount, cost.currency) == ("budget", Decimal(696000), "USD")
    assert (cost.formula, cost.minutes, cost.money) == ("times", Decimal(87), Decimal(8000))


def test_the_cost_of_a_minute_follows_from_the_whole():
    [cost] = computed_costs([time(3600, "s"), money(6000)])
    assert (cost.property, cost.amount, cost.formula) == ("cost_per_minute", Decimal(100), "divided")
    assert (cost.minutes, cost.money) == (Decimal(60), Decimal(6000))


@pytest.mark.parametrize(
    "known",
    [
        [per_minute(8000)],
        [time(87)],
        [time(87, rank="deprecated"), per_minute(8000)],
        [time(87), per_minute(8000, rank="deprecated")],
        [time(87), money(6000, qualifier="planned")],
        [time(87), money(6000, amount_high=Decimal(9000))],
        [time(87), money(6000, basis_code="per_person")],
    ],
)
def test_nothing_is_computed_from_what_does_not_carry_it(known):
    assert computed_costs(known) == []


@pytest.mark.parametrize(
    ("fact", "minutes"),
    [
        (time(3644, "s"), Decimal(3644) / 60),
        (time(2, "h"), Decimal(120)),
        (time(5, "item"), None),
        (AFact(state="withheld"), None),
        (time(3, "month", property="production_time"), None),
    ],
)
def test_a_running_time_is_read_in_minutes(fact, minutes):
    assert minutes_of(fact) == minutes


# Standing of a claim

TWO, ONE = [ASource("a"), ASource("b")], [ASource("a"), ASource("copy", original="a")]


@pytest.mark.parametrize(
    ("makers_deny", "shown", "disputed", "earlier_film", "sources", "standing"),
    [
        (True, False, True, True, TWO, Standing.REFUSED),
        (True, True, False, False, TWO, Standing.REFUSED),
        (False, False, True, True, TWO, Standing.ANNOUNCED),
        (False, True, True, False, TWO, Standing.CONTESTED),
        (False, True, False, True, TWO, Standing.CONTESTED),
        (False, True, False, False, TWO, Standing.STANDS),
        (False, True, False, False, ONE, Standing.SAID),
        (False, True, False, False, [], Standing.SAID),
    ],
)
def test_the_standing_is_the_first_rule_that_holds(makers_deny, shown, disputed, earlier_film, sources, standing):
    assert standing == computed_standing(
        makers_deny=makers_deny, shown=shown, disputed=disputed, earlier_film=earlier_film, sources=sources
    )


def test_a_press_release_and_the_paper_that_reprints_it_are_the_claimant_s_side_once():
    release = ASource("release", independence="self")
    paper = ASource("paper", original="release", original_independence="self")
    assert len(origins([release, paper])) == 1
    assert independent_origins([release, paper]) == set()
