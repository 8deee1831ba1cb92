"""What to call a provision: reading order where printing lost it, Latin codes, and no label
twice."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from bracketed.model import Kind, Role
from documents.queries import SideView

#: A label longer than this is a word, and may be the heading itself.
_SHORT: Final = 4
#: Stands for a Latin C in some printed labels.
CYRILLIC: Final = "\N{CYRILLIC CAPITAL LETTER ES}"


def shown_label(*, code: str, number: str, label: str, heading: str, text: str = "") -> str:
    """The label a reader looks for; of a heading "Chapter B:" its letter, and none where the
    heading, or the text, begins with the same word."""
    found = code or number or bare(label)
    if len(found) <= _SHORT:
        return found
    if (heading or text).casefold().startswith(found.casefold()):
        return ""
    return found.split()[-1] if heading else found


def rival_label(role: Role, label: str, place: int) -> tuple[str, str]:
    """What to call a wording that competes or is to be added, and what else is printed on it."""
    printed = label.strip().rstrip(":.")
    if role is Role.ADDITION:
        return _("Addition"), ""
    if not printed or printed.casefold() == "alt":
        return _("Alt %(number)d") % {"number": place}, ""
    if printed.casefold().startswith(("alt", "option")):
        return printed, ""
    return _("Alt %(number)d") % {"number": place}, printed


def side_label(side: SideView) -> str:
    """The label of a provision where it stands alone: of a rival with that of its slot."""
    if side.slot is not None:
        slot = side.slot
        over = shown_label(code="", number=slot.number, label=slot.label, heading=slot.heading)
        return f"{over} {rival_label(side.role, side.label, slot.place)[0]}".strip()
    label = shown_label(code="", number=side.number, label=side.label, heading=side.heading)
    return label or (_("Ch.") if side.kind is Kind.CHAPEAU else "")


def bare(label: str) -> str:
    """A printed label without its brackets and points."""
    return label.strip("[]").rstrip(".:)")


def latin(code: str) -> str:
    """A code as it is typed, with the Latin C that a printed Cyrillic one stands for."""
    return code.replace(CYRILLIC, "C").replace(CYRILLIC.lower(), "c")


def is_cyrillic(label: str) -> bool:
    """Whether a printed label only looks like its Latin code."""
    return CYRILLIC in label
