"""What readers send in: received, counted, settled. A suggestion changes no record; a curator does."""

import hashlib
import hmac
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .models import Film, Source, Suggestion
from .on_record import OnRecord
from .vocabularies import SuggestionState

MOST_AN_HOUR = 5
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """What the form says, by the names of the model's fields."""

    kind: str
    what: str
    proposed: str
    party: str
    capacity: str
    ground: str
    source_url: str
    source_text: str
    name: str
    contact: str
    language: str
    token: str  # of the form: what is sent twice is received once


class TooMany(Exception):
    """More than an hour's share came from one address; `again` says when the next is welcome."""

    def __init__(self, again: datetime) -> None:
        super().__init__(again)
        self.again = again


def waiting() -> int:
    """How many suggestions no curator has settled."""
    return Suggestion.objects.waiting().count()


def sent_already(token: str) -> Suggestion | None:
    """What came of this form, if it was sent before."""
    return Suggestion.objects.filter(token=_digest(token)).first()


@transaction.atomic
def receive(sent: Sent, about: OnRecord | None, address: str) -> Suggestion:
    """Keep a suggestion. Raises `TooMany`. The address itself is kept nowhere."""
    now = timezone.now()
    sender = sender_of(address, now)
    recent = list(
        Suggestion.objects.filter(sender=sender, received__gt=now - HOUR)
        .order_by("-received")
        .values_list("received", flat=True)[:MOST_AN_HOUR]
    )
    if len(recent) == MOST_AN_HOUR:
        raise TooMany(recent[-1] + HOUR)
    Suggestion.objects.filter(received__lte=now - HOUR).exclude(sender="").update(sender="")
    film = Film.objects.filter(public_id=about.film).first() if about and about.film else None
    fields = asdict(sent) | {"token": _digest(sent.token)}
    return Suggestion.objects.create(
        about=about.about.text if about else "",
        noun=about.about.noun if about else "",
        film=film,
        recorded=about.as_text if about else "",
        sender=sender,
        received=now,
        **fields,
    )


def settle(suggestion: Suggestion, state: SuggestionState, by: str) -> None:
    """Close it, and forget who sent it. Its `answer` and `changed` are the caller's to fill in."""
    suggestion.state = state
    suggestion.settled_on = timezone.now()
    suggestion.settled_by = by
    suggestion.name = suggestion.contact = suggestion.sender = ""
    suggestion.save()


def known_source(suggestion: Suggestion) -> Source | None:
    """The source that the suggestion's link leads to, where the archive has it: scheme, `www.` and a last slash
    do not count."""
    if not suggestion.source_url:
        return None
    plain = _plain(suggestion.source_url)
    host = plain.partition("/")[0]
    return next((s for s in Source.objects.filter(url__icontains=host).order_by("pk") if _plain(s.url) == plain), None)


def _plain(url: str) -> str:
    host, slash, path = url.partition("://")[2].partition("#")[0].partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")


def sender_of(address: str, now: datetime) -> str:
    """Who sends, for the limit alone: keyed, and another one every day. A household's /64 counts as one."""
    try:
        ip = ip_address(address)
        place = str(int(ip) >> 64) if isinstance(ip, IPv6Address) and not ip.ipv4_mapped else address
    except ValueError:
        place = "nowhere"
    key = f"{settings.SECRET_KEY}:suggestions:{now.date()}".encode()
    return hmac.new(key, place.encode(), hashlib.sha256).hexdigest()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
