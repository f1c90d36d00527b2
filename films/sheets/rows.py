"""Records as rows of a spreadsheet, in a number of queries that does not grow."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet

from films.models import Term

from . import layout
from .layout import Codes, Noun
from .table import Table


def fetched(noun: Noun, records: QuerySet) -> QuerySet:
    """`records` with all that their rows tell."""
    return records.select_related(*noun.joined).prefetch_related(*noun.gathered)


def table_of(noun: Noun, records: QuerySet) -> Table:
    return Table(str(noun.model._meta.model_name), noun.header, [noun.told(r) for r in fetched(noun, records)])


def explained(noun: Noun, table: Table) -> tuple[Table, Table]:
    """The table, with lists to choose from, and the sheet that says what its columns mean."""
    legend = layout.legend(noun, terms(), table.header)
    offered = layout.choices(table.header, noun, legend)
    return Table(table.title, table.header, table.rows, offered), legend


def template_of(noun: Noun, header: Sequence[str]) -> Table:
    return Table(str(noun.model._meta.model_name), header, [])


def terms() -> dict[str, Codes]:
    """The open vocabularies: scheme → codes and labels."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for term in Term.objects.all():
        found[term.scheme].append((term.code, str(term)))
    return dict(found)
