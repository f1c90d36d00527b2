"""A comparison to take away: the cells of its table as CSV and JSON, each with its sources. Pure."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from films.answers import Entry
from films.comparison import Column, Table

from .tabular import to_csv


def as_csv(table: Table) -> str:
    """One line for each thing that a cell says, so that it can be filtered and counted."""
    header = [
        pgettext("column", "Group"), _("Row"), _("Department"), _("Number"), _("Film"), _("Label"),
        pgettext("column", "Says"), _("Detail"), _("Note"), _("State"), _("Extent of AI"), _("Computed"), _("Inputs"),
        pgettext("column", "Disputed"), _("Set aside"), _("Sources"), _("Titles of the sources"), _("Links"),
    ]  # fmt: skip
    known = {source.slug: source for source in table.sources}
    lines = []
    for group in table.groups:
        for row in group.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                for entry in cell.entries:
                    sources = [known[slug] for slug in _slugs(entry)]
                    lines.append(
                        [
                            group.label,
                            row.code,
                            row.part,
                            column.mention.public_id,
                            column.mention.slug,
                            entry.label,
                            entry.text,
                            entry.detail,
                            entry.note,
                            entry.state,
                            entry.extent.value if entry.extent else "",
                            int(entry.computed),
                            entry.inputs,
                            int(entry.disputed),
                            entry.reason,
                            " ".join(source.slug for source in sources),
                            " | ".join(source.title for source in sources),
                            " ".join(source.url for source in sources if source.url),
                        ]
                    )
    return to_csv(header, lines)


def as_data(table: Table) -> dict[str, Any]:
    """The table as plain data. Only what is said is there: empty fields are left out."""
    return {
        "columns": [_column(column) for column in table.columns],
        "groups": [
            {
                "code": group.code,
                "label": group.label,
                "rows": [
                    _full(
                        {
                            "code": row.code,
                            "department": row.part,
                            "label": row.label,
                            "why": row.why,
                            "note": row.note,
                            "differs": row.differs,
                            "cells": [[_entry(entry) for entry in cell.entries] for cell in row.cells],
                        }
                    )
                    for row in group.rows
                ],
            }
            for group in table.groups
        ],
        "uneven": [column.mention.slug for column in table.uneven] if table.uneven else [],
        "sources": [
            _full(
                {
                    "number": source.number,
                    "slug": source.slug,
                    "title": source.title,
                    "language": source.language,
                    "publisher": source.publisher,
                    "date": str(source.date) if source.date else "",
                    "url": source.url,
                    "independence": source.independence.value,
                    "reliability": source.reliability.value,
                    "reprint_of": source.original[0] if source.original else "",
                }
            )
            for source in table.sources
        ],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "number": column.mention.public_id,
        "slug": column.mention.slug,
        "title": column.mention.title,
        "language": column.mention.language,
        "countries": [country.code for country in column.countries],
        "year": column.year,
        "standing": column.standing.value if column.standing else None,
        "known_rows": column.known,
        "rows": column.of,
        "origins": column.origins,
        "independent_origins": column.independent,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return _full(
        {
            "label": entry.label,
            "text": entry.text,
            "detail": entry.detail,
            "note": entry.note,
            "quote": entry.quote[0] if entry.quote else "",
            "quote_language": entry.quote[1] if entry.quote else "",
            "film": entry.mention.slug if entry.mention else "",
            "state": entry.state,
            "date": str(entry.date) if entry.date else "",
            "standing": entry.standing.value if entry.standing else "",
            "extent": entry.extent.value if entry.extent else "",
            "computed": entry.computed,
            "inputs": entry.inputs,
            "disputed": entry.disputed,
            "set_aside": entry.set_aside,
            "reason": entry.reason,
            "sources": _slugs(entry),
        }
    )


def _slugs(entry: Entry) -> list[str]:
    return list(entry.evidence.sources) if entry.evidence else []


def _full(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", [], False)}
