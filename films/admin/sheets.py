"""Records as spreadsheets at the desk: the list as it is filtered goes out, a sheet comes in after a dry run.

An import is all or nothing, one deed with one reason, and writes exactly the list that was confirmed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR, IncorrectLookupParameters
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from films.derived import refresh_derived
from films.journal import deed, note, number_in
from films.models import AIRole, Deed, Film
from films.sheets import cue, kept, layout, reading, rows
from films.sheets.layout import NOUNS, Noun
from films.sheets.reading import Plan
from films.sheets.table import (
    MOST_BYTES,
    MOST_ROWS,
    Sheet,
    Table,
    Unreadable,
    read,
    write_csv,
    write_xlsx,
)
from films.turns import take_turn
from films.vocabularies import DeedKind
from films.wording import listed

from .permissions import foreign_fields
from .recorded import reason_field

SALT = "films.sheets"
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Upload(forms.Form):
    file = forms.FileField(label=gettext_lazy("Spreadsheet"), allow_empty_file=True)


class Confirmation(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput)
    reason = reason_field(gettext_lazy("Say why these are changed."))


@dataclass(frozen=True)
class Task:
    """One kind of import: the noun, its desk, and the film to which a cue sheet belongs."""

    noun: Noun
    desk: admin.ModelAdmin
    title: str
    page: str  # its address
    home: str  # where to go from it
    film: Film | None = None

    @property
    def header(self) -> Sequence[str]:
        return cue.HEADER if self.film else self.noun.header

    @property
    def name(self) -> str:
        return f"cue-sheet-{self.film.public_id}" if self.film else str(self.noun.model._meta.model_name)

    def sheet(self, content: bytes) -> Sheet:
        sheet = read(content)
        return cue.as_ai_uses(sheet, self.film.public_id) if self.film else sheet


class Desk:
    """The rules of the admin for one person."""

    def __init__(self, desk: admin.ModelAdmin, request: HttpRequest) -> None:
        self.desk, self.request = desk, request
        self.forms: dict[Any, type[forms.ModelForm]] = {}
        self.foreign = foreign_fields(request.user, desk.model)

    def form(self, record: Model | None) -> type[forms.ModelForm]:
        fixed = tuple(self.desk.get_readonly_fields(self.request, record))
        if (record is None, fixed) not in self.forms:
            form = self.desk.get_form(self.request, record, change=record is not None)
            # The reason is asked once for the whole sheet, whoever reads its records.
            self.forms[record is None, fixed] = type("SheetForm", (form,), {"asks_why": False})
        return self.forms[record is None, fixed]

    def may_change(self, record: Model) -> bool:
        return self.desk.has_change_permission(self.request, record)

    def may_set(self, column: str, record: Model | None) -> bool:
        return column not in self.foreign and column in self.form(record).base_fields


class Spreadsheets:
    """Gives the list of a noun its downloads, and the page on which a sheet comes in."""

    def get_urls(self) -> list[Any]:
        name = f"films_{self.model._meta.model_name}"  # type: ignore[attr-defined]
        view = self.admin_site.admin_view  # type: ignore[attr-defined]
        return [
            path("download.<slug:kind>", view(self.download_view), name=f"{name}_download"),
            path("import/", view(self.import_view), name=f"{name}_import"),
            path("import/template.<slug:kind>", view(self.template_view), name=f"{name}_template"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)  # type: ignore[attr-defined]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        name = f"admin:films_{self.model._meta.model_name}"  # type: ignore[attr-defined]
        kept_query = request.GET.copy()
        for parameter in ("p", "all", "e"):
            kept_query.pop(parameter, None)
        query = f"?{kept_query.urlencode()}" if kept_query else ""
        sheets = {kind: reverse(f"{name}_download", args=[kind]) + query for kind in MEDIA_TYPES}
        extra = {
            "sheets": sheets,
            "import_address": reverse(f"{name}_import") if self.has_import_permission(request) else "",
        }
        return super().changelist_view(request, {**extra, **(extra_context or {})})  # type: ignore[misc]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)  # type: ignore[misc]
        if IS_POPUP_VAR in request.GET or not self.has_view_permission(request):  # type: ignore[attr-defined]
            return actions
        for kind in MEDIA_TYPES:
            description = gettext_lazy("Download the selected as CSV") if kind == "csv" else _XLSX_ACTION
            actions[f"download_{kind}"] = (_download(kind), f"download_{kind}", description)
        return actions

    def download_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Exactly the rows of the list, on all of its pages."""
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        try:
            listed = self.get_changelist_instance(request).get_queryset(request)  # type: ignore[attr-defined]
        except IncorrectLookupParameters:
            return HttpResponseRedirect(self.list_address() + "?e=1")
        return download(request, NOUNS[self.model], listed, kind, self.list_address())  # type: ignore[attr-defined]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_import_permission(request):
            raise PermissionDenied
        return import_sheet(request, self._task())

    def template_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        if not self.has_import_permission(request):
            raise PermissionDenied
        return empty_sheet(self._task(), kind)

    def list_address(self) -> str:
        return reverse(f"admin:films_{self.model._meta.model_name}_changelist")  # type: ignore[attr-defined]

    def _task(self) -> Task:
        meta = self.model._meta  # type: ignore[attr-defined]
        title = _("Import a sheet: %s") % meta.verbose_name_plural
        page = reverse(f"admin:films_{meta.model_name}_import")
        return Task(NOUNS[self.model], self, title, page, self.list_address())  # type: ignore[arg-type, attr-defined]


class CueSheets:
    """Gives the page of a film the import of a cue sheet."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view  # type: ignore[attr-defined]
        return [
            path("<int:pk>/cue-sheet/", view(self.cue_sheet_view), name="films_film_cue_sheet"),
            path(
                "<int:pk>/cue-sheet/template.<slug:kind>",
                view(self.cue_template_view),
                name="films_film_cue_template",
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        address = ""
        pk = number_in(object_id)
        if pk is not None and self._may_add_uses(request):
            address = reverse("admin:films_film_cue_sheet", args=[pk])
        extra = {"cue_sheet_address": address, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, extra)  # type: ignore[misc]

    def cue_sheet_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return import_sheet(request, self._cue_task(request, pk))

    def cue_template_view(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        return empty_sheet(self._cue_task(request, pk), kind)

    def _may_add_uses(self, request: HttpRequest) -> bool:
        return self._uses().has_add_permission(request)

    def _uses(self) -> admin.ModelAdmin:
        return self.admin_site.get_model_admin(AIRole)  # type: ignore[attr-defined]

    def _cue_task(self, request: HttpRequest, pk: int) -> Task:
        film = self.get_object(request, str(pk))  # type: ignore[attr-defined]
        if film is None:
            raise Http404
        if not (self._may_add_uses(request) and self.has_change_permission(request, film)):  # type: ignore[attr-defined]
            raise PermissionDenied
        page = reverse("admin:films_film_cue_sheet", args=[pk])
        home = reverse("admin:films_film_change", args=[pk])
        return Task(NOUNS[AIRole], self._uses(), _("Import an AI cue sheet: %s") % film, page, home, film)


_XLSX_ACTION = gettext_lazy("Download the selected as XLSX")


def _download(kind: str) -> Callable[[Any, HttpRequest, QuerySet], HttpResponse]:
    def action(desk: Any, request: HttpRequest, selected: QuerySet) -> HttpResponse:
        return download(request, NOUNS[desk.model], selected, kind, request.get_full_path())

    return action


def download(request: HttpRequest, noun: Noun, records: QuerySet, kind: str, back: str) -> HttpResponse:
    name = f"signal-lights-{noun.model._meta.model_name}-{timezone.localdate()}"
    try:
        return _as_file(noun, rows.table_of(noun, records), name, kind)
    except Unreadable as wrong:
        messages.error(request, str(wrong))
        return HttpResponseRedirect(back)


def empty_sheet(task: Task, kind: str) -> HttpResponse:
    table = Table(task.name, task.header, [])
    return _as_file(task.noun, table, f"signal-lights-{task.name}", kind)


def _as_file(noun: Noun, table: Table, name: str, kind: str) -> HttpResponse:
    if kind not in MEDIA_TYPES:
        raise Http404
    content = write_csv(table) if kind == "csv" else write_xlsx(*rows.explained(noun, table))
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}")
    return response


def import_sheet(request: HttpRequest, task: Task) -> HttpResponse:
    if request.method != "POST":
        return _page(request, task, Upload())
    if "token" in request.POST:
        return _confirmed(request, task)
    upload = Upload(request.POST, request.FILES)
    if not upload.is_valid():
        return _page(request, task, upload)
    file = upload.cleaned_data["file"]
    content = file.read(MOST_BYTES + 1)
    try:
        sheet = task.sheet(content)
    except Unreadable as wrong:
        upload.add_error("file", str(wrong))
        return _page(request, task, upload)
    return _dry_run(request, task, sheet, reading.plan(task.noun, sheet, Desk(task.desk, request)), content, file.name)


def _dry_run(
    request: HttpRequest, task: Task, sheet: Sheet, plan: Plan, content: bytes, file: str, notice: str = ""
) -> HttpResponse:
    confirmation = None
    if plan.ready:
        told = {"kept": kept.keep(content), "digest": plan.digest, "file": file, **_bound(request, task)}
        confirmation = Confirmation(initial={"token": signing.dumps(told, salt=SALT)})
    return _page(request, task, Upload(), sheet=sheet, plan=plan, file=file, confirmation=confirmation, notice=notice)


def _bound(request: HttpRequest, task: Task) -> dict[str, Any]:
    """A dry run is confirmed by who saw it, on the page where it was seen."""
    return {"user": request.user.pk, "page": task.page}


def _confirmed(request: HttpRequest, task: Task) -> HttpResponse:
    """Write what was seen; show it anew where the records have changed in between."""
    try:
        told = signing.loads(request.POST["token"], salt=SALT, max_age=kept.KEPT_FOR)
    except signing.BadSignature:
        told = {}
    content = kept.kept(told["kept"]) if _bound(request, task).items() <= told.items() else None
    if content is None:
        messages.error(request, _("This dry run is too old, or not yours. Upload the sheet again."))
        return HttpResponseRedirect(task.page)
    sheet = task.sheet(content)
    confirmation = Confirmation(request.POST)
    try:
        with transaction.atomic():
            take_turn()
            plan = reading.plan(task.noun, sheet, Desk(task.desk, request), lock=True)
            same = plan.ready and plan.digest == told["digest"]
            if same and confirmation.is_valid():
                act = _write(request, task, plan, confirmation.cleaned_data["reason"])
                kept.discard(told["kept"])
                messages.success(request, _done(request, plan, act))
                return HttpResponseRedirect(task.home)
    except IntegrityError:  # another curator was faster
        plan, same = reading.plan(task.noun, sheet, Desk(task.desk, request)), False
    if same:
        return _page(
            request, task, Upload(), sheet=sheet, plan=plan, file=told["file"], confirmation=confirmation, notice=""
        )
    kept.discard(told["kept"])
    notice = _("Nothing was imported: the records have changed since. This is what the sheet would change now.")
    return _dry_run(request, task, sheet, plan, content, told["file"], notice)


def _write(request: HttpRequest, task: Task, plan: Plan, reason: str) -> Deed:
    with deed(by=request.user, kind=DeedKind.IMPORT, reason=reason) as act:
        note([change.record for change in plan.changes if not change.new])
        for change in plan.changes:
            record = change.form.save(commit=False)
            task.desk.save_model(request, record, change.form, change=not change.new)
            change.form.save_m2m()
        refresh_derived()
    return act


def _done(request: HttpRequest, plan: Plan, act: Deed) -> str:
    told = [
        ngettext("%(n)s record changed", "%(n)s records changed", plan.changed) % {"n": plan.changed},
        ngettext("%(n)s record added", "%(n)s records added", plan.added) % {"n": plan.added},
    ]
    counts = [text for text, count in zip(told, (plan.changed, plan.added), strict=True) if count]
    words = _("Imported: %s.") % listed(counts)
    if not request.user.has_perm("films.view_deed"):
        return words
    address = reverse("admin:films_deed_change", args=[act.pk])
    return format_html('{} <a href="{}">{}</a>', words, address, _("See it as one change, or undo it."))


def _page(
    request: HttpRequest,
    task: Task,
    upload: Upload,
    *,
    sheet: Sheet | None = None,
    plan: Plan | None = None,
    file: str = "",
    confirmation: Confirmation | None = None,
    notice: str = "",
) -> HttpResponse:
    meta = task.noun.model._meta
    context = {
        **task.desk.admin_site.each_context(request),
        "title": task.title,
        "opts": meta,
        "task": task,
        "list_title": capfirst(meta.verbose_name_plural),
        "films_title": capfirst(Film._meta.verbose_name_plural),
        "upload": upload,
        "sheet": sheet,
        "plan": plan,
        "file": file,
        "confirmation": confirmation,
        "notice": notice,
        "change_page": f"admin:{meta.app_label}_{meta.model_name}_change",
        "columns": layout.legend(task.noun, rows.terms(), task.header),
        "most_rows": f"{MOST_ROWS:,}",
        "most_megabytes": MOST_BYTES // 2**20,
    }
    return TemplateResponse(request, "admin/films/sheet_import.html", context)
