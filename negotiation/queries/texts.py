"""Which draft is the text at a meeting, and at which meeting a draft stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from documents.models import Document, Draft
from negotiation.models import Meeting, Tabling
from negotiation.policies import User
from negotiation.queries.visible import visible_decisions, visible_drafts

_OUTLINE = Draft.Extent.OUTLINE
_PROPOSAL = Tabling.AsA.PROPOSAL


def meeting_order(meeting: Meeting) -> tuple[date, date, int]:
    """The key by which meetings follow one another."""
    return (meeting.starts_on, meeting.ends_on, meeting.pk)


def draft_at(document: Document, meeting: Meeting, user: User | None) -> Draft | None:
    """The text at a meeting: the last draft that came out of it or of an earlier one, or was
    tabled there later than that. Never one that a party proposed; one of which only the
    outline is held, only where there is no other.
    """
    tablings = (
        Tabling.objects.filter(
            draft__in=visible_drafts(user).filter(document=document, translation_of=None)
        )
        .exclude(as_a=_PROPOSAL)
        .select_related("draft__document", "meeting")
    )
    limit = meeting_order(meeting)
    return _latest(t.draft for t in tablings if meeting_order(t.meeting) <= limit)


def latest_draft(document: Document, user: User | None) -> Draft | None:
    """The last draft of which text is held and that is not a party's proposal; else the last."""
    return latest_drafts([document], user).get(document.pk)


def latest_drafts(documents: Iterable[Document], user: User | None) -> dict[int, Draft]:
    """The latest draft of each document, by its primary key. One query."""
    proposed = Tabling.objects.filter(draft=OuterRef("pk"), as_a=_PROPOSAL)
    drafts = (
        visible_drafts(user)
        .filter(document__in=documents, translation_of=None)
        .annotate(is_text=~Exists(proposed))
        .select_related("document")
    )
    latest: dict[int, Draft] = {}
    for draft in sorted(drafts, key=lambda d: (d.is_text, d.extent != _OUTLINE, d.number)):
        latest[draft.document_id] = draft
    return latest


def later_draft_known(draft: Draft, user: User | None) -> Draft | None:
    """The last issue of the same document after this one, its text held or not, if any."""
    later = _texts(draft.document, user).filter(number__gt=draft.number, language=draft.language)
    return later.order_by("number").last()


def meeting_of(draft: Draft) -> Meeting | None:
    """The meeting that a draft came out of, else the first at which it was tabled."""
    return meetings_by_draft([draft]).get(draft.pk)


def meetings_by_draft(drafts: Iterable[Draft]) -> dict[int, Meeting]:
    """:func:`meeting_of` for many drafts, by their primary keys. One query."""
    tablings = Tabling.objects.filter(draft__in=drafts).select_related(
        "meeting__body", "meeting__phase"
    )
    ordered = sorted(tablings, key=tabling_order, reverse=True)
    return {tabling.draft_id: tabling.meeting for tabling in ordered}


def tabling_order(tabling: Tabling) -> tuple[int, tuple[date, date, int]]:
    """The key that puts first the tabling by which a draft has its meeting."""
    place = [Tabling.AsA.RESULT, Tabling.AsA.TABLED, _PROPOSAL].index(Tabling.AsA(tabling.as_a))
    return (place, meeting_order(tabling.meeting))


def meetings_of(document: Document, user: User | None = None) -> tuple[Meeting, ...]:
    """The meetings, in their order, at which something of the document is recorded: a draft
    tabled or brought out, a decision taken.
    """
    tablings = Tabling.objects.filter(
        meeting=OuterRef("pk"), draft__in=visible_drafts(user).filter(document=document)
    ).exclude(as_a=_PROPOSAL)
    decisions = visible_decisions(user).filter(meeting=OuterRef("pk"), provision__document=document)
    return tuple(Meeting.objects.filter(Exists(tablings) | Exists(decisions)))


def _texts(document: Document, user: User | None) -> QuerySet[Draft]:
    """The visible drafts of a document, without translations and what a party proposed."""
    proposed = Tabling.objects.filter(draft=OuterRef("pk"), as_a=_PROPOSAL)
    return (
        visible_drafts(user)
        .filter(document=document, translation_of=None)
        .exclude(Exists(proposed))
    )


def _latest(drafts: Iterable[Draft]) -> Draft | None:
    return max(drafts, key=lambda draft: (draft.extent != _OUTLINE, draft.number), default=None)
