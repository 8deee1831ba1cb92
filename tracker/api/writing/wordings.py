"""What a provision says in a draft: read with its version, written from a version."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from bracketed.model import Kind, Role
from documents.editing.outcomes import Clash, Saved
from documents.models import Draft, Wording
from negotiation.actions import desk
from tracker.api.base import Shape, View, add_link, one
from tracker.api.errors import Conflict
from tracker.api.serializers import Shape as DeclaredShape
from tracker.api.writing.finding import draft_named, perhaps, provision_named, writer
from tracker.api.writing.once import once
from tracker.api.writing.said import InsertWrite, WordingWrite

_VERSION = re.compile(r'"(\d{1,9})-\d{1,9}"')
_IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The `ETag` of the wording that was read; `*` for whatever it says now.",
)


class DraftWordingShape(DeclaredShape):
    """What a provision says in a draft; `version` counts its changes there."""

    provision = serializers.CharField()
    draft = serializers.CharField()
    document = serializers.CharField()
    version = serializers.IntegerField()
    kind = serializers.CharField()
    role = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    number = serializers.CharField()
    code = serializers.CharField()
    heading = serializers.CharField()
    text = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    coverage = serializers.CharField()
    disposition = serializers.CharField()


class SavedWordingShape(DraftWordingShape):
    """The words as they stand now; ``joined``: with what others saved meanwhile."""

    joined = serializers.BooleanField()


class DraftProvision(View):
    """What a provision says in a draft."""

    serializer_class = DraftWordingShape

    def get(self, request: Request, public_id: str, provision_id: str) -> Response:
        """The wording with its version; the `ETag` is what `If-Match` takes."""
        wording = _wording(draft_named(public_id, request.user), provision_id)
        answer = _answer(request, wording)
        add_link(answer, f"/id/provision/{provision_id}", "canonical")
        return answer

    @extend_schema(request=WordingWrite, responses={200: SavedWordingShape}, parameters=[_IF_MATCH])
    def put(self, request: Request, public_id: str, provision_id: str) -> Response:
        """Save its words in a rolling text, from the version that `If-Match` names. Where others
        saved meanwhile nothing is written (412), and the problem tells what it says now; with
        `join` the two are joined where they do not touch."""
        person = writer(request)
        said = WordingWrite(data=request.data)
        said.is_valid(raise_exception=True)
        words = dict(said.validated_data)
        join = words.pop("join")
        draft = draft_named(public_id, person)
        wording = _wording(draft, provision_id)
        base = _base(request, wording)
        with transaction.atomic():
            outcome = desk.save_wording(draft, wording.provision, base=base, by=person, **words)
            joined = isinstance(outcome, Saved) and outcome.is_joined
            is_stale = isinstance(outcome, Clash) or (joined and not join)
            transaction.set_rollback(is_stale)
        if is_stale:
            base_text = outcome.base_text if isinstance(outcome, Clash) else None
            raise _stale(wording, base_text)
        return _answer(request, _wording(draft, provision_id), joined=joined)


class DraftProvisions(View):
    """New provisions of a rolling text."""

    @extend_schema(request=InsertWrite, responses={201: DraftWordingShape})
    @once
    def post(self, request: Request, public_id: str) -> Response:
        """Put a new provision into a rolling text."""
        person = writer(request)
        said = InsertWrite(data=request.data)
        said.is_valid(raise_exception=True)
        words = dict(said.validated_data)
        draft = draft_named(public_id, person)
        edit = desk.insert(
            draft,
            under=perhaps(provision_named, words.pop("under"), person),
            after=perhaps(provision_named, words.pop("after"), person),
            kind=Kind(words.pop("kind")),
            role=Role(words.pop("role")),
            by=person,
            **words,
        )
        new = edit.items.filter(before="").select_related("provision").latest("id").provision
        answer = _answer(request, _wording(draft, new.public_id), status=HTTPStatus.CREATED)
        answer.headers["Location"] = reverse(
            "api:draft-provision", args=[public_id, new.public_id], request=request
        )
        return answer


def _wording(draft: Draft, provision_id: str) -> Wording:
    """:raises Http404: where the draft has no such provision."""
    rows = Wording.objects.filter(draft=draft).select_related(
        "draft__document", "provision__document", "parent"
    )
    found: Wording = one(rows, provision__public_id=provision_id)
    return found


def etag_of(wording: Wording) -> str:
    """Names the version of a wording, and the reading of its draft."""
    return f'"{wording.version}-{wording.draft.reading}"'


def _base(request: Request, wording: Wording) -> int:
    """The version that the words were written from.

    :raises Conflict: where none is named, or none that there was."""
    said = request.headers.get("If-Match")
    if said is None:
        raise Conflict(
            HTTPStatus.PRECONDITION_REQUIRED,
            _("Say with If-Match which version of the words you changed: its ETag."),
        )
    tags = parse_etags(said)
    if "*" in tags or etag_of(wording) in tags:
        return wording.version
    versions = [int(found[1]) for tag in tags if (found := _VERSION.fullmatch(tag))]
    known = [version for version in versions if 0 < version < wording.version]
    if not known:
        raise Conflict(
            HTTPStatus.PRECONDITION_FAILED,
            _("If-Match names no version of these words."),
            current=etag_of(wording),
        )
    return max(known)


def _stale(before: Wording, base_text: str | None) -> Conflict:
    """The refusal of words that were written from an older version."""
    now = Wording.objects.select_related("draft").get(pk=before.pk)
    return Conflict(
        HTTPStatus.PRECONDITION_FAILED,
        _("These words were changed since. Nothing was saved: look at what they say now."),
        current=etag_of(now),
        text=now.words,
        **({} if base_text is None else {"base_text": base_text}),
    )


def _answer(
    request: Request, wording: Wording, status: HTTPStatus = HTTPStatus.OK, **more: Any
) -> Response:
    return Response(_shape(wording) | more, status, headers={"ETag": etag_of(wording)})


def _shape(wording: Wording) -> Shape:
    names = (
        "version", "kind", "role", "label", "number", "code", "heading", "text", "source",
        "coverage", "disposition",
    )  # fmt: skip
    return {
        "provision": wording.provision.public_id,
        "draft": wording.draft.public_id,
        "document": wording.draft.document.slug,
        "parent": wording.parent.public_id if wording.parent else None,
    } | {name: getattr(wording, name) for name in names}
