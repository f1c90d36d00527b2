"""The form by which a reader sends a suggestion. No account, no script; a machine is told so, and may try again."""

from secrets import token_urlsafe
from typing import Any

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.core.validators import URLValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from films.suggestions import Sent
from films.vocabularies import SuggestionGround, SuggestionKind

QUICKEST = 4  # seconds in which nobody fills in the form
LONGEST = 24 * 60 * 60
_signer = TimestampSigner(salt="suggest")


def new_token() -> str:
    """Says when the form was shown, in a way that only we can have written."""
    return _signer.sign(token_urlsafe(9))


def _lines(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea({"rows": rows, **attrs})


class SuggestionForm(forms.Form):
    """Fields in the order in which they are asked. The template says beside each who will see it."""

    kind = forms.ChoiceField(
        label=_("What do you send?"),
        choices=SuggestionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you send.")},
    )
    what = forms.CharField(
        label=_("What is wrong or missing?"),
        help_text=_("Curators read this. It may be quoted, without your name, when the record changes."),
        max_length=5000,
        widget=_lines(4),
        error_messages={"required": _("Say what is wrong or missing.")},
    )
    proposed = forms.CharField(
        label=_("What should it say?"),
        help_text=_("For a right of reply: your reply as readers shall see it, in any language."),
        max_length=5000,
        required=False,
        widget=_lines(4),
    )
    party = forms.CharField(
        label=_("Who replies"),
        help_text=_("Public: it stands above the reply."),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    capacity = forms.CharField(
        label=_("In what capacity"),
        help_text=_("Public: director, producer, counsel of …"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    ground = forms.ChoiceField(
        label=_("How do you know?"),
        choices=SuggestionGround.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how you know.")},
    )
    source_url = forms.URLField(
        label=_("Link to the source"),
        help_text=_("If it is taken up, it will be cited, with its address."),
        max_length=1000,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
        error_messages={"invalid": _("This is not a link. Paste the whole address, such as https://example.org/page.")},
    )
    source_text = forms.CharField(
        label=_("Or describe it"),
        help_text=_("Title, place, date, page; or what you saw, where and when."),
        max_length=2000,
        required=False,
        widget=_lines(2),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=200, required=False, widget=forms.TextInput({"autocomplete": "name"})
    )
    contact = forms.CharField(
        label=_("How to reach you"),
        help_text=_("An e-mail address, say, in case a curator has a question."),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "email"}),
    )
    consent = forms.BooleanField(
        label=_(
            "What I wrote may be used here under CC BY 4.0, and my name and contact for questions about it and for "
            "nothing else."
        ),
        error_messages={"required": _("Without your consent we may not keep what you wrote.")},
    )
    # For machines: one that people neither see nor reach, and one that says when the form was shown.
    subject = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )
    token = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.stale = False  # whether the form that is shown again needs a new token

    @property
    def kinds(self) -> list[tuple[Any, SuggestionKind]]:
        """The choices, each with its meaning."""
        return [(radio, SuggestionKind(radio.data["value"])) for radio in self["kind"]]

    @property
    def grounds(self) -> list[tuple[Any, SuggestionGround]]:
        return [(radio, SuggestionGround(radio.data["value"])) for radio in self["ground"]]

    def clean_source_url(self) -> str:
        url = self.cleaned_data["source_url"]
        if url:
            URLValidator(schemes=["http", "https"], message=self.fields["source_url"].error_messages["invalid"])(url)
        return url

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("kind") == SuggestionKind.REPLY:
            self._ask("proposed", _("Write your reply here, in your own words."))
            self._ask("party", _("A reply needs the name under which it shall stand."))
        sourceless = not (told.get("source_url") or told.get("source_text") or "source_url" in self.errors)
        if told.get("ground") == SuggestionGround.PUBLISHED and sourceless:
            self.add_error("source_url", _("Give a link, or describe the source below."))
        self._refuse_machines(told)
        return told

    def _ask(self, name: str, words: Any) -> None:
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, words)

    def _refuse_machines(self, told: dict[str, Any]) -> None:
        if told.get("subject"):
            self.add_error(
                None, _("A field that people do not see was filled in. Empty “Leave this empty”, then send.")
            )
        token = told.get("token", "")
        try:
            _signer.unsign(token, max_age=LONGEST)
        except SignatureExpired:
            self.stale = True
            self.add_error(None, _("This form was open for more than a day. Your text is still here: send it again."))
            return
        except BadSignature:
            self.stale = True
            self.add_error(
                None, _("This form was not opened here. Your text is still here: send it again in a moment.")
            )
            return
        if not self.errors and self._age(token) < QUICKEST:
            self.add_error(None, _("That was quicker than anybody writes. Wait a few seconds, then send it again."))

    @staticmethod
    def _age(token: str) -> float:
        try:
            _signer.unsign(token, max_age=QUICKEST)
        except SignatureExpired:
            return QUICKEST
        return 0

    def renewed(self, token: str) -> "SuggestionForm":
        """The same text in a form that was shown just now."""
        data = self.data.copy()
        data["token"] = token
        self.data = data
        return self

    @property
    def sent(self) -> Sent:
        told = self.cleaned_data
        names = ("kind", "what", "proposed", "party", "capacity", "ground", "source_url", "source_text")
        fields = {name: told[name] for name in (*names, "name", "contact", "token")}
        return Sent(**fields, language="zh-Hans" if (get_language() or "").startswith("zh") else "en")
