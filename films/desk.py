"""The desk as curators find it: nouns in the order of their work, not of the alphabet.

Outside `admin/`, whose modules need the site before they can be read.
"""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Records"), ("Film", "Source", "Country", "Agent", "Tool", "Corpus", "Comparison", "Term")),
    (
        _("What is said of films"),
        (
            "Title",
            "FirstClaim",
            "Assessment",
            "Reply",
            "ProductionFact",
            "Release",
            "Credit",
            "AIRole",
            "Commentary",
            "Relation",
            "Image",
        ),
    ),
    (_("The desk"), ("Suggestion", "Dismissal", "Deed", "Editor")),
)


class Desk(AdminSite):
    site_header = _("Signal Lights: the curators’ desk")
    site_title = _("Signal Lights")
    index_title = _("The archive")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        apps = super().get_app_list(request, app_label)
        archive = next((app for app in apps if app["app_label"] == "films"), None)
        if archive is None:
            return apps
        by_name = {noun["object_name"]: noun for noun in archive["models"]}
        grouped = [
            archive | {"name": title, "models": [by_name.pop(name) for name in names if name in by_name]}
            for title, names in GROUPS
        ]
        left = [archive | {"models": list(by_name.values())}]  # a noun that no group names is not lost
        others = [app for app in apps if app is not archive]
        return [*(group for group in (*grouped, *left) if group["models"]), *others]
