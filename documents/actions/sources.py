"""Files as they are kept."""

from __future__ import annotations

import hashlib

from documents.files import ENCODING, read_text
from documents.models import Source


def record_source(*, name: str, content: bytes) -> Source:
    """Keep a file byte for byte; the same bytes give the same row.

    :raises BadFile: when it is empty, too large, or not a text in UTF-8.
    """
    read_text(name, content)
    digest = hashlib.sha256(content).hexdigest()
    source, _ = Source.objects.get_or_create(
        sha256=digest, defaults={"name": name[:200], "content": content, "encoding": ENCODING}
    )
    return source
