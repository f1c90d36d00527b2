"""How a migration gives permissions to the groups of the desk."""

from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions


def gift(permissions):
    """Two functions for `RunPython`: one gives each group its permissions, the other takes them back.

    `permissions` are sets of codenames by name of group.
    """

    def held(apps, database):
        rows = apps.get_model("auth", "Permission").objects.using(database)
        for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=permissions):
            yield group, rows.filter(content_type__app_label="films", codename__in=permissions[group.name])

    def give(apps, schema_editor):
        database = schema_editor.connection.alias
        # Django makes permissions after the last migration; the groups need them now.
        create_permissions(real_apps.get_app_config("films"), verbosity=0, using=database)
        for group, named in held(apps, database):
            group.permissions.add(*named)

    def take_back(apps, schema_editor):
        for group, named in held(apps, schema_editor.connection.alias):
            group.permissions.remove(*named)

    return give, take_back
