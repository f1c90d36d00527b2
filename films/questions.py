"""The questions that a comparison asks of every film, in groups, and why each matters."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy


@dataclass(frozen=True, slots=True)
class RowKind:
    """A question that the table asks of every film, and why it matters."""

    code: str
    group: str
    label: Any
    why: Any


ROW_GROUPS: dict[str, Any] = {
    "claim": gettext_lazy("The claim"),
    "film": gettext_lazy("The film"),
    "money": gettext_lazy("The money"),
    "ai": gettext_lazy("What AI did"),
    "reach": gettext_lazy("How it reached people"),
    "meaning": gettext_lazy("What it was made to mean"),
    "critics": gettext_lazy("What critics saw"),
    "makers": gettext_lazy("What its makers say"),
    "known": gettext_lazy("How well we know this"),
}

_ALL = [
    RowKind(
        "called_first",
        "claim",
        gettext_lazy("Called first what"),
        gettext_lazy("A “first” is somebody’s words; the conditions in them decide who else may be first."),
    ),
    RowKind(
        "claimed_by",
        "claim",
        gettext_lazy("By whom"),
        gettext_lazy("Those who made or sell a film have a reason to call it first."),
    ),
    RowKind(
        "claimed_when",
        "claim",
        gettext_lazy("When, and how firmly"),
        gettext_lazy("A claim made before the showing is a promise; a hedged one claims less than it seems."),
    ),
    RowKind(
        "standing",
        "claim",
        gettext_lazy("Standing"),
        gettext_lazy("Judged by a curator or by rule; never a verdict on the film."),
    ),
    RowKind(
        "rivals",
        "claim",
        gettext_lazy("Rivals and objections"),
        gettext_lazy("A newer “first” wins by adding a condition that leaves the older film out."),
    ),
    RowKind(
        "form",
        "film",
        gettext_lazy("Form"),
        gettext_lazy("Where a feature begins is itself disputed: at 40 minutes for some, at 60 for others."),
    ),
    RowKind(
        "mode",
        "film",
        gettext_lazy("Made as"),
        gettext_lazy("Animation and live action set AI different tasks; costs compare only within one."),
    ),
    RowKind(
        "running_time",
        "film",
        gettext_lazy("Running time"),
        gettext_lazy("Every cost per minute and every “first feature” hangs on it."),
    ),
    RowKind(
        "parts",
        "film",
        gettext_lazy("Parts"),
        gettext_lazy("What is shown may be one part of what is announced."),
    ),
    RowKind(
        "budget",
        "money",
        gettext_lazy("Total cost"),
        gettext_lazy("A published figure is an argument; so is a withheld one."),
    ),
    RowKind(
        "cost_per_minute",
        "money",
        gettext_lazy("Cost per minute"),
        gettext_lazy("The one figure that a short and a feature can share."),
    ),
    RowKind(
        "cost_per_minute_common",
        "money",
        gettext_lazy("Per minute in US dollars of 2025"),
        gettext_lazy("One scale for all: mean exchange rates of 2025, nothing adjusted for inflation."),
    ),
    RowKind(
        "saving",
        "money",
        gettext_lazy("Saving, against what"),
        gettext_lazy("“200 times cheaper” says nothing until its baseline is named."),
    ),
    RowKind(
        "ai",
        "ai",
        gettext_lazy("Extent of AI"),
        gettext_lazy("Extent is judged department by department and never added up into one for a film."),
    ),
    RowKind(
        "human_hand",
        "ai",
        gettext_lazy("Human hand"),
        gettext_lazy("“Made by AI” tends to hide who wrote, acted, chose and corrected."),
    ),
    RowKind(
        "tools",
        "ai",
        gettext_lazy("Tools"),
        gettext_lazy("National firsts may rest on the same few foreign systems."),
    ),
    RowKind(
        "training_data",
        "ai",
        gettext_lazy("What the tools learned from"),
        gettext_lazy("Who holds the training material decides what can be seen and said."),
    ),
    RowKind(
        "releases",
        "reach",
        gettext_lazy("Shown when and where"),
        gettext_lazy("Many a “first” depends on which date counts: announcement, festival, cinema or network."),
    ),
    RowKind(
        "strategy",
        "reach",
        gettext_lazy("How it was offered"),
        gettext_lazy("A half-price ticket or a free upload is part of the argument."),
    ),
    RowKind(
        "price",
        "reach",
        gettext_lazy("Price of a seat"),
        gettext_lazy("What an audience was asked to pay for a demonstration."),
    ),
    RowKind(
        "admissions",
        "reach",
        gettext_lazy("How many came"),
        gettext_lazy("To be called first brings attention; only this tells who came."),
    ),
    RowKind(
        "frame",
        "meaning",
        gettext_lazy("Used to argue"),
        gettext_lazy("What the country’s “first” is made to stand for."),
    ),
    RowKind(
        "reading",
        "meaning",
        gettext_lazy("As it was read"),
        gettext_lazy("Somebody’s reading, told in our words; not a finding of this archive."),
    ),
    RowKind(
        "counter_reading",
        "meaning",
        gettext_lazy("What speaks against it"),
        gettext_lazy("What that reading leaves out, from other sources."),
    ),
    RowKind(
        "critics",
        "critics",
        gettext_lazy("Critics and viewers"),
        gettext_lazy("What was seen by those who did not make it, with the side that they take."),
    ),
    RowKind(
        "makers",
        "makers",
        gettext_lazy("Makers"),
        gettext_lazy("Their own words bear out or contradict what is read into the film."),
    ),
    RowKind(
        "coverage",
        "known",
        gettext_lazy("Coverage"),
        gettext_lazy("A poorly known film looks plainer than it is."),
    ),
    RowKind(
        "origins",
        "known",
        gettext_lazy("Origins"),
        gettext_lazy("Five reprints of one article are one origin; the makers’ side counts once."),
    ),
    RowKind(
        "conflicts",
        "known",
        pgettext_lazy("row", "Conflicts"),
        gettext_lazy("Values that cannot all be right, with their sources."),
    ),
]
ROWS: dict[str, RowKind] = {kind.code: kind for kind in _ALL}
