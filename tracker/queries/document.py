"""All that the page of a document shows."""

from __future__ import annotations

from dataclasses import dataclass

from documents.models import Document, Draft, Problem
from negotiation.models import Meeting, Process
from negotiation.policies import Act, may
from negotiation.queries import later_draft_known
from tracker.queries.as_of import AsOf, as_of
from tracker.queries.find import Found, named, places_of, to_name
from tracker.queries.moment import Moment, Reader
from tracker.queries.notes import count_notes, notes_on
from tracker.queries.part import Heading, Part
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.proposals import proposals_on_draft
from tracker.queries.rail import Stop, rail
from tracker.queries.reading import Switch, switches
from tracker.queries.signs import tally
from tracker.queries.standing_picture import StandingPicture, picture_of_text
from tracker.queries.text import Line, lines_of


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A part of a text with the statuses of a moment, and the outline of all of it (``headings``).
    ``later`` is a later draft that is known, be its text held or not; ``standing`` how far the
    text is; ``problems`` how many it has, with the address of the first; ``found`` where ``find``
    was found; ``notes`` how many notes on the text the reader sees; ``may_import`` whether the
    reader may bring a draft in."""

    path: tuple[Place, ...]
    process: Process | None
    document: Document
    draft: Draft
    meeting: Meeting | None
    as_of: AsOf
    later: Draft | None
    stops: tuple[Stop, ...]
    standing: StandingPicture | None
    part: Part
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    problems: int
    first_problem: str
    find: str
    found: Found
    notes: int
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
    def has_meetings(self) -> bool:
        """Whether any meeting dealt with the document."""
        return any(stop.meeting for stop in self.stops)

    @property
    def later_meeting(self) -> Meeting | None:
        """The last meeting that dealt with the document, where that is not the one shown."""
        last = next((stop.meeting for stop in reversed(self.stops) if stop.meeting), None)
        return last if self.meeting and last != self.meeting else None


def document_page(
    moment: Moment,
    user: Reader,
    part: Part,
    *,
    find: str = "",
    hidden: frozenset[str] = frozenset(),
) -> DocumentPage:
    """The page of a part of a text at a moment. The number of queries is constant; what they
    read grows with the part, and where words are sought with the text."""
    places = places_of(find, moment.draft, part) if find else ()
    view = part.view(moment.draft, to_name(places))
    here = {row.id: row.provision for row in part.window.rows}
    among = None if part.is_whole else tuple(here.values())
    words = {one.id: one.words for one in view.provisions if one.id in here}
    lines = lines_of(
        view,
        part.outline.standings,
        {key: tally(counts) for key, counts in part.outline.counts.items() if key in here},
        proposals_on_draft(moment.draft, user, among),
        notes_on(moment.document, user, words),
        hidden,
        part.beside,
    )
    process = process_of(moment.document)
    problems, first = _problems(moment.draft, part)
    return DocumentPage(
        path=path_to(process, moment.document, moment.draft.title),
        process=process,
        document=moment.document,
        draft=moment.draft,
        meeting=moment.meeting,
        as_of=as_of(moment),
        later=later_draft_known(moment.draft, user),
        stops=rail(moment, user),
        standing=picture_of_text(moment, part),
        part=part,
        headings=part.headings(view),
        lines=tuple(line for line in lines if line.provision.id in here),
        problems=problems,
        first_problem=first,
        find=find,
        found=named(places, lines, part),
        notes=count_notes(moment.draft, user),
        may_import=process is not None and may(user, Act.IMPORT, process),
        hidden=hidden,
        may_note=process is not None and user.is_authenticated,
    )


def _problems(draft: Draft, part: Part) -> tuple[int, str]:
    """How many problems the text has, and the address of the first. One query."""
    found = list(Problem.objects.filter(wording__draft=draft).values_list("wording", flat=True))
    among = frozenset(found)
    first = next((row.id for row in part.outline.rows if row.wording in among), "")
    return len(found), part.address(first) if first else ""
