"""The sea chart in numbers: where lamps and their names stand."""

import json
import math
from datetime import date
from itertools import combinations

import pytest

from catalogue.charts import sea
from catalogue.charts.world import HEIGHT, PLACES, WIDTH, project
from films.lights import Light
from films.lists import Lamps
from films.models import Country
from films.record import Bilingual, Mention
from films.regions import REGIONS
from films.vocabularies import Form, Standing
from tests.conftest import FIXTURES

FOUR = {"CN": 1, "US": 2, "GB": 3, "KR": 4}
CROWD = "AL AT BA BE BG BY CH CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV ME MK MT NL NO PL PT RO RS SE SK UA".split()


def light(code: str, number: int, title: str = "A Film of a Middling Name", day: int = 1) -> Light:
    mention = Mention(f"{code}-{number}", code.lower(), f"/en/films/{code.lower()}/", title, "en", ())
    said = Bilingual("first", "首部")
    return Light(mention, (), 2025, Form.FEATURE, Standing.SAID, date(2025, 1, day), said, said, 1)


def chart(codes: list[str], unlit: tuple[str, ...] = ()) -> sea.Sea:
    lights = [light(code, FOUR.get(code, 10 + place)) for place, code in enumerate(codes)]
    return sea.draw(Lamps(tuple(lights), tuple(Country(code=code) for code in unlit)))


def distances(spots: tuple[sea.Spot, ...]) -> list[float]:
    return [math.dist((one.x, one.y), (two.x, two.y)) for one, two in combinations(spots, 2)]


def test_every_country_of_the_archive_and_of_the_regions_has_a_place_in_the_world():
    held = {row["pk"] for row in json.loads((FIXTURES / "countries.json").read_text())}
    named = {code for _label, members in REGIONS.values() for code in members}
    assert (held | named) - PLACES.keys() == set()


def test_the_world_lies_as_it_should():
    assert project(-169, 74) == (0.0, 0.0)
    assert project(190.9, -56)[0] < WIDTH
    assert project(0, -56)[1] == pytest.approx(HEIGHT, abs=0.1)
    north, south = project(*PLACES["NO"])[1], project(*PLACES["ZA"])[1]
    west, east = project(*PLACES["PT"])[0], project(*PLACES["JP"])[0]
    assert (north < south, west < east) == (True, True)


def test_every_lamp_of_the_world_at_once_stays_inside_the_frame():
    drawn = chart(sorted(PLACES))
    assert len(drawn.spots) == len(PLACES)
    assert all(sea.MARGIN <= s.x <= sea.WIDTH - sea.MARGIN for s in drawn.spots)
    assert all(sea.MARGIN <= s.y <= HEIGHT - sea.MARGIN for s in drawn.spots)


def test_lamps_run_from_west_to_east_and_can_each_be_pointed_at():
    drawn = chart([*FOUR, *CROWD, "JP", "HK", "TW"])
    assert [s.x for s in drawn.spots] == sorted(s.x for s in drawn.spots)
    assert min(distances(drawn.spots)) >= 23.5


def test_a_lamp_alone_stands_at_its_country():
    drawn = chart(["NG"])
    x, y = project(*PLACES["NG"])
    assert (drawn.spots[0].x, drawn.spots[0].y) == pytest.approx((x - drawn.shift, y), abs=0.11)


def test_a_country_that_is_no_more_has_no_place_on_the_chart():
    lights = Lamps((light("SU", 8), light("NG", 9)), (Country(code="YU"),))
    assert [spot.light.code for spot in sea.draw(lights).spots] == ["NG"]
    assert len(sea.tell(lights).rows) == 1


def test_unlit_marks_do_not_move_a_lamp_and_keep_off_it():
    alone, beside = chart(["DE"]), chart(["DE"], unlit=("LU",))
    assert (alone.spots[0].x, alone.spots[0].y) == (beside.spots[0].x, beside.spots[0].y)
    assert math.dist(beside.unlit[0], (beside.spots[0].x, beside.spots[0].y)) >= 11.5


def test_founding_lamps_are_labelled_clear_of_every_lamp_and_inside_the_frame():
    drawn = chart([*FOUR, *CROWD, "JP", "HK", "TW", "MN"])
    for spot in (s for s in drawn.spots if s.founding):
        width = sea._width(spot.light, spot.label.title, sea.TITLE_FOUNDING)
        left = spot.label.x - {"start": 0, "middle": width / 2, "end": width}[spot.label.anchor]
        box = (left, spot.label.y - 14, left + width, spot.label.y + 3)
        assert box[0] >= 0 and box[2] <= sea.WIDTH
        assert [s.light.code for s in drawn.spots if sea._shared(box, sea._around((s.x, s.y), 5))] == [], (
            spot.light.code
        )


@pytest.mark.parametrize("code", ["FJ", "CA", "CL", "NO"])
def test_the_name_of_a_lamp_near_the_edge_stays_inside_the_frame(code):
    title = "A Very Long Title Indeed, Longer Than Any Film Has Ever Needed to Be Called"
    (spot,) = sea.draw(Lamps((light(code, 9, title),), ())).spots
    assert spot.label.title.endswith("…")
    assert 0 <= spot.label.x <= sea.WIDTH - sea._width(spot.light, spot.label.title, sea.TITLE)
    assert sea.TITLE <= spot.label.y <= HEIGHT


def test_a_film_that_nobody_is_known_to_have_called_first_says_so_in_the_table():
    nobody = Light(**{name: getattr(light("NG", 9), name) for name in Light.__slots__} | {"said": Bilingual("", "")})
    cell = sea.tell(Lamps((nobody,), ())).rows[0][4]
    assert (cell.words, cell.data) == ("not looked up", "")


def test_lamps_come_on_in_the_order_of_their_claims():
    lights = (light("JP", 9, day=20), light("FR", 8, day=3), light("BR", 7, day=11))
    steps = {s.light.code: s.step for s in sea.draw(Lamps(lights, ())).spots}
    assert steps == {"FR": 0, "BR": 9, "JP": 19}


def test_each_lamp_lies_in_the_plan_of_its_region_and_can_be_touched():
    lights = tuple(light(code, FOUR.get(code, 20 + place)) for place, code in enumerate([*FOUR, *CROWD, "NG", "AU"]))
    plans = sea.plans(Lamps(lights, ()))
    assert [plan.region for plan in plans] == ["east-asia", "europe", "africa", "americas", "oceania"]
    assert sum(len(plan.spots) for plan in plans) == len(lights)
    for plan in plans:
        assert all(0 < s.x < plan.width and 0 < s.y < plan.height for s in plan.spots), plan.region
    assert min(distances(plans[1].spots)) >= 21
