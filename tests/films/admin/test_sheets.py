"""Spreadsheets at the desk: lists taken away, sheets brought back, all or nothing."""

import io
import os
import re
import time
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from films import models
from films.models import Deed, ProductionFact, Scheme
from films.sheets import kept, layout, rows
from films.sheets.layout import NOUNS
from films.sheets.table import Table, read, write_csv, write_xlsx
from films.undoing import undo
from films.vocabularies import DeedKind, RecordStatus
from tests import factories as make
from tests.films.admin.desk import member

pytestmark = pytest.mark.django_db
IMPORT = "/admin/films/productionfact/import/"


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path / "sheets"


@pytest.fixture
def facts():
    film = make.FilmFactory(public_id="KR-4", slug="a-film")
    source = make.SourceFactory(slug="herald")
    return [make.FactFactory(film=film, amount=80 + n, sources=[source]) for n in range(10)]


def exported(model=ProductionFact, **changes):
    """The whole list as CSV, with some cells set: `column=[a cell a row]`."""
    table = rows.table_of(NOUNS[model], model.objects.order_by("pk"))
    lines = [list(row) for row in table.rows]
    for name, cells in changes.items():
        for line, cell in zip(lines, cells, strict=False):
            line[table.header.index(name)] = cell
    return write_csv(Table("t", table.header, lines))


def upload(client, content, name="facts.csv", page=IMPORT):
    return client.post(page, {"file": SimpleUploadedFile(name, content)})


def token_in(response):
    match = re.search(r'name="token" value="([^"]+)"', response.content.decode())
    return match[1] if match else ""


def confirm(client, response, page=IMPORT, reason="Ten corrections"):
    return client.post(page, {"token": token_in(response), "reason": reason})


def amounts():
    return list(ProductionFact.objects.order_by("pk").values_list("amount", flat=True))


# Out


@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_every_list_offers_its_records_as_spreadsheets(admin_client, facts, model):
    make.ClaimFactory(film=facts[0].film)
    make.ReleaseFactory(film=facts[0].film)
    make.AIRoleFactory(film=facts[0].film)
    name = f"admin:films_{model._meta.model_name}"
    page = admin_client.get(reverse(f"{name}_changelist")).content.decode()
    for kind in ("csv", "xlsx"):
        address = reverse(f"{name}_download", args=[kind])
        assert address in page
        answer = admin_client.get(address)
        assert answer["Content-Disposition"].endswith(f'.{kind}"')
        assert "no-store" in answer["Cache-Control"]
        assert len(read(answer.content).rows) == model.objects.count()


def test_what_is_downloaded_is_what_is_listed_on_all_pages(admin_client, facts, monkeypatch):
    monkeypatch.setattr("films.admin.base.RecordAdmin.list_per_page", 2)
    make.FactFactory(film=facts[0].film, property="budget")
    query = "?property=running_time&q=KR-4&o=-1&p=2"
    page = admin_client.get(f"/admin/films/productionfact/{query}").content.decode()
    assert "Download these 10 records as" in page
    address = re.search(r'href="([^"]+download\.csv[^"]*)"', page)[1].replace("&amp;", "&")
    told = read(admin_client.get(address).content)
    assert [row.cells[2] for row in told.rows] == ["running_time"] * 10
    assert [int(row.cells[1]) for row in told.rows] == list(range(10, 0, -1))


def test_a_filter_that_cannot_be_leads_back_to_the_list(admin_client, facts):
    answer = admin_client.get("/admin/films/productionfact/download.csv?colour=red")
    assert answer.status_code == 302 and answer["Location"].startswith("/admin/films/productionfact/")


def test_the_selected_records_alone_can_be_taken_away(admin_client, facts):
    sent = {"action": "download_csv", "_selected_action": [facts[0].pk, facts[3].pk]}
    told = read(admin_client.post("/admin/films/productionfact/", sent).content)
    assert [row.cells[1] for row in told.rows] == ["1", "4"]


def test_films_are_taken_away_selected_and_still_never_deleted_in_bulk(admin_client, facts):
    film = facts[0].film
    told = admin_client.post("/admin/films/film/", {"action": "download_xlsx", "_selected_action": [film.pk]})
    assert read(told.content).rows[0].cells[0] == "KR-4"
    assert 'value="delete_selected"' not in admin_client.get("/admin/films/film/").content.decode()


def test_an_unknown_kind_of_file_is_not_found(admin_client, facts):
    assert admin_client.get("/admin/films/productionfact/download.pdf").status_code == 404
    assert admin_client.get(IMPORT + "template.ods").status_code == 404


def test_a_workbook_explains_its_columns_and_offers_the_codes(admin_client, facts):
    content = admin_client.get("/admin/films/productionfact/download.xlsx").content
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["productionfact", "columns"]
    told = {(row[0].value, row[3].value) for row in book["columns"].iter_rows(min_row=2)}
    assert ("state", "withheld") in told
    offered = {str(rule.sqref): rule.formula1 for rule in book["productionfact"].data_validations.dataValidation}
    assert offered["D2:D5001"].startswith("'columns'!$D$")


def test_a_download_asks_a_fixed_number_of_queries(admin_client, facts):
    with CaptureQueriesContext(connection) as asked:
        admin_client.get("/admin/films/productionfact/download.csv")
    assert len(asked) <= 8


# In: all or nothing


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_ten_corrections_are_one_change_and_are_undone_as_one(curator, facts, write):
    table = read(exported(amount=[str(100 + n) for n in range(10)]))
    content = write(Table("t", table.header, [row.cells for row in table.rows]))
    dry = upload(curator, content)
    page = dry.content.decode()
    assert "10 records changed" in page and "<del>80</del>" in page and "<ins>100</ins>" in page
    assert reverse("admin:films_productionfact_change", args=[facts[0].pk]) in page
    assert amounts() == [80 + n for n in range(10)]

    done = confirm(curator, dry)
    assert done.status_code == 302
    assert amounts() == [100 + n for n in range(10)]
    deed = Deed.objects.get(kind=DeedKind.IMPORT)
    assert (deed.reason, deed.actor_name, deed.entries.count()) == ("Ten corrections", "curator", 10)
    assert reverse("admin:films_deed_change", args=[deed.pk]) in curator.get(done["Location"]).content.decode()
    assert list(facts[0].sources.all()) == [models.Source.objects.get(slug="herald")]

    undo(deed, reason="Wrong sheet")
    assert amounts() == [80 + n for n in range(10)]


def test_one_bad_row_of_ten_and_nothing_is_written(curator, facts, var):
    before = Deed.objects.count()
    dry = upload(curator, exported(amount=["100", "many", *["101"] * 8], sources=["herld"]))
    page = dry.content.decode()
    assert "2 problems" in page and "herld" in page and "“herald”" in page and "Enter a number." in page
    assert "<ins>101</ins>" in page  # what is right is shown too
    assert not token_in(dry) and not var.exists()
    assert amounts() == [80 + n for n in range(10)] and Deed.objects.count() == before


def test_an_import_needs_a_reason_and_keeps_the_sheet_until_there_is_one(curator, facts):
    dry = upload(curator, exported(amount=["100"]))
    again = confirm(curator, dry, reason=" ")
    assert again.status_code == 200 and "Say why these are changed." in again.content.decode()
    assert amounts()[0] == 80
    assert confirm(curator, again).status_code == 302
    assert amounts()[0] == 100


def test_records_are_added_and_numbered(curator, facts):
    row = ["KR-4", "", "budget", "9000", "USD", "herald"]
    content = write_csv(Table("t", ["film", "number", "property", "amount", "currency", "sources"], [row]))
    dry = upload(curator, content)
    assert "1 record added" in dry.content.decode()
    confirm(curator, dry)
    added = ProductionFact.objects.get(property="budget")
    assert (added.number, added.amount, added.sources.get().slug) == (11, 9000, "herald")
    assert Deed.objects.get(kind=DeedKind.IMPORT).entries.count() == 1


def test_a_film_is_added_as_a_draft_with_the_next_number(curator, facts):
    content = write_csv(Table("t", ["film", "slug", "year"], [["JP", "a-new-one", "2025"]]))
    page = "/admin/films/film/import/"
    confirm(curator, upload(curator, content, page=page), page=page)
    film = models.Film.objects.get(slug="a-new-one")
    assert (film.public_id, film.status, film.year) == ("JP-5", RecordStatus.DRAFT, 2025)


def test_what_has_changed_since_is_shown_anew_and_not_overwritten(curator, facts):
    dry = upload(curator, exported(amount=["100"]))
    ProductionFact.objects.filter(pk=facts[0].pk).update(amount=55)
    again = confirm(curator, dry)
    page = again.content.decode()
    assert "have changed since" in page and "<del>55</del>" in page
    assert amounts()[0] == 55
    assert confirm(curator, again).status_code == 302
    assert amounts()[0] == 100


def test_a_change_elsewhere_does_not_disturb_an_import(curator, facts):
    content = write_csv(Table("t", ["film", "number", "amount"], [["KR-4", 1, 100]]))
    dry = upload(curator, content)
    ProductionFact.objects.filter(pk=facts[0].pk).update(note_en="Mended meanwhile.")
    assert confirm(curator, dry).status_code == 302
    facts[0].refresh_from_db()
    assert (facts[0].amount, facts[0].note_en) == (100, "Mended meanwhile.")


def test_a_sheet_without_a_change_offers_no_import(curator, facts):
    dry = upload(curator, exported())
    assert "nothing to import" in dry.content.decode() and not token_in(dry)


def test_the_standings_follow_an_import(curator):
    film = make.FilmFactory(public_id="KR-4")
    claim = make.ClaimFactory(film=film, claimant_kind="maker", modality="absolute")
    page = "/admin/films/firstclaim/import/"
    dry = upload(curator, exported(models.FirstClaim, modality=["denied"]), page=page)
    confirm(curator, dry, page=page)
    claim.refresh_from_db()
    assert claim.standing == "refused"


# In: whose sheet it is


def test_a_dry_run_is_confirmed_once(curator, facts):
    dry = upload(curator, exported(amount=["100"]))
    confirm(curator, dry)
    assert "too old" in curator.post(IMPORT, {"token": token_in(dry), "reason": "x"}, follow=True).content.decode()


def test_a_dry_run_is_confirmed_by_who_saw_it_and_where_it_was_seen(curator, facts):
    dry = upload(curator, exported(amount=["100"]))
    somebody = Client()
    somebody.force_login(User.objects.create_superuser("other"))
    assert confirm(somebody, dry)["Location"] == IMPORT
    assert confirm(curator, dry, page="/admin/films/release/import/")["Location"] == "/admin/films/release/import/"
    assert curator.post(IMPORT, {"token": "made-up", "reason": "x"})["Location"] == IMPORT
    assert amounts()[0] == 80


def test_uploads_that_nobody_confirmed_are_tidied_away(curator, facts, var):
    upload(curator, exported(amount=["100"]))
    [old] = var.iterdir()
    os.utime(old, (time.time() - kept.KEPT_FOR - 1,) * 2)
    upload(curator, exported(amount=["101"]))
    assert old not in list(var.iterdir()) and len(list(var.iterdir())) == 1


@pytest.mark.parametrize("name", ["../secret_key", "x", "", "0" * 31 + "/"])
def test_only_uploads_can_be_asked_for(var, name):
    var.mkdir()
    (var.parent / "secret_key").write_text("s")
    assert kept.kept(name) is None


@pytest.mark.parametrize("groups", [(), ("translator",)])
def test_who_may_not_add_and_change_may_not_import(client, facts, groups):
    member(client, *groups)
    assert client.get(IMPORT).status_code == 403
    assert upload(client, exported()).status_code == 403
    assert client.get(IMPORT + "template.csv").status_code == 403
    if groups:  # a translator reads the list
        page = client.get("/admin/films/productionfact/").content.decode()
        assert IMPORT not in page and "download.csv" in page
    else:
        assert client.get("/admin/films/productionfact/download.csv").status_code == 403


def test_an_import_page_is_for_staff_and_its_form_is_its_own(facts):
    assert Client().get(IMPORT).status_code == 302
    forger = Client(enforce_csrf_checks=True)
    forger.force_login(User.objects.create_superuser("root"))
    assert upload(forger, exported()).status_code == 403


# In: files


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("facts.xlsx", b"<html><table></table></html>", "web page"),
        ("facts.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), ".xlsx"),
        ("facts.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "neither an Excel workbook"),
        ("facts.csv", b"", "empty"),
        ("facts.csv", b"film,number\r\n" + b"KR-4,1\r\n" * 6000, "5,000"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_with_a_word(curator, facts, name, content, said):
    answer = upload(curator, content, name)
    assert said in answer.content.decode()


def test_a_sheet_is_what_it_contains_whatever_its_name(curator, facts):
    assert "nothing to import" in upload(curator, exported(), "facts.pdf").content.decode()


def test_nothing_chosen_is_said(curator):
    answer = curator.post(IMPORT, {})
    assert "errorlist" in answer.content.decode()


def test_a_text_from_a_file_is_shown_and_never_run(curator, facts):
    page = upload(curator, exported(text_en=["<script>alert(1)</script>"]), '"><b>.csv').content.decode()
    assert "&lt;script&gt;" in page and "<script>alert" not in page and '"><b>' not in page


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_the_import_page_of_every_noun_opens(curator, facts, model, language):
    page = reverse(f"admin:films_{model._meta.model_name}_import")
    answer = curator.get(page, headers={"accept-language": language})
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    text = answer.content.decode()
    assert "style=" not in text and "onclick" not in text


def test_a_template_has_all_columns_and_no_rows(curator):
    for kind in ("csv", "xlsx"):
        content = curator.get(IMPORT + f"template.{kind}").content
        header = content.decode("utf-8-sig").split() if kind == "csv" else None
        if header:
            assert header == [",".join(layout.FACTS.header)]
        else:
            assert load_workbook(io.BytesIO(content)).worksheets[0].max_row == 1


# The cue sheet


@pytest.fixture
def words():
    make.TermFactory(scheme=Scheme.DEPARTMENT, code="video")
    make.TermFactory(scheme=Scheme.HUMAN_INVOLVEMENT, code="edited")
    make.ToolFactory(slug="sora")


CUE_HEADER = ["start", "end", "department", "what_en", "tools", "extent", "evidence", "human", "sources"]
CUE_ROW = ["00:12:30", "00:14:05", "video", "The storm", "sora", "full_picture", "press", "edited", "herald"]


def test_a_cue_sheet_adds_the_uses_of_a_film_in_one_change(curator, facts, words):
    film = facts[0].film
    page = reverse("admin:films_film_cue_sheet", args=[film.pk])
    assert page in curator.get(reverse("admin:films_film_change", args=[film.pk])).content.decode()
    second = [*CUE_ROW]
    second[0:2], second[3] = ["00:20:00", ""], "The calm"
    dry = upload(curator, write_xlsx(Table("t", CUE_HEADER, [CUE_ROW, second])), "cues.xlsx", page)
    assert "2 records added" in dry.content.decode()
    done = confirm(curator, dry, page=page)
    assert done["Location"] == reverse("admin:films_film_change", args=[film.pk])
    first, other = film.airoles.order_by("number")
    assert (first.locator, first.what_en, first.department.code) == ("00:12:30–00:14:05", "The storm", "video")
    assert [t.slug for t in first.tools.all()] == ["sora"] and [t.code for t in first.human.all()] == ["edited"]
    assert other.locator == "00:20:00"
    assert Deed.objects.get(kind=DeedKind.IMPORT).entries.count() == 2


def test_the_same_cue_sheet_is_not_added_twice(curator, facts, words):
    page = reverse("admin:films_film_cue_sheet", args=[facts[0].film.pk])
    content = write_csv(Table("t", CUE_HEADER, [CUE_ROW]))
    confirm(curator, upload(curator, content, page=page), page=page)
    again = upload(curator, content, page=page)
    assert "KR-4-a1" in again.content.decode()


def test_every_problem_of_a_cue_sheet_is_named_by_row_and_column(curator, facts, words):
    page = reverse("admin:films_film_cue_sheet", args=[facts[0].film.pk])
    bad = ["12 min", "", "vidoe", "", "soar", "half", "hearsay", "edited", "herald"]
    text = upload(curator, write_csv(Table("t", CUE_HEADER, [bad, CUE_ROW])), page=page).content.decode()
    for column in ("start", "department", "tools", "extent", "evidence"):
        assert f"<code>{column}</code>" in text
    assert "“video”" in text and "“sora”" in text
    assert not models.AIRole.objects.exists()


def test_the_template_of_a_cue_sheet_lists_the_codes(curator, facts, words):
    page = reverse("admin:films_film_cue_sheet", args=[facts[0].film.pk])
    assert curator.get(page).status_code == 200
    book = load_workbook(io.BytesIO(curator.get(page + "template.xlsx").content))
    assert [cell.value for cell in book.worksheets[0][1]][:3] == ["start", "end", "department"]
    codes = {(row[0].value, row[3].value) for row in book["columns"].iter_rows(min_row=2)}
    assert {("department", "video"), ("extent", "full_picture"), ("human", "edited")} <= codes


def test_a_cue_sheet_belongs_to_a_film_and_to_those_who_may_change_it(client, facts):
    member(client, "translator")
    page = reverse("admin:films_film_cue_sheet", args=[facts[0].film.pk])
    assert client.get(page).status_code == 403
    client.force_login(User.objects.create_superuser("root"))
    assert client.get(reverse("admin:films_film_cue_sheet", args=[999999])).status_code == 404


def test_amounts_come_through_a_workbook_to_the_last_digit(curator, facts):
    fine = Decimal("1234567890123456.7891")
    ProductionFact.objects.filter(pk=facts[0].pk).update(amount=fine)
    content = curator.get("/admin/films/productionfact/download.xlsx").content
    assert "nothing to import" in upload(curator, content, "facts.xlsx").content.decode()
