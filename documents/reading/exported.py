"""Paragraphs of a file that this program wrote: each says which provision it is, and what."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from bracketed.model import Kind, Role
from documents.public_ids import LENGTH
from documents.reading.model import Piece
from documents.reading.paragraphs import Exact, Paragraph

_ID = re.compile(rf"(?:p[-_])?([a-z]{{{LENGTH}}})")
#: Codes that are read from the words themselves, or say that nothing was decided.
_NOT_SAID = frozenset({"", "alt", "bracketed", "open", "not_opened"})
_SILENT = frozenset({"status", "note"})


def exact(said: Mapping[str, str]) -> Exact | None:
    """What a provision is, by the names under which the writers state it; None where it is no
    kind, role or depth that there is."""
    try:
        kind, role = Kind(said.get("kind", "")), Role(said.get("role") or "text")
    except ValueError:
        return None
    depth, name = said.get("depth", ""), _ID.fullmatch(said.get("id", ""))
    if not (depth.isascii() and depth.isdecimal() and len(depth) < 3):
        return None
    return Exact(
        kind=kind,
        role=role,
        depth=int(depth),
        id=name[1] if name else "",
        number=said.get("number", "")[:40],
        code=said.get("line", "")[:40],
        attribution=said.get("by", ""),
    )


def tags_of(said: Mapping[str, str]) -> list[str]:
    """The tags of a provision: those that were printed with it, else its status, as a tag."""
    tags = [tag.strip("[] ") for tag in said.get("tags", "").split("; ")]
    tags = [tag for tag in tags if tag]
    if tags or said.get("code", "") in _NOT_SAID:
        return tags
    return [said["code"].replace("_", " ")]


class Exported:
    """An element of a page that this program wrote, with its attributes ``data-…``."""

    def __init__(self, element: etree._Element) -> None:
        self._element = element
        self._said = {
            str(name).removeprefix("data-"): str(value) for name, value in element.attrib.items()
        }

    def paragraph(self) -> Paragraph:
        """The paragraph with its label, words and tags."""
        paragraph = Paragraph()
        self._read(self._element, paragraph)
        paragraph.exact = exact(self._said)
        paragraph.tags = tags_of(self._said)
        return paragraph

    def _read(self, holder: etree._Element, paragraph: Paragraph) -> None:
        self._say(holder.text, paragraph)
        for element in holder:
            kinds = set((element.get("class") or "").split())
            if "label" in kinds:
                paragraph.label = "".join(element.itertext())
            elif "status" in kinds:
                self._said.setdefault("code", element.get("data-code") or "")
            elif not kinds & _SILENT:
                self._read(element, paragraph)
            self._say(element.tail, paragraph)

    @staticmethod
    def _say(words: str | None, paragraph: Paragraph) -> None:
        if words:
            paragraph.pieces.append(Piece(words))
