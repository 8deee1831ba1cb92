"""The part of a text that a page shows, and the addresses of the other parts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from documents.models import Draft
from documents.queries import DraftView, draft_view, part_view
from negotiation.queries import Outline, OutlineRow, outline
from tracker.queries.labels import shown_label
from tracker.queries.moment import Moment, Reader
from tracker.queries.signs import Part as Share
from tracker.queries.signs import tally
from tracker.queries.windows import Window, Windows, windows_of

#: What ``?at=`` says for the whole of a text.
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the outline names it: ``lowest`` is what a reader should be told first of
    what stands under it, ``address`` where it stands."""

    id: str
    level: int
    label: str
    title: str
    lowest: Share | None
    address: str


@dataclass(frozen=True, slots=True)
class Part:
    """A window of a text. ``query`` is that of the page without the window, ``at`` what names
    the window in an address, empty for the first."""

    outline: Outline
    windows: Windows
    window: Window
    query: str
    at: str

    @property
    def is_whole(self) -> bool:
        """Whether all of the text is here."""
        return self.window.of == 1

    @property
    def beside(self) -> frozenset[str]:
        """What is shown with the slot it competes for, by public id."""
        return frozenset(row.id for line in self.window.lines for row in line[1:])

    @property
    def before(self) -> str:
        """The address of the end of the window before, empty where there is none."""
        number = self.window.number - 1
        return self.address(self.windows.last_line(number)) if number else ""

    @property
    def after(self) -> str:
        """The address of the window after, empty where there is none."""
        number = self.window.number + 1
        return self._window(self.windows.name(number)) if number <= self.window.of else ""

    @property
    def everything(self) -> str:
        """The address of all of it, empty where all of it is here."""
        return "" if self.is_whole else self._window(ALL)

    def address(self, public_id: str) -> str:
        """Where a provision stands, as a link on this page says it."""
        number = self.windows.number_of(public_id)
        place = f"#p-{public_id}"
        if self.is_whole or number is None or number == self.window.number:
            return place
        return self._window(self.windows.name(number)) + place

    def place(self, public_id: str) -> str:
        """The address of this window, with the place of a provision in it."""
        return f"{self._window(self.at)}#p-{public_id}"

    def _window(self, at: str) -> str:
        return "?" + "&".join(filter(None, (self.query, at and f"at={at}")))

    def view(self, draft: Draft, also: Collection[str] = ()) -> DraftView:
        """What is here of the draft, with what it stands under and what it takes to show it and
        the outline; and with the lines of ``also``."""
        if self.is_whole:
            return draft_view(draft)
        unnamed = (row for row in self.windows.headings if not row.heading)
        rows = {*self.window.rows, *self.window.above, *unnamed}
        rows.update(row for line in self.windows.lines_of(also) for row in line)
        return part_view(draft, {row.wording for row in rows})

    def headings(self, view: DraftView) -> tuple[Heading, ...]:
        """The outline of the whole text; a heading without words is called after whose it is,
        which ``view`` says."""
        return tuple(self._heading(row, view) for row in self.windows.headings)

    def _heading(self, row: OutlineRow, view: DraftView) -> Heading:
        title = row.heading.replace("[", "").replace("]", "").strip()
        counts = self.outline.counts.get(row.id)
        return Heading(
            id=row.id,
            level=self.windows.levels[row.id],
            label=shown_label(
                code=row.code, number=row.number, label=row.label, heading=row.heading
            ),
            title=title or view.provision(row.id).attribution,
            lowest=tally(counts).lowest if counts else None,
            address=self.address(row.id),
        )


def find_part(moment: Moment, user: Reader, at: str = "", query: str = "") -> Part:
    """The part of the text of a moment in which the provision ``at`` is; the first without it.
    ``query`` is that of the page, without ``at``.

    :raises LookupError: a text in parts has no such provision."""
    found = outline(moment.draft, moment.meeting, user)
    windows = windows_of(found)
    if at == ALL or len(windows) == 1:
        return Part(found, windows, windows.everything(), query, at if len(windows) > 1 else "")
    number = windows.number_of(at) if at else 1
    if number is None:
        raise LookupError(at)
    return Part(found, windows, windows.window(number), query, windows.name(number))
