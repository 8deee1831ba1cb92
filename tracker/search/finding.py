"""What a search finds, as it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from documents.models import Draft, Wording
from negotiation.models import Meeting
from tracker.models import SearchEntry
from tracker.queries.labels import shown_label
from tracker.queries.moment import Reader
from tracker.queries.names import Name, names_of
from tracker.search.asking import Asked, Sought, read_query
from tracker.search.choices import Choices, check, choices_for, scope_of
from tracker.search.excerpts import Excerpt, excerpt
from tracker.search.indexing import said_by
from tracker.search.matching import PAGE, matches
from tracker.search.parts import Part, Run, part_of, parts_of, runs_of

_KIND = SearchEntry.Kind


@dataclass(frozen=True, slots=True)
class Hit:
    """A result. ``id`` is the public id of its provision, empty of a proposal for something new;
    ``others`` is in how many other drafts that the reader may see its words stand. A decision
    has a ``meeting`` or a draft and a ``code``, a proposal what it was ``sent`` in and by whom."""

    kind: str
    id: str
    label: str
    title: str
    within: str
    role: str
    document: str
    document_slug: str
    draft: Draft | None
    meeting: Meeting | None
    on: date | None
    others: int
    excerpt: Excerpt
    code: str
    is_corrected: bool
    sent: str
    parties: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results of a search, and what it could be narrowed to."""

    asked: Asked
    sought: Sought
    choices: Choices
    total: int
    hits: tuple[Hit, ...]

    @property
    def first(self) -> int:
        """The place of the first result shown, counted from 1."""
        return (self.asked.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """The place of the last result shown."""
        return self.first + len(self.hits) - 1

    @property
    def pages(self) -> int:
        """How many pages of results there are."""
        return -(-self.total // PAGE)


def find(asked: Asked, user: Reader) -> Found:
    """Look for it: a constant number of queries.

    :raises Http404: for a filter by something that is not there.
    """
    choices = choices_for(user)
    check(asked, choices)
    sought = read_query(asked.q)
    if not sought.phrases:
        return Found(asked, sought, choices, 0, ())
    total, matched = matches(asked, sought, scope_of(asked, choices, user), user)
    entries = _entries([match.entry for match in matched])
    reading = _Reading(list(entries.values()), asked, sought, user)
    hits = tuple(reading.hit(entries[match.entry], match.others) for match in matched)
    return Found(asked, sought, choices, total, hits)


def _entries(keys: Sequence[int]) -> Mapping[int, SearchEntry]:
    return (
        SearchEntry.objects.select_related(
            "wording__provision",
            "draft__document",
            "document",
            "provision",
            "decision__meeting",
            "decision__corrected_by",
            "proposal__submission__meeting",
        )
        .prefetch_related("proposal__submission__parties")
        .defer("words", "disputed")
        .in_bulk(keys)
    )


class _Reading:
    """Entries read for showing; two queries for all of them."""

    def __init__(
        self, entries: Sequence[SearchEntry], asked: Asked, sought: Sought, user: Reader
    ) -> None:
        self.asked, self.sought = asked, sought
        wordings = [entry.wording for entry in entries if entry.wording]
        self.runs: Mapping[int, list[Run]] = runs_of([wording.pk for wording in wordings])
        about = {entry.provision_id for entry in entries if entry.kind != _KIND.TEXT}
        about |= {wording.parent_id for wording in wordings}
        self.names: Mapping[int, Name] = names_of([key for key in about if key], user)

    def hit(self, entry: SearchEntry, others: int) -> Hit:
        """An entry as it is shown."""
        decision, proposal, wording = entry.decision, entry.proposal, entry.wording
        name = self.names.get(entry.provision_id or 0)
        over = self.names.get(wording.parent_id or 0) if wording else None
        submission = proposal.submission if proposal else None
        meeting = decision.meeting if decision else submission.meeting if submission else None
        return Hit(
            kind=entry.kind,
            id=entry.provision.public_id if entry.provision else "",
            label=_label(wording) if wording else name.label if name else "",
            title=_plain(wording.heading) if wording else name.title if name else "",
            within=str(over) if over else "",
            role=wording.role if wording else "",
            document=entry.document.short_title if entry.document else "",
            document_slug=entry.document.slug if entry.document else "",
            draft=entry.draft,
            meeting=meeting,
            on=entry.on,
            others=others,
            excerpt=excerpt(self._parts(entry), self.sought.phrases, inside=self.asked.inside),
            code=decision.code if decision else "",
            is_corrected=bool(decision and getattr(decision, "corrected_by", None)),
            sent=submission.title if submission else "",
            parties=tuple(party.name for party in submission.parties.all()) if submission else (),
            address=_address(entry),
        )

    def _parts(self, entry: SearchEntry) -> tuple[Part, ...]:
        if entry.wording:
            return parts_of(entry.wording, self.runs.get(entry.wording.pk, ()))
        if entry.decision:
            return said_by(entry.decision)
        return part_of(entry.proposal.text) if entry.proposal else ()


def _label(wording: Wording) -> str:
    return shown_label(
        code=wording.code, number=wording.number, label=wording.label, heading=wording.heading
    )


def _plain(heading: str) -> str:
    return " ".join(heading.replace("[", "").replace("]", "").split())


def _address(entry: SearchEntry) -> str:
    if entry.provision is None:
        meeting = entry.proposal and entry.proposal.submission.meeting
        return f"/meetings/{meeting.slug}/" if meeting else ""
    place = entry.provision.public_id
    if entry.kind == _KIND.TEXT and entry.draft and entry.document:
        return (
            f"/documents/{entry.document.slug}/?draft={entry.draft.public_id}&at={place}#p-{place}"
        )
    if entry.decision and entry.decision.meeting and entry.document:
        slug = entry.decision.meeting.slug
        return f"/documents/{entry.document.slug}/status/{place}/{slug}/"
    return f"/provisions/{place}/"
