"""Pages for what went wrong, in both languages."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def problem(request: HttpRequest, status: int, words: str) -> HttpResponse:
    """A page that says what is wrong with the request."""
    return render(request, "catalogue/error.html", {"status": status, "words": words}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return problem(
            request, 413, _("That was too much to be sent at once. Go back: your text is still in the form.")
        )
    return problem(request, 400, _("The request could not be read."))


def no_cookie(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came back without the cookie that says that it was opened here."""
    words = _("This form needs a cookie. Allow it for this site, go back and send again: your text is still there.")
    return problem(request, 403, words)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, 403, _("This page is not open to you."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, 404, _("There is no such page here."))


def server_error(request: HttpRequest) -> HttpResponse:
    return problem(request, 500, _("Something broke on our side. It has been noted."))
