import pytest
from django.core.exceptions import ValidationError

from films.models import FirstClaim
from films.scope import Scope
from tests.factories import ClaimFactory, FilmFactory, TermFactory

pytestmark = pytest.mark.django_db


def test_a_claim_without_facets_has_the_empty_scope():
    assert ClaimFactory().scope == Scope()


def test_the_facets_of_a_claim_are_its_scope():
    claim = ClaimFactory(
        scope_territory="country:KR",
        scope_length="feature",
        scope_channel="theatrical",
        scope_department=TermFactory(scheme="department", code="video"),
        scope_other_zh_hans="商业片",
    )
    assert claim.scope == Scope(
        territory="country:KR", length="feature", channel="theatrical", department="video", other=True
    )


def test_a_claim_needs_words_of_its_own_or_of_ours():
    with pytest.raises(ValidationError):
        ClaimFactory.build(film=None, work=None, wording="", paraphrase_en="first AI film").clean()
    ClaimFactory.build(
        film=None, work=None, wording="", paraphrase_en="first AI film", paraphrase_zh_hans="首部AI电影"
    ).clean()


def test_an_answer_to_another_claim_is_no_lamp():
    lamp = ClaimFactory()
    ClaimFactory(stance="disputes")
    ClaimFactory(work=None)
    assert list(FirstClaim.objects.lamps()) == [lamp]


def test_claims_of_a_draft_are_not_public():
    public = ClaimFactory()
    ClaimFactory(film=FilmFactory(status="draft"))
    assert list(FirstClaim.objects.published()) == [public]
