"""What happened, as a feed to be read again and again."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from negotiation.queries import visible_drafts
from tracker.api.base import View, add_link, one
from tracker.api.record import told
from tracker.api.record.asked import PublicId
from tracker.api.record.serializers import ChangesShape
from tracker.queries.changes import BadCursor, changes_after
from tracker.queries.home import find_process


class ChangesQuery(serializers.Serializer[Any]):
    """From where on, and of what."""

    since = serializers.RegexField(
        r"\A[a-z]{20}(\.[a-z]{20})*\Z",
        required=False,
        max_length=4000,
        default="",
        help_text="The `cursor` of the answer before; without it from the beginning.",
        error_messages={"invalid": gettext_lazy("No feed gave out this cursor.")},
    )
    process = serializers.SlugField(required=False, help_text="Slug of a process.")
    draft = PublicId(required=False, help_text="Id of a draft: only what happened to that.")
    page_size = serializers.IntegerField(
        min_value=1, max_value=500, default=100, help_text="How many at once."
    )


class Changes(View):
    """What happened in the processes."""

    serializer_class = ChangesShape
    query = ChangesQuery

    def get(self, request: Request) -> Response:
        """Every event that this reader may see, once, in the order of its process, for ever.
        Ask again with `since` set to the `cursor` of the answer; when nothing happened it stays
        as it is. When a draft is published (`draft_published`), what had happened to it before
        is behind the cursor: `?draft=` tells it from the beginning."""
        said = self.asked
        process = find_process(said["process"]) if "process" in said else None
        drafts = visible_drafts(request.user)
        draft = one(drafts, public_id=said["draft"]) if "draft" in said else None
        try:
            changes = changes_after(
                said["since"], request.user, process=process, draft=draft, limit=said["page_size"]
            )
        except BadCursor:
            raise Http404(
                _("No feed gave out the cursor “%(name)s”.") % {"name": said["since"]}
            ) from None
        kept = {name: said[name] for name in ("process", "draft") if name in said}
        since = {"since": changes.cursor} if changes.cursor else {}
        further = f"{reverse('api:changes', request=request)}?{urlencode(since | kept)}"
        answer = Response(
            {
                "results": [told.event_shape(event) for event in changes.events],
                "cursor": changes.cursor,
                "next": further,
                "more": changes.has_more,
            }
        )
        if changes.has_more:
            add_link(answer, further, "next")
        return answer
