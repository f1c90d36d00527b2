from ipaddress import ip_address
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from catalogue.suggesting import SuggestionForm, new_token
from catalogue.views.errors import problem
from films.models import Suggestion
from films.on_record import OnRecord, on_record
from films.reference import read_reference
from films.suggestions import MOST_AN_HOUR, TooMany, receive, sent_already
from films.vocabularies import SuggestionKind


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """“This is wrong, here is my source.” The one page of the site that sets a cookie for visitors."""
    if "reference" in request.GET:
        return _find(request, request.GET["reference"])
    name = request.GET.get("about", "")
    about = on_record(name) if name else None
    if name and about is None:
        return problem(request, 404, _("There is no public record “%(name)s” here.") % {"name": name[:140]})
    if request.method == "POST":
        return _received(request, about)
    kind = request.GET.get("kind", "")
    initial = {"token": new_token(), "kind": kind if kind in SuggestionKind.values else ""}
    return _page(request, SuggestionForm(initial=initial), about)


def _received(request: HttpRequest, about: OnRecord | None) -> HttpResponse:
    form = SuggestionForm(request.POST)
    if not form.is_valid():
        return _page(request, form.renewed(new_token()) if form.stale else form, about)
    if before := sent_already(form.sent.token):
        if before.what == form.sent.what and before.proposed == form.sent.proposed:
            return redirect(before)  # sent twice by mistake
        words = _("This form has been sent before, as %(reference)s. To send this as well, press the button again.")
        form.add_error(None, words % {"reference": before.reference})
        return _page(request, form.renewed(new_token()), about)
    try:
        return redirect(receive(form.sent, about, _address(request)))
    except IntegrityError:  # twice at the same moment
        return redirect(sent_already(form.sent.token) or "suggest")
    except TooMany as too_many:
        wait = max(1, int((too_many.again - timezone.now()).total_seconds()) + 1)
        minutes = -(-wait // 60)
        words = ngettext(
            "%(most)s suggestions have come from your address within an hour. Your text is still here: send it again "
            "in %(n)s minute.",
            "%(most)s suggestions have come from your address within an hour. Your text is still here: send it again "
            "in %(n)s minutes.",
            minutes,
        )
        form.add_error(None, words % {"most": MOST_AN_HOUR, "n": minutes})
        response = _page(request, form, about, status=429)
        response["Retry-After"] = str(wait)
        return response


def _page(request: HttpRequest, form: SuggestionForm, about: OnRecord | None, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "about": about}
    response = render(request, "catalogue/suggest.html", context, status=status)
    response["Cache-Control"] = "private, no-cache"  # each form has its own token; going back keeps what was typed
    return response


def _find(request: HttpRequest, typed: str) -> HttpResponse:
    reference = read_reference(typed)
    found = Suggestion.objects.filter(reference=reference).first() if reference else None
    if found:
        return redirect(found)
    words = _("There is no suggestion “%(reference)s”. Check each letter and figure.")
    return problem(request, 404, words % {"reference": typed[:40]})


def _address(request: HttpRequest) -> str:
    """Whoever asks. A proxy on this machine or in its network is believed about the last step before it."""
    near = request.META.get("REMOTE_ADDR", "")
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return told if told and _is_ours(near) else near


def _is_ours(address: str) -> bool:
    try:
        return ip_address(address).is_private
    except ValueError:
        return not address  # a socket file has no address
