import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from films.models import FirstClaim, Release, Source
from films.partial_date import InvalidPartialDate
from tests.factories import ClaimFactory, ReleaseFactory, SourceFactory

pytestmark = pytest.mark.django_db

SPANS = [
    ("2025", date(2025, 1, 1), date(2025, 12, 31)),
    ("2024-02~", date(2024, 2, 1), date(2024, 2, 29)),
    ("2025-10-15", date(2025, 10, 15), date(2025, 10, 15)),
    ("2025-09/2025-10", date(2025, 9, 1), date(2025, 10, 31)),
    ("../2024-06", None, date(2024, 6, 30)),
    ("2024-06/..", date(2024, 6, 1), None),
    ("", None, None),
]


@pytest.mark.parametrize("make", [ReleaseFactory, ClaimFactory, SourceFactory])
@pytest.mark.parametrize(("text", "earliest", "latest"), SPANS)
def test_the_days_that_a_date_allows_are_kept_beside_it(make, text, earliest, latest):
    row = make(date=text)
    row.refresh_from_db()
    assert (row.date, row.date_earliest, row.date_latest) == (text, earliest, latest)


def test_the_days_follow_a_change_of_the_date():
    release = ReleaseFactory(date="2025")
    release.date = ""
    release.save()
    release.refresh_from_db()
    assert (release.date_earliest, release.date_latest) == (None, None)


def test_a_loaded_date_has_its_days_too(tmp_path):
    source = SourceFactory(date="2024")
    fields = {"slug": "loaded", "title": "Loaded", "language": "en", "date": "2025-10"}
    fields |= {"kind": list(source.kind.natural_key()), "tier": "primary"}
    file = tmp_path / "source.json"
    file.write_text(json.dumps([{"model": "films.source", "fields": fields}]))
    call_command("loaddata", str(file), verbosity=0)
    loaded = Source.objects.get(slug="loaded")
    assert (loaded.date_earliest, loaded.date_latest) == (date(2025, 10, 1), date(2025, 10, 31))


@pytest.mark.parametrize("text", ["2024-02-30", "yesterday", "../.."])
def test_a_date_that_does_not_exist_is_refused_in_forms_and_in_code(text):
    release = ReleaseFactory()
    release.date = text
    with pytest.raises(ValidationError) as refusal:
        release.full_clean()
    assert set(refusal.value.message_dict) == {"date"}
    with pytest.raises(InvalidPartialDate):
        release.save()


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("model", [Source, FirstClaim, Release])
def test_every_date_of_the_archive_has_its_days(model):
    rows = list(model.objects.exclude(date=""))
    assert rows
    assert all((r.date_earliest, r.date_latest) == (r.partial_date.earliest, r.partial_date.latest) for r in rows)
