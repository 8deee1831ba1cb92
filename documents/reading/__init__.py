"""Files of every kind read into a plain text and what they say of its paragraphs. Pure: bytes
in, frozen values out; nothing is raised but :class:`documents.refusals.BadFile`."""

from documents.reading.files import kind_of, read_file
from documents.reading.model import (
    Changes,
    Choices,
    Colour,
    MediaType,
    Piece,
    Received,
    Remark,
    State,
)

__all__ = [
    "Changes",
    "Choices",
    "Colour",
    "MediaType",
    "Piece",
    "Received",
    "Remark",
    "State",
    "kind_of",
    "read_file",
]
