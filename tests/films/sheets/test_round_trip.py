"""The shipped records as spreadsheets, out and in again."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from films import models
from films.admin.sheets import Desk
from films.sheets import layout, reading, rows
from films.sheets.layout import NOUNS
from films.sheets.table import read, write_csv, write_xlsx

pytestmark = pytest.mark.django_db
WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


def plan(model, sheet):
    request = RequestFactory().get("/")
    request.user = User(username="root", is_superuser=True, is_active=True)
    return reading.plan(NOUNS[model], sheet, Desk(admin.site.get_model_admin(model), request))


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_every_record_that_goes_out_comes_in_unchanged(archive, model, kind):
    table = rows.table_of(NOUNS[model], model.objects.all())
    told = plan(model, read(WRITERS[kind](table)))
    assert (told.changes, told.problems, told.unchanged) == ((), (), model.objects.count())


@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_an_export_asks_no_more_queries_for_more_records(archive, model):
    noun = NOUNS[model]
    few, many = model.objects.all()[:2], model.objects.all()
    counts = []
    for records in (few, many):
        with CaptureQueriesContext(connection) as asked:
            rows.table_of(noun, records)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6


def test_rows_without_a_change_ask_no_queries_each(archive):
    few, many = models.ProductionFact.objects.all()[:3], models.ProductionFact.objects.all()
    counts = []
    for records in (few, many):
        sent = read(write_csv(rows.table_of(layout.FACTS, records)))
        with CaptureQueriesContext(connection) as asked:
            plan(models.ProductionFact, sent)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10
