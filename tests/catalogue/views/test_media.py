"""What is served of pictures, and how pages show it."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image as PillowImage

from films.models import Film
from tests.factories import FilmFactory, ImageFactory, TitleFactory, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    exif = PillowImage.Exif()
    exif[0x010F] = "A secret camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (37.0, 33.0, 59.0)})
    image = ImageFactory(
        film__public_id="KR-4", film__slug="a-film", content=picture_bytes(1920, 804, "JPEG", exif=exif.tobytes())
    )
    TitleFactory(film=image.film, identifying=True)
    return image


def page(client, language: str = "en") -> str:
    return client.get(f"/{language}/films/a-film/").content.decode()


def addresses(html: str) -> set[str]:
    return set(re.findall(r"/media/[\w/.-]+", html))


def test_a_picture_is_served_for_ever_and_can_do_nothing(client, image):
    for name in image.derivative_names():
        response = client.get(f"/media/{name}", headers={"accept-encoding": "gzip"})
        assert response.headers["Content-Type"] == f"image/{name.rpartition('.')[2]}"
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "Content-Encoding" not in response.headers
        assert "Set-Cookie" not in response.headers
        assert int(response.headers["Content-Length"]) == len(response.getvalue())


def test_the_original_has_no_address(client, image, places_for_files):
    assert client.get(f"/media/{image.file.name}").status_code == 404
    (places_for_files / "media" / "images" / "sent.html").write_text("<script>")
    for path in ("images/sent.html", "images/../../originals/" + image.file.name, "images", "images/none.webp", ""):
        assert client.get(f"/media/{path}").status_code in (400, 404)


def test_nothing_of_the_camera_is_in_any_byte_that_a_page_leads_to(client, image):
    found = addresses(page(client))
    assert len(found) == 8
    for address in found:
        content = client.get(address).getvalue()
        assert b"secret camera" not in content
        assert b"Exif" not in content
        assert not PillowImage.open(BytesIO(content)).getexif()


@pytest.mark.parametrize(("language", "alt"), [("en", "A harbour at night"), ("zh-hans", "夜里的港口")])
def test_the_picture_takes_the_place_of_the_plate_and_says_whose_it_is(client, image, language, alt):
    html = page(client, language)
    head = html.partition('class="film-text"')[0]
    assert 'class="plate-lamp"' not in html
    assert '<source type="image/avif"' in head
    [shown] = re.findall(r'<img class="plate"[^>]*>', head)
    assert f'alt="{alt}"' in shown
    assert 'width="544" height="762"' in shown
    assert "loading=" not in shown  # it is what the reader sees first
    [whole] = re.findall(r'<img class="whole"[^>]*>', html)
    assert 'loading="lazy"' in whole
    assert 'width="1664" height="697"' in whole
    assert html.count("Studio") == 2
    assert html.count('rel="license external noreferrer"') == 2
    assert " style=" not in html


def test_a_picture_in_copyright_is_shown_only_with_its_permission(client, image):
    image.rights = "inc"
    image.save()
    assert addresses(page(client)) == set()
    assert 'class="plate-lamp"' in page(client)
    image.permission_en, image.permission_zh_hans = "By permission of the studio", "经片方许可"
    image.save()
    assert "By permission of the studio" in page(client)
    assert "经片方许可" in page(client, "zh-hans")


def test_without_its_files_the_plate_is_drawn(client, image, places_for_files):
    for path in places_for_files.rglob("*.*"):
        path.unlink()
    assert 'class="plate-lamp"' in page(client)
    assert addresses(page(client)) == set()


def test_pictures_cost_the_profile_no_query(client, image):
    def asked(slug: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/films/{slug}/")
        return len(queries)

    TitleFactory(film=FilmFactory(public_id="KR-5", slug="bare"), identifying=True)
    asked("bare")
    ImageFactory(film=image.film, number=7)
    assert asked("a-film") == asked("bare")


def test_lists_and_comparisons_do_not_read_pictures(client, image):
    with CaptureQueriesContext(connection) as queries:
        for address in ("/en/films/", "/en/compare/?films=a-film", "/en/countries/"):
            assert client.get(address).status_code == 200
    assert not any("films_image" in query["sql"] for query in queries)
    assert Film.objects.count() == 1
