"""One-breath factories: each makes the least record that the archive accepts."""

from io import BytesIO

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image as PillowImage

from films import models
from films.vocabularies import (
    AIEvidence,
    ClaimantKind,
    Extent,
    ImageKind,
    Independence,
    Modality,
    RecordStatus,
    Reliability,
    Rights,
    SourceTier,
    Standing,
    TitleKind,
)


class TermFactory(DjangoModelFactory):
    class Meta:
        model = models.Term
        django_get_or_create = ("scheme", "code")

    scheme = models.Scheme.DEPARTMENT
    code = factory.Sequence(lambda n: f"term-{n}")
    label_en = factory.LazyAttribute(lambda term: term.code)
    label_zh_hans = factory.LazyAttribute(lambda term: term.code)


class CountryFactory(DjangoModelFactory):
    class Meta:
        model = models.Country
        django_get_or_create = ("code",)

    code = "CN"


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Source

    slug = factory.Sequence(lambda n: f"source-{n}")
    title = factory.Sequence(lambda n: f"Source {n}")
    language = "en"
    kind = factory.SubFactory(TermFactory, scheme=models.Scheme.SOURCE_KIND, code="news")
    tier = SourceTier.SECONDARY
    independence = Independence.INDEPENDENT
    reliability = Reliability.MEDIUM


class AgentFactory(DjangoModelFactory):
    class Meta:
        model = models.Agent

    slug = factory.Sequence(lambda n: f"agent-{n}")
    kind = "person"


class ToolFactory(DjangoModelFactory):
    class Meta:
        model = models.Tool

    slug = factory.Sequence(lambda n: f"tool-{n}")
    name = factory.Sequence(lambda n: f"Tool {n}")
    kind = factory.SubFactory(TermFactory, scheme=models.Scheme.TOOL_KIND, code="video")


class FilmFactory(DjangoModelFactory):
    class Meta:
        model = models.Film
        skip_postgeneration_save = True

    public_id = factory.Sequence(lambda n: f"CN-{n + 5001}")  # beyond the real ones
    slug = factory.Sequence(lambda n: f"film-{n + 1}")
    status = RecordStatus.PUBLISHED

    @factory.post_generation
    def countries(film, create, codes):
        if create and codes:
            film.countries.set([CountryFactory(code=code) for code in codes])


class SourcedFactory(DjangoModelFactory):
    """A statement; `sources=[…]` are the sources it cites."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    film = factory.SubFactory(FilmFactory)

    @factory.post_generation
    def sources(statement, create, cited):
        if create and cited:
            statement.sources.set(cited)


class TitleFactory(SourcedFactory):
    class Meta:
        model = models.Title

    text = factory.Sequence(lambda n: f"Title {n}")
    language = "en"
    kind = TitleKind.ORIGINAL


class ClaimFactory(SourcedFactory):
    class Meta:
        model = models.FirstClaim

    work = factory.SelfAttribute("film")
    wording = "the first AI film"
    wording_language = "en"
    claimant_en = "A newspaper"
    claimant_zh_hans = "一家报纸"
    claimant_kind = ClaimantKind.PRESS
    modality = Modality.ABSOLUTE


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Assessment

    claim = factory.SubFactory(ClaimFactory)
    number = 1
    standing = Standing.CONTESTED
    argument_en = "Another film was shown before."
    argument_zh_hans = "另一部影片放映在先。"
    signed = "A curator"
    date = "2026-01-02"


class FactFactory(SourcedFactory):
    class Meta:
        model = models.ProductionFact

    property = "running_time"
    amount = 87
    unit = "min"


class ReleaseFactory(SourcedFactory):
    class Meta:
        model = models.Release

    kind = factory.SubFactory(TermFactory, scheme=models.Scheme.RELEASE_KIND, code="theatrical")
    date = "2025"


class CreditFactory(SourcedFactory):
    class Meta:
        model = models.Credit

    agent = factory.SubFactory(AgentFactory)
    role = factory.SubFactory(TermFactory, scheme=models.Scheme.ROLE, code="director")


class AIRoleFactory(SourcedFactory):
    class Meta:
        model = models.AIRole

    department = factory.SubFactory(TermFactory, scheme=models.Scheme.DEPARTMENT, code="video")
    extent = Extent.FULL_PICTURE
    evidence = AIEvidence.PRESS


class ComparisonFactory(DjangoModelFactory):
    """A public comparison; `films=[…]` and `rows=["form", …]` fill it."""

    class Meta:
        model = models.Comparison
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"comparison-{n}")
    status = RecordStatus.PUBLISHED
    date = "2026-01-02"
    title_en = "A comparison"
    title_zh_hans = "一组比较"
    essay_en = "One.\n\nTwo."
    essay_zh_hans = "其一。\n\n其二。"

    @factory.post_generation
    def films(comparison, create, films):
        for number, film in enumerate(films or [], start=1):
            models.ComparisonFilm.objects.create(comparison=comparison, number=number, film=film)

    @factory.post_generation
    def rows(comparison, create, codes):
        for number, code in enumerate(codes or [], start=1):
            models.ComparisonRow.objects.create(comparison=comparison, number=number, row=code, note_en=f"On {code}.")


class ReplyFactory(DjangoModelFactory):
    """A right of reply; `sources=[…]` are where it was published."""

    class Meta:
        model = models.Reply
        skip_postgeneration_save = True

    claim = factory.SubFactory(ClaimFactory)
    party_en = "The studio"
    party_zh_hans = "制片方"
    text = "We never said so."
    language = "en"
    date = "2026-03-04"

    @factory.post_generation
    def sources(reply, create, cited):
        if create and cited:
            reply.sources.set(cited)


class SuggestionFactory(DjangoModelFactory):
    """A correction that waits; its sender can be reached."""

    class Meta:
        model = models.Suggestion

    kind = "correction"
    what = "The running time is wrong."
    proposed = "88 minutes"
    ground = "published"
    source_url = "https://example.org/interview"
    language = "en"
    name = "Ada Lovelace"
    contact = "ada@example.org"
    token = factory.Sequence(lambda n: f"token-{n}")


class RelationFactory(SourcedFactory):
    class Meta:
        model = models.Relation

    kind = "collides_with"
    other_name = "Another work"


def picture_bytes(width: int = 640, height: int = 360, kind: str = "PNG", **options) -> bytes:
    """A picture in the memory: a radial gradient, so that no part of it looks like another."""
    file = BytesIO()
    picture = PillowImage.radial_gradient("L").resize((width, height))
    PillowImage.merge("RGB", (picture, picture.rotate(90), picture.rotate(180))).save(file, kind, **options)
    return file.getvalue()


class ImageFactory(DjangoModelFactory):
    """A free still; `content=…` are the bytes that were sent in."""

    class Meta:
        model = models.Image

    class Params:
        content = factory.LazyFunction(picture_bytes)

    film = factory.SubFactory(FilmFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = ImageKind.STILL
    file = factory.LazyAttribute(lambda image: ContentFile(image.content, name="sent in.jpg"))
    rights = Rights.CC_BY
    credit = "Studio"
    alt_en = "A harbour at night"
    alt_zh_hans = "夜里的港口"
