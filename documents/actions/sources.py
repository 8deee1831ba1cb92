"""Files as they are kept."""

from __future__ import annotations

import hashlib

from documents.files import ENCODING, read_text
from documents.models import Source
from documents.models.source import BINARY
from documents.reading import MediaType, kind_of


def record_source(*, name: str, content: bytes, is_text: bool = True) -> Source:
    """Keep a file byte for byte; the same bytes give the same row. One that is not ``is_text``
    is kept as it was received: the text that was read from it is another source.

    :raises BadFile: when it is empty, too large, or not a text in UTF-8; without ``is_text``
        when it is of no kind that can be read.
    """
    media_type = MediaType.TEXT
    if is_text:
        read_text(name, content)
    else:
        media_type = kind_of(name, content)
    source, _ = Source.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={
            "name": name[:200],
            "content": content,
            "encoding": ENCODING if is_text else BINARY,
            "media_type": media_type.value,
        },
    )
    return source
