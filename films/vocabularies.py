"""Closed vocabularies: lists that the code reasons about, so that only the code can change them.

Open vocabularies (departments, roles, release kinds …), which curators may extend, are rows of `Term`.
Each member carries its label and a definition; both are translated. Codes never change and are never
reused. Where the members come from is said on each class.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Vocabulary(models.TextChoices):
    """Members are declared `NAME = code, definition, label`."""

    definition: Any

    def __new__(cls, code: str, definition: Any = "") -> "Vocabulary":
        member = str.__new__(cls, code)
        member._value_ = code
        member.definition = definition
        return member


class RecordStatus(Vocabulary):
    """Where a record stands in the editors' work."""

    DRAFT = "draft", _("Being written; seen by staff only."), _("Draft")
    IN_REVIEW = "in_review", _("Handed to a reviewer; seen by staff only."), _("In review")
    PUBLISHED = "published", _("Public."), _("Published")
    WITHDRAWN = (
        "withdrawn",
        _("Was public and was taken back; its address says so and why, for ever."),
        _("Withdrawn"),
    )


# Once public, a record is told of for ever.
SEEN_BY_READERS = (RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN)


class Form(Vocabulary):
    """Length class of a work, as its sources call it (FIAF D.1; FIAFcore forms)."""

    SHORT = "short", _("Called or listed as a short film."), _("Short film")
    MEDIUM = (
        "medium",
        _("Called or listed as medium-length, between short and feature."),
        _("Medium-length film"),
    )
    FEATURE = (
        "feature",
        _("Called or listed as a feature; where the line lies (40, 58, 60, 70 minutes) differs by country."),
        _("Feature film"),
    )
    SERIES = "series", _("Told in episodes or parts."), pgettext_lazy("form", "Series")
    OMNIBUS = "omnibus", _("Several short films shown together under one title."), _("Omnibus film")
    EXCERPT = "excerpt", _("A scene, ending or trailer of another work."), _("Excerpt")
    UNKNOWN = "unknown", _("No source that was seen says."), _("Form not known")


class Sector(Vocabulary):
    """Who stands behind the production."""

    STATE_STUDIO = "state_studio", _("A studio owned by the state."), _("State studio")
    BROADCASTER = "broadcaster", _("A television or radio organisation."), _("Broadcaster")
    COMMERCIAL = "commercial", _("A company that makes films for a market."), _("Commercial producer")
    TECH_COMPANY = "tech_company", _("A company whose trade is technology."), _("Technology company")
    INDEPENDENT = "independent", _("Film-makers working without a studio."), _("Independent")
    STUDENT = "student", _("Made at a school or university."), _("Student work")
    ARTIST = "artist", _("Made as a work of art, for galleries or festivals."), _("Artist")
    UNKNOWN = "unknown", _("No source that was seen says."), _("Sector not known")


class WorkStatus(Vocabulary):
    """How far the work itself has come, by the newest source."""

    RELEASED = "released", _("Open to any audience: in cinemas, on air or online."), _("Released")
    SHOWN = "shown", _("Seen by an audience at a festival or event, not released."), _("Shown")
    COMPLETED = "completed", _("Said to be finished; no showing was found."), _("Completed")
    IN_PRODUCTION = "in_production", _("Being made."), _("In production")
    ANNOUNCED = "announced", _("Promised."), _("Announced")
    CANCELLED = "cancelled", _("Given up."), _("Cancelled")
    UNKNOWN = "unknown", _("No source that was seen says."), _("Progress not known")


class TitleKind(Vocabulary):
    """What a title is (after FIAF Moving Image Cataloguing Manual A.2; EN 15907 Title)."""

    ORIGINAL = (
        "original",
        _("The title proper, as the work itself or its makers give it."),
        _("Original title"),
    )
    PARALLEL = "parallel", _("An official title in another language."), _("Parallel title")
    TRANSLATED = (
        "translated",
        _("A translation used by a source or by this archive; not an official title."),
        _("Translated title"),
    )
    ALTERNATIVE = (
        "alternative",
        _("Another title under which the work was shown or listed."),
        _("Alternative title"),
    )
    WORKING = "working", _("A title used before release."), _("Working title")
    IN_SOURCE = (
        "in_source",
        _("What one source calls the work, right or wrong; not a title of the work."),
        _("Title used in a source"),
    )
    CONVERTED = "converted", _("The same words in another script."), _("Script conversion")
    DESCRIPTIVE = "descriptive", _("Supplied where the work has no known title."), _("Descriptive title")


class Rank(Vocabulary):
    """Weight of a statement among rivals (Wikibase ranks)."""

    PREFERRED = "preferred", _("The value to read first; the reason is given."), _("Preferred")
    NORMAL = "normal", _("Stands as its source gives it."), pgettext_lazy("rank", "Normal")
    DEPRECATED = "deprecated", _("Set aside as wrong; kept, with the reason."), _("Set aside")


class RankReason(Vocabulary):
    """Why a statement is preferred or set aside (Wikidata P7452 and P2241)."""

    OFFICIAL_RECORD = "official_record", _("It stands in an official record."), _("Official record")
    PRIMARY_SOURCE = "primary_source", _("It comes from those who were there."), _("Primary source")
    MOST_PRECISE = "most_precise", _("It is the most exact of values that agree."), _("Most precise")
    MOST_RECENT = "most_recent", _("It is the newest state of a thing that changes."), _("Most recent")
    INDEPENDENT_AGREEMENT = (
        "independent_agreement",
        _("Sources that do not depend on each other agree."),
        _("Independent sources agree"),
    )
    MEASURED = "measured", _("Somebody measured it."), _("Measured")
    ERROR_IN_SOURCE = (
        "error_in_source",
        _("The source is wrong; other evidence shows it."),
        _("Error in the source"),
    )
    CONFUSED_ENTITY = (
        "confused_entity",
        _("The source speaks of another work or person."),
        _("Mistaken identity"),
    )
    MISTRANSLATION = "mistranslation", _("It arose in translation."), _("Mistranslation")
    PROMOTIONAL = "promotional", _("It is advertising, not information."), _("Promotional wording")
    GENERATED_TEXT = (
        "generated_text",
        _("It stands only in text that looks machine-made."),
        _("Machine-made text"),
    )
    CORRECTED = "corrected_by_source", _("The source took it back."), _("Corrected by the source")
    UNIT_OR_BASIS = "unit_or_basis", _("It counts something else."), _("Other unit or basis")


class FactState(Vocabulary):
    """Four states of knowing; three of the archive's four nothings. The fourth, *not looked up*, is the
    absence of any row (Wikibase snak types value, somevalue, novalue)."""

    KNOWN = "known", _("A source gives a value."), pgettext_lazy("fact", "Known")
    WITHHELD = "withheld", _("It exists, and those who know decline to say."), _("Withheld")
    NONE = "none", _("A source says that there is none."), pgettext_lazy("fact", "None")
    NOT_FOUND = "not_found", _("Looked for and not found."), _("Looked for, not found")


class Qualifier(Vocabulary):
    """How exactly a source states a figure (Wikidata P1480, P5102)."""

    EXACT = "exact", _("Stated without reserve."), _("exactly")
    ABOUT = "about", _("Stated as approximate."), pgettext_lazy("qualifier", "about")
    AT_LEAST = "at_least", _("Stated as a lower bound."), _("at least")
    UNDER = "under", _("Stated as an upper bound."), _("under")
    REPORTED = "reported", _("Passed on from somebody else."), _("reportedly")
    ESTIMATED = "estimated", _("Somebody’s estimate."), _("estimated")
    PLANNED = "planned", _("Intended, not yet so."), _("planned")
    CLAIMED = "claimed", _("Stated by somebody with an interest in it."), _("claimed")


class Unit(Vocabulary):
    """Units of measure of production facts. Money carries an ISO 4217 code beside the unit."""

    MINUTE = "min", _("Minutes."), _("minutes")
    SECOND = "s", _("Seconds."), _("seconds")
    HOUR = "h", _("Hours."), _("hours")
    DAY = "day", _("Days."), _("days")
    WEEK = "week", _("Weeks."), _("weeks")
    MONTH = "month", _("Months."), _("months")
    YEAR = "year", _("Years."), _("years")
    PERSON = "person", _("People."), _("people")
    FILM = "film", _("Whole films."), pgettext_lazy("unit", "films")
    TICKET = "ticket", _("Tickets."), _("tickets")
    PERCENT = "percent", _("Parts of a hundred."), "%"
    RATIO = "ratio", _("Times; the basis names what it is compared with."), _("times")
    SCREEN = "screen", _("Cinema screens."), _("screens")
    VIEW = "view", _("Views counted by an online service."), _("views")
    ITEM = "item", _("Countable things; the words beside the figure say which."), _("items")
    AWARD = "award", _("Awards."), _("awards")
    LOCATION = "location", _("Places of shooting or showing."), _("locations")
    OF_10 = "of_10", _("Points out of ten."), _("out of 10")


class Extent(Vocabulary):
    """How much of a department's work in the finished film AI made; ordered.

    The shares are this archive's own thresholds and go out with every dataset. Extent is recorded per
    department and is never added up into one for the film.
    """

    NONE = "none", _("People did this work, and a source says so."), _("Human-made")
    ENHANCEMENT_ONLY = (
        "enhancement_only",
        _("Only non-generative enhancement: upscaling, noise reduction and the like."),
        _("Enhancement only"),
    )
    ASSIST_OFFSCREEN = (
        "assist_offscreen",
        _("Used in preparation; nothing generated is seen or heard."),
        _("Help off screen"),
    )
    ELEMENT = (
        "element",
        _("Single generated elements, up to a fifth of the department’s work."),
        _("Single elements"),
    )
    HYBRID = (
        "hybrid",
        _("Generated and human work mixed, a fifth to four fifths."),
        pgettext_lazy("extent", "Hybrid"),
    )
    PREDOMINANT = "predominant", _("Mostly generated, more than four fifths."), _("Mostly generated")
    FULL_PICTURE = "full_picture", _("All of the department’s result is generated."), _("Wholly generated")
    FULL_PIPELINE = (
        "full_pipeline",
        _("Said to be generated in every department; always somebody’s claim, never our finding."),
        _("Said to be AI throughout"),
    )
    MIXED_UNKNOWN = "mixed_unknown", _("AI had a part; no source says how much."), _("Share not known")
    UNDISCLOSED = "undisclosed", _("The makers do not say."), _("Undisclosed")

    @property
    def level(self) -> int | None:
        """0 (people) to 7 (said to be AI throughout); None where no share can be placed on the scale."""
        order = list(Extent)[:8]
        return order.index(self) if self in order else None


class AIFunction(Vocabulary):
    """What the system did (C2PA actions, simplified)."""

    GENERATE = "generate", _("Made new material."), _("Generates")
    EXTEND = "extend", _("Continued given material."), _("Extends")
    TRANSFORM = "transform", _("Turned given material into something else."), _("Transforms")
    ENHANCE = "enhance", _("Improved quality without changing content."), _("Enhances")
    SIMULATE = "simulate", _("Imitated a person, voice or event."), _("Simulates")
    TRANSLATE = "translate", _("Carried speech or text into another language."), _("Translates")
    COMPOSITE = "composite", _("Joined material from several sources."), _("Composites")
    IDEATE = "ideate", _("Offered ideas that people worked out."), _("Suggests")
    PLAN = "plan", _("Prepared shots, boards or schedules."), _("Plans")
    ANALYSE = "analyse", _("Examined material and reported on it."), _("Analyses")
    UNSPECIFIED = "unspecified", _("The source does not say."), _("Function not stated")


class AIEvidence(Vocabulary):
    """What the knowledge of an AI use rests on."""

    INFERRED = "inferred", _("Concluded by the archive from other facts."), _("Inferred")
    PRESS = "press", _("Told by the press."), _("Press report")
    VENDOR = "vendor", _("Told by the maker of the tool."), _("Tool maker’s account")
    PRODUCER = "producer", _("Told by the makers of the film."), _("Makers’ account")
    ANALYSIS = "analysis", _("Found by somebody who examined the film."), _("Analysis")
    MAKING_OF = "making_of", _("Seen in a making-of."), _("Making-of")
    SCREEN_CREDIT = "screen_credit", _("Stands in the film’s credits."), _("Screen credit")
    EMBEDDED_MARK = "embedded_mark", _("A visible or hidden mark in the file."), _("Mark in the file")
    CONTENT_CREDENTIAL = "content_credential", _("A signed C2PA manifest."), _("Content credential")


class ClaimantKind(Vocabulary):
    """Who says “first”."""

    MAKER = "maker", _("The makers of the film, or its publicity."), _("Makers")
    DISTRIBUTOR = "distributor", _("Those who sell or show it."), _("Distributor")
    TOOL_VENDOR = "tool_vendor", _("The maker of a tool used in it."), _("Tool maker")
    PRESS = "press", _("News media."), _("Press")
    CRITIC = "critic", _("A critic or scholar writing in his or her own name."), _("Critic")
    FESTIVAL = "festival", _("A festival or award."), _("Festival")
    GOVERNMENT = "government", _("A state body."), _("Government")
    ARCHIVE = "archive", _("An archive or museum."), _("Archive")
    RIVAL = "rival", _("Makers of a competing film."), _("Rival")
    DATABASE = "database", _("A reference work or database."), _("Reference work")
    PUBLIC = "public", _("Readers and viewers."), _("Public")
    CURATOR = "curator", _("A curator of this archive."), _("Curator")


class Modality(Vocabulary):
    """How strongly “first” is said. A hedge is never upgraded."""

    ABSOLUTE = "absolute", _("Said flatly."), _("stated flatly")
    HEDGED = "hedged", _("“One of the first”, “among the earliest”."), _("hedged")
    REPORTED = "reported", _("Attributed to others: “billed as the first”."), _("reported")
    SCARE_QUOTED = "scare_quoted", _("“First” stands in distancing quotation marks."), _("in quotation marks")
    CONDITIONAL = "conditional", _("A forecast or condition: “will be the first”."), _("conditional")
    IMPLIED = "implied", _("Not said in so many words."), _("implied")
    DENIED = "denied", _("The speaker rejects the label."), pgettext_lazy("modality", "denied")


class Stance(Vocabulary):
    """What a claim does to the claim it answers (after CiTO)."""

    ASSERTS = "asserts", _("Calls a work first."), _("Asserts")
    QUALIFIES = "qualifies", _("Accepts with a condition, or narrows."), _("Qualifies")
    DISPUTES = "disputes", _("Says that another is earlier, or that the label does not fit."), _("Disputes")
    DENIES = "denies", _("Rejects the claim as such."), _("Denies")
    REPEATS = "repeats", _("Says again what another said; adds no evidence."), _("Repeats")


class OrderBasis(Vocabulary):
    """Which date, if any, is meant to decide who was first."""

    PRODUCTION_START = "production_start", _("The beginning of production."), _("Start of production")
    COMPLETION = "completion", _("The end of production."), _("Completion")
    ANNOUNCEMENT = "announcement", _("The announcement."), _("By announcement")
    PERMIT = "permit", _("An official permit."), _("By permit")
    FIRST_SHOWING = "first_showing", _("The first showing to anybody."), _("First showing")
    PREMIERE = "premiere", _("The premiere."), _("By premiere")
    WIDE_RELEASE = "wide_release", _("The wide release."), _("Wide release")
    THEATRICAL = "theatrical", _("The release in cinemas."), _("Release in cinemas")
    ONLINE = "online", _("The release online."), _("Release online")
    QUALITY = "quality", _("Merit, not date."), _("Merit, not date")
    UNSTATED = "unstated", _("The claim does not say."), _("Not stated")


class Channel(Vocabulary):
    """By what way the film reaches people, as a condition of a claim."""

    THEATRICAL = "theatrical", _("Shown in cinemas."), _("in cinemas")
    FESTIVAL = "festival", _("Shown at a festival."), _("at a festival")
    STREAMING = "streaming", _("Shown online."), _("online")
    BROADCAST = "broadcast", _("Shown on television."), _("on television")
    MARKET = "market", _("Offered at a film market."), _("at a film market")


class Standing(Vocabulary):
    """Standing of a claim: a curator's newest assessment or, without one, computed from the evidence.

    The computed ones are tried in this order: refused, announced, contested, stands, said.
    """

    STANDS = (
        "stands",
        _("Two or more independent origins, and no rival known to this archive."),
        pgettext_lazy("standing", "stands"),
    )
    SAID = "said", _("Somebody says so; no more is known."), pgettext_lazy("standing", "said")
    CONTESTED = (
        "contested",
        _("Somebody disputes it, or an earlier film meets the same conditions."),
        pgettext_lazy("standing", "contested"),
    )
    ANNOUNCED = (
        "announced",
        _("The film has not been shown, as far as is known."),
        pgettext_lazy("standing", "announced"),
    )
    REFUSED = "refused", _("Its own makers reject the label."), pgettext_lazy("standing", "refused")
    REFUTED = (
        "refuted",
        _("A curator found it wrong; the argument is given."),
        pgettext_lazy("standing", "refuted"),
    )
    WITHDRAWN = (
        "withdrawn",
        _("The claimant took it back."),
        pgettext_lazy("standing", "withdrawn"),
    )


class CommentaryKind(Vocabulary):
    """What sort of remark."""

    STATEMENT = (
        "statement",
        _("The makers about their film."),
        pgettext_lazy("commentary", "Makers’ statement"),
    )
    ASSESSMENT = (
        "assessment",
        _("A critic’s or viewer’s judgement."),
        pgettext_lazy("commentary", "Assessment"),
    )
    FRAMING = "framing", _("What the film is made to stand for."), _("Framing")
    REPLY = "reply", _("An answer to somebody else’s remark."), _("Reply")
    REPORT = "report", _("An account without judgement."), pgettext_lazy("commentary", "Report")


class Polarity(Vocabulary):
    """Which way a remark leans."""

    POSITIVE = "positive", _("Speaks for the film."), pgettext_lazy("polarity", "for")
    MIXED = "mixed", _("Speaks for and against."), _("for and against")
    NEGATIVE = "negative", _("Speaks against the film."), _("against")
    NEUTRAL = "neutral", _("Takes no side."), _("neutral")


class RelationKind(Vocabulary):
    """How a work is tied to another (FIAF work relationships, and our own)."""

    PART_OF = "part_of", _("Is a part or episode of the other."), _("Part of")
    FOLLOWED_BY = "followed_by", _("Is continued by the other."), _("Followed by")
    BASED_ON = "based_on", _("Was made from the other."), _("Based on")
    VERSION_OF = "version_of", _("Is another version of the other."), _("Version of")
    SAME_MAKERS = "same_makers", _("Was made by the same people."), _("By the same makers")
    COLLIDES_WITH = (
        "collides_with",
        _("Shares a title, a label or an occasion with the other and is easily taken for it."),
        _("Not to be confused with"),
    )
    RIVAL_OF = "rival_of", _("Lays claim to the same or a neighbouring “first”."), _("Rival claims")


class SourceTier(Vocabulary):
    """Distance of a source from what it tells."""

    PRIMARY = "primary", _("Speaks from its own knowledge."), _("Primary source")
    SECONDARY = "secondary", _("Tells what it learned from others."), _("Secondary source")
    TERTIARY = "tertiary", _("Compiles or repeats."), _("Tertiary source")


class Independence(Vocabulary):
    """How a source stands to those whose claim it carries."""

    SELF = "self", _("It is the claimant’s own."), _("the claimant’s own")
    AFFILIATED = (
        "affiliated",
        _("It belongs to the claimant’s side, or lives on its material."),
        _("affiliated"),
    )
    INTERESTED_RIVAL = "interested_rival", _("It belongs to a competitor."), _("interested rival")
    INDEPENDENT = "independent", _("It has no known stake."), _("independent")
    UNKNOWN = "unknown", _("Its stake is not known."), _("stake not known")


class Reliability(Vocabulary):
    """How far the archive trusts a source; the reason stands beside it."""

    HIGH = "high", _("Careful, signed, correctable."), _("high")
    MEDIUM = "medium", _("Ordinary care."), _("medium")
    LOW = "low", _("Careless, anonymous or second-hand."), _("low")
    SUSPECT_GENERATED = (
        "suspect_generated",
        _("Looks machine-made; kept to show how claims travel, and never counted as evidence."),
        _("suspected machine-made"),
    )
    UNASSESSED = "unassessed", _("Nobody has judged it yet."), _("not assessed")


class Seen(Vocabulary):
    """How much of a source the archive has read."""

    WHOLE = "whole", _("Read from beginning to end."), _("read whole")
    OPENING = "opening", _("Only the opening could be read."), _("opening read")
    EXCERPT = "excerpt", _("Only an excerpt could be read."), _("excerpt read")


class SearchStatus(Vocabulary):
    """What the archive has done about a country."""

    FOUND = "found", _("A film called first was found."), _("Film found")
    NOTHING_FOUND = (
        "searched_nothing_found",
        _("Looked for; none was found."),
        _("Looked for, none found"),
    )
    NOT_SEARCHED = "not_searched", _("Nobody has looked yet."), _("Not looked up")


class AgentKind(Vocabulary):
    """What an agent is (EN 15907 Agent)."""

    PERSON = "person", _("A human being."), _("Person")
    ORGANISATION = "organisation", _("A company, institution or public body."), _("Organisation")
    GROUP = "group", _("People working under one name."), _("Group")
    SYSTEM_CREDITED = (
        "system_credited",
        _("Software that a screen credit names as if it were a person; kept as the credit has it."),
        _("System credited as a maker"),
    )


class Openness(Vocabulary):
    """How open one aspect of a training corpus is (after the Foundation Model Transparency Index)."""

    OPEN = "open", _("Anybody can check it."), _("open")
    PARTIAL = "partial", _("Some of it can be checked."), _("partly open")
    CLOSED = "closed", _("It is known to exist and is kept back."), _("closed")
    UNDISCLOSED = "undisclosed", _("Nothing is said about it."), _("undisclosed")


class ImageKind(Vocabulary):
    """What a picture shows."""

    STILL = "still", _("A frame of the film."), _("Still")
    POSTER = "poster", _("A poster."), _("Poster")
    PUBLICITY = "publicity", _("A picture made for publicity."), _("Publicity picture")
    PHOTO = "photo", _("A photograph of people or an event."), _("Photograph")


class Rights(Vocabulary):
    """Rights in a picture (Creative Commons and RightsStatements.org; our Chinese labels are unofficial)."""

    IN_COPYRIGHT = "inc", _("Protected; shown here by permission or as a quotation."), _("In copyright")
    NO_KNOWN_COPYRIGHT = "nkc", _("No protection is known."), _("No known copyright")
    UNDETERMINED = "und", _("The status could not be settled."), _("Copyright undetermined")
    CC0 = "cc0", _("Given to the public domain."), "CC0 1.0"
    CC_BY = "cc_by_4", _("Free with attribution."), "CC BY 4.0"
    CC_BY_SA = "cc_by_sa_4", _("Free with attribution, shared alike."), "CC BY-SA 4.0"

    @property
    def uri(self) -> str:
        return {
            "inc": "http://rightsstatements.org/vocab/InC/1.0/",
            "nkc": "http://rightsstatements.org/vocab/NKC/1.0/",
            "und": "http://rightsstatements.org/vocab/UND/1.0/",
            "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
            "cc_by_4": "https://creativecommons.org/licenses/by/4.0/",
            "cc_by_sa_4": "https://creativecommons.org/licenses/by-sa/4.0/",
        }[self.value]


class SuggestionKind(Vocabulary):
    """What a reader sends."""

    CORRECTION = "correction", _("Something here is wrong or out of date."), _("Correction")
    SOURCE = "source", _("A source that the archive does not cite yet, for or against."), _("New source")
    FILM = "film", _("A film that somebody called first, and that is missing here."), _("New film")
    REPLY = (
        "reply",
        _("I am named here, or act for someone who is. My answer shall stand beside the claim, in my own words."),
        _("Right of reply"),
    )


class SuggestionGround(Vocabulary):
    """What a suggestion rests on."""

    PUBLISHED = "published", _("A link, an article, a document."), _("Something published")
    WITNESS = "witness", _("I saw it happen, or worked on it."), _("I was there")
    NAMED = "named", _("I am the person or organisation in question, or act for it."), _("I am named here")


class SuggestionState(Vocabulary):
    """What became of a suggestion, as its sender reads it."""

    WAITING = "waiting", _("No curator has answered yet. Nothing in the archive has changed."), _("Waiting")
    ACCEPTED = "accepted", _("The record was changed accordingly."), _("Accepted")
    PARTLY = "partly", _("Some of it was taken up; the answer says what."), _("Partly accepted")
    DECLINED = "declined", _("The record stays as it is; the answer says why."), _("Declined")
    SPAM = "spam", _("It was taken for advertising or noise. If that is wrong, please write again."), _("Spam")


class DeedKind(Vocabulary):
    """What somebody did at the desk, in one go."""

    EDIT = "edit", _("Records were changed by hand."), pgettext_lazy("deed", "Edited")
    SUBMIT = "submit", _("A draft was handed to a reviewer."), _("Handed in for review")
    RETURN = "return", _("A reviewer gave it back to be mended."), _("Sent back to draft")
    PUBLISH = "publish", _("It was made public."), pgettext_lazy("deed", "Published")
    WITHDRAW = "withdraw", _("It was taken back from the public, with a reason."), pgettext_lazy("deed", "Withdrawn")
    IMPORT = "import", _("A spreadsheet was read in."), pgettext_lazy("deed", "Imported")
    MERGE = "merge", _("Two records of one thing became one."), pgettext_lazy("deed", "Merged")
    BULK = "bulk", _("One field was changed in many records."), _("Changed in bulk")
    LOAD = "load", _("Records were set to what files say."), _("Loaded from files")
    UNDO = "undo", _("An earlier change was taken back."), pgettext_lazy("deed", "Undone")


class DeskRole(Vocabulary):
    """Who works at the desk; how readers see somebody who signs without a name."""

    CURATOR = "curator", _("Edits records and hands them in."), _("a curator")
    REVIEWER = "reviewer", _("Publishes, withdraws and ranks."), _("a reviewer")
    TRANSLATOR = "translator", _("Writes the texts of one language."), _("a translator")


class Writes(Vocabulary):
    """Languages of the catalogue's own texts."""

    ENGLISH = "en", _("Texts in English."), _("English")
    CHINESE = "zh-hans", _("Texts in simplified Chinese."), _("Simplified Chinese")


# Conditions of claims and rules by name; `date` is what a rule counts by.
FACETS: dict[str, Any] = {
    "territory": pgettext_lazy("scope", "territory"),
    "length": pgettext_lazy("scope", "length"),
    "minutes": _("running time"),
    "mode": _("production mode"),
    "genre": _("genre"),
    "theme": _("theme"),
    "department": _("department"),
    "extent": _("extent of AI"),
    "channel": _("channel"),
    "sector": _("sector"),
    "language": _("language of the film"),
    "other": _("further condition"),
    "date": _("date"),
}
