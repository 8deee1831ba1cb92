"""The drafts of a manifest made into plans of the documents room. Pure but for the provisions
that other documents have already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bracketed import read_outline
from bracketed.model import Role
from documents.models import Document, Draft
from documents.plans import (
    DraftPlan,
    LineagePlan,
    PassagePlan,
    WordingPlan,
    plan_wordings,
    rank_anew,
)
from tracker.corpus.desk import Desk
from tracker.corpus.keys import name_wordings
from tracker.corpus.listed import plan_listed, quote_of
from tracker.corpus.model import DraftEntry, LineageEntry, SlotEntry
from tracker.corpus.quotes import Stretch, to_line_end
from tracker.corpus.refusals import BadManifest


def plan_draft(
    entry: DraftEntry,
    document: Document,
    follows: Draft | None,
    lineage: Sequence[LineageEntry],
    desk: Desk,
) -> DraftPlan:
    """The plan of a draft with the lineage that the manifest states for it.

    :raises BadManifest: when it quotes what is not there.
    """
    passages = _passages(entry, desk)
    stream = "".join(desk.texts[file][start:end] for file, start, end in passages)
    wordings = _read(entry, stream) if entry.read else plan_listed(entry, stream)
    return DraftPlan(
        document=document,
        number=entry.number,
        title=entry.title,
        passages=tuple(PassagePlan(desk.sources[file], s, e) for file, s, e in passages),
        wordings=wordings,
        lineage=tuple(_lineage(lineage, {plan.key for plan in wordings}, desk)),
        symbol=entry.symbol,
        issued_on=entry.issued_on,
        issued_as=entry.issued_as,
        as_of=entry.as_of,
        as_of_note=entry.as_of_note,
        extent=entry.extent,
        follows=follows,
        public_key=f"draft {entry.key}",
    )


def _passages(entry: DraftEntry, desk: Desk) -> list[tuple[str, int, int]]:
    """The passages of a draft, each to the end of its last line where only white space is
    left there, so that one begins on a line of its own where the one before ends."""
    quotes = [entry.read] if entry.read else list(entry.passages)
    if not quotes:
        quotes = [q for p in entry.provisions if (q := quote_of(p, entry.file)) is not None]
    places = []
    for quote in quotes:
        text, start, end = desk.place(quote)
        if quote.stretch is not Stretch.WHOLE:
            end = to_line_end(text, end)
        places.append((quote.file, start, end))
    return places


def _read(entry: DraftEntry, stream: str) -> tuple[WordingPlan, ...]:
    plans = name_wordings(plan_wordings(read_outline(stream)), entry)
    for slot in entry.slots:
        plans = _open_slot(plans, slot)
    return plans


def _open_slot(plans: Sequence[WordingPlan], slot: SlotEntry) -> tuple[WordingPlan, ...]:
    """The same plans with an unprinted place before its first alternative.

    :raises BadManifest: when there is no such alternative."""
    missing = set(slot.alternatives) - {plan.key for plan in plans}
    if missing:
        raise BadManifest(f"{slot.where}: no provision is called “{min(missing)}”.")
    opened: list[WordingPlan] = []
    for plan in plans:
        if plan.key == slot.alternatives[0]:
            opened.append(
                WordingPlan(
                    key=slot.key,
                    public_key=slot.key,
                    kind=slot.kind,
                    parent=slot.parent,
                    rank="",
                    heading=slot.heading,
                )
            )
        is_alternative = plan.key in slot.alternatives
        opened.append(
            replace(plan, parent=slot.key, role=Role.ALTERNATIVE) if is_alternative else plan
        )
    return rank_anew(opened)


def _lineage(entries: Sequence[LineageEntry], own: set[str], desk: Desk) -> list[LineagePlan]:
    return [
        LineagePlan(
            earlier=key if key in own else desk.provision(key, entry.where),
            later=entry.later if entry.later in own else desk.provision(entry.later, entry.where),
            kind=entry.kind,
            basis=entry.basis,
            certainty=entry.certainty,
            note=entry.note,
            ref=f"{entry.draft}: {key} → {entry.later}",
        )
        for entry in entries
        for key in entry.earlier
    ]
