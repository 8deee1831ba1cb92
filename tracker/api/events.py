"""What happens in a process, as it happens."""

from __future__ import annotations

from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from tracker.api.base import View
from tracker.api.renderers import EventStreamRenderer
from tracker.live import NoSuchEvent, follow, place_of, stream, told_so_far
from tracker.queries.home import find_process

_HEADER = OpenApiParameter(
    "Last-Event-ID",
    str,
    OpenApiParameter.HEADER,
    description="What a browser sends when it comes again; goes before `after`.",
)


class EventsQuery(serializers.Serializer[Any]):
    """Whose events, and from where."""

    process = serializers.SlugField(help_text="Slug of a process.")
    after = serializers.RegexField(
        r"\A(0|[a-z]{20})\Z",
        required=False,
        help_text="Id of the last event that is known; `0` for all that ever happened.",
        error_messages={"invalid": _lazy("The id of an event has twenty letters from a to z.")},
    )


class Events(View):
    """Every event of a process that this reader may see."""

    renderer_classes = (EventStreamRenderer, *View.renderer_classes)
    query = EventsQuery

    @extend_schema(
        parameters=[EventsQuery, _HEADER],
        responses={(200, EventStreamRenderer.media_type): str},
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """Once, in order, as server-sent events: `data` is JSON with `id`, `kind`, `at` and the
        ids of what it is about (`document`, `draft`, `provision`, `meeting`); words are to be
        asked for. Without `after` from now on. A stream may end at any time: come again with
        the id of the last event."""
        process = find_process(self.asked["process"])
        after = request.headers.get("Last-Event-ID") or self.asked.get("after", "")
        try:
            place = place_of(process, request.user, after=after)
        except NoSuchEvent as unknown:
            raise serializers.ValidationError({"after": [_no_such(process.slug)]}) from unknown
        return stream(request, lambda: follow(place), lambda: told_so_far(place))


def _no_such(process: str) -> str:
    return _(
        "No event of “%(process)s” has this id. Leave it out to be told what happens from now on, "
        "or say 0 to be told all that ever happened."
    ) % {"process": process}
