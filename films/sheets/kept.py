"""Uploaded sheets between the dry run and its confirmation: files that nobody is served, gone after two hours."""

import re
import secrets
import time
from pathlib import Path

from django.conf import settings

KEPT_FOR = 2 * 60 * 60  # seconds
_NAME = re.compile(r"[0-9a-f]{32}")


def keep(content: bytes) -> str:
    """Store the content and give the name by which it is found again. Takes the old ones away."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in folder.iterdir():
        if _is_old(file):
            file.unlink(missing_ok=True)
    name = secrets.token_hex(16)
    (folder / name).write_bytes(content)
    return name


def kept(name: str) -> bytes | None:
    file = _folder() / name
    if not _NAME.fullmatch(name) or not file.is_file() or _is_old(file):
        return None
    return file.read_bytes()


def discard(name: str) -> None:
    if _NAME.fullmatch(name):
        (_folder() / name).unlink(missing_ok=True)


def _folder() -> Path:
    return settings.VAR / "sheets"


def _is_old(file: Path) -> bool:
    return file.is_file() and time.time() - file.stat().st_mtime > KEPT_FOR
