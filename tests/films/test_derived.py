import pytest

from films.derived import refresh_derived
from tests.factories import (
    AIRoleFactory,
    AssessmentFactory,
    ClaimFactory,
    FactFactory,
    FilmFactory,
    ReleaseFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def standing(claim) -> str:
    refresh_derived()
    claim.refresh_from_db()
    return claim.standing


def claim_with_two_origins(**more):
    return ClaimFactory(sources=[SourceFactory(), SourceFactory()], **more)


def feature(day: str, **more):
    film = FilmFactory(**more)
    FactFactory(film=film, amount=87)
    AIRoleFactory(film=film)
    ReleaseFactory(film=film, date=day)
    return film


def test_a_claim_with_two_independent_origins_and_no_rival_stands():
    assert standing(claim_with_two_origins()) == "stands"


def test_two_copies_of_one_article_do_not_make_a_claim_stand():
    article = SourceFactory()
    assert standing(ClaimFactory(sources=[article, SourceFactory(reprint_of=article)])) == "said"


def test_a_claim_for_a_film_that_nobody_has_seen_is_announced():
    film = FilmFactory(work_status="announced")
    assert standing(claim_with_two_origins(film=film)) == "announced"


def test_a_claim_that_its_makers_deny_is_refused():
    claim = claim_with_two_origins()
    ClaimFactory(film=claim.film, about=claim, stance="denies", claimant_kind="maker", modality="denied")
    assert standing(claim) == "refused"


def test_a_disputed_claim_is_contested():
    claim = claim_with_two_origins()
    ClaimFactory(film=claim.film, about=claim, stance="disputes")
    assert standing(claim) == "contested"


def test_a_dispute_that_was_set_aside_contests_nothing():
    claim = claim_with_two_origins()
    ClaimFactory(film=claim.film, about=claim, stance="disputes", rank="deprecated", rank_reason="generated_text")
    assert standing(claim) == "stands"


def test_an_earlier_film_within_the_scope_contests_a_claim():
    claim = claim_with_two_origins(film=feature("2025-06-01"), scope_length="feature")
    feature("2024-06-01")
    assert standing(claim) == "contested"


@pytest.mark.parametrize("rival", [{"day": "2025-06"}, {"day": "2026-01-01"}, {"day": "2024-06-01", "status": "draft"}])
def test_a_film_that_is_not_certainly_earlier_or_not_public_contests_nothing(rival):
    claim = claim_with_two_origins(film=feature("2025-06-01"), scope_length="feature")
    feature(**rival)
    assert standing(claim) == "stands"


def test_a_film_outside_the_scope_contests_nothing():
    film = feature("2025-06-01", countries=["KR"])
    claim = claim_with_two_origins(film=film, scope_territory="country:KR")
    feature("2024-06-01", countries=["CN"])
    assert standing(claim) == "stands"


def test_the_newest_assessment_goes_before_what_is_computed():
    claim = claim_with_two_origins()
    AssessmentFactory(claim=claim, number=1, standing="contested")
    AssessmentFactory(claim=claim, number=2, standing="refuted")
    assert standing(claim) == "refuted"


def test_standings_that_are_right_are_left_alone():
    claim_with_two_origins()
    assert refresh_derived() == 1
    assert refresh_derived() == 0
