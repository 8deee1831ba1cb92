"""What a save and a planned renumbering come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from bracketed import Conflict
from documents.models import Edit


@dataclass(frozen=True, slots=True)
class Saved:
    """The text as it stands now. ``is_joined``: with the words that others saved meanwhile."""

    edit: Edit
    version: int
    text: str
    is_joined: bool


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing was to be saved. ``text`` is what stands there: of a person who changed nothing
    what somebody else saved meanwhile."""

    version: int
    text: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else changed the same words: nothing was saved, and a person decides.

    ``version`` is that of ``theirs``, saved ``by`` whom and when; a further save from it, with
    the words the person decides on, settles the matter."""

    conflict: Conflict
    base_text: str
    mine: str
    theirs: str
    version: int
    by: User
    at: datetime


@dataclass(frozen=True, slots=True)
class Relabelled:
    """A provision (public id) with its label, and with the one it would get."""

    id: str
    before: str
    after: str
