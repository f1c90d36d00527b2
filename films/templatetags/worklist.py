"""What waits at the desk, for the admin's first page."""

from typing import Any

from django import template

from films.worklist import summary

register = template.Library()


@register.inclusion_tag("admin/desk_summary.html")
def desk_summary() -> dict[str, Any]:
    return {"summary": summary()}
