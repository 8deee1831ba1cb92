"""Status codes and how they are shown (docs/glossary.md; DOMAIN of the field, rule 4)."""

from __future__ import annotations

from typing import Final

from django.db import models


class Shown(models.TextChoices):
    """The four that everybody knows."""

    AGREED = "agreed", "agreed"
    PENDING = "pending", "pending"
    ALT = "alt", "alternatives"
    NOT_READ = "not_read", "not yet read"


class Code(models.TextChoices):
    """The finer codes, from the lowest to the highest: the order in which a chapter
    without a decision of its own takes the lowest of its live children.
    """

    NOT_OPENED = "not_opened", "not yet read"
    NOT_AGREED = "not_agreed", "not agreed"
    OPEN = "open", "open"
    BRACKETED = "bracketed", "bracketed"
    ALT = "alt", "alternatives"
    PENDING = "pending", "pending"
    UNDER_SILENCE = "under_silence", "under silence"
    SILENCE_BROKEN = "silence_broken", "silence broken"
    PRE_AGREED = "pre_agreed", "pre-agreed"
    AGREED_IN_GROUP = "agreed_in_group", "agreed in group"
    SUGGESTED_FOR_CLOSURE = "suggested_for_closure", "suggested for closure"
    AGREED_AD_REF = "agreed_ad_ref", "agreed ad referendum"
    AGREED = "agreed", "agreed"
    FINAL_AGREED = "final_agreed", "final agreed"
    ADOPTED = "adopted", "adopted"


ORDER: Final = {code: place for place, code in enumerate(Code)}

_SHOWN: Final = {
    Code.NOT_OPENED: Shown.NOT_READ,
    Code.ALT: Shown.ALT,
    **dict.fromkeys((Code.NOT_AGREED, Code.OPEN, Code.BRACKETED, Code.PENDING, Code.UNDER_SILENCE, Code.SILENCE_BROKEN), Shown.PENDING),
}


def shown_as(code: Code) -> Shown:
    """Under which of the four a code is shown."""
    return _SHOWN.get(code, Shown.AGREED)


def is_at_least(code: Code, floor: Code) -> bool:
    """Whether ``code`` stands as high as ``floor``."""
    return ORDER[code] >= ORDER[floor]
