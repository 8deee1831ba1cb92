"""Status tags of a draft, recorded as decisions."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from bracketed.model import Role
from documents.models import LIVE, Draft, Wording
from documents.queries import DraftView, ProvisionView, draft_view
from negotiation.breaches import Kept
from negotiation.models import Body, Decision, Meeting
from negotiation.policies import Refused
from negotiation.queries.nodes import name_of
from negotiation.rules import Intent, contradictions
from negotiation.tags import Tag, tags_of, unknown_tags

_log = logging.getLogger(__name__)


def record_tags(draft: Draft, *, body: Body | None, by: User, at: datetime) -> list[Decision]:
    """A decision for each known status tag; those that are not known are logged, and listed by
    ``queries.unknown_tags``. What a tag breaks is kept beside its decision.

    :raises Refused: when there are tags and nothing says of what day they are.
    """
    view = draft_view(draft)
    for unknown in unknown_tags(view):
        _log.warning("%s: the tag “%s” is not known.", draft, unknown.printed)
    tagged = [(provision, tag) for provision in view.provisions for tag in tags_of(provision)]
    if not tagged:
        return []
    meeting = Meeting.objects.filter(tablings__draft=draft, tablings__as_a="result").first()
    day = _day(draft, meeting)
    body = body or (meeting.body if meeting else None)
    return Decision.objects.bulk_create(
        Decision(
            provision_id=provision.provision_id,
            code=tag.code,
            covers=tag.covers,
            condition=tag.condition,
            breaks=_breaks(view, provision, tag),
            body=body,
            meeting=meeting,
            draft=draft,
            wording_hash=provision.text_hash,
            taken_on=day,
            basis=Decision.Basis.TAG,
            by=by,
            at=at,
        )
        for provision, tag in tagged
    )


def _day(draft: Draft, meeting: Meeting | None) -> date:
    day = draft.as_of or draft.issued_on or (meeting.ends_on if meeting else None)
    if day is None:
        raise Refused(
            _("%(draft)s has status tags; say as of what day they are.") % {"draft": draft}
        )
    return day


def _breaks(view: DraftView, provision: ProvisionView, tag: Tag) -> list[Kept]:
    """What the tag itself breaks in the words beside it; a heading has none to be settled."""
    name = name_of(provision.label, provision.number, provision.heading)
    intent = Intent(
        code=tag.code,
        basis=Decision.Basis.TAG,
        condition=tag.condition,
        disputed=[name] if provision.text and provision.has_open_brackets else [],
        competing=[name] if has_alternatives(view, provision.id) else [],
    )
    return list(contradictions(intent))


def has_alternatives(view: DraftView, public_id: str) -> bool:
    """Whether wordings compete for a provision."""
    return any(
        child.role is Role.ALTERNATIVE and child.disposition in LIVE
        for child in view.children(public_id)
    )


def is_held(provision: ProvisionView) -> bool:
    """Whether the words of a provision are held."""
    return provision.coverage != Wording.Coverage.NONE and bool(provision.words)
