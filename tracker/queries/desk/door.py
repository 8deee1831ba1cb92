"""Who may sit at the desk of a document, and which text lies on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from documents.models import Document, Draft, Provision, Wording
from negotiation.models import Meeting, Process
from negotiation.policies import Act, Forbidden, acts_of
from negotiation.queries import meeting_of, visible_drafts
from tracker.queries.moment import Reader, find_document
from tracker.queries.places import process_of


@dataclass(frozen=True, slots=True)
class Rights:
    """What the person at the desk may do there."""

    edit: bool
    decide: bool
    publish: bool
    close: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk of a document: its rolling text, if one is open, and the meeting it is for; where
    none is, the meeting that the last issued draft left open."""

    document: Document
    process: Process
    rights: Rights
    draft: Draft | None
    meeting: Meeting | None

    @property
    def address(self) -> str:
        """Where this desk is."""
        return f"/desk/{self.document.slug}/"


def find_desk(slug: str, user: Reader, *, draft: str = "") -> Desk:
    """The desk of a document; ``draft`` says which rolling text where there is one for each
    language.

    :raises Http404: where there is no such document or rolling text, or not for this reader.
    :raises Forbidden: for anybody but secretariat and chair."""
    document = find_document(slug, user)
    process = process_of(document)
    rights = rights_in(process, user) if process else None
    if process is None or rights is None:
        raise Forbidden(_("Only the secretariat and the chair sit at the desk."))
    rolling = visible_drafts(user).filter(document=document, state=Draft.State.ROLLING)
    if draft:
        rolling = rolling.filter(public_id=draft)
    text = rolling.select_related("document", "follows").order_by("number").first()
    if draft and text is None:
        raise Http404(_("“%(name)s” is no rolling text of this document.") % {"name": draft})
    meeting = meeting_of(text) if text else _left_open(document, user)
    return Desk(document, process, rights, text, meeting)


def _left_open(document: Document, user: Reader) -> Meeting | None:
    """The meeting out of which the last issued draft came, if it is open."""
    issued = visible_drafts(user).filter(document=document, state=Draft.State.ISSUED)
    last = issued.order_by("-number").first()
    meeting = meeting_of(last) if last else None
    return meeting if meeting and meeting.state == Meeting.State.OPEN else None


def rights_in(process: Process, user: Reader) -> Rights | None:
    """What a person may do at the desks of a process; None for whom nothing is to be done."""
    if not user.is_authenticated:
        return None
    acts = acts_of(user, process)
    rights = Rights(*(act in acts for act in (Act.EDIT, Act.DECIDE, Act.PUBLISH, Act.CLOSE)))
    return rights if rights.edit or rights.decide else None


def text_at(desk: Desk) -> Draft:
    """The rolling text on the desk.

    :raises Http404: when none is open."""
    if desk.draft is None:
        raise Http404(
            _("No rolling text of “%(name)s” is open. Open one from the last issued draft.")
            % {"name": desk.document.title}
        )
    return desk.draft


def wording_at(desk: Desk, public_id: str) -> Wording:
    """The wording of a provision in the rolling text, withdrawn ones too.

    :raises Http404: where it has none."""
    rows = Wording.objects.filter(draft=text_at(desk)).select_related("provision", "parent")
    found = rows.filter(provision__public_id=public_id).first()
    if found is None:
        raise Http404(_("The rolling text has no provision “%(name)s”.") % {"name": public_id})
    return found


def provisions_at(desk: Desk, public_ids: frozenset[str]) -> tuple[Provision, ...]:
    """Provisions of the rolling text, in no order.

    :raises Http404: when one of them is not in it."""
    text = text_at(desk)
    found = Provision.objects.filter(public_id__in=public_ids, wordings__draft=text)
    if len(found) != len(public_ids):
        raise Http404(_("The rolling text does not have all of these provisions."))
    return tuple(found)
