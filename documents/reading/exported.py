"""What a file that this program wrote says of its provisions (:mod:`documents.writing.said`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from bracketed.model import Kind, Role
from documents.public_ids import LENGTH
from documents.reading.archives import attribute, local
from documents.reading.paragraphs import Exact, Paragraph
from documents.writing.said import tags_stated

_ID = re.compile(rf"(?:p[-_])?([a-z]{{{LENGTH}}})")
_MIDNIGHT = re.compile(r"\A\Z|T00:00:00(?:\.0+)?Z?\Z")

Said = Mapping[str, str]


def id_of(printed: str) -> str:
    """The public id that a bookmark or an anchor names; empty where it names none."""
    found = _ID.fullmatch(printed)
    return found[1] if found else ""


def is_written_by_us(body: etree._Element | None, bookmark: str) -> bool:
    """Whether bookmarks of a file name provisions, whoever saved it last."""
    found = body.iter() if body is not None else ()
    return any(id_of(attribute(one, "name")) for one in found if local(one) == bookmark)


def said_in(root: etree._Element) -> dict[str, Said]:
    """What is stated of the provisions, by their public ids."""
    return {
        name: {str(key): str(value) for key, value in one.attrib.items()}
        for one in root.iter()
        if local(one) == "provision" and (name := id_of(one.get("id") or ""))
    }


def is_ours(day: str) -> bool:
    """Whether a comment of this day is one that the program wrote: people write at an hour."""
    return _MIDNIGHT.search(day) is not None


def take(paragraph: Paragraph, name: str, said: Said) -> None:
    """Say of a paragraph which provision it is, and what. Its label is the one of the draft,
    unless somebody changed what the file printed."""
    paragraph.id = id_of(name)
    paragraph.exact = _exact(said)
    if paragraph.exact is None:
        return
    label = said.get("label", "")
    has_words = any(piece.words.strip() for piece in paragraph.pieces)
    is_as_shown = " ".join(paragraph.label.split()) == " ".join(said.get("shown", "").split())
    # A number without words is all there is of a provision: it stands as its label.
    if is_as_shown and (label or has_words):
        paragraph.label = label
    paragraph.tags = tags_stated(said)


def _exact(said: Said) -> Exact | None:
    """What a provision is; None where it is no kind, role or depth that there is."""
    try:
        kind, role = Kind(said.get("kind", "")), Role(said.get("role") or "text")
    except ValueError:
        return None
    depth = said.get("depth", "")
    if not (depth.isascii() and depth.isdecimal() and len(depth) < 3):
        return None
    return Exact(
        kind=kind,
        role=role,
        depth=int(depth),
        number=said.get("number", "")[:40],
        code=said.get("line", "")[:40],
        attribution=said.get("by", ""),
    )
