"""Two records of one thing become one: two films, two people or organisations, two sources.

One record stays and keeps its number; the other goes. Field by field one value is chosen. All parts of the record
that goes are kept: statements get the next free numbers in the record that stays, and one that says the very same
as another is joined with it, so that their sources stand together. Whatever referred to the record that goes, refers
to the one that stays, and the old number, address and references lead there (`FormerName`). All of it is one deed,
which `journal.undo` takes back as a whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from .derived import refresh_derived
from .journal import deed, note, whole_of
from .models import (
    Agent,
    AgentName,
    Commentary,
    Comparison,
    Credit,
    Deed,
    Dismissal,
    Entry,
    Film,
    FirstClaim,
    FormerName,
    ProductionFact,
    Relation,
    Source,
    Title,
)
from .models.former import highest_number
from .models.sourced import Sourced
from .vocabularies import SEEN_BY_READERS, DeedKind, RecordStatus
from .wording import field_label, listed

MERGEABLE: tuple[type[models.Model], ...] = (Film, Agent, Source)
KEPT, GONE, BOTH = "kept", "gone", "both"
# What is not chosen: the record that stays keeps its number and its place in the editors' work.
_SETTLED = ("public_id", "status", "withdrawn_on", "withdrawal_reason_en", "withdrawal_reason_zh_hans")
IDENTIFYING = "identifying_title"

Key = tuple[type[models.Model], Any]


class Refused(Exception):
    """The two cannot become one; `reasons` say why."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class ChangedMeanwhile(Exception):
    """Somebody changed one of the two since they were shown."""


# The choice, field by field


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of both records. `options` are what may be chosen; none where both say the same."""

    name: str
    label: str
    kept: str
    gone: str
    options: tuple[str, ...]
    default: str


def choices(kept: models.Model, gone: models.Model) -> list[Choice]:
    """Every field, with what may be chosen."""
    found = [_choice(f, kept, gone) for f in _fields(type(kept))]
    if isinstance(kept, Film) and isinstance(gone, Film):
        found.insert(1, _identifying_title(kept, gone))
    return found


def _fields(model: type[models.Model]) -> list[Any]:
    # People and sources are known by their address, in the journal and in every export: they keep it.
    settled = _SETTLED if model is Film else (*_SETTLED, "slug")
    plain = [f for f in model._meta.concrete_fields if f.editable and f.serialize and not f.primary_key]
    return [f for f in (*plain, *model._meta.many_to_many) if f.serialize and f.name not in settled]


def _choice(of: Any, kept: models.Model, gone: models.Model) -> Choice:
    mine, theirs = _value(of, kept), _value(of, gone)
    told = (of.name, field_label(of), _in_words(of, kept), _in_words(of, gone))
    if mine == theirs:
        return Choice(*told, options=(), default=KEPT)
    options: tuple[str, ...] = (KEPT, GONE)
    if mine and theirs and (of.many_to_many or isinstance(of, models.TextField | models.JSONField)):
        options = (*options, BOTH)
    vague = _vague(of, mine) and not _vague(of, theirs)
    return Choice(*told, options=options, default=GONE if vague else BOTH if of.many_to_many and mine else KEPT)


def _vague(of: Any, value: Any) -> bool:
    """Nothing, or what the field has where nobody said anything, such as “unknown”."""
    return value in (None, "", [], frozenset()) or (of.choices is not None and value == of.get_default())


def _value(of: Any, record: models.Model) -> Any:
    if of.many_to_many:
        return frozenset(getattr(record, of.name).values_list("pk", flat=True))
    return getattr(record, of.attname)


def _in_words(of: Any, record: models.Model) -> str:
    if of.many_to_many:
        return listed(other for other in getattr(record, of.name).all())
    if of.choices:
        return str(getattr(record, f"get_{of.name}_display")())
    value = getattr(record, of.name)
    if isinstance(value, list):
        return "\n".join(str(part) for part in value)
    return "" if value is None else str(value)


def _identifying_title(kept: Film, gone: Film) -> Choice:
    mine, theirs = (film.titles.filter(identifying=True).first() for film in (kept, gone))
    same = (mine and (mine.text, mine.language)) == (theirs and (theirs.text, theirs.language))
    return Choice(
        IDENTIFYING,
        _("identifying title"),
        mine.text if mine else "",
        theirs.text if theirs else "",
        options=() if same else (KEPT, GONE),
        default=KEPT if mine or not theirs else GONE,
    )


def _chosen_value(of: Any, how: str, kept: models.Model, gone: models.Model) -> Any:
    mine, theirs = _value(of, kept), _value(of, gone)
    if how == GONE:
        return theirs
    if how != BOTH:
        return mine
    if of.many_to_many:
        return mine | theirs
    if isinstance(mine, list):
        return [*mine, *(part for part in theirs if part not in mine)]
    return f"{mine.rstrip()}\n\n{theirs.lstrip()}"


# What becomes of the parts


class Fate(Enum):
    """Moves over, joins one that says the very same, or falls away."""

    MOVED = "moved"
    JOINED = "joined"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Lot:
    """What becomes of one part: which number it gets, or which other row takes its sources."""

    part: Any
    fate: Fate
    number: int = 0
    into: Any = None

    @property
    def noun(self) -> str:
        return str(self.part._meta.verbose_name)

    @property
    def words(self) -> str:
        """What the part says, without its number."""
        told = str(self.part).removeprefix(f"{self.before}: ")
        if not isinstance(self.part, ProductionFact):
            return told
        fact = self.part
        amount = " – ".join(str(one) for one in (fact.amount, fact.amount_high) if one is not None)
        value = " ".join(part for part in (amount, fact.currency, fact.get_unit_display() if amount else "") if part)
        value = " · ".join(part for part in (value, fact.text) if part) or fact.get_state_display()
        return f"{told}: {value}"

    @property
    def before(self) -> str:
        return _ref(self.part)

    def after(self, kept: models.Model) -> str:
        if self.into is not None:
            return _ref(self.into)
        if not self.number or not isinstance(self.part, Sourced):
            return str(self.number or "")
        return f"{kept.public_id}-{self.part.ref_letter}{self.number}"  # type: ignore[attr-defined]


def _ref(part: Any) -> str:
    return part.ref if isinstance(part, Sourced) else str(part.number)


@dataclass(slots=True)
class Plan:
    """All that happens beside the choice of fields."""

    lots: list[Lot] = field(default_factory=list)  # of the parts of the record that goes, and of relations between both
    elsewhere: list[Lot] = field(default_factory=list)  # statements of other films that will say the same twice
    same: dict[Key, Any] = field(default_factory=dict)  # which row stands for which


def plan(kept: models.Model, gone: models.Model) -> Plan:
    """What becomes of every part, told before it happens and done the same way."""
    made = Plan(same={(type(gone), gone.pk): kept})
    between = list(_between(kept, gone)) if isinstance(kept, Film) else []
    made.lots = [Lot(relation, Fate.DROPPED) for relation in between]
    dropped = {(type(r), r.pk) for r in between}
    for model, owner in _part_models(type(kept)):
        rows = [r for r in _rows(model, owner, gone) if (model, r.pk) not in dropped]
        held = [r for r in _rows(model, owner, kept) if (model, r.pk) not in dropped]
        made.lots += _lots(rows, held, _next_number(model, owner, kept), made.same)
    for model, reference in _citing(type(kept)):
        made.elsewhere += _doubles(model, reference, kept, gone, made.same)
    return made


def _part_models(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """The kinds of rows that are numbered within a record, with the field that names the record."""
    for relation in model._meta.related_objects:
        part, owner = relation.related_model, relation.field.name
        unique = [set(c.fields) for c in part._meta.constraints if isinstance(c, models.UniqueConstraint)]
        if {owner, "number"} in unique:
            yield part, owner


def _rows(model: type[models.Model], owner: str, record: models.Model) -> list[Any]:
    return list(_readable(model).filter(**{owner: record}).order_by("number"))


def _readable(model: type[models.Model]) -> models.QuerySet:
    """Rows with what comparing and naming them reads."""
    joined = [f.name for f in model._meta.concrete_fields if f.many_to_one]
    links = [f.name for f in model._meta.many_to_many if f.serialize]
    names = ["agent__names"] if issubclass(model, Credit | Commentary) else []
    return model._base_manager.select_related(*joined).prefetch_related(*links, *names)


def _next_number(model: type[models.Model], owner: str, record: models.Model) -> int:
    highest = model._base_manager.filter(**{owner: record}).aggregate(highest=Max("number"))["highest"] or 0
    former = highest_number(model._meta.model_name, record.pk) if owner == "film" else 0
    return max(highest, former) + 1


def _between(kept: Film, gone: Film) -> Iterable[Relation]:
    """Relations of the two to each other: nothing is related to itself."""
    pair = [kept.pk, gone.pk]
    return Relation.objects.filter(film__in=pair, other__in=pair).select_related("film").order_by("film", "number")


def _lots(rows: list[Any], held: list[Any], number: int, same: dict[Key, Any]) -> list[Lot]:
    """Those that say the very same are joined; the others move. A claim may answer one that is joined itself."""
    while True:
        known = {_content(row, same): row for row in reversed(held)}
        found = {
            row: into
            for row in rows
            if (type(row), row.pk) not in same and (into := known.get(_content(row, same))) and _may_join(row, into)
        }
        if not found:
            break
        same |= {(type(row), row.pk): into for row, into in found.items()}
    lots = []
    for row in rows:
        into = same.get((type(row), row.pk))
        lots.append(Lot(row, Fate.JOINED, into=into) if into else Lot(row, Fate.MOVED, number=number))
        number += not into
    return lots


def _content(row: Any, same: Mapping[Key, Any]) -> tuple:
    """All that a row says, but not where it stands, under which number, or by whom it is carried."""
    aside = {"number", "identifying", *(("film",) if isinstance(row, Sourced) else ("agent",))}
    if not isinstance(row, Sourced) and not isinstance(row, AgentName):
        return (type(row), row.pk)  # a picture is joined with no other
    told: list[Any] = []
    for of in row._meta.concrete_fields:
        if of.serialize and not of.primary_key and of.name not in aside:
            value = getattr(row, of.attname)
            told.append(_stands_for(of.related_model, value, same) if of.is_relation else value)
    for of in row._meta.many_to_many:
        if of.serialize and of.name != "sources":
            told.append(frozenset(_stands_for(of.related_model, r.pk, same) for r in getattr(row, of.name).all()))
    return tuple(told)


def _stands_for(model: type[models.Model], key: Any, same: Mapping[Key, Any]) -> Any:
    return same[model, key].pk if (model, key) in same else key


def _may_join(row: Any, into: Any) -> bool:
    """Not where one answers the other, nor where something hangs on the row that is never moved: an assessment."""
    if isinstance(row, FirstClaim) and (row.about_id == into.pk or into.about_id == row.pk):
        return False
    bound = [r for r in _pointing(type(row)) if getattr(r, "on_delete", None) is models.PROTECT]
    return not any(r.related_model._base_manager.filter(**{r.field.name: row}).exists() for r in bound)


def _citing(model: type[models.Model]) -> Iterator[tuple[type[Sourced], str]]:
    """Statements that name such a record in a field, as a credit names a person."""
    for relation in _pointing(model):
        of = relation.field
        if issubclass(relation.related_model, Sourced) and not of.many_to_many and of.name != "film":
            yield relation.related_model, of.name


def _doubles(
    model: type[Sourced], reference: str, kept: models.Model, gone: models.Model, same: dict[Key, Any]
) -> list[Lot]:
    own = {kept.pk, gone.pk} if isinstance(kept, Film) else set()
    rows = [
        row
        for row in _readable(model).filter(**{f"{reference}__in": [kept, gone]}).order_by("film", "number")
        if row.film_id not in own
    ]
    mine = {(r.film_id, _content(r, same)): r for r in reversed(rows) if getattr(r, f"{reference}_id") == kept.pk}
    lots = []
    for row in rows:
        into = mine.get((row.film_id, _content(row, same)))
        if getattr(row, f"{reference}_id") == gone.pk and into and _may_join(row, into):
            same[model, row.pk] = into
            lots.append(Lot(row, Fate.JOINED, into=into))
    return lots


# Whether, and doing it


def refusals(kept: models.Model, gone: models.Model) -> list[str]:
    """Why the two cannot become one this way; empty where they can."""
    if type(kept) is not type(gone) or not isinstance(kept, MERGEABLE):
        return [_("Only two films, two people or organisations, or two sources can become one.")]
    if kept.pk == gone.pk:
        return [_("This is one record. Choose two.")]
    if isinstance(kept, Film):
        return list(_refusals_of_films(kept, gone))  # type: ignore[arg-type]
    if isinstance(kept, Source):
        chains = ((kept, gone), (gone, kept))
        if any(other.pk in _originals(source) for source, other in chains):
            return [
                _(
                    "One of the two is a reprint of the other. They are two sources with one origin, and the archive "
                    "counts them as one piece of evidence already. If they are one page after all, first empty the "
                    "field “reprint of”."
                )
            ]
    return []


def _refusals_of_films(kept: Film, gone: Film) -> Iterator[str]:
    if gone.status in SEEN_BY_READERS and kept.status not in SEEN_BY_READERS:
        yield _("%(gone)s has been public and %(kept)s has not: keep the public one.") % _named(kept, gone)
    if gone.status == RecordStatus.PUBLISHED and kept.status == RecordStatus.WITHDRAWN:
        yield _("%(kept)s is withdrawn and %(gone)s is public: keep the public one.") % _named(kept, gone)
    both = Comparison.objects.filter(places__film=kept).filter(places__film=gone)
    for comparison in both:
        yield _(
            "Both stand in the comparison “%(comparison)s”, whose essay tells them apart. Take one of them out first."
        ) % {"comparison": comparison}


def _named(kept: Film, gone: Film) -> dict[str, str]:
    return {"kept": kept.public_id, "gone": gone.public_id}


def _originals(source: Source) -> set[int]:
    found: set[int] = set()
    while source.reprint_of is not None and source.reprint_of.pk not in found:
        source = source.reprint_of
        found.add(source.pk)
    return found


def state(kept: models.Model, gone: models.Model) -> int:
    """Grows with every change of either, parts included: the newest entry of the journal for both."""
    known = Entry.objects.filter(whole__in=[whole_of(kept), whole_of(gone)])
    return known.aggregate(newest=Max("pk"))["newest"] or 0


def merge(
    kept: models.Model,
    gone: models.Model,
    chosen: Mapping[str, str] | None = None,
    by: AbstractBaseUser | None = None,
    reason: str = "",
    seen: int | None = None,
) -> Deed:
    """Make the two one. `chosen` names for each field which value stays; `seen` is the `state` that was shown.

    Raises `Refused` or `ChangedMeanwhile`, and changes nothing.
    """
    try:
        with deed(by, DeedKind.MERGE, reason) as act:
            kept, gone = _locked(kept, gone)
            if seen is not None and seen != state(kept, gone):
                raise ChangedMeanwhile
            if found := refusals(kept, gone):
                raise Refused(found)
            with transaction.atomic():
                _carry_out(kept, gone, {c.name: c.default for c in choices(kept, gone)} | dict(chosen or {}))
            refresh_derived()
    except ValidationError as error:
        raise Refused(error.messages) from error
    except IntegrityError as error:
        raise Refused([_("Something that hangs on both stands in the way: %(error)s") % {"error": error}]) from error
    return act


def _locked(kept: models.Model, gone: models.Model) -> tuple[Any, Any]:
    rows = type(kept)._base_manager.select_for_update(of=("self",)).filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    if kept.pk not in found or gone.pk not in found:
        raise ChangedMeanwhile
    return found[kept.pk], found[gone.pk]


def _carry_out(kept: Any, gone: Any, chosen: Mapping[str, str]) -> None:
    values = {of: _chosen_value(of, chosen.get(of.name, KEPT), kept, gone) for of in _fields(type(kept))}
    made = plan(kept, gone)
    note(_touched(kept, gone, made))
    identifying = _title_to_identify(kept, gone, chosen.get(IDENTIFYING, KEPT), made) if type(kept) is Film else None
    addresses = [gone.slug, *([gone.public_id] if isinstance(gone, Film) else [])]

    for former in gone.former_names.all():
        _lead_on(former, kept, made)
    for lot in made.lots:
        _let_fall(lot, kept)
    for lot in made.elsewhere:
        _let_fall(lot, lot.part.film)
    for old, new in [(lot.part, lot.into) for lot in (*made.lots, *made.elsewhere) if lot.into is not None]:
        _join(old, new)
    _repoint(gone, kept)
    for address in addresses:
        FormerName.objects.remember(kept, address)
    if isinstance(gone, Film):
        gone.delete(merged_into=kept)
    else:
        gone.delete()

    kept.refresh_from_db()
    for of, value in values.items():
        if not of.many_to_many:
            value = _stands_for(of.related_model, value, made.same) if of.is_relation else value
            setattr(kept, of.attname, value)
    kept.full_clean()
    kept.save()
    for of, value in values.items():
        if of.many_to_many:
            getattr(kept, of.name).set(value)
    if identifying is not None:
        identifying.refresh_from_db()
        identifying.identifying = True
        identifying.save()


def _touched(kept: Any, gone: Any, made: Plan) -> Iterator[models.Model]:
    """All rows that will change, for the journal, before the first one does: rows tell of each other by number.

    The record that stays comes first: undone, it lets go of an address before the other takes it back.
    """
    yield from (kept, gone, *gone.former_names.all())
    if isinstance(kept, Film):
        yield from kept.titles.filter(identifying=True)
    lots = [*made.lots, *made.elsewhere]
    yield from (lot.part for lot in lots)
    yield from (lot.into for lot in lots if lot.into is not None)
    for record in (gone, *(lot.part for lot in lots if lot.into is not None)):
        for relation in _pointing(type(record)):
            if relation.field.serialize:
                yield from relation.related_model._base_manager.filter(**{relation.field.name: record})


def _title_to_identify(kept: Film, gone: Film, how: str, made: Plan) -> Title | None:
    """One title identifies the film that stays. Titles of both let go first."""
    found = {title.film_id: title for title in Title.objects.filter(film__in=[kept, gone], identifying=True)}
    chosen = found.get((gone if how == GONE else kept).pk) or next(iter(found.values()), None)
    for title in found.values():
        title.identifying = False
        title.save()
    return made.same.get((Title, chosen.pk), chosen) if chosen else None


def _let_fall(lot: Lot, kept: models.Model) -> None:
    """Give a part its new place, or none. What is joined goes later, when its sources have been taken over."""
    part = lot.part
    if isinstance(part, Sourced) and lot.fate is not Fate.DROPPED:
        number = lot.into.number if lot.into is not None else lot.number
        owner = lot.into.film if lot.into is not None else kept
        noun = part._meta.model_name
        FormerName.objects.update_or_create(noun=noun, name=part.ref, defaults={"film": owner, "number": number})
        _keep_open_on_purpose(noun, part.ref, f"{owner.public_id}-{part.ref_letter}{number}")
    if lot.fate is Fate.DROPPED:
        part.delete()
    elif lot.fate is Fate.MOVED:
        if isinstance(part, Title):
            part.identifying = False
        setattr(part, type(kept)._meta.model_name, kept)
        part.number = lot.number
        part.save()


def _keep_open_on_purpose(noun: str, old: str, new: str) -> None:
    """A finding of the worklist that was left open stays so under the new number."""
    for dismissal in Dismissal.objects.filter(noun=noun, ref=old):
        if not Dismissal.objects.filter(rule=dismissal.rule, noun=noun, ref=new).exists():
            dismissal.ref = new
            dismissal.save()


def _join(old: Any, new: Any) -> None:
    if isinstance(old, Sourced):
        new.sources.add(*old.sources.all())
        for former in FormerName.objects.filter(noun=old._meta.model_name, film=old.film_id, number=old.number):
            former.film, former.number = new.film, new.number
            former.save()
    _repoint(old, new)
    old.delete()


def _lead_on(former: FormerName, kept: Any, made: Plan) -> None:
    """What led to the record that goes, or to a statement of it, leads on to where that is now."""
    if former.number is None:
        setattr(former, kept._meta.model_name, kept)
        former.save()
        return
    lots = (x for x in made.lots if (x.part._meta.model_name, x.part.film_id) == (former.noun, former.film_id))
    lot = next((x for x in lots if x.part.number == former.number), None)
    if lot is None or lot.fate is Fate.DROPPED:
        former.delete()
        return
    former.film, former.number = (lot.into.film, lot.into.number) if lot.into is not None else (kept, lot.number)
    former.save()


def _pointing(model: type[models.Model]) -> Iterator[Any]:
    """Every relation to such a record, hidden ones too, but not the tables between."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and not relation.related_model._meta.auto_created:
            yield relation


def _repoint(old: models.Model, new: models.Model) -> None:
    """Whatever refers to `old` refers to `new`."""
    for relation in _pointing(type(old)):
        of = relation.field
        if not of.serialize:
            continue
        for row in list(relation.related_model._base_manager.filter(**{of.name: old})):
            if of.many_to_many:
                getattr(row, of.name).remove(old)
                getattr(row, of.name).add(new)
            else:
                setattr(row, of.name, new)
                row.save()


# What is told of them


def referring(record: models.Model) -> list[tuple[str, int]]:
    """How many rows of each kind refer to the record, other than its own parts."""
    parts = {model for model, _owner in _part_models(type(record))} | {FormerName}
    found: dict[str, int] = {}
    for relation in _pointing(type(record)):
        model, of = relation.related_model, relation.field
        if of.serialize and (model not in parts or of.name != record._meta.model_name):
            count = model._base_manager.filter(**{of.name: record}).count()
            noun = str(model._meta.verbose_name_plural)
            found[noun] = found.get(noun, 0) + count
    return [(noun, count) for noun, count in found.items() if count]


def likely_doubles(record: models.Model) -> list[Any]:
    """Records that bear the same title, name or link."""
    others = type(record)._default_manager.exclude(pk=record.pk)
    if isinstance(record, Film):
        same = Q(titles__text__in=record.titles.values("text"))
    elif isinstance(record, Agent):
        same = Q(names__text__in=record.names.values("text"))
    else:
        same = Q(title=record.title) | (Q(url=record.url) & ~Q(url=""))  # type: ignore[attr-defined]
    return list(others.filter(same).distinct()[:20])
