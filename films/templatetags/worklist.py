"""What waits at the desk, for the admin's first page."""

from typing import Any

from django import template

from films.suggestions import waiting
from films.worklist import summary

register = template.Library()


@register.inclusion_tag("admin/desk_summary.html", takes_context=True)
def desk_summary(context: Any) -> dict[str, Any]:
    """Suggestions are counted for those who may read them."""
    may_read = context["request"].user.has_perm("films.view_suggestion")
    return {"summary": summary(), "suggestions": waiting() if may_read else None}
