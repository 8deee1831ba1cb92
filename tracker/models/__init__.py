"""What the face keeps for itself; nothing of it says anything about the texts."""

from tracker.models.catching_up import Cursor
from tracker.models.following import Following, MailDigest, Notification, Visit, Watch
from tracker.models.imports import Upload
from tracker.models.reading import Note
from tracker.models.search import SearchEntry
from tracker.models.tokens import IdempotencyKey, Token
from tracker.models.webhooks import Delivery, Webhook

__all__ = [
    "Cursor",
    "Delivery",
    "Following",
    "IdempotencyKey",
    "MailDigest",
    "Note",
    "Notification",
    "SearchEntry",
    "Token",
    "Upload",
    "Visit",
    "Watch",
    "Webhook",
]
