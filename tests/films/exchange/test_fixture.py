"""The real records go out as they came in."""

import json
from collections import Counter
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from films.evidence import disagree, origins
from films.models import Comparison, Film, FirstClaim, ProductionFact, Source
from tests.conftest import FIXTURES, fixture_files
from tests.factories import ClaimFactory, FilmFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


def export(**options) -> str:
    out = StringIO()
    call_command("export_films", format="fixture", stdout=out, **options)
    return out.getvalue()


def load(text: str, folder: Path) -> None:
    file = folder / "part.json"
    file.write_text(text, encoding="utf-8")
    call_command("loaddata", str(file), verbosity=0)


def empty_the_database() -> None:
    """Every row of the archive goes, with its links; the end of the test brings them back."""
    for model in apps.get_app_config("films").get_models(include_auto_created=True):
        model._base_manager.all()._raw_delete(connection.alias)


def test_every_file_of_the_archive_is_written_as_it_was_read(tmp_path):
    call_command("export_films", output=tmp_path, stderr=StringIO())
    written = {str(file.relative_to(tmp_path)): file.read_bytes() for file in tmp_path.rglob("*.json")}
    kept = {str(Path(file).relative_to(FIXTURES)): Path(file).read_bytes() for file in fixture_files()}
    assert written.keys() == kept.keys()
    assert [name for name in kept if written[name] != kept[name]] == []


def test_an_export_removes_the_file_of_a_film_that_is_gone(tmp_path):
    (tmp_path / "films").mkdir()
    (tmp_path / "films" / "gone.json").write_text("[]")
    call_command("export_films", output=tmp_path, film=["the-frost"], stderr=StringIO())
    assert not (tmp_path / "films" / "gone.json").exists()
    assert (tmp_path / "films" / "the-frost.json").exists()


def test_the_archive_holds_what_was_researched():
    assert Film.objects.published().count() == 106
    assert FirstClaim.objects.count() == 261
    assert Source.objects.count() == 429


@pytest.mark.parametrize("country", ["CN", "KR", "GB", "US"])
def test_a_country_taken_away_loads_into_an_empty_database_and_comes_out_the_same(country, tmp_path):
    taken = export(country=[country])
    assert {row["model"] for row in json.loads(taken)} >= {"films.film", "films.firstclaim", "films.source"}
    empty_the_database()
    assert not Film.objects.exists()
    load(taken, tmp_path)
    assert Film.objects.from_country(country).exists()
    assert export(country=[country]) == taken


@pytest.mark.parametrize("part", [{"country": ["KR"]}, {"film": ["the-frost"]}, {"year": [2024]}])
def test_loading_a_part_over_the_whole_changes_nothing(part, tmp_path):
    before, standings = export(), dict(FirstClaim.objects.values_list("pk", "standing"))
    load(export(**part), tmp_path)
    after, known = export(), {json.dumps(row) for row in json.loads(before)}
    assert [row for row in json.loads(after) if json.dumps(row) not in known] == []
    assert after == before
    assert dict(FirstClaim.objects.values_list("pk", "standing")) == standings


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_a_claim_takes_along_the_whole_chain_of_claims_that_it_answers(length, tmp_path):
    mine, other = FilmFactory(public_id="ZZ-901"), FilmFactory(public_id="ZZ-902")
    claim = None
    for _ in range(length):
        claim = ClaimFactory(film=other, about=claim)
    ClaimFactory(film=mine, about=claim)
    taken = export(film=[mine.slug])
    empty_the_database()
    load(taken, tmp_path)
    assert FirstClaim.objects.count() == length + 1
    assert export(film=[mine.slug]) == taken


def test_a_film_is_taken_whole_and_no_other():
    rows = Counter(row["model"] for row in json.loads(export(film=["yinfu-zhong-de-mima"])))
    film = Film.objects.get(slug="yinfu-zhong-de-mima")
    assert rows["films.productionfact"] == film.productionfacts.count() > 0
    assert rows["films.source"] < Source.objects.count()


@pytest.mark.parametrize(
    ("part", "slugs"), [({"country": ["KR"]}, ["korea-five-firsts"]), ({"film": ["the-frost"]}, [])]
)
def test_a_part_brings_a_comparison_only_with_all_its_films(part, slugs):
    rows = json.loads(export(**part))
    assert [row["fields"]["slug"] for row in rows if row["model"] == "films.comparison"] == slugs


def test_a_comparison_is_loaded_whole_though_its_films_have_changed_places(tmp_path):
    taken = export(country=["KR"])
    comparison = Comparison.objects.get(slug="korea-five-firsts")
    first, *others = comparison.places.all()
    first.delete()
    for place in others:
        place.number -= 1
        place.save()
    comparison.rows.get(number=1).delete()
    load(taken, tmp_path)
    assert export(country=["KR"]) == taken


def test_drafts_stay_in_the_house_unless_asked_for():
    FilmFactory(slug="secret", status="draft")
    assert '"secret"' not in export()
    assert '"secret"' in export(drafts=True)


def test_nothing_is_written_where_nothing_matches(tmp_path):
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("export_films", country=["AQ"], output=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_two_exports_are_the_same_text():
    assert export(country=["cn"]) == export(country=["CN"])


# Golden cases


def film(slug: str) -> Film:
    return Film.objects.published().with_everything().get(slug=slug)


def test_the_frost_is_no_feature_although_an_article_says_so():
    [wrong] = [fact for fact in film("the-frost").productionfacts.all() if fact.rank == "deprecated"]
    assert (wrong.property, wrong.rank_reason) == ("form", "error_in_source")
    [time] = [fact for fact in film("the-frost").productionfacts.all() if fact.property == "running_time"]
    assert (time.amount, time.unit) == (Decimal(12), "min")


def test_everything_known_of_the_code_in_the_notes_goes_back_to_one_article():
    claim = film("yinfu-zhong-de-mima").firstclaims.all()[0]
    assert claim.number == 1
    assert len(claim.sources.all()) > 1
    assert len(origins(claim.sources.all())) == 1


def test_where_the_robots_grow_is_not_robot_dreams():
    robots = film("where-the-robots-grow")
    assert "再见机器人" in [title.text for title in robots.titles.all() if title.kind == "in_source"]
    collisions = [r.other_name for r in robots.relations.all() if r.kind == "collides_with"]
    assert any("Robot Dreams" in name for name in collisions)


def test_run_to_the_west_has_three_lengths_that_do_not_disagree():
    times = [f for f in film("run-to-the-west").productionfacts.all() if f.property == "running_time"]
    assert [(f.amount, f.unit) for f in times] == [(60, "min"), (61, "min"), (3644, "s")]
    assert not any(disagree(a, b) for a in times for b in times)


def test_every_fact_of_the_archive_agrees_with_itself():
    facts = list(ProductionFact.objects.select_related("basis"))
    assert facts
    assert [f for f in facts if disagree(f, f)] == []
