from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from catalogue.previews import unkept
from films.foreseen import foresee
from films.models import Film
from films.models.former import once_called
from films.profile import beside_its_rivals, key_properties, relations_in_order
from films.record import FilmRecord, record_of
from films.vocabularies import Extent, RecordStatus


def film(request: HttpRequest, slug: str) -> HttpResponse:
    """The profile. Old addresses redirect; a withdrawn film leaves a tombstone."""
    found = Film.objects.published().filter(slug=slug).with_everything().first()
    if found is None:
        return _elsewhere(request, slug)
    return render(request, "catalogue/film.html", _context(record_of(found)))


@staff_member_required
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """What readers will see of a film in any state; for the desk alone, kept by no cache and no index."""
    if not request.user.has_perm("films.view_film"):
        raise PermissionDenied
    found = get_object_or_404(Film.objects.with_everything(), slug=slug)
    foresee([found])
    context = {**_context(record_of(found)), "preview": found}
    return unkept(render(request, "catalogue/film.html", context))


def _context(record: FilmRecord) -> dict[str, Any]:
    return {
        "record": record,
        "key_properties": key_properties(record),
        "rival_mentions": [r.other for r in record.rivals if r.other],
        "relations": relations_in_order(record),
        "beside": beside_its_rivals(record),
        "extent_scale": list(Extent)[:8],
        "sourced_percent": 100 * record.sourced_count // max(record.fact_count, 1),
        "sections": _sections(record),
    }


def _elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    gone = Film.objects.filter(slug=slug, status=RecordStatus.WITHDRAWN).first()
    if gone:
        return render(request, "catalogue/tombstone.html", {"gone": gone, "name": gone.public_id}, status=410)
    film = once_called("film", slug) or once_called("film", slug.upper())
    if film and film.status in (RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN):
        return redirect(film, permanent=True)
    raise Http404


def _sections(record: FilmRecord) -> list[dict[str, object]]:
    rows = [
        ("called-first", _("Called first"), len(record.claims)),
        ("ai", _("What AI did, and what people did"), len(record.ai_roles)),
        ("facts", _("Production facts"), record.fact_count),
        ("reached", _("How it reached people"), len(record.releases)),
        ("credits", _("Credits"), len(record.credits)),
        ("voices", _("Who says what"), len(record.commentary)),
        ("gaps", _("Looked for, not found"), len(record.gaps)),
        ("relations", _("Related works"), len(record.relations)),
        ("pictures", _("Pictures"), len(record.images)),
        ("sources", _("Sources"), len(record.sources)),
    ]
    optional = ("gaps", "relations", "pictures")
    return [{"id": i, "label": w, "count": n} for i, w, n in rows if n or i not in optional]
