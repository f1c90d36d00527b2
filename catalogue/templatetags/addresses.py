"""Query strings of the page shown, changed by one value."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def querystring_with(context: dict[str, Any], **changes: Any) -> str:
    """The present query with these parameters replaced."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query[name] = str(value)
    return query.urlencode()
