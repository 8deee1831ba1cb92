"""What is known of a paragraph that was printed into a text."""

from __future__ import annotations

from collections.abc import Sequence

from bracketed.model import Known, Mark, MarkKind
from documents.reading.paragraphs import Paragraph


def known_of(
    paragraph: Paragraph,
    start: int,
    label: str,
    words: str,
    tags: Sequence[str],
    notes: Sequence[str],
) -> Known:
    exact = paragraph.exact
    if exact is None:
        return Known(start, level=paragraph.level, is_text=paragraph.is_text, label=label or None)
    marks, end = _marks(label, words, tags, notes)
    return Known(
        start,
        end=start + end,
        kind=exact.kind,
        role=exact.role,
        depth=exact.depth,
        label=label,
        number=exact.number,
        code=exact.code,
        marks=marks,
    )


def _marks(
    label: str, words: str, tags: Sequence[str], notes: Sequence[str]
) -> tuple[tuple[Mark, ...], int]:
    """What of a printed provision is not its words, and how long it is."""
    marks: list[Mark] = []
    at = 0
    if label:
        at = len(label) + (1 if words or tags else 0)
        marks.append(Mark(MarkKind.LABEL, 0, at))
    at += len(words)
    for place, tag in enumerate(tags):
        space = 1 if words or place else 0
        kind = MarkKind.TAG if tag.startswith("[") else MarkKind.ATTRIBUTION
        marks.append(Mark(kind, at, at + space + len(tag)))
        at += space + len(tag)
    for note in notes:
        marks.append(Mark(MarkKind.SPACE, at, at + 1))
        marks.append(Mark(MarkKind.NOTE, at + 1, at + 1 + len(note)))
        at += 1 + len(note)
    return tuple(marks), at
