from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from films.vocabularies import Writes


class Editor(models.Model):
    """What the archive knows of an account at the desk: the name that readers see, the language written in."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="editor", verbose_name=_("account")
    )
    signature = models.CharField(
        _("public name"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("How readers see who made a change. Left empty, they see the role alone, such as “a curator”."),
    )
    writes = models.CharField(
        _("translates into"),
        max_length=8,
        choices=Writes.choices,
        blank=True,
        default="",
        help_text=_("A translator changes texts in this language and nothing else."),
    )

    class Meta:
        verbose_name = _("editor")
        verbose_name_plural = _("editors")
        constraints = [
            models.CheckConstraint(condition=models.Q(writes__in=["", *Writes.values]), name="editor_writes_known")
        ]

    def __str__(self) -> str:
        return self.signature or self.user.get_username()
