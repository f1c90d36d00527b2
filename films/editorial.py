"""The editorial rules, written once: help at the desk, where they are needed, and a section of the method page.

Each rule is short, can be followed without asking, and has an example. `where` names the fields beside which it
stands, as `noun.field`, or steps of a record, as `step.withdraw`. Pure.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Guide:
    code: str  # its place on the method page: `#editorial-<code>`
    title: Any
    text: Any
    example: Any
    where: tuple[str, ...]


GUIDES: tuple[Guide, ...] = (
    Guide(
        "scope",
        _("What belongs here"),
        _(
            "A film belongs here when somebody, in a source that can be cited, called it first in something that has "
            "to do with AI; and when such a claim is measured against it: because it is older and meets the same "
            "conditions, or because its makers refuse the label. What nobody called first stays out, however "
            "remarkable it is. The summary says why the film is here."
        ),
        _(
            "“About a Hero” is here although its director refuses the label: claims to the first AI feature at a "
            "festival are measured against it."
        ),
        ("film.significance", "relation.kind", "step.submit", "step.publish"),
    ),
    Guide(
        "voice",
        _("Never “first” in our own voice"),
        _(
            "The archive does not write that a film is first. It writes who called it so, when, and for what. A "
            "paraphrase is a noun phrase for what is claimed; a summary names the speaker. “The so-called first” is a "
            "verdict too."
        ),
        _(
            "Write: called the first AI feature in cinemas by its distributor. Do not write: the first AI feature "
            "in cinemas."
        ),
        ("firstclaim.paraphrase", "film.significance", "comparison.essay", "country.reading"),
    ),
    Guide(
        "wording",
        _("Retell; quote only the claim"),
        _(
            "The wording of a claim is quoted: one phrase, letter for letter, in its own language. Everything else is "
            "told anew in our words, in both languages, and is checked against the source once written. A "
            "translation is never put in the place of the wording."
        ),
        _(
            "A review of 900 words becomes two sentences that say what it praises and what it misses, without its "
            "phrases."
        ),
        ("firstclaim.wording", "commentary.summary", "film.synopsis", "productionfact.text"),
    ),
    Guide(
        "claimant",
        _("Who the claimant is"),
        _(
            "The claimant is whoever uses the words as their own. A paper that prints a press release passes on the "
            "makers’ claim; a headline without a speaker is the paper’s. Whoever only repeats another’s claim is "
            "entered as “repeats”, pointing to that claim: one more voice, no more evidence."
        ),
        _("“The studio calls it the world’s first”, in a newspaper: claimant the studio, source the newspaper."),
        ("firstclaim.claimant", "firstclaim.claimant_kind", "firstclaim.stance"),
    ),
    Guide(
        "strength",
        _("“Alleged”, “reported”: how strongly it is said"),
        _(
            "Keep the strength that the source has, and never raise it. Said flatly is “stated flatly”; “one of the "
            "first” is hedged; “billed as”, “said to be” is reported; “will be” is conditional; “first” with marks of "
            "distance is “in quotation marks”. In our own sentences say who says so. “Allegedly” and “reportedly” name "
            "nobody: we do not use them."
        ),
        _("“Said to be the first Thai AI film” with no speaker: reported; claimant the paper that prints it."),
        ("firstclaim.modality", "productionfact.qualifier"),
    ),
    Guide(
        "conditions",
        _("Conditions: only those that the claim makes"),
        _(
            "Enter a condition when the claim states it, and leave the rest empty: empty means any. What the film "
            "happens to be is no condition. “World” is entered only where the world is named. A condition that has no "
            "field goes into words."
        ),
        _(
            "“The first AI feature in cinemas”: length feature, channel cinemas. No territory, although it opened in "
            "Seoul and nowhere else."
        ),
        ("firstclaim.scope_territory", "firstclaim.scope_length", "firstclaim.scope_other"),
    ),
    Guide(
        "date",
        _("How to choose a date"),
        _(
            "As exact as the source and no more. A claim is dated by the day on which it was said, or else by the "
            "first source that carries it. An event is dated by its own day, not by that of the report. A day that was "
            "only announced is entered with a note that says so, until a source from after it confirms it. Where two "
            "sources differ, enter both; never take the middle."
        ),
        _(
            "A paper of 19 August: “opens on 21 August”. Date 2025-08-21, note “as announced”. A catalogue that says "
            "“2025”: date 2025, not 2025-01-01."
        ),
        ("firstclaim.date", "release.date", "commentary.date", "source.date"),
    ),
    Guide(
        "year",
        _("Year of reference"),
        _(
            "The year of the first showing to anybody: a festival and a preview count, an announcement and a trailer "
            "do not. Of a film that was never shown, the year in which it was finished; else it stays empty."
        ),
        _("Shown at Locarno in August 2024, in cinemas from March 2025: 2024."),
        ("film.year", "film.work_status"),
    ),
    Guide(
        "figures",
        _("Figures"),
        _(
            "One fact is one source’s figure, in the unit and currency of that source: nothing is converted, rounded "
            "or added up. “About”, “under” and “at least” go into the qualifier, what is counted into the basis. "
            "Sources that differ give two facts, and both stand. What was looked for in vain is entered as not found."
        ),
        _(
            "A maker says “under 700,000 dollars”, a paper “8,000 dollars a minute”: two facts. The product is "
            "ours, and is labelled computed."
        ),
        ("productionfact.amount", "productionfact.state"),
    ),
    Guide(
        "ai",
        _("What AI did"),
        _(
            "One department at a time, as far as a source goes, and never one share for the film. “Human-made” needs a "
            "source as much as “generated” does. Makers who were asked and do not say: undisclosed. Nobody looked: no "
            "row. “AI throughout” is always somebody’s claim, and is not broken down by guess."
        ),
        _(
            "“Everything is AI except the voices”: voices human-made, with this source. It says nothing of the "
            "script: no row."
        ),
        ("airole.department", "airole.extent"),
    ),
    Guide(
        "sources",
        _("How to weigh a source"),
        _(
            "Three questions, each for itself. How near is it (tier)? Has it a stake in the claim (independence)? How "
            "careful is it (reliability)? Near is not neutral: makers know best how long their film is, and least "
            "whether it is first. The reason is written down. A reprint points to its original, and both count as one. "
            "Mark how much of it you have read."
        ),
        _("Five papers carry one agency report: six sources, five of them reprints, one origin."),
        (
            "source.tier",
            "source.independence",
            "source.reliability",
            "source.reprint_of",
        ),
    ),
    Guide(
        "machine",
        _("Machine-made text"),
        _(
            "Signs: no author and no date; fluent and empty; a fact that no other page has; the same site in twenty "
            "languages. Two of these are enough to mark it “suspected machine-made”, and the signs are named in the "
            "reason. Such a text counts as no evidence. A statement about the work that rests on it alone is set "
            "aside, or left with the mark where anybody can check it. That it repeats a claim may be recorded."
        ),
        _("A digest says that six people made the film, a newspaper seven: the six is set aside as machine-made text."),
        ("source.reliability", "productionfact.sources"),
    ),
    Guide(
        "rank",
        _("Preferring, setting aside, correcting"),
        _(
            "What a source says wrongly is set aside with a reason, not deleted: others will meet it again. Prefer a "
            "value only for a reason on the list; liking it is none. What we ourselves mistyped is corrected, and the "
            "history says why. Where the evidence does not decide, nothing is preferred, and both values stand."
        ),
        _(
            "An essay calls a film of twelve minutes a feature: that fact is set aside as an error in the source, "
            "and stays to be read."
        ),
        ("firstclaim.rank", "productionfact.rank", "title.rank", "release.rank", "airole.rank", "credit.rank"),
    ),
    Guide(
        "names",
        _("Names and titles"),
        _(
            "A title stands in its own script, as the film carries it, with its language; one title identifies the "
            "film. A title that we translated is marked as translated. People are named as they sign, the family name "
            "where their language puts it, with every spelling that sources use. A spelling that no source has is not "
            "made up: a name without a Chinese form stays in Latin letters. Names of countries come from CLDR."
        ),
        _(
            "권한슬 is also Kwon Han-seul. The Chinese form 权翰瑟 is kept as a spelling, with the note that "
            "nobody has confirmed it."
        ),
        ("title.text", "title.kind", "agent.slug", "credit.credited_as"),
    ),
    Guide(
        "people",
        _("Living people"),
        _(
            "Only what somebody did on the film, or said of it in public. Nothing of home, health, family, belief or "
            "money that is not the film’s. No motives. A reproach against a person needs two independent sources, is "
            "told as theirs, and stands with the answer, or with the words that none was found. In doubt leave it out, "
            "and ask a reviewer."
        ),
        _(
            "“Paid the cast nothing”, on one anonymous blog: not entered. In two newspapers: entered as their "
            "report, with the producer’s reply."
        ),
        ("commentary.by", "agent.note", "credit.agent"),
    ),
    Guide(
        "reply",
        _("Right of reply"),
        _(
            "Whoever is named in a record may answer it. The answer stands under what it answers, dated and signed, in "
            "their own words, and is not edited; we may refuse what harms others or speaks of something else. "
            "It is a voice, not a correction: the record changes when the evidence does."
        ),
        _(
            "A director denies that her film claims to be first: her reply stands under the claim, and as a claim "
            "of her own that denies it."
        ),
        ("commentary.kind",),
    ),
    Guide(
        "languages",
        _("Both languages"),
        _(
            "English and Chinese say the same; neither is the translation of the other, and neither has more facts. "
            "Write each as its readers do: no word-for-word sentences, titles in 《》 in Chinese. Who changes one "
            "changes the other, or leaves it to the worklist, which finds it."
        ),
        _("“About a third” in English is 约三分之一 in Chinese; 近三成 is another figure."),
        ("film.synopsis", "firstclaim.paraphrase", "commentary.summary", "country.reading"),
    ),
    Guide(
        "judging",
        _("When to write an assessment"),
        _(
            "The standing is computed as long as that tells the truth. Write an assessment when it does not, on "
            "evidence that is in the record, in both languages, and signed. It may not rest on taste. To change it, "
            "write another: the old one stays."
        ),
        _(
            "A claim “stands” by count, and the authors of both papers later wrote that they had it from one talk: "
            "“said”, naming where they wrote so."
        ),
        ("assessment.standing", "assessment.argument"),
    ),
    Guide(
        "withdrawal",
        _("Withdrawing a record"),
        _(
            "Only where the film turns out not to exist, to be another that is here already, or where the law or "
            "somebody’s safety demands it. The address stays, and says when and why; the number is not given again. A "
            "weak claim, a lost contest or an angry maker is no reason: the record says so instead."
        ),
        _(
            "Two records prove to be one film under two titles: they are merged, and both addresses lead to what "
            "remains."
        ),
        ("step.withdraw",),
    ),
)


def guides_for(noun: str, fields: list[str]) -> list[Guide]:
    """The rules that concern these fields of a kind of record, in the order of the rules, each once.

    A field in both languages is meant by its bare name.
    """
    asked = {f"{noun}.{field.removesuffix('_en').removesuffix('_zh_hans')}" for field in fields}
    return [guide for guide in GUIDES if asked.intersection(guide.where)]
