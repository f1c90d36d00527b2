"""A broken fixture is refused whole, and the message names its place."""

import copy
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from films.models import Film, FirstClaim, Release, Term, Title
from tests.factories import FilmFactory, SourceFactory, TermFactory

pytestmark = pytest.mark.django_db

CLAIM = {
    "film": ["KR-4"],
    "number": 1,
    "work": ["KR-4"],
    "wording": "the first AI film",
    "wording_language": "en",
    "claimant_en": "A newspaper",
    "claimant_zh_hans": "一家报纸",
    "claimant_kind": "press",
    "modality": "absolute",
    "date": "2025-10",
    "scope_mode": ["production_mode", "animation"],
    "sources": [["yonhap"]],
}
RELEASE = {"film": ["KR-4"], "number": 1, "kind": ["release_kind", "theatrical"], "date": "2025-10-15"}
WHOLE = [
    {"model": "films.film", "fields": {"public_id": "KR-4", "slug": "run-to-the-west", "lamp": ["KR-4", 1]}},
    {
        "model": "films.title",
        "fields": {"film": ["KR-4"], "number": 1, "text": "중간계", "language": "ko", "kind": "original"},
    },
    {"model": "films.firstclaim", "fields": CLAIM},
    {"model": "films.release", "fields": RELEASE},
]
FILM, TITLE, CLAIM_ROW, RELEASE_ROW = range(4)


@pytest.fixture(autouse=True)
def terms():
    TermFactory(scheme="production_mode", code="animation")
    TermFactory(scheme="release_kind", code="theatrical")
    SourceFactory(slug="yonhap")


def broken(row: int, **fields) -> str:
    rows = copy.deepcopy(WHOLE)
    rows[row]["fields"].update(fields)
    return json.dumps(rows)


def load(tmp_path, *texts: str) -> None:
    files = []
    for number, text in enumerate(texts, start=1):
        file = tmp_path / f"file-{number}.json"
        file.write_text(text, encoding="utf-8")
        files.append(str(file))
    call_command("loaddata", *files, verbosity=0, stdout=StringIO())


def refusal(tmp_path, *texts: str) -> str:
    with pytest.raises(CommandError) as error:
        load(tmp_path, *texts)
    for model in (Film, Title, FirstClaim, Release):
        assert not model.objects.exists()
    return str(error.value)


def test_a_whole_fixture_is_loaded(tmp_path):
    load(tmp_path, json.dumps(WHOLE))
    film = Film.objects.get(public_id="KR-4")
    assert film.lamp == FirstClaim.objects.get() == film.firstclaims.get()
    assert film.lamp.scope_mode.code == "animation"
    assert film.lamp.standing == "said"


def test_loading_twice_changes_nothing(tmp_path):
    load(tmp_path, json.dumps(WHOLE))
    keys = [list(model.objects.values()) for model in (Film, Title, FirstClaim, Release)]
    load(tmp_path, json.dumps(WHOLE))
    assert [list(model.objects.values()) for model in (Film, Title, FirstClaim, Release)] == keys


@pytest.mark.parametrize("date", ["2024-02-30", "2023-13", "soon", "../.."])
def test_a_date_that_does_not_exist_is_refused(tmp_path, date):
    message = refusal(tmp_path, broken(RELEASE_ROW, date=date))
    for part in ("file-1.json", "release KR-4 1", "date", date, "nothing was written"):
        assert part in message


@pytest.mark.parametrize(
    ("row", "record", "field"),
    [
        (FILM, "film KR-4", "form"),
        (FILM, "film KR-4", "status"),
        (TITLE, "title KR-4 1", "kind"),
        (CLAIM_ROW, "claim KR-4 1", "modality"),
        (CLAIM_ROW, "claim KR-4 1", "scope_channel"),
        (CLAIM_ROW, "claim KR-4 1", "rank_reason"),
    ],
)
def test_a_code_that_is_no_choice_is_refused(tmp_path, row, record, field):
    message = refusal(tmp_path, broken(row, **{field: "unheard"}))
    for part in ("file-1.json", record, field, "unheard"):
        assert part in message


@pytest.mark.parametrize(
    ("row", "record", "field", "key"),
    [
        (RELEASE_ROW, "release KR-4 1", "kind", ["release_kind", "unheard"]),
        (CLAIM_ROW, "claim", "scope_mode", ["production_mode", "unheard"]),
        (CLAIM_ROW, "claim", "sources", [["unheard"]]),
        (FILM, "film", "lamp", ["KR-4", 99]),
    ],
)
def test_a_reference_to_nothing_is_refused(tmp_path, row, record, field, key):
    later = {"scheme": "genre", "code": "later", "label_en": "later", "label_zh_hans": "later"}
    good_file = json.dumps([{"model": "films.term", "fields": later}])
    message = refusal(tmp_path, broken(row, **{field: key}), good_file)
    for part in ("file-1.json", record, field):
        assert part in message
    assert not Term.objects.filter(code="later").exists()


def test_a_statement_without_its_film_is_refused(tmp_path):
    message = refusal(tmp_path, json.dumps(WHOLE[TITLE:]))
    for part in ("file-1.json", "film"):
        assert part in message


def test_a_field_that_does_not_exist_is_refused(tmp_path):
    message = refusal(tmp_path, broken(CLAIM_ROW, verdict="true"))
    for part in ("file-1.json", "FirstClaim", "verdict"):
        assert part in message


def test_a_model_that_does_not_exist_is_refused(tmp_path):
    message = refusal(tmp_path, json.dumps([*WHOLE, {"model": "films.verdict", "fields": {}}]))
    assert "file-1.json" in message
    assert "films.verdict" in message


@pytest.mark.parametrize("text", ["[{", "", "not json", '[{"model": "films.film"'])
def test_a_file_that_is_not_json_is_refused(tmp_path, text):
    assert "file-1.json" in refusal(tmp_path, text)


@pytest.mark.parametrize("change", [{"rank": "preferred"}, {"wording_language": ""}])
def test_what_the_database_refuses_is_refused(tmp_path, change):
    message = refusal(tmp_path, broken(CLAIM_ROW, **change))
    for part in ("file-1.json", "claim KR-4 1"):
        assert part in message


def test_a_good_file_is_not_loaded_beside_a_broken_one(tmp_path):
    message = refusal(tmp_path, json.dumps(WHOLE), broken(RELEASE_ROW, date="soon"))
    assert "file-2.json" in message
    assert "file-1.json" not in message


def test_all_problems_are_told_at_once(tmp_path):
    rows = json.loads(broken(RELEASE_ROW, date="soon"))
    rows[CLAIM_ROW]["fields"]["modality"] = "unheard"
    message = refusal(tmp_path, json.dumps(rows))
    assert "release KR-4 1, date" in message
    assert "claim KR-4 1, modality" in message


def test_a_broken_part_leaves_the_records_as_they_were(tmp_path):
    film = FilmFactory(public_id="KR-4", slug="as-it-was")
    with pytest.raises(CommandError):
        load(tmp_path, broken(RELEASE_ROW, date="soon"))
    film.refresh_from_db()
    assert film.slug == "as-it-was"
