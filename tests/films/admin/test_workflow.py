"""Steps at the desk: buttons, the page that asks why, many at once; and which fields are whose."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from films import models
from films.models import Deed, Film
from films.vocabularies import DeedKind
from films.workflow import STEPS
from tests import factories as make
from tests.films.admin.desk import (
    change_url,
    errors_in,
    member,
    row,
    sent_by,
    step,
    step_url,
    url,
)

pytestmark = pytest.mark.django_db

BUTTONS = {
    ("draft", "curator"): ["submit"],
    ("in_review", "curator"): ["return"],
    ("published", "curator"): [],
    ("withdrawn", "curator"): [],
    ("draft", "reviewer"): ["submit"],
    ("in_review", "reviewer"): ["return", "publish"],
    ("published", "reviewer"): ["withdraw"],
    ("withdrawn", "reviewer"): ["restore"],
    ("draft", "translator"): [],
    ("in_review", "translator"): [],
}


def text_of(answer):
    return answer.content.decode()


def whole_film(status="draft", **more):
    made = make.FilmFactory(status=status, **more)
    make.TitleFactory(film=made, identifying=True, sources=[make.SourceFactory()])
    return made


def deeds():
    return Deed.objects.exclude(actor=None)


# Buttons and their pages


@pytest.mark.parametrize(("status", "group"), BUTTONS)
@pytest.mark.parametrize("noun", ["film", "comparison"])
def test_a_record_offers_the_steps_that_one_may_take(client, noun, status, group):
    gone = {"withdrawn_on": "2026-01-02"} if status == "withdrawn" else {}
    record = (
        make.FilmFactory(status=status, **gone) if noun == "film" else make.ComparisonFactory(status=status, **gone)
    )
    page = text_of(member(client, group).get(change_url(record)))
    assert [code for code in STEPS if f'href="{step_url(record, code)}"' in page] == BUTTONS[status, group]


@pytest.mark.parametrize("group", ["curator", "reviewer", "translator", "nobody"])
@pytest.mark.parametrize("code", STEPS)
def test_a_page_of_a_step_is_for_those_who_may_take_it(client, code, group):
    film = whole_film(STEPS[code].origin, withdrawn_on="2026-01-02")
    client = member(client, group)
    may = group == "reviewer" or (group == "curator" and code in ("submit", "return"))
    assert client.get(step_url(film, code)).status_code == (200 if may else 403)
    answer = step(client, film, code, reason_zh_hans="缘由。")
    assert answer.status_code == (302 if may else 403)
    film.refresh_from_db()
    assert film.status == (STEPS[code].target if may else STEPS[code].origin)


def test_a_step_is_for_staff_alone(client):
    film = whole_film()
    assert "/admin/login/" in client.get(step_url(film, "submit")).headers["Location"]
    client.force_login(User.objects.create_user("reader"))
    assert client.get(step_url(film, "submit")).status_code == 302
    assert reverse("admin:login") in step(client, film, "submit").headers["Location"]
    assert Film.objects.get().status == "draft"


def test_a_step_or_a_film_that_does_not_exist_is_not_found(client):
    reviewer = member(client, "reviewer")
    assert reviewer.get(step_url(whole_film(), "burn")).status_code == 404
    assert reviewer.get(reverse("admin:films_film_step", args=[999_999, "submit"])).status_code == 404


def test_looking_at_a_step_changes_nothing(client):
    film = whole_film("in_review")
    page = text_of(member(client, "reviewer").get(step_url(film, "publish")))
    assert "Nothing stands in the way of publishing it" in page
    assert "neither deleted nor made a draft again" in page
    assert Film.objects.get().status == "in_review"
    assert not deeds().exists()


def test_a_step_is_one_deed_with_its_reason_and_says_what_it_did(client):
    film = whole_film("in_review")
    answer = step(member(client, "reviewer"), film, "publish", reason="Both sources read.")
    assert answer.headers["Location"] == change_url(film)
    deed = deeds().get()
    assert (deed.kind, deed.reason, deed.role) == (DeedKind.PUBLISH, "Both sources read.", "reviewer")
    assert "is public." in text_of(client.get(change_url(film)))


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_step_without_a_reason_is_refused(client, reason):
    film = whole_film()
    answer = step(member(client, "curator"), film, "submit", reason=reason)
    assert "This field is required" in errors_in(answer)
    assert Film.objects.get().status == "draft"


def test_a_withdrawal_asks_in_both_languages_and_readers_find_both(client):
    film = whole_film("published", slug="gone")
    reviewer = member(client, "reviewer")
    half = step(reviewer, film, "withdraw", reason="It was wrong.")
    assert "This field is required" in errors_in(half)
    assert "It was wrong.</textarea>" in text_of(half)
    assert step(reviewer, film, "withdraw", reason="It was wrong.", reason_zh_hans="有误。").status_code == 302
    for language, words in (("en", "It was wrong."), ("zh-hans", "有误。")):
        page = client.get(f"/{language}/films/gone/")
        assert page.status_code == 410
        assert words in text_of(page)
    assert "It was wrong." in text_of(client.get(change_url(film)))


def test_a_withdrawal_says_where_else_the_film_is_missed(client):
    film = whole_film("published")
    comparison = make.ComparisonFactory(films=[film], title_en="Two lamps")
    page = text_of(member(client, "reviewer").get(step_url(film, "withdraw")))
    assert f'<a href="{change_url(comparison)}">Two lamps</a>' in page


def test_publishing_refuses_with_a_link_to_each_offender(client, film):
    Film.objects.update(status="in_review", synopsis_en="A plot.")
    claim, release = film.firstclaims.get(), film.releases.get()
    claim.sources.clear()
    release.sources.clear()
    models.Image.objects.update(alt_zh_hans=" ")
    reviewer = member(client, "reviewer")
    for answer in (reviewer.get(step_url(film, "publish")), step(reviewer, film, "publish")):
        page = text_of(answer)
        assert answer.status_code == 200
        for record in (film, claim, release, film.relations.get(), film.images.get(), film.commentarys.get()):
            assert f'href="{change_url(record)}"' in page
        assert "cite where" in page
        assert '<textarea name="reason"' not in page
    assert Film.objects.get(pk=film.pk).status == "in_review"
    assert not deeds().exists()
    for address in (change_url(claim), change_url(film.images.get())):
        assert reviewer.get(address).status_code == 200


def test_handing_in_warns_of_what_will_hinder_publication_and_hands_in(client, film):
    curator = member(client, "curator")
    assert "stand in the way of publishing" in text_of(curator.get(step_url(film, "submit")))
    assert step(curator, film, "submit").status_code == 302


def test_a_step_that_somebody_else_has_taken_says_so(client):
    film = whole_film("in_review")
    reviewer = member(client, "reviewer")
    step(reviewer, film, "publish")
    for answer in (reviewer.get(step_url(film, "publish")), step(reviewer, film, "publish")):
        assert "This step begins at “In review”. The record is at “Published”." in text_of(answer)
    assert deeds().count() == 1


def test_an_edit_of_a_public_film_is_kept_and_told_what_it_lacks(client, film):
    Film.objects.update(status="published")
    curator = member(client, "curator")
    data = sent_by(curator.get(change_url(film))) | {"synopsis_en": "Half."}
    answer = curator.post(change_url(film), data, follow=True)
    assert "This is public, and something is missing." in text_of(answer)
    assert Film.objects.get(pk=film.pk).synopsis_en == "Half."


def test_a_film_takes_part_in_the_rule_as_soon_as_it_is_public_and_no_longer_than_that(client):
    film = whole_film("draft", slug="lamp")
    make.ReleaseFactory(film=film, date="2025-03-01", sources=[make.SourceFactory()])
    make.AIRoleFactory(film=film, sources=[make.SourceFactory()])
    reviewer = member(client, "reviewer")
    taking_part = []
    for code in ("submit", "publish", "withdraw"):
        assert step(reviewer, film, code, reason_zh_hans="缘由。").status_code == 302
        taking_part.append([s.work.key for s in reviewer.get("/en/firsts/").context["answer"].order])
    assert taking_part == [[], [film.public_id], []]


# Many at once


def chosen(client, action, films):
    data = {"action": action, "_selected_action": [film.pk for film in films]}
    return client.post(url(Film, "changelist"), data)


def test_many_films_are_published_on_one_page_and_what_lacks_something_stays(client):
    ready = [whole_film("in_review"), whole_film("in_review")]
    hindered, draft = whole_film("in_review"), whole_film("draft")
    claim = make.ClaimFactory(film=hindered)
    reviewer = member(client, "reviewer")
    page = chosen(reviewer, "publish", [*ready, hindered, draft])
    assert page.status_code == 302
    address = page.headers["Location"]
    words = text_of(reviewer.get(address))
    assert "2 films take this step" in words
    assert f'href="{change_url(claim)}"' in words
    assert "The record is at “Draft”" in words
    assert not Film.objects.filter(status="published").exists()
    assert "This field is required" in errors_in(reviewer.post(address, {"reason": ""}))
    answer = reviewer.post(address, {"reason": "All read."}, follow=True)
    assert f"These stayed as they are: {hindered.public_id}, {draft.public_id}." in text_of(answer)
    assert set(Film.objects.filter(status="published")) == set(ready)
    deed = deeds().get()
    assert (deed.kind, deed.entries.count()) == (DeedKind.PUBLISH, 2)


def test_many_are_handed_in_by_a_curator_who_cannot_publish_them(client):
    films = [whole_film(), whole_film()]
    curator = member(client, "curator")
    assert "publish" not in dict(curator.get(url(Film, "changelist")).context["action_form"].fields["action"].choices)
    address = chosen(curator, "hand_in", films).headers["Location"]
    assert curator.post(address, {"reason": "Ready."}).status_code == 302
    assert {film.status for film in Film.objects.all()} == {"in_review"}
    assert curator.get(address.replace("submit", "publish")).status_code == 403
    assert curator.post(address.replace("submit", "publish"), {"reason": "X"}).status_code == 403


@pytest.mark.parametrize("records", ["", "x", "1,,2", "-1", "9" * 40, "²"])
def test_an_address_of_many_that_names_nothing_shows_nothing(client, records):
    page = member(client, "reviewer").get(reverse("admin:films_film_steps", args=["publish"]), {"records": records})
    assert page.status_code == 200
    assert "0 films take this step" in text_of(page)


def test_only_handing_in_and_publishing_are_done_to_many(client):
    reviewer = member(client, "reviewer")
    assert reviewer.get(reverse("admin:films_film_steps", args=["withdraw"])).status_code == 404


# Whose field is it


def translated(record, client, part="", **sent):
    data = sent_by(client.get(change_url(record, part)))
    return client.post(change_url(record, part), data | sent)


def test_a_translator_writes_texts_of_the_film_and_its_parts_in_one_language(client, film):
    translator = member(client, "translator", writes="zh-hans")
    assert translated(film, translator, synopsis_zh_hans="情节。").status_code == 302
    words = {"firstclaims-0-paraphrase_zh_hans": "首部。"}
    assert translated(film, translator, "firstclaims", **words).status_code == 302
    film.refresh_from_db()
    assert film.synopsis_zh_hans == "情节。"
    assert film.firstclaims.get().paraphrase_zh_hans == "首部。"


@pytest.mark.parametrize(
    ("part", "sent"),
    [
        ("", {"synopsis_en": "Mine."}),
        ("", {"year": "1999"}),
        ("", {"slug": "mine"}),
        ("", {"form": "feature"}),
        ("", {"titles-0-text": "Mine."}),
        ("firstclaims", {"firstclaims-0-paraphrase_en": "Mine."}),
        ("firstclaims", {"firstclaims-0-wording": "Mine."}),
        ("productionfacts", {"productionfacts-0-amount": "1"}),
        ("productionfacts", {"productionfacts-0-rank": "deprecated", "productionfacts-0-rank_reason": "measured"}),
        ("images", {"images-0-credit": "Mine."}),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_foreign_field_in_a_translators_form_is_refused_with_all_the_rest(client, film, part, sent):
    translator = member(client, "translator", writes="zh-hans")
    before = everything()
    mine = {f"{part}-0-note_zh_hans" if part and part != "images" else "synopsis_zh_hans": "情节。"}
    answer = translated(film, translator, part, **mine, **sent)
    assert "Not yours to change, so nothing was saved" in errors_in(answer)
    assert everything() == before


def everything():
    nouns = (Film, models.Title, models.FirstClaim, models.ProductionFact, models.Image, models.Relation)
    return [list(noun.objects.order_by("pk").values()) for noun in nouns]


def test_a_translator_neither_adds_nor_deletes_a_part(client, film):
    translator = member(client, "translator", writes="en")
    before = everything()
    for part in ("", "firstclaims"):
        data = sent_by(translator.get(change_url(film, part)))
        data |= {"titles-0-DELETE": "on", "firstclaims-0-DELETE": "on"}
        if not part:
            row(data, "titles", text="Mine", language="en", kind="original", rank="normal")
        translator.post(change_url(film, part), data)
        assert everything() == before
    assert translator.post(url(film.titles.get(), "delete", film.titles.get().pk), {"post": "yes"}).status_code == 403
    assert translator.post(url(film, "delete", film.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("Source", "reliability_note"),
        ("Country", "reading"),
        ("Term", "definition"),
        ("FirstClaim", "note"),
        ("AIRole", "what"),
        ("Image", "alt"),
    ],
)
def test_on_the_page_of_every_noun_a_translator_has_one_language(client, film, noun, name):
    record = getattr(models, noun).objects.first()
    translator = member(client, "translator", writes="en")
    assert translated(record, translator, **{f"{name}_en": "Mine."}).status_code == 302
    record.refresh_from_db()
    assert getattr(record, f"{name}_en") == "Mine."
    answer = translated(record, translator, **{f"{name}_zh_hans": "我的。"})
    assert "Not yours to change" in errors_in(answer)
    record.refresh_from_db()
    assert getattr(record, f"{name}_zh_hans") != "我的。"


def test_a_translator_without_a_language_changes_nothing_and_is_told_why(client, film):
    translator = member(client, "translator")
    page = translator.get(change_url(film))
    assert "does not say into which language you translate" in text_of(page)
    answer = translated(film, translator, synopsis_en="Mine.")
    assert "Not yours to change" in errors_in(answer)
    assert Film.objects.get(pk=film.pk).synopsis_en == ""


def test_who_is_a_curator_too_is_not_kept_to_one_language(client, film):
    both = member(client, "translator", "curator", writes="en")
    assert translated(film, both, synopsis_zh_hans="情节。", year="2025").status_code == 302
    film.refresh_from_db()
    assert (film.synopsis_zh_hans, film.year) == ("情节。", 2025)


RANK = {"rank": "deprecated", "rank_reason": "corrected_by_source"}


@pytest.mark.parametrize("group", ["curator", "reviewer"])
def test_only_who_may_rank_ranks(client, film, group):
    user = member(client, group)
    fact = film.productionfacts.get()
    on_its_page = translated(fact, user, **RANK)
    fact.refresh_from_db()
    assert (on_its_page.status_code, fact.rank) == ((200, "normal") if group == "curator" else (302, "deprecated"))
    models.ProductionFact.objects.update(rank="normal", rank_reason="")
    ranked = {f"productionfacts-0-{name}": value for name, value in RANK.items()}
    with_its_film = translated(film, user, "productionfacts", **ranked)
    fact.refresh_from_db()
    assert (with_its_film.status_code, fact.rank) == ((200, "normal") if group == "curator" else (302, "deprecated"))


def test_a_curator_adds_a_statement_of_normal_rank(client, film):
    curator = member(client, "curator")
    data = sent_by(curator.get(change_url(film)))
    row(data, "titles", text="New", language="en", kind="translated")
    assert curator.post(change_url(film), data).status_code == 302
    assert film.titles.get(text="New").rank == "normal"


def test_a_claim_has_no_tick_for_unsourced_and_other_statements_do(client, film):
    curator = member(client, "curator")
    assert "unsourced" in curator.get(change_url(film.titles.get())).context["adminform"].form.fields
    assert "unsourced" not in curator.get(change_url(film.firstclaims.get())).context["adminform"].form.fields
