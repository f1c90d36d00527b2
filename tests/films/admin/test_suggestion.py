"""The queue at the desk: read beside the record, taken up on the record's own form, answered."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from films import models
from films.journal import deed
from films.on_record import on_record
from films.suggestions import waiting
from films.undoing import undo
from tests.factories import (
    ClaimFactory,
    FactFactory,
    FilmFactory,
    ReplyFactory,
    SourceFactory,
    SuggestionFactory,
    TitleFactory,
)
from tests.films.admin.desk import change_url, errors_in, sent_by, url

pytestmark = pytest.mark.django_db


def member(client, group):
    user = User.objects.create_user(group, is_staff=True, first_name="Ada", last_name="Lu")
    user.groups.set(Group.objects.filter(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def curator(client):
    return member(client, "curator")


@pytest.fixture
def film():
    film = FilmFactory(public_id="KR-4", slug="middle")
    TitleFactory(film=film, text="중간계", language="ko", identifying=True)
    return film


@pytest.fixture
def fact(film):
    return FactFactory(film=film, amount=60, sources=[SourceFactory(slug="old")])


@pytest.fixture
def suggestion(fact):
    return SuggestionFactory(about=fact.ref, noun="fact", film=fact.film, recorded="What was there")


def settled(state, **given):
    return SuggestionFactory(state=state, settled_on=timezone.now(), name="", contact="", **given)


def steps(page):
    return {str(step.label): step.address for step in page.context["steps"]}


def test_who_has_waited_longest_comes_first_and_what_is_settled_last(curator):
    done, later, earlier = settled("accepted"), SuggestionFactory(what="x" * 300), SuggestionFactory()
    for day, suggestion in enumerate((done, earlier, later), start=1):
        models.Suggestion.objects.filter(pk=suggestion.pk).update(received=f"2026-01-0{day}T00:00Z")
    found = curator.get(url(models.Suggestion, "changelist")).context["cl"].result_list
    assert list(found) == [earlier, later, done]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_the_sender_saw_is_shown_where_it_is_no_longer_so(curator, fact, language):
    with override("zh-hans"):
        seen = on_record(fact.ref).as_text
    suggestion = SuggestionFactory(about=fact.ref, noun="fact", recorded=seen, language="zh-Hans")
    headers = {"accept-language": language}
    assert not curator.get(change_url(suggestion), headers=headers).context["has_changed"]
    models.ProductionFact.objects.update(amount=75)
    page = curator.get(change_url(suggestion), headers=headers)
    assert page.context["has_changed"]
    assert seen.splitlines()[1] in page.content.decode()


@pytest.mark.parametrize(
    ("query", "about"),
    [("noun=fact", "KR-4-f1"), ("noun=other", "tool:x"), ("noun=none", ""), ("state__exact=waiting", None)],
)
def test_the_queue_is_filtered_by_what_it_is_about(curator, query, about):
    for text, noun in (("KR-4-f1", "fact"), ("tool:x", "tool"), ("", "")):
        SuggestionFactory(about=text, noun=noun)
    found = curator.get(url(models.Suggestion, "changelist") + f"?{query}").context["cl"].result_list
    assert [s.about for s in found] == [about] if about is not None else len(found) == 3


def test_the_record_stands_beside_it_as_it_is_now(curator, fact, suggestion):
    models.ProductionFact.objects.update(amount=75)
    page = curator.get(change_url(suggestion)).content.decode()
    assert "75 minutes" in page
    assert "What was there" in page
    assert "ada@example.org" in page
    assert f'href="/en/films/middle/#{fact.ref}"' in page


def test_a_record_that_is_not_public_is_opened_at_the_desk(curator, suggestion, film):
    models.Film.objects.update(status="in_review")
    page = curator.get(change_url(suggestion)).content.decode()
    assert "not public at present" in page
    assert change_url(film.productionfacts.get()) in page
    film.productionfacts.all().delete()
    assert "no such record any more" in curator.get(change_url(suggestion)).content.decode()


def test_the_desk_says_on_its_first_page_how_many_wait(client, suggestion):
    settled("accepted")
    SuggestionFactory()
    page = member(client, "curator").get("/admin/").content.decode()
    assert "<b>2</b> suggestions wait" in page
    assert "suggestions wait" not in member(client, "translator").get("/admin/").content.decode()


# From the suggestion to the record and back


def test_a_correction_is_accepted_by_a_fact_beside_the_old_one_with_the_source_attached(
    curator, fact, suggestion, django_capture_on_commit_callbacks
):
    first = steps(curator.get(change_url(suggestion)))
    assert list(first) == ["Add the source", "Add a fact beside it", "Open KR-4-f1"]

    page = curator.get(first["Add the source"])
    data = sent_by(page)
    assert data["url"] == "https://example.org/interview"
    assert f"You take up {suggestion.reference}" in page.content.decode()
    kind = models.Term.objects.get(scheme="source_kind", code="news").pk
    data |= {"slug": "interview", "title": "Interview", "language": "en", "kind": kind, "tier": "secondary"}
    back = curator.post(first["Add the source"], data)
    assert back.headers["Location"] == change_url(suggestion) + "?done=interview"

    page = curator.get(back.headers["Location"])
    second = steps(page)
    assert "Add the source" not in second
    assert "Interview" in page.content.decode()

    form = curator.get(second["Add a fact beside it"])
    reason = form.context["adminform"].form["change_reason"].value()
    assert reason == "Suggested by a reader"  # readers see it: the reference is its sender's
    data = sent_by(form)
    interview = models.Source.objects.get(slug="interview")
    assert data["property"] == "running_time"
    assert data["note_en"] == "88 minutes"
    assert [int(pk) for pk in data["sources"]] == [interview.pk]
    assert models.ProductionFact.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        back = curator.post(second["Add a fact beside it"], data | {"amount": "88", "unit": "min", "note_en": ""})
    new = models.ProductionFact.objects.get(number=2)
    assert (new.amount, list(new.sources.all())) == (88, [interview])
    fact.refresh_from_db()
    assert (fact.amount, fact.rank) == (60, "normal")

    page = curator.get(back.headers["Location"])
    data = sent_by(page)
    assert data["changed"] == f"interview, {new.ref}"
    answer = curator.post(back.headers["Location"], data | {"answer": "Thank you.", "_settle": "accepted"})
    assert answer.status_code == 302
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.settled_by, suggestion.contact) == ("accepted", "Ada Lu", "")
    status = curator.get(suggestion.get_absolute_url()).content.decode()
    assert "Thank you." in status
    assert new.ref in status


def test_a_new_source_is_chosen_on_the_page_of_the_claim_and_saved_only_there(curator, film):
    claim = ClaimFactory(film=film, sources=[SourceFactory(slug="old")])
    source = SourceFactory(slug="known", url="http://www.example.org/interview/")
    suggestion = SuggestionFactory(kind="source", about=claim.ref, noun="claim")
    found = steps(curator.get(change_url(suggestion)))
    assert list(found) == [f"Open {claim.ref}"]
    data = sent_by(curator.get(found[f"Open {claim.ref}"]))
    assert sorted(int(pk) for pk in data["sources"]) == sorted([source.pk, claim.sources.get().pk])
    back = curator.post(found[f"Open {claim.ref}"], data)
    assert back.headers["Location"] == change_url(suggestion) + f"?done={claim.ref}"
    assert set(claim.sources.values_list("slug", flat=True)) == {"old", "known"}


def test_a_right_of_reply_becomes_a_reply_under_the_claim_in_the_party_s_words(curator, film):
    claim = ClaimFactory(film=film)
    words = "우리는 그렇게 말하지 않았다. " * 200
    suggestion = SuggestionFactory(
        kind="reply", about=claim.ref, noun="claim", ground="named", source_url="", proposed=words,
        party="영화사", capacity="제작사", language="zh-Hans",
    )  # fmt: skip
    found = steps(curator.get(change_url(suggestion)))
    data = sent_by(curator.get(found["Add the reply"]))
    assert (data["text"], data["party_en"], data["party_zh_hans"], data["capacity_zh_hans"]) == (
        words, "영화사", "영화사", "제작사",
    )  # fmt: skip
    back = curator.post(found["Add the reply"], data | {"language": "ko"})
    reply = claim.replies.get()
    assert back.headers["Location"] == change_url(suggestion) + f"?done={reply.ref}"
    assert reply.text == words.strip()
    assert words.strip() in curator.get(claim.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("about", "noun", "kind", "labels"),
    [
        ("KR-4", "film", "correction", ["Add the source", "Open KR-4"]),
        ("KR-4-credits", "film", "correction", ["Add the source", "Add to this section: credit", "Open KR-4"]),
        ("KR-4-gaps", "film", "source", ["Add the source", "Add to this section: production fact", "Open KR-4"]),
        ("source:old", "source", "correction", ["Add the source", "Open old"]),
        ("", "", "film", ["Add the source", "Add a film"]),
        ("", "", "reply", ["Add the source", "Add the reply"]),
        ("", "", "correction", ["Add the source"]),
    ],
)
def test_each_kind_of_suggestion_has_its_forms_and_all_of_them_open(curator, fact, about, noun, kind, labels):
    found = steps(curator.get(change_url(SuggestionFactory(about=about, noun=noun, kind=kind))))
    assert list(found) == labels
    for address in found.values():
        assert curator.get(address).status_code == 200


def test_a_section_opens_on_the_page_of_the_desk_where_it_is_kept(curator, film):
    found = steps(curator.get(change_url(SuggestionFactory(about="KR-4-reached", noun="film", film=film))))
    page = curator.get(found["Open KR-4"])
    assert [inline.opts.model for inline in page.context["inline_admin_formsets"]] == [models.Release]
    assert curator.get(found["Add to this section: release"]).context["adminform"].form["film"].value() == str(film.pk)


def test_a_form_that_is_sent_back_still_says_what_was_proposed(curator, fact, suggestion):
    address = steps(curator.get(change_url(suggestion)))["Add a fact beside it"]
    data = sent_by(curator.get(address)) | {"amount": "", "text_en": ""}
    assert "You take up" in errors_in(curator.post(address, data))


def test_staff_who_may_not_read_suggestions_learn_nothing_from_a_reference(client, fact, suggestion):
    translator = member(client, "translator")
    page = translator.get(change_url(fact) + f"?_suggestion={suggestion.reference}").content.decode()
    assert "88 minutes" not in page
    assert translator.get(change_url(suggestion)).status_code == 403
    assert translator.get(url(models.Suggestion, "changelist")).status_code == 403


# Answering


@pytest.mark.parametrize("state", ["accepted", "partly", "declined"])
def test_an_answer_is_owed(curator, suggestion, state):
    data = sent_by(curator.get(change_url(suggestion))) | {"_settle": state}
    assert "the sender is waiting for it" in errors_in(curator.post(change_url(suggestion), data))
    assert waiting() == 1
    assert curator.post(change_url(suggestion), data | {"answer": "Because."}).status_code == 302
    assert waiting() == 0


@pytest.mark.parametrize("settle", ["", "waiting", "nonsense"])
def test_a_decision_is_one_of_the_buttons(curator, suggestion, settle):
    data = sent_by(curator.get(change_url(suggestion))) | {"answer": "Yes.", "_settle": settle}
    assert "press one of the buttons" in errors_in(curator.post(change_url(suggestion), data))
    assert waiting() == 1


def test_an_answer_can_be_mended(curator, suggestion):
    for answer, decision in (("No.", "declined"), ("Yes, you are right.", "accepted")):
        data = sent_by(curator.get(change_url(suggestion)))
        curator.post(change_url(suggestion), data | {"answer": answer, "_settle": decision})
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.answer) == ("accepted", "Yes, you are right.")


def test_the_second_of_two_curators_is_told_of_the_first_and_loses_nothing(curator, suggestion):
    opened = sent_by(curator.get(change_url(suggestion)))
    curator.post(change_url(suggestion), opened | {"answer": "No.", "_settle": "declined"})
    late = curator.post(change_url(suggestion), opened | {"answer": "Yes.", "_settle": "accepted"})
    assert "Ada Lu settled this in the meantime." in errors_in(late)
    data = sent_by(late)
    assert data["answer"] == "Yes."
    suggestion.refresh_from_db()
    assert suggestion.state == "declined"
    assert curator.post(change_url(suggestion), data | {"_settle": "accepted"}).status_code == 302
    suggestion.refresh_from_db()
    assert suggestion.state == "accepted"


def test_what_was_sent_cannot_be_rewritten(curator, suggestion):
    data = sent_by(curator.get(change_url(suggestion)))
    assert set(data) == {"answer", "changed", "seen"}
    curator.post(change_url(suggestion), data | {"what": "Nothing.", "answer": "A.", "_settle": "declined"})
    suggestion.refresh_from_db()
    assert suggestion.what == "The running time is wrong."


def test_the_journal_does_not_remember_who_sent_it(curator, suggestion):
    data = sent_by(curator.get(change_url(suggestion))) | {"answer": "Thanks.", "_settle": "accepted"}
    curator.post(change_url(suggestion), data)
    kept = " ".join(f"{e.before}{e.after}" for e in models.Entry.objects.all())
    kept += " ".join(entry.change_message + entry.object_repr for entry in LogEntry.objects.all())
    assert "ada@example.org" not in kept
    assert "Ada Lovelace" not in kept


def test_spam_is_settled_in_bulk_and_deleted_by_a_reviewer_alone(client):
    curator = member(client, "curator")
    noise, real = SuggestionFactory(), SuggestionFactory()
    address = url(models.Suggestion, "changelist")
    curator.post(address, {"action": "mark_spam", "_selected_action": [noise.pk]})
    assert waiting() == 1
    assert curator.post(url(noise, "delete", noise.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_spam", "_selected_action": [noise.pk, real.pk]}
    curator.post(address, chosen)
    assert models.Suggestion.objects.count() == 2
    reviewer = member(client, "reviewer")
    assert reviewer.post(url(real, "delete", real.pk), {"post": "yes"}).status_code == 403
    reviewer.post(address, {"action": "delete_selected", "_selected_action": [real.pk], "post": "yes"})
    reviewer.post(address, chosen)
    assert list(models.Suggestion.objects.all()) == [real]


def test_nobody_adds_a_suggestion_at_the_desk(admin_client):
    assert admin_client.get(url(models.Suggestion, "add")).status_code == 403


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_queue_asks_no_more_for_being_longer(admin_client, suggestion, language):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            for address in (url(models.Suggestion, "changelist"), change_url(suggestion)):
                assert admin_client.get(address, headers={"accept-language": language}).status_code == 200
        return len(queries)

    few = asked()
    SuggestionFactory.create_batch(20)
    assert asked() == few <= 55


# Replies


def test_a_reply_is_written_on_the_page_of_its_claim(admin_client, film):
    claim = ClaimFactory(film=film)
    data = sent_by(admin_client.get(change_url(claim)))
    data["replies-TOTAL_FORMS"] = 1
    data |= {"replies-0-text": "No.", "replies-0-language": "en", "replies-0-date": "2026-03"}
    assert admin_client.post(change_url(claim), data).context is not None  # a name is owed
    data |= {"replies-0-party_en": "A", "replies-0-party_zh_hans": "甲"}
    assert admin_client.post(change_url(claim), data).status_code == 302
    assert claim.replies.get().ref == f"{claim.ref}-r1"


def test_a_reply_stays_with_its_claim(admin_client, film):
    reply, other = ReplyFactory(claim__film=film), ClaimFactory(film=film)
    data = sent_by(admin_client.get(change_url(reply))) | {"claim": other.pk, "text": "Changed."}
    assert admin_client.post(change_url(reply), data).status_code == 302
    reply.refresh_from_db()
    assert (reply.claim.number, reply.text) == (1, "Changed.")


def test_a_reply_is_remembered_by_the_journal_with_its_film(film):
    reply = ReplyFactory(claim__film=film)
    with deed(reason="Misheard") as act:
        reply.text = "Another."
        reply.save()
    [entry] = act.entries.all()
    assert (entry.name, entry.whole, entry.public) == (reply.ref, f"film:{film.pk}", True)
    undo(act)
    reply.refresh_from_db()
    assert reply.text == "We never said so."


def test_replies_are_written_by_curators_and_deleted_by_reviewers(client, film):
    reply = ReplyFactory(claim__film=film)
    curator = member(client, "curator")
    assert curator.get(reverse("admin:films_reply_add")).status_code == 200
    assert curator.post(url(reply, "delete", reply.pk), {"post": "yes"}).status_code == 403
    reviewer = member(client, "reviewer")
    assert reviewer.post(url(reply, "delete", reply.pk), {"post": "yes", "change_reason": "Forged"}).status_code == 302
    assert not models.Reply.objects.exists()
