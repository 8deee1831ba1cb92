"""What the face keeps for itself; nothing of it says anything about the texts."""

from tracker.models.catching_up import Cursor
from tracker.models.imports import Upload
from tracker.models.search import SearchEntry
from tracker.models.tokens import IdempotencyKey, Token
from tracker.models.webhooks import Delivery, Webhook

__all__ = ["Cursor", "Delivery", "IdempotencyKey", "SearchEntry", "Token", "Upload", "Webhook"]
