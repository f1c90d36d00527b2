from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations, combinations_with_replacement

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from films.firsts import (
    Case,
    Entrant,
    Place,
    Relation,
    Rule,
    basis_of,
    by_country,
    change,
    decided_by_date,
    earlier_films,
    in_order,
    leaders_by_country,
    narrow,
    perhaps_in_the_way,
    relate,
)
from films.scope import Answer, Dated, Features, Length, Scope, Use
from tests.films.test_scope import scopes
from tests.strategies import one_of_all

DAYS = [date(2025, 1, day) for day in range(1, 8)]
INTERVALS = [
    *(Dated(a, b) for a, b in combinations_with_replacement(DAYS, 2)),
    *(Dated(day, None) for day in DAYS),
    *(Dated(None, day) for day in DAYS),
    Dated(None, None),
]
intervals = st.sampled_from(INTERVALS)
AI = {"whole_film": Use("full_picture")}


def shown(interval: Dated, *channels: str, minutes: int = 0, **more) -> Features:
    lengths = (Length(Decimal(minutes), Decimal(minutes), "f1"),) if minutes else ()
    more.setdefault("uses", AI)
    return Features(dates=dict.fromkeys(("first_showing", *channels), interval), lengths=lengths, **more)


def on(month: int, day: int = 1) -> Dated:
    return Dated(date(2025, month, day), date(2025, month, day), f"r{month}")


YEAR = Dated(date(2023, 1, 1), date(2023, 12, 31))
MINUTES = [Decimal(m) for m in (39, 40, 60, 61)]
LENGTHS = [(), *((Length(m, m, "f1"),) for m in MINUTES)]
LENGTHS += [(Length(a, a, "f1"), Length(b, b, "f2")) for a, b in combinations(MINUTES, 2)]


def work(first: Dated | None, cinema: Dated | None, video: str, script: str, **known) -> Features:
    dates = {"first_showing": first, "theatrical": cinema}
    uses = {"video": video, "script": script}
    return Features(
        dates={basis: when for basis, when in dates.items() if when},
        uses={department: Use(extent) for department, extent in uses.items() if extent},
        **known,
    )


EXTENTS = ["", "none", "element", "full_picture"]
works = one_of_all(
    work,
    first=[None, *INTERVALS],
    cinema=[None, *INTERVALS],
    video=EXTENTS,
    script=EXTENTS,
    countries=[frozenset(c) for c in (["KE"], ["EG"], ["KR"], ["KE", "KR"])],
    lengths=LENGTHS,
    modes=[frozenset(), frozenset({"animation"}), frozenset({"live_action"})],
    sector=["unknown", "commercial"],
)
fields = st.lists(works, max_size=5).map(lambda many: [Entrant(f"film-{i}", w) for i, w in enumerate(many)])


def rule(basis: str, **facets) -> Rule:
    return Rule(Scope(**facets), basis)


rules = one_of_all(
    rule,
    territory=[None, "country:KR", "continent:Africa"],
    minutes=[None, Decimal(40), Decimal(60)],
    mode=[None, "animation"],
    channel=[None, "theatrical"],
    extent=[None, "element"],
    basis=["first_showing", "theatrical"],
)


def parts(interval: Dated) -> list[Dated]:
    """The same interval, and every part of it."""
    return [
        part
        for part in INTERVALS
        if (interval.earliest is None or (part.earliest is not None and part.earliest >= interval.earliest))
        and (interval.latest is None or (part.latest is not None and part.latest <= interval.latest))
    ]


narrowings = st.sampled_from([(whole, part) for whole in INTERVALS for part in parts(whole)])


# The order ------------------------------------------------------------------------------------------------


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


# Claims ---------------------------------------------------------------------------------------------------


def test_an_earlier_film_speaks_against_a_flat_claim_but_not_against_one_of_the_first_or_merit():
    assert decided_by_date("absolute", "unstated")
    assert decided_by_date("conditional", "theatrical")
    assert not decided_by_date("hedged", "unstated")
    assert not decided_by_date("absolute", "quality")


def test_a_claim_that_names_no_date_is_decided_by_its_channel():
    assert basis_of(Scope(channel="theatrical"), "unstated") == "theatrical"
    assert basis_of(Scope(channel="festival"), "premiere") == "premiere"
    assert basis_of(Scope(), "unstated") == "first_showing"


def test_earlier_films_come_earliest_first_and_only_if_they_certainly_meet_the_scope():
    case = Case("mine", shown(on(7), minutes=90), Scope(minutes=Decimal(40)))
    others = [
        Entrant("later", shown(on(9), minutes=90)),
        Entrant("second", shown(on(5), minutes=90)),
        Entrant("first", shown(on(2), minutes=90)),
        Entrant("short", shown(on(1), minutes=12)),
        Entrant("unknown", shown(on(1))),
    ]
    assert earlier_films(case, others) == ["first", "second"]


FEATURE = Scope(minutes=Decimal(40))


def test_an_earlier_work_within_the_conditions_contradicts():
    mine, other = Case("a", shown(on(5), minutes=90), FEATURE), Case("b", shown(on(1), minutes=90), FEATURE)
    assert relate(mine, other).relation is Relation.CONTRADICTED
    assert relate(other, mine).relation is Relation.RIVAL


def test_a_newer_claim_that_adds_a_condition_tells_which():
    mine = Case("a", shown(on(1), minutes=90), FEATURE)
    newer = Case("b", shown(on(5), "theatrical", minutes=90), replace(FEATURE, channel="theatrical"), "theatrical")
    found = relate(mine, newer)
    assert (found.relation, found.reach, found.added) == (Relation.RIVAL, "narrower", ("channel",))


def test_works_of_the_same_year_cannot_be_decided():
    assert relate(Case("a", shown(YEAR), Scope()), Case("b", shown(YEAR), Scope())).relation is Relation.UNDECIDABLE


def test_a_work_outside_the_conditions_leaves_both_true():
    mine = Case("a", shown(on(5), minutes=90), FEATURE)
    assert relate(mine, Case("b", shown(on(1), minutes=12), Scope())).relation is Relation.COMPATIBLE


def test_of_two_claims_one_fails_where_the_earlier_work_lies_within_its_conditions_though_not_the_other_way_round():
    short = Case("a", shown(on(1), minutes=12), Scope(length="short"))
    newer = Case("b", shown(on(5), minutes=90), Scope())
    assert relate(short, newer).relation is Relation.EXCLUDES
    assert relate(newer, short).relation is Relation.CONTRADICTED


def test_of_two_like_claims_that_no_record_can_judge_only_the_earlier_may_be_true():
    scope = Scope(language="zh")
    mine, newer = Case("a", shown(on(1)), scope), Case("b", shown(on(5)), scope)
    assert relate(mine, newer).relation is Relation.EXCLUDES
    assert relate(newer, mine).relation is Relation.UNDECIDABLE


def test_merit_and_date_do_not_meet():
    mine = Case("a", shown(on(5)), Scope())
    assert relate(mine, Case("b", shown(on(1)), Scope(), decided=False)).relation is Relation.COMPATIBLE


def test_a_work_known_by_name_only_takes_part_and_decides_nothing():
    named = Case("KR-4-c9", Features(countries=frozenset({"KR"})), Scope(territory="country:KR"))
    found = relate(Case("a", shown(on(5)), Scope()), named)
    assert found.relation is Relation.UNDECIDABLE


cases = st.builds(lambda work, features, scope: Case(work, features, scope), st.sampled_from("ab"), works, scopes)


@given(cases, cases)
def test_not_both_of_two_claims_are_contradicted_by_the_other(a, b):
    assert not (relate(a, b).relation is relate(b, a).relation is Relation.CONTRADICTED)


@given(cases, cases)
def test_no_two_claims_are_both_true_of_which_one_is_contradicted_by_the_other(a, b):
    if relate(a, b).relation is Relation.CONTRADICTED:
        assert relate(b, a).relation in (Relation.RIVAL, Relation.EXCLUDES)


# What would make it true? ---------------------------------------------------------------------------------


@pytest.mark.laws
@given(works, scopes, fields)
def test_a_narrower_scope_lies_within_the_claim_and_saves_it(mine, scope, others):
    found = narrow(Case("mine", mine, scope), others)
    for saved in found.saved:
        assert scope.contains(saved.scope)
        if saved.added:
            rivals = [e for e in others if e.features.judge_quickly(saved.scope) in (Answer.YES, Answer.DEPENDS)]
            its_dates = [e.features.date_by("first_showing") for e in rivals]
            my_date = mine.date_by("first_showing")
            assert all(my_date.certainly_before(its) or not its.known for its in its_dates)


@given(works, scopes, fields)
def test_no_condition_is_added_without_need(mine, scope, others):
    found = narrow(Case("mine", mine, scope), others)
    if not found.against and found.dated and mine.date_by("first_showing").latest:
        assert [saved.added for saved in found.saved] == [()]
    sizes = {len(saved.added) for saved in found.saved}
    assert len(sizes) <= 1


def test_a_claim_may_be_saved_by_its_channel():
    mine = Case("mine", shown(on(5), "theatrical", minutes=90), FEATURE)
    online = Entrant("online", shown(on(1), "streaming", minutes=90))
    found = narrow(mine, [online])
    assert found.against == ("online",)
    assert [saved.added for saved in found.saved] == [("channel",)]
    assert found.saved[0].scope == replace(FEATURE, channel="theatrical")


def test_a_claim_that_nothing_sets_apart_is_not_saved():
    mine = Case("mine", shown(on(5), minutes=90), FEATURE)
    assert narrow(mine, [Entrant("twin", shown(on(1), minutes=90))]).saved == ()


def test_a_condition_that_cannot_be_computed_leaves_open_who_stands_in_the_way():
    mine = Case("mine", shown(on(5), minutes=90), replace(FEATURE, other=True))
    others = [
        Entrant("earlier", shown(on(1), minutes=90)),
        Entrant("short", shown(on(1), minutes=12)),
        Entrant("later", shown(on(9), minutes=90)),
    ]
    assert narrow(mine, others).against == ()
    assert perhaps_in_the_way(mine, others) == ("earlier",)
    assert perhaps_in_the_way(replace(mine, scope=FEATURE), others) == ()


def test_a_claim_without_rivals_holds_as_it_stands():
    found = narrow(Case("mine", shown(on(5)), FEATURE), [Entrant("short", shown(on(1), minutes=12))])
    assert [saved.added for saved in found.saved] == [()]
