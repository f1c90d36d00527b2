"""A key that was tampered with is an error at its field, never a page that breaks."""

import pytest

from tests import factories as make
from tests.films.admin.desk import change_url, sent_by

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["abc", "²", "1\x00", "9" * 30, "-1", "1.5"])
@pytest.mark.parametrize("part", ["", "productionfacts"])
def test_a_source_that_is_no_source_is_refused(admin_client, film, key, part):
    record, field = (film, "productionfacts-0-sources") if part else (film.productionfacts.get(), "sources")
    data = sent_by(admin_client.get(change_url(record, part))) | {field: [key]}
    answer = admin_client.post(change_url(record, part), data)
    assert answer.status_code == 200
    assert film.productionfacts.get().sources.count() == 1


def test_a_film_that_is_no_film_is_refused(admin_client):
    make.FilmFactory()
    answer = admin_client.post("/admin/films/title/add/", {"film": "abc", "text": "A"})
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["film"]
