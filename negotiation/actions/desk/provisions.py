"""What is done to whole provisions at the desk. Each gives the edit, and all refuse alike.

:raises Forbidden: for anybody but the secretariat.
:raises ReasonNeeded: when agreed words change, go, or get a rival, and there is no reason.
:raises Refused: when the meeting of the draft is closed.
:raises Unfit: when the draft is frozen, or the text does not allow it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.contrib.auth.models import User
from django.db import transaction

from bracketed.model import Kind, Role
from documents import actions as texts
from documents.editing.outcomes import Relabelled
from documents.models import Draft, Edit, Provision
from negotiation.actions.desk.table import sit_down


@transaction.atomic
def insert(
    draft: Draft,
    *,
    under: Provision | None,
    after: Provision | None,
    kind: Kind,
    text: str,
    label: str | None = "",
    role: Role = Role.TEXT,
    reason: str = "",
    by: User,
) -> Edit:
    """Put a new provision directly under one (None: at the top), after another (None: first)."""
    table = sit_down(draft, by)
    edit = texts.insert(
        table.draft,
        under=under,
        after=after,
        kind=kind,
        text=text,
        label=label,
        role=role,
        reason=reason,
        by=by,
        at=table.at,
    )
    return table.record(edit, reason=reason)


@transaction.atomic
def split(
    draft: Draft,
    provision: Provision,
    at_character: int,
    *,
    base: int,
    label: str | None = None,
    reason: str = "",
    by: User,
) -> Edit:
    """Make two provisions of one, at a place in its words."""
    table = sit_down(draft, by)
    edit = texts.split(
        table.draft,
        provision,
        at_character,
        base=base,
        label=label,
        reason=reason,
        by=by,
        at=table.at,
    )
    return table.record(edit, provision, reason=reason)


@transaction.atomic
def merge(
    draft: Draft,
    provisions: Sequence[Provision],
    text: str,
    *,
    bases: Mapping[str, int],
    reason: str = "",
    by: User,
) -> Edit:
    """Merge provisions into the first of them, with these words."""
    table = sit_down(draft, by)
    edit = texts.merge(
        table.draft, provisions, text, bases=bases, reason=reason, by=by, at=table.at
    )
    return table.record(edit, provisions[0], reason=reason)


@transaction.atomic
def move(
    draft: Draft,
    provision: Provision,
    *,
    under: Provision | None,
    after: Provision | None,
    reason: str = "",
    by: User,
) -> Edit:
    """Move a provision with all that stands under it."""
    table = sit_down(draft, by)
    edit = texts.move(
        table.draft, provision, under=under, after=after, reason=reason, by=by, at=table.at
    )
    return table.record(edit, provision, reason=reason)


@transaction.atomic
def turn_into_alternative(
    draft: Draft, provision: Provision, of: Provision, *, reason: str = "", by: User
) -> Edit:
    """Let a provision compete with another one."""
    table = sit_down(draft, by)
    edit = texts.turn_into_alternative(
        table.draft, provision, of, reason=reason, by=by, at=table.at
    )
    return table.record(edit, provision, reason=reason)


@transaction.atomic
def choose_alternative(draft: Draft, alternative: Provision, *, reason: str = "", by: User) -> Edit:
    """Choose one of the wordings that compete; the others are withdrawn (rule 2)."""
    table = sit_down(draft, by)
    edit = texts.choose_alternative(table.draft, alternative, reason=reason, by=by, at=table.at)
    return table.record(edit, reason=reason)


@transaction.atomic
def withdraw(draft: Draft, provision: Provision, *, reason: str = "", by: User) -> Edit:
    """Withdraw a provision with all that stands under it."""
    table = sit_down(draft, by)
    edit = texts.withdraw(table.draft, provision, reason=reason, by=by, at=table.at)
    return table.record(edit, provision, reason=reason)


@transaction.atomic
def restore(draft: Draft, provision: Provision, *, reason: str = "", by: User) -> Edit:
    """Make a provision part of the text again."""
    table = sit_down(draft, by)
    edit = texts.restore(table.draft, provision, reason=reason, by=by, at=table.at)
    return table.record(edit, provision, reason=reason)


@transaction.atomic
def relabel(draft: Draft, labels: Iterable[Relabelled], *, reason: str = "", by: User) -> Edit:
    """Give provisions other labels, as the concordance said that was shown before."""
    table = sit_down(draft, by)
    edit = texts.relabel(table.draft, labels, reason=reason, by=by, at=table.at)
    return table.record(edit, reason=reason)
