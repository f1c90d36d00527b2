from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from films.lists import roles_in
from films.models import Scheme, Term
from films.record import bilingual


def ai_department(request: HttpRequest, code: str) -> HttpResponse:
    """One department: film by film, what AI did and what people did."""
    department = get_object_or_404(Term, scheme=Scheme.DEPARTMENT, code=code)
    roles = roles_in(department)
    return render(
        request,
        "catalogue/ai_department.html",
        {"department": department, "definition": bilingual(department, "definition"), **roles},
    )
