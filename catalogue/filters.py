"""The browse page's filters. The address is the filter: every value is a query parameter, repeatable."""

from dataclasses import dataclass
from typing import Any

import django_filters as filters
from babel import Locale
from django.db.models import CharField, Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Lower, NullIf
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from films.models import AIRole, Country, Film, Scheme, Term, Title, Tool
from films.models.country import cldr_name
from films.vocabularies import Extent, Form, Rank, Standing
from films.wording import chinese

# Numbers are given in order, so that the order of rows is the order of numbers.
SORTS: dict[str, tuple[list[Any], Any]] = {
    "number": (["number_order"], _("Number")),
    "year": ([F("year").asc(nulls_last=True), "public_id"], _("Oldest first")),
    "-year": ([F("year").desc(nulls_last=True), "public_id"], _("Newest first")),
    "title": (["sorts_as", "public_id"], _("Title")),
}


def countries_of_cldr() -> list[tuple[str, str]]:
    """Every ISO 3166-1 code with its name; no query, since the archive's own countries are among them."""
    language = get_language() or "en"
    not_countries = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
    codes = (c for c in Locale.parse("en").territories if len(c) == 2 and c.isalpha() and c not in not_countries)
    return [(code, cldr_name(code, language)) for code in sorted(codes)]


# Facets with counts: parameter → the column whose values are counted, of films and of AI roles.
FILM_FACETS = {
    "status": "lamp__standing",
    "country": "countries__code",
    "year": "year",
    "form": "form",
    "source_kind": "lamp__sources__kind__code",
}
ROLE_FACETS = {"department": "department__code", "extent": "extent", "tool": "tools__slug"}


class FilmFilter(filters.FilterSet):
    """Unknown values make the form invalid; the page then says so and shows nothing, never everything."""

    q = filters.CharFilter(method="matching", max_length=200, label=_("Words in a title"))
    status = filters.MultipleChoiceFilter(field_name="lamp__standing", choices=Standing.choices, label=_("Lamp"))
    country = filters.MultipleChoiceFilter(
        field_name="countries__code", choices=countries_of_cldr, label=_("Country or territory")
    )
    year_min = filters.NumberFilter(
        field_name="year", lookup_expr="gte", min_value=1888, max_value=2200, label=_("From year")
    )
    year_max = filters.NumberFilter(
        field_name="year", lookup_expr="lte", min_value=1888, max_value=2200, label=_("To year")
    )
    year = filters.TypedMultipleChoiceFilter(
        coerce=int, choices=[(year, str(year)) for year in range(1888, 2201)], label=_("Year")
    )
    form = filters.MultipleChoiceFilter(choices=Form.choices, label=_("Form"))
    mode = filters.ModelMultipleChoiceFilter(
        field_name="modes__code",
        queryset=Term.objects.filter(scheme=Scheme.PRODUCTION_MODE),
        to_field_name="code",
        label=_("Production mode"),
    )
    department = filters.ModelMultipleChoiceFilter(
        field_name="airoles__department__code",
        queryset=Term.objects.filter(scheme=Scheme.DEPARTMENT),
        to_field_name="code",
        label=_("Department"),
    )
    extent = filters.MultipleChoiceFilter(field_name="airoles__extent", choices=Extent.choices, label=_("Extent of AI"))
    tool = filters.ModelMultipleChoiceFilter(
        field_name="airoles__tools__slug",
        queryset=Tool.objects.all(),
        to_field_name="slug",
        label=_("AI tool"),
    )
    source_kind = filters.ModelMultipleChoiceFilter(
        field_name="lamp__sources__kind__code",
        queryset=Term.objects.filter(scheme=Scheme.SOURCE_KIND),
        to_field_name="code",
        label=_("Claim stands in"),
    )
    sort = filters.ChoiceFilter(
        choices=[(key, label) for key, (_order, label) in SORTS.items()], method="unchanged", label=_("Order")
    )

    class Meta:
        model = Film
        fields: list[str] = []

    def ordered(self) -> QuerySet:
        """The chosen films, ready for lists, in the chosen order."""
        by, _label = SORTS[self.form.cleaned_data.get("sort") or "number"]
        identifying = Title.objects.filter(film=OuterRef("pk"), identifying=True).annotate(
            sorts=Lower(Coalesce(NullIf("sort_key", Value("")), NullIf("romanisation", Value("")), F("text")))
        )
        chosen = Film.objects.filter(pk__in=self.qs.order_by().values("pk")).for_lists()
        if "number_order" in by:
            return chosen.in_number_order()
        if "sorts_as" in by:
            chosen = chosen.annotate(sorts_as=Subquery(identifying.values("sorts")[:1]))
        return chosen.order_by(*by)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return self.narrowed(queryset)

    def narrowed(self, queryset: QuerySet, *left_out: str) -> QuerySet:
        """`queryset` under all of the choices but those left out.

        Department, extent and tool are conditions of one AI role: a film meets them together or not at all.
        """
        for name, value in self.form.cleaned_data.items():
            if name not in left_out and name not in ROLE_FACETS:
                queryset = self.filters[name].filter(queryset, value)
        if any(self.form.cleaned_data.get(name) for name in ROLE_FACETS if name not in left_out):
            queryset = queryset.filter(pk__in=self.roles(*left_out).values("film"))
        return queryset

    def roles(self, *left_out: str) -> QuerySet:
        """The AI roles that meet the choices about AI roles but those left out."""
        roles = AIRole.objects.exclude(rank=Rank.DEPRECATED).order_by()
        for name, path in ROLE_FACETS.items():
            if name not in left_out and (value := self.form.cleaned_data.get(name)):
                column = path.partition("__")[0]
                roles = roles.filter(**{f"{column}__in": value})
        return roles

    def errors_in_words(self) -> list[str]:
        """What is wrong with the query, each with the name of the filter."""
        return [
            f"{self.form.fields[name].label}{'：' if chinese() else ': '}{message}"
            for name, messages in self.form.errors.items()
            for message in messages
        ]

    def matching(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(pk__in=Film.objects.matching(value).values("pk"))

    def unchanged(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: Any
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: Any
    values: list[FacetValue]

    @property
    def shown(self) -> list[FacetValue]:
        return self.values[:8]

    @property
    def folded(self) -> list[FacetValue]:
        return self.values[8:]


def facet_counts(chosen: FilmFilter) -> dict[str, dict[str, int]]:
    """Films per value of each facet, in one query. A facet's own choice does not narrow its counts."""
    public = Film.objects.published()
    parts = [
        Film.objects.filter(pk__in=chosen.narrowed(public, name).order_by().values("pk"))
        .order_by()
        .values_list(Value(name), Cast(F(path), CharField()))
        .annotate(n=Count("pk", distinct=True))
        for name, path in FILM_FACETS.items()
    ] + [
        chosen.roles(name)
        .filter(film__in=chosen.narrowed(public, *ROLE_FACETS).order_by().values("pk"))
        .values_list(Value(name), Cast(F(path), CharField()))
        .annotate(n=Count("film", distinct=True))
        for name, path in ROLE_FACETS.items()
    ]
    counts: dict[str, dict[str, int]] = {name: {} for name in (*FILM_FACETS, *ROLE_FACETS)}
    for name, value, n in parts[0].union(*parts[1:], all=True):
        if value is not None:
            counts[name][value] = n
    return counts


def facets(data: QueryDict, chosen_filter: FilmFilter) -> list[Facet]:
    """The facets of the browse page with their labels; values that nothing has are left out."""
    counts = facet_counts(chosen_filter)
    terms = {(t.scheme, t.code): t for t in Term.objects.filter(scheme__in=[Scheme.DEPARTMENT, Scheme.SOURCE_KIND])}
    countries = {c.code: c for c in Country.objects.filter(code__in=counts["country"])}
    tools = {t.slug: t for t in Tool.objects.filter(slug__in=counts["tool"])}
    labels: dict[str, Any] = {
        "status": lambda v: Standing(v).label,
        "country": lambda v: countries[v],
        "year": lambda v: v,
        "form": lambda v: Form(v).label,
        "department": lambda v: terms[Scheme.DEPARTMENT.value, v],
        "extent": lambda v: Extent(v).label,
        "tool": lambda v: tools[v],
        "source_kind": lambda v: terms[Scheme.SOURCE_KIND.value, v],
    }
    scale = {"status": list(Standing), "extent": list(Extent), "form": list(Form)}
    result = []
    for name, label_of in labels.items():
        chosen = set(data.getlist(name))
        found = counts[name] | {v: 0 for v in chosen if v not in counts[name] and name in scale}
        values = [FacetValue(v, label_of(v), n, v in chosen) for v, n in found.items()]
        if name in scale:
            order = [member.value for member in scale[name]]
            values.sort(key=lambda f: order.index(f.value))
        elif name == "year":
            values.sort(key=lambda f: f.value, reverse=True)
        else:
            values.sort(key=lambda f: (not f.chosen, -f.count, str(f.label)))
        result.append(Facet(name, FilmFilter.base_filters[name].label, values))
    return result


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, with the query that takes it away."""

    name: Any
    label: Any
    without: str


def chips(data: QueryDict, chosen: FilmFilter) -> list[Chip]:
    """One chip for each value in the address that narrows the result."""
    result = []
    for name, values in data.lists():
        if name not in chosen.form.fields or name == "sort":
            continue
        labels = _labels(chosen, name)
        for value in (v for v in values if v):
            rest = data.copy()
            rest.setlist(name, [v for v in values if v != value])
            rest.pop("page", None)
            result.append(Chip(chosen.form.fields[name].label, labels.get(value, value), rest.urlencode()))
    return result


def _labels(chosen: FilmFilter, name: str) -> dict[str, Any]:
    cleaned = chosen.form.cleaned_data.get(name)
    if isinstance(chosen.filters[name], filters.ModelMultipleChoiceFilter):
        return {str(getattr(row, "slug", None) or row.code): row for row in cleaned or ()}
    choices = getattr(chosen.form.fields[name], "choices", None)
    return {str(value): label for value, label in choices} if choices is not None else {}
