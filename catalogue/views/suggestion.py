from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from catalogue.views.errors import problem
from films.models import Suggestion
from films.on_record import on_record
from films.reference import read_reference
from films.vocabularies import SuggestionState


def suggestion(request: HttpRequest, reference: str) -> HttpResponse:
    """What became of a suggestion, for whoever has its reference. Never what the sender told about themselves."""
    read = read_reference(reference)
    found = Suggestion.objects.filter(reference=read).first() if read else None
    if found is None:
        words = _("There is no suggestion “%(reference)s”. Check each letter and figure.")
        response = problem(request, 404, words % {"reference": reference[:40]})
    elif reference != found.reference:
        return redirect(found)
    else:
        about = on_record(found.about) if found.about else None
        context = {"suggestion": found, "state": SuggestionState(found.state), "about": about}
        response = render(request, "catalogue/suggestion.html", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
