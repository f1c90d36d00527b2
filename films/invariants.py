"""What ought to hold of the records, as small named rules. Pure: values in, flaws out, no database, no clock.

Each rule has a code (which never changes: findings that were left open name it), a weight, a name and a plain
meaning. `worklist.py` asks the database and hands the rows to the checks below; pages, filters and the command
`check_archive` tell what they find.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .evidence import HOW_KNOWN, PART_OF_WORK, Fact, conflicts, interval, minutes_of, origins, span_in_minutes
from .models.release import BASES_OF_KIND
from .partial_date import parse
from .properties import PROPERTIES
from .vocabularies import (
    Form,
    OrderBasis,
    Qualifier,
    Rank,
    Reliability,
    Stance,
    WorkStatus,
)
from .wording import amount_words, date_words, listed, number_words


class Weight(TextChoices):
    ERROR = "error", gettext_lazy("Contradictions")
    GAP = "gap", gettext_lazy("Gaps")


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    weight: Weight
    name: Any
    meaning: Any


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule found wrong with the record `ref`: in words, and as the values on which it rests.

    `seen` reads the same in both languages. When it changes, a finding that was left open is open again.
    """

    rule: str
    ref: str
    words: str
    seen: str


_LIST = [
    Rule(
        "conflict",
        Weight.ERROR,
        gettext_lazy("Figures in conflict, none preferred"),
        gettext_lazy(
            "Two figures for the same thing cannot both be right, and no rank says which to read first. Prefer one "
            "or set one aside, with the reason; or leave both standing, and say why."
        ),
    ),
    Rule(
        "arithmetic",
        Weight.ERROR,
        gettext_lazy("Figures that do not add up"),
        gettext_lazy(
            "Minutes times cost per minute is not the total, beyond rounding and in one currency; or a part is "
            "larger than the whole."
        ),
    ),
    Rule(
        "length",
        Weight.ERROR,
        gettext_lazy("Called a feature, too short for one"),
        gettext_lazy(
            "The record or a claim says “feature”, and every running time lies under 40 minutes, the lowest of the "
            "usual lines (40, 58, 60, 70)."
        ),
    ),
    Rule(
        "year",
        Weight.ERROR,
        gettext_lazy("Year of reference is not that of the first showing"),
        gettext_lazy("A showing on record lies wholly in another year."),
    ),
    Rule(
        "progress",
        Weight.ERROR,
        gettext_lazy("Shown, but not said to be"),
        gettext_lazy("The work is called completed, and a showing is on record; or it is called shown, and is out."),
    ),
    Rule(
        "future",
        Weight.ERROR,
        gettext_lazy("Told as past, dated in the future"),
        gettext_lazy("The work is called shown or released, and every showing on record is still to come."),
    ),
    Rule(
        "claim_date",
        Weight.ERROR,
        gettext_lazy("Claim younger than its sources"),
        gettext_lazy("Every dated source of a claim appeared before the day on which the claim is said to be made."),
    ),
    Rule(
        "country_search",
        Weight.ERROR,
        gettext_lazy("Search status against the records"),
        gettext_lazy(
            "A country counts as “none found”, and a film claims a first for it; or as “found”, and there is no film; "
            "or as not looked up, and there are films."
        ),
    ),
    Rule(
        "twice",
        Weight.ERROR,
        gettext_lazy("Perhaps entered twice"),
        gettext_lazy("Two sources with one address, or two people with one name. Merge them, or say that they differ."),
    ),
    Rule(
        "namesake",
        Weight.ERROR,
        gettext_lazy("Films of one title, not told apart"),
        gettext_lazy("Two films share a title, and no relation warns the reader (“not to be confused with”)."),
    ),
    Rule(
        "circle",
        Weight.ERROR,
        gettext_lazy("Reprints in a circle"),
        gettext_lazy("Following a source to its original leads back to it, so that there is no original."),
    ),
    Rule(
        "hindrance",
        Weight.ERROR,
        gettext_lazy("Public, against the rules of publishing"),
        gettext_lazy("A published film lacks what publishing requires."),
    ),
    Rule(
        "unsourced",
        Weight.GAP,
        gettext_lazy("Without a source"),
        gettext_lazy(
            "A statement cites nothing; readers see “unsourced”. Not counted: what is marked as unsourced on purpose, "
            "what was looked for and not found, and titles that this archive translated."
        ),
    ),
    Rule(
        "single_origin",
        Weight.GAP,
        gettext_lazy("All claims of one origin"),
        gettext_lazy(
            "That the film is called first rests on a single origin: reprints count with their original, the "
            "claimant’s side once, machine-made text not at all."
        ),
    ),
    Rule(
        "machine_made",
        Weight.GAP,
        gettext_lazy("Known from machine-made text alone"),
        gettext_lazy(
            "Every source of a statement about the work looks machine-made, and it is not set aside. Find another, or "
            "set it aside."
        ),
    ),
    Rule(
        "foretold",
        Weight.GAP,
        gettext_lazy("Event known only from before it"),
        gettext_lazy(
            "All sources of a release are older than its date: they announce it, and nobody says it happened."
        ),
    ),
    Rule(
        "overdue",
        Weight.GAP,
        gettext_lazy("Planned, and the day has passed"),
        gettext_lazy(
            "The work is not out by the record, and a release planned for it lies in the past. Look what came."
        ),
    ),
    Rule(
        "no_showing",
        Weight.GAP,
        gettext_lazy("Out, but no showing on record"),
        gettext_lazy("The work is called released or shown, and no event on record says where or when."),
    ),
    Rule(
        "answers_nobody",
        Weight.GAP,
        gettext_lazy("Answer to an unnamed claim"),
        gettext_lazy("A claim disputes or repeats another, and does not say which."),
    ),
    Rule(
        "one_language",
        Weight.GAP,
        gettext_lazy("Text in one language only"),
        gettext_lazy("One of the two languages is empty. The reader of the other sees a gap."),
    ),
    Rule(
        "stale_translation",
        Weight.GAP,
        gettext_lazy("Translation left behind"),
        gettext_lazy("The text in one language was changed, the other not since."),
    ),
    Rule(
        "country_lamp",
        Weight.GAP,
        gettext_lazy("Country with films, no lamp"),
        gettext_lazy("No film was chosen as its lamp, and no note says why."),
    ),
    Rule(
        "country_reading",
        Weight.GAP,
        gettext_lazy("Lamp without its reading"),
        gettext_lazy("What the “first” is used to argue, or what speaks against that, has not been written."),
    ),
    Rule(
        "unassessed",
        Weight.GAP,
        gettext_lazy("Source not weighed"),
        gettext_lazy("A source is cited, and nobody has judged how far it can be trusted."),
    ),
    Rule(
        "unused",
        Weight.GAP,
        gettext_lazy("Nothing refers to it"),
        gettext_lazy("A source, person, tool or term that no record uses."),
    ),
    Rule(
        "suggestion",
        Weight.GAP,
        gettext_lazy("Suggestion waiting"),
        gettext_lazy("A reader has sent a correction or a source, and nobody has answered."),
    ),
]
RULES: dict[str, Rule] = {rule.code: rule for rule in _LIST}

_STATEMENTS = (
    "title", "firstclaim", "productionfact", "release", "credit", "airole", "commentary", "relation",
)  # fmt: skip
_TEXTS = (
    *_STATEMENTS, "film", "country", "source", "agent", "tool", "corpus", "corpusaxis", "comparison", "comparisonrow",
    "image", "term",
)  # fmt: skip
# Of which kinds of record each rule speaks, where these are not films.
NOUNS: dict[str, tuple[str, ...]] = {
    "conflict": ("productionfact",),
    "arithmetic": ("productionfact",),
    "length": ("film", "firstclaim"),
    "claim_date": ("firstclaim",),
    "country_search": ("country",),
    "twice": ("source", "agent"),
    "circle": ("source",),
    "unsourced": _STATEMENTS,
    "machine_made": ("title", "productionfact", "release", "credit", "airole"),
    "foretold": ("release",),
    "overdue": ("release",),
    "answers_nobody": ("firstclaim",),
    "one_language": _TEXTS,
    "stale_translation": _TEXTS,
    "country_lamp": ("country",),
    "country_reading": ("country",),
    "unassessed": ("source",),
    "unused": ("source", "agent", "tool", "term"),
    "suggestion": ("suggestion",),
}
OF_FILMS = frozenset({"film", "image", *_STATEMENTS})


def rules_of(noun: str) -> list[Rule]:
    """Rules that speak of records of this kind; of films, also those that speak of what is said about them."""
    spoken_of = OF_FILMS if noun == "film" else {noun}
    return [rule for rule in _LIST if spoken_of.intersection(NOUNS.get(rule.code, ("film",)))]


LOWEST_LINE = Decimal(40)  # minutes; where “feature” begins by the most generous measure in use
_TOLERANCE = Decimal("0.02")  # how far rounded factors may miss a rounded total

_OPEN_TO_ALL = frozenset({"theatrical", "theatrical_limited", "online_free", "online_paid", "broadcast", "home_video"})
# One evening in one cinema is “limited”: of such a work it is fair to say that it was shown.
_OUT = _OPEN_TO_ALL - {"theatrical_limited"}
_NOT_OUT = (WorkStatus.ANNOUNCED, WorkStatus.IN_PRODUCTION)
# Kinds that are told when they are decided, or of which nothing is known.
_NO_EVENT = frozenset({"announcement", "award", "permit", "not_released", "production_start", "unknown"})


class Statement(Protocol):
    ref: str
    rank: str
    sources: Any


def is_showing(kind: str) -> bool:
    return OrderBasis.FIRST_SHOWING in BASES_OF_KIND.get(kind, ())


# Figures ------------------------------------------------------------------------------------------------------


def figure(fact: Any) -> str:
    """A fact's figure in the reader's language."""
    return amount_words(fact.amount, fact.amount_high, fact.unit, fact.currency, fact.qualifier)


def plain(fact: Any) -> str:
    """The same for no reader in particular, to tell whether it has changed."""
    span = f"{fact.amount}–{fact.amount_high}" if fact.amount_high is not None else str(fact.amount)
    return " ".join(
        part for part in (fact.ref, fact.qualifier, span, fact.unit or fact.currency, fact.basis_code) if part
    )


def conflict(facts: Sequence[Any]) -> list[Flaw]:
    """One flaw for each property of a film on which figures of equal rank disagree."""
    groups: dict[str, dict[str, Any]] = defaultdict(dict)
    for a, b in conflicts(facts):
        if a.rank == b.rank:
            groups[a.property] |= {a.ref: a, b.ref: b}
    flaws = []
    for code, found in groups.items():
        rivals = sorted(found.values(), key=lambda fact: fact.number)
        told = listed(_with(figure(f) if f.amount is not None else f.get_state_display(), f.ref) for f in rivals)
        words = _("%(property)s: %(values)s.") % {"property": PROPERTIES[code].label, "values": told}
        flaws.append(Flaw("conflict", rivals[0].ref, words, "; ".join(map(plain, rivals))))
    return flaws


def arithmetic(facts: Sequence[Any]) -> list[Flaw]:
    """Products that miss their total, and parts larger than their whole. Only figures of the whole work count."""
    known = [
        f for f in facts if f.amount is not None and f.rank != Rank.DEPRECATED and f.qualifier != Qualifier.PLANNED
    ]
    of: dict[str, list[Any]] = defaultdict(list)
    for fact in known:
        if fact.basis_code not in PART_OF_WORK:
            of[fact.property].append(fact)
    return [*_products(of), *_parts(of)]


def _products(of: dict[str, list[Any]]) -> Iterable[Flaw]:
    for total in of["budget"]:
        if total.basis_code not in HOW_KNOWN:
            continue
        for each in of["cost_per_minute"]:
            if each.currency != total.currency:
                continue
            times = [t for t in of["running_time"] if minutes_of(t) is not None]
            if not times or any(_is_product(t, each, total) for t in times):
                continue
            time = times[0]
            words = _(
                "%(time)s at %(each)s a minute make %(product)s; the budget on record is %(total)s (%(refs)s)."
            ) % {
                "time": figure(time),
                "each": figure(each),
                "product": amount_words((minutes_of(time) or 0) * each.amount, currency=each.currency),
                "total": figure(total),
                "refs": listed((time.ref, each.ref, total.ref)),
            }
            yield Flaw("arithmetic", total.ref, words, "; ".join(map(plain, (*times, each, total))))


def _is_product(time: Fact, each: Fact, total: Fact) -> bool:
    seconds = interval(time)
    low, high = _product(seconds[0], interval(each)[0]), _product(seconds[1], interval(each)[1])
    least, most = interval(total)
    slack = (total.amount or 0) * _TOLERANCE
    too_much = low is not None and most is not None and low > most + slack
    too_little = high is not None and least is not None and high < least - slack
    return not (too_much or too_little)


def _product(seconds: Decimal | None, each: Decimal | None) -> Decimal | None:
    return None if seconds is None or each is None else seconds / 60 * each


_WHOLES = {"ai_cost": "budget", "ai_crew_size": "crew_size", "post_production_time": "production_time"}


def _parts(of: dict[str, list[Any]]) -> Iterable[Flaw]:
    for part_code, whole_code in _WHOLES.items():
        for part in of[part_code]:
            wholes = [w for w in of[whole_code] if (w.currency, w.unit) == (part.currency, part.unit)]
            if wholes and all(_exceeds(part, whole) for whole in wholes):
                words = _("%(part)s (%(figure)s) is more than %(whole)s (%(total)s): %(refs)s.") % {
                    "part": PROPERTIES[part_code].label,
                    "figure": figure(part),
                    "whole": PROPERTIES[whole_code].label,
                    "total": figure(wholes[0]),
                    "refs": listed((part.ref, wholes[0].ref)),
                }
                yield Flaw("arithmetic", part.ref, words, "; ".join(map(plain, (part, *wholes))))


def _exceeds(part: Fact, whole: Fact) -> bool:
    least, most = interval(part)[0], interval(whole)[1]
    return least is not None and most is not None and least > most


def length(film: Any, times: Sequence[Any], claims: Sequence[Any]) -> list[Flaw]:
    """“Feature” under every line, said by the record or by a claim made for the work."""
    spans = [
        span
        for time in times
        if time.rank != Rank.DEPRECATED and time.basis_code not in PART_OF_WORK and (span := span_in_minutes(time))
    ]
    known = [longest for _shortest, longest in spans if longest is not None]
    if not known or len(known) < len(spans) or max(known) >= LOWEST_LINE:
        return []
    told = amount_words(max(known), unit="min")
    flaws = []
    if film.form == Form.FEATURE:
        words = _("The record calls it a feature; it runs %(time)s.") % {"time": told}
        flaws.append(Flaw("length", film.public_id, words, f"feature; {max(known)} min"))
    for claim in claims:
        if claim.scope_length == Form.FEATURE and claim.rank != Rank.DEPRECATED:
            words = _("The claim says “feature”; %(film)s runs %(time)s.") % {"film": film.public_id, "time": told}
            flaws.append(Flaw("length", claim.ref, words, f"feature; {max(known)} min"))
    return flaws


# Dates --------------------------------------------------------------------------------------------------------


def _kept(releases: Iterable[Any]) -> list[Any]:
    return [r for r in releases if r.rank != Rank.DEPRECATED]


def _event(release: Any) -> str:
    told = date_words(parse(release.date)) if release.date else _("without a date")
    return _("%(kind)s, %(date)s (%(ref)s)") % {"kind": release.kind, "date": told, "ref": release.ref}


def _seen(releases: Iterable[Any]) -> str:
    return "; ".join(f"{r.ref} {r.kind.code} {r.date}".strip() for r in releases)


def year(film: Any, releases: Sequence[Any]) -> Flaw | None:
    """A showing that lies wholly before or, as the first, wholly after the year of reference."""
    if not film.year or film.work_status in _NOT_OUT:
        return None
    showings = [r for r in _kept(releases) if is_showing(r.kind.code)]
    ends = [r.date_latest for r in showings if r.date_latest]
    starts = [r.date_earliest for r in showings]
    if not ends:
        return None
    first = min((r for r in showings if r.date_latest), key=lambda r: r.date_latest)
    early = min(ends).year < film.year
    late = None not in starts and min(starts).year > film.year
    if not (early or late):
        return None
    words = _("The record says %(year)s; the first showing on record is: %(event)s.") % {
        "year": film.year,
        "event": _event(first),
    }
    return Flaw("year", film.public_id, words, f"{film.year}; {_seen([first])}")


def progress(film: Any, releases: Sequence[Any], today: date) -> Flaw | None:
    """How far the work has come, against the events on record that lie in the past."""
    past = [r for r in _kept(releases) if is_showing(r.kind.code) and r.date_latest and r.date_latest <= today]
    if film.work_status == WorkStatus.SHOWN:
        past = [r for r in past if r.kind.code in _OUT]
    elif film.work_status != WorkStatus.COMPLETED:
        return None
    if not past:
        return None
    words = _("“%(status)s”, and on record is: %(event)s.") % {
        "status": WorkStatus(film.work_status).label,
        "event": _event(past[0]),
    }
    return Flaw("progress", film.public_id, words, f"{film.work_status}; {_seen(past)}")


def future(film: Any, releases: Sequence[Any], today: date) -> Flaw | None:
    if film.work_status not in (WorkStatus.SHOWN, WorkStatus.RELEASED):
        return None
    showings = [r for r in _kept(releases) if is_showing(r.kind.code)]
    if not showings or any(r.date_earliest is None or r.date_earliest <= today for r in showings):
        return None
    words = _("“%(status)s”, and on record is only: %(event)s.") % {
        "status": WorkStatus(film.work_status).label,
        "event": _event(showings[0]),
    }
    return Flaw("future", film.public_id, words, f"{film.work_status}; {_seen(showings)}")


def overdue(film: Any, releases: Sequence[Any], today: date) -> list[Flaw]:
    if film.work_status not in _NOT_OUT:
        return []
    return [
        Flaw(
            "overdue",
            r.ref,
            _("“%(status)s”, and the day has passed: %(event)s.")
            % {"status": WorkStatus(film.work_status).label, "event": _event(r)},
            f"{film.work_status}; {_seen([r])}",
        )
        for r in _kept(releases)
        if is_showing(r.kind.code) and r.date_latest and r.date_latest < today
    ]


def no_showing(film: Any, releases: Sequence[Any]) -> Flaw | None:
    kinds = {r.kind.code for r in _kept(releases)}
    if film.work_status == WorkStatus.SHOWN:
        missing = not any(is_showing(kind) or kind == "unknown" for kind in kinds)
    elif film.work_status == WorkStatus.RELEASED:
        missing = not kinds & (_OPEN_TO_ALL | {"unknown", "staged_part"})
    else:
        return None
    if not missing:
        return None
    there = list(dict.fromkeys(str(r.kind) for r in _kept(releases)))
    words = _("“%(status)s”; on record is: %(events)s.") % {
        "status": WorkStatus(film.work_status).label,
        "events": listed(there) or _("nothing"),
    }
    return Flaw("no_showing", film.public_id, words, f"{film.work_status}; {' '.join(sorted(kinds))}".strip("; "))


def foretold(film: Any, release: Any, sources: Sequence[Any], today: date) -> Flaw | None:
    """An event that no source saw. What is not out yet is expected to be known from announcements alone."""
    if release.rank == Rank.DEPRECATED or film.work_status in _NOT_OUT or release.kind.code in _NO_EVENT:
        return None
    if not release.date_earliest or not sources or release.date_earliest > today:
        return None
    if any(s.date_latest is None or s.date_latest >= release.date_earliest for s in sources):
        return None
    newest = max(sources, key=lambda s: s.date_latest)
    words = _("%(event)s: the newest source is of %(date)s.") % {
        "event": _event(release),
        "date": date_words(parse(newest.date)),
    }
    return Flaw("foretold", release.ref, words, f"{_seen([release])}; {_slugs(sources)}")


def claim_date(claim: Any, sources: Sequence[Any]) -> Flaw | None:
    dated = [s for s in sources if s.date_latest]
    if not claim.date_earliest or len(dated) < len(sources) or not dated:
        return None
    newest = max(dated, key=lambda s: s.date_latest)
    if newest.date_latest >= claim.date_earliest:
        return None
    words = _("Said on %(date)s; the newest source is of %(source)s.") % {
        "date": date_words(parse(claim.date)),
        "source": date_words(parse(newest.date)),
    }
    return Flaw("claim_date", claim.ref, words, f"{claim.date}; {_slugs(dated)}")


# Evidence -----------------------------------------------------------------------------------------------------


def single_origin(film: Any, cited: Sequence[tuple[Any, Sequence[Any]]]) -> Flaw | None:
    """`cited` are the claims made for the film, each with its sources."""
    lamps = [
        (claim, sources)
        for claim, sources in cited
        if claim.stance in (Stance.ASSERTS, Stance.QUALIFIES) and claim.rank != Rank.DEPRECATED
    ]
    sources = {s.slug: s for _claim, found in lamps for s in found}
    if not lamps or len(origins(sources.values())) > 1:
        return None
    count = len(lamps)
    told = ngettext("%(n)s claim rests on %(sources)s.", "%(n)s claims rest on %(sources)s.", count) % {
        "n": number_words(Decimal(count)),
        "sources": listed(sorted(sources)) or _("nothing"),
    }
    return Flaw("single_origin", film.public_id, told, " ".join(sorted(sources)))


def machine_made(statement: Statement, sources: Sequence[Any]) -> Flaw | None:
    if statement.rank == Rank.DEPRECATED or not sources:
        return None
    if any(s.reliability != Reliability.SUSPECT_GENERATED for s in sources):
        return None
    words = _("Rests on %(sources)s.") % {"sources": listed(sorted(s.slug for s in sources))}
    return Flaw("machine_made", statement.ref, words, _slugs(sources))


def answers_nobody(claim: Any) -> Flaw | None:
    if claim.about_id or claim.rank == Rank.DEPRECATED or claim.stance not in (Stance.DISPUTES, Stance.REPEATS):
        return None
    words = _("“%(stance)s”, and names no claim: %(said)s") % {
        "stance": Stance(claim.stance).label,
        "said": claim.paraphrase or claim.wording,
    }
    return Flaw("answers_nobody", claim.ref, words, claim.stance)


def circle(source: Any, original_of: dict[str, str]) -> Flaw | None:
    """`original_of` gives the slug of what each reprint points to."""
    way = [source.slug]
    while (after := original_of.get(way[-1])) is not None:
        if after == source.slug:
            return Flaw(
                "circle", source.slug, _("The way leads back: %(way)s.") % {"way": " → ".join(way)}, " ".join(way)
            )
        if after in way:
            return None  # a circle further on, which is theirs to tell
        way.append(after)
    return None


def address_of(url: str) -> str:
    """A link without what does not change the page: scheme, www, fragment, last slash."""
    bare = url.partition("#")[0].rstrip("/")
    for prefix in ("https://", "http://"):
        bare = bare.removeprefix(prefix)
    return bare.removeprefix("www.")


# Countries ----------------------------------------------------------------------------------------------------


def country_search(country: Any, films: Collection[str], claimed: Collection[str]) -> Flaw | None:
    """`films` of the country, and those of them for which a first of this country is claimed, by number."""
    status = country.search_status
    if status == "found" and not films and not country.lead_film_id:
        words = _("“Found”, and no film of it is here.")
    elif status == "not_searched" and films:
        words = _("Not looked up, and here are %(films)s.") % {"films": listed(sorted(films))}
    elif status == "searched_nothing_found" and claimed:
        words = _("“None found”, and a first is claimed for it by %(films)s.") % {"films": listed(sorted(claimed))}
    else:
        return None
    return Flaw("country_search", country.code, words, f"{status}; {' '.join(sorted(films))}")


def country_lamp(country: Any, films: Collection[str]) -> Flaw | None:
    if country.lead_film_id or not films or country.note_en.strip() or country.note_zh_hans.strip():
        return None
    words = _("Here are %(films)s.") % {"films": listed(sorted(films))}
    return Flaw("country_lamp", country.code, words, " ".join(sorted(films)))


def country_reading(country: Any) -> Flaw | None:
    if not country.lead_film_id:
        return None
    missing = {
        "frame": (country.frame_id, _("frame")),
        "reading": (country.reading_en.strip(), _("reading")),
        "counter_reading": (country.counter_reading_en.strip(), _("counter-reading")),
    }
    codes = [code for code, (there, _word) in missing.items() if not there]
    if not codes:
        return None
    words = _("Not written: %(parts)s.") % {"parts": listed(missing[code][1] for code in codes)}
    return Flaw("country_reading", country.code, words, " ".join(codes))


# Texts --------------------------------------------------------------------------------------------------------


def one_language(ref: str, columns: dict[str, tuple[Any, str, str]]) -> Flaw | None:
    """`columns`: of each text its label and the words in English and Chinese. One flaw for a record."""
    lone = {name: label for name, (label, english, chinese) in columns.items() if bool(english) != bool(chinese)}
    if not lone:
        return None
    only = [_("English") if columns[name][1] else _("Chinese") for name in lone]
    told = listed(_with(label, language) for label, language in zip(lone.values(), only, strict=True))
    seen = " ".join(f"{name}:{'en' if columns[name][1] else 'zh'}" for name in lone)
    return Flaw("one_language", ref, _("In one language only: %(texts)s.") % {"texts": told}, seen)


Texts = dict[str, Any]  # a row's fields, as the journal keeps them


def left_behind(states: Sequence[tuple[Texts, Texts]]) -> dict[str, str]:
    """Columns whose text was not changed when, or after, its other language was.

    `states` are a row's changes, oldest first, as (before, after). Gives column → the text that it should follow.
    A text that goes back to what it was, as when a change is undone, is in step again.
    """
    behind: dict[str, tuple[str, str]] = {}  # column → what the other said while in step, and says now
    for before, after in states:
        for english in (name for name in after if name.endswith("_en")):
            pair = (english, english.removesuffix("_en") + "_zh_hans")
            if pair[1] not in after:
                continue
            moved = [name for name in pair if (before.get(name) or "").strip() != (after[name] or "").strip()]
            if len(moved) == 2 or (moved and moved[0] in behind):
                behind.pop(english, None), behind.pop(pair[1], None)
            elif moved and (before.get(moved[0]) or "").strip():  # else it is the translation that was missing
                [mine] = moved
                other = pair[1] if mine == english else english
                in_step = behind[other][0] if other in behind else before.get(mine) or ""
                behind[other] = (in_step, after[mine] or "")
                if in_step.strip() == (after[mine] or "").strip() or not (after[other] and after[mine]):
                    behind.pop(other)
    return {name: now for name, (_then, now) in behind.items()}


def stale_translation(ref: str, behind: dict[str, str], labels: dict[str, Any]) -> Flaw | None:
    if not behind:
        return None
    told = listed(
        _with(labels[name], _("Chinese") if name.endswith("_zh_hans") else _("English")) for name in sorted(behind)
    )
    seen = "; ".join(f"{name} ← {text[:60]}" for name, text in sorted(behind.items()))
    return Flaw("stale_translation", ref, _("Older than the other language: %(texts)s.") % {"texts": told}, seen)


def _slugs(sources: Iterable[Any]) -> str:
    return " ".join(sorted(s.slug for s in sources))


def _with(what: Any, added: str) -> str:
    return _("%(what)s (%(added)s)") % {"what": what, "added": added}
