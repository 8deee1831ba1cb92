"""Bodies of requests, read within bounds."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class BodyParser(JSONParser):
    """JSON of a size and depth that somebody may have meant."""

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """What the body says.

        :raises ParseError: where it is no JSON, nested without end, or holds half characters,
            which no text can keep.
        :raises RequestDataTooBig: where it is too large.
        """
        limit: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise RequestDataTooBig
        try:
            said = super().parse(io.BytesIO(body), media_type, parser_context)
            json.dumps(said, ensure_ascii=False).encode()
        except RecursionError as error:
            raise ParseError(_("The body is nested too deeply to be read.")) from error
        except UnicodeEncodeError as error:
            raise ParseError(
                _("The body holds half of a character that is written in two (“\\ud800”).")
            ) from error
        return said
