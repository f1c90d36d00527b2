"""The three groups of the desk: curator, reviewer, translator.

What each may do is written in `PERMISSIONS`. That only a reviewer may publish or withdraw a film is a rule of
the film's form (`films/admin/film.py`), since Django's permissions do not see which field changes.
"""

from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

STATEMENTS = (
    "title",
    "firstclaim",
    "productionfact",
    "release",
    "credit",
    "airole",
    "commentary",
    "relation",
)
PARTS = ("agentname", "corpusaxis", "image")  # rows that are edited with what they belong to
NOUNS = ("film", "pastslug", "agent", "corpus", "country", "source", "term", "tool")
EVERYTHING = (*STATEMENTS, *PARTS, *NOUNS, "assessment")


def _may(actions, models):
    return {f"{action}_{model}" for action in actions for model in models}


CURATOR = (
    _may(("view",), EVERYTHING)
    | _may(("add", "change"), (*STATEMENTS, *PARTS, *NOUNS))
    | _may(("delete",), (*STATEMENTS, *PARTS))
)
PERMISSIONS = {
    "curator": CURATOR,
    "reviewer": CURATOR | {"add_assessment"},
    "translator": _may(("view",), EVERYTHING) | _may(("change",), ("term", "film", *STATEMENTS)),
}


def make_groups(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after the last migration; the groups need them now.
    create_permissions(real_apps.get_app_config("films"), verbosity=0, using=database)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in PERMISSIONS.items():
        group, _ = Group.objects.using(database).get_or_create(name=name)
        group.permissions.set(
            Permission.objects.using(database).filter(
                content_type__app_label="films", codename__in=codenames
            )
        )


def remove_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.using(schema_editor.connection.alias).filter(name__in=PERMISSIONS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
