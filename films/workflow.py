"""The steps of a record: draft, in review, published, withdrawn. What may be taken when, by whom, and how."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from .derived import refresh_derived
from .journal import deed
from .models import Comparison, Country, Film
from .publishability import Hindrance, hindrances, hindrances_of
from .vocabularies import DeedKind, RecordStatus

Record = Film | Comparison
User = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table below. `right` names the permission for each noun: `publish_film`, `publish_comparison`."""

    code: str
    origin: RecordStatus
    target: RecordStatus
    right: str
    kind: DeedKind
    label: Any
    does: Any  # what will happen, before it happens
    done: Any  # and after
    asks: Any  # for the reason

    @property
    def makes_public(self) -> bool:
        return self.target == RecordStatus.PUBLISHED

    @property
    def in_both_languages(self) -> bool:
        """The reason of a withdrawal is what readers find at the old address."""
        return self.target == RecordStatus.WITHDRAWN

    def allowed(self, user: User, noun: type[Record]) -> bool:
        return user.has_perm(f"films.{self.right}_{noun._meta.model_name}")


STEPS: dict[str, Step] = {
    step.code: step
    for step in (
        Step(
            "submit",
            RecordStatus.DRAFT,
            RecordStatus.IN_REVIEW,
            "submit",
            DeedKind.SUBMIT,
            gettext_lazy("Hand in for review"),
            gettext_lazy("A reviewer will read it and publish it or send it back. Readers do not see it yet."),
            gettext_lazy("%(record)s was handed in for review."),
            gettext_lazy("What should the reviewer know?"),
        ),
        Step(
            "return",
            RecordStatus.IN_REVIEW,
            RecordStatus.DRAFT,
            "submit",
            DeedKind.RETURN,
            gettext_lazy("Back to draft"),
            gettext_lazy("It becomes a draft again, to be mended and handed in anew."),
            gettext_lazy("%(record)s is a draft again."),
            gettext_lazy("What has to be mended?"),
        ),
        Step(
            "publish",
            RecordStatus.IN_REVIEW,
            RecordStatus.PUBLISHED,
            "publish",
            DeedKind.PUBLISH,
            gettext_lazy("Publish"),
            gettext_lazy(
                "Everybody will see it at once, under an address and a number that stay for ever. "
                "Once public it can be withdrawn, with a reason, but neither deleted nor made a draft again."
            ),
            gettext_lazy("%(record)s is public."),
            gettext_lazy("Why now? Readers see this in the history of the record."),
        ),
        Step(
            "withdraw",
            RecordStatus.PUBLISHED,
            RecordStatus.WITHDRAWN,
            "withdraw",
            DeedKind.WITHDRAW,
            pgettext_lazy("step", "Withdraw"),
            gettext_lazy(
                "It leaves all lists, comparisons and downloads. Its address stays and says, for ever, "
                "that it was withdrawn, when, and why."
            ),
            gettext_lazy("%(record)s was withdrawn."),
            gettext_lazy("Why? In English, as readers will find it at its address"),
        ),
        Step(
            "restore",
            RecordStatus.WITHDRAWN,
            RecordStatus.PUBLISHED,
            "publish",
            DeedKind.PUBLISH,
            gettext_lazy("Publish again"),
            gettext_lazy("It returns to all lists under its old address and number. The history keeps the withdrawal."),
            gettext_lazy("%(record)s is public again."),
            gettext_lazy("Why now? Readers see this in the history of the record."),
        ),
    )
}


class Refused(Exception):
    """The step was not taken, and nothing was written. `hindrances` says what is missing, if that is why."""

    def __init__(self, words: str, found: Sequence[Hindrance] = ()) -> None:
        super().__init__(words)
        self.words = words
        self.hindrances = list(found)


def steps_for(record: Record, user: User) -> list[Step]:
    """The steps that a user may take with a record as it stands."""
    return [s for s in STEPS.values() if s.origin == record.status and s.allowed(user, type(record))]


def take(step: Step, record: Record, *, by: User, reason: str, reason_zh_hans: str = "") -> None:
    """Take one step with one record. Raises `PermissionDenied` or `Refused`; then nothing was written.

    A withdrawal gives its reason in both languages, `reason` in English.
    """
    _check(step, type(record), by, reason, reason_zh_hans)
    with transaction.atomic(), deed(by=by, kind=step.kind, reason=_told(reason, reason_zh_hans)):
        current = _locked(record)
        if current.status != step.origin:
            raise Refused(_elsewhere(step, current))
        if step.makes_public and (found := hindrances(current)):
            raise Refused(gettext("It cannot be public as it is."), found)
        _set(current, step, reason, reason_zh_hans)
        refresh_derived()
    record.refresh_from_db()


def affected_by(step: Step, record: Record) -> list[Model]:
    """What readers see of other records that loses something by a withdrawal: comparisons, and lamps of countries."""
    if step.target != RecordStatus.WITHDRAWN or not isinstance(record, Film):
        return []
    comparisons = Comparison.objects.published().filter(places__film=record).in_order()
    lit_from_here = Film.objects.published().filter(lamp__film=record).exclude(pk=record.pk)
    return [*comparisons, *Country.objects.filter(lead_film=record), *lit_from_here]


@dataclass(frozen=True, slots=True)
class Together:
    """Which of many records can take a step, and why the others cannot."""

    ready: list[Film]
    held_back: list[tuple[Film, list[Hindrance], str]]


def sort_out(step: Step, films: Iterable[Film]) -> Together:
    """Who could take a step now; in a number of queries that does not grow."""
    films = list(films)
    found = hindrances_of(films) if step.makes_public else {}
    ready: list[Film] = []
    held_back: list[tuple[Film, list[Hindrance], str]] = []
    for film in films:
        if film.status != step.origin:
            held_back.append((film, [], _elsewhere(step, film)))
        elif found.get(film.pk):
            held_back.append((film, found[film.pk], ""))
        else:
            ready.append(film)
    return Together(ready, held_back)


def take_together(step: Step, films: Iterable[Film], *, by: User, reason: str) -> Together:
    """Take one step with all of these films that can; one deed. The rest stay as they are."""
    _check(step, Film, by, reason)
    keys = [film.pk for film in films]
    with transaction.atomic(), deed(by=by, kind=step.kind, reason=_told(reason)):
        sorted_out = sort_out(step, Film.objects.select_for_update().filter(pk__in=keys).in_number_order())
        for film in sorted_out.ready:
            _set(film, step, reason)
        if sorted_out.ready:
            refresh_derived()
    return sorted_out


def _check(step: Step, noun: type[Record], by: User, reason: str, reason_zh_hans: str = "") -> None:
    if not step.allowed(by, noun):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(gettext("Give a reason."))
    if step.in_both_languages and not reason_zh_hans.strip():
        raise Refused(gettext("Give the reason in both languages: readers will find it at the address."))


def _locked(record: Record) -> Record:
    return type(record)._default_manager.select_for_update().get(pk=record.pk)  # type: ignore[return-value]


def _elsewhere(step: Step, record: Record) -> str:
    words = gettext("This step begins at “%(origin)s”. The record is at “%(status)s”.")
    return words % {"origin": step.origin.label, "status": record.get_status_display()}  # type: ignore[union-attr]


def _told(reason: str, reason_zh_hans: str = "") -> str:
    return "\n".join(part for part in (reason.strip(), reason_zh_hans.strip()) if part)


def _set(record: Record, step: Step, reason: str, reason_zh_hans: str = "") -> None:
    gone = step.target == RecordStatus.WITHDRAWN
    record.status = step.target
    record.withdrawn_on = timezone.localdate() if gone else None
    record.withdrawal_reason_en = reason.strip() if gone else ""
    record.withdrawal_reason_zh_hans = reason_zh_hans.strip() if gone else ""
    record.save()
