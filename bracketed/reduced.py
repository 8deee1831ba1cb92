"""A text with a part of its notation left out, for who reads without it."""

from __future__ import annotations

from collections.abc import Iterator

from bracketed.inline import parse_wording
from bracketed.model import BracketKind, Group, GroupKind
from bracketed.operations import lift
from bracketed.parties import read_attribution
from bracketed.seams import Joined, join, left_over


def reduce(text: str, *, alternatives: bool = True, attributions: bool = True) -> Joined:
    """The text without what is not wanted: of competing ``alternatives`` the first stays, in its
    brackets if it stands in some; without ``attributions`` nobody is named in a bracket. The
    brackets stay; without any the form is :func:`~bracketed.render.clean`."""
    tree = parse_wording(text)
    out: list[tuple[int, int]] = []
    if not attributions:
        for each in tree.brackets:
            said = each.kind is BracketKind.ATTRIBUTION and read_attribution(
                text, each.start, each.end
            )
            if said:
                out += [(each.start + 1, said.start), (said.end, each.end - 1)]
    if not alternatives:
        pairs = {(each.start, each.end) for each in tree.brackets}
        for group in tree.groups:
            out += _others(text, group, pairs)
    return join(text, left_over(len(text), out))


def _others(text: str, group: Group, pairs: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What goes of a group when its first alternative is shown alone, in its own brackets."""
    first = group.alternatives[0]
    start, end = first.start, first.end
    around = [one for one in pairs if group.start <= one[0] <= start and end <= one[1] <= group.end]
    if around and group.kind is not GroupKind.SLASH_INSIDE:
        start, end = max(around, key=lambda one: one[1] - one[0])
    yield group.start, start
    if group.kind is GroupKind.REPLACEMENT:
        end = max(end, text.find("[", end))
    yield end, group.end


def keep_words(text: str, at: int) -> str:
    """:func:`~bracketed.operations.lift`, and who is named in the bracket goes with its marks.

    :raises NotThere: there is no bracket around this place.
    """
    around = [each for each in parse_wording(text).brackets if each.start <= at < each.end]
    inner = min(around, key=lambda each: each.end - each.start, default=None)
    said = inner and read_attribution(text, inner.start, inner.end)
    if inner is None or not said:
        return lift(text, at)
    out = [(inner.start, said.start), (said.end, inner.end)]
    return join(text, left_over(len(text), out)).text
