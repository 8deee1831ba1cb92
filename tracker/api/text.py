"""The consolidated text, at any moment, in any form and format."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Hashable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from asgiref.sync import sync_to_async
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from documents.writing.web import style_hash
from tracker.api import asked, serializers
from tracker.api.again import Lasting
from tracker.api.base import View
from tracker.api.formats import Choosing, renderers_of, set_or_refused
from tracker.exports.consolidated import consolidated
from tracker.exports.formats import FORMATS, Format
from tracker.exports.kept import FILES, KeptFile, kept_file, mark_of, record_now
from tracker.exports.moments import moment_at, moment_on
from tracker.exports.source import source_text
from tracker.queries.moment import Moment, Reader, find_document, find_moment

#: Pieces are sent together until they are so many characters.
_CHUNK = 64 * 1024
#: What is longer, in bytes, is sent while it is written.
_LONG = 4 * 1024 * 1024


class Text(View):
    """The consolidated text of a document."""

    serializer_class = serializers.TextShape
    query = asked.TextQuery

    renderer_classes = renderers_of((one.name, one.media_type) for one in FORMATS.values())
    content_negotiation_class = Choosing

    @extend_schema(
        responses={
            (200, "application/json"): serializers.TextShape,
            **{
                (200, one.media_type): (
                    OpenApiTypes.STR if one.media_type.startswith("text/") else OpenApiTypes.BINARY
                )
                for one in FORMATS.values()
                if one.name != "json"
            },
        },
    )
    def get(self, request: Request, slug: str, format: str | None = None) -> HttpResponseBase:  # noqa: A002
        """At a draft, at the close of a meeting, on a day or at a time; by default the latest.
        Whole, or what stands at and under one provision. As plain text the whole source form
        is what the draft prints, byte for byte; of a text that is being written what it would
        print. Read again, it gives the same provisions."""
        chosen = FORMATS[request.accepted_renderer.format]
        answer = answer_text(request, slug, chosen, self.asked)
        if self.fields and chosen.name == "json":
            return Response(json.loads(b"".join(answer)))
        return answer


def answer_text(
    request: Request, slug: str, chosen: Format, query: dict[str, Any]
) -> HttpResponseBase:
    """The text as a file; written anew only where something was recorded since.

    :raises Http404: where there is no such document, draft, meeting, provision or day.
    :raises NotWrittenHere, TooLongHere, TryLater: where the format cannot be written now."""
    record = record_now()
    mark = mark_of(request.user, record, slug, chosen.name, *sorted(query.items()))
    kept = FILES.get(mark)
    if kept is None:
        moment = _moment(request, slug, query)
        name = f"{slug}-{moment.draft.public_id}-{query['form']}.{chosen.name}"
        written = answer(request, _write(moment, chosen, query, request.user), chosen)
        if written.streaming:
            return named(written, name, chosen)
        kept = kept_file(b"".join(written), name)
        FILES.put(mark, kept)
    return answer_kept(kept, chosen, record)


def answer_kept(kept: KeptFile, chosen: Format, record: Hashable = None) -> HttpResponseBase:
    """A file as it was written before; where nothing but the ``record`` changes it, the answer
    lasts as long."""
    response = Lasting(record, kept.content, chosen.content_type, headers={"ETag": kept.etag})
    return named(response, kept.name, chosen)


def _write(
    moment: Moment, chosen: Format, query: dict[str, Any], user: Reader
) -> Iterable[str] | bytes:
    """What the file says."""
    form, provision = query["form"], query.get("provision", "")
    if chosen.name == "txt" and form == "source" and not provision:
        return source_text(moment, user).encode()
    try:
        with set_or_refused():
            return chosen.write(consolidated(moment, form, user, provision=provision))
    except KeyError:
        raise Http404(
            _("“%(draft)s” has no provision “%(provision)s”.")
            % {"draft": moment.draft, "provision": provision}
        ) from None


def _moment(request: Request, slug: str, query: dict[str, Any]) -> Moment:
    document = find_document(slug, request.user)
    if at := query.get("at"):
        is_time = isinstance(at, datetime)
        return (moment_at if is_time else moment_on)(document, request.user, at)
    return find_moment(
        document, request.user, draft=query.get("draft", ""), meeting=query.get("meeting", "")
    )


def answer(request: Request, written: Iterable[str] | bytes, chosen: Format) -> HttpResponseBase:
    """What was written: at once, so that it can be known again by its hash; what is long in
    pieces, as it is written."""
    if isinstance(written, bytes):
        return HttpResponse(written, chosen.content_type)
    chunks = in_chunks(written)
    begun, length = [], 0
    for chunk in chunks:
        begun.append(chunk)
        length += len(chunk)
        if length > _LONG:
            return _streamed(request, chain(begun, chunks), chosen)
    return HttpResponse(b"".join(begun), chosen.content_type)


def _streamed(request: Request, chunks: Iterator[bytes], chosen: Format) -> HttpResponseBase:
    is_async = hasattr(request._request, "scope")  # noqa: SLF001 (the server's own request)
    return StreamingHttpResponse(_async(chunks) if is_async else chunks, chosen.content_type)


def named(response: HttpResponseBase, name: str, chosen: Format) -> HttpResponseBase:
    """The answer with the name it is kept under, and what a browser must know of it."""
    place = "inline" if chosen.is_shown else "attachment"
    response["Content-Disposition"] = f'{place}; filename="{name}"'
    return guarded(response, chosen)


def guarded(response: HttpResponseBase, chosen: Format) -> HttpResponseBase:
    """The answer with what a browser and a cache must know: a page may use its own style sheet
    and nothing else."""
    if chosen.name == "html":
        response["Content-Security-Policy"] = (
            f"default-src 'none'; style-src {style_hash()}; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'"
        )
    patch_vary_headers(response, ("Accept-Language",))
    return response


def in_chunks(pieces: Iterable[str]) -> Iterator[bytes]:
    """The pieces encoded, several together."""
    waiting: list[str] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= _CHUNK:
            yield "".join(waiting).encode()
            waiting, length = [], 0
    if waiting:
        yield "".join(waiting).encode()


async def _async(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    """The same chunks, each written in a thread of its own: the server is free meanwhile."""
    following = sync_to_async(lambda: next(chunks, None), thread_sensitive=False)
    while (chunk := await following()) is not None:
        yield chunk
