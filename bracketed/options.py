"""Competing paragraphs inside one text: lines that begin ``Alt 1:``, ``ALT2:``, ``Option A``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bracketed.model import Alternative, Bracket, Group, GroupKind

_LABEL = re.compile(
    r"[ \t]*(?P<open>\[?)[ \t]*(?P<word>alternative|alternate|alt|option)\.?[ \t]*"
    r"(?:(?P<number>\d{1,2}|[A-Z]|[ivx]{1,4})(?:[ \t](?:bis|ter|quater))?)?"
    r"[ \t]*(?:(?P<colon>[:.)–—]|-(?=\s))[ \t]*|\r?(?=\n|\Z))",
    re.IGNORECASE,
)
#: Without one of these in a text there is no such line: most texts are done at once.
_HINTS = ("Alt", "ALT", "Option", "OPTION", "alt:", "alt ", "option ")
_NO_TEXT = re.compile(r"\[?\(?no text\)?\.?\]?\Z", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;][\s\]]*\Z")
_NUMBER = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,2})*\s*(?:bis|ter|quater)?[.)]\s*)*\[?")


def find_option_blocks(text: str, brackets: Sequence[Bracket]) -> Iterator[Group]:
    """The groups of lines labelled as alternatives, with the text that they compete with.

    The line before the first ``Alt`` competes too when it is a sentence of its own; before
    ``Option`` the line only leads up to the options.
    """
    if not any(hint in text for hint in _HINTS):
        return
    ends = {each.start: each.end for each in brackets}
    found: list[Alternative] = []
    start = end = 0
    before: tuple[int, int] | None = None
    waiting = False
    for line_start, line_end in _lines(text):
        label = _LABEL.match(text, line_start, line_end) if _may_be(text, line_start) else None
        if label and (label["number"] or label["colon"]):
            if not found:
                start = line_start + len(label[0]) - len(label[0].lstrip())
                base = _base(text, before, label)
                if base:
                    start, found = base.start, [base]
            words = _words(text, label, line_end, ends)
            waiting = words.start == words.end and not label["colon"]
            found.append(words)
            end = line_end
        elif waiting:
            found[-1] = _inner(text, line_start, line_end, ends)
            waiting, end = False, line_end
        else:
            yield from _group(text, start, end, found)
            found = []
            before = (line_start, line_end)
    yield from _group(text, start, end, found)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Lines that hold something, as places without the line break."""
    at, stop = 0, len(text)
    while at < stop:
        end = text.find("\n", at)
        end = stop if end < 0 else end
        if not text[at : min(end, at + 80)].isspace() and end > at:
            yield at, end
        at = end + 1


def _may_be(text: str, at: int) -> bool:
    """A cheap look before the pattern is tried."""
    while text.startswith((" ", "\t", "["), at):
        at += 1
    return text.startswith(("A", "a", "O", "o"), at)


def _base(text: str, before: tuple[int, int] | None, label: re.Match[str]) -> Alternative | None:
    if before is None or label["word"].lower() == "option":
        return None
    start, end = before
    if not _SENTENCE_END.search(text[max(start, end - 8) : end]):
        return None
    number = _NUMBER.match(text, start, end)
    return _trimmed(text, number.end() if number else start, end)


def _words(text: str, label: re.Match[str], line_end: int, ends: dict[int, int]) -> Alternative:
    end = line_end
    if label["open"]:
        end = min(end, ends.get(label.start("open"), end + 1) - 1)
    return _inner(text, label.end(), end, ends)


def _inner(text: str, start: int, end: int, ends: dict[int, int]) -> Alternative:
    """The words between, without a pair of brackets around all of them."""
    words = _trimmed(text, start, end)
    if ends.get(words.start) == words.end:
        words = _trimmed(text, words.start + 1, words.end - 1)
    if words.end - words.start < 12 and _NO_TEXT.match(text[words.start : words.end]):
        return Alternative(words.start, words.start)
    return words


def _group(text: str, start: int, end: int, found: list[Alternative]) -> Iterator[Group]:
    if len(found) > 1:
        end = max(_trimmed(text, start, end).end, found[-1].end)
        yield Group(GroupKind.BLOCKS, start, end, tuple(found))


def _trimmed(text: str, start: int, end: int) -> Alternative:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Alternative(start, end)
