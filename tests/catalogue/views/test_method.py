"""The method page states the editorial rules in the words that stand at the desk."""

import re
from html import unescape

import pytest
from django.utils import translation

from films.editorial import GUIDES

pytestmark = pytest.mark.django_db


def text_of(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_method_page_states_every_rule_in_both_languages(client, language):
    page = client.get(f"/{language}/method/").content.decode()
    told = text_of(page)
    assert 'id="editorial"' in page
    with translation.override(language):
        for guide in GUIDES:
            assert f'id="editorial-{guide.code}"' in page
            for words in (guide.title, guide.text, guide.example):
                assert str(words) in told
