"""Files as they are kept."""

from __future__ import annotations

import hashlib

from documents.files import ENCODING, read_text
from documents.models import Source
from documents.models.source import BINARY
from documents.reading import MediaType, kind_of


def record_source(*, name: str, content: bytes) -> Source:
    """Keep a text byte for byte; the same bytes give the same row.

    :raises BadFile: when it is empty, too large, or not a text in UTF-8.
    """
    read_text(name, content)
    return _keep(name, content, ENCODING, MediaType.TEXT)


def record_file(*, name: str, content: bytes) -> Source:
    """Keep a file of any kind that can be read, byte for byte; the same bytes give the same
    row. Its text is another source.

    :raises BadFile: when it is of no such kind.
    """
    media_type = kind_of(name, content)
    return _keep(name, content, BINARY, media_type)


def _keep(name: str, content: bytes, encoding: str, media_type: MediaType) -> Source:
    source, _ = Source.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={
            "name": name[:200],
            "content": content,
            "encoding": encoding,
            "media_type": media_type.value,
        },
    )
    return source
