"""What stands near a provision: the heading it stands under, and what stands there with it.

Read without the rest of the draft: a chapter, not ten thousand rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bracketed.model import HEADINGS
from documents.models import LIVE, Draft, Wording
from negotiation.queries import Standing
from tracker.queries.labels import shown_label

#: How many stand before and after the provision, where a chapter holds more.
REACH: Final = 40
_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None at the top of the text) with what stands directly under it, those that
    compete for a place after it; ``gone`` are those no longer part of the text."""

    heading: Wording | None
    rows: tuple[Wording, ...]
    gone: tuple[Wording, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class NearRow:
    """A line of the list."""

    id: str
    label: str
    words: str
    version: int
    kind: str
    is_heading: bool
    is_rival: bool
    is_here: bool
    standing: Standing | None


def section_of(draft: Draft, here: Wording, above: dict[int, Wording]) -> Section:
    """The part of the text in which a provision stands; of a heading what is under it.
    ``above`` are the wordings over it by the keys of their provisions. Four queries at most."""
    heading = _heading_over(here, above)
    under = heading.provision_id if heading else None
    rows = Wording.objects.filter(draft=draft, parent=under).select_related("provision", "parent")
    live = rows.filter(disposition__in=LIVE)
    before: list[Wording] = []
    after = live.order_by("rank")
    if heading != here:
        # what stands directly under the heading, over the provision, is the middle of the list
        middle = _place_under(under, here, above)
        before = list(live.filter(rank__lt=middle.rank).order_by("-rank")[:REACH])[::-1]
        after = after.filter(rank__gte=middle.rank)
    following = list(after[: REACH + 1])
    listed = [*before, *following]
    rivals: dict[int | None, list[Wording]] = {}
    slots = [row.provision_id for row in listed if row.kind not in HEADINGS]
    below = Wording.objects.filter(draft=draft, parent__in=slots, disposition__in=LIVE)
    for row in below.select_related("provision", "parent").order_by("rank"):
        rivals.setdefault(row.parent_id, []).append(row)
    flow = [one for row in listed for one in (row, *rivals.get(row.provision_id, ()))]
    gone = rows.exclude(disposition__in=LIVE).order_by("rank")[:REACH]
    is_cut = len(before) == REACH or len(following) > REACH
    return Section(heading, tuple(flow), tuple(gone), is_cut)


def near_rows(
    section: Section, here: Wording, standings: dict[str, Standing]
) -> tuple[NearRow, ...]:
    """The rows of the list with their standings; of a heading only what was decided on it, for
    what stands under it is not read."""
    return tuple(_rows(section.rows, here, standings))


def _rows(
    wordings: Iterable[Wording], here: Wording, standings: dict[str, Standing]
) -> Iterable[NearRow]:
    for row in wordings:
        standing = standings.get(row.provision.public_id)
        if standing and standing.origin == "rollup":
            standing = None
        yield NearRow(
            id=row.provision.public_id,
            label=name_in_list(row),
            words=opening_words(row),
            version=row.version,
            kind=row.kind,
            is_heading=row.kind in HEADINGS,
            is_rival=row.role != Wording.Role.TEXT,
            is_here=row.pk == here.pk,
            standing=standing,
        )


def name_in_list(row: Wording) -> str:
    """The label by which a provision is found in a list."""
    if row.role != Wording.Role.TEXT:
        return row.label.strip().rstrip(":.") or str(row.get_role_display())
    return shown_label(
        code=row.code, number=row.number, label=row.label, heading=row.heading, text=row.text
    )


def opening_words(row: Wording) -> str:
    """How the words of a provision begin."""
    words = row.words.replace("[", "").replace("]", "").split()
    return " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")


def _heading_over(here: Wording, above: dict[int, Wording]) -> Wording | None:
    if here.kind in HEADINGS:
        return here
    parent = above.get(here.parent_id) if here.parent_id else None
    while parent is not None and parent.kind not in HEADINGS:
        parent = above.get(parent.parent_id) if parent.parent_id else None
    return parent


def _place_under(under: int | None, here: Wording, above: dict[int, Wording]) -> Wording:
    """The wording directly under a heading in which (or as which) the provision stands."""
    place = here
    while place.parent_id != under and place.parent_id in above:
        place = above[place.parent_id]
    return place
