"""What this room refuses; each message is a sentence a delegate can read."""

from __future__ import annotations


class Unfit(Exception):
    """The text, plan or draft cannot be taken as it is; nothing was written."""


class BadFile(Unfit):
    """The bytes are not a text that can be read."""


class BadPlan(Unfit):
    """The plan of a draft contradicts itself or what its passages print."""


class NotIssuable(Unfit):
    """The draft cannot be issued."""


class NotComparable(Unfit):
    """The two drafts cannot be compared."""


class NotEditable(Unfit):
    """The draft, or this provision of it, is not open to editing."""


class BadText(Unfit):
    """The words cannot be kept as they were sent."""


class Moved(Unfit):
    """The text is no longer what the act started from; nothing was done to it."""
