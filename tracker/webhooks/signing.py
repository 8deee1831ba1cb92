"""Secrets of webhooks, and what is signed with them, as the Standard Webhooks have it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from typing import Final

from django.conf import settings

from tracker.models import Webhook

#: What a secret begins with; the key is what follows, in base64.
PREFIX: Final = "whsec_"
_PURPOSE: Final = b"tracker.webhooks.signing:"


class SecretLost(Exception):
    """The secret was made with a key that the installation no longer has."""


def renew_secret(webhook: Webhook) -> str:
    """Give a webhook, which is then to be saved, a secret of its own, told this once."""
    webhook.salt = secrets.token_hex(32)
    key = _key(webhook.salt)
    webhook.secret_hash = _hash(key)
    return PREFIX + base64.b64encode(key).decode()


def signed_headers(webhook: Webhook, delivery_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """Id, time and signature of a body: HMAC-SHA256 of ``id.time.body`` in base64, after ``v1,``.

    :raises SecretLost: when the key of the installation is another one by now.
    """
    key = _key(webhook.salt)
    if not hmac.compare_digest(_hash(key), webhook.secret_hash):
        raise SecretLost
    time = str(int(at.timestamp()))
    signature = hmac.digest(key, f"{delivery_id}.{time}.".encode() + body, "sha256")
    return {
        "Webhook-Id": delivery_id,
        "Webhook-Timestamp": time,
        "Webhook-Signature": f"v1,{base64.b64encode(signature).decode()}",
    }


def _key(salt: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), _PURPOSE + salt.encode(), "sha256")


def _hash(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()
