"""One change at a time: who comes second judges by what the first has left."""

from django.db import connection

_KEY = 0x5349474E  # of this archive's lock in PostgreSQL; no other use


def take_turn() -> None:
    """Wait until nobody else changes records, and keep the turn until the transaction ends.

    SQLite lets only one transaction write in any case. An editorial team is small; locks on single rows would miss
    two pages that edit the same row, and rows that do not exist yet.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_KEY])
