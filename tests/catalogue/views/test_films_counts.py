"""Facet counts on the real records."""

import pytest
from django.http import QueryDict

from catalogue.filters import COUNTED, FilmFilter, facet_counts
from films.models import Film

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


def test_facet_counts_equal_a_naive_count():
    query = {"country": ["KR", "CN", "US"], "form": ["feature"]}
    data = QueryDict(mutable=True)
    for name, values in query.items():
        data.setlist(name, values)
    chosen = FilmFilter(data, queryset=Film.objects.published())
    assert chosen.is_valid()
    counts = facet_counts(chosen)
    for name, path in COUNTED.items():
        films = chosen.narrowed_without(name).distinct()
        naive: dict[str, set[int]] = {}
        for pk, value in films.values_list("pk", path):
            if value is not None:
                naive.setdefault(str(value), set()).add(pk)
        assert counts[name] == {value: len(pks) for value, pks in naive.items()}
