"""The steps of a record: which follow which, who takes them, and what they leave behind."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.core.exceptions import PermissionDenied

from films.models import Comparison, Deed, Film, FirstClaim
from films.publishability import Rule
from films.vocabularies import DeedKind, RecordStatus, Standing
from films.workflow import STEPS, Refused, affected_by, steps_for, take, take_together
from tests import factories as make

pytestmark = pytest.mark.django_db

TAKERS = {
    "submit": {"curator", "reviewer"},
    "return": {"curator", "reviewer"},
    "publish": {"reviewer"},
    "withdraw": {"reviewer"},
    "restore": {"reviewer"},
}


def member(*groups):
    user = User.objects.create_user("-".join(groups) or "nobody", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def reviewer():
    return member("reviewer")


def film_at(status, **film):
    """A film of which nothing is missing."""
    gone = {"withdrawn_on": "2026-01-02", "withdrawal_reason_en": "Old", "withdrawal_reason_zh_hans": "旧"}
    made = make.FilmFactory(status=status, **(gone if status == "withdrawn" else {}), **film)
    make.TitleFactory(film=made, identifying=True, sources=[make.SourceFactory()])
    return made


def comparison_at(status):
    films = [film_at("published"), film_at("published")]
    gone = {"withdrawn_on": "2026-01-02"} if status == "withdrawn" else {}
    return make.ComparisonFactory(status=status, films=films, rows=[], **gone)


def reasons(step):
    return {"reason": "Because.", **({"reason_zh_hans": "缘由。"} if step.in_both_languages else {})}


def deeds():
    """What somebody did; making records for a test is nobody's deed."""
    return Deed.objects.exclude(actor=None)


def deed_of_somebody():
    return deeds().get()


def whole(record):
    return list(type(record).objects.filter(pk=record.pk).values())


@pytest.mark.parametrize("group", ["curator", "reviewer", "translator", "nobody"])
@pytest.mark.parametrize("code", STEPS)
@pytest.mark.parametrize("at", [film_at, comparison_at], ids=["film", "comparison"])
def test_each_group_takes_its_steps_and_no_others(at, code, group):
    step, user = STEPS[code], member(group)
    record = at(step.origin)
    if isinstance(record, Comparison):
        record.rows.create(number=1, row="form")
    before = whole(record)
    if group in TAKERS[code]:
        assert step in steps_for(record, user)
        take(step, record, by=user, **reasons(step))
        assert (record.status, deed_of_somebody().kind) == (step.target, step.kind)
    else:
        assert step not in steps_for(record, user)
        with pytest.raises(PermissionDenied):
            take(step, record, by=user, **reasons(step))
        assert whole(record) == before
        assert not deeds().exists()


def test_somebody_without_an_account_takes_no_step():
    assert steps_for(film_at("draft"), AnonymousUser()) == []


@pytest.mark.parametrize("status", RecordStatus.values)
@pytest.mark.parametrize("code", STEPS)
def test_a_step_is_taken_from_its_beginning_alone(reviewer, code, status):
    step, film = STEPS[code], film_at(status)
    before = whole(film)
    if status == step.origin:
        take(step, film, by=reviewer, **reasons(step))
        assert film.status == step.target
        return
    with pytest.raises(Refused, match="begins at"):
        take(step, film, by=reviewer, **reasons(step))
    assert whole(film) == before


def test_what_counts_is_the_status_in_the_archive_not_the_one_that_somebody_still_sees(reviewer):
    film = film_at("in_review")
    stale = Film.objects.get(pk=film.pk)
    take(STEPS["publish"], film, by=reviewer, reason="Ready.")
    with pytest.raises(Refused):
        take(STEPS["return"], stale, by=reviewer, reason="No.")
    film.refresh_from_db()
    assert film.status == "published"


@pytest.mark.parametrize("code", STEPS)
@pytest.mark.parametrize("reason", ["", " \n"])
def test_no_step_without_a_reason(reviewer, code, reason):
    film = film_at(STEPS[code].origin)
    with pytest.raises(Refused, match="reason"):
        take(STEPS[code], film, by=reviewer, reason=reason, reason_zh_hans="缘由。")
    assert not deeds().exists()


def test_a_withdrawal_says_when_and_why_in_both_languages(reviewer):
    film = film_at("published")
    with pytest.raises(Refused, match="both languages"):
        take(STEPS["withdraw"], film, by=reviewer, reason="Wrong.")
    take(STEPS["withdraw"], film, by=reviewer, reason=" Wrong. ", reason_zh_hans="有误。")
    assert (film.withdrawal_reason_en, film.withdrawal_reason_zh_hans) == ("Wrong.", "有误。")
    assert film.withdrawn_on is not None
    assert deed_of_somebody().reason == "Wrong.\n有误。"
    take(STEPS["restore"], film, by=reviewer, reason="Right after all.")
    assert (film.status, film.withdrawn_on, film.withdrawal_reason_en) == ("published", None, "")
    assert [deed.kind for deed in deeds()] == [DeedKind.PUBLISH, DeedKind.WITHDRAW]


def test_what_lacks_something_is_not_published_and_nothing_is_written(reviewer):
    film = film_at("in_review")
    claim = make.ClaimFactory(film=film)
    before = whole(film)
    with pytest.raises(Refused) as refusal:
        take(STEPS["publish"], film, by=reviewer, reason="Ready.")
    assert [(h.rule, h.record) for h in refusal.value.hindrances] == [(Rule.UNSOURCED, claim)]
    assert whole(film) == before
    assert not deeds().exists()


def test_what_lacks_something_can_still_be_handed_in_and_withdrawn(reviewer):
    film = film_at("draft")
    make.ClaimFactory(film=film)
    take(STEPS["submit"], film, by=reviewer, reason="Please look.")
    assert film.status == "in_review"
    Film.objects.update(status="published")
    take(STEPS["withdraw"], film, by=reviewer, reason="Wrong.", reason_zh_hans="有误。")
    assert film.status == "withdrawn"


def test_standings_follow_publication_and_withdrawal(reviewer):
    earlier, later = film_at("in_review", form="feature"), film_at("published", form="feature")
    for film, date in ((earlier, "2024-01-01"), (later, "2025-01-01")):
        make.ReleaseFactory(film=film, date=date, sources=[make.SourceFactory()])
        make.FactFactory(film=film, amount=87, sources=[make.SourceFactory()])
        make.AIRoleFactory(film=film, sources=[make.SourceFactory()])
        make.ClaimFactory(film=film, scope_length="feature", sources=[make.SourceFactory()])

    def standing():
        return FirstClaim.objects.get(film=later).standing

    take(STEPS["publish"], earlier, by=reviewer, reason="Ready.")
    assert standing() == Standing.CONTESTED
    assert Film.objects.get(pk=earlier.pk).features["dates"]
    take(STEPS["withdraw"], earlier, by=reviewer, reason="Wrong.", reason_zh_hans="有误。")
    assert standing() == Standing.SAID


def test_many_are_published_as_one_deed_and_what_lacks_something_stays(reviewer):
    ready = [film_at("in_review"), film_at("in_review")]
    hindered, draft = film_at("in_review"), film_at("draft")
    claim = make.ClaimFactory(film=hindered)
    took = take_together(STEPS["publish"], [*ready, hindered, draft], by=reviewer, reason="All read.")
    assert took.ready == ready
    assert [(f, [h.record for h in found], bool(why)) for f, found, why in took.held_back] == [
        (hindered, [claim], False),
        (draft, [], True),
    ]
    assert {f.pk: f.status for f in Film.objects.all()} == {
        **{f.pk: "published" for f in ready},
        hindered.pk: "in_review",
        draft.pk: "draft",
    }
    assert deed_of_somebody().entries.count() == 2


def test_many_ask_no_more_questions_than_few(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from films.publishability import hindrances_of

    def asked(n):
        films = [film_at("in_review") for _ in range(n)]
        for film in films:
            make.ClaimFactory(film=film)
        with CaptureQueriesContext(connection) as queries:
            hindrances_of(films)
        return len(queries)

    assert asked(2) == asked(6)


def test_a_withdrawal_names_what_else_loses_by_it():
    film = film_at("published")
    comparison = make.ComparisonFactory(films=[film, film_at("published")])
    make.ComparisonFactory(status="draft", films=[film])
    country = make.CountryFactory(code="KR", lead_film=film)
    assert affected_by(STEPS["withdraw"], film) == [comparison, country]
    assert affected_by(STEPS["publish"], film) == []
