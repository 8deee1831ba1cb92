"""What happened to a provision between two drafts, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from bracketed.compare_model import SEAM
from documents.queries import ChangeView, SideView
from tracker.queries.acts import Act, acts_of
from tracker.queries.found import is_doubtful, sureness
from tracker.queries.labels import side_label
from tracker.queries.redline import both_readings, one_side
from tracker.queries.reopenings import Reopening

#: Heights of the map, by how many characters a change has.
_HEIGHTS: Final = ((900, "d"), (450, "c"), (160, "b"), (0, "a"))
#: What a reader who asks for what matters does not want to see.
_IDLE: Final = frozenset({"label_changed"})


@dataclass(frozen=True, slots=True)
class Side:
    """A provision on one side of a change."""

    id: str
    label: str
    printed: str
    heading: str
    words: SafeString


@dataclass(frozen=True, slots=True)
class Pair:
    """What happened to one provision, or to those that merged or split together."""

    order: int
    acts: tuple[Act, ...]
    earlier: tuple[Side, ...]
    later: tuple[Side, ...]
    inline: SafeString
    height: str
    look: str
    found_by: str
    is_change: bool
    sureness: str
    is_doubtful: bool
    is_confirmed: bool
    reopening: Reopening | None

    @property
    def is_joined(self) -> bool:
        """Whether provisions with identities of their own were joined, by whatever was sure."""
        is_one = {side.id for side in self.earlier} == {side.id for side in self.later}
        return bool(self.earlier and self.later) and not self.is_doubtful and not is_one

    @property
    def earlier_ids(self) -> str:
        """The public ids before, for a form."""
        return ",".join(side.id for side in self.earlier)

    @property
    def later_ids(self) -> str:
        """The public ids after, for a form."""
        return ",".join(side.id for side in self.later)

    @property
    def matters(self) -> bool:
        """Whether more happened than another label."""
        return any(act.kind not in _IDLE for act in self.acts)

    def shows(self, name: str) -> bool:
        """Whether a filter leaves it."""
        match name:
            case "all":
                return self.is_change
            case "matters":
                return self.matters
            case "reopened":
                return self.reopening is not None
            case "unsure":
                return self.is_doubtful
            case _:
                return any(name in (act.group, act.kind) for act in self.acts)

    @property
    def was(self) -> str:
        """The label before."""
        return ", ".join(side.label or "–" for side in self.earlier)

    @property
    def became(self) -> str:
        """The label after."""
        return ", ".join(side.label or "–" for side in self.later)

    @property
    def relabelled(self) -> str:
        """Both labels; as printed, where they are shown alike."""
        if self.was != self.became:
            return f"{self.was} → {self.became}"
        before = ", ".join(side.printed for side in self.earlier)
        return f"{before} → {', '.join(side.printed for side in self.later)}"


def pair_of(change: ChangeView, reopening: Reopening | None) -> Pair:
    """A change as the page shows it."""
    earlier, later = _joined(change.earlier), _joined(change.later)
    acts = acts_of(change)
    gone_or_new = {"gone": "gone", "new": "fresh"}.get(change.link, "chd" if acts else "")
    size = max(len(earlier), len(later))
    return Pair(
        order=change.order,
        acts=acts,
        earlier=tuple(_sides(change.earlier, change, is_later=False)),
        later=tuple(_sides(change.later, change, is_later=True)),
        inline=both_readings(earlier, later, change.hunks)
        if change.hunks
        else one_side(later or earlier, (), is_later=bool(later)),
        height=next(name for floor, name in _HEIGHTS if size >= floor),
        look=gone_or_new,
        is_change=bool(acts),
        sureness=sureness(change),
        found_by=change.found_by,
        is_doubtful=is_doubtful(change),
        is_confirmed=change.is_confirmed,
        reopening=reopening,
    )


def _joined(sides: Iterable[SideView]) -> str:
    return SEAM.join(side.words for side in sides)


def _sides(sides: Iterable[SideView], change: ChangeView, *, is_later: bool) -> Iterable[Side]:
    offset = 0
    for side in sides:
        yield Side(
            id=side.id,
            label=side_label(side),
            printed=side.label,
            heading=side.heading,
            words=one_side(side.words, change.hunks, is_later=is_later, offset=offset),
        )
        offset += len(side.words) + len(SEAM)
