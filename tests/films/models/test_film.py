import pytest
from django.core.exceptions import ValidationError

from films.models import Film, FormerName
from tests.factories import AIRoleFactory, FilmFactory, TermFactory, TitleFactory

pytestmark = pytest.mark.django_db


def test_a_new_film_takes_the_next_number_under_its_country():
    FilmFactory(public_id="KR-4")
    FilmFactory(public_id="CN-9")
    film = Film(slug="new")
    film.number_country = "JP"
    film.save()
    assert film.public_id == "JP-10"


def test_a_number_stays_when_the_film_is_saved_again():
    film = FilmFactory(public_id="KR-4", slug="old")
    film.slug = "new"
    film.save()
    film.refresh_from_db()
    assert film.public_id == "KR-4"


def test_a_renamed_film_leaves_its_old_address():
    film = FilmFactory(slug="old")
    film.slug = "new"
    film.save()
    assert FormerName.objects.get(name="old").film == film


def test_a_film_that_takes_back_its_address_leaves_only_the_other():
    film = FilmFactory(slug="old")
    for slug in ("new", "old"):
        film.slug = slug
        film.save()
    assert [former.name for former in FormerName.objects.all()] == ["new"]


def test_saving_without_renaming_leaves_no_old_address():
    FilmFactory().save()
    assert not FormerName.objects.exists()


@pytest.mark.parametrize("status", ["published", "in_review", "withdrawn"])
def test_only_a_draft_can_be_deleted(status):
    film = FilmFactory(status=status, withdrawn_on="2026-01-01")
    with pytest.raises(ValidationError):
        film.delete()
    with pytest.raises(ValidationError):
        Film.objects.all().delete()
    assert Film.objects.filter(pk=film.pk).exists()


def test_a_draft_goes_with_its_statements():
    title = TitleFactory(film=FilmFactory(status="draft"))
    title.film.delete()
    assert not type(title).objects.exists()


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_only_published_films_are_public(status):
    FilmFactory(status=status, withdrawn_on="2026-01-01")
    public = FilmFactory()
    assert list(Film.objects.published()) == [public]


def test_films_are_found_by_any_of_their_countries_once():
    both = FilmFactory(countries=["MY", "SG"])
    FilmFactory(countries=["KR"])
    assert list(Film.objects.from_country("MY", "SG")) == [both]


def test_a_department_where_people_did_the_work_is_no_ai():
    with_ai = AIRoleFactory(extent="element").film
    AIRoleFactory(extent="none")
    assert list(Film.objects.with_ai_in("video")) == [with_ai]


def test_a_film_with_human_voices_and_an_ai_picture_is_found_by_its_picture_only():
    film = AIRoleFactory(extent="full_picture").film
    voice = TermFactory(scheme="department", code="voice")
    AIRoleFactory(film=film, department=voice, extent="none")
    assert list(Film.objects.with_ai_in("video")) == [film]
    assert not Film.objects.with_ai_in("voice").exists()


@pytest.mark.parametrize("words", ["霜冻", "SHUANG", "us 2", "US-2"])
def test_a_film_is_found_by_any_title_and_by_its_number(words):
    film = FilmFactory(public_id="US-2")
    TitleFactory(film=film, text="The Frost")
    TitleFactory(film=film, text="霜冻", language="zh-Hans", romanisation="Shuangdong")
    FilmFactory(public_id="US-20")
    assert list(Film.objects.matching(words)) == [film]


def _read_all(films) -> None:
    for film in films:
        for name in (
            "titles",
            "productionfacts",
            "releases",
            "credits",
            "airoles",
            "commentarys",
            "relations",
        ):
            for statement in getattr(film, name).all():
                assert statement.film_id == film.pk
                _ = [source.root_slug for source in statement.sources.all()]
        for claim in film.firstclaims.all():
            _ = claim.scope, list(claim.assessments.all()), claim.about and claim.about.ref


@pytest.mark.usefixtures("archive")
def test_reading_everything_costs_as_many_queries_for_one_film_as_for_all(django_assert_max_num_queries):
    with django_assert_max_num_queries(25) as few:
        _read_all(Film.objects.filter(public_id="KR-4").with_everything())
    with django_assert_max_num_queries(len(few)):
        _read_all(Film.objects.with_everything())
