"""Every change is written down with who, when and why, and can be taken back."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import transaction

from films.journal import deed
from films.models import Assessment, Deed, Editor, Entry, Film, FirstClaim, FormerName, ProductionFact, Title
from films.undoing import CannotUndo, obstacles, undo
from films.vocabularies import DeedKind, RecordStatus
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    user = User.objects.create_user("ada", "ada@example.org", first_name="Ada", last_name="Lu", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    return user


@pytest.fixture
def fact():
    return make.FactFactory(amount=87, sources=[make.SourceFactory(slug="first")])


def the_deed():
    return Deed.objects.latest("pk")


def test_a_change_is_kept_with_what_was_before_and_after(ada, fact):
    with deed(ada, reason="Measured on the disc") as act:
        fact.amount = 88
        fact.save()
    [entry] = act.entries.all()
    assert (entry.noun, entry.name, entry.whole) == ("productionfact", fact.ref, f"film:{fact.film_id}")
    assert (entry.before["amount"], entry.after["amount"]) == ("87", "88")
    assert (act.actor_name, act.role, act.reason) == ("Ada Lu", "curator", "Measured on the disc")


def test_sources_belong_to_the_same_entry_as_the_fields(ada, fact):
    with deed(ada) as act:
        fact.amount = 88
        fact.save()
        fact.sources.set([make.SourceFactory(slug="second")])
    [entry] = act.entries.filter(noun="productionfact")
    assert (entry.before["sources"], entry.after["sources"]) == ([["first"]], [["second"]])


def test_a_deed_that_changes_nothing_leaves_no_trace(ada, fact):
    before = Deed.objects.count()
    with deed(ada) as act:
        fact.save()
        fact.amount = 90
        fact.save()
        fact.amount = 87
        fact.save()
    assert act.pk is None
    assert Deed.objects.count() == before


def test_a_deed_that_fails_changes_nothing(ada, fact):
    before = Deed.objects.count()
    with pytest.raises(ZeroDivisionError), deed(ada):
        fact.amount = 88
        fact.save()
        _ = 1 / 0
    fact.refresh_from_db()
    assert (fact.amount, Deed.objects.count()) == (87, before)


def test_a_change_from_a_shell_is_a_deed_by_nobody(fact):
    fact.amount = 88
    fact.save()
    assert (the_deed().actor_name, the_deed().entries.get().after["amount"]) == ("", "88")


def test_the_name_of_the_actor_outlives_the_account(ada, fact):
    Editor.objects.create(user=ada, signature="A. Lu, Shanghai")
    with deed(ada) as act:
        fact.delete()
    ada.delete()
    act.refresh_from_db()
    assert (act.actor, act.actor_name, act.signed) == (None, "Ada Lu", "A. Lu, Shanghai")


def test_undoing_a_change_sets_every_field_and_source_back_as_a_deed_of_its_own(ada, fact):
    with deed(ada) as act:
        fact.amount = 88
        fact.save()
        fact.sources.clear()
    undone = undo(act, ada, "It was right")
    fact.refresh_from_db()
    assert (fact.amount, [s.slug for s in fact.sources.all()]) == (87, ["first"])
    assert (undone.kind, undone.undoes, undone.reason) == (DeedKind.UNDO, act, "It was right")


def test_undoing_the_undoing_does_it_again(ada, fact):
    with deed(ada) as act:
        fact.amount = 88
        fact.save()
    undo(undo(act, ada), ada)
    fact.refresh_from_db()
    assert fact.amount == 88


def test_a_deed_is_undone_once(ada, fact):
    with deed(ada) as act:
        fact.amount = 88
        fact.save()
    undo(act, ada)
    with pytest.raises(CannotUndo):
        undo(act, ada)


def test_what_has_changed_since_is_not_overwritten_and_is_named(ada, fact):
    with deed(ada) as act:
        fact.amount = 88
        fact.save()
    fact.amount = 89
    fact.save()
    with pytest.raises(CannotUndo) as refusal:
        undo(act, ada)
    fact.refresh_from_db()
    assert fact.amount == 89
    assert fact.ref in refusal.value.obstacles[0]


def test_undoing_a_deletion_brings_back_the_row_its_sources_and_what_pointed_to_it(ada):
    claim = make.ClaimFactory(sources=[make.SourceFactory(slug="first")])
    answer = make.ClaimFactory(film=claim.film, about=claim, stance="disputes")
    Film.objects.filter(pk=claim.film_id).update(lamp=claim)
    ref = claim.ref
    with deed(ada) as act:
        claim.delete()
    answer.refresh_from_db()
    assert answer.about is None
    undo(act, ada)
    again = FirstClaim.objects.get(film=answer.film, number=1)
    answer.refresh_from_db()
    assert (again.ref, answer.about, again.film.lamp) == (ref, again, again)
    assert [s.slug for s in again.sources.all()] == ["first"]


def test_undoing_the_making_of_a_row_deletes_it(ada):
    film = make.FilmFactory()
    with deed(ada) as act:
        make.FactFactory(film=film)
    undo(act, ada)
    assert not ProductionFact.objects.exists()


def test_undoing_the_deletion_of_a_draft_brings_it_back_whole(ada):
    film = make.FilmFactory(status=RecordStatus.DRAFT, countries=["KR"])
    make.TitleFactory(film=film, identifying=True)
    claim = make.ClaimFactory(film=film)
    film.lamp = claim
    film.save()
    with deed(ada) as act:
        film.delete()
    assert not Title.objects.exists()
    undo(act, ada)
    again = Film.objects.get()
    assert (again.public_id, again.lamp, again.titles.count()) == (film.public_id, claim, 1)
    assert [c.code for c in again.countries.all()] == ["KR"]


def test_two_titles_that_changed_places_change_back(ada):
    film = make.FilmFactory()
    first, second = make.TitleFactory(film=film, identifying=True), make.TitleFactory(film=film)
    with deed(ada) as act:
        first.identifying = False
        first.save()
        second.identifying = True
        second.save()
    undo(act, ada)
    assert film.titles.get(identifying=True) == first


def test_undoing_a_new_address_keeps_both_addresses_alive(ada):
    film = make.FilmFactory(slug="old")
    with deed(ada) as act:
        film.slug = "new"
        film.save()
    undo(act, ada)
    assert Film.objects.get().slug == "old"
    assert FormerName.objects.get().name == "new"


def test_an_assessment_is_not_undone(ada):
    with deed(ada) as act:
        make.AssessmentFactory()
    assert "never undone" in " ".join(obstacles(act))
    with pytest.raises(CannotUndo):
        undo(act, ada)
    assert Assessment.objects.exists()


def test_what_nobody_could_read_is_no_matter_of_public_history(ada):
    draft = make.FilmFactory(status=RecordStatus.DRAFT)
    public = make.FilmFactory()
    with deed(ada) as act:
        make.FactFactory(film=draft)
        make.FactFactory(film=public)
    assert [e.whole for e in act.entries.filter(public=True)] == [f"film:{public.pk}"]


def test_loading_fixtures_into_an_empty_archive_writes_no_history(archive):
    assert Film.objects.count() > 100
    assert not Entry.objects.exists()


def test_a_deed_is_part_of_the_transaction_around_it(ada, fact):
    before = Deed.objects.count()
    with transaction.atomic():
        with deed(ada):
            fact.amount = 88
            fact.save()
        transaction.set_rollback(True)
    assert Deed.objects.count() == before


def test_loading_over_a_living_archive_is_one_deed_that_names_what_changed(tmp_path, ada):
    film = make.FilmFactory(synopsis_en="One")
    file = tmp_path / "film.json"
    with file.open("w") as out:
        call_command("dumpdata", "films.film", "films.country", natural_foreign=True, natural_primary=True, stdout=out)
    film.synopsis_en = "Two"
    film.save()
    Entry.objects.all().delete()
    call_command("loaddata", str(file), verbosity=0)
    [entry] = Entry.objects.all()
    assert (entry.deed.kind, entry.before["synopsis_en"], entry.after["synopsis_en"]) == ("load", "Two", "One")


def test_loading_the_same_again_is_no_change(archive, tmp_path):
    from tests.conftest import fixture_files

    call_command("loaddata", *fixture_files(), verbosity=0)
    assert not Deed.objects.exists()


# What stands in the way of an undoing is said, and nothing is half undone


def refused(act):
    with pytest.raises(CannotUndo) as refusal:
        undo(act)
    assert not Deed.objects.filter(undoes=act).exists()
    return " ".join(refusal.value.obstacles)


def test_what_was_made_is_not_taken_away_once_others_build_on_it(ada, fact):
    with deed(ada) as source_made:
        source = make.SourceFactory(slug="new")
    with deed(ada) as agent_made:
        agent = make.AgentFactory(slug="somebody")
    with deed(ada) as film_made:
        film = make.FilmFactory(status=RecordStatus.DRAFT)
    fact.sources.add(source)
    credit = make.CreditFactory(film=fact.film, agent=agent)
    later = make.FactFactory(film=film)
    assert f"new is in use by now: {fact.ref}." in refused(source_made)
    assert credit.ref in refused(agent_made)
    assert later.ref in refused(film_made)
    assert fact.sources.contains(source)
    assert Film.objects.contains(film)


def test_an_undoing_that_would_need_a_record_of_another_name_says_so(ada, fact):
    source = fact.sources.get()
    with deed(ada) as act:
        fact.sources.clear()
    source.slug = "renamed"
    source.save()
    assert f"{fact.ref} referred to a record" in refused(act)


def test_an_undoing_that_would_need_a_place_that_is_taken_says_so(ada):
    tool = make.ToolFactory(slug="old")
    with deed(ada) as renamed:
        tool.slug = "new"
        tool.save()
    make.ToolFactory(slug="old")
    assert "cannot be set back" in refused(renamed)
    tool.refresh_from_db()
    assert tool.slug == "new"


def test_the_undoing_of_a_deletion_needs_the_film(ada):
    fact = make.FactFactory(film=make.FilmFactory(status=RecordStatus.DRAFT))
    with deed(ada) as deleted:
        fact.delete()
    fact.film.delete()
    assert "referred to a record" in refused(deleted)


def test_no_undoing_changes_whether_readers_see_a_record(ada):
    film = make.FilmFactory(status=RecordStatus.DRAFT)
    with deed(ada, DeedKind.LOAD) as published:
        film.status = RecordStatus.PUBLISHED
        film.save()
    assert "a step of its own" in refused(published)
    with deed(ada, DeedKind.LOAD) as made:
        make.ComparisonFactory(slug="public", status=RecordStatus.PUBLISHED)
    assert "withdrawn, not deleted" in refused(made)
