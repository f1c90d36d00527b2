"""What the worklist finds in the archive, what is left open, and what comes back."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from films import models, publishability
from films.invariants import RULES
from films.worklist import (
    CHECKS,
    TOLD_ELSEWHERE,
    Count,
    counts,
    counts_by_country,
    findings,
    keep_summary,
    leave_open,
    settled,
    summary,
)
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)
REASON = {"reason_en": "It is so.", "reason_zh_hans": "本来如此。", "signed": "A curator"}


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()  # what another test counted is rolled back, and its keys come again


def found(rule):
    return [f.ref for f in findings([rule], today=TODAY)]


@pytest.fixture
def film():
    """A film with which all is well."""
    film = make.FilmFactory(public_id="KR-4", year=2025, work_status="released", countries=["KR"])
    sources = make.SourceFactory.create_batch(2)
    make.TitleFactory(film=film, text="중간계", language="ko", identifying=True, sources=sources)
    make.ClaimFactory(film=film, sources=sources)
    make.FactFactory(film=film, sources=sources)
    make.ReleaseFactory(film=film, sources=sources)
    make.AIRoleFactory(film=film, sources=sources)
    make.CreditFactory(film=film, sources=sources)
    return film


def source(**other):
    return make.SourceFactory(**other)


# Each rule, in the archive


def test_all_is_well_with_a_film_with_which_all_is_well(film):
    assert [f for f in findings(today=TODAY) if f.film] == []


def test_figures_in_conflict_are_found_and_named(film):
    make.FactFactory(film=film, amount=50, sources=[source()])
    [finding] = findings(["conflict"])
    assert (finding.ref, finding.noun, finding.country, finding.name) == ("KR-4-f1", "productionfact", "KR", "중간계")
    assert "87 minutes (KR-4-f1)" in finding.words


def test_words_are_in_the_readers_language(film):
    make.FactFactory(film=film, amount=50, sources=[source()])
    with translation.override("zh-hans"):
        [finding] = findings(["conflict"])
    assert "87分钟" in finding.words
    assert finding.name == "《중간계》"


def test_sums_lengths_years_and_progress_are_asked_of_each_film(film):
    make.FactFactory(film=film, property="cost_per_minute", amount=8000, unit="min", currency="USD")
    make.FactFactory(film=film, property="budget", amount=5_000_000, unit="", currency="USD")
    assert found("arithmetic") == ["KR-4-f3"]
    short = make.FilmFactory(public_id="US-2", form="feature", year=2024, work_status="completed")
    make.FactFactory(film=short, amount=12)
    make.ReleaseFactory(film=short, date="2023")
    assert found("length") == ["US-2"]
    assert found("year") == ["US-2"]
    assert found("progress") == ["US-2"]


def test_dates_are_judged_as_of_the_day(film):
    models.Release.objects.all().delete()
    make.ReleaseFactory(film=film, date="2026-09-01", sources=[source(date="2026-08")])
    assert found("future") == ["KR-4"]
    assert found("foretold") == []
    later = date(2026, 10, 1)
    assert [f.ref for f in findings(["future", "foretold"], today=later)] == ["KR-4-r1"]
    models.Film.objects.update(work_status="announced")
    assert [f.ref for f in findings(["overdue"], today=later)] == ["KR-4-r1"]
    assert found("overdue") == []


def test_a_film_that_is_out_without_an_event_is_found(film):
    assert found("no_showing") == []
    models.Release.objects.all().delete()
    assert found("no_showing") == ["KR-4"]


def test_a_claim_younger_than_its_sources_and_one_that_answers_nobody_are_found(film):
    make.ClaimFactory(film=film, date="2025-09-08", sources=[source(date="2025-01")])
    make.ClaimFactory(film=film, stance="disputes", sources=[source()])
    assert found("claim_date") == ["KR-4-c2"]
    assert found("answers_nobody") == ["KR-4-c3"]


def test_statements_without_a_source_are_found_except_what_needs_none(film):
    make.RelationFactory(film=film)
    make.TitleFactory(film=film, kind="translated")
    make.FactFactory(film=film, property="other", amount=None, unit="", state="not_found")
    make.CreditFactory(film=film, unsourced=True)
    assert found("unsourced") == ["KR-4-x1"]


def test_claims_of_one_origin_are_found_over_all_claims_made_for_the_film(film):
    assert found("single_origin") == []
    original = source(slug="original")
    reprint = source(slug="reprint", reprint_of=original)
    other = make.FilmFactory(public_id="US-2")
    make.ClaimFactory(film=film, work=other, sources=[original, reprint])
    assert found("single_origin") == ["US-2"]
    make.ClaimFactory(film=other, sources=[source()])
    assert found("single_origin") == []


def test_what_only_machine_made_text_says_is_found(film):
    digest = source(reliability="suspect_generated")
    make.FactFactory(film=film, property="crew_size", amount=6, unit="person", sources=[digest])
    make.FactFactory(film=film, property="crew_size", amount=6, unit="person", sources=[digest, source()])
    make.TitleFactory(film=film, kind="in_source", sources=[digest])
    make.ClaimFactory(film=film, sources=[digest])
    assert found("machine_made") == ["KR-4-f2"]


def test_two_sources_at_one_address_and_two_people_of_one_name_are_found():
    source(slug="a", url="https://example.org/x")
    source(slug="b", url="http://www.example.org/x/")
    source(slug="c", url="https://example.org/y")
    for slug in ("lee", "lee-2", "kim"):
        agent = make.AgentFactory(slug=slug)
        models.AgentName.objects.create(agent=agent, text=slug.partition("-")[0].title(), language="en")
    assert found("twice") == ["a", "lee"]


def test_films_of_one_title_are_found_unless_a_relation_tells_them_apart(film):
    other = make.FilmFactory(public_id="US-2")
    make.TitleFactory(film=other, text="중간계", sources=[source()])
    assert found("namesake") == ["US-2"]
    make.RelationFactory(film=film, other=other, other_name="")
    assert found("namesake") == []


def test_reprints_in_a_circle_are_found():
    first, second = source(slug="first"), source(slug="second")
    models.Source.objects.filter(pk=first.pk).update(reprint_of=second)
    models.Source.objects.filter(pk=second.pk).update(reprint_of=first)
    assert found("circle") == ["first", "second"]


def test_countries_are_asked_for_their_search_lamp_and_reading(film):
    assert found("country_search") == ["KR"]
    assert found("country_lamp") == ["KR"]
    assert found("country_reading") == []
    models.Country.objects.update(search_status="found", lead_film=film)
    assert found("country_search") == []
    assert found("country_lamp") == []
    assert found("country_reading") == ["KR"]


def test_a_first_in_a_countrys_cinemas_is_no_first_of_that_country(film):
    make.CountryFactory(code="ID", search_status="searched_nothing_found")
    make.ClaimFactory(film=film, scope_territory="country:ID", sources=[source()])
    models.Country.objects.filter(code="KR").update(search_status="found")
    assert found("country_search") == []
    film.countries.add("ID")
    assert found("country_search") == ["ID"]


def test_texts_in_one_language_are_found_in_any_record(film):
    models.Film.objects.update(synopsis_en="A boy.")
    models.Country.objects.update(note_zh_hans="附注")
    corpus = models.Corpus.objects.create(slug="corpus", name="Corpus")
    axis = make.TermFactory(scheme="corpus_axis", code="size")
    models.CorpusAxis.objects.create(corpus=corpus, axis=axis, openness="open", note_en="All of it.")
    told = {f.ref: f for f in findings(["one_language"])}
    assert set(told) == {"KR-4", "KR", "corpus/corpus_axis/size"}
    assert told["corpus/corpus_axis/size"].owner == ("corpus", corpus.pk)
    assert "synopsis (English)" in told["KR-4"].words


def test_a_translation_that_was_left_behind_is_found_until_it_follows(film):
    film.synopsis_en, film.synopsis_zh_hans = "A boy.", "一个男孩。"
    film.save()
    assert found("stale_translation") == []
    film.synopsis_en = "A girl."
    film.save()
    [finding] = findings(["stale_translation"])
    assert finding.ref == "KR-4"
    assert "Chinese" in finding.words
    film.synopsis_zh_hans = "一个女孩。"
    film.save()
    assert found("stale_translation") == []


def test_sources_not_weighed_and_records_that_nothing_refers_to_are_found(film):
    source(slug="lonely", reliability="unassessed")
    make.AgentFactory(slug="nobody")
    make.ToolFactory(slug="hammer")
    make.TermFactory(scheme="genre", code="western")
    assert found("unassessed") == ["lonely"]
    assert set(found("unused")) == {"lonely", "nobody", "hammer", "genre/western"}


def without_a_title(film):
    film.titles.all().delete()


def without_words(film):
    film.firstclaims.update(wording="", paraphrase_en="")


def without_a_language(film):
    film.titles.update(language="")


def without_alt_text(film):
    make.ImageFactory(film=film, alt_zh_hans=" ")  # nothing at all is refused by the database


def with_the_lamp_of_a_draft(film):
    claim = make.ClaimFactory(film=make.FilmFactory(status="draft"), work=film)
    models.Film.objects.filter(pk=film.pk).update(lamp=claim)


HINDERED = {
    publishability.Rule.NO_TITLE: without_a_title,
    publishability.Rule.NO_WORDS: without_words,
    publishability.Rule.NO_LANGUAGE: without_a_language,
    publishability.Rule.PICTURE: without_alt_text,
    publishability.Rule.LAMP: with_the_lamp_of_a_draft,
}


def test_every_hindrance_of_a_film_is_told_by_some_rule():
    of_comparisons = {publishability.Rule.PARTS}
    assert set(publishability.Rule) == {*HINDERED, *TOLD_ELSEWHERE} | of_comparisons


@pytest.mark.parametrize("rule", HINDERED)
def test_a_public_film_that_could_not_be_published_is_found(film, rule):
    assert found("hindrance") == []
    HINDERED[rule](film)
    [one] = [h for h in publishability.hindrances(film) if h.rule == rule]
    [finding] = findings(["hindrance"])
    assert (finding.words, finding.seen) == (one.words, rule)
    models.Film.objects.filter(pk=film.pk).update(status="draft")
    assert found("hindrance") == []


def test_a_withdrawn_film_is_no_longer_work(film):
    make.FactFactory(film=film, amount=50)
    make.RelationFactory(film=film)
    assert found("conflict")
    models.Film.objects.update(status="withdrawn", withdrawn_on=TODAY, synopsis_en="A boy.")
    for rule in ("conflict", "unsourced", "one_language"):
        assert found(rule) == []


# Left open on purpose


@pytest.fixture
def conflict(film):
    make.FactFactory(film=film, amount=50, sources=[source()])
    return film.productionfacts.all()


def test_what_is_left_open_is_still_told_but_not_as_open(conflict):
    leave_open(findings(["conflict"]), **REASON)
    [finding] = findings(["conflict"])
    assert not finding.is_open
    assert (finding.dismissal.why, finding.dismissal.by) == ("It is so.", "A curator")
    assert counts([finding])["conflict"] == Count(open=0, left=1)


def test_it_comes_back_when_what_it_rests_on_changes_and_only_then(conflict):
    leave_open(findings(["conflict"]), **REASON)
    conflict[1].locator = "p. 2"
    conflict[1].save()
    assert not findings(["conflict"])[0].is_open
    models.ProductionFact.objects.filter(number=2).update(amount=51)
    [finding] = findings(["conflict"])
    assert finding.is_open
    assert finding.changed
    leave_open([finding], **REASON)
    assert not findings(["conflict"])[0].is_open
    assert models.Dismissal.objects.count() == 1


def test_what_rests_on_the_same_in_both_languages_is_left_open_in_both(conflict):
    with translation.override("zh-hans"):
        leave_open(findings(), **REASON)
    assert [f for f in findings() if f.is_open] == []


def test_what_was_left_open_and_is_no_longer_found_can_go(conflict):
    leave_open(findings(["conflict"]), **REASON)
    assert settled(findings()) == []
    models.ProductionFact.objects.filter(number=2).delete()
    assert [d.ref for d in settled(findings())] == ["KR-4-f1"]


def test_leaving_open_is_in_the_journal(conflict):
    leave_open(findings(["conflict"]), **REASON)
    [entry] = models.Entry.objects.filter(noun="dismissal")
    assert entry.before is None
    assert entry.after["ref"] == "KR-4-f1"


# Counts


def test_every_rule_that_can_be_asked_is_counted(film):
    assert set(counts(findings())) == set(CHECKS) <= set(RULES)


def test_counts_by_country_are_of_the_number_that_a_film_carries(film):
    make.RelationFactory(film=film)
    make.AgentFactory()
    counted = counts_by_country(findings(["unsourced", "unused"]))
    assert counted == {"KR": Count(1, 0), "": Count(1, 0)}


def test_the_summary_follows_the_records(film):
    before = summary()
    make.RelationFactory(film=film)
    assert summary().gaps == before.gaps + 1
    make.FilmFactory(status="in_review")
    assert summary().films_in_review == 1


def test_a_large_archive_is_counted_on_its_own_page_and_not_on_the_first(film, monkeypatch):
    monkeypatch.setattr("films.worklist.MANY", 0)
    make.RelationFactory(film=film)
    assert summary().gaps is None
    keep_summary(findings())
    assert summary().gaps == len([f for f in findings() if f.rule.weight == "gap"])
    make.RelationFactory(film=film)
    assert summary().gaps is None


def test_more_films_ask_no_more_queries(film):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            findings(today=TODAY)
        return len(asked)

    def more():
        other = make.FilmFactory(work_status="released", synopsis_en="A boy.", countries=["FR"])
        make.TitleFactory(film=other, identifying=True)
        make.FactFactory(film=other, amount=12, sources=[source(reliability="suspect_generated")])
        make.FactFactory(film=other, amount=50)
        make.ReleaseFactory(film=other, sources=[source(date="2020")])
        make.ClaimFactory(film=other, sources=[source()])
        other.synopsis_zh_hans = "一个男孩。"
        other.save()
        other.synopsis_en = "A girl."
        other.save()
        return other

    more()
    few = queries()
    for _ in range(5):
        more()
    assert queries() == few <= 60


def test_a_rule_alone_reads_little(film):
    with CaptureQueriesContext(connection) as asked:
        findings(["conflict"])
    assert len(asked) <= 2


def test_a_suggestion_that_nobody_has_answered_is_told(film):
    waiting = make.SuggestionFactory(about=film.public_id, film=film)
    [finding] = findings(["suggestion"])
    assert (finding.ref, finding.film) == (waiting.reference, film.pk)
    make.SuggestionFactory(about="source:x", film=None)
    assert len(findings(["suggestion"])) == 2
