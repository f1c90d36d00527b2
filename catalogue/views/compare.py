from urllib.parse import urlencode

from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.downloads import as_json, csv
from catalogue.previews import unkept
from films.columns import Columns, columns, country_lamps, films_to_add, lamps_to_add
from films.comparison import LIMIT, Table
from films.comparison import compare as side_by_side
from films.curated import curated
from films.exchange.comparison import as_csv, as_data
from films.lists import FOUNDING
from films.record import Mention
from films.vocabularies import RecordStatus
from films.wording import chinese


def compare(request: HttpRequest) -> HttpResponse:
    """Films side by side: `films=a,b,c` or `countries=CN,US`, `order=differing`. Without films, what may be compared.

    `add` and `q` belong to the picker: they lead to the address of the comparison that they ask for.
    """
    names, unknown = _asked(request)
    chosen = columns(names)
    unknown += chosen.unknown
    found, elsewhere = _picked(request, chosen)
    if elsewhere is None and not unknown and not chosen.left_out and names != chosen.slugs:
        elsewhere = chosen.slugs
    if elsewhere is not None:
        return redirect(_address(request, elsewhere))
    table = _table(request, chosen)
    full = len(chosen.records) >= LIMIT
    regions = [] if full else lamps_to_add(chosen.slugs)
    lamps = {choice.number: choice.slug for _label, choices in regions for choice in choices}
    founding = [lamps[number] for public_id in FOUNDING if (number := public_id.replace("-", " ")) in lamps]
    context = {
        "table": table,
        "unknown": unknown,
        "left_out": chosen.left_out,
        "limit": LIMIT,
        "full": full,
        "picked": request.GET.get("q", "").strip(),
        "found": [(film, _query(request, [*chosen.slugs, film.slug])) for film in found],
        "regions": regions,
        "places": list(zip(table.columns if table else (), _moves(request, chosen.slugs), strict=True)),
        "query": _query(request, chosen.slugs),
        "by_difference": _query(request, chosen.slugs, order="differing"),
        "as_usual": _query(request, chosen.slugs, order=""),
        "founding": _query(request, founding) if len(founding) == len(FOUNDING) else "",
        "films": ",".join(chosen.slugs),
        "comparisons": [] if table else curated(),
        "heading": _heading([record.mention for record in chosen.records]),
    }
    return render(request, "catalogue/compare.html", context, status=404 if unknown and not chosen.records else 200)


@staff_member_required
def preview(request: HttpRequest) -> HttpResponse:
    """The same table with films that are not public; for the desk alone, kept by no cache and no index."""
    if not request.user.has_perm("films.view_film"):
        raise PermissionDenied
    chosen = columns(_split(request.GET.getlist("films")), hidden=True)
    context = {
        "preview": True,
        "hidden": ", ".join(r.mention.public_id for r in chosen.records if r.status != RecordStatus.PUBLISHED),
        "table": _table(request, chosen),
        "unknown": chosen.unknown,
        "left_out": chosen.left_out,
        "limit": LIMIT,
        "query": _query(request, chosen.slugs),
        "by_difference": _query(request, chosen.slugs, order="differing"),
        "as_usual": _query(request, chosen.slugs, order=""),
        "heading": _heading([record.mention for record in chosen.records]),
    }
    status = 200 if chosen.records else 404
    return unkept(render(request, "catalogue/compare.html", context, status=status))


def as_csv_file(request: HttpRequest) -> HttpResponse:
    """The cells of the same comparison as CSV."""
    chosen = _chosen(request)
    if not chosen.records:
        return _nothing_to_compare()
    return csv(as_csv(_table(request, chosen)), _file_name(chosen))


def as_json_file(request: HttpRequest) -> HttpResponse:
    """The cells of the same comparison as JSON, with the sources that they cite."""
    chosen = _chosen(request)
    if not chosen.records:
        return _nothing_to_compare()
    page = request.build_absolute_uri(f"{reverse('compare')}?{_query(request, chosen.slugs)}")
    return as_json({"address": page, **as_data(_table(request, chosen))}, _file_name(chosen))


def _asked(request: HttpRequest) -> tuple[list[str], tuple[str, ...]]:
    """The films asked for by name or by country, and the countries that have none."""
    names = _split(request.GET.getlist("films"))
    codes = [code.upper() for code in _split(request.GET.getlist("countries"))]
    if not codes:
        return names, ()
    lamps = country_lamps()
    names += [lamps[code] for code in codes if code in lamps]
    return names, tuple(code for code in codes if code not in lamps)


def _split(values: list[str]) -> list[str]:
    """Commas and repeated parameters alike; an endless list is cut, since five columns are the limit."""
    return [name for value in values for name in value.replace(",", " ").split()][:50]


def _chosen(request: HttpRequest) -> Columns:
    return columns(_asked(request)[0])


def _table(request: HttpRequest, chosen: Columns) -> Table | None:
    if not chosen.records:
        return None
    return side_by_side(chosen.records, differing_first=request.GET.get("order") == "differing")


def _picked(request: HttpRequest, chosen: Columns) -> tuple[list, list[str] | None]:
    """Films that match what was typed, or, where one was picked, the films of the new comparison."""
    picked = _split(request.GET.getlist("add"))
    if picked:
        return [], [*chosen.slugs, *(name for name in picked if name not in chosen.slugs)]
    words = request.GET.get("q", "").strip()[:200]
    if not words:
        return [], None
    found = films_to_add(words, chosen.slugs)
    if len(found) == 1:
        return [], [*chosen.slugs, found[0].slug]
    return found, None


def _query(request: HttpRequest, slugs: list[str], order: str | None = None) -> str:
    """The query of a comparison, in one spelling."""
    if order is None:
        order = "differing" if request.GET.get("order") == "differing" else ""
    parts = {"films": ",".join(slugs)} if slugs else {}
    return urlencode(parts | ({"order": order} if order else {}), safe=",")


def _address(request: HttpRequest, slugs: list[str]) -> str:
    return f"{reverse('compare')}?{_query(request, slugs)}"


def _heading(films: list[Mention]) -> str:
    if chinese():
        return "".join(f"《{film.title}》" for film in films)
    return ", ".join(film.title for film in films)


def _moves(request: HttpRequest, slugs: list[str]) -> list[dict[str, str]]:
    """For each column the queries that move it or take it away."""
    result = []
    for i, slug in enumerate(slugs):
        swapped_left = [*slugs[: i - 1], slug, slugs[i - 1], *slugs[i + 1 :]] if i else None
        swapped_right = [*slugs[:i], slugs[i + 1], slug, *slugs[i + 2 :]] if i + 1 < len(slugs) else None
        result.append(
            {
                "left": _query(request, swapped_left) if swapped_left else "",
                "right": _query(request, swapped_right) if swapped_right else "",
                "without": _query(request, [s for s in slugs if s != slug]),
            }
        )
    return result


def _nothing_to_compare() -> JsonResponse:
    words = _("Name the films to compare: ?films=a,b or ?countries=CN,US. No published film matches.")
    return JsonResponse({"errors": [words]}, status=404)


def _file_name(chosen: Columns) -> str:
    return "compare-" + "-".join(record.mention.public_id for record in chosen.records)
