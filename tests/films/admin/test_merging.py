"""Merging at the desk: two records side by side, a choice for each field, a reason."""

import pytest
from django.urls import reverse

from films.models import Agent, Deed, Film, Source
from films.vocabularies import DeedKind
from tests import factories as make
from tests.films.admin.desk import member

pytestmark = pytest.mark.django_db


def page(kept, gone):
    return reverse(f"admin:films_{kept._meta.model_name}_merge", args=[kept.pk, gone.pk])


def filled(answer, **values):
    """What the browser sends if the page is sent as it was shown."""
    form = answer.context["form"]
    return {field.html_name: field.value() or "" for field in form} | values


def test_both_records_are_shown_with_a_choice_where_they_differ(reviewer):
    kept = make.FilmFactory(public_id="KR-4", slug="kept", synopsis_en="One")
    gone = make.FilmFactory(public_id="KR-9", slug="gone", synopsis_en="<b>Two</b>")
    make.FactFactory(film=gone)
    text = reviewer.get(page(kept, gone)).content.decode()
    assert 'name="field-synopsis_en" value="kept" checked' in text
    assert "&lt;b&gt;Two&lt;/b&gt;" in text
    assert "KR-9-f1" in text and "KR-4-f1" in text
    assert 'name="field-form"' not in text


def test_a_reviewer_merges_with_a_reason_and_lands_on_the_record_that_stays(reviewer):
    kept, gone = make.FilmFactory(synopsis_en="One"), make.FilmFactory(synopsis_en="Two")
    data = filled(reviewer.get(page(kept, gone)), change_reason="A double", **{"field-synopsis_en": "gone"})
    answer = reviewer.post(page(kept, gone), data, follow=True)
    assert answer.redirect_chain[0][0] == reverse("admin:films_film_change", args=[kept.pk])
    assert Film.objects.get().synopsis_en == "Two"
    act = Deed.objects.get(kind=DeedKind.MERGE)
    assert act.reason == "A double"
    assert reverse("admin:films_deed_change", args=[act.pk]) in answer.content.decode()


def test_without_a_reason_nothing_is_done_and_the_choice_stays(reviewer):
    kept, gone = make.FilmFactory(synopsis_en="One"), make.FilmFactory(synopsis_en="Two")
    data = filled(reviewer.get(page(kept, gone)), **{"field-synopsis_en": "both"})
    answer = reviewer.post(page(kept, gone), data)
    assert 'value="both" checked' in answer.content.decode()
    assert "Say why these two are one." in answer.content.decode()
    assert Film.objects.count() == 2


def test_a_choice_that_does_not_exist_is_refused(reviewer):
    kept, gone = make.FilmFactory(), make.FilmFactory()
    data = filled(reviewer.get(page(kept, gone)), change_reason="x", **{"field-slug": "third"})
    assert reviewer.post(page(kept, gone), data).status_code == 200
    assert Film.objects.count() == 2


def test_what_changed_meanwhile_is_shown_again_with_what_was_chosen(reviewer):
    kept, gone = make.FilmFactory(synopsis_en="One"), make.FilmFactory(synopsis_en="Two")
    data = filled(reviewer.get(page(kept, gone)), change_reason="A double", **{"field-synopsis_en": "gone"})
    make.FactFactory(film=gone)
    answer = reviewer.post(page(kept, gone), data)
    assert "was changed while you were choosing" in answer.content.decode()
    assert "A double" in answer.content.decode()
    assert Film.objects.count() == 2
    again = filled(answer)
    assert reviewer.post(page(kept, gone), again).status_code == 302
    assert Film.objects.get().synopsis_en == "Two"


def test_what_cannot_be_merged_says_why_and_offers_no_button(reviewer):
    kept, gone = make.FilmFactory(status="draft"), make.FilmFactory()
    text = reviewer.get(page(kept, gone)).content.decode()
    assert "keep the public one" in text
    assert "change_reason" not in text


def test_a_curator_merges_drafts_people_and_sources_but_nothing_public(curator):
    draft, double = make.FilmFactory(status="draft"), make.FilmFactory(status="draft")
    public = make.FilmFactory()
    assert curator.get(page(draft, double)).status_code == 200
    assert curator.get(page(public, draft)).status_code == 403
    assert curator.post(page(public, draft), {}).status_code == 403
    for factory, model in ((make.AgentFactory, Agent), (make.SourceFactory, Source)):
        kept, gone = factory(), factory()
        data = filled(curator.get(page(kept, gone)), change_reason="One and the same")
        assert curator.post(page(kept, gone), data).status_code == 302
        assert model.objects.get() == kept


def test_a_translator_merges_nothing(client):
    translator = member(client, "translator")
    kept, gone = make.AgentFactory(), make.AgentFactory()
    assert translator.get(page(kept, gone)).status_code == 403
    assert "merge_two" not in translator.get(reverse("admin:films_agent_changelist")).content.decode()


def test_two_are_ticked_in_the_list_and_the_public_one_is_to_stay(reviewer):
    draft, public = make.FilmFactory(status="draft"), make.FilmFactory()
    data = {"action": "merge_two", "_selected_action": [draft.pk, public.pk]}
    answer = reviewer.post(reverse("admin:films_film_changelist"), data)
    assert answer.headers["Location"] == page(public, draft)


@pytest.mark.parametrize("count", [1, 3])
def test_fewer_or_more_than_two_are_refused_in_words(reviewer, count):
    agents = [make.AgentFactory() for _ in range(count)]
    data = {"action": "merge_two", "_selected_action": [a.pk for a in agents]}
    answer = reviewer.post(reverse("admin:films_agent_changelist"), data, follow=True)
    assert "Tick exactly two records" in answer.content.decode()


def test_the_double_is_found_from_the_record_by_what_both_bear_or_by_search(reviewer):
    source = make.SourceFactory(url="https://example.org/a", title="A")
    double = make.SourceFactory(url="https://example.org/a", title="B")
    other = make.SourceFactory(title="Elsewhere")
    finder = reverse("admin:films_source_double", args=[source.pk])
    assert finder in reviewer.get(reverse("admin:films_source_change", args=[source.pk])).content.decode()
    assert [o for _a, o in reviewer.get(finder).context["found"]] == [double]
    assert [o for _a, o in reviewer.get(finder, {"q": "elsewh"}).context["found"]] == [other]


def test_a_record_that_is_gone_is_said_to_be_gone(reviewer):
    film = make.FilmFactory()
    answer = reviewer.get(reverse("admin:films_film_merge", args=[film.pk, 99999]), follow=True)
    assert "doesn’t exist" in answer.content.decode()


def test_the_page_costs_no_more_queries_for_more_statements(reviewer, django_assert_max_num_queries):
    kept, gone = make.FilmFactory(), make.FilmFactory()
    for film in (kept, gone):
        for amount in range(30):
            make.FactFactory(film=film, amount=amount + 100 * film.pk)
            make.CreditFactory(film=film)
    with django_assert_max_num_queries(90):
        reviewer.get(page(kept, gone))


def test_an_old_address_may_be_added_by_hand_but_not_twice(curator):
    from tests.films.admin.desk import change_url, row, sent_by

    one, other = make.SourceFactory(), make.SourceFactory()
    for source, expected in ((one, 302), (other, 200)):
        data = sent_by(curator.get(change_url(source)))
        row(data, "former_names", name="old-address", source=source.pk)
        answer = curator.post(change_url(source), data | {"change_reason": "It was cited"})
        assert answer.status_code == expected
    assert "already leads to" in answer.content.decode()
    assert one.former_names.get().noun == "source"


def test_the_history_of_the_one_that_stays_tells_of_both(reviewer):
    kept, gone = make.FilmFactory(), make.FilmFactory(synopsis_en="Wrong")
    gone.synopsis_en = "Mended"
    gone.save()
    data = filled(reviewer.get(page(kept, gone)), change_reason="A double")
    reviewer.post(page(kept, gone), data)
    text = reviewer.get(reverse("admin:films_film_history", args=[kept.pk])).content.decode()
    assert "A double" in text
    assert "Mended" in text
