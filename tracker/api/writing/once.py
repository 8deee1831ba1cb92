"""A POST that is sent again is done once: ``Idempotency-Key``, kept for each person."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder
from rest_framework.views import APIView

from tracker.api.errors import Conflict
from tracker.models import IdempotencyKey

_View = TypeVar("_View", bound=APIView)
_Said = ParamSpec("_Said")
_Method = Callable[Concatenate[_View, Request, _Said], Response]

_KEY: Final = re.compile(r"[!-~]{1,100}")
#: After so long nobody is answering any more: the server that did was stopped.
_PATIENCE: Final = timedelta(minutes=1)
#: So long an answer is kept.
_KEPT: Final = timedelta(days=7)
_HEADERS: Final = ("Location", "ETag", "Link")
_TOLD_ONCE: Final = "secret"


def once(method: _Method[_View, _Said]) -> _Method[_View, _Said]:
    """A POST that with a key is done once. What was done and its answer are written in one
    transaction, so that there is never one without the other. A refusal has written nothing and is
    not kept: the same may be sent again when its cause is gone."""

    @wraps(method)
    def post(
        view: _View, request: Request, /, *args: _Said.args, **kwargs: _Said.kwargs
    ) -> Response:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return method(view, request, *args, **kwargs)
        kept = _claim(request, key)
        if kept.answered_at is not None:
            return _again(kept)
        try:
            with transaction.atomic():
                answer = method(view, request, *args, **kwargs)
                _keep(kept, answer)
        except BaseException:
            IdempotencyKey.objects.filter(pk=kept.pk, claim=kept.claim, answered_at=None).delete()
            raise
        return answer

    return post


def _claim(request: Request, key: str) -> IdempotencyKey:
    """The row of the key: ours to answer, or answered before.

    :raises ValidationError: for a key that is none.
    :raises Conflict: where it was used for something else, or is being answered just now.
    """
    if not _KEY.fullmatch(key):
        raise ValidationError(
            {"Idempotency-Key": [_("A key has up to 100 letters, digits and signs, no spaces.")]}
        )
    person = request.user
    if not isinstance(person, User):  # who may write has an account
        raise Conflict(HTTPStatus.FORBIDDEN, _("Only persons keep keys."))
    now, asked = timezone.now(), _hash(request)
    IdempotencyKey.objects.filter(person=person, answered_at__lt=now - _KEPT).delete()
    mine = {"claim": secrets.token_hex(16), "claimed_until": now + _PATIENCE}
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(person=person, key=key, request_hash=asked, **mine)
    except IntegrityError:
        kept = IdempotencyKey.objects.filter(person=person, key=key).first()
    if kept is not None and kept.request_hash != asked:
        raise Conflict(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            _("The key “%(name)s” was used for something else. Take a new one.") % {"name": key},
        )
    if kept is not None and kept.answered_at is not None:
        return kept
    lapsed = IdempotencyKey.objects.filter(
        person=person, key=key, answered_at=None, claimed_until__lt=now
    )
    if lapsed.update(**mine):
        return IdempotencyKey.objects.get(person=person, key=key)
    raise Conflict(
        HTTPStatus.CONFLICT, _("The same is being done just now. Ask again in a moment.")
    )


def _keep(kept: IdempotencyKey, answer: Response) -> None:
    """:raises Conflict: where somebody took the claim over; what was done here is undone."""
    written = IdempotencyKey.objects.filter(pk=kept.pk, claim=kept.claim, answered_at=None).update(
        answered_at=timezone.now(),
        status=answer.status_code,
        headers={name: answer.headers[name] for name in _HEADERS if name in answer.headers},
        body=json.dumps(_kept(answer.data), cls=JSONEncoder, ensure_ascii=False),
    )
    if not written:
        raise Conflict(HTTPStatus.CONFLICT, _("This took too long and was undone. Ask again."))


def _kept(said: Any) -> Any:
    """What was answered, without what is shown once and kept nowhere."""
    return said | {_TOLD_ONCE: None} if isinstance(said, dict) and _TOLD_ONCE in said else said


def _again(kept: IdempotencyKey) -> Response:
    said: Any = json.loads(kept.body)
    return Response(said, kept.status, headers={**kept.headers, "Idempotency-Replayed": "true"})


def _hash(request: Request) -> str:
    said = json.dumps(request.data, sort_keys=True, cls=JSONEncoder)
    return hashlib.sha256(f"{request.method} {request.path}\n{said}".encode()).hexdigest()
