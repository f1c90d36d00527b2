from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language


def site(request: HttpRequest) -> dict[str, Any]:
    """What every page needs: both languages with the address of this page in each, and what a citation of it says."""
    here = request.get_full_path()
    language = get_language() or settings.LANGUAGE_CODE
    absolute = request.build_absolute_uri
    others = [
        {"code": code, "address": translate_url(here, code), "absolute": absolute(translate_url(here, code))}
        for code, _name in settings.LANGUAGES
    ]
    return {
        "html_lang": "zh-Hans" if language.startswith("zh") else "en",
        "is_chinese": language.startswith("zh"),
        "page_languages": others,
        "page_address": absolute(here),
        "today": timezone.now().date(),
    }
