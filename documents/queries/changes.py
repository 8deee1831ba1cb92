"""What changed between two drafts: the shapes in which it leaves the room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from bracketed.model import Kind, Role
from documents.models import Comparison


@dataclass(frozen=True, slots=True)
class Progress:
    """How many changes are compared, of how many; 0 of 0 while the drafts are being aligned."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class SlotView:
    """The provision for whose place a wording competes, and which of its rivals it is."""

    number: str
    label: str
    heading: str
    place: int


@dataclass(frozen=True, slots=True)
class SideView:
    """A provision that takes part in a change; ``id`` and ``parent`` are public ids,
    ``chapter`` that of the topmost provision over it. ``slot`` is None of what stands in the
    flow of the text."""

    wording_id: int
    provision_id: int
    id: str
    kind: Kind
    role: Role
    label: str
    number: str
    heading: str
    text: str
    slot: SlotView | None
    parent: str | None
    chapter: str
    text_hash: str

    @property
    def words(self) -> str:
        """The text, or of a heading its heading: what positions count in."""
        return self.text or self.heading


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters ``start … end`` of the words of the side with this index."""

    side: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KindView:
    """One thing that happened (see :class:`bracketed.ChangeKind`), with its place on the
    sides where it can be seen."""

    kind: str
    earlier: Stretch | None
    later: Stretch | None


@dataclass(frozen=True, slots=True)
class HunkView:
    """A stretch of the earlier words and what stands in its place in the later ones; of
    several wordings on a side the words are joined by :data:`bracketed.SEAM`."""

    kind: str
    layer: str
    earlier_start: int
    earlier_end: int
    later_start: int
    later_end: int


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What happened to one provision, or to those that merged or split together.
    ``is_proposed`` when it is only on record: what came of them has no words yet, and they
    stand on in the later draft."""

    order: int
    link: str
    found_by: str
    certainty: float
    earlier: tuple[SideView, ...]
    later: tuple[SideView, ...]
    kinds: tuple[KindView, ...]
    hunks: tuple[HunkView, ...]
    is_compared: bool
    is_proposed: bool

    @property
    def chapter(self) -> str:
        """The public id of the topmost provision, of the later draft where there is one."""
        return (self.later or self.earlier)[0].chapter

    @property
    def is_confirmed(self) -> bool:
        """Say whether a person said that these belong together."""
        return self.found_by == "person" and bool(self.earlier and self.later)

    @property
    def is_change(self) -> bool:
        """Say whether anything at all happened."""
        return bool(self.kinds)


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A comparison so far; ``changes`` in the reading order of the later draft, what is gone
    after what stood before it. ``is_stale`` when a newer engine or reading has come."""

    comparison: Comparison
    state: Comparison.State
    progress: Progress
    is_stale: bool
    changes: tuple[ChangeView, ...]

    @property
    def totals(self) -> tuple[tuple[str, int], ...]:
        """How many changes show each kind, most frequent first."""
        return total_kinds(self.changes)


def is_only_proposed(
    earlier: Sequence[SideView], later: Sequence[SideView], stands: Container[str]
) -> bool:
    """Say whether a change is only on record: what came of the earlier ones has no words yet,
    and they stand on in the later draft, which ``stands`` tells by public id."""
    return (
        bool(earlier and later)
        and not any(side.words for side in later)
        and {side.id for side in earlier}.isdisjoint(side.id for side in later)
        and all(side.id in stands for side in earlier)
    )


def total_kinds(changes: Iterable[ChangeView]) -> tuple[tuple[str, int], ...]:
    """How many of the changes show each kind, most frequent first, then by name."""
    totals = Counter(kind for change in changes for kind in {k.kind for k in change.kinds})
    return tuple(sorted(totals.items(), key=lambda total: (-total[1], total[0])))
