from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from films.cases import Case, Relation, basis_of, decided_by_date, earlier_films, relate
from films.firsts import Entrant
from films.scope import Features, Scope
from tests.films.test_scope import scopes
from tests.works import FEATURE, YEAR, on, shown, works


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
