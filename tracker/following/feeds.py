"""What happened as Atom, and the secret with which a person opens theirs."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from documents.models import Document, Provision
from negotiation.models import Event
from negotiation.queries import visible_events
from tracker.following.mailing import absolute
from tracker.following.telling import Told, notifications_of, tell
from tracker.following.touched import TOLD
from tracker.models import Following

#: How many entries a feed has.
AT_MOST: Final = 50
_ODD: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SUBJECTS: Final = ("process", "document", "draft", "edit", "decision")


def news_of(document: Document) -> tuple[Told, ...]:
    """What happened to a document, as far as everybody may know, the newest first. Three
    queries."""
    return _public(Q(document=document))


def news_of_provision(provision: Provision) -> tuple[Told, ...]:
    """What happened to a provision, as far as everybody may know, the newest first."""
    return _public(Q(provision=provision) | Q(edit__items__provision=provision))


def _public(about: Q) -> tuple[Told, ...]:
    anybody = AnonymousUser()
    found = visible_events(anybody).filter(about, kind__in=TOLD).distinct()
    events = list(found.select_related(*_SUBJECTS).order_by("-at", "-id")[:AT_MOST])
    told = tell(events, anybody)
    return tuple(told[event.pk] for event in events)


def news_for(person: User) -> tuple[Told, ...]:
    """What a person was told and may know now, the newest first."""
    events: list[Event] = [row.event for row in notifications_of(person)[:AT_MOST]]
    told = tell(events, person)
    return tuple(told[event.pk] for event in events)


def renew_secret(person: User) -> str:
    """A new secret for the feed of a person, which is told this once; the old one opens nothing
    any longer."""
    secret = secrets.token_urlsafe(32)
    following, _is_new = Following.objects.get_or_create(person=person)
    following.feed_hash = _hash(secret)
    following.save(update_fields=["feed_hash"])
    return secret


def person_of(secret: str) -> User | None:
    """Whose feed a secret opens; None where it opens none. One query."""
    found = Following.objects.filter(feed_hash=_hash(secret), person__is_active=True)
    following = found.select_related("person").first()
    return following.person if following else None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def write_feed(title: str, address: str, own_address: str, news: Iterable[Told]) -> str:
    """The feed as Atom. Ids of entries stay the same, wherever the installation moves on its
    host."""
    feed = Atom1Feed(
        title=_printable(title),
        link=absolute(address),
        description=None,
        author_name=_("Bracketed texts"),
        feed_url=absolute(own_address),
        language=get_language() or settings.LANGUAGE_CODE,
    )
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    for told in news:
        words = _printable(told.words)
        feed.add_item(
            title=f"{_printable(told.document)}: {words}" if told.document else words,
            link=absolute(told.url),
            description=words,
            unique_id=f"tag:{host},2014:event/{told.event.public_id}",
            updateddate=told.at,
            pubdate=told.at,
        )
    return str(feed.writeString("utf-8"))


def _printable(words: str) -> str:
    """Words without what XML cannot hold."""
    return _ODD.sub("", words)
