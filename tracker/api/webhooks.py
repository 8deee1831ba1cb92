"""Webhooks over REST: the acts, rules and refusals of their page, each person's their own."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from documents.models import Document
from negotiation.models import Process
from negotiation.queries import visible_documents
from tracker.api import webhooks_said as said
from tracker.api.base import ShapedList, View, one
from tracker.api.shapes import Shape
from tracker.api.writing.finding import read_body, writer
from tracker.api.writing.once import once
from tracker.models import Delivery, Webhook
from tracker.queries.home import find_process
from tracker.webhooks import keeping
from tracker.webhooks.addresses import BadAddress


class Personal(View):
    """What belongs to a person; nobody else is told of it, whatever their role."""

    is_personal = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """:raises NotAuthenticated: where nobody says who they are."""
        super().initial(request, *args, **kwargs)
        self.person: User = writer(request)

    def own(self, public_id: str) -> Webhook:
        """:raises Http404: for one that is not theirs, as for one that is not there."""
        found = keeping.webhooks_of(self.person).filter(public_id=public_id).first()
        if found is None:
            raise Http404(_("There is no webhook “%(name)s”.") % {"name": public_id})
        return found


class Webhooks(Personal, ShapedList):
    """The webhooks of who asks."""

    queryset = Webhook.objects.none()
    serializer_class = said.WebhookShape

    def get_queryset(self) -> QuerySet[Webhook]:
        """One's own."""
        return keeping.webhooks_of(self.person)

    def shape(self, rows: list[Webhook]) -> list[Shape]:
        """None with its secret."""
        return [_shape(row) for row in rows]

    @extend_schema(request=said.WebhookWrite, responses={201: said.NewWebhookShape})
    @once
    def post(self, request: Request) -> Response:
        """Have an address told what happens from now on. The answer holds the secret, once: sent
        again with the same `Idempotency-Key` it is null."""
        words = read_body(request, said.WebhookWrite)
        process = find_process(words["process"])
        try:
            webhook, secret = keeping.make_webhook(
                self.person,
                address=words["address"],
                process=process,
                document=_document(process, words["document"], self.person),
                kinds=words["kinds"],
            )
        except BadAddress as bad:
            raise ValidationError({"address": [str(bad)]}) from bad
        answer = _with_secret(webhook, secret)
        answer.headers["Location"] = reverse(
            "api:webhook", args=[webhook.public_id], request=request
        )
        return answer


class WebhookDetail(Personal):
    """A webhook."""

    serializer_class = said.WebhookShape

    def get(self, request: Request, public_id: str) -> Response:
        """Where to, of what, and how it fares."""
        return Response(_shape(self.own(public_id)))

    @extend_schema(request=said.WebhookChange, responses={200: said.WebhookShape})
    @transaction.atomic
    def patch(self, request: Request, public_id: str) -> Response:
        """Choose other kinds of events; switch it off, or on again. What is left out stays."""
        webhook = self.own(public_id)
        words = read_body(request, said.WebhookChange)
        if "kinds" in words:
            keeping.change_kinds(webhook, words["kinds"])
        if "active" in words:
            (keeping.enable if words["active"] else keeping.switch_off)(webhook)
        return Response(_shape(self.own(public_id)))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Send nothing any more, and forget what was sent."""
        keeping.remove(self.own(public_id))
        return Response(status=HTTPStatus.NO_CONTENT)


class WebhookSecret(Personal):
    """The secret of a webhook."""

    @extend_schema(request=None, responses={201: said.NewWebhookShape})
    @once
    def post(self, request: Request, public_id: str) -> Response:
        """Sign with a new secret from now on; the answer holds it, once."""
        webhook = self.own(public_id)
        return _with_secret(webhook, keeping.change_secret(webhook))


class Deliveries(Personal, ShapedList):
    """What was or is to be sent to a webhook."""

    queryset = Delivery.objects.none()
    serializer_class = said.DeliveryShape
    ordering = ("-id",)

    def get_queryset(self) -> QuerySet[Delivery]:
        """Of what the person may know now."""
        return keeping.deliveries_of(self.own(self.kwargs["public_id"]))

    def shape(self, rows: list[Delivery]) -> list[Shape]:
        """Each with its event."""
        return [_delivery(row) for row in rows]


class Replays(Personal):
    """What is sent once more."""

    @extend_schema(request=said.ReplayWrite, responses={202: said.ReplayShape})
    @once
    def post(self, request: Request, public_id: str) -> Response:
        """Send one delivery again, or everything since a moment."""
        webhook = self.own(public_id)
        words = read_body(request, said.ReplayWrite)
        if name := words.get("delivery"):
            chosen = keeping.deliveries_of(webhook).filter(public_id=name)
            if not chosen.exists():
                raise Http404(_("There is no delivery “%(name)s”.") % {"name": name})
            number = keeping.replay(webhook, chosen)
        else:
            number = keeping.replay_since(webhook, words["since"])
        return Response({"number": number}, HTTPStatus.ACCEPTED)


def _document(process: Process, slug: str | None, person: User) -> Document | None:
    """:raises Http404: for one that is not of the process, or not for this person."""
    if slug is None:
        return None
    documents = visible_documents(person).filter(mandate__process=process)
    found: Document = one(documents, slug=slug)
    return found


def _with_secret(webhook: Webhook, secret: str) -> Response:
    return Response(
        _shape(webhook) | {"secret": secret},
        HTTPStatus.CREATED,
        headers={"Cache-Control": "no-store, private"},
    )


def _shape(webhook: Webhook) -> Shape:
    return {
        "id": webhook.public_id,
        "address": webhook.address,
        "process": webhook.process.slug,
        "document": webhook.document.slug if webhook.document else None,
        "kinds": webhook.kinds,
        "active": webhook.disabled_at is None,
        "disabled_at": webhook.disabled_at,
        "disabled_why": webhook.disabled_why,
        "failures": webhook.failures,
        "rests_until": webhook.rests_until,
        "made_at": webhook.made_at,
    }


def _delivery(row: Delivery) -> Shape:
    is_waiting = row.state == Delivery.State.WAITING
    return {
        "id": row.public_id,
        "event": row.event.public_id,
        "kind": row.event.kind,
        "at": row.event.at,
        "state": row.state,
        "attempts": row.attempts,
        "tried_at": row.tried_at,
        "next_at": row.next_at if is_waiting else None,
        "answer": row.answer,
        "trouble": row.trouble,
    }
