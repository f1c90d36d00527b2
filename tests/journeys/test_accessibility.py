"""axe finds nothing against WCAG 2.2 AA on any page, in both languages, by day and by night; no page is too wide."""

import pytest

from tests.catalogue.test_pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_archive")]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],  # what passes need not be written down
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
RULES_BY = {"light": RULES, "dark": COLOURS}  # by night nothing else differs
DESK = {"width": 1440, "height": 900}
PHONES = [{"width": 390, "height": 844}, {"width": 320, "height": 640}]


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport=DESK)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_no_page_breaks_wcag_or_overflows_a_phone_or_logs_an_error(page, live_server, language):
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe().axe_script
    problems: list[str] = []
    address = ""

    def note_errors(message) -> None:
        if message.type == "error":
            problems.append(f"{address} console: {message.text}")

    page.on("console", note_errors)
    for path in PAGES:
        address = f"/{language}/{path}"
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="light")
        page.goto(live_server.url + address)
        page.evaluate(axe)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            asked = "rules => axe.run(rules).then(results => results.violations)"
            found = page.evaluate(asked, RULES_BY[scheme])
            problems += [
                f"{address} {scheme}: {v['id']} ×{len(v['nodes'])}: {v['nodes'][0]['html'][:160]}" for v in found
            ]
        for phone in PHONES:
            page.set_viewport_size(phone)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > phone["width"]:
                problems.append(f"{address} at {phone['width']} px is {wide} px wide")
    assert problems == []
