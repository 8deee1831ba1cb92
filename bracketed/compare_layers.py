"""One wording cut into the layers that are compared apart: words, marks, and the rest."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import accumulate, compress
from operator import not_

from bracketed.compare_model import Layer
from bracketed.groups import find_groups
from bracketed.inline import nest
from bracketed.matching import match_brackets
from bracketed.model import Bracket, BracketKind, Group
from bracketed.parties import read_attribution
from bracketed.words import cut_atoms, normal_atom

_ORDINALS = r"(?:\s?(?:bis|ter|quater|quinquies|alt)\b)*"
#: A printed label at the head of a wording; a number alone is words (2.2 billion).
_LABEL = re.compile(
    rf"\s*\[?(?P<label>(?:\[New\]\s?)?(?:"
    rf"\(?(?:OP|PP)\s?\d{{1,3}}{_ORDINALS}\)?[.):]?"
    rf"|\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}{_ORDINALS}(?:\s?\([^()\[\]]{{1,24}}\))?[.)](?!\d)"
    rf"|\d{{1,3}}\s?(?:bis|ter|quater|quinquies)\b{_ORDINALS}(?:\s?\([^()\[\]]{{1,24}}\))?"
    rf"|\([a-zA-Z]{{1,4}}\)|[a-z]{{1,2}}\)|[ivx]{{1,5}}[.)]|[·•▪]"
    rf")(?:\s*\[\d{{1,3}}[.)]?\])?)(?=\s+\S|\[)"
)
_SIGNS = frozenset("[]")
#: Brackets that hold no words of the wording.
_APART = frozenset(
    {
        BracketKind.STATUS,
        BracketKind.FOOTNOTE,
        BracketKind.NOTE,
        BracketKind.REMNANT,
        BracketKind.OLD_NUMBER,
    }
)


def read_label(text: str) -> tuple[int, int]:
    """Where the printed label at the head of ``text`` stands; an empty stretch if none."""
    found = _LABEL.match(text)
    return found.span("label") if found else (0, 0)


@dataclass(frozen=True, slots=True)
class Apart:
    """A stretch that is not words: one bracket mark, a tag, names of parties, a label."""

    layer: Layer
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layers:
    """A wording in layers. ``starts``, ``ends`` and ``normal`` are its words and signs;
    ``apart`` is everything else but white space, in order. ``partners`` says for each mark
    where the other mark of its pair stands. ``places`` counts the letters before each
    word, so that a place inside a word has a number too (see :meth:`letters_before`)."""

    text: str
    brackets: tuple[Bracket, ...]
    groups: tuple[Group, ...]
    starts: list[int]
    ends: list[int]
    normal: list[str]
    places: list[int]
    apart: list[Apart]
    partners: dict[int, int]
    label: str
    tags: list[tuple[str, Bracket]]
    attributions: list[tuple[str, Bracket]]
    disputed: list[Bracket]

    def letters_before(self, at: int) -> int:
        """How many letters and signs of words stand before the place ``at``."""
        word = bisect_left(self.ends, at + 1)
        if word == len(self.starts):
            return self.places[-1]
        inside = at - self.starts[word]
        if inside <= 0:
            return self.places[word]
        head = len(normal_atom(self.text[self.starts[word] : at].rstrip("[") or "x"))
        return min(self.places[word] + head, self.places[word + 1])

    def has_words(self, start: int, end: int) -> bool:
        """Whether a word begins in ``start … end``."""
        return bisect_left(self.starts, end) > bisect_left(self.starts, start)

    def words_between(self, start: int, end: int) -> tuple[str, ...]:
        """The normal words that begin in ``start … end``."""
        return tuple(self.normal[bisect_left(self.starts, start) : bisect_left(self.starts, end)])


def read_layers(text: str, *, has_label: bool = True) -> Layers:
    """Cut ``text`` into layers. Total: any string has layers."""
    brackets = nest(text, match_brackets(text).pairs)
    tags: list[tuple[str, Bracket]] = []
    attributions: list[tuple[str, Bracket]] = []
    disputed: list[Bracket] = []
    label_start, label_end = read_label(text) if has_label else (0, 0)
    stretches = [Apart(Layer.LABEL, label_start, label_end)] if label_end else []
    for bracket in brackets:
        if bracket.kind in _APART:
            stretches.append(Apart(Layer.TAGS, bracket.start, bracket.end))
            if bracket.kind is BracketKind.STATUS:
                tags.append((_spoken(text, bracket.start + 1, bracket.end - 1), bracket))
        elif bracket.kind is BracketKind.ATTRIBUTION:
            stretches += _read_names(text, bracket, attributions, disputed)
        else:
            disputed.append(bracket)
    starts, ends, normal, apart = _cut(text, _outermost(stretches))
    partners: dict[int, int] = {}
    for bracket in brackets:
        partners[bracket.start] = bracket.end - 1
        partners[bracket.end - 1] = bracket.start
    return Layers(
        text,
        brackets,
        find_groups(text, brackets),
        starts,
        ends,
        normal,
        list(accumulate(map(len, normal), initial=0)),
        apart,
        partners,
        text[label_start:label_end],
        tags,
        attributions,
        disputed,
    )


def _read_names(
    text: str,
    bracket: Bracket,
    attributions: list[tuple[str, Bracket]],
    disputed: list[Bracket],
) -> list[Apart]:
    """The stretches of ``bracket`` that are names and not words."""
    read = read_attribution(text, bracket.start, bracket.end)
    if read is None:
        disputed.append(bracket)
        return []
    attributions.append((" ".join(read.parties.split()), bracket))
    if read.start == read.end:
        return [Apart(Layer.TAGS, bracket.start, bracket.end)]
    disputed.append(bracket)
    names = [(bracket.start + 1, read.start), (read.end, bracket.end - 1)]
    return [
        Apart(Layer.TAGS, start, end)
        for start, end in names
        if text[start:end].strip() and start < end
    ]


def _spoken(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].casefold().split())


def _outermost(stretches: list[Apart]) -> list[Apart]:
    """Those that do not begin inside another one, in order."""
    outer: list[Apart] = []
    for stretch in sorted(stretches, key=lambda one: (one.start, -one.end)):
        if not outer or stretch.start >= outer[-1].end:
            outer.append(stretch)
    return outer


def _cut(text: str, stretches: list[Apart]) -> tuple[list[int], list[int], list[str], list[Apart]]:
    """Starts, ends and normal forms of the words, and what stands apart from them."""
    starts: list[int] = []
    ends: list[int] = []
    normal: list[str] = []
    apart: list[Apart] = []
    after = 0
    for stretch in [*stretches, Apart(Layer.FORM, len(text), len(text))]:
        if after < stretch.start:
            atoms, firsts, lasts = cut_atoms(text, after, stretch.start)
            if text.find("[", after, stretch.start) < 0 > text.find("]", after, stretch.start):
                starts += firsts
                ends += lasts
                normal += map(normal_atom, atoms)
            else:
                words = [atom not in _SIGNS for atom in atoms]
                starts += compress(firsts, words)
                ends += compress(lasts, words)
                normal += map(normal_atom, compress(atoms, words))
                marks = compress(firsts, map(not_, words))
                apart += [Apart(Layer.BRACKETS, at, at + 1) for at in marks]
        if stretch.end > stretch.start:
            apart.append(stretch)
        after = stretch.end
    return starts, ends, normal, apart


#: A mark with letters on both sides: ``people[s]``, but also ``[and]then``.
_GLUED = re.compile(r"[^\s\[\]][\[\]]+[^\s\[\]]")


def join_glued(layers: Layers, other: Layers) -> Layers:
    """Words that only marks divide, read as one where the other wording writes them as one:
    lifting the marks of ``[and]then`` changes no words."""
    if not _GLUED.search(layers.text):
        return layers
    known = set(other.normal)
    starts: list[int] = []
    ends: list[int] = []
    normal: list[str] = []
    chain = _chains(layers)
    index = 0
    while index < len(layers.starts):
        last = chain[index]
        while last > index and "".join(layers.normal[index : last + 1]) not in known:
            last -= 1
        starts.append(layers.starts[index])
        ends.append(layers.ends[last])
        normal.append("".join(layers.normal[index : last + 1]))
        index = last + 1
    apart = [
        one
        for one in layers.apart
        if one.layer is not Layer.BRACKETS or not _is_inside(one.start, starts, ends)
    ]
    places = list(accumulate(map(len, normal), initial=0))
    return replace(layers, starts=starts, ends=ends, normal=normal, places=places, apart=apart)


def _chains(layers: Layers) -> list[int]:
    """For each word the last one of those that only marks divide from it; a chain is cut
    after eight words."""
    text = layers.text
    last = list(range(len(layers.starts)))
    for index in range(len(last) - 2, -1, -1):
        between = text[layers.ends[index] : layers.starts[index + 1]]
        if between and not between.strip("[]"):
            last[index] = min(last[index + 1], index + 8)
    return last


def _is_inside(at: int, starts: list[int], ends: list[int]) -> bool:
    word = bisect_left(ends, at + 1)
    return word < len(starts) and starts[word] <= at
