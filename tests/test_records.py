"""Rows put back are those that `loaddata` wrote, beside nothing else, and leave room for new ones."""

from collections import Counter
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from films.models import Film
from tests.factories import ClaimFactory, FilmFactory
from tests.records import put_back, take

pytestmark = pytest.mark.django_db


def counted(kept: dict[str, Any]) -> dict[str, Counter]:
    """Rows without their order, which is PostgreSQL's own affair."""
    return {table: Counter(rows.splitlines() if isinstance(rows, str) else rows) for table, rows in kept.items()}


def around() -> list[list[tuple]]:
    return [list(model.objects.order_by("pk").values_list()) for model in (ContentType, Permission, Group)]


def test_every_row_comes_back_as_it_was_and_no_other(records):
    before = around()
    assert not Film.objects.exists()
    put_back(records)
    assert counted(take()) == counted(records)
    assert Film.objects.count() == 106
    assert around() == before


def test_new_rows_find_room_beside_those_put_back(records):
    put_back(records)
    there = set(Film.objects.values_list("pk", flat=True))
    assert ClaimFactory(film=FilmFactory(public_id="ZZ-901")).film_id not in there
