"""A change is told in the words of the page: labels, terms, names; long texts word by word."""

import pytest
from django.utils import translation

from films.history import between, compared, net, since_publication, told
from films.journal import deed
from films.models import Entry
from films.vocabularies import DeedKind
from tests import factories as make

pytestmark = pytest.mark.django_db


def changed():
    """The one row that the newest deed changed, told."""
    entries = list(Entry.objects.select_related("deed").filter(deed=Entry.objects.latest("pk").deed))
    [row] = told(entries)[0].rows
    return row


def test_values_are_told_by_their_labels_not_their_codes():
    fact = make.FactFactory(sources=[make.SourceFactory(slug="a", title="Leaflet", publisher="Festival")])
    with deed():
        fact.rank, fact.rank_reason = "deprecated", "measured"
        fact.sources.set([make.SourceFactory(slug="b", title="Disc", publisher="")])
        fact.save()
    [row] = told(list(Entry.objects.of(f"film:{fact.film_id}")))[0].rows
    fields = {f.label: (f.before, f.after) for f in row.fields}
    assert fields["Rank"] == ("Normal", "Set aside")
    assert fields["Reason of the rank"] == ("", "Measured")
    assert fields["Sources"] == ("Leaflet (Festival)", "Disc")


def test_texts_are_told_in_the_reader_s_language_and_carry_their_own():
    film = make.FilmFactory()
    with deed():
        film.synopsis_zh_hans = "一句话。"
        film.save()
    with translation.override("zh-hans"):
        [field] = changed().fields
    assert (field.label, field.language) == ("内容简介（中文）", "zh-Hans")


def test_of_a_new_row_only_what_it_says_is_told():
    film = make.FilmFactory()
    with deed():
        make.FactFactory(film=film, amount=87)
    row = changed()
    assert row.what == "new"
    assert {f.label: f.after for f in row.fields} == {"Property": "Running time", "Amount": "87", "Unit": "minutes"}


def test_sources_are_compared_one_by_one():
    first, second, third = (make.SourceFactory(title=t, publisher="P") for t in "ABC")
    fact = make.FactFactory(sources=[first, second])
    with deed():
        fact.sources.set([second, third])
    [field] = changed().fields
    assert [m for m in field.marks if m[1] != ", "] == [("gone", "A (P)"), ("same", "B (P)"), ("new", "C (P)")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the first film", "the first AI film"),
        ("首部电影", "首部人工智能电影"),
        ("a", ""),
        ("", "b"),
        ("中간계 x", "중간계 y"),
    ],
)
def test_marks_hold_both_texts_whole(before, after):
    marks = compared(before, after)
    assert "".join(words for mark, words in marks if mark != "new") == before
    assert "".join(words for mark, words in marks if mark != "gone") == after


def test_a_chinese_text_is_compared_sign_by_sign():
    assert compared("只在影院放映", "只在电影院放映") == (("same", "只在"), ("new", "电"), ("same", "影院放映"))


def test_what_came_back_as_it_was_is_no_difference():
    fact = make.FactFactory(amount=87)
    Entry.objects.all().delete()
    for amount in (88, 89, 87):
        with deed():
            fact.amount = amount
            fact.save()
    entries = list(Entry.objects.select_related("deed"))
    assert net(entries) == []
    assert [n.after["amount"] for n in between(entries, 0, entries[1].deed_id)] == ["89"]


def test_what_changed_since_publication_leaves_out_what_came_before():
    film = make.FilmFactory(year=2001, status="in_review")
    Entry.objects.all().delete()
    with deed():
        film.year = 2002
        film.save()
    assert since_publication(list(Entry.objects.select_related("deed"))) is None
    with deed(kind=DeedKind.PUBLISH):
        film.status = "published"
        film.save()
    with deed():
        film.year = 2003
        film.save()
    [one] = since_publication(list(Entry.objects.select_related("deed")))
    assert (one.before["year"], one.after["year"]) == (2002, 2003)


def test_long_texts_are_compared_at_their_ends_alone():
    old, new = " ".join(["the film"] * 600), " ".join(["a film"] * 600)
    marks = compared(f"It begins. {old} It ends.", f"It begins. {new} It ends.")
    assert [mark for mark, _words in marks] == ["same", "gone", "new", "same"]
    assert marks[0][1].startswith("It begins. ")
    assert marks[-1][1].endswith(" It ends.")


def test_what_was_public_before_the_journal_began_is_compared_with_how_it_began():
    film = make.FilmFactory(year=2001)
    Entry.objects.all().delete()
    for year in (2002, 2003):
        with deed():
            film.year = year
            film.save()
    [one] = since_publication(list(Entry.objects.select_related("deed")))
    assert (one.before["year"], one.after["year"]) == (2001, 2003)
