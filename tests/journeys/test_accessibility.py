"""axe finds nothing against WCAG 2.2 AA on any page type, in both languages, by day and by night."""

import pytest
from django.core.management import call_command

from tests.catalogue.test_pages import PAGES
from tests.conftest import fixture_files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def test_no_page_breaks_wcag_or_overflows_a_phone_or_logs_an_error(browser, live_server):
    from axe_playwright_python.sync_playwright import Axe

    call_command("loaddata", *fixture_files(), verbosity=0)
    axe = Axe()
    problems: list[str] = []

    def note_errors(message) -> None:
        if message.type == "error":
            problems.append(f"console: {message.text}")

    for scheme, width in (("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390)):
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.on("console", note_errors)
        for language in ("en", "zh-hans"):
            for path in PAGES:
                address = f"/{language}/{path}"
                page.goto(live_server.url + address)
                if width == 390:
                    wide = page.evaluate("document.documentElement.scrollWidth")
                    if wide > 390:
                        problems.append(f"{address} at 390 px is {wide} px wide")
                    continue
                found = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}})
                problems += [
                    f"{address} {scheme}: {v['id']} ×{len(v['nodes'])}: {v['nodes'][0]['html'][:160]}"
                    for v in found.response["violations"]
                ]
        context.close()
    assert problems == []
