"""What a manifest says: values. Provisions are named by a key that begins with the slug of
their document, parties by their name, everything else by slug or number."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bracketed.model import Kind, Role
from documents.models import Draft, Lineage, Wording
from negotiation.codes import Code
from negotiation.models import Assignment, Officer, Outcome, Party, Proposal
from tracker.corpus.quotes import Quote


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file beside the manifest, and what its bytes hash to."""

    key: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ProcessEntry:
    slug: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class PhaseEntry:
    number: int
    name: str
    dates_as: str
    starts_on: date | None
    ends_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class BodyEntry:
    slug: str
    name: str
    rank: int


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    slug: str
    title: str
    short_title: str
    phase: int | None
    body: str
    starts_on: date
    ends_on: date
    place: str
    note: str


@dataclass(frozen=True, slots=True)
class PartyEntry:
    name: str
    kind: Party.Kind


@dataclass(frozen=True, slots=True)
class OfficerEntry:
    office: Officer.Office
    name: str
    party: str


@dataclass(frozen=True, slots=True)
class OutcomeEntry:
    """``number`` is its place among the outcomes of the meeting."""

    meeting: str
    number: int
    kind: Outcome.Kind
    says: Quote
    due_on: date | None
    cutting_on: date | None


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    slug: str
    title: str
    short_title: str


@dataclass(frozen=True, slots=True)
class ProvisionEntry:
    """A provision of a draft that the manifest lists. Of ``line``, ``words`` and
    ``instruction`` at most one is said: the line that begins so, these words exactly, or words
    that are printed in place of a text. None: nothing of it is printed."""

    where: str
    key: str
    parent: str | None
    kind: Kind
    role: Role = Role.TEXT
    line: str = ""
    words: str = ""
    instruction: str = ""
    label: str = ""
    number: str = ""
    code: str = ""
    heading: str = ""
    symbol: str = ""
    coverage: Wording.Coverage = Wording.Coverage.WHOLE


@dataclass(frozen=True, slots=True)
class SlotEntry:
    """A place that a text does not print and for which provisions of it compete."""

    where: str
    key: str
    parent: str | None
    kind: Kind
    heading: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """A draft. ``read``: the program reads this passage by itself, ``names`` gives keys to the
    provisions that begin with the words beside them, and ``slots`` are added. Else
    ``provisions`` lists them, in ``passages`` or, without these, each in a passage of its own
    from ``file``."""

    where: str
    key: str
    document: str
    number: int
    title: str
    symbol: str
    issued_on: date | None
    issued_as: str
    as_of: date | None
    as_of_note: str
    extent: Draft.Extent
    file: str
    read: Quote | None
    passages: tuple[Quote, ...]
    provisions: tuple[ProvisionEntry, ...]
    names: tuple[tuple[str, str], ...]
    slots: tuple[SlotEntry, ...]
    tabled: tuple[str, ...]
    proposed: tuple[str, ...]
    result_of: str
    tags_by: str


@dataclass(frozen=True, slots=True)
class LineageEntry:
    where: str
    draft: str
    earlier: tuple[str, ...]
    later: str
    kind: Lineage.Kind
    basis: Lineage.Basis
    certainty: float | None
    note: str


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    where: str
    meeting: str
    on: date
    code: Code
    covers: bool
    provisions: tuple[str, ...]
    exceptions: tuple[str, ...]
    condition: str
    note: str
    contradiction: str
    says: Quote


@dataclass(frozen=True, slots=True)
class AssignmentEntry:
    where: str
    meeting: str
    number: int
    does: Assignment.Does
    provisions: tuple[str, ...]
    result: str
    holder: str
    small_group: str
    due_on: date | None
    contradiction: str
    says: Quote


@dataclass(frozen=True, slots=True)
class ProposalEntry:
    where: str
    number: int
    does: Proposal.Does
    target: str
    stands_as: str
    says: Quote | None


@dataclass(frozen=True, slots=True)
class SubmissionEntry:
    where: str
    key: str
    parties: tuple[str, ...]
    supporters: tuple[str, ...]
    meeting: str
    title: str
    symbol: str
    received_on: date | None
    note: str
    says: Quote | None
    proposals: tuple[ProposalEntry, ...]


@dataclass(frozen=True, slots=True)
class LineEntry:
    """An action line; ``section`` is the provision under whose heading it is negotiated."""

    where: str
    code: str
    title: str
    parent: str
    order: int
    proposed: bool
    section: str


@dataclass(frozen=True, slots=True)
class FacilitationEntry:
    """One cell of a list of facilitators."""

    where: str
    according_to: str
    code: str
    printed: str
    parties: tuple[str, ...]
    inferred: bool
    says: Quote


@dataclass(frozen=True, slots=True)
class RollingEntry:
    """A rolling text that is left open: at a meeting, from an issued draft (its key)."""

    where: str
    document: str
    follows: str
    meeting: str
    title: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A process as one file tells it."""

    process: ProcessEntry
    files: tuple[FileEntry, ...] = ()
    phases: tuple[PhaseEntry, ...] = ()
    bodies: tuple[BodyEntry, ...] = ()
    meetings: tuple[MeetingEntry, ...] = ()
    parties: tuple[PartyEntry, ...] = ()
    officers: tuple[OfficerEntry, ...] = ()
    outcomes: tuple[OutcomeEntry, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()
    drafts: tuple[DraftEntry, ...] = ()
    rolling: tuple[RollingEntry, ...] = ()
    lineage: tuple[LineageEntry, ...] = ()
    decisions: tuple[DecisionEntry, ...] = ()
    assignments: tuple[AssignmentEntry, ...] = ()
    submissions: tuple[SubmissionEntry, ...] = ()
    lines: tuple[LineEntry, ...] = ()
    facilitations: tuple[FacilitationEntry, ...] = field(default=())
