"""The laws of the comparison: no empty cell, nothing counted twice, computed figures with what they come from."""

from collections.abc import Sequence

import pytest

from films.answers import NOT_LOOKED_UP
from films.columns import columns, country_lamps
from films.comparison import ROW_GROUPS, ROWS, Cell, Row, Table, compare
from films.models import Country, Film, Relation
from films.record import Bilingual, record_of
from films.vocabularies import Extent, FactState, Rank, RankReason
from tests.factories import (
    AIRoleFactory,
    ClaimFactory,
    CountryFactory,
    FactFactory,
    FilmFactory,
    SourceFactory,
    TermFactory,
    TitleFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


def table(*films: Film, **options) -> Table:
    told = {f.pk: record_of(f) for f in Film.objects.filter(pk__in=[f.pk for f in films]).for_comparison()}
    return compare([told[f.pk] for f in films], **options)


def row(made: Table, key: str) -> Row:
    return next(r for r in made.rows if r.key == key)


def states(cell: Cell) -> list[str]:
    return [entry.state for entry in cell.entries]


def words(cell: Cell) -> list[str]:
    return [entry.text for entry in cell.entries]


def keys(made: Table) -> Sequence[str]:
    return [r.key for r in made.rows]


def test_each_row_has_a_group_a_label_and_a_reason_to_be_there():
    assert {kind.group for kind in ROWS.values()} == set(ROW_GROUPS)
    assert all(str(kind.label) and str(kind.why) for kind in ROWS.values())


def test_a_film_of_which_nothing_is_known_has_words_in_every_cell():
    made = table(FilmFactory())
    assert all(entry.text for r in made.rows for cell in r.cells for entry in cell.entries)
    assert all(r.cells[0].entries for r in made.rows)
    assert made.columns[0].known == 0
    assert made.sources == ()


def test_the_four_nothings_stay_four():
    film = FilmFactory()
    for code, state in (("budget", "withheld"), ("admissions", "none"), ("running_time", "not_found")):
        FactFactory(film=film, property=code, state=state, amount=None, unit="")
    made = table(film)
    assert states(row(made, "budget").cells[0]) == [FactState.WITHHELD]
    assert states(row(made, "admissions").cells[0]) == [FactState.NONE]
    assert states(row(made, "running_time").cells[0]) == [FactState.NOT_FOUND]
    assert states(row(made, "saving").cells[0]) == [NOT_LOOKED_UP]
    assert made.columns[0].known == 0


def test_what_a_gap_of_the_record_speaks_of_was_looked_for():
    film = FilmFactory()
    FactFactory(film=film, property="other", state="not_found", amount=None, unit="", text_en="Box office")
    found = row(table(film), "admissions").cells[0]
    assert states(found) == [FactState.NOT_FOUND]
    assert found.entries[0].detail == "Box office"


def test_a_cost_per_minute_of_our_own_names_its_inputs_and_their_sources():
    film = FilmFactory()
    budget, length = SourceFactory(), SourceFactory()
    FactFactory(film=film, property="budget", amount=600_000_000, unit="", currency="KRW", sources=[budget])
    FactFactory(film=film, amount=60, sources=[length])
    made = table(film)
    own = row(made, "cost_per_minute").cells[0].entries[0]
    assert (own.computed, own.text) == (True, "about ₩10,000,000")
    assert own.inputs == "₩600,000,000 ÷ 60 minutes"
    assert set(own.evidence.sources) == {budget.slug, length.slug}
    common = row(made, "cost_per_minute_common").cells[0].entries[0]
    assert common.computed
    assert common.text == "about US$7,040"
    assert "₩1,421" in common.inputs
    assert "2025" in common.inputs
    assert common.share == 100


def test_a_figure_in_dollars_is_stated_and_one_without_a_rate_says_so():
    stated, strange = FilmFactory(), FilmFactory()
    FactFactory(film=stated, property="cost_per_minute", amount=8000, unit="min", currency="USD")
    FactFactory(film=strange, property="cost_per_minute", amount=8000, unit="min", currency="KZT")
    ours, theirs = row(table(stated, strange), "cost_per_minute_common").cells
    assert not ours.entries[0].computed
    assert not theirs.known
    assert words(theirs) == ["no reference rate for KZT"]


def test_shares_are_of_the_largest_in_the_row():
    dear, cheap = FilmFactory(), FilmFactory()
    for film, amount in ((dear, 8000), (cheap, 2000)):
        FactFactory(film=film, property="cost_per_minute", amount=amount, unit="min", currency="USD")
    cells = row(table(dear, cheap), "cost_per_minute_common").cells
    assert [cell.entries[0].share for cell in cells] == [100, 25]


def test_a_nothing_and_a_value_differ_and_equal_values_do_not():
    one, other, third = FilmFactory.create_batch(3)
    for film in (one, other):
        FactFactory(film=film, amount=12)
    assert not row(table(one, other), "running_time").differs
    assert row(table(one, third), "running_time").differs


def test_a_value_set_aside_is_shown_and_changes_nothing():
    one, other = FilmFactory.create_batch(2)
    for film in (one, other):
        FactFactory(film=film, amount=12)
    before = table(one, other)
    FactFactory(film=one, amount=90, rank=Rank.DEPRECATED, rank_reason=RankReason.ERROR_IN_SOURCE)
    after = table(one, other)
    assert not row(after, "running_time").differs
    assert after.columns[0].known == before.columns[0].known
    assert [e.reason for e in row(after, "running_time").cells[0].entries] == ["", "Error in the source"]


def test_rows_that_differ_come_first_within_their_group():
    one, other = FilmFactory.create_batch(2)
    FactFactory(film=one, property="budget", amount=5, unit="", currency="USD")
    FactFactory(film=one, property="cost_ratio", amount=5, unit="ratio")
    usual, sorted_ = table(one, other), table(one, other, differing_first=True)
    assert [g.code for g in sorted_.groups] == [g.code for g in usual.groups]
    assert set(keys(sorted_)) == set(keys(usual))
    for group in sorted_.groups:
        differ = [r.differs for r in group.rows]
        assert differ == sorted(differ, reverse=True)
    money = next(g for g in sorted_.groups if g.code == "money")
    assert [r.code for r in money.rows][:2] == ["budget", "saving"]


def test_a_curator_chooses_rows_and_says_why():
    made = table(
        FilmFactory(), rows=["budget", "form", "no-such-row"], notes={"budget": Bilingual("Look here.", "看这里。")}
    )
    assert keys(made) == ["budget", "form"]
    assert row(made, "budget").note == "Look here."
    assert made.columns[0].of == 2


def test_each_department_of_any_film_is_a_row_of_all():
    one, other = FilmFactory.create_batch(2)
    AIRoleFactory(film=one, department=TermFactory(code="music"), extent=Extent.NONE)
    AIRoleFactory(film=one, department=TermFactory(code="video"), extent=Extent.HYBRID)
    AIRoleFactory(film=other, department=TermFactory(code="video"), extent=Extent.HYBRID)
    made = table(one, other)
    assert [r.part for r in made.rows if r.code == "ai"] == ["video", "music"]
    assert not row(made, "ai-video").differs
    assert states(row(made, "ai-music").cells[1]) == [NOT_LOOKED_UP]
    assert words(row(made, "human_hand").cells[0]) == ["Human-made"]


def test_a_tool_that_is_only_spoken_of_is_not_said_to_be_used():
    film = FilmFactory()
    AIRoleFactory(film=film, extent=Extent.UNDISCLOSED, what_en="Spoken of; use not stated.").tools.add(ToolFactory())
    assert row(table(film), "tools").cells[0].entries[0].note == "Spoken of; use not stated."


def test_a_department_that_was_looked_into_in_vain_is_not_called_not_looked_up():
    one, other = FilmFactory.create_batch(2)
    AIRoleFactory(film=one, department=TermFactory(code="music"))
    FactFactory(film=other, property="other", state="not_found", amount=None, unit="", text_en="Who made the music")
    assert states(row(table(one, other), "ai-music").cells[1]) == [FactState.NOT_FOUND]


def test_what_is_held_against_any_claim_of_a_film_stands_among_its_rivals_with_the_claim_that_is_meant():
    film = FilmFactory()
    film.lamp = ClaimFactory(film=film)
    film.save()
    wider = ClaimFactory(film=film, paraphrase_en="first of all")
    ClaimFactory(film=film, about=wider, stance="disputes", paraphrase_en="there was an older one")
    entries = row(table(film), "rivals").cells[0].entries
    assert [(e.text, e.note) for e in entries] == [("there was an older one", "said of: first of all")]


def test_a_rival_that_is_not_public_is_not_named():
    film, hidden = FilmFactory(), FilmFactory(status="draft")
    Relation.objects.create(film=film, number=1, kind="rival_of", other=hidden)
    assert states(row(table(film), "rivals").cells[0]) == [NOT_LOOKED_UP]


def test_a_tool_that_tells_nothing_of_its_training_is_undisclosed():
    film = FilmFactory()
    AIRoleFactory(film=film).tools.add(ToolFactory(name="Mute"))
    entry = row(table(film), "training_data").cells[0].entries[0]
    assert (entry.label, entry.text, entry.known) == ("Mute", "undisclosed", False)


def test_departments_of_one_film_each_stand_together_in_a_row_below():
    films = FilmFactory.create_batch(3)
    shared, *own = [TermFactory(scheme="department", code=code, label_en=code) for code in ("image", "voice", "music")]
    for film in films[:2]:
        AIRoleFactory(film=film, department=shared)
    for film, department in zip(films, own, strict=False):
        AIRoleFactory(film=film, department=department)
    made = table(*films)
    group = next(g for g in made.groups if g.code == ROWS["ai"].group)
    shown = [r for r in group.shown if r.code == "ai"]
    assert [r.key for r in shown] == ["ai-image", "ai"]
    assert [[e.label for e in c.entries] for c in shown[1].cells] == [["voice"], ["music"], [""]]
    assert states(shown[1].cells[2]) == [NOT_LOOKED_UP]
    assert {"ai-voice", "ai-music"} < set(keys(made))
    assert table(*films[:2]).groups == tuple(g for g in table(*films[:2]).groups if list(g.rows) == g.shown)


def test_a_cell_shows_three_of_more_than_four_and_folds_the_rest():
    five, four = FilmFactory.create_batch(2)
    for film, n in ((five, 5), (four, 4)):
        for amount in range(n):
            FactFactory(film=film, amount=amount + 10)
    cells = row(table(five, four), "running_time").cells
    assert [(len(c.open), len(c.folded)) for c in cells] == [(3, 2), (4, 0)]


def test_sources_are_numbered_once_for_all_columns_and_know_the_rows_that_cite_them():
    shared = SourceFactory()
    films = FilmFactory.create_batch(3)
    for film in films:
        film.lamp = ClaimFactory(film=film, sources=[shared, SourceFactory()])
        film.save()
    made = table(*films)
    notes = [n for r in made.rows for c in r.cells for e in c.entries if e.evidence for n in e.evidence.notes]
    assert {n.number for n in notes} == {1, 2, 3, 4}
    assert [s.number for s in made.sources] == [1, 2, 3, 4]
    assert {r.key for r in made.cited[0][1]} >= {"called_first", "claimed_by"}
    assert [source for source, _rows in made.cited] == list(made.sources)
    assert [c.origins for c in made.columns] == [2, 2, 2]


def test_films_known_too_differently_are_said_to_be():
    known, unknown = FilmFactory.create_batch(2)
    FactFactory(film=known)
    assert [c.mention.slug for c in table(unknown, known).uneven] == [known.slug, unknown.slug]
    assert table(known, known).uneven is None


def test_what_is_read_into_a_country_is_shown_of_its_lamp_only():
    lamp, other = FilmFactory.create_batch(2, countries=["CN"])
    Country.objects.filter(code="CN").update(lead_film=lamp, reading_en="It stands for everything.")
    ours, theirs = row(table(lamp, other), "reading").cells
    assert words(ours) == ["It stands for everything."]
    assert not theirs.known
    assert "said of another film" in theirs.entries[0].detail


def test_a_record_for_comparison_does_not_pretend_that_there_are_no_credits():
    film = FilmFactory()
    assert record_of(Film.objects.filter(pk=film.pk).for_comparison().get()).credits is None
    assert record_of(Film.objects.filter(pk=film.pk).with_everything().get()).credits == ()


def test_films_are_found_by_slug_former_slug_and_number_but_not_as_drafts():
    film, draft = FilmFactory(slug="old", public_id="KR-7"), FilmFactory(slug="hidden", status="draft")
    TitleFactory(film=film, identifying=True)
    film.slug = "new"
    film.save()
    for name in ("new", "old", "kr-7"):
        assert columns([name]).slugs == ["new"]
    assert columns([draft.slug, "new", "nobody"]).unknown == ("hidden", "nobody")


def test_a_country_s_lamp_is_the_chosen_film_else_the_lowest_number():
    first, second = FilmFactory(public_id="KR-3"), FilmFactory(public_id="KR-10")
    assert country_lamps() == {"KR": first.public_id}
    CountryFactory(code="KR", lead_film=second)
    assert country_lamps() == {"KR": second.public_id}
    Film.objects.filter(pk=second.pk).update(status="draft")
    assert country_lamps() == {"KR": first.public_id}
