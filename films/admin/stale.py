"""No lost update: who saves second is shown what was saved meanwhile, and loses nothing that was typed.

A form carries the stamp of the record that it was opened with. If the stamp has moved, nothing is saved; the form comes
back with all that was typed. Fields that only the other curator changed take the other's value; where both changed one
field, both values are shown side by side and the typed one stays in the form, to be saved or given up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.serializers.python import Deserializer
from django.db.models import Model, QuerySet
from django.forms.models import model_to_dict
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from films.history import DeedTold, Net, Words, net, told
from films.journal import MODELS, since, stamp
from films.models import Entry
from films.wording import field_label


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that both changed."""

    record: str
    label: str
    opened: str
    theirs: str
    yours: str


@dataclass(slots=True)
class Stale:
    """What was saved since the form was opened."""

    message: str
    deeds: list[DeedTold]
    clashes: list[Clash] = field(default_factory=list)


def mend_request(admin: Any, request: HttpRequest, object_id: str) -> None:
    """Where the record has moved on: puts a `Stale` on the request, and what was typed on top of the newest state."""
    record = admin.get_object(request, object_id)
    if record is None or not admin.has_change_permission(request, record):
        return
    newest = stamp(record, admin.whole)
    opened = request.POST.get("edit_token", "")
    if opened == newest:
        return
    entries = since(record, admin.whole, opened)
    request.stale = _stale(entries)  # type: ignore[attr-defined]
    merged = request.POST.copy()
    nets = {(n.noun, n.row): n for n in net(entries)}
    words = Words([n.before for n in nets.values()] + [n.after for n in nets.values()])
    for form in _forms(admin, request, record):
        row = (form._meta.model._meta.model_name, str(form.instance.pk))
        if row in nets and nets[row].before and nets[row].after:
            request.stale.clashes += _merge(form, nets[row], merged, words)  # type: ignore[attr-defined]
    for formset in _formsets(admin, request, record):
        request.stale.clashes += _let_go_of_deleted(formset, merged, nets)  # type: ignore[attr-defined]
    merged["edit_token"] = newest
    request.POST = merged  # type: ignore[assignment]


def _stale(entries: list[Entry]) -> Stale:
    deeds = told(entries)
    if not deeds:
        return Stale(_("This form was opened in another state of the record. Look at it again, then save."), [])
    last = deeds[0].deed
    who = last.actor_name or last.get_role_display() or _("a script")
    when = f"{last.at:%Y-%m-%d %H:%M} UTC"
    message = _(
        "%(who)s saved this record at %(when)s, after you had opened it. Nothing of yours has been saved yet, and "
        "nothing is lost: see above what changed, then save again."
    )
    return Stale(message % {"who": who, "when": when}, deeds)


def _forms(admin: Any, request: HttpRequest, record: Model) -> Iterator[forms.ModelForm]:
    """The form and the rows of its formsets, as they were sent."""
    yield admin.get_form(request, record, change=True)(request.POST, request.FILES, instance=record)
    for formset in _formsets(admin, request, record):
        yield from formset.initial_forms


def _formsets(admin: Any, request: HttpRequest, record: Model) -> list[forms.BaseInlineFormSet]:
    return admin._create_formsets(request, record, change=True)[0]


def _merge(form: forms.ModelForm, change: Net, data: QueryDict, words: Words) -> list[Clash]:
    """Takes over what only the other changed; gives the fields that both changed to different values."""
    opened = _initial(change, change.before)
    clashes = []
    for name in change.fields:
        asked = form.fields.get(name)
        if asked is None or asked.disabled:
            continue
        html_name = form.add_prefix(name)
        typed = asked.widget.value_from_datadict(form.data, form.files, html_name)
        theirs = _initial(change, change.after).get(name)
        if not asked.has_changed(opened.get(name), typed):
            _put(data, html_name, asked.prepare_value(theirs))
        elif asked.has_changed(theirs, typed):
            field_ = form._meta.model._meta.get_field(name)
            values = [words.value(field_, (state or {}).get(name)) for state in (change.before, change.after)]
            clashes.append(Clash(change.name, field_label(field_), *values, _as_words(asked, typed)))
    return clashes


def _initial(change: Net, state: dict[str, Any] | None) -> dict[str, Any]:
    """What a form would have begun with in this state, less what refers to a record of another name by now."""
    [row] = Deserializer([{"model": f"films.{change.noun}", "fields": state}], handle_forward_references=True)
    values = model_to_dict(row.object, exclude=[f.name for f in MODELS[change.noun]._meta.many_to_many])
    return values | {name: list(keys) for name, keys in (row.m2m_data or {}).items()}


def _put(data: QueryDict, name: str, value: Any) -> None:
    if value is None or value is False or value == "":
        data.pop(name, None)
        if value == "":
            data[name] = ""
    elif isinstance(value, list | tuple | QuerySet):
        data.setlist(name, [str(getattr(part, "pk", part)) for part in value])
    else:
        data[name] = "on" if value is True else str(getattr(value, "pk", value))


def _as_words(asked: forms.Field, typed: Any) -> str:
    """What was typed, as it would be read."""
    if isinstance(asked, forms.ModelChoiceField):
        try:
            value = asked.clean(typed)
        except forms.ValidationError:
            return str(typed)
        return ", ".join(map(str, value)) if isinstance(value, QuerySet) else str(value or "")
    choices = {str(key): label for key, label in getattr(asked, "choices", []) if not isinstance(label, list | tuple)}
    return str(choices.get(str(typed), "" if typed is None else typed))


def _let_go_of_deleted(
    formset: forms.BaseInlineFormSet, data: QueryDict, nets: dict[tuple[str, str], Net]
) -> list[Clash]:
    """Rows that the other deleted: an untouched one leaves the form, a changed one stays in it as a new row."""
    noun, key, prefix = formset.model._meta.model_name, formset.model._meta.pk.name, formset.prefix
    present = {str(pk) for pk in formset.get_queryset().values_list("pk", flat=True)}
    kept: list[dict[str, list[str]]] = []
    new: list[dict[str, list[str]]] = []
    clashes = []
    for number, form in enumerate(formset.forms):
        start = f"{prefix}-{number}-"
        row = {name.removeprefix(start): data.pop(name) for name in list(data) if name.startswith(start)}
        known = row.get(key, [""])[0]
        if number >= formset.initial_form_count():
            new.append(row)
        elif known in present:
            kept.append(row)
        elif (gone := nets.get((noun, known))) and "DELETE" not in row and _touched(form, gone):
            new.append({name: values for name, values in row.items() if name != key})
            clashes.append(
                Clash(gone.name, _("The whole entry"), "", _("deleted"), _("kept in the form, as a new one"))
            )
    for number, row in enumerate([*kept, *new]):
        for name, values in row.items():
            data.setlist(f"{prefix}-{number}-{name}", values)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(kept) + len(new))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    return clashes


def _touched(form: forms.ModelForm, gone: Net) -> bool:
    """Whether somebody typed into the row, against the state in which it was opened."""
    opened = _initial(gone, gone.before)
    for name, asked in form.fields.items():
        typed = asked.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        if name in gone.before and asked.has_changed(opened.get(name), typed):  # type: ignore[operator]
            return True
    return False
