"""Whether the record agrees with itself: the chain of events, and the rows it vouches for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from documents.freezing import missing_guards
from documents.models import Draft, Edit, Lineage
from documents.queries import check_editing
from negotiation.chain import (
    HELD,
    Content,
    canonical_event,
    content_of,
    contents_of,
    hash_after,
)
from negotiation.models import Decision, Event, Process, Publication

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the record that is not as it was written. ``where`` names the process, draft
    or table."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def check_record() -> Iterator[Finding]:
    """What was changed behind the program's back: guards that are not in place, events, the rows
    that events vouch for, edits and issued drafts. One process after another."""
    for name in missing_guards():
        yield Finding(
            _("database"),
            _("It does not refuse what “%(guard)s” should refuse; run “migrate”.")
            % {"guard": name},
        )
    for process in Process.objects.order_by("id"):
        yield from _check_chain(process)
        yield from _check_heads(process)
    yield from _check_announced()
    for found in check_editing():
        place = _("draft %(draft)s") % {"draft": found.draft}
        if found.edit is not None:
            place = _("draft %(draft)s, edit %(edit)d") % {"draft": found.draft, "edit": found.edit}
        yield Finding(place, found.message)


def _check_chain(process: Process) -> Iterator[Finding]:
    previous, expected = "", 1
    waiting: list[tuple[Event, tuple[Content, ...]]] = []
    for event in Event.objects.filter(process=process).order_by("seq").iterator(_AT_ONCE):
        if event.seq != expected:
            yield _of(process, event, _("The events before it are missing."))
        elif event.previous_hash != previous:
            yield _of(process, event, _("It does not follow the event before it."))
        held = contents_of(event)
        if event.canonical != canonical_event(event, held):
            yield _of(process, event, _("It says something else than what was hashed."))
        elif event.hash != hash_after(event.previous_hash, event.canonical):
            yield _of(process, event, _("Its hash is not that of what it says."))
        previous, expected = event.hash, event.seq + 1
        waiting.append((event, held))
        if len(waiting) == _AT_ONCE:
            yield from _check_contents(process, waiting)
            waiting = []
    yield from _check_contents(process, waiting)
    if (process.head_seq, process.head_hash) != (expected - 1, previous):
        yield Finding(process.slug, _("Its last events are missing, or too many."))


def _check_contents(
    process: Process, events: Iterable[tuple[Event, tuple[Content, ...]]]
) -> Iterator[Finding]:
    """Hold the rows against what the events say of them."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for _event, held in events:
        for table, pk, _found in held:
            wanted[table].add(pk)
    present = {content[:2]: content[2] for content in _contents(wanted)}
    for event, held in events:
        for table, pk, found in held:
            name = HELD[table]._meta.verbose_name if table in HELD else table
            if (table, pk) not in present:
                yield _of(
                    process, event, _("The %(row)s it tells of is not there.") % {"row": name}
                )
            elif present[table, pk] != found:
                yield _of(
                    process,
                    event,
                    _("The %(row)s it tells of is not what was recorded.") % {"row": name},
                )


def _contents(wanted: dict[str, set[int]]) -> Iterator[Content]:
    for table, pks in wanted.items():
        model: type[Model] | None = HELD.get(table)
        if model is None:
            continue
        rows: QuerySet[Model] = QuerySet(model).filter(pk__in=pks)
        if model is Decision:
            rows = rows.prefetch_related("exceptions")
        for row in rows:
            excepted = [one.pk for one in row.exceptions.all()] if isinstance(row, Decision) else ()
            yield content_of(row, excepted)


def _check_heads(process: Process) -> Iterator[Finding]:
    """The head that an issued draft prints is still in the chain: whoever cuts off the end of
    it, and the head with it, cannot unprint that."""
    drafts = Draft.objects.filter(document__mandate__process=process).exclude(record="")
    hashes = dict(Event.objects.filter(process=process).values_list("seq", "hash"))
    for draft in drafts:
        seq, _space, found = draft.record.partition(" ")
        if not seq.isdecimal() or (int(seq) and hashes.get(int(seq)) != found):
            yield Finding(
                process.slug,
                _("“%(draft)s” was issued on a record that is not this one.") % {"draft": draft},
            )


def _check_announced() -> Iterator[Finding]:
    """Every edit and decision has its event; publications and lineage one that vouches for them."""
    for model in (Edit, Decision):
        number = QuerySet(model).filter(event=None).count()
        if number:
            yield _unannounced(model, number)
    for vouched in (Publication, Lineage):
        table = vouched._meta.label_lower
        told: set[int] = set()
        for event in Event.objects.filter(canonical__contains=table).iterator(_AT_ONCE):
            told.update(pk for name, pk, _found in contents_of(event) if name == table)
        untold = set(QuerySet(vouched).values_list("pk", flat=True)) - told
        if untold:
            yield _unannounced(vouched, len(untold))


def _unannounced(model: type[Model], number: int) -> Finding:
    return Finding(
        str(model._meta.verbose_name_plural),
        _("%(number)d of them were never announced.") % {"number": number},
    )


def _of(process: Process, event: Event, message: str) -> Finding:
    where = _("%(process)s, event %(seq)d") % {"process": process.slug, "seq": event.seq}
    return Finding(where, message)
