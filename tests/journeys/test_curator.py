"""A day at the desk: a film of a new country from its first line to the public, mended, undone, imported, merged."""

import csv
import io
import re

import pytest
from django.contrib.auth.models import Group, User

from films.models import Deed, Film, ProductionFact, Source
from films.vocabularies import DeedKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_archive")]

PASSWORD = "correct horse battery"
CLAIMS = [
    (
        "Fyrsta íslenska gervigreindarmyndin",
        "the first Icelandic AI film",
        "冰岛首部人工智能电影",
        "A newspaper",
        "一家报纸",
    ),
    ("Ekki sú fyrsta", "not the first", "并非首部", "A rival studio", "一家同行"),
]


class Desk:
    """One person at the desk, in a browser of his or her own."""

    def __init__(self, browser, address: str, name: str) -> None:
        self.address = address
        self.context = browser.new_context(locale="en", viewport={"width": 1440, "height": 900})
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on(
            "console", lambda m: self.errors.append(f"{self.page.url}: {m.text}") if m.type == "error" else None
        )
        self.go("/admin/")
        self.page.fill("#id_username", name)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("input[type=submit]")

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def choose(self, field: str, words: str) -> None:
        """Pick from a field that searches as one types."""
        self.page.click(f"#id_{field} + .select2 .select2-selection")
        self.page.locator(".select2-container--open .select2-search__field").last.fill(words)
        self.page.locator(".select2-results__option[aria-selected]").first.click()

    def save(self, button: str = "_continue") -> None:
        self.page.locator(f"input[name={button}]").last.click()

    def text(self) -> str:
        return self.page.locator("#content").inner_text()


@pytest.fixture
def desk(browser, live_server):
    people = []

    def sit(name: str, group: str) -> Desk:
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        people.append(Desk(browser, live_server.url, name))
        return people[-1]

    yield sit
    errors = [error for person in people for error in person.errors]
    for person in people:
        person.context.close()
    assert errors == []


@pytest.fixture
def reader(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    def read(path: str) -> str:
        page.goto(live_server.url + path)
        return page.locator("body").inner_text()

    read.page = page
    yield read
    context.close()


def add_source(desk: Desk, slug: str, title: str) -> None:
    desk.go("/admin/films/source/add/")
    page = desk.page
    page.fill("#id_slug", slug)
    page.fill("#id_title", title)
    page.fill("#id_language", "is")
    page.select_option("#id_kind", index=1)
    page.select_option("#id_tier", "secondary")
    page.select_option("#id_independence", "independent")
    page.select_option("#id_reliability", "medium")
    desk.save("_save")
    assert "was added successfully" in page.locator(".messagelist").inner_text()


def add_claim(desk: Desk, number: int, source: str) -> None:
    words, english, chinese, who, who_chinese = CLAIMS[number]
    page, prefix = desk.page, f"#id_firstclaims-{number}"
    page.click("#firstclaims-group .add-row a")
    page.select_option(f"{prefix}-claimant_kind", "press")
    page.select_option(f"{prefix}-modality", "absolute")
    page.fill(f"{prefix}-claimant_en", who)
    page.fill(f"{prefix}-claimant_zh_hans", who_chinese)
    page.fill(f"{prefix}-paraphrase_en", english)
    page.fill(f"{prefix}-paraphrase_zh_hans", chinese)
    page.fill(f"{prefix}-wording", words)
    page.fill(f"{prefix}-wording_language", "is")
    desk.choose(f"firstclaims-{number}-sources", source)


def test_a_curator_s_day(desk, reader):
    ada = desk("ada", "curator")
    page = ada.page

    # Three sources, then a film of a country that the archive has not had.
    for slug, title in (("visir", "Vísir"), ("ruv", "RÚV"), ("mbl", "Morgunblaðið")):
        add_source(ada, f"{slug}-2026-02-01", f"{title} um gervigreind")
    ada.go("/admin/films/film/add/")
    page.fill("#id_number_country", "IS")
    page.fill("#id_slug", "nordurljos")
    page.select_option("#id_form", "short")
    page.fill("#id_year", "2026")
    page.fill("#id_synopsis_en", "A lighthouse keeper talks to the northern lights.")
    page.fill("#id_synopsis_zh_hans", "守灯塔的人与北极光对话。")
    page.click("#titles-group .add-row a")
    page.fill("#id_titles-0-text", "Norðurljós")
    page.select_option("#id_titles-0-kind", "original")
    page.check("#id_titles-0-identifying")
    ada.choose("titles-0-sources", "visir")
    ada.save()
    assert "This field is required" in ada.text()  # refused: a title needs its language
    assert not Film.objects.filter(slug="nordurljos").exists()
    page.fill("#id_titles-0-language", "is")
    ada.save()
    film = Film.objects.get(slug="nordurljos")
    assert film.public_id.startswith("IS-")
    assert reader("/en/films/nordurljos/").count("Norðurljós") == 0

    # Two rival claims; the second is to answer the first, and is given its source later.
    page.click(".parts a[href$='part=firstclaims']")
    add_claim(ada, 0, "ruv")
    ada.save()
    page.click("#firstclaims-group .add-row a")
    ada.save()
    assert film.firstclaims.count() == 1  # an empty row is no claim
    _words, english, chinese, who, who_chinese = CLAIMS[1]
    page.click("#firstclaims-group .add-row a")
    prefix = "#id_firstclaims-1"
    page.select_option(f"{prefix}-claimant_kind", "rival")
    page.select_option(f"{prefix}-modality", "denied")
    page.select_option(f"{prefix}-stance", "disputes")
    page.fill(f"{prefix}-claimant_en", who)
    page.fill(f"{prefix}-claimant_zh_hans", who_chinese)
    ada.choose("firstclaims-1-about", film.public_id)
    ada.save()
    assert "A claim needs its wording, or a paraphrase in both languages" in ada.text()
    page.fill(f"{prefix}-paraphrase_en", english)
    page.fill(f"{prefix}-paraphrase_zh_hans", chinese)
    ada.save()
    assert film.firstclaims.count() == 2

    # Handed in; the reviewer is told what is missing and where.
    page.click(".parts a >> nth=0")
    page.click("a.step--submit")
    assert "stand in the way of publishing" in ada.text()
    page.fill("#id_reason", "Ready but for one source.")
    page.click("input[type=submit]")
    rui = desk("rui", "reviewer")
    rui.go(f"/admin/films/film/{film.pk}/change/")
    rui.page.click("a.step--publish")
    assert "It cannot be public as it is" in rui.text()
    rui.page.click(f"#content a:has-text('{film.public_id}-c2')")
    rui.choose("sources", "mbl")
    rui.save("_save")

    # Compared with a film that stands beside it, then published.
    rui.go("/en/compare/preview/?films=nordurljos,the-frost")
    assert "Norðurljós" in rui.page.locator("main").inner_text()
    rui.go(f"/admin/films/film/{film.pk}/change/")
    rui.page.click("a.step--publish")
    rui.page.fill("#id_reason", "Two claims, three sources, all seen.")
    rui.page.click("input[type=submit]")
    assert "Norðurljós" in reader("/en/films/nordurljos/")
    assert "守灯塔的人" in reader("/zh-hans/films/nordurljos/")
    assert (
        "disputed" in reader("/en/films/nordurljos/").lower() or "contested" in reader("/en/films/nordurljos/").lower()
    )

    # A running time is corrected, with a reason that readers see; the difference is looked at; it is undone.
    fact = ProductionFact.objects.filter(film__public_id="KR-4", property="running_time").order_by("number").first()
    ada.go(f"/admin/films/productionfact/{fact.pk}/change/")
    was = page.input_value("#id_amount")
    page.fill("#id_amount", "62")
    ada.save()
    assert "say why you change it" in ada.text()
    page.fill("#id_change_reason", "Measured on the disc.")
    ada.save()
    page.click(".object-tools .historylink")
    row = page.locator(".told tr", has_text="Amount").first.inner_text()
    assert was in row
    assert "62" in row
    assert "Measured on the disc." in reader("/en/films/run-to-the-west/history/")
    assert "62" in reader("/en/films/run-to-the-west/")
    page.click(".deed-head a:has-text('Undo')")
    page.fill("#id_change_reason", "The disc was another cut.")
    page.click("button:has-text('Undo this change')")
    fact.refresh_from_db()
    assert str(fact.amount) == was
    assert "The disc was another cut." in reader("/en/films/run-to-the-west/history/")

    # Ten corrections come back in a sheet, one of them bad: nothing is imported until it is mended.
    ada.go("/admin/films/productionfact/?property__exact=running_time")
    with page.expect_download() as started:
        page.click("a:text-is('CSV')")
    text = started.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))[:10]
    for row in rows:
        row["locator"] = "checked 2026"
    rows[4]["unit"] = "fortnight"
    upload(ada, rows)
    assert "fortnight" in ada.text()
    assert page.locator("table.problems tbody tr").count() == 1
    assert not ProductionFact.objects.filter(locator="checked 2026").exists()
    rows[4]["unit"] = "min"
    upload(ada, rows)
    page.fill(
        "form.confirm textarea, form.confirm input[name=change_reason], form.confirm input[name=reason]", "Checked."
    )
    page.click("input[value='Import exactly this']")
    assert ProductionFact.objects.filter(locator="checked 2026").count() == 10
    assert Deed.objects.latest("pk").kind == DeedKind.IMPORT

    # A source was entered twice: the two become one, and the old address leads there.
    add_source(ada, "visir-again", "Vísir um gervigreind")
    keep, double = Source.objects.get(slug="visir-2026-02-01"), Source.objects.get(slug="visir-again")
    ada.go(f"/admin/films/source/{keep.pk}/merge/{double.pk}/")
    page.fill("[name=change_reason]", "One article, entered twice.")
    page.click("button:has-text('Merge the two')")
    assert not Source.objects.filter(slug="visir-again").exists()
    reader("/en/sources/visir-again/")
    assert re.search(r"/en/sources/visir-2026-02-01/$", reader.page.url)


def upload(desk: Desk, rows: list[dict[str, str]]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    desk.go("/admin/films/productionfact/import/")
    sheet = {"name": "facts.csv", "mimeType": "text/csv", "buffer": out.getvalue().encode("utf-8-sig")}
    desk.page.set_input_files("input[name=file]", files=[sheet])
    desk.page.click("section.upload input[type=submit]")
