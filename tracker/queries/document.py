"""All that the page of a document shows."""

from __future__ import annotations

from dataclasses import dataclass

from bracketed.model import HEADINGS
from documents.models import Document, Draft
from documents.queries import DraftView, draft_view
from negotiation.models import Meeting, Process
from negotiation.policies import Act, may
from negotiation.queries import later_draft_known, roll_up, standings
from tracker.queries.as_of import AsOf, as_of
from tracker.queries.moment import Moment, Reader
from tracker.queries.notes import notes_on
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.proposals import proposals_on_draft
from tracker.queries.rail import Stop, rail
from tracker.queries.reading import Switch, switches
from tracker.queries.signs import Tally, tally
from tracker.queries.text import Line, lines_of


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A text with the statuses of a moment. ``later`` is a later draft that is known, be its
    text held or not; ``found`` the lines in which ``find`` was found;
    ``may_import`` whether the reader may bring a draft in."""

    path: tuple[Place, ...]
    process: Process | None
    document: Document
    draft: Draft
    meeting: Meeting | None
    as_of: AsOf
    later: Draft | None
    stops: tuple[Stop, ...]
    lines: tuple[Line, ...]
    tally: Tally | None
    problems: int
    first_problem: str
    find: str
    found: tuple[Line, ...]
    may_import: bool
    hidden: frozenset[str] = frozenset()
    may_note: bool = False
    prints_notes: bool = False

    @property
    def switches(self) -> tuple[Switch, ...]:
        """What of the notation may be hidden or shown."""
        return switches(self.hidden)

    @property
    def hide(self) -> str:
        """What is hidden, as the address says it."""
        return ",".join(one.name for one in self.switches if one.is_hidden)

    @property
    def notes(self) -> int:
        """How many notes the reader sees."""
        return sum(len(one.notes) for line in self.lines for one in (line, *line.alternatives))

    @property
    def has_meetings(self) -> bool:
        """Whether any meeting dealt with the document."""
        return any(stop.meeting for stop in self.stops)

    @property
    def later_meeting(self) -> Meeting | None:
        """The last meeting that dealt with the document, where that is not the one shown."""
        last = next((stop.meeting for stop in reversed(self.stops) if stop.meeting), None)
        return last if self.meeting and last != self.meeting else None

    @property
    def outline(self) -> tuple[Line, ...]:
        """The headings, as far down as they help one find the way."""
        return tuple(line for line in self.lines if line.provision.kind in HEADINGS)


def document_page(
    moment: Moment, user: Reader, *, find: str = "", hidden: frozenset[str] = frozenset()
) -> DocumentPage:
    """The page of a document at a moment, in a constant number of queries."""
    view = draft_view(moment.draft)
    found = standings(view, moment.meeting, user)
    tallies = {heading: tally(counts) for heading, counts in roll_up(view, found).items()}
    proposals = proposals_on_draft(moment.draft, user)
    words = {provision.id: provision.words for provision in view.provisions}
    notes = notes_on(moment.document, user, words)
    lines = lines_of(view, found, tallies, proposals, notes, hidden)
    process = process_of(moment.document)
    return DocumentPage(
        path=path_to(process, moment.document, moment.draft.title),
        process=process,
        document=moment.document,
        draft=moment.draft,
        meeting=moment.meeting,
        as_of=as_of(moment),
        later=later_draft_known(moment.draft, user),
        stops=rail(moment, user),
        lines=lines,
        tally=tallies.get(""),
        problems=len(view.problems),
        first_problem=view.problems[0].provision if view.problems else "",
        find=find,
        found=_lines_with(find, view, lines) if find else (),
        may_import=process is not None and may(user, Act.IMPORT, process),
        hidden=hidden,
        may_note=process is not None and user.is_authenticated,
    )


def _lines_with(words: str, view: DraftView, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines in whose words (or those of their alternatives) the words stand, brackets
    and case aside."""
    sought = _plain(words)
    return tuple(
        line
        for line in lines
        if any(sought in _plain(one.provision.words) for one in (line, *line.alternatives))
    )


def _plain(words: str) -> str:
    return " ".join(words.replace("[", "").replace("]", "").casefold().split())
