"""Status tags as printed, and the codes they stand for. What is not known is not guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bracketed.model import HEADINGS
from documents.queries import DraftView, ProvisionView
from negotiation.codes import READ_FROM_TEXT, Code

_CODES = {
    "agreed": Code.AGREED,
    "agreed ad ref": Code.AGREED_AD_REF,
    "final agreed draft": Code.FINAL_AGREED,
    "suggested for closure": Code.SUGGESTED_FOR_CLOSURE,
}
#: A status that a file of ours states comes back as a tag that nobody else prints.
_CODES |= {
    f"status: {code.value.replace('_', ' ')}": code
    for code in Code
    if code not in READ_FROM_TEXT | {Code.OPEN, Code.NOT_OPENED}
}
_TAG: Final = re.compile(r"(?P<words>[^,]*)(?:,\s*(?P<condition>.+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tag:
    """What a tag says of the provision it is printed with. ``covers`` says that it holds for
    what stands under it, too: only “final agreed draft” on a heading does."""

    printed: str
    code: Code
    condition: str
    covers: bool


@dataclass(frozen=True, slots=True)
class UnknownTag:
    """A tag that no code is known for, with the provision it is printed with."""

    provision: str
    printed: str


def read_tag(printed: str, *, on_heading: bool) -> Tag | None:
    """What a tag says; None where it is not one of those that are known."""
    plain = " ".join(printed.strip().removeprefix("[").removesuffix("]").split())
    match = _TAG.fullmatch(plain)
    code = _CODES.get(match["words"].strip().casefold()) if match else None
    if code is None or match is None:
        return None
    covers = on_heading and code is Code.FINAL_AGREED
    return Tag(plain, code, match["condition"] or "", covers)


def tags_of(provision: ProvisionView) -> tuple[Tag, ...]:
    """The known tags of a provision, each once."""
    on_heading = provision.kind in HEADINGS
    read = (read_tag(printed, on_heading=on_heading) for printed in provision.tags)
    return tuple(dict.fromkeys(tag for tag in read if tag))


def unknown_tags(view: DraftView) -> tuple[UnknownTag, ...]:
    """The tags of a draft that were not understood and gave no decision."""
    return tuple(
        UnknownTag(provision.id, printed)
        for provision in view.provisions
        for printed in provision.tags
        if read_tag(printed, on_heading=provision.kind in HEADINGS) is None
    )
