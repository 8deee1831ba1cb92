"""What a body says, and what it names, as far as the writer may see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request

from documents.lists import named
from documents.models import Draft, Provision
from negotiation.models import Decision, Meeting, Party, Submission
from negotiation.queries import visible_decisions, visible_drafts, visible_provisions
from tracker.api.base import one
from tracker.api.writing.said import Written
from tracker.queries.moment import Reader, find_meeting
from tracker.queries.sent import visible_submissions


def writer(request: Request) -> User:
    """The person who writes.

    :raises NotAuthenticated: where nobody says who they are."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return request.user


def read_body(request: Request, kind: type[Written]) -> dict[str, Any]:
    """:raises ValidationError: naming what is malformed, missing or unknown."""
    written = kind(data=request.data)
    written.is_valid(raise_exception=True)
    return dict(written.validated_data)


def draft_named(public_id: str, user: Reader) -> Draft:
    """:raises Http404: where there is none for this reader."""
    found: Draft = one(visible_drafts(user).select_related("document"), public_id=public_id)
    return found


def provision_named(public_id: str, user: Reader) -> Provision:
    """:raises Http404: where there is none for this reader."""
    found: Provision = one(visible_provisions(user).select_related("document"), public_id=public_id)
    return found


def provisions_named(public_ids: Iterable[str], user: Reader) -> list[Provision]:
    """:raises Http404: naming those that there are not for this reader."""
    asked = set(public_ids)
    found = list(visible_provisions(user).filter(public_id__in=asked).select_related("document"))
    if missing := asked - {provision.public_id for provision in found}:
        raise Http404(_("There is no provision %(names)s.") % {"names": named(sorted(missing))})
    return found


def decision_named(decision_id: str, user: Reader) -> Decision:
    """:raises Http404: where there is none for this reader."""
    found: Decision = one(
        visible_decisions(user).select_related("provision__document"),
        event__public_id=decision_id,
    )
    return found


def meeting_named(slug: str, user: Reader) -> Meeting:
    """:raises Http404: naming the meetings there are, the nearest first."""
    return find_meeting(slug, user)


def submission_named(ref: str, user: Reader) -> Submission:
    """:raises Http404: where there is none for this reader."""
    found: Submission = one(visible_submissions(user).select_related("process"), ref=ref)
    return found


def party_named(name: str, user: Reader) -> Party:
    """Any party: what the writer adds is the one of that name, too.

    :raises Http404: where there is none."""
    found: Party = one(Party.objects.all(), name=name)
    return found


def perhaps(find: Any, name: str | None, user: Reader) -> Any:
    """What is named, None where nothing is."""
    return find(name, user) if name else None
