"""What goes wrong is said in the reader's language."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["films/none/", "countries/zz/", "countries/korea/", "claims/x/", "claims/KR-4-c999/", "ai/none/", "tools/none/",
     "corpora/none/", "people/none/", "sources/none/", "sources/?page=999", "nowhere/"],
)  # fmt: skip
def test_what_is_not_there_is_a_404_in_both_languages(client, address):
    assert "There is no such page" in client.get(f"/en/{address}").content.decode()
    chinese = client.get(f"/zh-hans/{address}")
    assert chinese.status_code == 404
    assert "没有" in chinese.content.decode()


def test_an_endless_question_is_refused(client):
    assert client.get("/en/?" + "x" * 10_000).status_code == 400
