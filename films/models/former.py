"""Names by which records were once cited. They go on working."""

import re
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

NUMBER = re.compile(r"[A-Z]{2}-[1-9]\d*")
RECORDS = ("film", "agent", "source")
NOUNS = [
    ("film", _("film")),
    ("agent", _("person or organisation")),
    ("source", _("source")),
    ("title", _("title")),
    ("firstclaim", _("claim")),
    ("productionfact", _("production fact")),
    ("release", _("release")),
    ("credit", _("credit")),
    ("airole", _("AI role")),
    ("commentary", _("commentary")),
    ("relation", _("relation")),
]


class FormerNameQuerySet(models.QuerySet):
    def of_records(self) -> Self:
        """Old addresses and numbers, without those of statements."""
        return self.filter(number__isnull=True)

    def remember(self, record: models.Model, name: str) -> None:
        """From now on `name` leads to this record."""
        noun = record._meta.model_name
        owners = dict.fromkeys(RECORDS) | {noun: record}
        self.update_or_create(noun=noun, name=name, defaults=owners)

    def forget(self, record: models.Model, name: str) -> None:
        """A record bears the name again. A number is never forgotten: it would be given out a second time."""
        if not NUMBER.fullmatch(name):
            for former in self.filter(noun=record._meta.model_name, name=name):
                former.delete()


class FormerNameManager(models.Manager.from_queryset(FormerNameQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, noun: str, name: str) -> "FormerName":
        return self.get(noun=noun, name=name)


def _only(owner: str, **more: Any) -> Q:
    return Q(**{f"{name}__isnull": name != owner for name in RECORDS}, **more)


class FormerName(models.Model):
    """A name by which a record was once cited: an old address, the number of a film that was merged into another,
    or the reference of a statement (`KR-4-c3`) that stands in another film now, as its `number`.
    """

    noun = models.CharField(_("kind of record"), max_length=20, choices=NOUNS, default="film")
    name = models.CharField(_("former name"), max_length=120)
    film = models.ForeignKey(
        "films.Film",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="former_names",
        verbose_name=_("film"),
    )
    agent = models.ForeignKey(
        "films.Agent",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="former_names",
        verbose_name=_("person or organisation"),
    )
    source = models.ForeignKey(
        "films.Source",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="former_names",
        verbose_name=_("source"),
    )
    number = models.PositiveSmallIntegerField(_("number of the statement"), null=True, blank=True)

    objects = FormerNameManager()

    class Meta:
        ordering = ["noun", "name"]
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "name"],
                name="formername_once",
                violation_error_message=_("This name already leads to another record."),
            ),
            models.CheckConstraint(
                condition=_only("agent", noun="agent", number__isnull=True)
                | _only("source", noun="source", number__isnull=True)
                | _only("film", noun="film", number__isnull=True)
                | _only("film", number__isnull=False) & ~Q(noun__in=RECORDS),
                name="formername_leads_to_one_record",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        return (self.noun, self.name)

    natural_key.dependencies = ["films.film", "films.agent", "films.source"]  # type: ignore[attr-defined]

    @property
    def record(self) -> Any:
        """The film, person or source that the name leads to, or whose statement it is."""
        return self.film or self.agent or self.source

    def clean(self) -> None:
        if not self.name.strip():
            raise ValidationError({"name": _("A name needs characters.")})


def once_called(noun: str, name: str) -> Any:
    """What formerly bore the name: a film, a person, a source, a statement; None where nothing did."""
    former = FormerName.objects.filter(noun=noun, name=name).select_related(*RECORDS).first()
    if former is None or former.number is None:
        return former and former.record
    from django.apps import apps

    statements = apps.get_model("films", noun)._default_manager.select_related("film")
    return statements.filter(film=former.film_id, number=former.number).first()


def highest_number(noun: str, film: int | None) -> int:
    """The highest number of a kind of statement in a film that a former name leads to: it is not given out again."""
    known = FormerName.objects.filter(noun=noun, film=film, number__isnull=False)
    return known.aggregate(highest=Max("number"))["highest"] or 0


class Addressed(models.Model):
    """A record with an address of its own, which may change; the old one goes on leading here."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            stored = type(self)._base_manager.filter(pk=self.pk)
            before = stored.values_list("slug", flat=True).first() if self.pk else None
            super().save(*args, **kwargs)
            if before and before != self.slug:  # type: ignore[attr-defined]
                FormerName.objects.remember(self, before)
            FormerName.objects.forget(self, self.slug)  # type: ignore[attr-defined]
