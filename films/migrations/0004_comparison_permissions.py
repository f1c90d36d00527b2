"""What the groups of 0002 may do with comparisons; that only a reviewer publishes is a rule of the form."""

from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

NOUN, PARTS = "comparison", ("comparisonfilm", "comparisonrow")


def _may(actions, models):
    return {f"{action}_{model}" for action in actions for model in models}


CURATOR = _may(("view", "add", "change"), (NOUN, *PARTS)) | _may(("delete",), PARTS)
PERMISSIONS = {
    "curator": CURATOR,
    "reviewer": CURATOR,
    "translator": _may(("view",), (NOUN, *PARTS)) | _may(("change",), (NOUN, "comparisonrow")),
}


def _held(apps, database):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for group in Group.objects.using(database).filter(name__in=PERMISSIONS):
        yield (
            group,
            Permission.objects.using(database).filter(
                content_type__app_label="films", codename__in=PERMISSIONS[group.name]
            ),
        )


def give(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after the last migration; the groups need them now.
    create_permissions(real_apps.get_app_config("films"), verbosity=0, using=database)
    for group, permissions in _held(apps, database):
        group.permissions.add(*permissions)


def take_back(apps, schema_editor):
    for group, permissions in _held(apps, schema_editor.connection.alias):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [("films", "0003_comparison")]

    operations = [migrations.RunPython(give, take_back)]
