from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from catalogue.downloads import as_json, csv
from catalogue.previews import unkept
from films.curated import told
from films.exchange.comparison import as_csv, as_data
from films.models import Comparison
from films.vocabularies import RecordStatus

HIDDEN = (RecordStatus.DRAFT, RecordStatus.IN_REVIEW)


def comparison(request: HttpRequest, slug: str) -> HttpResponse:
    """A comparison that a curator made. A withdrawn one leaves a tombstone."""
    found = get_object_or_404(Comparison.objects.exclude(status__in=HIDDEN).for_page(), slug=slug)
    if found.status == RecordStatus.WITHDRAWN:
        return render(request, "catalogue/tombstone.html", {"gone": found, "name": found}, status=410)
    return render(request, "catalogue/comparison.html", _context(request, found))


def as_csv_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The cells of its table as CSV."""
    return csv(as_csv(told(_public(slug)).table), slug)


def as_json_file(request: HttpRequest, slug: str) -> HttpResponse:
    """What the page says as JSON: the essay, and the table with the sources that it cites."""
    found = _public(slug)
    words = {"title": found.title, "standfirst": found.standfirst, "essay": found.paragraphs, "date": str(found.date)}
    address = request.build_absolute_uri(found.get_absolute_url())
    return as_json({"address": address, **words, **as_data(told(found).table)}, slug)


def _public(slug: str) -> Comparison:
    return get_object_or_404(Comparison.objects.published().for_page(), slug=slug)


@staff_member_required
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """What the reader will see of a comparison in any state; for the desk alone, kept by no cache and no index."""
    if not request.user.has_perm("films.view_comparison"):
        raise PermissionDenied
    found = get_object_or_404(Comparison.objects.for_page(), slug=slug)
    return unkept(render(request, "catalogue/comparison.html", _context(request, found, preview=True)))


def _context(request: HttpRequest, found: Comparison, *, preview: bool = False) -> dict[str, Any]:
    page = told(found, preview=preview)
    return {
        "comparison": found,
        "told": page,
        "table": page.table,
        "preview": preview,
        "films": ",".join(page.slugs),
        "public_address": request.build_absolute_uri(found.get_absolute_url()),
    }
