"""What the groups of 0002 may do with comparisons; that only a reviewer publishes is a rule of the form."""

from django.db import migrations

from ._groups import gift

NOUN, PARTS = "comparison", ("comparisonfilm", "comparisonrow")


def _may(actions, models):
    return {f"{action}_{model}" for action in actions for model in models}


CURATOR = _may(("view", "add", "change"), (NOUN, *PARTS)) | _may(("delete",), PARTS)
PERMISSIONS = {
    "curator": CURATOR,
    "reviewer": CURATOR,
    "translator": _may(("view",), (NOUN, *PARTS)) | _may(("change",), (NOUN, "comparisonrow")),
}


give, take_back = gift(PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [("films", "0003_comparison")]

    operations = [migrations.RunPython(give, take_back)]
