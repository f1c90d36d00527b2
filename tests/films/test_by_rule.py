"""Golden cases of the real records: what the order must say, and on what it rests."""

from decimal import Decimal

import pytest

from films.by_rule import PRESETS, told
from films.cases import Relation
from films.claims import claim_told
from films.entrants import field
from films.firsts import Place, Rule, in_order
from films.models import FirstClaim
from films.narrowing import narrow
from films.rivals import case_of
from films.scope import Answer, Scope

FOUR = ("CN-1", "US-2", "GB-3", "KR-4")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


def rule(minutes: int | None = None, more: bool = False, territory: str | None = None, **scope) -> Rule:
    least = None if minutes is None else Decimal(minutes)
    return Rule(Scope(territory=territory, minutes=least, more=more, **scope))


def among_the_four(asked: Rule):
    return in_order(asked, [e for e in field().entrants if e.key in FOUR])


def test_with_any_length_the_frost_leads_the_united_states_among_the_essay_s_four():
    order = among_the_four(rule(territory="country:US"))
    assert [(p.key, p.place) for p in order.placed] == [("US-2", Place.FIRST)]


def test_at_forty_minutes_the_frost_is_gone():
    order = among_the_four(rule(40, territory="country:US"))
    assert (order.placed, order.unplaced, order.outcome) == ((), (), None)


def test_at_sixty_minutes_run_to_the_west_stands_exactly_on_the_line():
    answer = told(rule(60, territory="country:KR"))
    stand = next(s for s in answer.order if s.work.key == "KR-4")
    length = next(g for g in stand.grounds if g.facet == "minutes")
    assert length.answer is Answer.YES
    assert length.on_the_line
    assert {v.words for v in length.values} == {"60 minutes 44 seconds", "60 minutes", "61 minutes"}
    assert all(v.evidence.sources for v in length.values)


def test_above_sixty_minutes_run_to_the_west_depends_and_the_value_that_decides_is_named():
    answer = told(rule(60, more=True, territory="country:KR"))
    assert answer.outcome is Place.DEPENDS
    stand = next(s for s in answer.order if s.work.key == "KR-4")
    length = stand.depends_on[0]
    assert {v.words for v in length.met_by} == {"60 minutes 44 seconds", "61 minutes"}
    assert [v.words for v in length.missed_by] == ["60 minutes"]


def test_a_rival_that_is_not_in_the_catalogue_takes_part_by_name():
    answer = told(rule(territory="country:TW"))
    named = [a.work for a in answer.asides if a.work.mention is None]
    assert [w.name.en.startswith("untitled all-AI feature planned") for w in named] == [True]
    assert told(rule(territory="country:TW", extent="full_pipeline")).asides


def test_every_preset_but_the_first_changes_lamps():
    tried = told(rule()).presets
    assert (tried[0].moved, tried[0].out) == (0, 0)
    assert all(t.moved and t.out for t in tried[1:])
    assert [t.preset.code for t in tried] == [p.code for p in PRESETS]


def test_no_scope_that_saves_a_claim_is_wider_than_the_claim():
    held = field()
    for claim in FirstClaim.objects.select_related("film", "work").filter(work__isnull=False)[:60]:
        case = case_of(claim, held)
        for saved in narrow(case, held.entrants).saved:
            assert case.scope.contains(saved.scope)


def test_the_uk_claim_is_contradicted_by_an_earlier_british_film_and_saved_by_its_length():
    page = claim_told("GB-3-c1")
    against = {r.work.title: r.related.relation for r in page.related if r.work}
    assert against["Sunspring"] is Relation.CONTRADICTED
    assert "Sunspring" in {m.title for m in page.narrowing.in_the_way}
    assert ["minutes"] in [[f.name for f in saved.added] for saved in page.narrowing.saved]


def test_a_claim_of_merit_is_not_decided_by_a_date():
    merit = FirstClaim.objects.filter(order_basis="quality", work__isnull=False).select_related("film").first()
    assert claim_told(merit.ref).narrowing.decided is False


def test_works_take_part_whose_claims_name_them_and_nothing_that_is_no_film():
    named = [e.key for e in field().entrants if "-c" in e.key]
    assert len(named) == 2


def test_a_korean_claim_with_a_condition_in_words_is_not_said_to_hold():
    told_of = claim_told("KR-4-c1").narrowing
    assert told_of.holds
    assert [m.public_id for m in told_of.perhaps] == ["KR-88"]


def test_a_claim_of_a_hundred_per_cent_with_human_voices_is_told_so():
    assert claim_told("KR-88-c1").narrowing.unmet == ("extent",)


def test_nobody_leads_of_whom_no_record_says_that_ai_had_a_part():
    answer = told(rule(40))
    assert answer.order[0].work.key == "US-17"
    assert "MA-14" not in [s.work.key for s in answer.order]


def test_a_preview_at_a_festival_puts_no_film_into_cinemas():
    answer = told(Rule(Scope(channel="theatrical", territory="country:KR", minutes=Decimal(60)), "theatrical"))
    assert [s.work.key for s in answer.order] == ["KR-4", "KR-88"]


def test_what_is_said_to_be_ai_throughout_by_some_and_denied_by_others_depends():
    answer = told(rule(60, extent="full_picture", mode="animation"))
    stand = next(s for s in answer.order if s.work.key == "GB-3")
    ground = stand.depends_on[0]
    assert [v.words for v in ground.met_by] == ["Whole film: Said to be AI throughout"]
    assert [v.words for v in ground.missed_by] == ["Whole film: Single elements"]
