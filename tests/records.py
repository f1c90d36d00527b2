"""The real records for many tests: read through `loaddata` once a session, then put back row by row."""

from io import StringIO
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

MODELS = list(apps.get_app_config("films").get_models(include_auto_created=True))
TABLES = [model._meta.db_table for model in MODELS]


def take() -> dict[str, Any]:
    """Every row of the archive, by table: what PostgreSQL would copy out, or the tuples of SQLite."""
    kept: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "postgresql":
                file = StringIO()
                cursor.copy_expert(f'COPY "{table}" TO STDOUT', file)
                kept[table] = file.getvalue()
            else:
                kept[table] = cursor.execute(f'SELECT * FROM "{table}"').fetchall()
    return kept


@transaction.atomic
def put_back(kept: dict[str, Any]) -> None:
    """Into empty tables, with the old keys. References are checked at the end, as `loaddata` does."""
    with connection.cursor() as cursor:
        for table, rows in kept.items():
            if connection.vendor == "postgresql":
                cursor.copy_expert(f'COPY "{table}" FROM STDIN', StringIO(rows))
            elif rows:
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), MODELS):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute(f"ANALYZE {', '.join(TABLES)}")  # else queries are planned for the tables that were empty
    connection.check_constraints(table_names=TABLES)
