"""Faces of an answer beside JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer


class PlainTextRenderer(BaseRenderer):
    """Plain text in UTF-8: a view hands over the text itself. A refusal stays a problem in
    JSON, as its content type says."""

    media_type = "text/plain"
    format = "txt"
    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """The bytes of ``data``; not one is added, so that a source comes out as it went in."""
        if isinstance(data, Mapping):
            data = json.dumps(data, ensure_ascii=False)
        return str(data).encode(self.charset)


class CommaSeparatedRenderer(PlainTextRenderer):
    """A table as CSV: a view hands over the text of it."""

    media_type = "text/csv"
    format = "csv"


class EventStreamRenderer(PlainTextRenderer):
    """Server-sent events: a view answers with the stream itself, and only refusals come here."""

    media_type = "text/event-stream"
    format = "events"
