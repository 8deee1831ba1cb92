"""What happened is announced: one event, chained to the one before, in the transaction of the
write that it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Model

from documents.models import Document, Draft, Edit, Provision
from documents.public_ids import new_public_id
from negotiation.chain import canonical_event, content_of, hash_after
from negotiation.models import Decision, Event, Meeting, Process
from negotiation.signals import announced


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened. ``holds`` are rows that the event vouches for beside its edit or
    decision (with ``exceptions``, the primary keys that the decision excepts). A decision brings
    its own draft, provision and meeting."""

    kind: Event.Kind
    document: Document | None = None
    draft: Draft | None = None
    provision: Provision | None = None
    meeting: Meeting | None = None
    edit: Edit | None = None
    decision: Decision | None = None
    exceptions: Sequence[int] = ()
    holds: Sequence[Model] = ()


def announce(
    process: Process, kind: Event.Kind, *, by: User | None, at: datetime, **subjects: Any
) -> Event:
    """Record that something happened, as the next event of the process, and tell it when it is
    committed. Three queries. To be called inside the transaction of the write.

    :param by: None for whoever runs the machine, in a command.
    :param subjects: the fields of :class:`Happening`.
    """
    return announce_all(process, [Happening(kind, **subjects)], by=by, at=at)[0]


def happening_of(
    decision: Decision, document: Document, exceptions: Sequence[int] = ()
) -> Happening:
    """That a decision was recorded."""
    return Happening(
        Event.Kind.DECIDED, document=document, decision=decision, exceptions=exceptions
    )


@transaction.atomic(savepoint=False)
def announce_all(
    process: Process, happenings: Iterable[Happening], *, by: User | None, at: datetime
) -> list[Event]:
    """:func:`announce` for many things that happened in one act. Three queries for all."""
    happenings = list(happenings)
    if not happenings:
        return []
    head = Process.objects.select_for_update().only("head_seq", "head_hash").get(pk=process.pk)
    seq, previous = head.head_seq, head.head_hash
    events = []
    for happening in happenings:
        seq += 1
        event = _event(process, happening, seq, previous, by, at)
        previous = event.hash
        events.append(event)
    Event.objects.bulk_create(events, batch_size=500)
    Process.objects.filter(pk=process.pk).update(head_seq=seq, head_hash=previous)
    process.head_seq, process.head_hash = seq, previous
    _tell_on_commit(process.pk)
    return events


def _event(
    process: Process,
    happening: Happening,
    seq: int,
    previous: str,
    by: User | None,
    at: datetime,
) -> Event:
    event = Event(
        process=process,
        seq=seq,
        public_id=new_public_id() + new_public_id(),
        kind=happening.kind,
        document=happening.document,
        edit=happening.edit,
        decision=happening.decision,
        **_subjects(happening),
        actor=by,
        at=at,
        previous_hash=previous,
    )
    held = [content_of(row) for row in (happening.edit, *happening.holds) if row is not None]
    if happening.decision is not None:
        held.append(content_of(happening.decision, happening.exceptions))
    event.canonical = canonical_event(event, held)
    event.hash = hash_after(previous, event.canonical)
    return event


def _subjects(happening: Happening) -> dict[str, Any]:
    if (decision := happening.decision) is not None:
        names = ("draft_id", "provision_id", "meeting_id")
        return {name: getattr(decision, name) for name in names}
    return {
        "draft": happening.draft,
        "provision": happening.provision,
        "meeting": happening.meeting,
    }


def _tell_on_commit(process_id: int) -> None:
    """Send the signal once for a transaction, however much it announces."""
    waiting = [tell for _, tell, *_ in connection.run_on_commit]
    is_waiting = any(
        isinstance(tell, partial) and tell.func == _tell and tell.args == (process_id,)
        for tell in waiting
    )
    if not is_waiting:
        transaction.on_commit(partial(_tell, process_id))


def _tell(process_id: int) -> None:
    announced.send_robust(sender=Event, process=process_id)
