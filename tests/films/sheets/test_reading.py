"""Rows against records: what would change, and all that is wrong, at once."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.test import RequestFactory

from films import models
from films.admin.sheets import Desk
from films.models import Scheme
from films.sheets import layout, reading, rows
from films.sheets.layout import NOUNS
from films.sheets.table import Row, Sheet, read
from films.vocabularies import RecordStatus
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return User.objects.create_superuser("root")


def plan(user, model, sheet):
    request = RequestFactory().get("/")
    request.user = user
    return reading.plan(NOUNS[model], sheet, Desk(admin.site.get_model_admin(model), request))


def sheet(*records, header=None):
    header = header or list(dict.fromkeys(name for record in records for name in record))
    return Sheet(
        tuple(header),
        tuple(Row(n, tuple(r.get(name, "") for name in header)) for n, r in enumerate(records, start=2)),
    )


def said(told):
    return {(p.row, p.column): p.message for p in told.problems}


def differences(told):
    return {(c.name, cell.column): (cell.before, cell.after) for c in told.changes for cell in c.cells}


@pytest.fixture
def fact():
    film = make.FilmFactory(public_id="KR-4", slug="a-film")
    return make.FactFactory(film=film, text_en="  spaced  ", sources=[make.SourceFactory(slug="herald-2025")])


# Changes


def test_a_changed_cell_is_told_before_and_after_and_the_rest_is_left_alone(user, fact):
    told = plan(user, models.ProductionFact, sheet({"film": "KR-4", "number": "1", "amount": "88.0"}))
    assert differences(told) == {("KR-4-f1", "amount"): ("87", "88")}
    assert told.changes[0].form.save().text_en == "  spaced  "


@pytest.mark.parametrize(
    ("cell", "after"), [("yes", "yes"), ("TRUE", "yes"), ("no", None), ("", None), ("false", None)]
)
def test_a_tick_is_yes_or_no(user, fact, cell, after):
    told = plan(user, models.ProductionFact, sheet({"film": "KR-4", "number": "1", "unsourced": cell}))
    assert differences(told) == ({("KR-4-f1", "unsourced"): ("no", after)} if after else {})


def test_a_tick_is_nothing_else(user, fact):
    told = plan(user, models.ProductionFact, sheet({"film": "KR-4", "number": "1", "unsourced": "maybe"}))
    assert "yes, no" in said(told)[2, "unsourced"]


def test_an_empty_cell_empties_the_field(user, fact):
    told = plan(user, models.ProductionFact, sheet({"film": "KR-4", "number": "1", "sources": "", "unit": ""}))
    assert differences(told) == {
        ("KR-4-f1", "sources"): ("herald-2025", ""),
        ("KR-4-f1", "unit"): ("min", ""),
    }


def test_the_same_said_otherwise_is_no_change(user, fact):
    make.SourceFactory(slug="a")
    fact.sources.add(models.Source.objects.get(slug="a"))
    same = {"film": "KR-4", "number": "1", "amount": " 87.00 ", "sources": "herald-2025|a"}
    told = plan(user, models.ProductionFact, sheet(same))
    assert (told.changes, told.problems, told.unchanged) == ((), (), 1)


def test_a_new_row_takes_the_defaults_for_empty_cells(user, fact):
    row = {"film": "KR-4", "number": "", "property": "budget", "state": "", "amount": "9", "currency": "USD"}
    told = plan(user, models.ProductionFact, sheet(row))
    assert told.problems == () and told.added == 1
    assert differences(told)["KR-4", "state"] == ("", "known")


def test_a_new_film_gets_the_next_number_of_its_country(user, fact):
    told = plan(user, models.Film, sheet({"film": "JP", "slug": "another", "year": "2025.0"}))
    assert told.problems == () and told.added == 1
    assert differences(told)["JP", "year"] == ("", "2025")


def test_a_new_source_has_an_address_of_its_own(user):
    make.TermFactory(scheme=Scheme.SOURCE_KIND, code="news")
    row = {"source": "", "slug": "new", "title": "T", "language": "en", "kind": "news", "tier": "primary"}
    told = plan(user, models.Source, sheet({**row, "authors": "Kim | Lee"}))
    assert told.problems == ()
    assert told.changes[0].form.save().authors == ["Kim", "Lee"]


def test_a_source_can_be_given_another_address(user):
    make.SourceFactory(slug="old")
    told = plan(user, models.Source, sheet({"source": "old", "slug": "newer"}))
    assert differences(told) == {("old", "slug"): ("old", "newer")}


# Problems


def test_every_problem_of_a_sheet_is_told_at_once(user, fact):
    make.TermFactory(scheme=Scheme.GENRE, code="drama")
    make.TermFactory(scheme=Scheme.FACT_BASIS, code="whole_film")
    good = {"film": "KR-4", "number": "", "property": "budget", "amount": "1", "currency": "USD"}
    told = plan(
        user,
        models.ProductionFact,
        sheet(
            {"film": "KR-4", "number": "1", "amount": "many"},
            {"film": "KR-4", "number": "1", "amount": "2"},
            {"film": "KR-5", "number": ""},
            {"film": "KR-4", "number": "9"},
            {"film": "KR-4", "number": "one"},
            {"film": "", "number": ""},
            {**good, "property": "bugdet"},
            {**good, "sources": "herald-2052 | nowhere"},
            {**good, "basis": "drama"},
            {**good, "basis": "hole_film"},
            {**good, "property": ""},
            {**good, "state": "withheld"},
            {**good, "rank": "preferred"},
            {**good, "amount": "5", "amount_high": "3"},
            {**good, "amount": "7"},
            {**good, "amount": "7"},
            header=[
                *("film", "number", "property", "state", "amount", "amount_high", "currency", "sources", "basis"),
                *("rank", "colour", "amonut"),
            ],
        ),
    )
    found = said(told)
    assert set(found) == {
        (1, "colour"),
        (1, "amonut"),
        (2, "amount"),
        (2, "property"),  # emptied
        (2, "state"),
        (2, "rank"),
        (3, "number"),
        (4, "film"),
        (5, "number"),
        (6, "number"),
        (7, "film"),
        (8, "property"),
        (9, "sources"),
        (10, "basis"),
        (11, "basis"),
        (12, "property"),
        (13, ""),
        (14, "rank_reason"),
        (15, ""),
        (17, ""),
    }
    assert "“amount”" in found[1, "amonut"]
    assert "Row 2" in found[3, "number"]
    assert "KR-4" in found[4, "film"]
    assert "no production fact 9" in found[5, "number"]
    assert "“budget”" in found[8, "property"]
    unknown = [p.message for p in told.problems if p.row == 9]
    assert "herald-2052" in unknown[0] and "“herald-2025”" in unknown[0]
    assert "nowhere" in unknown[1]
    assert "Genres" in found[10, "basis"] and "Bases of figures" in found[10, "basis"]
    assert "“whole_film”" in found[11, "basis"]
    assert "Row 16" in found[17, ""]
    assert not told.ready


def test_the_cells_of_a_row_are_looked_at_though_its_record_is_not_known(user, fact):
    told = plan(
        user,
        models.ProductionFact,
        sheet(
            {"film": "KR-5", "number": "1", "amount": "many", "sources": "nowhere", "state": ""},
            {"film": "KR-4", "number": "9", "property": "bugdet"},
        ),
    )
    assert set(said(told)) == {(2, "film"), (2, "amount"), (2, "sources"), (3, "number"), (3, "property")}


def test_dates_that_do_not_exist_are_named(user):
    release = make.ReleaseFactory(film__public_id="KR-4", date="2025-10")
    told = plan(user, models.Release, sheet({"film": "KR-4", "number": "1", "date": "2025-13"}))
    assert "2025-13" in said(told)[2, "date"]
    assert release.date == "2025-10"


def test_without_its_key_columns_a_sheet_is_not_compared(user, fact):
    told = plan(user, models.ProductionFact, sheet({"film": "KR-4", "amount": "1"}))
    assert set(said(told)) == {(1, "number")}


def test_a_column_that_stands_twice_is_named(user, fact):
    twice = Sheet(("film", "number", "amount", "amount", ""), (Row(2, ("KR-4", "1", "1", "2", "x")),))
    assert {(1, "amount"), (1, "")} <= set(said(plan(user, models.ProductionFact, twice)))


def test_cells_beyond_the_header_are_named(user, fact):
    wide = Sheet(("film", "number"), (Row(2, ("KR-4", "1", "stray")),))
    assert set(said(plan(user, models.ProductionFact, wide))) == {(2, "")}


def test_a_formula_is_no_value(user, fact):
    formula = read(b"film,number,amount\r\nKR-4,1,=1+1\r\n")
    assert set(said(plan(user, models.ProductionFact, formula))) == {(2, "amount")}


def test_what_stands_on_record_is_not_added_again(user, fact):
    row = {"film": "KR-4", "number": "", "property": "running_time", "amount": "87", "unit": "min"}
    cells = {**row, "text_en": "  spaced  ", "sources": "herald-2025"}
    fact.text_en = "spaced"
    fact.save()
    told = plan(user, models.ProductionFact, sheet(cells))
    assert "KR-4-f1" in said(told)[2, ""]


def test_two_rows_cannot_have_one_address(user):
    make.FilmFactory(public_id="KR-4", slug="first")
    make.FilmFactory(public_id="KR-5", slug="second")
    told = plan(user, models.Film, sheet({"film": "KR-4", "slug": "third"}, {"film": "KR-5", "slug": "third"}))
    assert set(said(told)) == {(3, "slug")}
    told = plan(user, models.Film, sheet({"film": "KR-4", "slug": "second"}))
    assert set(said(told)) == {(2, "slug")}


@pytest.mark.parametrize("column", ["status", "title"])
def test_publishing_is_a_step_and_no_cell(user, column):
    film = make.FilmFactory(public_id="KR-4", status=RecordStatus.DRAFT)
    make.TitleFactory(film=film, text="A title", identifying=True)
    shown = {"film": "KR-4", "status": "draft", "title": "A title"}
    assert plan(user, models.Film, sheet(shown)).unchanged == 1
    assert set(said(plan(user, models.Film, sheet({**shown, column: "published"})))) == {(2, column)}
    new = {"film": "JP", "slug": "new", column: "published"}
    assert set(said(plan(user, models.Film, sheet(new)))) == {(2, column)}


def test_a_rank_is_set_by_those_who_may_rank(fact):
    curator = User.objects.create_user("curator", is_staff=True)
    curator.groups.set(Group.objects.filter(name="curator"))
    ranked = sheet({"film": "KR-4", "number": "1", "rank": "preferred", "rank_reason": "measured"})
    assert set(said(plan(curator, models.ProductionFact, ranked))) == {(2, "rank"), (2, "rank_reason")}
    curator.user_permissions.add(Permission.objects.get(codename="rank_statement"))
    curator = User.objects.get(pk=curator.pk)
    assert plan(curator, models.ProductionFact, ranked).ready


def test_a_claim_may_answer_one_that_the_sheet_names(user):
    claim = make.ClaimFactory(film__public_id="KR-4")
    make.ClaimFactory(film=claim.film)
    answer = {"film": "KR-4", "number": "2", "about": "KR-4-c1"}
    assert differences(plan(user, models.FirstClaim, sheet(answer))) == {("KR-4-c2", "about"): ("", "KR-4-c1")}
    itself = {"film": "KR-4", "number": "1", "about": "KR-4-c1"}
    assert set(said(plan(user, models.FirstClaim, sheet(itself)))) == {(2, "about")}
    unknown = {"film": "KR-4", "number": "1", "about": "KR-4-c7"}
    assert "“KR-4-c1”" in said(plan(user, models.FirstClaim, sheet(unknown)))[2, "about"]


def test_too_many_changes_are_refused(user, fact, monkeypatch):
    monkeypatch.setattr(reading, "MOST_CHANGED", 1)
    new = [{"film": "KR-4", "number": "", "property": "budget", "amount": str(n)} for n in range(1, 4)]
    assert set(said(plan(user, models.ProductionFact, sheet(*new)))) == {(0, "")}


def test_all_fields_that_curators_write_have_a_column():
    left_out = {
        "film": {"status", "withdrawn_on", "withdrawal_reason_en", "withdrawal_reason_zh_hans"},
        "firstclaim": {"unsourced"},
    }
    for model, noun in NOUNS.items():
        fields = {f.name for f in (*model._meta.fields, *model._meta.many_to_many) if f.editable}
        fields -= {"id", "film"} | left_out.get(model._meta.model_name, set())
        assert fields == {column.name for column in noun.columns}


def test_every_code_of_a_column_is_explained():
    make.TermFactory(scheme=Scheme.FACT_BASIS, code="whole_film")
    told = layout.legend(layout.FACTS, rows.terms())
    codes = {(row[0], row[3]) for row in told.rows if row[3]}
    assert {("basis", "whole_film"), ("state", "withheld"), ("property", "budget"), ("rank", "normal")} <= codes
    meanings = {row[0]: row[2] for row in told.rows if not row[3]}
    assert "“|”" in meanings["sources"] and "Required" in meanings["property"]
