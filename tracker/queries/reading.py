"""How a text is read: what of its notation a reader hides, and its words as they then stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bracketed import Overlay, clean
from bracketed.reduced import reduce
from tracker.queries.marks import Edge
from tracker.queries.written import written

#: What may be hidden, in the order in which it is offered.
HIDEABLE: Final[dict[str, Promise | str]] = {
    "brackets": _("brackets"),
    "alternatives": _("alternatives"),
    "attributions": _("attributions"),
}


@dataclass(frozen=True, slots=True)
class Switch:
    """A part of the notation, whether it is hidden, and ``others``: what is hidden when it is
    turned, with commas."""

    name: str
    word: Promise | str
    is_hidden: bool
    turned: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Words with the marks of others that stand in them."""

    text: str
    edges: tuple[Edge, ...] = ()
    layers: tuple[Overlay, ...] = ()


def switches(hidden: frozenset[str]) -> tuple[Switch, ...]:
    """One for each part of the notation that may be hidden."""
    return tuple(
        Switch(
            name=name,
            word=word,
            is_hidden=name in hidden,
            turned=",".join(one for one in HIDEABLE if (one in hidden) != (one == name)),
        )
        for name, word in HIDEABLE.items()
    )


def write_shown(shown: Shown, hidden: frozenset[str] = frozenset()) -> SafeString:
    """The words as HTML without what is hidden. Without brackets they are the clean form: as if
    all were lifted, of competing words the first."""
    if shown.layers:
        # What a reader marked is the reader's own: it is not kept.
        return _write(shown, hidden)
    return _kept(shown, hidden)


def _write(shown: Shown, hidden: frozenset[str]) -> SafeString:
    if not hidden:
        return written(shown.text, shown.edges, shown.layers)
    if "brackets" in hidden:
        return written(clean(shown.text))
    left = reduce(
        shown.text,
        alternatives="alternatives" not in hidden,
        attributions="attributions" not in hidden,
    )
    edges = tuple(Edge(left.place(one.at), one.depth) for one in shown.edges)
    layers = tuple(
        Overlay(left.place(one.start), left.place(one.end), one.name) for one in shown.layers
    )
    return written(left.text, edges, layers)


#: Equal words with equal marks are equal HTML: an edit makes other words, and needs no telling.
_kept = lru_cache(maxsize=8_192)(_write)
