"""The desk of pictures."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from films.models import Image
from tests.factories import FilmFactory, ImageFactory, picture_bytes
from tests.films.admin.desk import change_url, errors_in, member, row, sent_by, url

pytestmark = pytest.mark.django_db


def filled(film, content: bytes, **more):
    data = {
        "film": film.pk,
        "number": 1,
        "kind": "poster",
        "rights": "cc0",
        "credit": "S",
        "focus_x": 50,
        "focus_y": 50,
        "change_reason": "The studio sent it",
    }
    data |= {"alt_en": "A", "alt_zh_hans": "甲", "file": SimpleUploadedFile("a.png", content, "image/png")}
    return data | more


def test_a_picture_is_taken_and_shown_with_its_focal_point(admin_client):
    answer = admin_client.post(url(Image, "add"), filled(FilmFactory(), picture_bytes(), focus_x=20))
    assert answer.status_code == 302
    image = Image.objects.get()
    page = admin_client.get(change_url(image)).content.decode()
    assert '<circle cx="128" cy="180"' in page
    assert "Shown to readers" in page
    assert " style=" not in page.partition("<svg")[2].partition("</svg>")[0]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (picture_bytes(8, 8, "GIF"), "GIF"),
        (picture_bytes(8, 8) + b"<script>", "Behind the picture"),
        (picture_bytes(8, 8, "JPEG")[:200], "cut off or damaged"),
        (picture_bytes(12_500, 8), "too long"),
    ],
)
def test_a_file_that_is_refused_is_told_why_and_what_was_typed_stays(admin_client, content, word):
    answer = admin_client.post(url(Image, "add"), filled(FilmFactory(), content, credit="A typed credit"))
    assert list(answer.context["adminform"].form.errors) == ["file"]
    page = errors_in(answer)
    assert word in page
    assert "A typed credit" in page
    assert not Image.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("focus_x", 101), ("focus_y", -1), ("credit", " "), ("alt_zh_hans", "")])
def test_what_is_missing_or_beyond_is_told_at_its_field(admin_client, field, value):
    answer = admin_client.post(url(Image, "add"), filled(FilmFactory(), picture_bytes(), **{field: value}))
    assert list(answer.context["adminform"].form.errors) == [field]


def test_a_picture_is_changed_without_sending_its_file_again(admin_client):
    image = ImageFactory()
    data = sent_by(admin_client.get(change_url(image))) | {"credit": "Another studio"}
    assert admin_client.post(change_url(image), data).status_code == 302
    assert Image.objects.get().credit == "Another studio"
    assert Image.objects.get().file.name == image.file.name


def test_a_picture_is_added_on_the_page_of_its_film(admin_client):
    film = FilmFactory(status="draft")
    page = change_url(film, "images")
    data = sent_by(admin_client.get(page))
    more = filled(film, picture_bytes())
    more.pop("film")
    row(data, "images", **more)
    answer = admin_client.post(page, data)
    assert answer.status_code == 302, errors_in(answer)
    assert film.images.get().derivatives_kept
    assert "<circle" in admin_client.get(page).content.decode()


@pytest.mark.parametrize(
    ("rights", "words"), [("inc", "by whose permission"), ("und", "undetermined"), ("cc0", "Shown to readers")]
)
def test_the_desk_says_whether_readers_see_a_picture(admin_client, rights, words):
    assert words in admin_client.get(change_url(ImageFactory(rights=rights))).content.decode()


def test_a_picture_without_files_can_be_mended(admin_client, places_for_files):
    image = ImageFactory()
    for path in places_for_files.rglob("*.*"):
        path.unlink()
    assert "The file is missing" in admin_client.get(change_url(image)).content.decode()
    data = sent_by(admin_client.get(change_url(image)))
    data["file"] = SimpleUploadedFile("a.png", picture_bytes(300, 300), "image/png")
    assert admin_client.post(change_url(image), data).status_code == 302
    assert Image.objects.get().derivatives_kept


def test_the_original_is_handed_to_the_desk_alone_and_byte_for_byte(client, admin_client):
    content = picture_bytes(kind="JPEG", comment=b"as it came")
    image = ImageFactory(content=content, film__public_id="KR-4", number=2)
    address = reverse("admin:films_image_original", args=[image.pk])
    answer = admin_client.get(address)
    assert answer.getvalue() == content
    assert answer.headers["Content-Disposition"] == 'attachment; filename="KR-4-2.jpg"'
    client.logout()
    assert client.get(address).status_code == 302
    assert member(client).get(address).status_code == 404
