"""Files that were written before, as long as nothing they were made from has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.db import connection
from django.db.models import Model
from django.utils.translation import get_language

from bracketed.model import ENGINE
from documents.models import Draft
from negotiation.models import Member, Process
from negotiation.queries.kept import Kept
from tracker.queries.moment import Reader

#: How many bytes of files one process keeps.
_MOST: Final = 32 * 1024 * 1024
#: What of each table tells that something in it is another than before. Every act is an event and
#: counts its process up; what is read again by a newer engine shows in the draft.
_TELLTALES: Final[tuple[tuple[type[Model], str], ...]] = (
    (Process, "sum(head_seq)"),
    (Process, "max(head_hash)"),
    (Draft, "max(id)"),
    (Draft, "sum(reading)"),
    (Draft, "sum(head_edit)"),
    (Draft, "max(frozen_at)"),
    (Member, "max(id)"),
    (Member, "count(*)"),
)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The bytes of a file with its name, and its ETag, which is that of its bytes."""

    content: bytes
    name: str
    etag: str


def kept_file(content: bytes, name: str) -> KeptFile:
    """The file with its ETag."""
    return KeptFile(content, name, f'"{hashlib.sha256(content).hexdigest()[:32]}"')


FILES: Final[Kept[KeptFile]] = Kept(_MOST, lambda one: len(one.content))


def mark_of(user: Reader, record: Hashable, *asked: Hashable) -> Hashable:
    """What a file is known by: who asks for what, in which language, and the :func:`record_now`."""
    reader = (user.pk, getattr(user, "is_superuser", False), user.is_active)
    return (*asked, reader, get_language(), record)


def record_now() -> Hashable:
    """What tells all that was ever recorded, and by which engine it is read. One query. It is
    never shown: what changed may be hidden from who asks."""
    with connection.cursor() as cursor:
        cursor.execute(_reading_them())
        row = cursor.fetchone()
    return (ENGINE, *(row or ()))


@cache
def _reading_them() -> str:
    reads = ", ".join(
        # every word of it stands in this module
        f"(SELECT {what} FROM {connection.ops.quote_name(model._meta.db_table)})"  # noqa: S608
        for model, what in _TELLTALES
    )
    return f"SELECT {reads}"
