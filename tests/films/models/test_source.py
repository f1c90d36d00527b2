import pytest

from films.models import Source
from tests.factories import ClaimFactory, FilmFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_a_reprint_of_a_reprint_goes_back_to_the_original():
    original = SourceFactory(slug="original")
    copy = SourceFactory(reprint_of=SourceFactory(reprint_of=original))
    assert copy.root_slug == "original"


def test_an_original_is_its_own_root():
    assert SourceFactory(slug="original").root_slug == "original"


def test_a_circle_of_reprints_ends():
    a, b = SourceFactory(slug="a"), SourceFactory(slug="b")
    a.reprint_of, b.reprint_of = b, a
    a.save()
    b.save()
    assert Source.objects.get(slug="a").root_slug in {"a", "b"}


def test_claims_are_counted_where_the_public_can_see_them():
    source = SourceFactory()
    ClaimFactory(sources=[source])
    ClaimFactory(sources=[source], film=FilmFactory(status="draft"))
    assert Source.objects.counted_by_claim().get(pk=source.pk).claim_count == 1
