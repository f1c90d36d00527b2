"""What tests of the desk share."""

import pytest

from films import models
from films.vocabularies import RecordStatus
from tests import factories as make
from tests.films.admin.desk import member


@pytest.fixture
def film():
    """A draft with one statement of every kind."""
    film = make.FilmFactory(public_id="KR-4", slug="a-film", status=RecordStatus.DRAFT, countries=["KR"])
    source = make.SourceFactory()
    make.TitleFactory(film=film, text="중간계", language="ko", identifying=True, sources=[source])
    make.ClaimFactory(film=film, sources=[source])
    for factory in (make.FactFactory, make.ReleaseFactory, make.CreditFactory, make.AIRoleFactory):
        factory(film=film, sources=[source])
    make.RelationFactory(film=film)
    aspect = make.TermFactory(scheme=models.Scheme.ASPECT, code="image")
    models.Commentary.objects.create(
        film=film, kind="assessment", by_en="A critic", by_zh_hans="影评人", aspect=aspect, polarity="mixed"
    )
    models.Image.objects.create(
        film=film,
        kind="poster",
        file="a.png",
        rights="inc",
        credit="Studio",
        alt_en="A",
        alt_zh_hans="甲",
    )
    models.FormerName.objects.create(film=film, name="an-older-address")
    return film


@pytest.fixture
def curator(client):
    return member(client, "curator")


@pytest.fixture
def reviewer(client):
    return member(client, "reviewer")


@pytest.fixture
def translator(client):
    return member(client, "translator")
