"""The rules of the worklist from the command line: what they name, and how the command ends."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from films.models import Dismissal
from films.worklist import findings, leave_open
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = "2026-12-01"  # of the records that are shipped


def check(**options) -> tuple[str, str]:
    """What the command says, and how it ends: “” or the words with which it fails."""
    out = StringIO()
    try:
        call_command("check_archive", stdout=out, **options)
    except CommandError as error:
        assert error.returncode == 1
        return out.getvalue(), str(error)
    return out.getvalue(), ""


@pytest.fixture
def film():
    """Two contradictions and a gap."""
    film = make.FilmFactory(public_id="KR-4", year=2020)
    make.TitleFactory(film=film, text="중간계", identifying=True, sources=[make.SourceFactory()])
    make.FactFactory(film=film, amount=50, sources=[make.SourceFactory()])
    make.FactFactory(film=film, amount=60, sources=[make.SourceFactory()])
    make.ReleaseFactory(film=film, sources=[make.SourceFactory()])
    make.RelationFactory(film=film)
    return film


def test_an_empty_archive_has_no_findings():
    assert check() == ("No findings.\n", "")


def test_every_record_is_named_under_its_rule(film):
    told, failed = check()
    assert "Figures in conflict, none preferred (conflict): 1 open, 0 left open" in told
    assert "  KR-4-f1 중간계: Running time: 50 minutes (KR-4-f1), 60 minutes (KR-4-f2).\n" in told
    assert "  KR-4 중간계: The record says 2020" in told
    assert "KR-4-x1" in told
    assert failed == "3 open findings; 0 more were left open on purpose."


@pytest.mark.parametrize(
    ("options", "named", "failed"),
    [
        ({"only": ["conflict"]}, {"KR-4-f1"}, "1 open"),
        ({"only": ["conflict", "unsourced"]}, {"KR-4-f1", "KR-4-x1"}, "2 open"),
        ({"errors": True}, {"KR-4-f1", "KR-4"}, "2 open"),
        ({"only": ["unsourced"], "errors": True}, set(), ""),
        ({"only": ["length"]}, set(), ""),
    ],
)
def test_it_asks_the_rules_that_were_chosen(film, options, named, failed):
    told, words = check(**options)
    assert {line.split()[0] for line in told.replace(":", "").splitlines() if line.startswith("  ")} == named
    assert words.startswith(failed)
    assert bool(words) == bool(failed)


def test_what_was_left_open_is_counted_and_named_only_when_asked(film):
    leave_open(findings(), reason_en="Both stand.", reason_zh_hans="", signed="")
    assert check() == ("No open findings; 3 left open on purpose.\n", "")
    told, failed = check(all=True)
    assert "KR-4-f1" in told
    assert "Left open: Both stand." in told
    assert not failed


def test_what_changed_since_it_was_left_open_fails_again(film):
    leave_open(findings(), reason_en="Both stand.", reason_zh_hans="", signed="")
    Dismissal.objects.filter(rule="conflict").update(seen="something else")
    told, failed = check()
    assert "Left open before, changed since: Both stand." in told
    assert failed == "1 open findings; 2 more were left open on purpose."


def test_what_is_no_longer_found_is_told_and_does_not_fail(film):
    leave_open(findings(), reason_en="Both stand.", reason_zh_hans="", signed="")
    film.relations.all().delete()
    told, failed = check()
    assert "Left open once, found no more: KR-4-x1: unsourced" in told
    assert not failed


def test_days_are_judged_as_of_the_day_that_is_given():
    film = make.FilmFactory(public_id="KR-4", work_status="announced")
    make.ReleaseFactory(film=film, date="2026-05", sources=[make.SourceFactory()])
    call_command("check_archive", "--only", "overdue", "--on", "2026-05-01", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("check_archive", "--only", "overdue", "--on", "2026-06-01", stdout=StringIO())


@pytest.mark.parametrize("arguments", [("--only", "nonsense"), ("--on", "soon")])
def test_what_cannot_be_asked_is_refused_by_name(arguments):
    with pytest.raises(CommandError, match=arguments[1]):
        call_command("check_archive", *arguments)


class TestShipped:
    """The records that are shipped."""

    pytestmark = pytest.mark.usefixtures("archive")

    def test_every_finding_has_been_dealt_with_or_left_open_with_a_reason(self):
        out = StringIO()
        call_command("check_archive", "--on", DAY, stdout=out)
        assert out.getvalue() == f"No open findings; {Dismissal.objects.count()} left open on purpose.\n"

    def test_every_reason_is_told_in_both_languages(self):
        assert Dismissal.objects.count() > 100
        assert not Dismissal.objects.filter(reason_en="").exists()
        assert not Dismissal.objects.filter(reason_zh_hans="").exists()
