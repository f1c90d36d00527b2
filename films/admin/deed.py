from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from films.derived import refresh_derived
from films.history import told
from films.journal import number_in
from films.models import Deed, Entry
from films.undoing import CannotUndo, obstacles, undo

from .permissions import may_undo
from .recorded import reason_of


@admin.register(Deed)
class DeedAdmin(admin.ModelAdmin):
    """What was changed at the desk, newest first: to be read and undone, never edited."""

    list_display = ["at", "kind", "actor_name", "reason", "size"]
    list_filter = ["kind", "at", "actor_name"]
    search_fields = ["reason", "actor_name", "entries__name"]
    date_hierarchy = "at"
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Deed | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Deed | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(size_=Count("entries", distinct=True))

    @admin.display(description=_("records"))
    def size(self, obj: Any) -> int:
        return obj.size_

    def get_urls(self) -> list[Any]:
        own = path("<int:pk>/undo/", self.admin_site.admin_view(self.undo_view), name="films_deed_undo")
        return [own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The deed in full."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pk = number_in(unquote(object_id))
        act = get_object_or_404(Deed.objects.select_related("undoes"), pk=pk or 0)
        return TemplateResponse(request, "admin/films/deed.html", self._context(request, act))

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks, with what will be set back; then does it, as a deed of its own."""
        act = get_object_or_404(Deed, pk=pk)
        if not may_undo(request.user, act):
            raise PermissionDenied
        if request.method == "POST":
            reason = reason_of(request)
            if not reason and act.entries.filter(public=True).exists():
                context = self._context(request, act) | {"missing": _("This is public: say why you change it.")}
                return TemplateResponse(request, "admin/films/undo.html", context)
            try:
                with transaction.atomic():
                    undone = undo(act, request.user, reason)
                    refresh_derived()
            except CannotUndo as refusal:
                context = self._context(request, act) | {"obstacles": refusal.obstacles}
                return TemplateResponse(request, "admin/films/undo.html", context)
            messages.success(request, _("Undone. This is a change of its own, which can be undone in turn."))
            return redirect(reverse("admin:films_deed_change", args=[undone.pk]))
        return TemplateResponse(request, "admin/films/undo.html", self._context(request, act))

    def _context(self, request: HttpRequest, act: Deed) -> dict[str, Any]:
        entries = list(Entry.objects.filter(deed=act).select_related("deed"))
        return {
            **self.admin_site.each_context(request),
            "title": _("Change of %s") % f"{act.at:%Y-%m-%d %H:%M}",
            "opts": self.opts,
            "deed": act,
            "told": told(entries)[0] if entries else None,
            "undone_by": Deed.objects.filter(undoes=act).first(),
            "obstacles": obstacles(act),
            "may_undo": may_undo(request.user, act, entries),
        }
