"""The groups of the desk as migrations make them, for tests that empty the database between each other."""

from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

MIGRATIONS = (
    "0002_groups",
    "0004_comparison_permissions",
    "0006_journal",
    "0007_workflow",
    "0008_suggestions",
    "0010_merging",
    "0011_worklist",
)


def group_migrations() -> list[ModuleType]:
    return [import_module(f"films.migrations.{name}") for name in MIGRATIONS]


def _asked() -> tuple[Any, Any]:
    # All that a migration asks of a schema editor; SQLite opens none inside a transaction.
    return MigrationExecutor(connection).loader.project_state().apps, SimpleNamespace(connection=connection)


def make_groups() -> None:
    first, *later = group_migrations()
    first.make_groups(*_asked())
    for one in later:
        one.give(*_asked())


def take_groups_back() -> None:
    first, *later = group_migrations()
    for one in reversed(later):
        one.take_back(*_asked())
    first.remove_groups(*_asked())


def what_groups_may() -> dict[str, set[str]]:
    return {group.name: set(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()}
