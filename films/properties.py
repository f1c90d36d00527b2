"""The registry of production facts: which properties there are and how their values behave.

A property that admits one true value per basis (`single`) can be in conflict with itself; one that
collects (genres, awards, remarks) cannot. `dimension` says what amounts may be compared.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Property:
    code: str
    group: str  # one of GROUPS
    dimension: str  # time | money | count | ratio | text
    single: bool
    label: Any
    definition: Any


GROUPS = {
    "film": _("The film"),
    "money": _("Money"),
    "work": _("People and time"),
    "making": _("How it was made"),
    "reach": _("How it was received"),
    "content": _("What it is about"),
    "other": _("Other facts"),
}

_ALL = [
    Property("running_time", "film", "time", True, _("Running time"), _("Length as shown or stated.")),
    Property("form", "film", "text", False, _("Called"), _("The length class that a source gives it.")),
    Property("episodes", "film", "count", False, _("Episodes"), _("Number of episodes, parts or films.")),
    Property("language", "film", "text", False, _("Language"), _("Languages spoken or subtitled.")),
    Property("genre", "film", "text", False, _("Genre"), _("Genre, as sources name it.")),
    Property("age_rating", "film", "text", False, _("Age rating"), _("Rating by a board or platform.")),
    Property("identifier", "film", "text", False, _("Identifier"), _("Number of the work in another catalogue.")),
    Property("budget", "money", "money", True, _("Budget"), _("What the whole cost.")),
    Property("cost_per_minute", "money", "money", True, _("Cost per minute"), _("What one finished minute cost.")),
    Property("ai_cost", "money", "money", True, _("Cost of AI"), _("What the AI part cost.")),
    Property(
        "budget_without_ai",
        "money",
        "money",
        False,
        _("Cost without AI"),
        _("What somebody says it would have cost by other means."),
    ),
    Property(
        "cost_ratio",
        "money",
        "ratio",
        False,
        _("Saving"),
        _("How many times, or by what share, cheaper; the words name the baseline, if any."),
    ),
    Property(
        "cost_baseline",
        "money",
        "money",
        False,
        _("Baseline of the saving"),
        _("The cost with which a saving is compared."),
    ),
    Property("marketing", "money", "money", True, _("Marketing"), _("What publicity cost.")),
    Property("ticket_price", "money", "money", False, _("Ticket price"), _("What a seat cost.")),
    Property("box_office", "money", "money", False, _("Box office"), _("Takings.")),
    Property("break_even", "money", "count", False, _("Break-even"), _("What it takes to earn its cost.")),
    Property("crew_size", "work", "count", True, _("Crew"), _("People who made it.")),
    Property("ai_crew_size", "work", "count", True, _("AI crew"), _("People who did the AI work.")),
    Property("production_time", "work", "time", True, _("Production time"), _("How long it took to make.")),
    Property(
        "post_production_time",
        "work",
        "time",
        True,
        _("Post-production time"),
        _("How long the finishing took."),
    ),
    Property("script_time", "work", "time", True, _("Writing time"), _("How long the script took.")),
    Property("shots", "work", "count", False, _("Shots"), _("Number of shots.")),
    Property("clips", "work", "count", False, _("Clips generated"), _("Number of clips generated.")),
    Property("images", "work", "count", False, _("Pictures generated"), _("Number of pictures generated.")),
    Property("prompts", "work", "count", False, _("Prompts"), _("Number of prompts written.")),
    Property(
        "share_generated",
        "making",
        "ratio",
        False,
        _("Share generated"),
        _("Share of the film that is said to be generated; the basis says of what."),
    ),
    Property("workflow", "making", "text", False, _("Way of working"), _("Steps of the work.")),
    Property(
        "script_authorship",
        "making",
        "text",
        False,
        _("Who wrote it"),
        _("Whether people or a system wrote it."),
    ),
    Property("technical_limit", "making", "text", False, _("Limits met"), _("What the technique could not do.")),
    Property("origin", "making", "text", False, _("Origin"), _("How the work came about.")),
    Property(
        "sequel_condition",
        "making",
        "text",
        False,
        _("Condition of a sequel"),
        _("On what a sequel depends."),
    ),
    Property("admissions", "reach", "count", False, _("Admissions"), _("Tickets sold or visitors counted.")),
    Property("screens", "reach", "count", False, _("Screens"), _("Screens that showed it.")),
    Property("views", "reach", "count", False, _("Views"), _("Views counted online.")),
    Property("rating", "reach", "count", False, _("Ratings"), _("Marks given by viewers or reviewers.")),
    Property("awards", "reach", "text", False, _("Awards"), _("Prizes and selections.")),
    Property("plot", "content", "text", False, _("Plot"), _("What happens, as sources tell it.")),
    Property("theme", "content", "text", False, _("Theme"), _("What it is about.")),
    Property("tone", "content", "text", False, _("Tone"), _("How it feels, in a critic’s words.")),
    Property("setting", "content", "text", False, _("Setting"), _("Where and when it plays.")),
    Property("other", "other", "text", False, pgettext_lazy("property", "Other"), _("What fits nowhere else.")),
]

PROPERTIES: dict[str, Property] = {p.code: p for p in _ALL}


def property_choices() -> list[tuple[str, Any]]:
    """For the model field; a callable, so that a new property needs no migration."""
    return [(p.code, p.label) for p in _ALL]
