"""Each rule finds what it should and leaves alone what is in order. No database."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace

import pytest

from films import invariants
from films.invariants import NOUNS, RULES, Weight, left_behind, rules_of
from films.partial_date import parse

TODAY = date(2026, 6, 1)


def fact(property_, amount, unit="", currency="", number=1, **other):
    plain = {"rank": "normal", "state": "known", "qualifier": "exact", "amount_high": None, "basis_code": ""}
    return SimpleNamespace(
        ref=f"KR-4-f{number}",
        number=number,
        property=property_,
        amount=Decimal(amount),
        unit=unit,
        currency=currency,
        **(plain | other),
    )


def film(**other):
    plain = {"public_id": "KR-4", "form": "feature", "year": 2025, "work_status": "released"}
    return SimpleNamespace(**(plain | other))


class Kind(SimpleNamespace):
    def __str__(self):
        return self.code


def release(kind, when, number=1, rank="normal"):
    known = parse(when) if when else None
    return SimpleNamespace(
        ref=f"KR-4-r{number}",
        kind=Kind(code=kind),
        date=when,
        date_earliest=known and known.earliest,
        date_latest=known and known.latest,
        rank=rank,
    )


def source(slug, when="2025", independence="independent", reliability="medium", root=None, root_independence=None):
    known = parse(when) if when else None
    return SimpleNamespace(
        slug=slug,
        date=when,
        date_latest=known and known.latest,
        independence=independence,
        reliability=reliability,
        root_slug=root or slug,
        root_independence=root_independence or independence,
    )


def claim(**other):
    plain = {"ref": "KR-4-c1", "stance": "asserts", "rank": "normal", "scope_length": "", "about_id": None}
    plain |= {"paraphrase": "first AI film", "wording": "", "date": "", "date_earliest": None}
    return SimpleNamespace(**(plain | other))


# The rules themselves


def test_codes_are_unique_and_every_rule_says_what_it_means():
    assert all(rule.code == code and str(rule.name) and str(rule.meaning) for code, rule in RULES.items())
    assert {rule.weight for rule in RULES.values()} == set(Weight)
    assert set(NOUNS) <= set(RULES)


def test_a_film_is_also_asked_by_the_rules_of_what_is_said_about_it():
    assert "conflict" in {r.code for r in rules_of("film")}
    assert "year" in {r.code for r in rules_of("film")}
    assert "country_reading" not in {r.code for r in rules_of("film")}
    assert {r.code for r in rules_of("productionfact")} >= {"conflict", "arithmetic", "unsourced"}
    assert "year" not in {r.code for r in rules_of("productionfact")}


# Figures


def test_two_figures_that_cannot_both_be_right_are_one_finding_that_names_both():
    [flaw] = invariants.conflict([fact("running_time", 55, "min"), fact("running_time", 50, "min", number=2)])
    assert (flaw.rule, flaw.ref) == ("conflict", "KR-4-f1")
    assert "55 minutes (KR-4-f1)" in flaw.words
    assert "50 minutes (KR-4-f2)" in flaw.words


def test_three_figures_of_one_property_are_still_one_finding():
    facts = [fact("running_time", minutes, "min", number=n) for n, minutes in enumerate((50, 60, 70), start=1)]
    assert len(invariants.conflict(facts)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"amount": 3644, "unit": "s"},
        {"amount": 50, "unit": "min", "rank": "preferred"},
        {"amount": 50, "unit": "min", "rank": "deprecated"},
    ],
    ids=["within precision", "preferred", "set aside"],
)
def test_figures_that_agree_or_are_ranked_are_no_conflict(other):
    amount = other.pop("amount")
    assert invariants.conflict([fact("running_time", 60, "min"), fact("running_time", amount, number=2, **other)]) == []


def costs(minutes, each, total, currency="USD", **other):
    return [
        fact("running_time", minutes, "min"),
        fact("cost_per_minute", each, "min", "USD", number=2),
        fact("budget", total, "", currency, number=3, **other),
    ]


def test_minutes_times_cost_that_is_not_the_total_is_found_on_the_total():
    [flaw] = invariants.arithmetic(costs(87, 8000, 900_000))
    assert flaw.ref == "KR-4-f3"
    for part in ("87 minutes", "US$8,000", "US$696,000", "US$900,000", "KR-4-f1, KR-4-f2, KR-4-f3"):
        assert part in flaw.words


@pytest.mark.parametrize(
    "facts",
    [
        costs(87, 8000, 696_000),
        costs(87, 8000, 700_000),
        costs(87, 8000, 700_000, qualifier="under"),
        costs(87, 8000, 9_000_000, currency="KRW"),
        costs(87, 8000, 900_000, rank="deprecated"),
        costs(87, 8000, 900_000, qualifier="planned"),
        [*costs(87, 8000, 800_000), fact("running_time", 100, "min", number=4)],
    ],
    ids=["exact", "rounded", "under", "other currency", "set aside", "planned", "another length fits"],
)
def test_sums_that_add_up_or_cannot_be_compared_are_left_alone(facts):
    assert invariants.arithmetic(facts) == []


def test_a_part_larger_than_the_whole_is_found():
    whole = fact("budget", 100, "", "USD")
    assert invariants.arithmetic([whole, fact("ai_cost", 80, "", "USD", number=2)]) == []
    [flaw] = invariants.arithmetic([whole, fact("ai_cost", 120, "", "USD", number=2)])
    assert flaw.ref == "KR-4-f2"
    assert invariants.arithmetic([whole, fact("ai_cost", 120, "", "EUR", number=2)]) == []


def test_a_feature_under_every_line_is_found_on_the_record_and_on_the_claim():
    flaws = invariants.length(film(), [fact("running_time", 12, "min")], [claim(scope_length="feature")])
    assert [flaw.ref for flaw in flaws] == ["KR-4", "KR-4-c1"]
    assert all("12 minutes" in flaw.words for flaw in flaws)


@pytest.mark.parametrize(
    "times",
    [
        [fact("running_time", 40, "min")],
        [],
        [fact("running_time", 12, "min"), fact("running_time", 70, "min", number=2)],
        [fact("running_time", 12, "min", rank="deprecated")],
        [fact("running_time", 12, "min", basis_code="per_episode")],
        [fact("running_time", 12, "min", qualifier="at_least")],
    ],
    ids=["on the line", "no length", "another length", "set aside", "of an episode", "at least"],
)
def test_a_feature_that_may_reach_a_line_is_left_alone(times):
    assert invariants.length(film(), times, []) == []


def test_a_short_film_may_be_short():
    assert invariants.length(film(form="short"), [fact("running_time", 12, "min")], [claim()]) == []


# Dates


@pytest.mark.parametrize(
    ("year", "when", "found"),
    [(2026, "2025-12-20", True), (2025, "2025-12-20", False), (2024, "2025", True), (2025, "2024/2025", False)],
)
def test_the_year_of_reference_is_that_of_the_first_showing(year, when, found):
    flaw = invariants.year(film(year=year), [release("preview", when)])
    assert bool(flaw) == found
    assert not flaw or (str(year) in flaw.words and "KR-4-r1" in flaw.words)


def test_an_announcement_and_what_is_set_aside_decide_no_year():
    releases = [release("announcement", "2024"), release("festival", "2024", 2, rank="deprecated")]
    assert invariants.year(film(), releases) is None
    assert invariants.year(film(work_status="announced"), [release("theatrical", "2026")]) is None


@pytest.mark.parametrize(
    ("status", "kind", "found"),
    [
        ("completed", "festival", True),
        ("completed", "award", False),
        ("shown", "theatrical", True),
        ("shown", "theatrical_limited", False),
        ("released", "theatrical", False),
        ("announced", "festival", False),
    ],
)
def test_how_far_a_work_has_come_follows_what_happened(status, kind, found):
    assert bool(invariants.progress(film(work_status=status), [release(kind, "2025")], TODAY)) == found


def test_what_is_still_to_come_has_not_happened():
    assert invariants.progress(film(work_status="completed"), [release("festival", "2026-09")], TODAY) is None


@pytest.mark.parametrize(
    ("releases", "found"),
    [
        ([release("theatrical", "2026-09")], True),
        ([release("theatrical", "2026-09"), release("festival", "2026-01", 2)], False),
        ([release("theatrical", "2026")], False),
        ([], False),
    ],
)
def test_a_released_work_with_nothing_but_the_future_on_record_is_found(releases, found):
    assert bool(invariants.future(film(), releases, TODAY)) == found


@pytest.mark.parametrize(
    ("status", "when", "found"),
    [("announced", "2026-05", True), ("announced", "2026", False), ("released", "2026-05", False)],
)
def test_a_planned_release_whose_day_has_passed_is_found(status, when, found):
    assert bool(invariants.overdue(film(work_status=status), [release("theatrical", when)], TODAY)) == found


@pytest.mark.parametrize(
    ("status", "kinds", "found"),
    [
        ("released", ["theatrical"], False),
        ("released", ["premiere"], True),
        ("released", [], True),
        ("shown", ["festival"], False),
        ("shown", ["award"], True),
        ("shown", ["unknown"], False),
        ("announced", [], False),
    ],
)
def test_a_work_that_is_out_has_an_event_by_which_it_came_out(status, kinds, found):
    assert bool(invariants.no_showing(film(work_status=status), [release(k, "2025") for k in kinds])) == found


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        ([source("before", "2025-08-19")], True),
        ([source("before", "2025-08-19"), source("after", "2025-09")], False),
        ([source("that-month", "2025-08")], False),
        ([source("undated", "")], False),
        ([], False),
    ],
)
def test_an_event_that_no_source_saw_is_found(sources, found):
    flaw = invariants.foretold(film(), release("theatrical", "2025-08-21"), sources, TODAY)
    assert bool(flaw) == found


@pytest.mark.parametrize(("status", "kind"), [("announced", "theatrical"), ("released", "announcement")])
def test_what_is_only_announced_may_be_known_from_before(status, kind):
    sources = [source("before", "2025-08-19")]
    assert invariants.foretold(film(work_status=status), release(kind, "2025-08-21"), sources, TODAY) is None


def test_a_claim_younger_than_all_its_sources_is_found():
    said = claim(date="2025-09-08", date_earliest=date(2025, 9, 8))
    assert invariants.claim_date(said, [source("old", "2025-08")])
    assert invariants.claim_date(said, [source("old", "2025-08"), source("new", "2025-09")]) is None
    assert invariants.claim_date(said, [source("old", "2025-08"), source("undated", "")]) is None
    assert invariants.claim_date(claim(), [source("old", "2025-08")]) is None


# Evidence


def test_claims_that_rest_on_one_article_and_its_reprint_are_of_one_origin():
    reprint = source("reprint", root="article")
    cited = [(claim(), [source("article")]), (claim(), [reprint])]
    flaw = invariants.single_origin(film(), cited)
    assert flaw.ref == "KR-4"
    assert "2 claims" in flaw.words
    assert "article, reprint" in flaw.words


@pytest.mark.parametrize(
    ("cited", "found"),
    [
        ([(claim(), [source("a"), source("b")])], False),
        ([(claim(), [source("a")]), (claim(), [source("b")])], False),
        ([(claim(), [source("a"), source("b", reliability="suspect_generated")])], True),
        ([(claim(), [source("a", independence="self"), source("b", independence="affiliated")])], True),
        ([(claim(stance="denies"), [source("a")])], False),
        ([(claim(rank="deprecated"), [source("a")])], False),
        ([], False),
    ],
)
def test_origins_are_counted_as_the_rules_of_evidence_count(cited, found):
    assert bool(invariants.single_origin(film(), cited)) == found


def test_a_statement_known_from_machine_made_text_alone_is_found_until_it_is_set_aside():
    generated = source("digest", reliability="suspect_generated")
    assert invariants.machine_made(fact("crew_size", 6, "person"), [generated])
    assert invariants.machine_made(fact("crew_size", 6, "person"), [generated, source("paper")]) is None
    assert invariants.machine_made(fact("crew_size", 6, "person", rank="deprecated"), [generated]) is None
    assert invariants.machine_made(fact("crew_size", 6, "person"), []) is None


@pytest.mark.parametrize(
    ("stance", "about", "found"),
    [("disputes", None, True), ("repeats", None, True), ("disputes", 7, False), ("denies", None, False)],
)
def test_a_claim_that_answers_names_what_it_answers(stance, about, found):
    assert bool(invariants.answers_nobody(claim(stance=stance, about_id=about))) == found


def test_a_circle_of_reprints_is_told_by_those_in_it():
    after = {"a": "b", "b": "a", "c": "a", "d": "e"}
    told = {slug: invariants.circle(source(slug), after) for slug in "abcde"}
    assert {slug for slug, flaw in told.items() if flaw} == {"a", "b"}


def test_addresses_that_differ_in_nothing_that_matters_are_one():
    assert invariants.address_of("http://www.a.org/b/#c") == invariants.address_of("https://a.org/b")
    assert invariants.address_of("https://a.org/b?c=1") != invariants.address_of("https://a.org/b?c=2")


# Countries


def country(**other):
    plain = {"code": "KR", "search_status": "found", "lead_film_id": None, "note_en": "", "note_zh_hans": ""}
    plain |= {"frame_id": None, "reading_en": "", "counter_reading_en": ""}
    return SimpleNamespace(**(plain | other))


@pytest.mark.parametrize(
    ("status", "films", "claimed", "found"),
    [
        ("found", [], [], True),
        ("found", ["KR-4"], [], False),
        ("not_searched", ["KR-4"], [], True),
        ("not_searched", [], [], False),
        ("searched_nothing_found", ["KR-4"], [], False),
        ("searched_nothing_found", ["KR-4"], ["KR-4"], True),
    ],
)
def test_the_search_status_agrees_with_the_records(status, films, claimed, found):
    assert bool(invariants.country_search(country(search_status=status), films, claimed)) == found


def test_a_country_with_films_has_a_lamp_or_a_note_that_says_why_not():
    assert invariants.country_lamp(country(), ["KR-4"])
    assert invariants.country_lamp(country(note_en="A world first."), ["KR-4"]) is None
    assert invariants.country_lamp(country(lead_film_id=1), ["KR-4"]) is None
    assert invariants.country_lamp(country(), []) is None


def test_a_lamp_has_its_frame_its_reading_and_what_speaks_against_it():
    flaw = invariants.country_reading(country(lead_film_id=1, reading_en="It says."))
    assert flaw.seen == "frame counter_reading"
    whole = country(lead_film_id=1, frame_id=1, reading_en="It says.", counter_reading_en="It does not.")
    assert invariants.country_reading(whole) is None
    assert invariants.country_reading(country()) is None


# Texts


def test_texts_in_one_language_are_told_with_the_language_that_is_there():
    columns = {"note": ("note", "Here.", ""), "text": ("in words", "", "在此"), "what": ("what", "", "")}
    flaw = invariants.one_language("KR-4-f1", columns)
    assert "note (English)" in flaw.words
    assert "in words (Chinese)" in flaw.words
    assert invariants.one_language("KR-4-f1", {"note": ("note", "Here.", "在此")}) is None


def states(*texts):
    """A text's history: (English, Chinese) after each change."""
    rows = [{"note_en": english, "note_zh_hans": chinese} for english, chinese in texts]
    return list(pairwise(rows))


@pytest.mark.parametrize(
    ("texts", "behind"),
    [
        ([("a", "甲"), ("b", "甲")], {"note_zh_hans": "b"}),
        ([("a", "甲"), ("a", "乙")], {"note_en": "乙"}),
        ([("a", "甲"), ("b", "乙")], {}),
        ([("a", "甲"), ("b", "甲"), ("b", "乙")], {}),
        ([("a", "甲"), ("b", "甲"), ("a", "甲")], {}),
        ([("a", "甲"), ("b", "甲"), ("c", "甲")], {"note_zh_hans": "c"}),
        ([("a", "甲"), ("b", "甲"), ("c", "甲"), ("a", "甲")], {}),
        ([("a", "甲"), ("b", "甲"), ("b", "乙"), ("c", "乙")], {"note_zh_hans": "c"}),
        ([("a", "甲"), (" a ", "甲")], {}),
        ([("", "甲"), ("a", "甲")], {}),
        ([("a", ""), ("b", "")], {}),
        ([("a", "甲"), ("a", "")], {}),
    ],
)
def test_a_text_is_behind_when_only_its_other_language_moved_on(texts, behind):
    assert left_behind(states(*texts)) == behind


def test_columns_of_one_language_alone_are_no_translation():
    assert left_behind([({"title_en": "a"}, {"title_en": "b"})]) == {}
