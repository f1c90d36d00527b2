"""Bulk edit at the desk: tick, pick a field, give a value, look, say why."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from films.models import Deed, Film, ProductionFact, Title
from films.vocabularies import DeedKind
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    user = User.objects.create_user("ada", password="x", is_staff=True)
    user.groups.set(Group.objects.filter(name="curator"))
    client.force_login(user)
    return client


@pytest.fixture
def facts():
    return [make.FactFactory(unit="s"), make.FactFactory(unit="s"), make.FactFactory(unit="min")]


LIST = reverse("admin:films_productionfact_changelist")
BULK = reverse("admin:films_productionfact_bulk")


def sent(answer, step, **values):
    """The form of the page with one button pressed."""
    context = answer.context
    data = {"records": context["records"], "back": context["back"], "field": context["field"], "step": step}
    if "token" in context:
        data |= {"token": context["token"], "how": context["how"].code}
        data |= {field.html_name: field.value() for field in context["form"] if field.value() is not None}
    return data | values


def ticked(client, records, address=LIST, **more):
    data = {"action": "change_in_bulk", "_selected_action": [r.pk for r in records], **more}
    return client.post(address, data)


def test_from_the_list_to_the_deed(curator, facts):
    fields = ticked(curator, facts)
    assert 'value="unit"' in fields.content.decode()
    value = curator.post(BULK, sent(fields, "value", field="unit"))
    assert 'name="unit"' in value.content.decode()
    table = curator.post(BULK, sent(value, "preview", how="set", unit="min"))
    assert len(table.context["changing"]) == 2
    assert len(table.context["unchanged"]) == 1
    assert ProductionFact.objects.filter(unit="s").count() == 2
    done = curator.post(BULK, sent(table, "apply", change_reason="Minutes were meant"), follow=True)
    assert "2 records were changed." in done.content.decode()
    assert not ProductionFact.objects.filter(unit="s").exists()
    act = Deed.objects.get(kind=DeedKind.BULK)
    assert (act.reason, act.actor_name, act.entries.count()) == ("Minutes were meant", "ada", 2)


def test_all_that_the_filter_shows(curator, facts):
    address = f"{LIST}?unit__exact=s"
    answer = ticked(curator, facts[:1], address, select_across="1", index="0")
    assert answer.context["count"] == 2
    assert answer.context["back"] == address


def test_without_a_reason_nothing_is_done(curator, facts):
    table = curator.post(BULK, sent(ticked(curator, facts), "preview", field="unit", how="set", unit="min"))
    answer = curator.post(BULK, sent(table, "apply"))
    assert "Please say why" in answer.content.decode()
    assert ProductionFact.objects.filter(unit="s").count() == 2


def test_what_cannot_take_the_value_is_named_and_may_be_left_out(curator):
    known, unknown = make.FactFactory(), make.FactFactory(state="not_found", amount=None, unit="", text_en="x")
    make.FactFactory(state="known", amount=None, unit="", text_en="x")
    page = ticked(curator, ProductionFact.objects.all())
    table = curator.post(BULK, sent(page, "preview", field="state", how="set", state="none"))
    assert [line.record for _address, line in table.context["faulty"]] == [known]
    assert "Only a known fact has an amount." in table.content.decode()
    assert "change_reason" not in table.content.decode()
    again = curator.post(BULK, sent(table, "without"))
    assert not again.context["faulty"]
    curator.post(BULK, sent(again, "apply", change_reason="x"))
    known.refresh_from_db()
    unknown.refresh_from_db()
    assert (known.state, unknown.state) == ("known", "none")


def test_what_changed_in_between_is_shown_again(curator, facts):
    table = curator.post(BULK, sent(ticked(curator, facts), "preview", field="unit", how="set", unit="min"))
    facts[0].unit = "h"
    facts[0].save()
    answer = curator.post(BULK, sent(table, "apply", change_reason="Minutes"))
    assert "were changed while you were looking" in answer.content.decode()
    assert "Minutes" in answer.content.decode()
    assert not ProductionFact.objects.filter(unit="min", pk=facts[0].pk).exists()
    curator.post(BULK, sent(answer, "apply", change_reason="Minutes"))
    assert not ProductionFact.objects.exclude(unit="min").exists()


def test_sources_are_added_to_what_is_there(curator):
    old, new = make.SourceFactory(), make.SourceFactory()
    titles = [make.TitleFactory(sources=[old]), make.TitleFactory()]
    address = reverse("admin:films_title_bulk")
    page = ticked(curator, titles, reverse("admin:films_title_changelist"))
    table = curator.post(address, sent(page, "preview", field="sources", how="add", sources=[new.pk]))
    curator.post(address, sent(table, "apply", change_reason="Both are in it"))
    assert [title.sources.count() for title in Title.objects.order_by("pk")] == [2, 1]


def test_a_wrong_value_is_told_where_it_is_typed(curator):
    sources = [make.SourceFactory()]
    page = ticked(curator, sources, reverse("admin:films_source_changelist"))
    answer = curator.post(
        reverse("admin:films_source_bulk"), sent(page, "preview", field="date", how="set", date="2025-13")
    )
    assert answer.context["step"] == "value"
    assert "not a date that exists" in answer.content.decode()


@pytest.mark.parametrize("field", ["status", "slug", "public_id", "lamp", "nonsense", ""])
def test_what_is_not_offered_cannot_be_sent(curator, field):
    film = make.FilmFactory(status="draft")
    data = {"records": str(film.pk), "field": field, "step": "preview", "how": "set", field or "x": "published"}
    answer = curator.post(reverse("admin:films_film_bulk"), data)
    assert answer.context["step"] == "field"
    assert Film.objects.get().status == "draft"


@pytest.mark.parametrize("records", ["", "x,y", "99999"])
def test_records_that_are_gone_are_said_to_be_gone(curator, records):
    answer = curator.post(BULK, {"records": records, "step": "field", "back": "https://example.org/"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == LIST


def test_a_page_asked_for_without_records_leads_to_the_list(curator):
    assert curator.get(BULK).headers["Location"] == LIST


def test_a_translator_changes_nothing_in_bulk(client, facts):
    user = User.objects.create_user("eve", password="x", is_staff=True)
    user.groups.set(Group.objects.filter(name="translator"))
    client.force_login(user)
    assert "change_in_bulk" not in client.get(LIST).content.decode()
    assert client.post(BULK, {"records": str(facts[0].pk)}).status_code == 403


@pytest.mark.parametrize("noun", ["film", "agent", "source", "firstclaim", "term", "tool", "credit", "commentary"])
def test_every_list_offers_it(curator, noun):
    make.CreditFactory(sources=[make.SourceFactory()])
    make.ClaimFactory(), make.ToolFactory()
    text = curator.get(reverse(f"admin:films_{noun}_changelist")).content.decode()
    assert ("change_in_bulk" in text) == (noun != "commentary")


def test_every_field_that_is_offered_has_its_page(curator):
    film = make.FilmFactory()
    source = make.SourceFactory()
    tool = make.ToolFactory()
    records = [film, source, tool, source.kind, make.AgentFactory(), make.TitleFactory(film=film)]
    records += [factory(film=film) for factory in (make.ClaimFactory, make.FactFactory, make.ReleaseFactory)]
    records += [factory(film=film) for factory in (make.CreditFactory, make.AIRoleFactory, make.RelationFactory)]
    for record in records:
        noun = record._meta.model_name
        page = ticked(curator, [record], reverse(f"admin:films_{noun}_changelist"))
        for field, _label in page.context["fields"]:
            answer = curator.post(reverse(f"admin:films_{noun}_bulk"), sent(page, "value", field=field))
            assert answer.context["step"] == "value", (noun, field)
            assert answer.context["label"]
