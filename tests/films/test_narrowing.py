from dataclasses import replace

import pytest
from hypothesis import given

from films.cases import Case
from films.firsts import Entrant
from films.narrowing import narrow, perhaps_in_the_way
from films.scope import Answer
from tests.films.test_scope import scopes
from tests.works import FEATURE, fields, on, shown, works


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
