import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import override

from films.models import Film, FirstClaim, Reply, Source
from films.record import record_of
from tests.factories import ClaimFactory, FilmFactory, ReplyFactory, SourceFactory, TitleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def told(film):
    return record_of(Film.objects.with_everything().get(pk=film.pk))


def test_replies_are_numbered_within_their_claim():
    claim, other = ClaimFactory(), ClaimFactory()
    replies = [ReplyFactory(claim=claim), ReplyFactory(claim=other), ReplyFactory(claim=claim)]
    assert [r.number for r in replies] == [1, 1, 2]
    assert replies[2].ref == f"{claim.ref}-r2"
    assert replies[2].get_absolute_url().endswith(f"/claims/{claim.ref}/#{claim.ref}-r2")


def test_a_reply_has_words():
    with pytest.raises(ValidationError):
        ReplyFactory.build(text=" ", claim=None).clean()
    for empty in ("text", "language"):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReplyFactory(**{empty: ""})


def test_a_claim_to_which_somebody_replied_is_kept():
    with pytest.raises(ProtectedError):
        ReplyFactory().claim.delete()


def test_a_reply_is_told_with_its_claim_and_moves_no_standing():
    film = FilmFactory()
    claim = ClaimFactory(film=film, sources=[SourceFactory(), SourceFactory()])
    before = told(film).claims[0]
    ReplyFactory(claim=claim, sources=[SourceFactory(slug="open-letter")], capacity_en="Producer")
    after = told(film)
    [reply] = after.claims[0].replies
    assert (str(reply.party), str(reply.capacity), reply.text) == ("The studio", "Producer", "We never said so.")
    assert [n.number for n in reply.notes] == [s.number for s in after.sources if s.slug == "open-letter"]
    assert (after.claims[0].standing, after.claims[0].evidence.origins) == (before.standing, before.evidence.origins)


def test_replies_cost_the_profile_one_query_however_many(django_assert_num_queries):
    film = FilmFactory()
    claims = [ClaimFactory(film=film, sources=[SourceFactory()]) for _ in range(3)]
    with django_assert_num_queries(17):
        told(film)
    for claim in claims:
        ReplyFactory.create_batch(3, claim=claim, sources=[SourceFactory()])
    with django_assert_num_queries(17):
        told(film)


def test_a_comparison_does_not_fetch_replies_and_says_so():
    film = ReplyFactory().claim.film
    assert record_of(Film.objects.for_comparison().get(pk=film.pk)).claims[0].replies is None


def test_the_translation_is_for_readers_of_another_language(client):
    claim = ClaimFactory()
    TitleFactory(film=claim.film, identifying=True)
    ReplyFactory(
        claim=claim, text="<b>우리는</b> 그렇게 말하지 않았다.", language="ko", translation_en="We did not say so."
    )
    for address in (claim.get_absolute_url(), claim.film.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "&lt;b&gt;우리는&lt;/b&gt;" in page
        assert "We did not say so." in page
        assert "The party’s own words, not this archive’s." in page
        assert "Sent to this archive." in page
    ReplyFactory(
        claim=claim, text="In English already.", translation_en="Nobody reads this.", translation_zh_hans="译文在此"
    )
    assert "Nobody reads this." not in client.get(claim.get_absolute_url()).content.decode()
    assert "译文在此" in client.get(f"/zh-hans/claims/{claim.ref}/").content.decode()


def test_a_source_names_the_film_under_whose_claim_it_carries_a_reply(client):
    source = SourceFactory()
    film = ReplyFactory(sources=[source]).claim.film
    TitleFactory(film=film, text="The Film", identifying=True)
    assert "The Film" in client.get(source.get_absolute_url()).content.decode()


def test_a_reply_goes_out_and_comes_back_as_it_was(tmp_path):
    reply = ReplyFactory(
        sources=[SourceFactory(slug="b"), SourceFactory(slug="a")], translation_zh_hans="我们没这么说过。"
    )
    ReplyFactory(claim=reply.claim)
    film = reply.claim.film
    once, again = tmp_path / "once", tmp_path / "again"
    call_command("export_films", output=once)
    Reply.objects.all().delete()
    FirstClaim.objects.all().delete()
    Source.objects.all().delete()
    film_file = once / "films" / f"{film.slug}.json"
    rows = [row for row in json.loads(film_file.read_text()) if row["model"] == "films.reply"]
    assert [row["fields"]["number"] for row in rows] == [1, 2]
    assert rows[0]["fields"]["sources"] == [["a"], ["b"]]
    call_command("loaddata", str(once / "terms.json"), str(once / "sources.json"), str(film_file), verbosity=0)
    call_command("export_films", output=again)
    assert film_file.read_bytes() == (again / "films" / film_file.name).read_bytes()
