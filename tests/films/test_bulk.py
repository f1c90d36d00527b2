"""One field in many records: shown first, then all or nothing, as one deed."""

import pytest
from django.contrib.auth.models import User

from films.bulk import CHANGEABLE, Change, ChangedMeanwhile, How, Refused, carry_out, changeable, preview
from films.models import Deed, Film, FirstClaim, ProductionFact, Relation, Source, Title
from films.undoing import undo
from films.vocabularies import DeedKind
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return User.objects.create_user("ada", first_name="Ada")


def keys(records):
    return [record.pk for record in records]


def done(change, records, ada=None, reason="Said so"):
    return carry_out(change, keys(records), preview(change, keys(records)).token, ada, reason)


def test_the_table_tells_before_and_after_and_what_stays():
    facts = [make.FactFactory(unit="min"), make.FactFactory(unit="s")]
    told = preview(Change(ProductionFact, {"unit": "min"}), keys(facts))
    assert [(line.before, line.after, line.changes) for line in told.lines] == [
        ("minutes", "minutes", False),
        ("seconds", "minutes", True),
    ]
    assert ProductionFact.objects.filter(unit="s").exists()


def test_each_record_has_its_entry_and_one_undoing_takes_all_back(ada):
    facts = [make.FactFactory(unit="s") for _ in range(3)] + [make.FactFactory(unit="min")]
    act = done(Change(ProductionFact, {"unit": "min"}), facts, ada, "They meant minutes")
    assert (act.kind, act.reason, act.entries.count()) == (DeedKind.BULK, "They meant minutes", 3)
    assert not ProductionFact.objects.filter(unit="s").exists()
    undo(act, ada)
    assert ProductionFact.objects.filter(unit="s").count() == 3


@pytest.mark.parametrize(
    ("how", "expected"), [(How.SET, ["b"]), (How.ADD, ["a", "b"]), (How.REMOVE, ["a"])], ids=lambda v: str(v)
)
def test_what_holds_many_is_replaced_added_to_or_lessened(how, expected, ada):
    a, b = make.SourceFactory(slug="a"), make.SourceFactory(slug="b")
    fact = make.FactFactory(sources=[a, b] if how is How.REMOVE else [a])
    act = done(Change(ProductionFact, {"sources": [b]}, how), [fact], ada)
    assert [s.slug for s in fact.sources.order_by("slug")] == expected
    assert act.entries.count() == 1


def test_one_record_that_cannot_take_the_value_stops_all_and_is_named():
    known, unknown = make.FactFactory(), make.FactFactory(state="not_found", amount=None, unit="")
    change = Change(ProductionFact, {"state": "not_found"})
    told = preview(change, keys([known, unknown]))
    assert told.faulty[0].problems == ("Only a known fact has an amount.",)
    assert told.faulty[0].record == known
    with pytest.raises(Refused):
        carry_out(change, keys([known, unknown]), told.token)
    assert ProductionFact.objects.filter(state="known").exists()
    assert not Deed.objects.filter(kind=DeedKind.BULK).exists()


def test_rank_changes_with_its_reason_and_not_without():
    claim = make.ClaimFactory()
    assert preview(Change(FirstClaim, {"rank": "deprecated", "rank_reason": ""}), [claim.pk]).faulty
    done(Change(FirstClaim, {"rank": "deprecated", "rank_reason": "error_in_source"}), [claim])
    claim.refresh_from_db()
    assert claim.rank == "deprecated"


def test_standings_follow_at_once():
    claim = make.ClaimFactory(sources=[make.SourceFactory()])
    answer = make.ClaimFactory(film=claim.film, about=claim, stance="repeats")
    done(Change(FirstClaim, {"stance": "disputes"}), [answer])
    claim.refresh_from_db()
    assert claim.standing == "contested"


def test_a_film_is_not_related_to_itself_nor_a_source_its_own_reprint():
    film, source = make.FilmFactory(), make.SourceFactory()
    reprint = make.SourceFactory(reprint_of=source)
    relation = make.RelationFactory(film=film)
    assert preview(Change(Relation, {"other": film}), [relation.pk]).faulty
    assert preview(Change(Source, {"reprint_of": source}), [source.pk]).faulty
    assert preview(Change(Source, {"reprint_of": reprint}), [source.pk]).faulty


def test_a_wrong_date_is_refused_in_words():
    [line] = preview(Change(Source, {"date": "2025-13"}), [make.SourceFactory().pk]).faulty
    assert "not a date that exists" in line.problems[0]


def test_what_was_broken_before_is_not_laid_at_the_doors_of_the_change():
    title = make.TitleFactory()
    Title.objects.filter(pk=title.pk).update(text=" ")
    assert not preview(Change(Title, {"language": "ko"}), [title.pk]).faulty


def test_a_change_in_between_is_shown_again():
    facts = [make.FactFactory(unit="s"), make.FactFactory(unit="s")]
    change = Change(ProductionFact, {"unit": "min"})
    token = preview(change, keys(facts)).token
    facts[1].unit = "h"
    facts[1].save()
    with pytest.raises(ChangedMeanwhile):
        carry_out(change, keys(facts), token)
    assert ProductionFact.objects.filter(unit="s").exists()


def test_a_record_that_went_in_between_is_a_change_too():
    facts = [make.FactFactory(unit="s"), make.FactFactory(unit="s")]
    change = Change(ProductionFact, {"unit": "min"})
    token = preview(change, keys(facts)).token
    facts[1].delete()
    with pytest.raises(ChangedMeanwhile):
        carry_out(change, keys(facts), token)


def test_a_token_stands_for_its_value_alone():
    fact = make.FactFactory(unit="s")
    token = preview(Change(ProductionFact, {"unit": "min"}), [fact.pk]).token
    with pytest.raises(ChangedMeanwhile):
        carry_out(Change(ProductionFact, {"unit": "h"}), [fact.pk], token)


def test_a_change_of_another_field_in_between_does_not_matter():
    fact = make.FactFactory(unit="s")
    change = Change(ProductionFact, {"unit": "min"})
    token = preview(change, [fact.pk]).token
    fact.amount = 12
    fact.save()
    carry_out(change, [fact.pk], token)
    fact.refresh_from_db()
    assert (fact.unit, fact.amount) == ("min", 12)


@pytest.mark.parametrize("model", CHANGEABLE, ids=lambda m: m.__name__)
def test_what_names_numbers_or_steps_a_record_is_not_changed_in_bulk(model):
    never = {"status", "number", "slug", "public_id", "identifying", "film", "code", "scheme", "lamp", "standing"}
    offered = changeable(model)
    assert offered
    assert not never & {name for names in offered.values() for name in names}
    for names in offered.values():
        for name in names:
            assert model._meta.get_field(name).editable


def test_the_table_costs_as_much_for_its_rows_whatever_they_refer_to(django_assert_max_num_queries):
    roles = [make.AIRoleFactory(sources=[make.SourceFactory()]) for _ in range(20)]
    with django_assert_max_num_queries(6):
        preview(Change(type(roles[0]), {"sources": []}), keys(roles))
    assert Film.objects.count() == 20
