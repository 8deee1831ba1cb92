"""Status codes and how they are shown (docs/glossary.md; DOMAIN of the field, rule 4)."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Shown(models.TextChoices):
    """The four that everybody knows."""

    AGREED = "agreed", _("agreed")
    PENDING = "pending", _("pending")
    ALT = "alt", _("alternatives")
    NOT_READ = "not_read", _("not yet read")


class Code(models.TextChoices):
    """The finer codes, from the lowest to the highest.

    In this order a chapter without a decision of its own takes the lowest of its live children.
    """

    NOT_OPENED = "not_opened", _("not yet read")
    NOT_AGREED = "not_agreed", _("not agreed")
    OPEN = "open", _("open")
    BRACKETED = "bracketed", _("bracketed")
    ALT = "alt", _("alternatives")
    PENDING = "pending", _("pending")
    UNDER_SILENCE = "under_silence", _("under silence")
    SILENCE_BROKEN = "silence_broken", _("silence broken")
    PRE_AGREED = "pre_agreed", _("pre-agreed")
    AGREED_IN_GROUP = "agreed_in_group", _("agreed in group")
    SUGGESTED_FOR_CLOSURE = "suggested_for_closure", _("suggested for closure")
    AGREED_AD_REF = "agreed_ad_ref", _("agreed ad referendum")
    AGREED = "agreed", _("agreed")
    FINAL_AGREED = "final_agreed", _("final agreed")
    ADOPTED = "adopted", _("adopted")


ORDER: Final = {code: place for place, code in enumerate(Code)}

_SHOWN: Final = {
    Code.NOT_OPENED: Shown.NOT_READ,
    Code.ALT: Shown.ALT,
    Code.NOT_AGREED: Shown.PENDING,
    Code.OPEN: Shown.PENDING,
    Code.BRACKETED: Shown.PENDING,
    Code.PENDING: Shown.PENDING,
    Code.UNDER_SILENCE: Shown.PENDING,
    Code.SILENCE_BROKEN: Shown.PENDING,
}

#: Codes that are read from the text and are never decided.
READ_FROM_TEXT: Final = frozenset({Code.ALT, Code.BRACKETED})

#: How far an agreement reaches; the last three are all agreement of the plenary.
_REACH: Final = {
    Code.PRE_AGREED: 1,
    Code.AGREED_IN_GROUP: 1,
    Code.SUGGESTED_FOR_CLOSURE: 2,
    Code.AGREED_AD_REF: 3,
    Code.AGREED: 4,
    Code.FINAL_AGREED: 4,
    Code.ADOPTED: 4,
}


def shown_as(code: Code) -> Shown:
    """Under which of the four a code is shown."""
    return _SHOWN.get(code, Shown.AGREED)


def is_at_least(code: Code, floor: Code) -> bool:
    """Whether ``code`` stands as high as ``floor``."""
    return ORDER[code] >= ORDER[floor]


def reach(code: Code) -> int:
    """How far an agreement reaches: 0 is none, 1 a group, 4 the plenary. One agreement is
    lower than another only if it reaches less far."""
    return _REACH.get(code, 0)
