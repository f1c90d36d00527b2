"""Which files are taken for pictures, and which word tells why one is not."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from films import examination
from films.examination import Refused, examine
from tests.factories import picture_bytes


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        examine(ContentFile(data, name="a picture.jpg"))
    return caught.value


def moving(kind: str) -> bytes:
    file = BytesIO()
    frames = [Image.new("RGB", (32, 32), colour) for colour in ("red", "blue")]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=100)
    return file.getvalue()


def bomb(side: int) -> bytes:
    file = BytesIO()
    Image.new("1", (side, side)).save(file, "PNG")
    return file.getvalue()


def archive() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as folder:
        folder.writestr("Main.class", "a program")
    return file.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_four_kinds_are_taken_whatever_their_name(kind):
    seen = examine(ContentFile(picture_bytes(64, 48, kind), name="holiday.gif"))
    assert (seen.kind.upper(), seen.width, seen.height, seen.content_credentials) == (kind, 64, 48, False)


@pytest.mark.parametrize(
    "options", [{"lossless": True}, {"lossless": False}, {"exif": Image.Exif().tobytes(), "icc_profile": b"x"}]
)
def test_the_three_ways_to_store_webp_are_measured_alike(options):
    seen = examine(ContentFile(picture_bytes(65, 47, "WEBP", **options)))
    assert (seen.width, seen.height) == (65, 47)


def test_a_progressive_jpeg_is_read_to_its_end():
    assert examine(ContentFile(picture_bytes(64, 48, "JPEG", progressive=True))).kind == "JPEG"


def test_a_jpeg_with_a_second_one_hung_on_by_the_camera_is_one_picture():
    both = BytesIO()
    frames = [Image.new("RGB", (32, 24), colour) for colour in ("red", "blue")]
    frames[0].save(both, "MPO", save_all=True, append_images=frames[1:])
    assert examine(ContentFile(both.getvalue())).width == 32


def test_a_small_file_that_unpacks_to_very_many_pixels_is_called_a_bomb():
    data = bomb(12_001)
    assert len(data) < 20_000
    assert refusal(data).code == "bomb"
    assert "144 megapixels" in refusal(data).messages[0]
    assert refusal(bomb(20_000)).code == "bomb"


def test_a_webp_that_only_announces_a_giant_canvas_is_refused_before_it_is_given_room():
    header = b"VP8X" + struct.pack("<I", 10) + bytes(4) + (16382).to_bytes(3, "little") * 2
    riff = b"RIFF" + struct.pack("<I", len(header) + 4) + b"WEBP" + header
    assert refusal(riff).code == "bomb"


def test_a_hundred_megapixels_are_too_many():
    file = BytesIO()
    Image.effect_noise((1_000, 1_000), 90).resize((10_000, 10_000), Image.Resampling.NEAREST).save(file, "JPEG")
    told = refusal(file.getvalue())
    assert told.code == "too_many_pixels"
    assert "100 megapixels (10000 × 10000)" in told.messages[0]


def test_a_side_can_be_too_long():
    assert refusal(picture_bytes(12_001, 8)).code == "too_long"


def test_a_file_over_the_limit_is_refused_before_it_is_read(monkeypatch):
    class Endless(BytesIO):
        size = examination.LARGEST_FILE + 1

        def read(self, *_args):
            raise AssertionError("read")

    with pytest.raises(Refused) as caught:
        examine(Endless())
    assert caught.value.code == "too_large"
    assert "25.0\xa0MB" in caught.value.messages[0]


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "svg", "SVG"),
        (b"<svg onload='alert(1)'/>", "svg", "SVG"),
        (picture_bytes(8, 8, "GIF"), "other_kind", "GIF"),
        (picture_bytes(8, 8, "TIFF"), "other_kind", "TIFF"),
        (picture_bytes(8, 8, "BMP"), "other_kind", "BMP"),
        (b"%PDF-1.7\n", "other_kind", "PDF"),
        (b"<!DOCTYPE html><title>x</title>", "other_kind", "HTML"),
        (archive(), "other_kind", "ZIP"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "other_kind", "HEIC"),
        (b"plain words", "unknown", "no picture"),
        (b"", "unknown", "no picture"),
    ],
)
def test_what_is_of_another_kind_is_called_by_it(data, code, word):
    told = refusal(data)
    assert told.code == code
    assert word in told.messages[0]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_a_moving_picture_is_refused(kind):
    assert refusal(moving(kind)).code == "moving"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("kept", [0.99, 0.5, 0.2])
def test_a_file_that_is_cut_off_is_refused(kind, kept):
    data = picture_bytes(640, 360, kind)
    assert refusal(data[: int(len(data) * kept)]).code == "damaged"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("behind", [b"<script>alert(1)</script>", archive(), b"\n%PDF-1.7"], ids=["page", "zip", "pdf"])
def test_a_picture_with_something_behind_it_is_refused(kind, behind):
    assert refusal(picture_bytes(64, 48, kind) + behind).code == "polyglot"


def test_an_archive_hung_on_as_a_second_picture_is_refused():
    data = picture_bytes(64, 48, "JPEG")
    assert refusal(data + data + archive()).code == "polyglot"
    assert refusal(data * 9).code == "polyglot"


def test_an_archive_inside_a_remark_of_the_picture_is_refused():
    data, inside = picture_bytes(64, 48, "JPEG"), archive()
    rest = data[2:]
    inside = inside[:-2] + struct.pack("<H", len(rest))  # what follows counts as the archive's own remark
    remark = b"\xff\xfe" + struct.pack(">H", len(inside) + 2) + inside
    assert zipfile.is_zipfile(BytesIO(data[:2] + remark + rest))
    assert refusal(data[:2] + remark + rest).code == "polyglot"


def test_filling_behind_the_picture_does_no_harm():
    assert examine(ContentFile(picture_bytes(64, 48, "JPEG") + bytes(512))).width == 64


def test_content_credentials_are_noticed_in_every_container():
    png, jpeg, webp = picture_bytes(8, 8), picture_bytes(8, 8, "JPEG"), picture_bytes(8, 8, "WEBP")
    avif = picture_bytes(8, 8, "AVIF")
    manifest = b"\0\0\0\x20jumbc2pa"
    signed = [
        png[:33] + chunk(b"caBX", manifest) + png[33:],
        jpeg[:2] + b"\xff\xeb" + struct.pack(">H", len(manifest) + 2) + manifest + jpeg[2:],
        b"RIFF" + struct.pack("<I", len(webp)) + webp[8:] + b"C2PA\0\0\0\0",
        avif + struct.pack(">I", 24) + b"uuid" + examination.C2PA_BOX,
    ]
    assert [examine(ContentFile(data)).content_credentials for data in signed] == [True] * 4


def test_a_name_like_the_four_kinds_helps_nobody():
    for start in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x04\0\0\0WEBP", b"\0\0\0\x14ftypavif\0\0\0\0avif"):
        assert refusal(start + b"\xff" * 64).code in ("damaged", "polyglot")
        assert refusal(start).code == "damaged"
