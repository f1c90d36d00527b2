import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from films.models import Image
from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db


def tidy(*options: str) -> str:
    out = StringIO()
    call_command("tidy_media", *options, stdout=out)
    return out.getvalue()


def left(place: Path, name: str, *, days: int = 1) -> Path:
    file = place / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x")
    then = file.stat().st_mtime - days * 86_400
    os.utime(file, (then, then))
    return file


def test_an_archive_without_pictures_has_nothing_to_tidy():
    assert tidy() == "0 orphaned, 0 missing\n"


def test_files_that_no_record_uses_are_named_and_removed_only_when_asked(places_for_files):
    image = ImageFactory()
    orphans = [left(places_for_files, "originals/ab/abc.png"), left(places_for_files, "media/images/abc.webp")]
    assert tidy() == "orphan: ab/abc.png\norphan: images/abc.webp\n2 orphaned, 0 missing\n"
    assert all(file.exists() for file in orphans)
    assert "removed: ab/abc.png" in tidy("--remove")
    assert not any(file.exists() for file in orphans)
    assert image.derivatives_kept
    assert image.file.storage.exists(image.file.name)


def test_a_file_whose_record_may_still_be_on_its_way_is_left_alone(places_for_files):
    new = left(places_for_files, "originals/ab/abc.png", days=0)
    assert "0 orphaned" in tidy("--remove")
    assert new.exists()


def test_files_of_other_uses_are_left_alone(places_for_files):
    other = left(places_for_files, "media/captures/page.pdf")
    tidy("--remove")
    assert other.exists()


def test_missing_files_are_named_and_derivatives_made_again(places_for_files):
    image = ImageFactory(film__public_id="KR-4", number=1)
    for name in image.derivative_names():
        (places_for_files / "media" / name).unlink()
    assert f"missing: {next(image.derivative_names())} of picture 1 of KR-4" in tidy()
    assert "derived: 1" in tidy("--derive")
    assert tidy() == "0 orphaned, 0 missing\n"
    (places_for_files / "originals" / image.file.name).unlink()
    Image.objects.update(derivatives={})
    told = tidy("--derive")
    assert "derived: 0" in told
    assert "missing: derivatives of picture 1 of KR-4\n0 orphaned, 2 missing" in told
