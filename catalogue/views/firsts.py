from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue import downloads
from catalogue.charts.order import axis
from catalogue.rule import PARAMETERS, RuleForm, holes, in_words, query_of
from catalogue.views.errors import problem
from films.by_rule import choices, told
from films.exchange import order


def firsts(request: HttpRequest) -> HttpResponse:
    """First by whose rule? The rule is the address, so that it can be cited."""
    offered = choices()
    form = RuleForm(request.GET, offered)
    sentence = holes(request.GET, offered)
    if not form.is_valid():
        context = {"holes": sentence, "errors": form.errors_in_words()}
        return render(request, "catalogue/firsts.html", context, status=400)
    rule = form.rule()
    query = query_of(rule)
    if any(not request.GET.get(name) for name in request.GET if name in PARAMETERS):
        return redirect(f"{reverse('firsts')}?{query}" if query else reverse("firsts"))
    answer = told(rule)
    drawn = axis([s.date for s in answer.order])
    context = {
        "holes": sentence,
        "answer": answer,
        "rows": list(zip(answer.order, drawn.bars, strict=True)),
        "ticks": drawn.ticks,
        "query": query,
        "rule_words": in_words(sentence),
        "cite_title": _("First by whose rule? %(rule)s") % {"rule": _(", ").join(in_words(sentence))},
        "presets": [(tried, query_of(tried.preset.rule)) for tried in answer.presets],
    }
    return render(request, "catalogue/firsts.html", context)


def firsts_csv(request: HttpRequest) -> HttpResponse:
    """The order and what stands beside it, a work a row."""
    form = RuleForm(request.GET, choices())
    if not form.is_valid():
        return problem(request, 400, " ".join(form.errors_in_words()))
    return downloads.csv(order.as_csv(told(form.rule())), "firsts")


def firsts_json(request: HttpRequest) -> HttpResponse:
    """The whole answer, with the sources of every value."""
    form = RuleForm(request.GET, choices())
    if not form.is_valid():
        return problem(request, 400, " ".join(form.errors_in_words()))
    query = query_of(form.rule())
    address = request.build_absolute_uri(f"{reverse('firsts')}?{query}" if query else reverse("firsts"))
    return downloads.as_json(order.as_json(told(form.rule()), address), "firsts")
