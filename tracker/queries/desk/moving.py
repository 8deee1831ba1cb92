"""The whole rolling text as a list of places where a provision can go."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bracketed.model import HEADINGS, Role
from documents.models import LIVE, Document, Wording
from documents.queries import Near, reading_order
from tracker.queries.desk.door import Desk, text_at
from tracker.queries.desk.history import name_of_wording
from tracker.queries.desk.said import Said
from tracker.queries.places import Place, path_to


@dataclass(frozen=True, slots=True)
class Goal:
    """A place in the text: behind a provision, or first under a heading."""

    value: str
    name: str
    depth: int
    is_under: bool


@dataclass(frozen=True, slots=True)
class MovePage:
    """The provision, and where it can go."""

    path: tuple[Place, ...]
    desk: Desk
    document: Document
    at: str
    name: str
    goals: tuple[Goal, ...]
    said: Said


def move_page(desk: Desk, here: Wording, said: Said | None = None) -> MovePage:
    """All places but those under the provision itself. One query for the whole text."""
    at = here.provision.public_id
    goals: list[Goal] = []
    inside: set[str | None] = {at}
    for one in reading_order(text_at(desk)):
        if one.parent in inside or one.id == at:
            inside.add(one.id)
            continue
        if one.disposition not in LIVE or one.role is not Role.TEXT:
            continue
        if one.kind in HEADINGS:
            goals.append(Goal(f"under:{one.id}", _name(one), one.depth, is_under=True))
        goals.append(Goal(f"after:{one.id}", _name(one), one.depth, is_under=False))
    return MovePage(
        path=path_to(desk.process, desk.document, _("Move")),
        desk=desk,
        document=desk.document,
        at=at,
        name=name_of_wording(here),
        goals=tuple(goals),
        said=said or Said(),
    )


def _name(one: Near) -> str:
    words = one.heading or " ".join(one.words.replace("[", "").replace("]", "").split()[:7])
    return f"{one.number or one.label} {words}".strip()
