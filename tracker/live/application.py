"""The ASGI application: Django's own, save for where streams are admitted."""

from __future__ import annotations

import re
from typing import Any, Final

from django.core.handlers.asgi import ASGIHandler

_STREAMS: Final = re.compile(r"/api/v1/events/|/screen/[^/]+/stream/")


class Application(ASGIHandler):
    """Django gives every request a thread for as long as it lasts, and with it a connection to
    the database. Streams last, and five hundred may come at once when a server starts again:
    they are admitted one after the other in one thread that all of them share, and none keeps
    it."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and _STREAMS.fullmatch(scope["path"]):
            await self.handle(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
