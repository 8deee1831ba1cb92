"""Words as HTML: brackets by depth, single marks, and stretches that say something about
the words. Every page writes a wording through this one function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from bracketed.model import BracketKind
from documents.queries import OPEN_KINDS, BracketView
from tracker.queries.marks import Edge


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words from ``start`` to before ``end`` that are inserted, deleted, moved (``ins``,
    ``del``) or doubtful (any other ``name`` is a class)."""

    start: int
    end: int
    name: str


_TAGS = {"ins": "ins", "del": "del"}


def written(
    words: str,
    brackets: Sequence[BracketView] = (),
    edges: Iterable[Edge] = (),
    stretches: Sequence[Stretch] = (),
) -> SafeString:
    """The words as HTML. Brackets nest as they are given; a stretch that crosses the end of
    a bracket is written in pieces, so that the markup nests, too."""
    marks = {edge.at: _single(edge.depth) for edge in edges}
    opens = {bracket.start: bracket for bracket in brackets}
    closes = {bracket.end - 1: bracket for bracket in brackets}
    cuts = {0, len(words)}
    for at in (*marks, *opens, *closes):
        cuts |= {at, at + 1}
    for stretch in stretches:
        cuts |= {stretch.start, stretch.end}
    places = sorted(place for place in cuts if 0 <= place <= len(words))
    pieces = []
    for start, end in zip(places, places[1:], strict=False):
        inside = [one.name for one in stretches if one.start <= start and end <= one.end]
        if start in opens:
            pieces.append(_begin(opens[start]))
            pieces.append(_wrap(_mark(words[start:end], "", opens[start]), inside))
        elif start in closes:
            pieces.append(_wrap(_mark(words[start:end], "", closes[start]), inside))
            pieces.append("</span>")
        elif start in marks:
            pieces.append(_wrap(_mark(words[start:end], marks[start], None), inside))
        else:
            pieces.append(_wrap(escape(words[start:end]), inside))
    # every piece is escaped words, or markup made of our own names
    return mark_safe("".join(pieces))  # noqa: S308


def hue(depth: int) -> str:
    """The class of a depth: three hues, then three with a double mark, then again."""
    return f"d{(depth - 1) % 6 + 1}"


def _begin(bracket: BracketView) -> str:
    if bracket.kind in OPEN_KINDS:
        return f'<span class="bk {hue(bracket.depth)}">'
    return f'<span class="aside {BracketKind(bracket.kind).value}">'


def _mark(words: str, name: str, bracket: BracketView | None) -> str:
    if bracket is not None and bracket.kind not in OPEN_KINDS:
        return escape(words)
    return f'<b class="mk{name}">{escape(words)}</b>'


def _single(depth: int) -> str:
    return f" {hue(depth)}" if depth else " loose"


def _wrap(html: str, names: Iterable[str]) -> str:
    for name in names:
        tag = _TAGS.get(name)
        html = f"<{tag}>{html}</{tag}>" if tag else f'<span class="{name}">{html}</span>'
    return html
