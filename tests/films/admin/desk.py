"""The desk as tests use it: somebody signed in, pages fetched, forms sent as a browser sends them."""

from django.contrib.auth.models import Group, User
from django.urls import reverse

from films import models


def member(client, *groups, writes=""):
    user = User.objects.create_user("-".join(groups) or "nobody", password="x", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    if writes:
        models.Editor.objects.create(user=user, writes=writes)
    client.force_login(user)
    return client


def step_url(record, code):
    return reverse(f"admin:films_{record._meta.model_name}_step", args=[record.pk, code])


def step(client, record, code, **more):
    """Take a step as its page's form would."""
    return client.post(step_url(record, code), {"reason": "Because.", **more})


def url(noun, page, *args):
    model = noun if isinstance(noun, type) else type(noun)
    return reverse(f"admin:films_{model._meta.model_name}_{page}", args=args)


def change_url(record, part=""):
    """The page of a record; statements of a film have pages of their own, by kind."""
    return url(record, "change", record.pk) + (f"?part={part}" if part else "")


def sent_by(response):
    """What the browser would send if the form were saved as it was shown."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is None or value is False or field.field.disabled or hasattr(value, "chunks"):
                continue
            data[field.html_name] = value
    if "change_reason" in forms[0].fields:
        data["change_reason"] = "A better source"
    return {name: value for name, value in data.items() if not hasattr(value, "storage")}


def errors_in(response):
    assert response.status_code == 200, "the form was accepted"
    return response.content.decode()


def row(data, prefix, **values):
    """Adds a row to the inline `prefix` of a form."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = number + 1
    data.update({f"{prefix}-{number}-{name}": value for name, value in values.items()})
