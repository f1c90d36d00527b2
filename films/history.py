"""What has happened to a record, told in words: deeds, what each changed, and the difference of any two states.

Works on entries of the journal; asks the database only for the names of what they refer to.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .journal import MODELS, Fields, Row, whole_of, wholes_of
from .models import Agent, Country, Deed, Entry, Film, Source, Term
from .models.agent import best_spelling
from .vocabularies import DeedKind
from .wording import field_label, listed

LONG = 60  # characters from which a text is compared word by word
MOST_COMPARED = 1_000_000  # pairs of words: the time grows with them, and readers ask for these pages
NOT_FOR_READERS = frozenset({"file", "status"})  # where an upload is kept; steps are told by name


@dataclass(frozen=True, slots=True)
class Net:
    """What became of one row between two states; None is a row that was not there."""

    noun: str
    row: str
    name: str
    before: Fields | None
    after: Fields | None

    @property
    def fields(self) -> list[str]:
        """Names of the fields that differ, in the order of the record."""
        was, now = self.before or {}, self.after or {}
        return [name for name in dict.fromkeys([*now, *was]) if was.get(name) != now.get(name)]


@dataclass(frozen=True, slots=True)
class FieldTold:
    """One field that changed; `marks` compares lists and long texts: pairs of “same”, “gone” or “new” and the words.

    `language` is that of the words, where the field has one.
    """

    label: str
    before: str
    after: str
    marks: tuple[tuple[str, str], ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class RowTold:
    """One row that changed: `what` is “new”, “gone” or “changed”."""

    what: str
    kind: str
    name: str
    fields: tuple[FieldTold, ...]


@dataclass(frozen=True, slots=True)
class DeedTold:
    deed: Deed
    rows: tuple[RowTold, ...]

    @property
    def language(self) -> str:
        return language_by_script(self.deed.reason)


def net(entries: Iterable[Entry]) -> list[Net]:
    """The difference that entries make together, told from the oldest on; what came back as it was is left out."""
    first: dict[Row, Entry] = {}
    last: dict[Row, Entry] = {}
    for entry in sorted(entries, key=lambda e: e.pk):
        first.setdefault((entry.noun, entry.row), entry)
        last[entry.noun, entry.row] = entry
    nets = [Net(e.noun, e.row, last[row].name, e.before, last[row].after) for row, e in first.items()]
    return [n for n in nets if n.before != n.after]


def between(entries: Sequence[Entry], older: int, newer: int) -> list[Net]:
    """The difference of two states. A state is named by the deed that made it; 0 is the one before all deeds."""
    low, high = sorted((older, newer))
    return net(e for e in entries if low < e.deed_id <= high)


def since_publication(entries: Sequence[Entry]) -> list[Net] | None:
    """What has changed since the record was last published, or since the journal began, if it was public by then.

    None for what nobody has published yet.
    """
    published = [e.deed_id for e in entries if e.deed.kind == DeedKind.PUBLISH]
    if published:
        return net(e for e in entries if e.deed_id > max(published))
    oldest = min(entries, key=lambda e: e.pk, default=None)
    return net(entries) if oldest is not None and oldest.public else None


def told(entries: Sequence[Entry], *, for_readers: bool = False) -> list[DeedTold]:
    """Deeds with what they changed, newest first."""
    words = Words([e.before for e in entries] + [e.after for e in entries], for_readers=for_readers)
    by_deed: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_deed[entry.deed_id].append(entry)
    return [
        DeedTold(own[0].deed, tuple(words.row(n) for n in net(own)))
        for _key, own in sorted(by_deed.items(), reverse=True)
    ]


def told_nets(nets: Sequence[Net]) -> list[RowTold]:
    """Differences in words."""
    words = Words([n.before for n in nets] + [n.after for n in nets])
    return [words.row(n) for n in nets]


@dataclass(frozen=True, slots=True)
class Correction:
    """A deed as far as it concerns one public film."""

    film: Film
    told: DeedTold


def public_history(film: Film) -> list[DeedTold]:
    """What readers may know of a film's past: deeds since it can be read, without the names of accounts."""
    return told(list(Entry.objects.of(*wholes_of(film)).public()), for_readers=True)


def corrections(limit: int = 50) -> list[Correction]:
    """The newest changes of public films, film by film."""
    of_films = Entry.objects.public().filter(whole__startswith="film:")
    newest = of_films.order_by("-deed_id").values_list("deed_id", flat=True).distinct()[:limit]
    entries = list(of_films.filter(deed_id__in=list(newest)).select_related("deed"))
    by_whole: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_whole[entry.whole].append(entry)
    films = Film.objects.published().filter(pk__in=[w.partition(":")[2] for w in by_whole]).for_lists()
    found = [Correction(film, deed) for film in films for deed in told(by_whole[whole_of(film)], for_readers=True)]
    return sorted(found, key=lambda c: (c.told.deed.pk, c.film.pk), reverse=True)[:limit]


class Words:
    """Labels and values as a reader sees them. Names of what is referred to are read in four queries at most."""

    def __init__(self, states: Iterable[Fields | None], *, for_readers: bool = False) -> None:
        self.for_readers = for_readers
        self.mentioned: dict[str, set[str]] = defaultdict(set)
        for state in states:
            for value in (state or {}).values():
                for key in value if isinstance(value, list) and value and isinstance(value[0], list) else [value]:
                    if isinstance(key, list) and len(key) == 1:
                        self.mentioned["slug"].add(str(key[0]))

    @cached_property
    def terms(self) -> dict[tuple[str, str], str]:
        return {(t.scheme, t.code): t.label for t in Term.objects.all()}

    @cached_property
    def countries(self) -> dict[str, str]:
        return {c.code: str(c) for c in Country.objects.all()}

    @cached_property
    def sources(self) -> dict[str, str]:
        found = Source.objects.filter(slug__in=self.mentioned["slug"])
        return {s.slug: f"{s.title} ({s.publisher})" if s.publisher else s.title for s in found}

    @cached_property
    def agents(self) -> dict[str, str]:
        found = Agent.objects.filter(slug__in=self.mentioned["slug"]).prefetch_related("names")
        language = get_language() or "en"
        return {a.slug: best_spelling([(n.text, n.language) for n in a.names.all()], language)[0] for a in found}

    @cached_property
    def public_films(self) -> set[str]:
        return set(Film.objects.published().values_list("public_id", flat=True))

    def row(self, difference: Net) -> RowTold:
        model = MODELS[difference.noun]
        was, now = difference.before, difference.after
        what = "new" if was is None else "gone" if now is None else "changed"
        names = [name for name in difference.fields if not (self.for_readers and name in NOT_FOR_READERS)]
        if what != "changed":  # of a new row, only what it says
            names = [name for name in names if self.says(model, name, (was or now or {}).get(name))]
        fields = tuple(self.field(model, name, (was or {}).get(name), (now or {}).get(name)) for name in names)
        return RowTold(what, str(model._meta.verbose_name), difference.name, fields)

    def says(self, model: type[models.Model], name: str, value: Any) -> bool:
        """Whether a field of a new row tells anything that its name and defaults do not."""
        if name in ("film", "number") or value in ("", None, [], False):
            return False
        try:
            return value != model._meta.get_field(name).get_default()
        except FieldDoesNotExist:
            return True

    def field(self, model: type[models.Model], name: str, was: Any, now: Any) -> FieldTold:
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:  # a field that the noun had once
            return FieldTold(name, str(was or ""), str(now or ""))
        before, after = self.value(field, was), self.value(field, now)
        marks: tuple[tuple[str, str], ...] = ()
        if before and after and field.many_to_many:
            marks = self.items_compared(field, was, now)
        elif before and after and max(len(before), len(after)) > LONG:
            marks = compared(before, after)
        return FieldTold(field_label(field), before, after, marks, language_of(field))

    def items_compared(self, field: Any, was: list[Any], now: list[Any]) -> tuple[tuple[str, str], ...]:
        keys = [*was, *(key for key in now if key not in was)]
        marks = []
        for number, key in enumerate(keys):
            mark = "same" if key in was and key in now else "gone" if key in was else "new"
            marks += [("same", listed(("", "")))] if number else []
            marks.append((mark, self.reference(field.related_model, key)))
        return tuple(marks)

    def value(self, field: Any, value: Any) -> str:
        if value is None or value == "" or value == []:
            return ""
        if field.is_relation:
            keys = value if field.many_to_many else [value]
            return listed(self.reference(field.related_model, key) for key in keys)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if field.flatchoices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, list):
            return "; ".join(str(part) for part in value)
        if isinstance(field, models.DecimalField):
            return number_format(value)
        return str(value)

    def reference(self, model: type[models.Model], key: Any) -> str:
        parts = key if isinstance(key, list) else [key]
        name = str(parts[-1])
        if model is Term:
            return self.terms.get((str(parts[0]), name), name)
        if model is Country:
            return self.countries.get(name, name)
        if model is Source:
            return self.sources.get(name, name)
        if model is Agent:
            return self.agents.get(name) or name
        if self.for_readers and model._meta.model_name in ("film", "firstclaim") and parts[0] not in self.public_films:
            return _("a record that is not public")
        if model._meta.model_name == "firstclaim":
            return f"{parts[0]}-c{parts[1]}"
        return " ".join(str(part) for part in parts)


def language_of(field: Any) -> str:
    """The language of a text that has a column for each, as a BCP 47 tag; else empty."""
    return "zh-Hans" if field.name.endswith("_zh_hans") else "en" if field.name.endswith("_en") else ""


def language_by_script(words: str) -> str:
    """Of what a curator typed in either language."""
    return "zh-Hans" if re.search(r"[\u4e00-\u9fff]", words) else "en"


_TOKENS = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\u3040-\u30ff]|[^\W\u2e80-\u9fff\uac00-\ud7af\u3040-\u30ff]+|\s+|.", re.S
)


def compared(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Two texts word by word, Chinese and Korean sign by sign."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) * len(new) > MOST_COMPARED:
        return _compared_at_the_ends(old, new)
    marks: list[tuple[str, str]] = []
    for action, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if action == "equal":
            marks.append(("same", "".join(old[a:b])))
            continue
        if a < b:
            marks.append(("gone", "".join(old[a:b])))
        if c < d:
            marks.append(("new", "".join(new[c:d])))
    return tuple(marks)


def _compared_at_the_ends(old: list[str], new: list[str]) -> tuple[tuple[str, str], ...]:
    """What two long texts begin and end with, and all between as one change."""
    head = _alike(old, new)
    old, new, same = old[head:], new[head:], old[:head]
    tail = _alike(old[::-1], new[::-1])
    parts = [
        ("same", same),
        ("gone", old[: len(old) - tail]),
        ("new", new[: len(new) - tail]),
        ("same", old[len(old) - tail :]),
    ]
    return tuple((mark, "".join(words)) for mark, words in parts if words)


def _alike(old: list[str], new: list[str]) -> int:
    """How many words are the same from the first on."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
