"""A manifest file, read into values."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from negotiation.codes import Code
from negotiation.models import Assignment, Officer, Outcome, Party, Proposal
from tracker.corpus.draft_entries import read_draft, read_lineage
from tracker.corpus.entries import Entry
from tracker.corpus.model import (
    AssignmentEntry,
    BodyEntry,
    DecisionEntry,
    DocumentEntry,
    FacilitationEntry,
    FileEntry,
    LineEntry,
    Manifest,
    MeetingEntry,
    OfficerEntry,
    OutcomeEntry,
    PartyEntry,
    PhaseEntry,
    ProcessEntry,
    ProposalEntry,
    RollingEntry,
    SubmissionEntry,
)
from tracker.corpus.quotes import Quote
from tracker.corpus.refusals import BadManifest


def read_manifest(path: Path) -> Manifest:
    """What the file says.

    :raises BadManifest: when it cannot be read, lacks something, or says something that nobody
        knows; the message names the entry.
    """
    try:
        root = Entry("", tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BadManifest(f"The manifest {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadManifest(f"The manifest {path} is no text in UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadManifest(f"The manifest {path} is no TOML: {error}") from error
    manifest = _manifest(root)
    root.nothing_left()
    return manifest


def _manifest(root: Entry) -> Manifest:
    drafts: dict[str, int] = {}
    outcomes: dict[str, int] = {}
    return Manifest(
        process=_process(root.entry("process")),
        files=tuple(_files(root.entry("file"))),
        phases=tuple(_phase(entry) for entry in root.entries("phase")),
        bodies=tuple(_body(entry) for entry in root.entries("body")),
        meetings=tuple(_meeting(entry) for entry in root.entries("meeting")),
        parties=tuple(_parties(root.entry("parties"))),
        officers=tuple(_officer(entry) for entry in root.entries("officer")),
        outcomes=tuple(_outcome(entry, outcomes) for entry in root.entries("outcome")),
        documents=tuple(_document(entry) for entry in root.entries("document")),
        drafts=tuple(read_draft(entry, drafts) for entry in root.entries("draft")),
        rolling=tuple(_rolling(entry) for entry in root.entries("rolling")),
        lineage=tuple(read_lineage(entry) for entry in root.entries("lineage")),
        decisions=tuple(_decision(entry) for entry in root.entries("decision")),
        assignments=tuple(_assignment(entry) for entry in root.entries("assignment")),
        submissions=tuple(_submission(entry) for entry in root.entries("submission")),
        lines=tuple(_line(entry, order) for order, entry in enumerate(root.entries("line"), 1)),
        facilitations=tuple(
            cell for entry in root.entries("facilitators") for cell in _facilitators(entry)
        ),
    )


def _process(entry: Entry) -> ProcessEntry:
    found = ProcessEntry(entry.text("slug"), entry.text("title"), entry.text_if_any("summary"))
    entry.nothing_left()
    return found


def _files(entry: Entry) -> Iterator[FileEntry]:
    for key in entry.names():
        inner = entry.entry(key)
        yield FileEntry(key, inner.text("name"), inner.text("sha256"))
        inner.nothing_left()


def _phase(entry: Entry) -> PhaseEntry:
    found = PhaseEntry(
        number=entry.number("number"),
        name=entry.text("name"),
        dates_as=entry.text("dates_as"),
        starts_on=entry.day_if_any("starts_on"),
        ends_on=entry.day_if_any("ends_on"),
        note=entry.text_if_any("note"),
    )
    entry.nothing_left()
    return found


def _body(entry: Entry) -> BodyEntry:
    found = BodyEntry(entry.text("slug"), entry.text("name"), entry.number("rank"))
    entry.nothing_left()
    return found


def _meeting(entry: Entry) -> MeetingEntry:
    found = MeetingEntry(
        slug=entry.text("slug"),
        title=entry.text("title"),
        short_title=entry.text("short_title"),
        phase=entry.number_if_any("phase"),
        body=entry.text("body"),
        starts_on=entry.day("starts_on"),
        ends_on=entry.day("ends_on"),
        place=entry.text_if_any("place"),
        note=entry.text_if_any("note"),
    )
    entry.nothing_left()
    return found


def _parties(entry: Entry) -> Iterator[PartyEntry]:
    for name in entry.names():
        if name not in Party.Kind.values:
            raise BadManifest(f"parties: “{name}” is none of {', '.join(Party.Kind.values)}.")
        for party in entry.texts(name):
            yield PartyEntry(party, Party.Kind(name))


def _officer(entry: Entry) -> OfficerEntry:
    found = OfficerEntry(
        entry.choice("office", Officer.Office), entry.text("name"), entry.text_if_any("party")
    )
    entry.nothing_left()
    return found


def _outcome(entry: Entry, numbers: dict[str, int]) -> OutcomeEntry:
    meeting = entry.text("meeting")
    numbers[meeting] = numbers.get(meeting, 0) + 1
    found = OutcomeEntry(
        meeting=meeting,
        number=numbers[meeting],
        kind=entry.choice("kind", Outcome.Kind),
        says=_says(entry),
        due_on=entry.day_if_any("due_on"),
        cutting_on=entry.day_if_any("cutting_on"),
    )
    entry.nothing_left()
    return found


def _document(entry: Entry) -> DocumentEntry:
    found = DocumentEntry(entry.text("slug"), entry.text("title"), entry.text("short_title"))
    entry.nothing_left()
    return found


def _rolling(entry: Entry) -> RollingEntry:
    found = RollingEntry(
        where=entry.where,
        document=entry.text("document"),
        follows=entry.text("follows"),
        meeting=entry.text("meeting"),
        title=entry.text("title"),
    )
    entry.nothing_left()
    return found


def _decision(entry: Entry) -> DecisionEntry:
    found = DecisionEntry(
        where=entry.where,
        meeting=entry.text("meeting"),
        on=entry.day("on"),
        code=entry.choice("code", Code),
        covers=entry.is_said("covers"),
        provisions=entry.texts("provisions"),
        exceptions=entry.texts("exceptions"),
        condition=entry.text_if_any("condition"),
        note=entry.text_if_any("note"),
        contradiction=entry.text_if_any("contradiction"),
        says=_says(entry),
    )
    entry.nothing_left()
    return found


def _assignment(entry: Entry) -> AssignmentEntry:
    found = AssignmentEntry(
        where=entry.where,
        meeting=entry.text("meeting"),
        number=entry.number("number"),
        does=entry.choice("does", Assignment.Does),
        provisions=entry.texts("provisions"),
        result=entry.text_if_any("result"),
        holder=entry.text_if_any("holder"),
        small_group=entry.text_if_any("small_group"),
        due_on=entry.day_if_any("due_on"),
        contradiction=entry.text_if_any("contradiction"),
        says=_says(entry),
    )
    entry.nothing_left()
    return found


def _submission(entry: Entry) -> SubmissionEntry:
    found = SubmissionEntry(
        where=entry.where,
        key=entry.text("key"),
        parties=entry.texts("parties"),
        supporters=entry.texts("supporters"),
        meeting=entry.text_if_any("meeting"),
        title=entry.text("title"),
        symbol=entry.text_if_any("symbol"),
        received_on=entry.day_if_any("received_on"),
        note=entry.text_if_any("note"),
        says=entry.quote_if_any("says"),
        proposals=tuple(
            _proposal(inner, number) for number, inner in enumerate(entry.entries("proposal"), 1)
        ),
    )
    entry.nothing_left()
    return found


def _proposal(entry: Entry, number: int) -> ProposalEntry:
    found = ProposalEntry(
        where=entry.where,
        number=number,
        does=entry.choice("does", Proposal.Does),
        target=entry.text_if_any("target"),
        stands_as=entry.text_if_any("stands_as"),
        says=entry.quote_if_any("says"),
    )
    entry.nothing_left()
    return found


def _line(entry: Entry, order: int) -> LineEntry:
    found = LineEntry(
        where=entry.where,
        code=entry.text("code"),
        title=entry.text("title"),
        parent=entry.text_if_any("parent"),
        order=order,
        proposed=entry.is_said("proposed"),
        section=entry.text_if_any("section"),
    )
    entry.nothing_left()
    return found


def _facilitators(entry: Entry) -> Iterator[FacilitationEntry]:
    according_to, after = entry.text("according_to"), entry.text_if_any("after")
    for inner in entry.within(file=entry.text("file")).entries("line"):
        yield FacilitationEntry(
            where=inner.where,
            according_to=according_to,
            code=inner.text("code"),
            printed=inner.text("printed"),
            parties=inner.texts("parties"),
            inferred=inner.is_said("inferred"),
            says=inner.part_as_quote(after=after),
        )
        inner.nothing_left()
    entry.nothing_left()


def _says(entry: Entry) -> Quote:
    says = entry.quote_if_any("says")
    if says is None:
        raise BadManifest(f"{entry.where} says not where it is printed (“says”).")
    return says
