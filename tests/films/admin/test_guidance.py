"""The editorial rules stand beside the fields for which they are meant, in the words of the method page."""

from html import unescape

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory

from films.editorial import GUIDES
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_same_words_stand_beside_the_field_at_the_desk(admin_client):
    address = "/admin/films/firstclaim/add/"
    desk = unescape(admin_client.get(address).content.decode())
    [date_rule] = [guide for guide in GUIDES if guide.code == "date"]
    for words in (date_rule.title, date_rule.text, date_rule.example):
        assert str(words) in desk


def test_every_rule_stands_in_full_at_some_desk(admin_client):
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True, is_staff=True)
    told = ""
    for desk in admin.site._registry.values():
        if desk.model._meta.app_label == "films":
            for _title, options in desk.get_fieldsets(request):
                told += str(options.get("description", ""))
    film = make.FilmFactory()
    told += admin_client.get(f"/admin/films/film/{film.pk}/step/withdraw/").content.decode()
    for guide in GUIDES:
        assert str(guide.text) in unescape(told), guide.code


def test_the_page_of_a_film_links_to_the_rules_of_its_statements_instead_of_repeating_them(admin_client):
    film = make.FilmFactory()
    make.ClaimFactory.create_batch(3, film=film)
    part = admin_client.get(f"/admin/films/film/{film.pk}/change/?part=firstclaims").content.decode()
    assert part.count("/en/method/#editorial-date") > 3
    [date_rule] = [guide for guide in GUIDES if guide.code == "date"]
    assert str(date_rule.text) not in unescape(part)
    page = admin_client.get(f"/admin/films/film/{film.pk}/change/").content.decode()
    [year_rule] = [guide for guide in GUIDES if guide.code == "year"]
    assert unescape(page).count(str(year_rule.text)) == 1
