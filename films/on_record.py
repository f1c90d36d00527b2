"""What is on record now about the thing that a suggestion is about, in the reader's words.

`about` names it: a film `KR-4`, a section of its profile `KR-4-credits`, a claim `KR-4-c1`, a fact `KR-4-f3`, or
another record `source:<slug>`, `person:<slug>`, `country:KR`, `tool:<slug>`, `corpus:<slug>`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from .claims import claim_told
from .models import Agent, Corpus, Country, Film, FirstClaim, ProductionFact, Source, Tool
from .models.agent import best_spelling
from .models.former import once_called
from .record import Cited, ClaimValue, Evidence, FactValue, FilmRecord, ReplyValue, bilingual, record_of
from .vocabularies import FactState, Independence, Rank, Reliability
from .wording import chinese, date_words, language_words, listed

_STATEMENT = re.compile(r"([A-Z]{2}-[1-9]\d{0,8})(?:-(?:([cf])([1-9]\d{0,3})|([a-z][a-z-]+)))?", re.IGNORECASE)
_OTHER = re.compile(r"(source|person|country|tool|corpus):([\w-]{1,120})")
MODELS: dict[str, type[Model]] = {"source": Source, "person": Agent, "country": Country, "tool": Tool, "corpus": Corpus}


@dataclass(frozen=True, slots=True)
class About:
    """The name of a thing, read. `part` is a section of a film's profile; `number` counts claims or facts."""

    text: str  # as we write it
    noun: str
    key: str  # a film's number, a slug, a country's code
    number: int = 0
    part: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said; the text in its own language, where it is not the reader's."""

    label: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class OnRecord:
    about: About
    name: str
    language: str
    part: str
    address: str
    lines: tuple[Line, ...]
    film: str = ""  # its number

    @property
    def as_text(self) -> str:
        """The same as plain text, to be kept: the record may have changed when a curator reads the suggestion."""
        colon = "：" if chinese() else ": "
        heading = " · ".join(part for part in (self.name, self.part) if part)
        return "\n".join([heading, *(f"{line.label}{colon}{line.text}" for line in self.lines)])


def read_about(text: str) -> About | None:
    """None where the text names nothing that can be."""
    if match := _STATEMENT.fullmatch(text):
        film, letter, number, part = match[1].upper(), (match[2] or "").lower(), match[3], (match[4] or "").lower()
        if letter:
            noun = "claim" if letter == "c" else "fact"
            return About(f"{film}-{letter}{number}", noun, film, number=int(number))
        if part and part not in SECTIONS:
            return None
        return About(f"{film}-{part}" if part else film, "film", film, part=part)
    if match := _OTHER.fullmatch(text):
        key = match[2].upper() if match[1] == "country" else match[2]
        return About(f"{match[1]}:{key}", match[1], key)
    return None


def _moved(about: About) -> About | None:
    """The name that the thing has now, if it had this one before records were merged or given another address."""
    noun = {"claim": "firstclaim", "fact": "productionfact", "person": "agent"}.get(about.noun, about.noun)
    name = about.key if about.noun == "film" or ":" in about.text else about.text
    row = once_called(noun, name)
    if row is None:
        return None
    if about.noun == "film":
        return read_about(f"{row.public_id}-{about.part}" if about.part else row.public_id)
    return read_about(f"{about.noun}:{row.slug}" if ":" in about.text else row.ref)


def row_of(about: About) -> Model | None:
    """The row, public or not: for the desk alone."""
    row = _row_of(about)
    moved = _moved(about) if row is None else None
    return _row_of(moved) if moved else row


def _row_of(about: About) -> Model | None:
    if about.noun == "film":
        return Film.objects.filter(public_id=about.key).first()
    if about.noun in ("claim", "fact"):
        model: Any = FirstClaim if about.noun == "claim" else ProductionFact
        return model.objects.filter(film__public_id=about.key, number=about.number).select_related("film").first()
    key = "pk" if about.noun == "country" else "slug"
    return MODELS[about.noun]._default_manager.filter(**{key: about.key}).first()


def on_record(text: str) -> OnRecord | None:
    """What readers can see of it, or None: no unpublished film shows here, and no part of one."""
    about = read_about(text)
    if about is None:
        return None
    told = _told(about)
    moved = _moved(about) if told is None else None
    return _told(moved) if moved else told


def _told(about: About) -> OnRecord | None:
    if about.noun == "claim":
        return _claim(about)
    if about.noun in ("film", "fact"):
        film = Film.objects.published().filter(public_id=about.key).with_everything().first()
        return _of_film(about, record_of(film)) if film else None
    row: Any = _row_of(about)
    if row is None:
        return None
    name, language, lines = _TELL[about.noun](row)
    return OnRecord(about, name, language, "", row.get_absolute_url(), _full(lines))


def _full(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.text)


def _joined(*parts: Any) -> str:
    return (" · " if not chinese() else "·").join(str(part) for part in parts if part)


def _listed(parts: Iterable[Any]) -> str:
    return listed(part for part in parts if part)


# Films, their claims and facts -----------------------------------------------------------------------------


def _claim(about: About) -> OnRecord | None:
    told = claim_told(about.text)
    if told is None:
        return None
    claim, film = told.claim, told.kept_with
    work = str(claim.work_name) or (claim.work.title if claim.work else "")
    lines = [
        Line(_("Called first"), str(claim.paraphrase)),
        Line(_("Wording"), f"“{claim.wording}”" if claim.wording else "", claim.wording_language),
        Line(_("Claimant"), _joined(claim.claimant, claim.claimant_kind.label)),
        Line(_("Date"), date_words(claim.date) if claim.date else ""),
        Line(_("Made for"), work, claim.work.language if claim.work and not claim.work_name else ""),
        Line(_("Scope"), _listed(facet.value for facet in claim.facets)),
        Line(_("Standing"), str(claim.standing.label)),
        Line(_("Remarks"), str(claim.evidence.note)),
        *(_reply(reply) for reply in claim.replies or ()),
        *_cited(claim.evidence, told.sources),
    ]
    part = _("Claim %(number)s") % {"number": claim.ref.replace("-", " ")}
    return OnRecord(about, film.title, film.language, part, claim.address, _full(lines), film.public_id)


def _reply(reply: ReplyValue) -> Line:
    return Line(_("Reply of %(party)s") % {"party": reply.party}, reply.text, reply.language)


def _cited(evidence: Evidence, sources: Iterable[Cited]) -> list[Line]:
    cited = [Line(_("Source"), s.title, s.language) for s in sources if s.slug in evidence.sources]
    return cited or [Line(_("Source"), _("unsourced"))]


def _of_film(about: About, record: FilmRecord) -> OnRecord | None:
    name, language, address = record.mention.title, record.mention.language, record.mention.address
    if about.noun == "film":
        label, tell = SECTIONS[about.part]
        place = f"{address}#{about.part}" if about.part else address
        return OnRecord(about, name, language, str(label()), place, _full(tell(record)), about.key)
    every = [fact for p in record.properties for fact in (*p.best, *p.others, *p.set_aside)]
    fact = next((fact for fact in every if fact.ref == about.text), None)
    if fact is None:
        return None
    label = next(str(p.property.label) for p in record.properties if p.property.code == fact.property)
    evidence = fact.evidence
    lines = [
        Line(label, _fact(fact)),
        Line(_("Basis"), _joined(fact.basis, fact.year)),
        Line(_("Rank"), _joined(evidence.rank.label, evidence.rank_reason and evidence.rank_reason.label))
        if evidence.rank != Rank.NORMAL
        else Line("", ""),
        Line(_("Remarks"), _joined(evidence.note, evidence.locator)),
        *_cited(evidence, record.sources),
    ]
    return OnRecord(about, name, language, label, f"{address}#{fact.ref}", _full(lines), about.key)


def _fact(fact: FactValue) -> str:
    if fact.state != FactState.KNOWN:
        return str(fact.state.label)
    return ("，" if chinese() else ", ").join(part for part in (fact.words, fact.remark) if part)


def _head(record: FilmRecord) -> list[Line]:
    return [
        Line(_("Title"), _listed(title.text for title in record.titles)),
        Line(_("Countries and territories"), _listed(record.countries)),
        Line(_("Year"), str(record.year or "")),
        Line(_("Form"), _joined(record.form.label, *record.modes, record.sector.label)),
        Line(_("Progress of the work"), str(record.work_status.label)),
        Line(_("Summary"), str(record.significance)),
        Line(_("What it tells"), str(record.synopsis)),
    ]


def _said(claim: ClaimValue) -> Line:
    return Line(claim.ref.replace("-", " "), _joined(claim.paraphrase, claim.claimant))


def _claims(record: FilmRecord) -> list[Line]:
    return [_said(claim) for claim in (*record.claims, *record.claims_for_others)]


def _ai(record: FilmRecord) -> list[Line]:
    return [Line(str(role.department), _joined(role.extent.label, role.what)) for role in record.ai_roles]


def _facts(record: FilmRecord) -> list[Line]:
    return [Line(str(p.property.label), _fact(fact)) for p in record.properties for fact in p.standing_values]


def _reached(record: FilmRecord) -> list[Line]:
    return [
        Line(
            str(r.kind), _joined(date_words(r.date) if r.date else _("date not found"), r.place, r.platform, r.country)
        )
        for r in record.releases
    ]


def _credits(record: FilmRecord) -> list[Line]:
    return [Line(str(credit.role), credit.name[0], credit.name[1]) for credit in record.credits or ()]


def _voices(record: FilmRecord) -> list[Line]:
    return [Line(str(remark.by), str(remark.summary)) for remark in record.commentary]


def _gaps(record: FilmRecord) -> list[Line]:
    return [Line(_("Not found"), str(gap)) for gap in record.gaps]


def _relations(record: FilmRecord) -> list[Line]:
    return [
        Line(str(r.kind.label), r.other.title if r.other else _joined(r.other_name, r.other_gloss))
        for r in record.relations
    ]


# The sections of a profile by the anchor that each has there.
SECTIONS: dict[str, tuple[Callable[[], str], Callable[[FilmRecord], list[Line]]]] = {
    "": (lambda: "", _head),
    "called-first": (lambda: _("Called first"), _claims),
    "ai": (lambda: _("What AI did, and what people did"), _ai),
    "facts": (lambda: _("Production facts"), _facts),
    "reached": (lambda: _("How it reached people"), _reached),
    "credits": (lambda: _("Credits"), _credits),
    "voices": (lambda: _("Who says what"), _voices),
    "gaps": (lambda: _("Looked for, not found"), _gaps),
    "relations": (lambda: _("Related works"), _relations),
}


# Other records ---------------------------------------------------------------------------------------------

Told = tuple[str, str, list[Line]]


def _source(source: Source) -> Told:
    lines = [
        Line(_("Publisher"), source.publisher),
        Line(_("Authors"), _listed(source.authors)),
        Line(_("Date"), date_words(source.partial_date) if source.partial_date else ""),
        Line(_("Link"), source.url or _("address not seen")),
        Line(_("Language"), language_words(source.language)),
        Line(_("Independence"), str(Independence(source.independence).label)),
        Line(_("Reliability"), _joined(Reliability(source.reliability).label, bilingual(source, "reliability_note"))),
    ]
    return source.title, source.language, lines


def _person(agent: Agent) -> Told:
    names = [(name.text, name.language) for name in agent.names.all()]
    name, language = best_spelling(names, "zh" if chinese() else "en")
    lines = [
        Line(_("Spellings"), _listed(text for text, _language in names)),
        Line(_("Kind"), str(agent.get_kind_display())),
        Line(_("Country or territory"), str(agent.country or "")),
        Line(_("Remarks"), str(bilingual(agent, "note"))),
    ]
    return name or agent.slug, language, lines


def _country(country: Country) -> Told:
    lines = [
        Line(_("Search"), str(country.get_search_status_display())),
        Line(_("What this “first” is made to mean"), str(bilingual(country, "reading"))),
        Line(_("What speaks against it"), str(bilingual(country, "counter_reading"))),
        Line(_("Remarks"), str(bilingual(country, "note"))),
    ]
    return str(country), "", lines


def _tool(tool: Tool) -> Told:
    lines = [
        Line(_("Maker"), tool.maker or _("not found")),
        Line(_("Version"), tool.version or _("not found")),
        Line(_("Trained on"), _listed(tool.corpora.all()) or _("undisclosed, or not looked up")),
        Line(_("Remarks"), str(bilingual(tool, "note"))),
    ]
    return str(tool), "", lines


def _corpus(corpus: Corpus) -> Told:
    lines = [
        Line(_("Steward"), str(bilingual(corpus, "steward"))),
        Line(_("Content"), str(bilingual(corpus, "content"))),
        Line(_("Size"), str(bilingual(corpus, "size")) or _("undisclosed")),
        Line(_("Openness as announced"), str(bilingual(corpus, "openness_announced"))),
        Line(_("Openness as licensed"), str(bilingual(corpus, "openness_licensed"))),
    ]
    return corpus.name, "", lines


_TELL: dict[str, Callable[[Any], Told]] = {
    "source": _source,
    "person": _person,
    "country": _country,
    "tool": _tool,
    "corpus": _corpus,
}
