"""Entries are written: of wordings, decisions and proposals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from documents.models import LIVE, Draft, Wording
from documents.queries.places import descendants, with_ancestors
from negotiation.models import Decision, Proposal
from tracker.models import SearchEntry
from tracker.search.parts import Part, part_of, parts_of, runs_of
from tracker.search.tokens import row_of, tokens

_KIND = SearchEntry.Kind
_AT_ONCE: Final = 500
#: Between two texts, so that no phrase runs from one into the other: no word is written so.
_GAP: Final = " ¶ "


@transaction.atomic
def rebuild() -> int:
    """Make the whole index anew; give how many entries it has."""
    SearchEntry.objects.all().delete()
    index_drafts(Draft.objects.all())
    index_decisions(Decision.objects.all())
    index_proposals(Proposal.objects.all())
    return SearchEntry.objects.count()


def index_drafts(drafts: Iterable[Draft]) -> None:
    """Write the entries of whole drafts anew. Five queries a draft, and those that write."""
    for draft in drafts:
        SearchEntry.objects.filter(kind=_KIND.TEXT, draft=draft).delete()
        wordings = list(Wording.objects.filter(draft=draft).order_by("id"))
        by_provision = {wording.provision_id: wording for wording in wordings}
        _write(_of_wordings(draft, wordings, by_provision))


def index_wordings(draft: Draft, provisions: Collection[int]) -> None:
    """Write the entries of these provisions in a draft anew, and of what stands under one that
    came or moved, without reading the rest of it."""
    tree = with_ancestors(draft, provisions)
    places = paths(tree)
    ours = SearchEntry.objects.filter(kind=_KIND.TEXT, draft=draft)
    before = dict(ours.filter(provision__in=provisions).values_list("provision", "place"))
    moved = [key for key in provisions if key in tree and before.get(key) != places[key]]
    tree |= {wording.provision_id: wording for wording in descendants(draft, moved)}
    touched = {key for key in tree if key in provisions or key not in places}
    ours.filter(provision__in=touched | set(provisions)).delete()
    _write(_of_wordings(draft, [tree[key] for key in sorted(touched)], tree))


def index_decisions(decisions: QuerySet[Decision]) -> None:
    """Write the entries of decisions with words of their own. A decision is never changed."""
    SearchEntry.objects.filter(decision__in=decisions.values("pk")).delete()
    _write(_of_decision(one) for one in decisions.select_related("provision"))


def index_proposals(proposals: QuerySet[Proposal]) -> None:
    """Write the entries of proposals with words of their own; those of one that stands in a
    draft are found there. A proposal is never changed."""
    SearchEntry.objects.filter(proposal__in=proposals.values("pk")).delete()
    _write(_of_proposal(one) for one in proposals.select_related("submission", "target"))


def said_by(decision: Decision) -> tuple[Part, ...]:
    """What is searched of a decision."""
    said = (decision.condition, decision.note, decision.contradiction)
    return tuple(part for text in said for part in part_of(text))


def paths(tree: Mapping[int, Wording]) -> Mapping[int, str]:
    """By provision: the ranks from the top down to it. Compared as text, byte by byte, they are
    the reading order."""
    found: dict[int, str] = {}
    for key in tree:
        way = [key]
        while way[-1] not in found and (above := tree[way[-1]].parent_id) in tree:
            assert above is not None
            way.append(above)
        for step in reversed(way):
            wording = tree[step]
            over = found.get(wording.parent_id or 0, "")
            found[step] = f"{over}/{wording.rank}" if over else wording.rank
    return found


def _of_wordings(
    draft: Draft, wordings: Sequence[Wording], tree: Mapping[int, Wording]
) -> Iterator[SearchEntry]:
    runs = runs_of([wording.pk for wording in wordings])
    places = paths(tree)
    for wording in wordings:
        # what was withdrawn from a rolling text is printed nowhere
        if wording.start is None and wording.disposition not in LIVE:
            continue
        yield _entry(
            _KIND.TEXT,
            parts_of(wording, runs.get(wording.pk, ())),
            family=f"provision {wording.provision_id}",
            wording=wording,
            document_id=draft.document_id,
            draft=draft,
            provision_id=wording.provision_id,
            on=_day_of(draft),
            place=places[wording.provision_id],
        )


def _of_decision(decision: Decision) -> SearchEntry:
    return _entry(
        _KIND.DECISION,
        said_by(decision),
        family=f"decision {decision.pk}",
        decision=decision,
        document_id=decision.provision.document_id,
        draft_id=decision.draft_id,
        provision_id=decision.provision_id,
        on=decision.taken_on,
    )


def _of_proposal(proposal: Proposal) -> SearchEntry:
    return _entry(
        _KIND.PROPOSAL,
        part_of(proposal.text),
        family=f"proposal {proposal.pk}",
        proposal=proposal,
        document_id=proposal.target.document_id if proposal.target else None,
        provision_id=proposal.target_id,
        on=proposal.submission.received_on,
    )


def _entry(kind: SearchEntry.Kind, parts: Sequence[Part], **fields: object) -> SearchEntry:
    inside = [part.text[start:end] for part in parts for start, end in part.disputed]
    return SearchEntry(
        kind=kind,
        words=_GAP.join(row_of(tokens(part.text)) for part in parts),
        disputed=_GAP.join(row_of(tokens(text)) for text in inside),
        **fields,
    )


def _day_of(draft: Draft) -> date | None:
    if draft.state == Draft.State.ROLLING:
        return draft.written_at.date() if draft.written_at else None
    return draft.issued_on or draft.as_of


def _write(entries: Iterable[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        (entry for entry in entries if entry.words.strip(_GAP)), batch_size=_AT_ONCE
    )
