from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import IntegrityError, transaction

from films.exchange import selection
from films.exchange.formats import fixture
from films.journal import deed
from films.models import Film, Image
from films.models.image import may_be_shown
from films.record import record_of
from films.undoing import undo
from films.vocabularies import RecordStatus, Rights
from tests.factories import FilmFactory, ImageFactory, picture_bytes

pytestmark = pytest.mark.django_db


def kept(place: Path) -> set[str]:
    return {str(path.relative_to(place)) for path in place.rglob("*") if path.is_file()}


def told(image: Image):
    return record_of(Film.objects.filter(pk=image.film_id).with_everything().get())


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_the_original_is_kept_as_it_came_and_named_by_its_content(places_for_files):
    content = picture_bytes(kind="JPEG", comment=b"as it came")
    image = ImageFactory(content=content)
    digest = sha256(content).hexdigest()
    assert (image.sha256, image.file.name) == (digest, f"{digest[:2]}/{digest}.jpg")
    assert (places_for_files / "originals" / image.file.name).read_bytes() == content
    assert not any(name.endswith(".jpg") for name in kept(places_for_files / "media"))


def test_derivatives_are_made_when_a_picture_is_saved_and_not_again(places_for_files):
    image = ImageFactory()
    files = kept(places_for_files / "media")
    assert files == set(image.derivative_names())
    assert len(files) == 4  # a still of 640 × 360 is no wider than the smaller sizes
    written = {path: path.stat().st_mtime_ns for path in places_for_files.rglob("*.webp")}
    image.credit = "Another studio"
    image.save()
    assert {path: path.stat().st_mtime_ns for path in places_for_files.rglob("*.webp")} == written


def test_a_file_is_asked_once_what_it_is(monkeypatch):
    asked = []
    examine = Image._meta.get_field("file").validators[0].__globals__["examine"]
    monkeypatch.setattr("films.models.image.examine", lambda file: asked.append(1) or examine(file))
    image = ImageFactory.build(film=FilmFactory())
    image.full_clean()
    image.save()
    assert asked == [1]


def test_a_file_that_is_no_picture_is_not_saved_even_where_no_form_asked(places_for_files):
    with pytest.raises(Exception, match="SVG"):
        ImageFactory(content=b"<svg/>")
    assert not Image.objects.exists()
    assert kept(places_for_files) == set()


@pytest.mark.parametrize("missing", ["credit", "alt_en", "alt_zh_hans"])
def test_credit_and_alt_text_in_both_languages_are_a_rule_of_the_database(missing):
    with pytest.raises(IntegrityError):
        ImageFactory(**{missing: ""})


@pytest.mark.parametrize("point", [{"focus_x": 101}, {"focus_y": 101}])
def test_the_focal_point_lies_within(point):
    with pytest.raises(IntegrityError):
        ImageFactory(**point)


def test_rights_decide_what_may_be_shown():
    free = (Rights.NO_KNOWN_COPYRIGHT, Rights.CC0, Rights.CC_BY, Rights.CC_BY_SA)
    assert {rights for rights in Rights if may_be_shown(rights, "", "")} == set(free)
    assert {rights for rights in Rights if may_be_shown(rights, "By permission", "经许可")} == {
        *free,
        Rights.IN_COPYRIGHT,
    }
    assert not may_be_shown(Rights.IN_COPYRIGHT, "By permission", "")


def test_the_first_frame_or_poster_that_may_be_shown_takes_the_place_of_the_plate():
    film = FilmFactory()
    for number, more in enumerate(({"kind": "photo"}, {"rights": "inc"}, {"kind": "poster"}, {"kind": "still"}), 1):
        image = ImageFactory(film=film, number=number, credit=f"Studio {number}", **more)
    record = told(image)
    assert record.pictured.credit == "Studio 3"
    assert [i.credit for i in record.images] == ["Studio 1", "Studio 3", "Studio 4"]


def test_a_picture_whose_files_are_gone_is_told_as_none(places_for_files):
    image = ImageFactory()
    assert told(image).pictured
    for path in places_for_files.rglob("*.*"):
        path.unlink()
    assert told(image).images == ()
    image.save()  # and the row can still be worked on
    assert told(image).images == ()


def test_a_new_focal_point_makes_a_new_crop_and_the_old_one_goes(places_for_files, committed):
    image = ImageFactory()
    before = set(image.derivative_names())
    with committed():
        image.focus_x = 0
        image.save()
    after = set(image.derivative_names())
    assert len(before & after) == 2  # the whole picture is the same
    assert kept(places_for_files / "media") == after


def test_files_go_with_their_row(places_for_files, committed):
    image = ImageFactory()
    with committed():
        image.delete()
    assert kept(places_for_files) == set()


def test_files_go_with_a_draft_that_is_deleted(places_for_files, committed):
    image = ImageFactory(film__status=RecordStatus.DRAFT)
    with committed():
        image.film.delete()
    assert kept(places_for_files) == set()


def test_files_of_a_picture_that_is_replaced_go(places_for_files, committed):
    image = ImageFactory()
    before = kept(places_for_files)
    with committed():
        image.file = ContentFile(picture_bytes(300, 300), name="b.png")
        image.save()
    after = kept(places_for_files)
    assert not before & after
    assert after == {f"originals/{image.file.name}", *(f"media/{name}" for name in image.derivative_names())}


@pytest.mark.parametrize("change", ["delete", "replace"])
def test_nothing_goes_when_the_transaction_is_undone(places_for_files, committed, change):
    image = ImageFactory()
    before = kept(places_for_files)
    with committed(), transaction.atomic():
        if change == "delete":
            image.film.images.all().delete()
        else:
            image.file = ContentFile(picture_bytes(300, 300), name="b.png")
            image.save()
        transaction.set_rollback(True)
    assert before <= kept(places_for_files)
    assert told(Image.objects.get()).pictured


def test_two_rows_of_one_picture_do_not_take_each_other_s_files(places_for_files, committed):
    one, two = ImageFactory(), ImageFactory()
    assert one.sha256 == two.sha256
    assert one.file.name != two.file.name
    assert one.derivatives == two.derivatives
    with committed():
        one.delete()
    assert kept(places_for_files) == {
        f"originals/{two.file.name}",
        *(f"media/{name}" for name in two.derivative_names()),
    }


def test_records_are_loaded_without_their_files_and_again_over_themselves(places_for_files, tmp_path):
    image = ImageFactory()
    file = tmp_path / "records.json"
    file.write_text(fixture.render(selection.everything(Film.objects.published())))
    call_command("loaddata", str(file), verbosity=0)
    assert told(image).pictured
    for path in places_for_files.rglob("*.*"):
        path.unlink()
    call_command("loaddata", str(file), verbosity=0)
    assert Image.objects.get().sha256 == image.sha256
    assert told(image).images == ()


def test_a_record_that_names_a_file_elsewhere_reads_nothing_and_deletes_nothing(committed):
    image = ImageFactory()
    Image.objects.update(file="../../../etc/passwd", derivatives={})
    image = Image.objects.get()
    image.save()
    assert image.derivatives == {}
    with committed():
        image.delete()
    assert Path("/etc/passwd").exists()


def test_a_change_is_undone_with_the_crop_that_was(committed):
    image = ImageFactory(focus_x=10)
    before = image.derivatives
    with committed(), deed() as act:
        image.focus_x = 90
        image.save()
    assert act.entries.get().before["focus_x"] == 10
    with committed():
        undo(act)
    assert Image.objects.get().derivatives == before
    assert told(image).pictured


def test_undoing_a_deletion_brings_back_what_was_said_of_a_picture_but_not_its_file(committed):
    image = ImageFactory()
    with committed(), deed() as act:
        image.delete()
    undo(act)
    assert Image.objects.get().credit == "Studio"
    assert told(Image.objects.get()).images == ()
