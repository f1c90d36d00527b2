"""Every page in both languages: it answers, asks few queries, weighs little and reads in one language."""

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from films.models import Film, FirstClaim

PAGES = [
    "",
    "films/",
    "films/?country=KR&country=CN&form=feature&sort=title",
    "films/?country=KR&mode=animation&department=video&tool=dall-e-2&source_kind=blog",
    "films/run-to-the-west/",
    "films/yinfu-zhong-de-mima/",
    "films/the-frost/",
    "films/where-the-robots-grow/",
    "films/run-to-the-west/history/",
    "countries/",
    "countries/kr/",
    "countries/at/",
    "claims/KR-4-c1/",
    "compare/four-lamps/",
    "ai/",
    "ai/video/",
    "tools/dall-e-2/",
    "corpora/",
    "corpora/tiger200k/",
    "people/tom-paton/",
    "sources/",
    "sources/wenhui-2025-12-30/",
    "method/",
    "suggest/",
    "suggest/?about=KR-4-c1",
    "about/",
    "data/",
    "compare/",
    "compare/?films=yinfu-zhong-de-mima,the-frost,where-the-robots-grow,run-to-the-west",
    "firsts/",
    "firsts/?territory=KR&length=over-60",
    "charts/",
    "charts/sea/",
    "charts/cost/",
    "charts/length/",
    "charts/timeline/",
    "charts/ai/",
]
# Home also lists comparisons and tries the presets. The first visit reads what rules ask of all films: two more.
MOST_QUERIES = {"": 17, "profile": 17, "compare": 16, "firsts": 16, "claims": 16, "suggest": 17, "other": 12}
STATIC = Path(__file__).resolve().parents[2] / "static"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


def allowed_queries(page: str) -> int:
    if re.fullmatch(r"films/[^?]+/", page):
        return MOST_QUERIES["profile"]
    return MOST_QUERIES.get(page.partition("/")[0], MOST_QUERIES["other"])


@pytest.fixture(params=["en", "zh-hans"])
def language(request) -> str:
    return request.param


@dataclass(frozen=True)
class Visit:
    response: HttpResponse
    queries: list[str]


@pytest.fixture(scope="module")
def visits() -> dict[str, Visit]:
    return {}


@pytest.fixture
def visit(client, visits) -> Callable[[str], Visit]:
    """An address as it answered when it was first asked in this module; the records do not change meanwhile."""

    def ask(address: str) -> Visit:
        if address not in visits:
            with CaptureQueriesContext(connection) as asked:
                response = client.get(address)
            visits[address] = Visit(response, [query["sql"] for query in asked.captured_queries])
        return visits[address]

    return ask


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_within_its_queries(visit, language, page):
    visited = visit(f"/{language}/{page}")
    assert visited.response.status_code == 200
    assert len(visited.queries) <= allowed_queries(page), "\n".join(visited.queries)
    assert "Set-Cookie" not in visited.response.headers
    assert set(visited.response.cookies) == ({"csrftoken"} if page.startswith("suggest/") else set())


@pytest.mark.parametrize("page", PAGES)
def test_a_page_weighs_at_most_sixty_kilobytes(visit, language, page):
    html = visit(f"/{language}/{page}").response.content
    text = html.decode()
    assets = set(re.findall(r'/static/([\w/.-]+\.(?:css|js))"', text))
    total = len(gzip.compress(html)) + sum(len(gzip.compress((STATIC / a).read_bytes())) for a in assets)
    assert assets
    assert total <= 60_000


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_nothing_of_another_host_and_carries_no_inline_script_or_style(visit, language, page):
    text = visit(f"/{language}/{page}").response.content.decode()
    loaded = re.findall(r'<(?:link|script|img|iframe)[^>]*(?:href|src)="([^"]+)"', text)
    elsewhere = [a for a in loaded if a.startswith(("http", "//")) and "testserver" not in a]
    assert elsewhere == []
    assert " style=" not in text
    assert "<style" not in text
    assert re.search(r"<script(?![^>]*src=)", text) is None


@pytest.mark.parametrize("page", PAGES)
def test_a_page_tells_search_engines_once_and_in_its_language_what_it_is(visit, language, page):
    text = visit(f"/{language}/{page}").response.content.decode()
    [told] = re.findall(r'<meta name="description" content="([^"]*)">', text)
    assert len(told) >= 12
    assert has_han(told[:12]) == (language == "zh-hans")  # further on, either may name a film in its language


class Runs(HTMLParser):
    """Text runs with the language that the nearest `lang` gives them."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        void = ("meta", "link", "input", "br", "hr", "img")
        if tag not in void:
            inherited = self.stack[-1][1] if self.stack else ""
            self.stack.append((tag, dict(attributes).get("lang") or inherited))

    def handle_endtag(self, tag: str) -> None:
        while self.stack:
            if self.stack.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if data.strip() and self.stack and self.stack[-1][0] not in ("script", "title"):
            self.found.append((data.strip(), self.stack[-1][1]))


def runs(html: str) -> Iterator[tuple[str, str]]:
    parser = Runs()
    parser.feed(html)
    yield from parser.found


INTERFACE = ["", "countries/", "ai/", "corpora/", "method/", "about/", "data/", "films/run-to-the-west/"]


@pytest.mark.parametrize("page", INTERFACE)
def test_a_chinese_page_leaves_no_english_sentence_untagged(visit, page):
    html = visit(f"/zh-hans/{page}").response.content.decode()
    english = re.compile(r"\b(?:the|and|of|is|not|with|was|this|that|which)\b")
    stray = [t for t, lang in runs(html) if lang.startswith("zh") and english.search(t) and not has_han(t)]
    assert stray == []


@pytest.mark.parametrize("page", ["", "countries/", "ai/", "corpora/", "about/", "data/"])
def test_an_english_page_leaves_no_chinese_untagged(visit, page):
    html = visit(f"/en/{page}").response.content.decode()
    assert [t for t, lang in runs(html) if lang == "en" and has_han(t)] == []


def has_han(text: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]", text) is not None


def test_every_published_film_has_a_page_in_both_languages(visit, language):
    for slug in Film.objects.published().values_list("slug", flat=True):
        assert visit(f"/{language}/films/{slug}/").response.status_code == 200, slug


def test_every_claim_has_a_page(client):
    for claim in FirstClaim.objects.select_related("film"):
        assert client.get(f"/en/claims/{claim.ref}/").status_code == 200, claim.ref


def test_the_root_follows_the_reader_s_language(client):
    assert client.get("/", headers={"accept-language": "zh-CN,zh;q=0.9"}).headers["Location"] == "/zh-hans/"
    assert client.get("/", headers={"accept-language": "fr"}).headers["Location"] == "/en/"
