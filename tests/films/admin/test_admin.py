"""The curators' desk, used as a curator uses it: pages fetched and forms sent."""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films import models
from films.vocabularies import RecordStatus, Standing
from tests import factories as make
from tests.films.admin.desk import change_url, errors_in, member, row, sent_by, url
from tests.groups import group_migrations, make_groups, take_groups_back, what_groups_may

pytestmark = pytest.mark.django_db

NOUNS = sorted(
    (model for model in admin.site._registry if model._meta.app_label == "films"),
    key=lambda model: model._meta.model_name,
)
MADE_ELSEWHERE = (
    models.Deed,
    models.Dismissal,
    models.Suggestion,
)  # by working or by readers, not on a page of their own
PARTS = {
    models.AgentName,
    models.ComparisonFilm,
    models.ComparisonRow,
    models.CorpusAxis,
    models.FormerName,
}  # edited on the page of what they belong to


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """No test waits for `collectstatic`."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


# Pages


def test_every_noun_has_a_desk():
    nouns = {m for m in models.__dict__.values() if isinstance(m, type) and hasattr(m, "_meta")}
    assert nouns - {models.Revision, models.Entry} == {*NOUNS, *PARTS}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun._meta.model_name)
def test_list_search_and_add_page_of_every_noun_open(admin_client, film, noun, language):
    make.AssessmentFactory(claim=film.firstclaims.get())
    models.Corpus.objects.create(slug="corpus", name="Corpus")
    headers = {"Accept-Language": language}
    for address in (url(noun, "changelist"), url(noun, "changelist") + "?q=a"):
        assert admin_client.get(address, headers=headers).status_code == 200, address
    expected = 403 if noun in MADE_ELSEWHERE else 200
    assert admin_client.get(url(noun, "add"), headers=headers).status_code == expected


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun._meta.model_name)
def test_change_page_of_every_noun_opens(admin_client, film, noun):
    make.AssessmentFactory(claim=film.firstclaims.get())
    make.ReplyFactory(claim=film.firstclaims.get())
    make.SuggestionFactory()
    make.ComparisonFactory()
    make.ToolFactory()
    models.Corpus.objects.create(slug="corpus", name="Corpus")
    models.Editor.objects.create(user=User.objects.get())
    models.Dismissal.objects.create(rule="year", noun="film", ref="KR-4", reason_en="So it is.")
    assert admin_client.get(change_url(noun.objects.first())).status_code == 200


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun._meta.model_name)
def test_every_filter_of_every_list_answers(admin_client, film, noun):
    page = admin_client.get(url(noun, "changelist"))
    for spec in page.context["cl"].filter_specs:
        for choice in list(spec.choices(page.context["cl"]))[:3]:
            if query := choice.get("query_string"):
                assert admin_client.get(url(noun, "changelist") + query).status_code == 200, query


def test_page_of_a_film_shows_all_that_is_said_about_it(admin_client, film):
    rows = {}
    for tab in admin_client.get(change_url(film)).context["parts"]:
        assert tab["count"] in (None, 1)
        page = admin_client.get(change_url(film, tab["name"]))
        rows |= {i.formset.model: len(i.formset.forms) for i in page.context["inline_admin_formsets"]}
    assert len(rows) == 10
    assert set(rows.values()) == {1}


def test_the_first_page_of_a_film_does_not_grow_with_what_is_said_about_it(admin_client, film):
    def opened():
        with CaptureQueriesContext(connection) as asked:
            page = admin_client.get(change_url(film))
        return len(asked), len(page.content)

    opened()
    queries, size = opened()
    assert "year" not in admin_client.get(change_url(film, "firstclaims")).context["adminform"].form.fields
    make.ClaimFactory.create_batch(20, film=film)
    make.FactFactory.create_batch(30, film=film)
    assert opened()[0] == queries
    assert opened()[0] <= 40
    assert abs(opened()[1] - size) < 20


def test_saving_a_part_and_going_on_stays_at_the_part(admin_client, film):
    data = sent_by(admin_client.get(change_url(film, "releases"))) | {"releases-0-date": "2025-03", "_continue": "1"}
    answer = admin_client.post(change_url(film, "releases"), data)
    assert answer["Location"] == change_url(film, "releases")
    assert film.releases.get().date == "2025-03"


def test_a_part_that_is_none_shows_the_record(admin_client, film):
    page = admin_client.get(change_url(film, "nothing"))
    assert "year" in page.context["adminform"].form.fields


def test_lists_ask_no_more_queries_for_more_films(admin_client):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            admin_client.get(url(models.Film, "changelist"))
            admin_client.get(url(models.FirstClaim, "changelist"))
        return len(asked)

    make.ClaimFactory.create_batch(2)
    queries()
    few = queries()
    make.ClaimFactory.create_batch(8)
    assert queries() == few


def test_bilingual_fields_name_their_language(admin_client, film):
    page = admin_client.get(change_url(film)).content.decode()
    assert "Synopsis [en]" in page
    assert "Synopsis [zh-hans]" in page


def test_a_country_is_found_by_its_name_in_either_language(admin_client, film):
    for words in ("korea", "韩国", "KR"):
        found = admin_client.get(url(models.Country, "changelist"), {"q": words})
        assert [c.code for c in found.context["cl"].result_list] == ["KR"]


def test_statements_without_a_source_can_be_listed(admin_client, film):
    unsourced = make.TitleFactory(film=film, text="Unsourced")
    found = admin_client.get(url(models.Title, "changelist"), {"sourced": "no"})
    assert list(found.context["cl"].result_list) == [unsourced]


# Keeping a film


def test_saving_a_film_unchanged_changes_nothing(admin_client, film):
    before = [list(m.objects.order_by("pk").values()) for m in NOUNS]
    answer = admin_client.post(change_url(film), sent_by(admin_client.get(change_url(film))))
    assert answer.status_code == 302
    assert [list(m.objects.order_by("pk").values()) for m in NOUNS] == before


def test_a_new_film_gets_the_next_number_of_the_chosen_country(curator, film):
    data = sent_by(curator.get(url(models.Film, "add")))
    data |= {"slug": "new", "number_country": "fr"}
    row(data, "titles", text="Nouveau", language="fr", kind="original", identifying="on", rank="normal")
    row(data, "titles", text="New", language="en", kind="translated", rank="normal")
    assert curator.post(url(models.Film, "add"), data).status_code == 302
    new = models.Film.objects.get(slug="new")
    assert new.public_id == "FR-5"
    assert [t.number for t in new.titles.all()] == [1, 2]


@pytest.mark.parametrize("code", ["", "F", "FRA", "12", "QQ"])
def test_a_new_film_needs_a_country_that_exists(curator, code):
    data = sent_by(curator.get(url(models.Film, "add"))) | {"slug": "new", "number_country": code}
    assert curator.post(url(models.Film, "add"), data).context["adminform"].form.errors["number_country"]
    assert not models.Film.objects.exists()


def test_the_number_of_a_film_cannot_be_sent(admin_client, film):
    data = sent_by(admin_client.get(change_url(film))) | {"public_id": "CN-99", "number_country": "CN"}
    admin_client.post(change_url(film), data)
    film.refresh_from_db()
    assert film.public_id == "KR-4"


def test_two_titles_cannot_identify_a_film(admin_client, film):
    data = sent_by(admin_client.get(change_url(film)))
    row(data, "titles", text="B", language="en", kind="original", identifying="on", rank="normal")
    assert "Only one title can identify the film" in errors_in(admin_client.post(change_url(film), data))
    assert film.titles.count() == 1


def test_another_title_takes_over_in_one_save(admin_client, film):
    other = make.TitleFactory(film=film, text="B")
    for _turn in range(2):
        data = sent_by(admin_client.get(change_url(film)))
        for number in range(2):
            name = f"titles-{number}-identifying"
            data.pop(name) if name in data else data.update({name: "on"})
        assert admin_client.post(change_url(film), data).status_code == 302
        other.refresh_from_db()
        assert film.titles.filter(identifying=True).count() == 1
        assert other.identifying is (_turn == 0)


def test_a_second_identifying_title_on_its_own_page_is_refused(admin_client, film):
    other = make.TitleFactory(film=film, text="B")
    data = sent_by(admin_client.get(change_url(other))) | {"identifying": "on"}
    assert "Another title already identifies this film" in errors_in(admin_client.post(change_url(other), data))


def test_a_lamp_is_a_claim_of_the_film_itself(admin_client, film):
    data = sent_by(admin_client.get(change_url(film)))
    foreign = make.ClaimFactory()
    answer = admin_client.post(change_url(film), data | {"lamp": foreign.pk})
    assert "belongs to another film" in errors_in(answer)
    assert admin_client.post(change_url(film), data | {"lamp": film.firstclaims.get().pk}).status_code == 302


def test_a_date_that_does_not_exist_is_refused_and_nothing_written(admin_client, film):
    page = change_url(film, "releases")
    data = sent_by(admin_client.get(page)) | {"releases-0-place": "Seoul", "releases-0-date": "2024-02-30"}
    assert "“2024-02-30” is not a date that exists" in errors_in(admin_client.post(page, data))
    assert (film.releases.get().place, film.releases.get().date) == ("", "2025")


def test_a_claim_cannot_answer_itself_nor_a_source_reprint_itself(admin_client, film):
    claim, source = film.firstclaims.get(), models.Source.objects.get()
    for record, field in ((claim, "about"), (source, "reprint_of")):
        data = sent_by(admin_client.get(change_url(record))) | {field: record.pk}
        assert admin_client.post(change_url(record), data).context["adminform"].form.errors[field]


def test_a_relation_leads_to_another_film(admin_client, film):
    relation = film.relations.get()
    data = sent_by(admin_client.get(change_url(relation))) | {"other": film.pk}
    assert admin_client.post(change_url(relation), data).context["adminform"].form.errors


def test_a_statement_stays_with_its_film(admin_client, film):
    title, other = film.titles.get(), make.FilmFactory()
    data = sent_by(admin_client.get(change_url(title))) | {"film": other.pk, "text": "Renamed"}
    assert admin_client.post(change_url(title), data).status_code == 302
    title.refresh_from_db()
    assert (title.film, title.text, title.number) == (film, "Renamed", 1)


def test_a_rank_needs_its_reason(admin_client, film):
    page = change_url(film, "productionfacts")
    data = sent_by(admin_client.get(page)) | {"productionfacts-0-rank": "deprecated"}
    assert "Say why this is preferred or set aside" in errors_in(admin_client.post(page, data))


def test_authors_are_typed_one_a_line(admin_client, film):
    source = models.Source.objects.get()
    data = sent_by(admin_client.get(change_url(source))) | {"authors": "Ada\n\n  Bo  \n"}
    admin_client.post(change_url(source), data)
    source.refresh_from_db()
    assert source.authors == ["Ada", "Bo"]
    assert ">\nAda\nBo</textarea>" in admin_client.get(change_url(source)).content.decode()


def test_a_film_can_be_saved_though_the_file_of_its_picture_is_gone(admin_client, film):
    page = change_url(film, "images")
    data = sent_by(admin_client.get(page)) | {"images-0-credit": "Another studio"}
    assert admin_client.post(page, data).status_code == 302
    assert film.images.get().credit == "Another studio"


# Publishing and deleting


@pytest.mark.parametrize("status", ["draft", "published"])
def test_the_status_of_a_film_is_shown_and_cannot_be_sent(reviewer, film, status):
    models.Film.objects.update(status=status)
    data = sent_by(reviewer.get(change_url(film)))
    assert "status" not in data
    gone = {"status": "withdrawn", "withdrawn_on": "2026-01-01", "withdrawal_reason_en": "X"}
    assert reviewer.post(change_url(film), data | gone | {"year": 2025}).status_code == 302
    film.refresh_from_db()
    assert (film.status, film.withdrawn_on, film.withdrawal_reason_en, film.year) == (status, None, "", 2025)


def test_deleting_a_rival_claim_computes_the_standing(admin_client, django_capture_on_commit_callbacks):
    claim = make.ClaimFactory(standing=Standing.CONTESTED)
    rivals = [make.ClaimFactory(film=claim.film, about=claim, stance="disputes") for _ in range(2)]
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(url(rivals[0], "delete", rivals[0].pk), {"post": "yes", "change_reason": "Entered twice"})
    claim.refresh_from_db()
    assert claim.standing == Standing.CONTESTED
    with django_capture_on_commit_callbacks(execute=True):
        chosen = {"action": "delete_selected", "_selected_action": [rivals[1].pk], "post": "yes"}
        chosen["change_reason"] = "Entered twice"
        admin_client.post(url(models.FirstClaim, "changelist"), chosen)
    claim.refresh_from_db()
    assert claim.standing == Standing.SAID


@pytest.mark.parametrize("status", ["in_review", "published", "withdrawn"])
def test_only_a_draft_can_be_deleted(admin_client, film, status):
    models.Film.objects.update(status=status, withdrawn_on=date(2026, 1, 1))
    assert admin_client.post(url(film, "delete", film.pk), {"post": "yes"}).status_code == 403
    assert url(film, "delete", film.pk) not in admin_client.get(change_url(film)).content.decode()
    models.Film.objects.update(status="draft")
    assert admin_client.post(url(film, "delete", film.pk), {"post": "yes"}).status_code == 302
    assert not models.Film.objects.exists()


def test_films_are_never_deleted_in_bulk(admin_client, film):
    chosen = {"action": "delete_selected", "_selected_action": [film.pk], "post": "yes"}
    admin_client.post(url(models.Film, "changelist"), chosen)
    assert models.Film.objects.exists()


# Assessments


def test_an_assessment_gets_the_next_number_and_decides_the_standing(
    reviewer, film, django_capture_on_commit_callbacks
):
    models.Film.objects.update(status=RecordStatus.PUBLISHED)
    claim = film.firstclaims.get()
    make.AssessmentFactory(claim=claim)
    page = reviewer.get(url(models.Assessment, "add"))
    assert page.context["adminform"].form["date"].value()
    data = sent_by(page) | {
        "claim": claim.pk,
        "standing": "refused",
        "signed": "R",
        "argument_en": "Because.",
    }
    assert "its argument in both languages" in errors_in(reviewer.post(url(models.Assessment, "add"), data))
    with django_capture_on_commit_callbacks(execute=True):
        answer = reviewer.post(url(models.Assessment, "add"), data | {"argument_zh_hans": "因为。"})
    assert answer.status_code == 302
    assert [a.number for a in claim.assessments.all()] == [1, 2]
    claim.refresh_from_db()
    assert claim.standing == Standing.REFUSED


def test_an_assessment_is_read_but_neither_changed_nor_deleted(admin_client):
    assessment = make.AssessmentFactory()
    page = admin_client.get(change_url(assessment))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert admin_client.post(change_url(assessment), {"signed": "X"}).status_code == 403
    assert admin_client.post(url(assessment, "delete", assessment.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [assessment.pk], "post": "yes"}
    admin_client.post(url(assessment, "changelist"), chosen)
    assert models.Assessment.objects.get().signed == "A curator"


def test_a_claim_with_an_assessment_cannot_be_deleted_with_its_film(admin_client, film):
    make.AssessmentFactory(claim=film.firstclaims.get())
    admin_client.post(url(film, "delete", film.pk), {"post": "yes"})
    page = change_url(film, "firstclaims")
    data = sent_by(admin_client.get(page)) | {"firstclaims-0-DELETE": "on"}
    assert admin_client.post(page, data).status_code == 200
    assert film.firstclaims.exists()


# Groups


def test_a_curator_adds_statements_but_no_assessment_and_deletes_no_film(curator, film):
    assert curator.get(url(models.FirstClaim, "add")).status_code == 200
    assert curator.get(url(models.Assessment, "add")).status_code == 403
    assert curator.get(url(models.Assessment, "changelist")).status_code == 200
    assert curator.get(url(film, "delete", film.pk)).status_code == 403
    title = make.TitleFactory(film=film)
    assert curator.post(url(title, "delete", title.pk), {"post": "yes"}).status_code == 302


def test_a_translator_reads_everything_and_adds_nothing(translator, film):
    for noun in NOUNS:
        status = 403 if noun is models.Suggestion else 200  # what senders tell of themselves is for curators
        assert translator.get(url(noun, "changelist")).status_code == status
        if noun is not models.Editor:  # how they sign is their own
            assert translator.get(url(noun, "add")).status_code == 403


def test_staff_without_a_group_see_nothing(client, film):
    assert member(client).get(url(models.Film, "changelist")).status_code == 403


def test_the_groups_can_be_taken_back_and_made_again():
    first, *later = group_migrations()
    held = what_groups_may()
    assert held == {
        name: {
            may
            for may in given.union(*(one.PERMISSIONS.get(name, ()) for one in later))
            if not may.endswith("_pastslug")  # a noun that was absorbed by another
        }
        for name, given in first.PERMISSIONS.items()
    }
    take_groups_back()
    assert not Group.objects.exists()
    make_groups()
    assert what_groups_may() == held
