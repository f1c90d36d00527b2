"""What an uploaded file really is. Its name and announced type count for nothing; its bytes are read to the end.

Each container is walked by its own rules, so that a file with something behind the picture (a page, an archive)
is refused and not only made harmless. Pure: bytes in, `Examined` out, or a `ValidationError` that says in one
word which of the troubles it is.
"""

import re
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import AvifImagePlugin, ImageFile, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

LARGEST_FILE = 25 * 2**20  # bytes
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 12_000
BOMB = 200  # pixels a byte: a film frame has about 5, an even surface some 1,000

# One decoder for each kind, called by name: nothing is left to guesses about what else Pillow can open.
DECODERS: dict[str, type[ImageFile.ImageFile]] = {
    "JPEG": JpegImagePlugin.JpegImageFile,
    "PNG": PngImagePlugin.PngImageFile,
    "WebP": WebPImagePlugin.WebPImageFile,
    "AVIF": AvifImagePlugin.AvifImageFile,
}
SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WebP": "webp", "AVIF": "avif"}
OTHERS = (
    (rb"GIF8[79]a", "GIF"),
    (rb"(?:II\*\0|MM\0\*)", "TIFF"),
    (rb"BM.{4}\0{4}", "BMP"),
    (rb"....ftyp(?:hei[cfsmx]|hev[cx]|mif1|msf1)", "HEIC"),
    (rb"....ftyp", "MP4"),
    (rb"(?:\xff\x0a|\0\0\0\x0cJXL )", "JPEG XL"),
    (rb"%PDF-", "PDF"),
    (rb"PK\x03\x04", "ZIP"),
    (rb"\s*(?:<!doctype html|<html)", "HTML"),
)
C2PA_BOX = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")


@dataclass(frozen=True, slots=True)
class Examined:
    kind: str
    width: int  # as stored, before the orientation that a camera noted is applied
    height: int
    sha256: str
    content_credentials: bool  # a C2PA manifest is inside

    @property
    def suffix(self) -> str:
        return SUFFIXES[self.kind]


class Refused(ValidationError):
    """Why a file is not taken; `code` names the trouble for programs as the message does for people."""


class _Walk(NamedTuple):
    end: int  # where the picture's own bytes end
    size: tuple[int, int] | None  # as the container tells it
    moving: bool
    credentials: bool


def examine(file: Any) -> Examined:
    """Read `file` to its end and leave it at its start."""
    if file.size > LARGEST_FILE:  # before a byte is read
        raise Refused(
            _("The file is too large: %(size)s. At most %(most)s are taken."),
            code="too_large",
            params={"size": filesizeformat(file.size), "most": filesizeformat(LARGEST_FILE)},
        )
    file.seek(0)
    data = file.read()
    file.seek(0)
    kind = kind_of(data)
    try:
        walk = _WALKS[kind](data)
    except (IndexError, ValueError) as error:
        raise _damaged() from error
    if walk.size:  # before anything is unpacked
        _check_size(*walk.size, len(data))
    if walk.moving:
        raise _moving()
    if data[walk.end :].strip(b"\0") or zipfile.is_zipfile(BytesIO(data)):
        raise Refused(
            _(
                "Behind the picture the file holds something else, such as a page or an archive. Open it in a "
                "picture editor and save it anew."
            ),
            code="polyglot",
        )
    try:
        with DECODERS[kind](BytesIO(data)) as picture:
            width, height = picture.size
            _check_size(width, height, len(data))
            if getattr(picture, "n_frames", 1) > 1:
                raise _moving()
            picture.load()
    except Refused:
        raise
    except Exception as error:  # decoders raise many kinds for broken files
        raise _damaged() from error
    return Examined(kind, width, height, sha256(data).hexdigest(), walk.credentials)


def kind_of(data: bytes) -> str:
    """JPEG, PNG, WebP or AVIF by the first bytes; anything else is refused by its name."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp" and b"avif" in data[8 : int.from_bytes(data[:4], "big")]:
        return "AVIF"
    if data[4:8] == b"ftyp" and b"avis" in data[8 : int.from_bytes(data[:4], "big")]:
        raise _moving()
    if re.search(rb"<svg[\s/>]", data[:4096], re.IGNORECASE):
        raise Refused(
            _("This is an SVG drawing, which can carry programs. Send it as a JPEG, PNG, WebP or AVIF picture."),
            code="svg",
        )
    for signature, name in OTHERS:
        if re.match(signature, data, re.IGNORECASE | re.DOTALL):
            raise Refused(
                _("By its content this is a %(kind)s file, whatever its name. JPEG, PNG, WebP and AVIF are taken."),
                code="other_kind",
                params={"kind": name},
            )
    raise Refused(_("This is no picture that can be recognised. JPEG, PNG, WebP and AVIF are taken."), code="unknown")


def _check_size(width: int, height: int, size: int) -> None:
    pixels = width * height
    if pixels <= MOST_PIXELS and max(width, height) <= LONGEST_SIDE:
        return
    params = {
        "width": width,
        "height": height,
        "megapixels": round(pixels / 1_000_000),
        "most": MOST_PIXELS // 1_000_000,
        "side": LONGEST_SIDE,
        "size": filesizeformat(size),
    }
    if pixels > MOST_PIXELS and pixels / size > BOMB:
        raise Refused(
            _("This is a decompression bomb: %(size)s that would unpack to %(megapixels)s megapixels."),
            code="bomb",
            params=params,
        )
    if pixels > MOST_PIXELS:
        raise Refused(
            _(
                "The picture has too many pixels: %(megapixels)s megapixels (%(width)s × %(height)s). At most %(most)s "
                "megapixels are taken."
            ),
            code="too_many_pixels",
            params=params,
        )
    raise Refused(
        _("The picture is too long: %(width)s × %(height)s pixels. A side may have at most %(side)s."),
        code="too_long",
        params=params,
    )


def _moving() -> Refused:
    return Refused(_("The picture moves. Send a single frame of it."), code="moving")


def _damaged() -> Refused:
    return Refused(_("The file is cut off or damaged: it could not be read to its end."), code="damaged")


# ── the containers ───────────────────────────────────────────────────────────────────────────────

MOST_HUNG_ON = 4
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # in compressed data, FF 00 is a letter like any other


def _walk_jpeg(data: bytes) -> _Walk:
    """To the end of image; cameras hang further JPEGs on (depth, brightness), which are walked as well."""
    first = last = _walk_one_jpeg(data, 0)
    for _number in range(MOST_HUNG_ON):
        gap = re.compile(rb"\0*").match(data, last.end)
        start = gap.end() if gap else last.end
        if not data.startswith(b"\xff\xd8\xff", start):
            break
        last = _walk_one_jpeg(data, start)
    return first._replace(end=last.end)


def _walk_one_jpeg(data: bytes, start: int) -> _Walk:
    at, size, credentials = start + 2, None, False
    while True:
        if data[at] != 0xFF:
            raise ValueError
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        at += 2
        if marker == 0xD9:
            return _Walk(at, size, False, credentials)
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        segment = data[at + 2 : at + length]
        if length < 2 or len(segment) < length - 2:
            raise ValueError
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            size = (int.from_bytes(segment[3:5], "big"), int.from_bytes(segment[1:3], "big"))
        credentials |= marker == 0xEB and b"c2pa" in segment
        at += length
        if marker == 0xDA:
            found = _NEXT_MARKER.search(data, at)
            if not found:
                raise ValueError
            at = found.start()


def _walk_png(data: bytes) -> _Walk:
    at, size, moving, credentials = 8, None, False, False
    while True:
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if name == b"IHDR":
            size = (int.from_bytes(data[at + 8 : at + 12], "big"), int.from_bytes(data[at + 12 : at + 16], "big"))
        moving |= name == b"acTL"
        credentials |= name == b"caBX"
        at += 12 + length
        if len(name) < 4 or at > len(data):
            raise ValueError
        if name == b"IEND":
            return _Walk(at, size, moving, credentials)


def _walk_webp(data: bytes) -> _Walk:
    end = 8 + int.from_bytes(data[4:8], "little")
    at, size, moving, credentials = 12, None, False, False
    if end > len(data):
        raise ValueError
    while at < end:
        name, length, body = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little"), data[at + 8 : at + 18]
        if name == b"VP8X":
            size = (int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1)
            moving = bool(body[0] & 2)
        elif name == b"VP8L" and not size:
            bits = int.from_bytes(body[1:5], "little")
            size = ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        elif name == b"VP8 " and not size:
            size = (int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF)
        moving |= name == b"ANMF"
        credentials |= name == b"C2PA"
        at += 8 + length + length % 2
    return _Walk(end, size, moving, credentials)


def _walk_avif(data: bytes) -> _Walk:
    at, moving, credentials = 0, False, False
    while at + 8 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if name not in (b"ftyp", b"meta", b"mdat", b"moov", b"free", b"skip", b"uuid", b"mini"):
            return _Walk(at, None, moving, credentials)
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        if not length or length < 8 or at + length > len(data):
            raise ValueError
        moving |= name == b"moov"
        credentials |= name == b"uuid" and data[at + 8 : at + 24] == C2PA_BOX
        at += length
    return _Walk(at, None, moving, credentials)


_WALKS = {"JPEG": _walk_jpeg, "PNG": _walk_png, "WebP": _walk_webp, "AVIF": _walk_avif}
