"""The rule of “First by whose rule?” as a query string: one parameter for each hole in the sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.filters import countries_of_cldr
from films.by_rule import Choices
from films.firsts import Rule
from films.scope import Scope
from films.vocabularies import Channel, Extent, OrderBasis
from films.wording import minutes_words, territory_words

PICTURE = "picture"  # no department of its own: the departments whose work is seen
GROUPS = {"africa": "continent:Africa", "arab-world": "region:arab-world"}
LENGTHS = {
    "": gettext_lazy("of any length"),
    "40": gettext_lazy("of 40 minutes or more"),
    "60": gettext_lazy("of 60 minutes or more"),
    "over-60": gettext_lazy("of more than 60 minutes"),
}
EXTENTS = {
    "": gettext_lazy("any part"),
    Extent.ELEMENT.value: gettext_lazy("single elements or more"),
    Extent.HYBRID.value: gettext_lazy("a fifth or more"),
    Extent.PREDOMINANT.value: gettext_lazy("most"),
    Extent.FULL_PICTURE.value: gettext_lazy("all"),
}
# Claims say it, so an address may ask for it; the sentence does not offer it.
EXTENTS_SAID = {Extent.FULL_PIPELINE.value: gettext_lazy("all, it is said,")}
CHANNELS = {
    "": pgettext_lazy("shown", "anywhere"),
    **{c.value: c.label for c in Channel if c is not Channel.MARKET},
}
# What may count, in the order in which a film comes into the world.
BASES = {
    "": gettext_lazy("first public showing"),
    OrderBasis.ANNOUNCEMENT.value: gettext_lazy("announcement"),
    OrderBasis.PRODUCTION_START.value: gettext_lazy("start of production"),
    OrderBasis.COMPLETION.value: gettext_lazy("completion"),
    OrderBasis.PREMIERE.value: gettext_lazy("premiere"),
    "festival": gettext_lazy("first festival screening"),
    "theatrical": gettext_lazy("first showing in cinemas"),
    OrderBasis.WIDE_RELEASE.value: gettext_lazy("wide release"),
    OrderBasis.ONLINE.value: gettext_lazy("release online"),
    "broadcast": gettext_lazy("broadcast"),
}
_LENGTH = re.compile(r"(over-)?(\d{1,3})")
PARAMETERS = ("territory", "length", "mode", "department", "extent", "channel", "date")


class RuleForm(forms.Form):
    """Checks a query string. What nothing in the archive has is still a rule: it is answered with “none”."""

    territory = forms.CharField(required=False, max_length=20)
    length = forms.CharField(required=False, max_length=12)
    mode = forms.SlugField(required=False, max_length=60)
    department = forms.SlugField(required=False, max_length=60)
    extent = forms.SlugField(required=False, max_length=60)
    channel = forms.SlugField(required=False, max_length=60)
    date = forms.SlugField(required=False, max_length=60)

    def __init__(self, data: QueryDict, offered: Choices) -> None:
        super().__init__(data)
        self._offered = offered

    def clean_territory(self) -> str:
        value = self.cleaned_data["territory"]
        if value and value not in GROUPS and value not in dict(countries_of_cldr()):
            raise forms.ValidationError(_("“%(value)s” is no country code.") % {"value": value})
        return value

    def clean_length(self) -> str:
        value = self.cleaned_data["length"]
        if value and not _LENGTH.fullmatch(value):
            raise forms.ValidationError(
                _("“%(value)s” is no length: write minutes, such as 40 or over-60.") % {"value": value}
            )
        return value

    def clean_mode(self) -> str:
        return self._one_of("mode", dict(self._offered.modes))

    def clean_department(self) -> str:
        return self._one_of("department", {PICTURE: "", **dict(self._offered.departments)})

    def clean_extent(self) -> str:
        return self._one_of("extent", {**EXTENTS, **EXTENTS_SAID})

    def clean_channel(self) -> str:
        return self._one_of("channel", CHANNELS)

    def clean_date(self) -> str:
        return self._one_of("date", BASES)

    def _one_of(self, name: str, known: dict[str, Any]) -> str:
        value = self.cleaned_data[name]
        if value and value not in known:
            raise forms.ValidationError(_("“%(value)s” is not among the values on record.") % {"value": value})
        return value

    def errors_in_words(self) -> list[str]:
        return [str(error) for errors in self.errors.values() for error in errors]

    def rule(self) -> Rule:
        """The rule of a valid form."""
        chosen = self.cleaned_data
        minutes, more = _minutes(chosen["length"])
        department, extent = chosen["department"], chosen["extent"]
        if department == PICTURE:
            extent = extent or Extent.ENHANCEMENT_ONLY.value
        elif extent and not department:
            department = PICTURE
        territory = chosen["territory"]
        return Rule(
            scope=Scope(
                territory=GROUPS.get(territory, f"country:{territory}" if territory else None),
                minutes=minutes,
                more=more,
                mode=chosen["mode"] or None,
                department=None if department == PICTURE else department or None,
                extent=extent or None,
                channel=chosen["channel"] or None,
            ),
            basis=chosen["date"] or OrderBasis.FIRST_SHOWING.value,
        )


def _minutes(length: str) -> tuple[Decimal | None, bool]:
    match = _LENGTH.fullmatch(length)
    if match is None or (int(match[2]) == 0 and not match[1]):
        return None, False
    return Decimal(match[2]), bool(match[1])


def query_of(rule: Rule) -> str:
    """The address of a rule, without its empty parts; the way back from `RuleForm.rule`."""
    scope = rule.scope
    groups = {territory: name for name, territory in GROUPS.items()}
    territory = groups.get(scope.territory or "", (scope.territory or "").removeprefix("country:"))
    values = {
        "territory": territory,
        "length": "" if scope.minutes is None else f"{'over-' if scope.more else ''}{scope.minutes}",
        "mode": scope.mode or "",
        "department": scope.department or (PICTURE if scope.extent else ""),
        "extent": "" if scope.extent == Extent.ENHANCEMENT_ONLY else scope.extent or "",
        "channel": scope.channel or "",
        "date": "" if rule.basis == OrderBasis.FIRST_SHOWING else rule.basis,
    }
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in values.items() if value})
    return query.urlencode()


@dataclass(frozen=True, slots=True)
class Hole:
    """A choice within the sentence."""

    name: str
    label: Any
    chosen: str
    options: list[tuple[str, Any]]

    @property
    def words(self) -> str:
        return str(dict(self.options).get(self.chosen, self.chosen))

    @property
    def html(self) -> SafeString:
        return render_to_string("components/hole.html", {"hole": self})


def holes(data: QueryDict, offered: Choices) -> dict[str, Hole]:
    """The choices with what stands in the address, even where the archive has nothing of it."""
    options: dict[str, tuple[Any, list[tuple[str, Any]]]] = {
        "territory": (
            gettext_lazy("Country or territory"),
            [
                ("", pgettext_lazy("from", "anywhere")),
                *((key, territory_words(value)) for key, value in GROUPS.items()),
                *offered.territories,
            ],
        ),
        "length": (gettext_lazy("Running time"), list(LENGTHS.items())),
        "mode": (gettext_lazy("Production mode"), [("", gettext_lazy("of any kind")), *_within(offered.modes)]),
        "department": (
            gettext_lazy("Department"),
            [("", gettext_lazy("the work")), (PICTURE, gettext_lazy("the picture")), *_within(offered.departments)],
        ),
        "extent": (gettext_lazy("Least extent of AI"), list(EXTENTS.items())),
        "channel": (gettext_lazy("Way of showing"), list(CHANNELS.items())),
        "date": (gettext_lazy("Date that counts"), [(k, v) for k, v in BASES.items() if not k or k in offered.bases]),
    }
    found = {}
    for name, (label, values) in options.items():
        chosen = data.get(name, "")
        if chosen and chosen not in dict(values):
            values = [*values, (chosen, _in_words(name, chosen))]
        found[name] = Hole(name, label, chosen, values)
    return found


def _within(options: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    """Names of terms as they stand within a sentence."""
    words = ((value, str(label)) for value, label in options)
    return [(value, word if word[1:2].isupper() else word[:1].lower() + word[1:]) for value, word in words]


def _in_words(name: str, value: str) -> str:
    if name == "territory":
        return str(dict(countries_of_cldr()).get(value, value))
    if name == "length" and (match := _LENGTH.fullmatch(value)):
        return minutes_words(Decimal(match[2]), bool(match[1]))
    if name == "extent":
        return str(EXTENTS_SAID.get(value, value))
    return value


def in_words(holes: dict[str, Hole]) -> list[str]:
    """The conditions that the rule sets, in words; the date that counts comes last, always."""
    stated = [hole.words for name, hole in holes.items() if hole.chosen and name != "date"]
    return [*stated, _("counted by %(date)s") % {"date": holes["date"].words}]
