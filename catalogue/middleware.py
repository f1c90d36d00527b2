"""Requests that no page can mean are answered before any page sees them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.translation import gettext as _

from catalogue.views.errors import problem

LONGEST_QUERY = 4096


class RefuseUnreadableAddresses:
    """NUL bytes, lone surrogates and endless queries get a clear 400 instead of reaching the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            return problem(request, 400, _("The address is longer than any question this catalogue can answer."))
        if "\x00" in request.path or any("\x00" in v for values in request.GET.lists() for v in values[1]):
            return problem(request, 400, _("The address contains a character that is none."))
        return self.get_response(request)


class CompressText(GZipMiddleware):
    """Django's compression, less pictures, which are compressed already and would only lose their length."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.headers.get("Content-Type") in ("image/avif", "image/webp"):
            return response
        return super().process_response(request, response)
