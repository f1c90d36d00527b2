from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.vocabularies import TitleKind

from .sourced import Sourced


class Title(Sourced):
    """One title of a film, with its language, script and kind (FIAF A.2)."""

    text = models.CharField(_("title"), max_length=400)
    language = models.CharField(
        _("language"),
        max_length=24,
        help_text=_("BCP 47 with script where it matters: zh-Hans, sr-Latn, ko."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=TitleKind.choices)
    identifying = models.BooleanField(
        _("identifies the film"),
        default=False,
        help_text=_("The title by which the archive knows the film; exactly one."),
    )
    romanisation = models.CharField(_("in Latin letters"), max_length=400, blank=True, default="")
    sort_key = models.CharField(
        _("sorts as"),
        max_length=400,
        blank=True,
        default="",
        help_text=_("Leave empty to sort by pinyin or Latin letters; needed where the pinyin is misread."),
    )

    ref_letter = "t"

    class Meta(Sourced.Meta):
        verbose_name = _("title")
        verbose_name_plural = _("titles")
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(
                fields=["film"],
                condition=Q(identifying=True),
                name="title_one_identifies_the_film",
                violation_error_message=_("Another title already identifies this film."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if not self.text.strip():
            raise ValidationError({"text": _("A title needs words.")})
