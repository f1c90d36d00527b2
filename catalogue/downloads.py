"""Answers that a reader keeps as a file."""

import json
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def download(content: str, name: str, media_type: str) -> HttpResponse:
    """`content` under a file name, in UTF-8."""
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def csv(content: str, name: str) -> HttpResponse:
    return download(content, f"{name}.csv", "text/csv")


def svg(content: str, name: str) -> HttpResponse:
    return download(content, f"{name}.svg", "image/svg+xml")


def as_json(value: Any, name: str) -> HttpResponse:
    """UTF-8 as UTF-8: a reader of the file sees 密码, not escapes."""
    return download(json.dumps(value, ensure_ascii=False, indent=2) + "\n", f"{name}.json", "application/json")
