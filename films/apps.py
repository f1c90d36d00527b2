from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class FilmsConfig(AppConfig):
    name = "films"
    verbose_name = _("The archive")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .journal import connect

        connect()


class DeskConfig(AdminConfig):
    default_site = "films.desk.Desk"
