from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from films.firsts import Entrant, Place, Rule, by_country, change, in_order, leaders_by_country
from films.scope import Answer, Dated, Features, Length, Scope
from tests.works import AI, YEAR, fields, narrowings, on, rules, shown


@pytest.mark.laws
@given(rules, fields, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_how_the_works_come(rule, works, shuffler):
    shuffled = list(works)
    shuffler.shuffle(shuffled)
    assert in_order(rule, works) == in_order(rule, shuffled)


@pytest.mark.laws
@given(st.lists(narrowings, min_size=1, max_size=5))
def test_knowing_dates_better_never_undoes_a_decided_order(pairs):
    before = in_order(Rule(), [Entrant(f"film-{i}", shown(old)) for i, (old, _new) in enumerate(pairs)])
    assume(all(old.known for old, _new in pairs))
    if before.outcome is Place.FIRST:
        after = in_order(Rule(), [Entrant(f"film-{i}", shown(new)) for i, (_old, new) in enumerate(pairs)])
        assert [p.key for p in after.leading] == [p.key for p in before.leading]


@given(rules, fields)
def test_there_is_one_first_at_most_and_then_nobody_else_leads(rule, works):
    order = in_order(rule, works)
    if order.outcome is Place.FIRST:
        assert len(order.leading) == 1
    assert (order.outcome is None) == (order.placed == ())


@given(rules, fields)
def test_every_work_is_placed_unplaced_or_outside(rule, works):
    order = in_order(rule, works)
    keys = [p.key for p in order.placed] + [u.key for u in order.unplaced]
    outside = [e.key for e in works if e.features.judge_quickly(rule.scope) is Answer.NO]
    assert sorted(keys + outside) == sorted(e.key for e in works)


@pytest.mark.laws
@given(rules, fields)
def test_whoever_does_not_depend_on_a_value_leads_nobody_certainly_earlier(rule, works):
    order = in_order(rule, works)
    for placed in order.leading:
        for other in order.placed:
            if other.meets is Answer.YES:
                assert not other.date.certainly_before(placed.date)


def test_two_works_of_the_same_year_are_tied():
    order = in_order(Rule(), [Entrant("a", shown(YEAR)), Entrant("b", shown(YEAR))])
    assert order.outcome is Place.TIED
    assert [p.place for p in order.placed] == [Place.TIED, Place.TIED]


def test_a_work_alone_in_its_scope_is_first_even_without_an_exact_date():
    assert in_order(Rule(), [Entrant("a", shown(Dated(date(2023, 1, 1), None)))]).outcome is Place.FIRST


def test_a_disputed_length_makes_the_order_depend_and_names_the_values():
    long = replace(
        shown(on(1)), lengths=(Length(Decimal(60), Decimal(60), "f1"), Length(Decimal(61), Decimal(61), "f2"))
    )
    rule = Rule(Scope(minutes=Decimal(60), more=True))
    order = in_order(rule, [Entrant("disputed", long), Entrant("later", shown(on(2), minutes=90))])
    assert order.outcome is Place.DEPENDS
    assert [(p.key, p.place) for p in order.placed] == [("disputed", Place.DEPENDS), ("later", Place.DEPENDS)]
    assert (order.placed[0].judgements[0].refs, order.placed[0].judgements[0].against) == (("f2",), ("f1",))


def test_a_later_disputed_work_takes_nothing_from_the_first():
    disputed = replace(
        shown(on(3)), lengths=(Length(Decimal(39), Decimal(39), "f1"), Length(Decimal(40), Decimal(40), "f2"))
    )
    order = in_order(Rule(Scope(minutes=Decimal(40))), [Entrant("a", shown(on(1), minutes=90)), Entrant("b", disputed)])
    assert [(p.key, p.place) for p in order.placed] == [("a", Place.FIRST), ("b", Place.LATER)]


def test_a_work_of_unknown_length_is_named_beside_the_order_and_may_lead_it():
    rule = Rule(Scope(minutes=Decimal(40)))
    order = in_order(rule, [Entrant("long", shown(on(2), minutes=90)), Entrant("unknown", shown(on(1)))])
    assert order.outcome is Place.FIRST
    assert [(u.key, u.missing, u.might_lead) for u in order.unplaced] == [("unknown", ("minutes",), True)]


def test_a_work_without_a_date_is_named_beside_the_order():
    order = in_order(Rule(), [Entrant("a", shown(on(1))), Entrant("b", Features(uses=AI))])
    assert [(u.key, u.missing) for u in order.unplaced] == [("b", ("date",))]


def test_which_date_counts_changes_the_order():
    festival_first = Features(uses=AI, dates={"first_showing": on(1), "theatrical": on(9)})
    cinema_first = Features(uses=AI, dates={"first_showing": on(7), "theatrical": on(7)})
    works = [Entrant("festival", festival_first), Entrant("cinema", cinema_first)]
    assert [p.key for p in in_order(Rule(), works).leading] == ["festival"]
    assert [p.key for p in in_order(Rule(basis="theatrical"), works).leading] == ["cinema"]


@given(rules, fields)
def test_whoever_leads_a_country_leads_the_order_among_its_works(rule, works):
    everywhere = replace(rule, scope=replace(rule.scope, territory=None))
    for country, leading in leaders_by_country(rule, by_country(works, rule.basis)).items():
        own = [e for e in works if country in e.features.countries]
        assert leading == {p.key for p in in_order(everywhere, own).leading}


@given(rules, fields, st.integers(0, 4))
def test_asking_for_fewer_works_changes_no_count(rule, works, most):
    whole, part = in_order(rule, works), in_order(rule, works, most, most)
    assert part.placed == whole.placed[:most]
    assert part.unplaced == whole.unplaced[:most]
    counts = ("outcome", "leading_count", "placed_count", "unplaced_count", "might_lead_count")
    assert [getattr(part, c) for c in counts] == [getattr(whole, c) for c in counts]


def test_lamps_move_or_go_out_when_the_rule_changes():
    works = [
        Entrant("short", shown(on(1), minutes=12, countries=frozenset({"US"}))),
        Entrant("long", shown(on(2), minutes=90, countries=frozenset({"US"}))),
        Entrant("only", shown(on(1), minutes=12, countries=frozenset({"CN"}))),
    ]
    grouped = by_country(works, "first_showing")
    before = leaders_by_country(Rule(), grouped)
    after = leaders_by_country(Rule(Scope(minutes=Decimal(40))), grouped)
    assert before == {"CN": {"only"}, "US": {"short"}}
    found = change(before, after)
    assert (found.moved, found.out, found.asked) == (("US",), ("CN",), 2)
