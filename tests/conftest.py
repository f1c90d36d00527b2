"""What all tests share."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from films.models import Image
from tests.groups import make_groups
from tests.records import put_back, take

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SHARED = ("terms", "sources", "countries", "agents", "tools", "corpora")

hypothesis_settings.register_profile("signal-lights", deadline=None, max_examples=150)
hypothesis_settings.register_profile("thorough", deadline=None, max_examples=10_000, database=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "signal-lights"))


def fixture_files() -> list[str]:
    """Every file of the archive, in the order in which it loads."""
    return [
        *(str(FIXTURES / f"{name}.json") for name in SHARED),
        *(str(path) for path in sorted((FIXTURES / "films").glob("*.json"))),
        str(FIXTURES / "comparisons.json"),
        str(FIXTURES / "dismissals.json"),
    ]


@pytest.fixture(autouse=True)
def plain_static_files(settings) -> None:
    """Static addresses without hashes, so that tests need no `collectstatic`."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Whatever language the page before was asked in."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def places_for_files(settings, monkeypatch, tmp_path_factory) -> Path:
    """Pictures go where no other test looks; the folders are made when something is put there."""
    place = tmp_path_factory.getbasetemp() / "files" / uuid4().hex
    settings.MEDIA_ROOT = place / "media"
    originals = {**settings.STORAGES["originals"], "OPTIONS": {"location": place / "originals"}}
    settings.STORAGES = {**settings.STORAGES, "originals": originals}
    monkeypatch.setattr(Image._meta.get_field("file"), "storage", storages["originals"])
    return place


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    """Accounts are made by the hundred; a hash that is slow on purpose would take a third of a second each."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def records(django_db_setup, django_db_blocker) -> dict[str, Any]:
    """The real records, read through `loaddata`: the one reading that a session needs."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", *fixture_files(), verbosity=0)
        kept = take()
        transaction.set_rollback(True)
    return kept


@pytest.fixture(scope="module")
def archive(records, django_db_blocker) -> Iterator[None]:
    """The real records for a module, taken away after it; use with `django_db`."""
    with django_db_blocker.unblock(), transaction.atomic():
        put_back(records)
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def open_archive(records, transactional_db) -> None:
    """The real records where a server in another thread sees them; use with `django_db(transaction=True)`."""
    put_back(records)
    if not Group.objects.exists():  # the test before emptied every table, those that migrations filled included
        make_groups()
