"""Names said one after another in a sentence, as the language of the reader does it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

#: More names than these nobody reads.
_MOST: Final = 5


def listed(things: Iterable[object]) -> str:
    """Things with what the language has between them."""
    # Translators: what stands between the things of a list, with its space: “1, 2, 3”.
    return pgettext("between the things of a list", ", ").join(map(str, things))


def named(names: Sequence[str]) -> str:
    """Names in quotation marks; of many the first, and how many more there are."""
    shown = listed(_("“%(name)s”") % {"name": name} for name in names[:_MOST])
    more = len(names) - _MOST
    if more <= 0:
        return shown
    said = ngettext("%(names)s and %(number)d more", "%(names)s and %(number)d more", more)
    return said % {"names": shown, "number": more}
