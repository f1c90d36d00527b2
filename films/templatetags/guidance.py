"""The editorial rules on pages of the desk that have no fields."""

from django import template
from django.utils.safestring import SafeString

from films.admin.guidance import unfolding
from films.editorial import guides_for

register = template.Library()


@register.simple_tag
def guidance(noun: str, field: str) -> SafeString:
    """The rules that concern a field, or a step of a record (`{% guidance "step" step.code %}`)."""
    return unfolding(guides_for(noun, [field]))
