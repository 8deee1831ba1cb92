"""What is under way: processes, their phases and meetings, and how much is agreed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.lists import in_a_row, listed
from documents.models import Document, Draft
from negotiation.models import Mandate, Meeting, Officer, Party, Phase, Process, Submission, Tabling
from negotiation.queries import (
    Matrix,
    matrices,
    visible_documents,
    visible_drafts,
    visible_meetings,
)
from tracker.pictures.drafts import DraftsPicture, drafts_picture
from tracker.queries.brackets import open_brackets
from tracker.queries.moment import Reader
from tracker.queries.places import Place
from tracker.queries.sent import visible_submissions
from tracker.queries.standing_picture import StandingPicture, picture_of


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A phase with the meetings in it; without a phase, those that belong to none."""

    phase: Phase | None
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with its latest text, how much of it is agreed, and its open brackets from draft
    to draft where they are asked for."""

    document: Document
    draft: Draft | None
    standing: StandingPicture | None
    brackets: DraftsPicture | None

    @property
    def open(self) -> int | None:
        """How many provisions are not agreed, where any status is on record."""
        tally = self.standing.tally if self.standing else None
        return tally.total - tally.agreed if tally and tally.total else None


@dataclass(frozen=True, slots=True)
class ProcessView:
    """A process with its documents and its calendar; ``now`` is the meeting that is under way,
    or else the last that was."""

    process: Process
    now: Meeting | None
    papers: tuple[Paper, ...]
    phases: tuple[PhaseView, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """All processes."""

    path: tuple[Place, ...]
    processes: tuple[ProcessView, ...]


@dataclass(frozen=True, slots=True)
class ProcessPage:
    """One process, with its people."""

    path: tuple[Place, ...]
    view: ProcessView
    officers: tuple[Officer, ...]
    bodies: tuple[str, ...]
    parties: tuple[Party, ...]
    submissions: tuple[Submission, ...]


def home_page(user: Reader) -> HomePage:
    """All processes, in a constant number of queries."""
    processes = Process.objects.order_by("id")
    return HomePage(path=(), processes=tuple(_views(processes, user)))


def find_process(slug: str) -> Process:
    """:raises Http404: naming the processes there are."""
    found = Process.objects.filter(slug=slug).first()
    if found is None:
        known = listed(Process.objects.order_by("slug").values_list("slug", flat=True)[:8])
        hint = _("There are: %(known)s.") % {"known": known} if known else ""
        said = _("There is no process “%(slug)s”.") % {"slug": slug}
        raise Http404(in_a_row(said, hint))
    return found


def process_page(process: Process, user: Reader) -> ProcessPage:
    """A process, in a constant number of queries."""
    return ProcessPage(
        path=(Place(process.title),),
        view=next(iter(_views([process], user, with_brackets=True))),
        officers=tuple(process.officers.select_related("party").order_by("office", "id")),
        bodies=tuple(process.bodies.order_by("-rank").values_list("name", flat=True)),
        parties=tuple(Party.objects.filter(positions__submission__process=process).distinct()),
        submissions=tuple(visible_submissions(user).filter(process=process)),
    )


def _views(
    processes: Iterable[Process], user: Reader, *, with_brackets: bool = False
) -> Iterable[ProcessView]:
    processes = list(processes)
    mandates = list(
        Mandate.objects.filter(process__in=processes, document__in=visible_documents(user))
        .select_related("document")
        .prefetch_related(Prefetch("document__drafts", _texts(user), "seen_drafts"))
        .order_by("order", "id")
    )
    meetings = list(visible_meetings(user).filter(process__in=processes).select_related("body"))
    phases = list(Phase.objects.filter(process__in=processes).order_by("number"))
    records = matrices([mandate.document for mandate in mandates], user)
    held = [draft for mandate in mandates for draft in _held(mandate.document)]
    brackets = open_brackets(held) if with_brackets else None
    for process in processes:
        yield ProcessView(
            process=process,
            now=_now([meeting for meeting in meetings if meeting.process_id == process.pk]),
            papers=tuple(
                _paper(mandate.document, records[mandate.document_id], brackets)
                for mandate in mandates
                if mandate.process_id == process.pk
            ),
            phases=tuple(
                _phases(
                    [phase for phase in phases if phase.process_id == process.pk],
                    [meeting for meeting in meetings if meeting.process_id == process.pk],
                )
            ),
        )


def _texts(user: Reader) -> QuerySet[Draft]:
    """The drafts that are texts of their document, and no party's proposal."""
    proposed = Tabling.objects.filter(as_a=Tabling.AsA.PROPOSAL).values("draft")
    return visible_drafts(user).exclude(pk__in=proposed).order_by("number")


def _held(document: Document) -> list[Draft]:
    drafts: list[Draft] = document.seen_drafts  # type: ignore[attr-defined]
    return [draft for draft in drafts if draft.extent != Draft.Extent.OUTLINE]


def _paper(document: Document, record: Matrix, brackets: Mapping[int, int] | None) -> Paper:
    held = _held(document)
    known: list[Draft] = held or document.seen_drafts  # type: ignore[attr-defined]
    return Paper(
        document=document,
        draft=next(reversed(known), None),
        standing=picture_of(record),
        brackets=drafts_picture(held, brackets) if brackets is not None else None,
    )


def _now(meetings: Sequence[Meeting]) -> Meeting | None:
    """Of meetings in their order."""
    today = timezone.localdate()
    begun = [one for one in meetings if one.starts_on <= today]
    under_way = [one for one in begun if one.state == Meeting.State.OPEN]
    return next(reversed(under_way or begun), None)


def _phases(phases: Sequence[Phase], meetings: Sequence[Meeting]) -> Iterable[PhaseView]:
    for phase in phases:
        yield PhaseView(phase, tuple(one for one in meetings if one.phase_id == phase.pk))
    others = tuple(one for one in meetings if one.phase_id is None)
    if others:
        yield PhaseView(None, others)
