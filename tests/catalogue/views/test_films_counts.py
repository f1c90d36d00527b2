"""Facet counts on the real records."""

import pytest
from django.http import QueryDict

from catalogue.filters import FILM_FACETS, ROLE_FACETS, FilmFilter, facet_counts
from films.models import Film

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


def test_facet_counts_equal_a_naive_count():
    query = {"country": ["KR", "CN", "US"], "form": ["feature"], "department": ["video", "voice"]}
    data = QueryDict(mutable=True)
    for name, values in query.items():
        data.setlist(name, values)
    chosen = FilmFilter(data, queryset=Film.objects.published())
    assert chosen.is_valid()
    counts = facet_counts(chosen)
    for name, path in FILM_FACETS.items():
        films = chosen.narrowed(Film.objects.published(), name)
        assert counts[name] == naive(films.values_list("pk", path))
    for name, path in ROLE_FACETS.items():
        films = chosen.narrowed(Film.objects.published(), *ROLE_FACETS)
        roles = chosen.roles(name).filter(film__in=films)
        assert counts[name] == naive(roles.values_list("film", path))


def naive(pairs) -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for film, value in pairs:
        if value is not None:
            found.setdefault(str(value), set()).add(film)
    return {value: len(films) for value, films in found.items()}
