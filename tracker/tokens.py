"""Tokens of persons: made, shown once, recognised, revoked."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from tracker.models import Token

#: What a secret begins with, so that one that got about can be recognised.
PREFIX: Final = "bracketed_"
#: For how many days a token may be made.
DAYS: Final = (7, 30, 90, 365)
#: The last use is written down once in so long: a read need not be a write.
_USED_WITHIN: Final = timedelta(minutes=5)


def make_token(
    person: User, *, name: str, scopes: Iterable[Token.Scope], days: int
) -> tuple[Token, str]:
    """A new token and its secret, which is told this once and kept nowhere."""
    secret = PREFIX + secrets.token_urlsafe(32)
    now = timezone.now()
    token = Token.objects.create(
        person=person,
        name=name,
        secret_hash=_hash(secret),
        scopes=sorted({Token.Scope(scope).value for scope in scopes}),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    return token, secret


def find_token(secret: str) -> Token | None:
    """The token of a secret, also one that is no longer good; its use is noted if it is."""
    token = Token.objects.select_related("person").filter(secret_hash=_hash(secret)).first()
    if token is not None and token.is_good:
        now = timezone.now()
        if token.last_used_at is None or now - token.last_used_at > _USED_WITHIN:
            Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def tokens_of(person: User) -> QuerySet[Token]:
    """The tokens of a person, the newest first."""
    return Token.objects.filter(person=person)


def revoke_token(person: User, public_id: str) -> bool:
    """Make a token of the person open nothing from now on; tell whether it is theirs."""
    own = Token.objects.filter(person=person, public_id=public_id)
    own.filter(revoked_at=None).update(revoked_at=timezone.now())
    return own.exists()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
