"""What a manifest records beside the texts: outcomes, decisions, work given out, submissions,
action lines and their facilitators. Each has a name that makes a second run find it."""

from __future__ import annotations

from collections.abc import Iterable

from actionlines import actions as actionlines
from actionlines.models import ActionLine
from negotiation import actions as negotiation
from negotiation.models import Decision, Position
from tracker.corpus.desk import Desk, said_by
from tracker.corpus.model import (
    AssignmentEntry,
    DecisionEntry,
    FacilitationEntry,
    LineEntry,
    OutcomeEntry,
    SubmissionEntry,
)
from tracker.corpus.refusals import BadManifest


def record_outcomes(entries: Iterable[OutcomeEntry], desk: Desk) -> None:
    """Record principles, deadlines and notes of meetings, in the words of the record."""
    for entry in entries:
        where = entry.says.where
        with said_by(where):
            negotiation.record_outcome(
                desk.meeting(entry.meeting, where),
                number=entry.number,
                kind=entry.kind,
                text=desk.words(entry.says),
                due_on=entry.due_on,
                cutting_on=entry.cutting_on,
                passage=desk.passage(entry.says),
                by=desk.by,
            )


def record_decisions(entries: Iterable[DecisionEntry], desk: Desk) -> None:
    """Record the statuses that reports state, one decision for each provision.

    :raises BadManifest: when a meeting gives a provision one status twice: the second, with
        its own conditions, would be taken for the first.
    """
    stated: dict[str, str] = {}
    for entry in entries:
        for key in entry.provisions:
            ref = f"{desk.process.slug}: {entry.meeting} {entry.code} {key}"
            if ref in stated:
                raise BadManifest(f"{entry.where}: {stated[ref]} says this of “{key}” already.")
            stated[ref] = entry.where
            with said_by(entry.where):
                negotiation.decide(
                    desk.provision(key, entry.where),
                    entry.code,
                    meeting=desk.meeting(entry.meeting, entry.where),
                    covers=entry.covers,
                    exceptions=[desk.provision(each, entry.where) for each in entry.exceptions],
                    condition=entry.condition,
                    note=entry.note,
                    contradiction=entry.contradiction,
                    taken_on=entry.on,
                    basis=Decision.Basis.STATED,
                    passage=desk.passage(entry.says),
                    ref=ref,
                    by=desk.by,
                )


def record_assignments(entries: Iterable[AssignmentEntry], desk: Desk) -> None:
    """Record the work that meetings gave out."""
    for entry in entries:
        where = entry.where
        with said_by(where):
            negotiation.assign(
                desk.meeting(entry.meeting, where),
                number=entry.number,
                does=entry.does,
                text=desk.words(entry.says),
                provisions=[desk.provision(key, where) for key in entry.provisions],
                result=desk.provision(entry.result, where) if entry.result else None,
                holder=desk.party(entry.holder, where) if entry.holder else None,
                small_group=entry.small_group,
                due_on=entry.due_on,
                contradiction=entry.contradiction,
                passage=desk.passage(entry.says),
                ref=f"{desk.process.slug}: {entry.meeting} assignment {entry.number}",
                by=desk.by,
            )


def record_submissions(entries: Iterable[SubmissionEntry], desk: Desk) -> None:
    """Record what parties sent, what they propose in it, and who supports it."""
    for entry in entries:
        with said_by(entry.where):
            _record_submission(entry, desk)


def _record_submission(entry: SubmissionEntry, desk: Desk) -> None:
    where, ref = entry.where, f"{desk.process.slug}: {entry.key}"
    parties = [desk.party(name, where) for name in entry.parties]
    submission = negotiation.submit(
        desk.process,
        title=entry.title,
        parties=parties,
        ref=ref,
        meeting=desk.meeting(entry.meeting, where) if entry.meeting else None,
        symbol=entry.symbol,
        received_on=entry.received_on,
        passage=desk.passage(entry.says) if entry.says else None,
        note=entry.note,
        by=desk.by,
    )
    for proposal in entry.proposals:
        negotiation.propose(
            submission,
            number=proposal.number,
            does=proposal.does,
            target=desk.provision(proposal.target, where) if proposal.target else None,
            stands_as=desk.provision(proposal.stands_as, where) if proposal.stands_as else None,
            text=desk.words(proposal.says) if proposal.says else "",
            passage=desk.passage(proposal.says) if proposal.says else None,
            ref=f"{ref}/{proposal.number}",
            by=desk.by,
        )
    supporters = [desk.party(name, where) for name in entry.supporters]
    stances = [(party, Position.Stance.PROPOSES) for party in parties]
    stances += [(party, Position.Stance.SUPPORTS) for party in supporters]
    for party, stance in stances:
        negotiation.take_position(
            submission, party=party, stance=stance, taken_on=entry.received_on, by=desk.by
        )


def record_lines(entries: Iterable[LineEntry], desk: Desk) -> None:
    """Record the action lines and the headings under which they are negotiated."""
    lines: dict[str, ActionLine] = {}
    for entry in entries:
        if entry.parent and entry.parent not in lines:
            raise BadManifest(f"{entry.where}: no line before it is called “{entry.parent}”.")
        with said_by(entry.where):
            lines[entry.code] = actionlines.add_line(
                desk.process,
                code=entry.code,
                title=entry.title,
                order=entry.order,
                parent=lines.get(entry.parent),
                proposed=entry.proposed,
                by=desk.by,
            )
            if entry.section:
                section = desk.provision(entry.section, entry.where)
                actionlines.link_section(lines[entry.code], section, by=desk.by)


def record_facilitations(entries: Iterable[FacilitationEntry], desk: Desk) -> None:
    """Record who facilitates the lines according to each list."""
    lines = {line.code: line for line in ActionLine.objects.filter(process=desk.process)}
    for entry in entries:
        if entry.code not in lines:
            raise BadManifest(f"{entry.where}: there is no action line “{entry.code}”.")
        with said_by(entry.where):
            actionlines.record_facilitation(
                lines[entry.code],
                [desk.party(name, entry.where) for name in entry.parties],
                according_to=entry.according_to,
                printed=entry.printed,
                passage=desk.passage(entry.says),
                inferred=entry.inferred,
                by=desk.by,
            )
