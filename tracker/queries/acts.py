"""What happened between two drafts, in the words of the field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from documents.queries import ChangeView

#: The filters of the page: groups of kinds.
GROUPS: Final[dict[str, str | Promise]] = {
    "brackets": _("brackets"),
    "alternatives": _("alternatives"),
    "wording": _("wording"),
    "moved": _("moved, merged, split"),
    "new": _("new"),
    "deleted": _("deleted"),
    "labels": _("labels and tags"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happened, as its label says it; ``look`` names its drawing in
    ``changes.css``, ``group`` the filter it belongs to."""

    kind: str
    word: str
    look: str
    group: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change: its name, and its word for a reader."""

    name: str
    word: str


_WORDS: Final = {
    "bracket_lifted": (
        ngettext_lazy("bracket lifted", "%(n)d brackets lifted", "n"), "lift", "brackets"),
    "bracket_deleted": (
        ngettext_lazy("bracket deleted with its words",
                      "%(n)d brackets deleted with their words", "n"),
        "gone", "brackets"),
    "bracket_put": (
        ngettext_lazy("bracket put", "%(n)d brackets put", "n"), "put", "brackets"),
    "bracket_widened": (
        ngettext_lazy("bracket widened", "%(n)d brackets widened", "n"), "put", "brackets"),
    "bracket_narrowed": (
        ngettext_lazy("bracket narrowed", "%(n)d brackets narrowed", "n"), "put", "brackets"),
    "alternative_chosen": (
        ngettext_lazy("alternative chosen", "%(n)d alternatives chosen", "n"),
        "choice", "alternatives"),
    "alternative_added": (
        ngettext_lazy("alternative added", "%(n)d alternatives added", "n"),
        "choice", "alternatives"),
    "alternative_withdrawn": (
        ngettext_lazy("alternative withdrawn", "%(n)d alternatives withdrawn", "n"),
        "choice", "alternatives"),
    "wording_changed": (
        ngettext_lazy("wording changed", "wording changed", "n"), "", "wording"),
    "attribution_added": (
        ngettext_lazy("attribution added", "attributions added", "n"), "relabel", "labels"),
    "attribution_dropped": (
        ngettext_lazy("attribution dropped", "attributions dropped", "n"), "relabel", "labels"),
    "tag_changed": (
        ngettext_lazy("status tag changed", "status tags changed", "n"), "relabel", "labels"),
    "label_changed": (ngettext_lazy("label changed", "labels changed", "n"), "relabel", "labels"),
    "moved": (ngettext_lazy("moved", "moved", "n"), "move", "moved"),
    "split": (ngettext_lazy("split", "split", "n"), "split", "moved"),
    "merged": (ngettext_lazy("merged", "merged", "n"), "merge", "moved"),
    "new": (ngettext_lazy("new", "new", "n"), "new", "new"),
    "deleted": (
        ngettext_lazy("deleted with its words", "deleted with its words", "n"),
        "gone", "deleted"),
}  # fmt: skip


#: What only a record says, while the paragraphs stand and no text of it is held.
_PROPOSED: Final[dict[str, Promise]] = {
    "moved": _("proposed to move"),
    "split": _("proposed to split"),
    "merged": _("proposed to merge"),
}

#: The kinds of change, in the order in which a reader wants to know of them.
KINDS: Final = tuple(_WORDS)


def word_of(name: str) -> str:
    """The word for a kind of change."""
    return str(_WORDS[name][0] % {"n": 1})


def kinds_in_order(names: Iterable[str]) -> tuple[Kind, ...]:
    """Those kinds, each once."""
    found = set(names)
    return tuple(Kind(name, word_of(name)) for name in KINDS if name in found)


def acts_of(change: ChangeView) -> tuple[Act, ...]:
    """What happened to a provision, each kind once with how often."""
    numbers = Counter(kind.kind for kind in change.kinds)
    acts = []
    for kind, number in numbers.items():
        say, look, group = _WORDS[kind]
        acts.append(Act(kind, _as_known(change, kind, say % {"n": number}), look, group))
    return tuple(acts)


def _as_known(change: ChangeView, kind: str, word: str) -> str:
    """A word no stronger than what is known: what is only on record is proposed."""
    if kind not in _PROPOSED:
        return word
    word = str(_PROPOSED[kind]) if change.is_proposed else word
    return gettext("%(name)s, inferred") % {"name": word} if change.found_by == "inferred" else word
