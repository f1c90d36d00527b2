"""The feed of corrections: every change of a public film, with its reason, for feed readers."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from films.history import Correction, corrections
from films.record import mention


class Corrections(Feed):
    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["language"] not in dict(settings.LANGUAGES):
            raise Http404
        with translation.override(kwargs["language"]):
            return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, language: str) -> str:
        return language

    def title(self) -> str:
        return _("Signal Lights: corrections")

    def subtitle(self) -> str:
        return _("What has been changed in public records, and why.")

    def link(self) -> str:
        return reverse("home")

    def feed_url(self, language: str) -> str:
        return reverse("corrections", args=[language])

    def items(self) -> list[Correction]:
        return corrections()

    def item_title(self, item: Correction) -> str:
        told = mention(item.film)
        return f"{told.number_words} {told.title}: {item.told.deed.get_kind_display()}"

    def item_description(self, item: Correction) -> str:
        """The reason, then what became of each field; as HTML, which is how feed readers take it."""
        lines = [item.told.deed.reason] if item.told.deed.reason else []
        for row in item.told.rows:
            lines.append(f"{row.kind} {row.name}:")
            lines += [f"{f.label}: {f.before or '∅'} → {f.after or '∅'}" for f in row.fields]
        return format_html_join("\n", "<p>{}</p>", ((line,) for line in lines))

    def item_author_name(self, item: Correction) -> str:
        return str(item.told.deed.by)

    def item_link(self, item: Correction) -> str:
        return f"{reverse('history', args=[item.film.slug])}#change-{item.told.deed.pk}"

    def item_updateddate(self, item: Correction) -> datetime:
        return item.told.deed.at

    item_pubdate = item_updateddate
