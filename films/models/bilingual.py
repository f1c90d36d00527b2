"""Text columns in both languages of the catalogue."""

from typing import Any

from django.db import models
from translated_fields import TranslatedField


def bilingual_text(verbose_name: Any, help_text: Any = "") -> TranslatedField:
    """Two columns, `…_en` and `…_zh_hans`; reading the bare name gives the active language."""
    return TranslatedField(models.TextField(verbose_name, blank=True, default="", help_text=help_text))


def bilingual_line(verbose_name: Any, *, blank: bool = True, help_text: Any = "") -> TranslatedField:
    """The same for one line of text."""
    return TranslatedField(models.CharField(verbose_name, max_length=300, blank=blank, default="", help_text=help_text))


def bilingual_names(model: type[models.Model]) -> list[str]:
    """The names under which a record keeps text in both languages: `synopsis` for its two columns."""
    columns = {field.name for field in model._meta.concrete_fields}
    bare = (name.removesuffix("_en") for name in columns if name.endswith("_en"))
    return sorted(name for name in bare if f"{name}_zh_hans" in columns)
