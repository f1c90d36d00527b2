from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext_lazy as _

from films.vocabularies import Form, RecordStatus, Sector, WorkStatus

from .bilingual import bilingual_text
from .country import Country
from .former import NUMBER, Addressed, FormerName
from .term import Scheme, terms_field


class FilmQuerySet(models.QuerySet):
    """The archive's verbs. Public reads start at `published()`, the admin at `Film.objects`."""

    _gathers: tuple[str, ...] | None = None  # what to leave out when gathering; None gathers nothing

    def published(self) -> Self:
        """Films that anybody may see."""
        return self.filter(status=RecordStatus.PUBLISHED)

    def from_country(self, *codes: str) -> Self:
        """Films with any of these countries of production."""
        return self.filter(countries__code__in=codes).distinct()

    def with_ai_in(self, *departments: str) -> Self:
        """Films in which AI had a part in any of these departments; human-made departments do not count."""
        return self.filter(Q(airoles__department__code__in=departments) & ~Q(airoles__extent="none")).distinct()

    def matching(self, words: str) -> Self:
        """Films one of whose titles contains `words`, or whose number, present or former, they are."""
        number = words.strip().replace(" ", "-")
        former = FormerName.objects.filter(noun="film", name__iexact=number).values("film")
        return self.filter(
            Q(titles__text__icontains=words)
            | Q(titles__romanisation__icontains=words)
            | Q(public_id__iexact=number)
            | Q(pk__in=former)
        ).distinct()

    def named(self, *names: str) -> Self:
        """Films under these slugs or numbers, present and former."""
        numbers = [name.upper() for name in names]
        past = FormerName.objects.filter(noun="film", name__in=[*names, *numbers]).values("film")
        return self.filter(Q(slug__in=names) | Q(public_id__in=numbers) | Q(pk__in=past))

    def in_number_order(self) -> Self:
        """By the number that lights have; the country before it does not count."""
        return self.order_by(Cast(Substr("public_id", 4), models.IntegerField()))

    def for_lists(self) -> Self:
        """Films with what a row of the list of lights shows."""
        return self.select_related("lamp").prefetch_related("titles", "countries")

    def with_everything(self) -> Self:
        """Films with all that `record.py` reads, in a number of queries that does not grow."""
        clone = self._chain()
        clone._gathers = ()
        return clone

    def for_comparison(self) -> Self:
        """The same, less what a comparison does not show."""
        from .everything import LEFT_OUT_OF_COMPARISON

        clone = self._chain()
        clone._gathers = LEFT_OUT_OF_COMPARISON
        return clone

    def _clone(self) -> Self:
        clone = super()._clone()
        clone._gathers = self._gathers
        return clone

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and self._gathers is not None and self._result_cache:
            from .everything import gather

            gather(self._result_cache, self._gathers)

    def delete(self) -> tuple[int, dict[str, int]]:
        if self.exclude(status=RecordStatus.DRAFT).exists():
            raise ValidationError(Film.NOT_DELETABLE)
        return super().delete()

    delete.queryset_only = True  # type: ignore[attr-defined]


class FilmManager(models.Manager.from_queryset(FilmQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, public_id: str) -> "Film":
        return self.get(public_id=public_id)


class Film(Addressed):
    """One record of the archive (EN 15907 cinematographic work).

    `public_id` (`KR-4`) is given at birth, printed as the film's number, and never changed or reused:
    published films are withdrawn, not deleted. `slug` may change; old ones go on working, and so do the slug and
    the number of a film that was merged into another (`former.py`).
    """

    foreseen = False  # shown as if it were public, in a preview

    NOT_DELETABLE = _("A film that has been public is withdrawn, not deleted: its number is in use elsewhere.")

    public_id = models.CharField(
        _("number"),
        max_length=12,
        unique=True,
        blank=True,
        editable=False,
        validators=[RegexValidator(r"^[A-Z]{2}-[1-9]\d*$")],
    )
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    status = models.CharField(
        _("record status"), max_length=10, choices=RecordStatus.choices, default=RecordStatus.DRAFT
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_reason = bilingual_text(_("reason of the withdrawal"))

    form = models.CharField(_("form"), max_length=10, choices=Form.choices, default=Form.UNKNOWN)
    modes = terms_field(Scheme.PRODUCTION_MODE, _("production modes"))
    sector = models.CharField(_("sector"), max_length=12, choices=Sector.choices, default=Sector.UNKNOWN)
    work_status = models.CharField(
        _("progress of the work"), max_length=14, choices=WorkStatus.choices, default=WorkStatus.UNKNOWN
    )
    year = models.PositiveSmallIntegerField(
        _("year of reference"),
        null=True,
        blank=True,
        help_text=_("Of the first showing, else of production."),
    )
    countries = models.ManyToManyField(
        Country, related_name="films", blank=True, verbose_name=_("countries of production")
    )
    synopsis = bilingual_text(_("synopsis"))
    significance = bilingual_text(_("summary"), _("What the film is, and why it is here, in a few sentences."))
    lamp = models.ForeignKey(
        "films.FirstClaim",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("claim shown on the lamp"),
        help_text=_("Which of its claims the lists show. A choice of what to show, not a judgement."),
    )

    features = models.JSONField(
        _("features, derived"),
        default=dict,
        blank=True,
        editable=False,
        serialize=False,
        help_text=_("What rules of “first” ask about, drawn from the statements."),
    )

    objects = FilmManager()

    class Meta:
        ordering = ["public_id"]
        verbose_name = _("film")
        verbose_name_plural = _("films")
        permissions = [
            ("submit_film", "Can hand in films for review and take them back to draft"),
            ("publish_film", "Can publish films"),
            ("withdraw_film", "Can withdraw films"),
            ("rank_statement", "Can prefer statements and set them aside"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=RecordStatus.values), name="film_status_known"),
            models.CheckConstraint(condition=Q(form__in=Form.values), name="film_form_known"),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__gte=1888, year__lte=2200),
                name="film_year_plausible",
                violation_error_message=_("No film is older than 1888."),
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | Q(withdrawn_on__isnull=False),
                name="film_withdrawal_has_date",
                violation_error_message=_("Say when the film was withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.slug}"

    def natural_key(self) -> tuple[str]:
        return (self.public_id,)

    @property
    def number(self) -> int:
        return int(self.public_id.partition("-")[2])

    @property
    def lead_country_code(self) -> str:
        return self.public_id.partition("-")[0]

    def assign_public_id(self, country: str) -> None:
        """Give the film the next number; `country` is the ISO code that stands before it, for ever."""
        former = FormerName.objects.filter(noun="film").values_list("name", flat=True)
        ids = [*Film.objects.values_list("public_id", flat=True), *filter(NUMBER.fullmatch, former)]
        highest = max((int(public_id.partition("-")[2]) for public_id in ids), default=0)
        self.public_id = f"{country}-{highest + 1}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            if not self.public_id:
                self.assign_public_id(getattr(self, "number_country", "") or "XX")
            super().save(*args, **kwargs)

    def delete(self, *args: Any, merged_into: "Film | None" = None, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """What was public goes only where another film has taken over its parts, its number and its address."""
        if self.status != RecordStatus.DRAFT and not (
            merged_into and FormerName.objects.filter(noun="film", name=self.public_id, film=merged_into).exists()
        ):
            raise ValidationError(self.NOT_DELETABLE)
        return super().delete(*args, **kwargs)

    def get_absolute_url(self) -> Any:
        from django.urls import reverse

        return reverse("film", args=[self.slug])
