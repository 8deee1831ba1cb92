"""What a file says, read into a plain text; frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from bracketed.model import Known


class MediaType(StrEnum):
    """The kinds of file that can be read."""

    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"
    AKN = "application/akn+xml"


class State(StrEnum):
    """What a word processor says of words."""

    PLAIN = "plain"
    INSERTED = "inserted"
    DELETED = "deleted"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with one state and colour."""

    words: str
    state: State = State.PLAIN
    colour: str = ""


class Changes(StrEnum):
    """What becomes of words that a word processor tracks as inserted or deleted, or that are
    struck out: both stay in brackets, for a person to see, unless somebody says otherwise."""

    SHOW = "show"
    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose for a file. ``colours`` gives for a colour of highlighting the tag
    that it stands for; of other colours nothing is taken."""

    changes: Changes = Changes.SHOW
    struck: Changes = Changes.SHOW
    colours: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    comments: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the paragraph that begins at ``start`` that a person should look at."""

    start: int
    message: str


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of highlighting: on how many paragraphs it lies whole, and on how many in part."""

    name: str
    whole: int
    in_part: int


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it was understood. ``text`` is what a draft of it prints; ``known`` what the
    file says of its paragraphs, by their places in the text; ``named`` the public ids that it
    gives of provisions, ``looks`` how its words are set where not all are set alike, both by
    the same places. A plain text is its own text."""

    media_type: MediaType
    text: str
    known: tuple[Known, ...] = ()
    named: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    remarks: tuple[Remark, ...] = ()
    looks: Mapping[int, tuple[Piece, ...]] = field(default_factory=lambda: MappingProxyType({}))
    colours: tuple[Colour, ...] = ()
    tracked: int = 0
    struck: int = 0
    comments: int = 0

    @property
    def is_its_own_text(self) -> bool:
        """Whether the bytes of the file are the text that was read, as nothing else is in it."""
        return self.media_type is MediaType.TEXT
