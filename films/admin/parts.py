"""The page of a film in parts: the record with its titles first, each kind of statement on a page of its own.

All of them on one page would grow with every claim and fact; the first page stays as it is.
"""

from typing import Any

from django.db.models import Count, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from films.models import Film, FirstClaim, Title
from films.record import mention

PART = "part"  # in the query


def part_name(inline: Any) -> str:
    """How a part is named in the address: `firstclaims`, `releases`."""
    return str(inline.model._meta.get_field("film").remote_field.related_name)


class InParts:
    """For the admin of films. `first_page` names the inlines that stay with the record."""

    first_page: tuple[type[Model], ...] = ()
    with_a_new_one: tuple[type[Model], ...] = (Title, FirstClaim)

    def part(self, request: HttpRequest, obj: Film | None) -> str:
        """The part that the address asks for; empty for the first page, and for a name that is none."""
        asked = request.GET.get(PART, "")
        return asked if obj is not None and asked in self._parts() else ""

    def get_inlines(self, request: HttpRequest, obj: Film | None) -> list[Any]:
        inlines = super().get_inlines(request, obj)  # type: ignore[misc]
        if obj is None:
            return [inline for inline in inlines if inline.model in self.with_a_new_one]
        part = self.part(request, obj)
        if part:
            return [inline for inline in inlines if part_name(inline) == part]
        return [inline for inline in inlines if inline.model in self.first_page]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        film = kwargs.get("obj")
        if film is not None:
            context["parts"] = self._tabs(request, film)
            context["subtitle"] = f"{film.public_id} {mention(film).title}"
            if self.part(request, film):
                for inline in context["inline_admin_formsets"]:
                    inline.opts.classes = []  # what was asked for stands open
                    inline.classes = ""
        return super().render_change_form(request, context, **kwargs)  # type: ignore[misc]

    def _parts(self) -> dict[str, Any]:
        inlines = self.inlines  # type: ignore[attr-defined]
        return {part_name(inline): inline for inline in inlines if inline.model not in self.first_page}

    def _tabs(self, request: HttpRequest, film: Film) -> list[dict[str, Any]]:
        parts = self._parts()
        counted = Film.objects.filter(pk=film.pk).values_list(*(_count(i.model) for i in parts.values())).get()
        asked = self.part(request, film)
        first = {"name": "", "label": capfirst(str(film._meta.verbose_name)), "count": None, "here": not asked}
        return [
            first,
            *(
                {
                    "name": name,
                    "label": capfirst(str(inline.model._meta.verbose_name_plural)),
                    "count": count,
                    "here": name == asked,
                }
                for (name, inline), count in zip(parts.items(), counted, strict=True)
            ),
        ]


def _count(model: type[Model]) -> Any:
    rows = model._default_manager.filter(film=OuterRef("pk")).order_by().values("film").annotate(n=Count("pk"))
    return Coalesce(Subquery(rows.values("n")), 0)
