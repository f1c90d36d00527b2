"""What stands at the head of a profile. Pure: a record in, values out."""

from dataclasses import dataclass

from .comparison import LIMIT
from .properties import Property
from .record import FactValue, FilmRecord, RelationValue
from .vocabularies import RelationKind

KEY = (
    "running_time",
    "form",
    "budget",
    "cost_per_minute",
    "crew_size",
    "production_time",
    "box_office",
    "admissions",
)


@dataclass(frozen=True, slots=True)
class KeyProperty:
    """A property as the head shows it: one value, what else is said, and what was set aside."""

    property: Property
    first: FactValue | None
    also: tuple[FactValue, ...]
    set_aside: tuple[FactValue, ...]
    disputed: bool


def key_properties(record: FilmRecord) -> list[KeyProperty]:
    """The properties that a reader looks for first, where anything is said of them."""
    found = (record.property(code) for code in KEY)
    return [
        KeyProperty(p.property, p.first, p.standing_values[1:], p.set_aside, p.disputed)
        for p in found
        if p is not None and p.first is not None
    ]


def beside_its_rivals(record: FilmRecord) -> list[str]:
    """Addresses of the film and of as many rivals as a comparison holds; empty where it has none here."""
    rivals = list(dict.fromkeys(r.other.slug for r in record.rivals if r.other))
    return [record.mention.slug, *rivals][:LIMIT] if rivals else []


def relations_in_order(record: FilmRecord) -> list[RelationValue]:
    """Namesakes first, since they mislead; rivals last, since they are many."""
    order = [RelationKind.COLLIDES_WITH, *(k for k in RelationKind if k != RelationKind.COLLIDES_WITH)]
    return sorted(record.relations, key=lambda r: (r.other is not None, order.index(r.kind)))
