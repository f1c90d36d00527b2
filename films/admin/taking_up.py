"""A record opened from a suggestion: the page says what was proposed, cites its source, and leads back when saved."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from films.models import Reply, Source, Suggestion
from films.models.sourced import Sourced

PARAMETER = "_suggestion"


def taken_up(request: HttpRequest) -> Suggestion | None:
    """The suggestion from which the page was opened; its address stays the same when the form is sent."""
    reference = request.GET.get(PARAMETER, "")
    if not reference or not request.user.has_perm("films.view_suggestion"):
        return None
    return Suggestion.objects.filter(reference=reference).first()


def prefilled(suggestion: Suggestion, model: type[Model]) -> dict[str, Any]:
    """What an empty form takes over from the suggestion. Texts come from it, not through the address: they are long."""
    column = "zh_hans" if suggestion.language.startswith("zh") else "en"
    if model is Source:
        title = suggestion.source_text.strip().partition("\n")[0][:500]
        return {"url": suggestion.source_url, "title": title}
    if model is Reply:
        return {
            "party_en": suggestion.party,
            "party_zh_hans": suggestion.party,
            f"capacity_{column}": suggestion.capacity,
            "text": suggestion.proposed,
            "date": suggestion.received.date().isoformat(),
        }
    if issubclass(model, Sourced):
        return {f"note_{column}": suggestion.proposed or suggestion.what}
    return {}


class TakesUp:
    """For admin classes. Nothing is saved that the curator has not seen in the form."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        given = super().get_changeform_initial_data(request)  # type: ignore[misc]
        given = {name: value for name, value in given.items() if _may_be_named(self.model, name, value)}  # type: ignore[attr-defined]
        suggestion = taken_up(request)
        return given | prefilled(suggestion, self.model) if suggestion else given  # type: ignore[attr-defined]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]
        suggestion = taken_up(request) if request.method == "GET" else None
        if suggestion is None:
            return form
        more: dict[str, Any] = {}
        if "change_reason" in form.base_fields:
            more["change_reason"] = _("Suggested by a reader")  # public, so without the reference
        cited = request.GET.get("sources", "") if change and "sources" in form.base_fields else ""
        source = Source.objects.filter(pk=cited).first() if cited.isdecimal() else None
        return _with(form, more, source)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if suggestion := taken_up(request):
            words = _("You take up %(reference)s. Once saved, you come back to answer it.")
            messages.info(
                request,
                format_html(
                    '<a href="{}">{}</a> {}',
                    suggestion_address(suggestion),
                    words % {"reference": suggestion.reference},
                    _("Proposed: “%(text)s”") % {"text": Truncator(suggestion.proposed or suggestion.what).chars(300)},
                ),
            )
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)  # type: ignore[misc]
        return self._back(request, obj) or response

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        response = super().response_change(request, obj)  # type: ignore[misc]
        return self._back(request, obj) or response

    def _back(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        suggestion = taken_up(request)
        if suggestion is None or {"_continue", "_addanother", "_popup"} & set(request.POST):
            return None
        done = QueryDict(mutable=True)
        names = [*request.GET.get("done", "").split(), _named(obj)]
        done["done"] = " ".join(dict.fromkeys(names))
        return HttpResponseRedirect(f"{suggestion_address(suggestion)}?{done.urlencode()}")


def _may_be_named(model: type[Model], name: str, value: Any) -> bool:
    """Whether an address fills a field with what can be keys of records; widgets look them up unasked."""
    try:
        target = getattr(model._meta.get_field(name), "target_field", None)
        for key in value if isinstance(value, list) else [value]:
            if target is not None:
                target.run_validators(target.to_python(key))
    except (FieldDoesNotExist, ValidationError):
        return False
    return True


def suggestion_address(suggestion: Suggestion) -> str:
    return reverse("admin:films_suggestion_change", args=[suggestion.pk])


def _named(obj: Any) -> str:
    return getattr(obj, "ref", "") or getattr(obj, "public_id", "") or getattr(obj, "slug", "") or str(obj.pk)


def _with(form: type[ModelForm], more: dict[str, Any], source: Source | None) -> type[ModelForm]:
    class TakenUp(form):  # type: ignore[misc, valid-type]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.initial.update(more)
            if source:
                cited = list(self.initial.get("sources") or [])
                self.initial["sources"] = [*cited, *([] if source in cited else [source])]

    return TakenUp
