"""What a film answers to each question of a comparison. Pure: a record in, entries out.

Where there is no answer the entries are none, and the table says that it was not looked up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .evidence import three_figures
from .partial_date import PartialDate
from .rates import CURRENCY, YEAR, in_common_currency
from .record import (
    AIRoleValue,
    ClaimValue,
    CommentaryValue,
    Evidence,
    FactValue,
    FilmRecord,
    Mention,
    ReadingValue,
)
from .vocabularies import (
    CommentaryKind,
    Extent,
    FactState,
    Form,
    Openness,
    Qualifier,
    Rank,
    RelationKind,
    Stance,
    Standing,
    Unit,
)
from .wording import amount_words, chinese, date_words, listed

SHOWN = 3  # remarks of a cell that stand open; the rest is folded

NOT_LOOKED_UP = "not_looked_up"
_NOTHINGS: dict[str, Any] = {
    FactState.WITHHELD.value: FactState.WITHHELD.label,
    FactState.NONE.value: FactState.NONE.label,
    FactState.NOT_FOUND.value: FactState.NOT_FOUND.label,
    NOT_LOOKED_UP: gettext_lazy("Not looked up"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a cell says, in the reader's language.

    `label` goes before it (who says so, which figure this is), `detail` beside it, `note` below. Where `state` is
    not known, `text` names the nothing.
    """

    text: str = ""
    label: str = ""
    detail: str = ""
    note: str = ""
    quote: tuple[str, str] | None = None  # the words as said, and their language
    state: str = FactState.KNOWN.value
    evidence: Evidence | None = None
    address: str = ""
    mention: Mention | None = None  # a film; its title is the text
    date: PartialDate | None = None
    standing: Standing | None = None
    extent: Extent | None = None
    computed: bool = False
    inputs: str = ""
    disputed: bool = False
    set_aside: bool = False
    amount: Decimal | None = None  # on the scale of the row
    share: int | None = None  # of the largest amount of the row, in per cent
    folded: bool = False

    @property
    def known(self) -> bool:
        return self.state == FactState.KNOWN and not self.set_aside and self.extent != Extent.UNDISCLOSED

    @property
    def nothing(self) -> bool:
        return self.state != FactState.KNOWN

    @property
    def reason(self) -> str:
        """Why it was set aside."""
        reason = self.evidence.rank_reason if self.evidence else None
        return str(reason.label) if self.set_aside and reason else ""


# Pieces ----------------------------------------------------------------------------------------------------


def nothing(state: str = NOT_LOOKED_UP, text: str = "", **more: Any) -> Entry:
    return Entry(text=text or str(_NOTHINGS[state]), state=state, **more)


def _beside(*parts: Any) -> str:
    return ("·" if chinese() else " · ").join(str(part) for part in parts if part)


def together(evidence: Iterable[Evidence | None]) -> Evidence | None:
    """What several statements rest on, as one."""
    found = [e for e in evidence if e is not None]
    if not found:
        return None
    slugs = tuple(dict.fromkeys(slug for e in found for slug in e.sources))
    return replace(found[0], sources=slugs, notes=(), rank=Rank.NORMAL, rank_reason=None)


def _on(evidence: Evidence, slugs: Sequence[str]) -> Evidence:
    return replace(evidence, sources=tuple(slugs), notes=())


_PLAIN = frozenset({"stated", "press", "rounded", "measured", "total_budget", "per_minute", "format"})


def _fact(fact: FactValue, label: Any = "", disputed: bool = False) -> Entry:
    set_aside = fact.evidence.set_aside
    note = str(fact.evidence.note)
    if fact.state != FactState.KNOWN:
        return nothing(fact.state.value, label=str(label), note=note, evidence=fact.evidence, set_aside=set_aside)
    # “0.333 times” is nobody's words; “about one third” is.
    fraction = fact.unit == Unit.RATIO and fact.amount is not None and fact.amount < 1 and bool(fact.text)
    words = "" if fraction else fact.words
    basis = fact.basis if fact.basis and fact.basis.code not in (*_PLAIN, fact.property) else None
    detail = fact.remark if words else ""
    if not detail and not fact.text and basis:
        detail = str(basis)
    return Entry(
        text=words or str(fact.text),
        label=str(label),
        detail=detail,
        note=note,
        evidence=fact.evidence,
        disputed=disputed,
        set_aside=set_aside,
    )


def _property(record: FilmRecord, code: str, labelled: bool = False) -> tuple[Entry, ...]:
    """Every value of a property, the best first; a dispute is marked on that."""
    found = record.property(code)
    if found is None:
        return ()
    label = found.property.label if labelled else ""
    values = (*found.standing_values, *found.set_aside)
    return tuple(_fact(v, label, found.disputed and i == 0) for i, v in enumerate(values))


def _computed(record: FilmRecord, code: str) -> tuple[Entry, ...]:
    source = "cost_per_minute" if code == "budget" else "budget"
    return tuple(
        Entry(
            text=c.words,
            computed=True,
            inputs=f"{c.money} {c.formula} {c.minutes}",
            evidence=together(
                value.evidence
                for name in (source, "running_time")
                if (known := record.property(name))
                for value in known.best
                if value.amount is not None
            ),
        )
        for c in record.computed
        if c.property.code == code
    )


# What gaps of the records speak of, by row. They are kept in words only: what is matched is shown.
_SOUGHT: dict[str, tuple[str, ...]] = {
    "running_time": ("running time",),
    "budget": ("budget", "cost"),
    "tools": ("ai tools", "ai products"),
    "training_data": ("trained on",),
    "releases": ("release", "premiere"),
    "admissions": ("box office", "admissions"),
    "critics": ("independent review",),
    "makers": ("statement by the makers",),
    "parts": ("second part",),
    "ai-voice": ("voices",),
    "ai-music": ("music",),
}


def sought(record: FilmRecord, code: str) -> tuple[Entry, ...]:
    """That it was looked for in vain, where a gap of the record says so."""
    words = _SOUGHT.get(code, ())
    gap = next((gap for gap in record.gaps if any(word in gap.en.casefold() for word in words)), None)
    return (nothing(FactState.NOT_FOUND.value, detail=str(gap)),) if gap else ()


# One function for each row ---------------------------------------------------------------------------------


def _claim_of(record: FilmRecord) -> ClaimValue | None:
    return record.lamp or (record.claims[0] if record.claims else None)


def _called_first(record: FilmRecord) -> tuple[Entry, ...]:
    claim = _claim_of(record)
    if claim is None:
        return ()
    scope = _beside(*(facet.value for facet in claim.facets)) or _("scope not stated")
    said = Entry(
        text=str(claim.paraphrase) or claim.wording,
        detail=scope,
        quote=(claim.wording, claim.wording_language) if claim.wording else None,
        address=claim.address,
        evidence=claim.evidence,
        set_aside=claim.evidence.set_aside,
    )
    more = len(record.claims) - 1
    if more < 1:
        return (said,)
    words = ngettext("and %(n)s more claim", "and %(n)s more claims", more) % {"n": more}
    return (said, Entry(text=words, address=f"{record.mention.address}#called-first"))


def _claimed_by(record: FilmRecord) -> tuple[Entry, ...]:
    claim = _claim_of(record)
    if claim is None:
        return ()
    return (Entry(text=str(claim.claimant), detail=str(claim.claimant_kind.label), evidence=claim.evidence),)


def _claimed_when(record: FilmRecord) -> tuple[Entry, ...]:
    claim = _claim_of(record)
    if claim is None:
        return ()
    firmly = str(claim.modality.label)
    if claim.date is None:
        return (nothing(FactState.NOT_FOUND.value, _("date not found"), detail=firmly, evidence=claim.evidence),)
    return (Entry(text=date_words(claim.date), date=claim.date, detail=firmly, evidence=claim.evidence),)


def _standing(record: FilmRecord) -> tuple[Entry, ...]:
    claim = _claim_of(record)
    if claim is None:
        return ()
    judged = claim.assessments[-1] if claim.assessments else None
    return (
        Entry(
            text=str(claim.standing.label),
            standing=claim.standing,
            computed=claim.standing_computed,
            inputs=_rule_of(claim) if claim.standing_computed else "",
            detail=str(judged.argument) if judged else "",
            note=_beside(judged.signed, judged.date) if judged else "",
            evidence=claim.evidence,
        ),
    )


def _rule_of(claim: ClaimValue) -> str:
    """What the rule of standings looked at."""
    disputing = sum(a.stance in (Stance.DISPUTES, Stance.DENIES) for a in claim.answers)
    n = claim.evidence.origins
    parts = [ngettext("%(n)s origin", "%(n)s origins", n) % {"n": n}]
    if disputing:
        parts.append(ngettext("%(n)s objection", "%(n)s objections", disputing) % {"n": disputing})
    elif claim.standing == Standing.CONTESTED:
        parts.append(_("an earlier film meets its conditions"))
    elif claim.standing in (Standing.STANDS, Standing.SAID):
        parts.append(_("no objection known"))
    return _beside(*parts)


def _rivals(record: FilmRecord) -> tuple[Entry, ...]:
    claim = _claim_of(record)
    order = [Stance.DENIES, Stance.DISPUTES, Stance.QUALIFIES]
    answers = (
        sorted((a for a in claim.answers if a.stance in order), key=lambda a: order.index(a.stance)) if claim else []
    )
    said = [
        Entry(
            text=str(a.paraphrase) or a.wording,
            label=str(a.stance.label),
            detail=str(a.claimant),
            address=a.address,
            evidence=a.evidence,
            set_aside=a.evidence.set_aside,
        )
        for a in answers
    ]
    said += [
        Entry(
            text=str(a.paraphrase) or a.wording,
            label=str(a.stance.label),
            detail=str(a.claimant),
            note=_("said of: %(claim)s") % {"claim": str(other.paraphrase) or other.wording},
            address=a.address,
            evidence=a.evidence,
            set_aside=a.evidence.set_aside,
        )
        for other in record.claims
        if other is not claim
        for a in other.answers
        if a.stance in (Stance.DENIES, Stance.DISPUTES)
    ]
    claims: dict[str, ClaimValue] = {}
    for other in record.claims_for_others:
        if other.work:
            claims.setdefault(other.work.slug, other)
    for relation in record.rivals:
        theirs = claims.get(relation.other.slug) if relation.other else None
        said.append(
            Entry(
                text=relation.other.title if relation.other else relation.other_name,
                mention=relation.other,
                detail=str(theirs.paraphrase if theirs else relation.other_gloss),
                evidence=together([relation.evidence, theirs.evidence if theirs else None]),
                set_aside=relation.evidence.set_aside,
            )
        )
    return tuple(said)


def _form(record: FilmRecord) -> tuple[Entry, ...]:
    said = _property(record, "form")
    if record.form == Form.UNKNOWN:
        return said or (nothing(FactState.NOT_FOUND.value, note=str(record.form.definition)),)
    return (Entry(text=str(record.form.label)), *said)


def _mode(record: FilmRecord) -> tuple[Entry, ...]:
    return tuple(Entry(text=str(mode)) for mode in record.modes)


def _parts(record: FilmRecord) -> tuple[Entry, ...]:
    kinds = (RelationKind.PART_OF, RelationKind.FOLLOWED_BY, RelationKind.VERSION_OF)
    tied = tuple(
        Entry(
            text=r.other.title if r.other else r.other_name,
            label=str(r.kind.label),
            mention=r.other,
            detail=str(r.other_gloss),
            evidence=r.evidence,
            set_aside=r.evidence.set_aside,
        )
        for r in record.relations
        if r.kind in kinds
    )
    return (*_property(record, "episodes"), *tied)


def _cost_per_minute(record: FilmRecord) -> tuple[Entry, ...]:
    """Without a total there is nothing to divide: the total's nothing is this one's."""
    said = (*_property(record, "cost_per_minute"), *_computed(record, "cost_per_minute"))
    if said:
        return said
    totals = _property(record, "budget")
    if not totals or any(entry.known for entry in totals):
        return ()
    return (replace(totals[0], note="", detail=_("no total to divide"), disputed=False),)


def _cost_in_common_currency(record: FilmRecord) -> tuple[Entry, ...]:
    stated = record.property("cost_per_minute")
    costs = [
        (v.amount, v.amount_high, v.currency, v.qualifier, v.evidence, False)
        for v in (stated.best if stated else ())
        if v.amount is not None and v.currency and v.unit in (None, Unit.MINUTE)
    ] or [
        (
            c.amount,
            None,
            c.currency,
            Qualifier.ABOUT,
            together(e.evidence for e in _computed(record, "cost_per_minute")),
            True,
        )
        for c in record.computed
        if c.property.code == "cost_per_minute"
    ]
    if not costs:
        return tuple(e for e in _cost_per_minute(record) if e.nothing)
    return tuple(_in_dollars(*cost) for cost in costs)


def _in_dollars(
    amount: Decimal,
    high: Decimal | None,
    currency: str,
    qualifier: Qualifier,
    evidence: Evidence | None,
    derived: bool,
) -> Entry:
    """`derived` where the amount is not said by anybody but computed by us."""
    low = in_common_currency(amount, currency)
    if low is None:
        words = _("no reference rate for %(currency)s") % {"currency": currency}
        return nothing(FactState.NOT_FOUND.value, words, evidence=evidence)
    top = in_common_currency(high, currency) if high is not None else None
    if currency == CURRENCY:
        words = amount_words(three_figures(amount) if derived else amount, high, "", currency, qualifier)
        said = "" if derived else _("stated in US dollars")
        return Entry(text=words, detail=said, computed=derived, amount=_middle(low, top), evidence=evidence)
    if qualifier not in (Qualifier.AT_LEAST, Qualifier.UNDER):
        qualifier = Qualifier.ABOUT
    rate = 1 / in_common_currency(Decimal(1), currency)  # type: ignore[operator]
    return Entry(
        text=amount_words(three_figures(low), three_figures(top) if top else None, "", CURRENCY, qualifier),
        computed=True,
        inputs=_("%(amount)s at %(rate)s to the dollar, mean of %(year)s")
        % {
            "amount": amount_words(three_figures(amount), three_figures(high) if high else None, currency=currency),
            "rate": amount_words(Decimal(f"{rate:.4g}"), currency=currency),
            "year": YEAR,
        },
        amount=_middle(low, top),
        evidence=evidence,
    )


def _middle(low: Decimal, high: Decimal | None) -> Decimal:
    return low if high is None else (low + high) / 2


def _saving(record: FilmRecord) -> tuple[Entry, ...]:
    ratios = [
        replace(entry, detail=_("no baseline named")) if entry.known and not value.text else entry
        for entry, value in zip(_property(record, "cost_ratio"), _values(record, "cost_ratio"), strict=True)
    ]
    return (*ratios, *_property(record, "cost_baseline", True), *_property(record, "budget_without_ai", True))


def _values(record: FilmRecord, code: str) -> tuple[FactValue, ...]:
    found = record.property(code)
    return (*found.standing_values, *found.set_aside) if found else ()


def extents(record: FilmRecord, department: str) -> tuple[Entry, ...]:
    """Roles of one department. Only the extent for the whole film can be in dispute with itself: in a department
    two roles may be two tasks."""
    roles = [role for role in record.ai_roles if role.department.code == department]
    disputed = department == "whole_film" and bool(differing_extents(roles))
    roles.sort(key=lambda role: role.evidence.set_aside)
    return tuple(
        Entry(
            text=str(role.extent.label),
            detail=str(role.what),
            extent=role.extent,
            evidence=role.evidence,
            disputed=disputed and i == 0,
            set_aside=role.evidence.set_aside,
        )
        for i, role in enumerate(roles)
    )


def differing_extents(roles: Iterable[AIRoleValue]) -> list[AIRoleValue]:
    kept = [role for role in roles if not role.evidence.set_aside and role.extent != Extent.UNDISCLOSED]
    return kept if len({role.extent for role in kept}) > 1 else []


def _human_hand(record: FilmRecord) -> tuple[Entry, ...]:
    """What people did, with the departments in which they did it."""
    kept = [role for role in record.ai_roles if not role.evidence.set_aside]
    by_hand: dict[str, list[AIRoleValue]] = {}
    for role in kept:
        hands = [str(hand) for hand in role.human]
        if role.extent == Extent.NONE:
            hands = [str(role.extent.label), *hands]
        for hand in hands:
            by_hand.setdefault(hand, []).append(role)
    if kept and not by_hand:
        words = _("not stated")
        return (nothing(FactState.NOT_FOUND.value, words, evidence=together(role.evidence for role in kept)),)
    first = str(Extent.NONE.label)
    return tuple(
        Entry(
            text=hand,
            detail=listed(dict.fromkeys(str(role.department) for role in roles)),
            evidence=together(role.evidence for role in roles),
        )
        for hand, roles in sorted(by_hand.items(), key=lambda pair: pair[0] != first)
    )


def _tools(record: FilmRecord) -> tuple[Entry, ...]:
    used: dict[str, list[AIRoleValue]] = {}
    addresses: dict[str, str] = {}
    kept = [role for role in record.ai_roles if not role.evidence.set_aside and role.extent != Extent.NONE]
    for role in kept:
        for tool in role.tools:
            used.setdefault(tool.name, []).append(role)
            addresses[tool.name] = tool.address
    if kept and not used:
        words = _("none named in the sources found")
        return (nothing(FactState.NOT_FOUND.value, words, evidence=together(role.evidence for role in kept)),)
    return tuple(
        Entry(
            text=name,
            address=addresses[name],
            detail=listed(dict.fromkeys(str(role.department) for role in roles)),
            # To be spoken of is not to be used: then the record tells in which way.
            note=str(roles[0].what) if all(role.extent == Extent.UNDISCLOSED for role in roles) else "",
            evidence=together(role.evidence for role in roles),
        )
        for name, roles in used.items()
    )


def _training_data(record: FilmRecord) -> tuple[Entry, ...]:
    kept = [role for role in record.ai_roles if not role.evidence.set_aside]
    tools = {tool.name: tool for role in kept for tool in role.tools}
    if not tools:
        said = any(role.extent != Extent.NONE for role in kept)
        return (nothing(FactState.NOT_FOUND.value, _("no tool is named")),) if said else ()
    known = [
        Entry(text=corpus.name, label=tool.name, detail=_openness(corpus.axes), address=corpus.address)
        for tool in tools.values()
        for corpus in tool.corpora or ()
    ]
    silent = [tool.name for tool in tools.values() if not tool.corpora]
    if silent:
        known.append(nothing(FactState.WITHHELD.value, str(Openness.UNDISCLOSED.label), label=listed(silent)))
    return tuple(known)


def _openness(axes: Iterable[tuple[Any, Openness]]) -> str:
    """Which sides are open, which are not: “open: selection; closed: sources, access”."""
    judged: dict[Openness, list[str]] = {}
    for axis, openness in axes:
        judged.setdefault(openness, []).append(str(axis))
    colon, stop = ("：", "；") if chinese() else (": ", "; ")
    return stop.join(f"{o.label}{colon}{listed(judged[o])}" for o in Openness if o in judged)


def _releases(record: FilmRecord) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            text=str(r.kind),
            label=date_words(r.date) if r.date else _("date not found"),
            date=r.date,
            detail=_beside(r.place, r.platform, r.country),
            note=str(r.evidence.note),
            evidence=r.evidence,
            set_aside=r.evidence.set_aside,
        )
        for r in record.releases
    )


def _strategy(record: FilmRecord) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    for release in record.releases:
        if not release.evidence.set_aside:
            for strategy in release.strategies:
                found.setdefault(strategy.code, Entry(text=str(strategy), evidence=release.evidence))
    return tuple(found.values())


def _price(record: FilmRecord) -> tuple[Entry, ...]:
    free = tuple(
        Entry(text=str(r.kind), evidence=r.evidence)
        for r in record.releases
        if r.kind.code == "online_free" and not r.evidence.set_aside
    )
    return (*_property(record, "ticket_price"), *free[:1])


def _admissions(record: FilmRecord) -> tuple[Entry, ...]:
    codes = ("admissions", "box_office", "break_even", "views", "screens")
    return tuple(entry for code in codes for entry in _property(record, code, True))


# What it was made to mean


def _reading_of(record: FilmRecord) -> ReadingValue | None:
    return next((reading for reading in record.readings if reading.of_this_film), None)


def _voice(record: FilmRecord, reading: ReadingValue | None) -> CommentaryValue | None:
    """The remark whose reading it is: the first framing that cites one of its sources."""
    return next(
        (
            remark
            for remark in record.commentary
            if reading and remark.kind == CommentaryKind.FRAMING and _shared(remark, reading)
        ),
        None,
    )


def _shared(remark: CommentaryValue, reading: ReadingValue) -> list[str]:
    return [slug for slug in reading.evidence.sources if slug in remark.evidence.sources]


def _reading_evidence(record: FilmRecord, reading: ReadingValue) -> tuple[Evidence, Evidence]:
    """What the reading rests on, and what speaks against it: a country keeps both in one list."""
    voice = _voice(record, reading)
    if voice is None:
        return reading.evidence, reading.evidence
    own = _shared(voice, reading)
    others = [slug for slug in reading.evidence.sources if slug not in own]
    return _on(reading.evidence, own), _on(reading.evidence, others or own)


def _of_another_film(record: FilmRecord) -> tuple[Entry, ...]:
    return tuple(
        nothing(
            detail=_("what is read into %(country)s is said of another film") % {"country": reading.country},
            address=reading.country.get_absolute_url(),
        )
        for reading in record.readings[:1]
    )


def _frame(record: FilmRecord) -> tuple[Entry, ...]:
    reading = _reading_of(record)
    if reading is None:
        return _of_another_film(record)
    if reading.frame is None:
        return ()
    return (Entry(text=str(reading.frame), evidence=_reading_evidence(record, reading)[0]),)


def _reading(record: FilmRecord) -> tuple[Entry, ...]:
    reading = _reading_of(record)
    voice = _voice(record, reading)
    others = tuple(
        _remark(remark) for remark in record.commentary if remark.kind == CommentaryKind.FRAMING and remark is not voice
    )
    if reading and reading.reading:
        own = Entry(
            text=str(reading.reading),
            label=str(voice.by) if voice else "",
            evidence=_reading_evidence(record, reading)[0],
        )
        return (own, *others)
    return others or _of_another_film(record)


def _counter_reading(record: FilmRecord) -> tuple[Entry, ...]:
    reading = _reading_of(record)
    if reading is None:
        return _of_another_film(record)
    if not reading.counter_reading:
        return (nothing(FactState.NOT_FOUND.value, _("no second voice found")),)
    return (Entry(text=str(reading.counter_reading), evidence=_reading_evidence(record, reading)[1]),)


# Voices


def _remark(remark: CommentaryValue, folded: bool = False) -> Entry:
    leaning = remark.polarity.label if remark.kind != CommentaryKind.STATEMENT else ""
    when = date_words(remark.date) if remark.date else ""
    return Entry(
        text=str(remark.summary),
        label=listed(part for part in (remark.by, remark.capacity) if part),
        detail=_beside(remark.aspect, leaning, when),
        date=remark.date,
        evidence=remark.evidence,
        set_aside=remark.evidence.set_aside,
        folded=folded,
    )


def _remarks(record: FilmRecord, *kinds: CommentaryKind) -> tuple[Entry, ...]:
    found = sorted((r for r in record.commentary if r.kind in kinds), key=lambda r: r.evidence.set_aside)
    return tuple(_remark(remark, folded=i >= SHOWN) for i, remark in enumerate(found))


def _critics(record: FilmRecord) -> tuple[Entry, ...]:
    return _remarks(record, CommentaryKind.ASSESSMENT, CommentaryKind.REPLY, CommentaryKind.REPORT)


def _makers(record: FilmRecord) -> tuple[Entry, ...]:
    return _remarks(record, CommentaryKind.STATEMENT)


ANSWERS: dict[str, Callable[[FilmRecord], tuple[Entry, ...]]] = {
    "called_first": _called_first,
    "claimed_by": _claimed_by,
    "claimed_when": _claimed_when,
    "standing": _standing,
    "rivals": _rivals,
    "form": _form,
    "mode": _mode,
    "running_time": lambda record: _property(record, "running_time"),
    "parts": _parts,
    "budget": lambda record: (*_property(record, "budget"), *_computed(record, "budget")),
    "cost_per_minute": _cost_per_minute,
    "cost_per_minute_common": _cost_in_common_currency,
    "saving": _saving,
    "human_hand": _human_hand,
    "tools": _tools,
    "training_data": _training_data,
    "releases": _releases,
    "strategy": _strategy,
    "price": _price,
    "admissions": _admissions,
    "frame": _frame,
    "reading": _reading,
    "counter_reading": _counter_reading,
    "critics": _critics,
    "makers": _makers,
}
