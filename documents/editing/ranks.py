"""Ranks: digits compared as text, with room between neighbours."""

from __future__ import annotations

#: No rank is longer; siblings are ranked anew before one would be.
LONGEST = 40
_WIDTH = 10
_STEP = 1000


def rank_between(before: str | None, after: str | None) -> str | None:
    """A rank after ``before`` and before ``after`` (None: nothing stands there); None when
    there is no room left."""
    if after is None:
        return _rank_after(before)
    low = before or "0"
    if low >= after:
        return None
    for width in range(max(len(low), len(after)), LONGEST + 1):
        bottom, top = int(low.ljust(width, "0")), int(after.ljust(width, "0"))
        if top - bottom > 1:
            return str((bottom + top) // 2).zfill(width)
    return None


def _rank_after(before: str | None) -> str | None:
    following = int((before or "")[:_WIDTH].ljust(_WIDTH, "0")) + _STEP
    return f"{following:0{_WIDTH}d}" if following < 10**_WIDTH else None
