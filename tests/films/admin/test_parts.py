"""The parts of a film at the desk."""

import pytest
from django.db import connection
from django.forms import modelform_factory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from films.admin.claim import FirstClaimForm
from films.models import Country, Film, FirstClaim
from films.scope import is_territory
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(film, part=""):
    return reverse("admin:films_film_change", args=[film.pk]) + (f"?part={part}" if part else "")


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_a_part_costs_no_more_queries_for_more_rows(admin_client):
    film = make.FilmFactory()
    rows = (make.ClaimFactory, make.FactFactory, make.CreditFactory, make.AIRoleFactory)
    for factory in rows:
        factory(film=film, sources=[make.SourceFactory()])
    parts = ("firstclaims", "productionfacts", "credits", "airoles")
    few = {part: queries_of(admin_client, page(film, part)) for part in parts}
    for factory in rows:
        for _ in range(5):
            factory(film=film, sources=[make.SourceFactory()])
    many = {part: queries_of(admin_client, page(film, part)) for part in parts}
    assert many == few
    assert max(many.values()) <= 40


def test_a_part_still_shows_what_each_row_has_chosen(admin_client):
    film = make.FilmFactory()
    one, other = make.SourceFactory(title="The morning paper"), make.SourceFactory(title="The evening paper")
    make.FactFactory(film=film, sources=[one])
    make.FactFactory(film=film, sources=[other])
    form = admin_client.get(page(film, "productionfacts")).context["inline_admin_formsets"][0].formset
    shown = [str(row["sources"]) for row in form.initial_forms]
    assert "The morning paper" in shown[0] and "The evening paper" not in shown[0]
    assert "The evening paper" in shown[1]


def test_a_source_chosen_in_a_form_that_is_refused_stays_chosen(admin_client):
    film = make.FilmFactory(status="draft")
    fact = make.FactFactory(film=film, sources=[make.SourceFactory()])
    new = make.SourceFactory(title="Found today")
    response = admin_client.get(page(film, "productionfacts"))
    sent = {}
    for form in [response.context["adminform"].form, *response.context["inline_admin_formsets"][0].formset.forms]:
        sent |= {form.add_prefix(n): form.get_initial_for_field(f, n) or "" for n, f in form.fields.items()}
    management = response.context["inline_admin_formsets"][0].formset.management_form
    sent |= {management.add_prefix(name): value for name, value in management.initial.items()}
    row = "productionfacts-0-"
    sent |= {f"{row}id": fact.pk, f"{row}film": film.pk, f"{row}sources": [new.pk], f"{row}rank": "deprecated"}
    refused = admin_client.post(page(film, "productionfacts"), sent)
    form = refused.context["inline_admin_formsets"][0].formset.forms[0]
    assert "Found today" in str(form["sources"])
    assert form.errors == {"rank_reason": ["Say why this is preferred or set aside."]}


def test_a_film_of_a_country_without_a_page_says_so_and_links_to_where_it_is_added(admin_client):
    title = {"text": "Nit", "language": "ca", "kind": "original", "identifying": "on", "rank": "normal"}
    sent = {"number_country": "ad", "slug": "nit", "form": "unknown", "sector": "unknown", "work_status": "unknown"}
    sent |= {f"titles-0-{name}": value for name, value in title.items()}
    sent |= {"titles-TOTAL_FORMS": 1, "titles-INITIAL_FORMS": 0}
    sent |= {"firstclaims-TOTAL_FORMS": 0, "firstclaims-INITIAL_FORMS": 0, "_continue": "1"}
    response = admin_client.post(reverse("admin:films_film_add"), sent, follow=True)
    film = Film.objects.get(slug="nit")
    said = [str(message) for message in response.context["messages"]]
    assert any("Andorra has no page here yet" in words and f"lead_film={film.pk}" in words for words in said)
    assert response.context["subtitle"] == f"{film.public_id} Nit"
    Country.objects.create(code="AD")
    again = admin_client.post(reverse("admin:films_film_add"), {**sent, "slug": "dia"}, follow=True)
    assert not any("no page here" in str(message) for message in again.context["messages"])


@pytest.mark.parametrize(
    "text", ["world", "country:AD", "continent:Africa", "region:AR-J", "city:Tijuana", "language:ta"]
)
def test_territories_are_written_as_the_rules_read_them(text):
    assert is_territory(text)


@pytest.mark.parametrize("text", ["Andorra", "AD", "country:ad", "country:Andorra", "city:", "planet:Mars"])
def test_a_territory_that_no_rule_could_read_is_refused_by_name(text):
    form = modelform_factory(FirstClaim, form=FirstClaimForm, fields=["scope_territory"])({"scope_territory": text})
    assert not is_territory(text)
    assert text in form.errors["scope_territory"][0]
