"""Faces of an answer beside JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer


class PlainTextRenderer(BaseRenderer):
    """Plain text in UTF-8: a view hands over the text itself. An error is one line a field."""

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
            data = "".join(f"{name}: {value}\n" for name, value in data.items())
        return str(data).encode(self.charset)
