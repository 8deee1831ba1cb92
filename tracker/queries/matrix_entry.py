"""What stands behind one cell of the matrix: who decided it, when, on what level, on which
words, and where that is written."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bracketed.model import HEADINGS
from documents.models import Document, Draft, Provision, Wording
from negotiation.codes import Shown
from negotiation.models import Decision, Meeting, Process
from negotiation.policies import Act, may
from negotiation.queries import (
    Counts,
    Matrix,
    Standing,
    draft_at,
    matrix,
    visible_decisions,
    visible_drafts,
)
from tracker.queries.matrix_tree import Tree
from tracker.queries.moment import Reader
from tracker.queries.names import Name, names_of
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.written import written

#: So many of what is not agreed under a heading are named.
_NAMED = 12
_QUOTED = 900


@dataclass(frozen=True, slots=True)
class EntryPage:
    """An entry of the record. ``decision`` is the one behind it, ``on`` what it was taken on,
    ``exceptions`` what it does not cover; ``by`` is empty for those who may not know.
    ``words`` are those it was taken on; ``open_under`` what is not agreed under a heading."""

    path: tuple[Place, ...]
    process: Process | None
    document: Document
    meeting: Meeting
    name: Name
    standing: Standing
    from_meeting: Meeting | None
    decision: Decision | None
    on: Name | None
    exceptions: tuple[Name, ...]
    by: str
    quote: str
    source: str
    words: SafeString | None
    draft: Draft | None
    under: Counts | None
    open_under: tuple[tuple[Name, Standing | None], ...]
    more_under: int


def entry_page(document: Document, public_id: str, meeting: Meeting, user: Reader) -> EntryPage:
    """The entry of a provision at a meeting, in a constant number of queries.

    :raises Http404: where nothing of it is on record there."""
    record = matrix(document, user)
    tree = Tree(record)
    standing = record.cell(public_id, meeting.slug)
    if public_id not in tree.by_id or standing is None:
        said = {"meeting": meeting.title, "document": document.title, "id": public_id[:20]}
        raise Http404(_("Nothing is recorded of “%(id)s” in %(document)s at %(meeting)s.") % said)
    decision = _decision(standing, user)
    process = process_of(document)
    beneath = _open_under(tree, record, public_id, meeting.slug)
    names = _names(tree, public_id, decision, beneath[:_NAMED], user)
    name = names[public_id]
    held = decision.passage if decision else None
    return EntryPage(
        path=(*_path(process, document), Place(f"{name.label or name.title}, {meeting}")),
        process=process,
        document=document,
        meeting=meeting,
        name=name,
        standing=standing,
        from_meeting=_meeting(record, standing.carried_from),
        decision=decision,
        on=names.get(decision.provision.public_id) if decision else None,
        exceptions=_exceptions(decision, names),
        by=_by(decision, process, user),
        quote=held.source.text[held.start : held.end][:_QUOTED] if held else "",
        source=held.source.name if held else "",
        words=_words(decision, user),
        draft=draft_at(document, meeting, user) if standing.origin == "text" else None,
        under=record.under(public_id, meeting.slug),
        open_under=tuple(
            (names[one], record.cell(one, meeting.slug)) for one in beneath[:_NAMED] if one in names
        ),
        more_under=max(0, len(beneath) - _NAMED),
    )


def _path(process: Process | None, document: Document) -> tuple[Place, ...]:
    *before, here = path_to(process, document, _("Matrix"))
    return (*before, Place(here.title, f"/documents/{document.slug}/status/"))


def _decision(standing: Standing, user: Reader) -> Decision | None:
    if standing.decision_id is None:
        return None
    decisions = visible_decisions(user).filter(pk=standing.decision_id)
    return decisions.select_related(
        "provision", "meeting", "draft", "body", "by", "passage__source", "reopens__meeting"
    ).first()


def _names(
    tree: Tree,
    public_id: str,
    decision: Decision | None,
    beneath: list[str],
    user: Reader,
) -> dict[str, Name]:
    """By public id the names of all that the page speaks of."""
    document = tree.record.document
    provisions = set(
        Provision.objects.filter(
            document=document, public_id__in=[public_id, *beneath]
        ).values_list("pk", flat=True)
    )
    if decision:
        provisions.add(decision.provision_id)
        provisions |= set(decision.exceptions.values_list("pk", flat=True))
    return {name.id: name for name in names_of(provisions, user).values()}


def _exceptions(decision: Decision | None, names: dict[str, Name]) -> tuple[Name, ...]:
    if decision is None:
        return ()
    found = decision.exceptions.order_by("pk").values_list("public_id", flat=True)
    return tuple(names[one] for one in found if one in names)


def _by(decision: Decision | None, process: Process | None, user: Reader) -> str:
    """Who recorded it: for members of the process."""
    if decision is None or process is None or not may(user, Act.READ_PARTIES, process):
        return ""
    return decision.by.get_full_name() or decision.by.get_username()


def _words(decision: Decision | None, user: Reader) -> SafeString | None:
    """The words that the decision was taken on, where they are in a draft that one may see."""
    if decision is None or not decision.wording_hash:
        return None
    wording = (
        Wording.objects.filter(
            provision=decision.provision,
            text_hash=decision.wording_hash,
            draft__in=visible_drafts(user),
        )
        .exclude(text="")
        .order_by("draft__number")
        .last()
    )
    return written(wording.text) if wording else None


def _meeting(record: Matrix, slug: str | None) -> Meeting | None:
    return next((one for one in record.meetings if one.slug == slug), None)


def _open_under(tree: Tree, record: Matrix, public_id: str, meeting: str) -> list[str]:
    """What is not agreed under a heading at that meeting, in reading order."""
    if tree.by_id[public_id].kind not in HEADINGS:
        return []
    found = []
    for leaf in tree.leaves(public_id):
        standing = record.cell(leaf.id, meeting)
        if standing is not None and standing.shown != Shown.AGREED:
            found.append(leaf.id)
    return found
