"""What a suggestion is about, as its reader sees it; nothing that is not public."""

import pytest
from django.utils.translation import override

from films.merging import merge
from films.on_record import SECTIONS, on_record, read_about, row_of
from tests.factories import (
    AgentFactory,
    ClaimFactory,
    CountryFactory,
    FactFactory,
    FilmFactory,
    ReplyFactory,
    SourceFactory,
    TitleFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def film():
    film = FilmFactory(public_id="KR-4", slug="middle", countries=["KR"])
    TitleFactory(film=film, text="중간계", language="ko", identifying=True)
    return film


@pytest.mark.parametrize(
    ("text", "noun", "written"),
    [
        ("KR-4", "film", "KR-4"),
        ("kr-4", "film", "KR-4"),
        ("KR-4-C1", "claim", "KR-4-c1"),
        ("KR-4-f12", "fact", "KR-4-f12"),
        ("KR-4-credits", "film", "KR-4-credits"),
        ("KR-4-called-first", "film", "KR-4-called-first"),
        ("source:a-b-1", "source", "source:a-b-1"),
        ("country:kr", "country", "country:KR"),
    ],
)
def test_a_name_is_read(text, noun, written):
    about = read_about(text)
    assert (about.noun, about.text) == (noun, written)


@pytest.mark.parametrize(
    "text",
    ["", "KR", "KR-0", "KR-4-", "KR-4-c0", "KR-4-z1", "KR-4-nonsense", "film:a", "source:", "source:a/b", "x" * 5000,
     "KR-4-c1\x00", "KR-4-c1\n", "source:\ud800", "KR-99999999999999999999"],
)  # fmt: skip
def test_what_names_nothing_is_nothing(text):
    assert read_about(text) is None
    assert on_record(text) is None


def test_a_fact_is_told_with_its_remarks_and_sources(film):
    fact = FactFactory(film=film, amount=61, note_en="Rounded up.", sources=[SourceFactory(title="Interview")])
    told = on_record(fact.ref)
    assert [(line.label, line.text) for line in told.lines] == [
        ("Running time", "61 minutes"), ("Remarks", "Rounded up."), ("Source", "Interview"),
    ]  # fmt: skip
    assert told.address == f"/en/films/middle/#{fact.ref}"
    assert told.as_text.splitlines()[:2] == ["중간계 · Running time", "Running time: 61 minutes"]


def test_a_claim_is_told_with_its_replies(film):
    claim = ClaimFactory(film=film, paraphrase_en="first of all", sources=[SourceFactory(title="Poster")])
    ReplyFactory(claim=claim)
    said = {line.label: line.text for line in on_record(claim.ref).lines}
    assert said["Called first"] == "first of all"
    assert said["Reply of The studio"] == "We never said so."
    assert said["Source"] == "Poster"


@pytest.mark.parametrize("part", SECTIONS)
def test_every_section_of_a_profile_can_be_named(film, part):
    with override("zh-hans"):
        told = on_record(f"KR-4-{part}" if part else "KR-4")
        assert told.address.endswith(f"/films/middle/#{part}" if part else "/films/middle/")
        assert told.name == "중간계"


def test_sections_are_those_that_the_page_has(client, film):
    page = client.get("/en/films/middle/").content.decode()
    for part in SECTIONS:
        if part not in ("", "gaps", "relations"):  # these are not shown where they are empty
            assert f"about=KR-4-{part}" in page
            assert f'id="{part}"' in page


def test_other_records_are_told():
    source, agent, tool = SourceFactory(title="Poster"), AgentFactory(), ToolFactory(maker="Makers")
    CountryFactory(code="KR")
    assert on_record(f"source:{source.slug}").name == "Poster"
    assert on_record(f"person:{agent.slug}").name == agent.slug
    assert {line.label: line.text for line in on_record(f"tool:{tool.slug}").lines}["Maker"] == "Makers"
    assert on_record("country:KR").name == "South Korea"
    assert on_record("corpus:none") is None


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_nothing_of_a_film_that_is_not_public_is_told(film, status):
    claim, fact = ClaimFactory(film=film), FactFactory(film=film)
    type(film).objects.update(status=status, withdrawn_on="2026-01-01")
    for text in ("KR-4", "KR-4-credits", claim.ref, fact.ref):
        assert on_record(text) is None
        assert row_of(read_about(text)) is not None  # for the desk


def test_what_stands_elsewhere_since_two_records_were_merged_is_found_there(film):
    gone = FilmFactory(public_id="KR-9", slug="gone")
    claim, fact = ClaimFactory(film=gone, wording="the very first"), FactFactory(film=gone)
    old_claim, old_fact = claim.ref, fact.ref
    merge(film, gone, reason="One film")
    kept, source = SourceFactory(slug="kept"), SourceFactory(slug="gone-source")
    merge(kept, source, reason="One article")
    for old, new in (
        (old_claim, "KR-4-c1"), (old_fact, "KR-4-f1"), ("KR-9", "KR-4"), ("KR-9-credits", "KR-4-credits"),
        ("source:gone-source", "source:kept"),
    ):  # fmt: skip
        assert on_record(old).about.text == new
        assert row_of(read_about(old)) == row_of(read_about(new)) is not None
    type(film).objects.update(status="withdrawn", withdrawn_on="2026-01-01")
    assert on_record(old_claim) is None
    assert on_record("KR-9") is None
