"""What the face keeps for itself; nothing of it says anything about the texts."""

from tracker.models.catching_up import Cursor

__all__ = ["Cursor"]
