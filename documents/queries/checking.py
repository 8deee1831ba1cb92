"""Whether the record of the texts agrees with itself; what it finds is said in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bracketed import apply_marks
from bracketed.model import Mark, MarkKind
from documents.content import content_hash, text_hash
from documents.editing.hashes import Done, edit_hash
from documents.editing.state import canonical, state_of
from documents.models import Draft, Edit, Wording
from documents.queries.drafts import printed
from documents.refusals import BadPlan
from documents.tiling import check_claims


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the record that is not as it was written. ``draft`` is a public id, ``edit``
    the number of an edit, if it is about one."""

    draft: str
    edit: int | None
    message: str


def check_editing() -> Iterator[Finding]:
    """What was changed behind the program's back: in the history of edits, in the present state
    of what was edited, and in what issued drafts print. One draft at a time."""
    for draft in Draft.objects.order_by("id").iterator():
        if draft.head_edit or draft.state == Draft.State.ROLLING or draft.edits.exists():
            yield from _check_history(draft)
        if draft.state == Draft.State.ISSUED:
            yield from _check_print(draft)


def _check_history(draft: Draft) -> Iterator[Finding]:
    last: dict[int, str] = {}
    previous, number = "", 0
    for edit in _edits(draft):
        number += 1
        if edit.number != number:
            yield _found(draft, edit, _("An edit before this one is missing."))
            number = edit.number
        if edit.content_hash != _hash(draft, edit, previous):
            yield _found(draft, edit, _("It is not what was recorded, or follows another edit."))
        for item in edit.items.all():
            if last.get(item.provision_id, item.before) != item.before:
                yield _found(
                    draft, edit, _("It begins with a text that the edit before did not leave.")
                )
            last[item.provision_id] = item.after
        previous = edit.content_hash
    if number != draft.head_edit:
        yield Finding(draft.public_id, None, _("Edits at the end are missing, or too many."))
    yield from _check_present(draft, last)


def _edits(draft: Draft) -> Iterator[Edit]:
    edits = Edit.objects.filter(draft=draft).select_related("undoes").order_by("number")
    return edits.prefetch_related("items__provision").iterator(chunk_size=500)


def _hash(draft: Draft, edit: Edit, previous: str) -> str:
    return edit_hash(
        draft=draft.public_id,
        number=edit.number,
        operation=edit.operation,
        reason=edit.reason,
        editorial=edit.editorial,
        undoes=edit.undoes.number if edit.undoes else None,
        by=edit.by_id,
        at=edit.at,
        items=[
            Done(item.provision.public_id, item.before, item.after, item.version)
            for item in edit.items.all()
        ],
        previous=previous,
    )


def _check_present(draft: Draft, last: dict[int, str]) -> Iterator[Finding]:
    opened_with = _opened_with(draft)
    for wording in _wordings(draft):
        left = last.pop(wording.provision_id, None)
        if left is None and wording.words != opened_with.get(wording.provision_id, wording.words):
            yield Finding(
                draft.public_id,
                None,
                _("The words of “%(provision)s” were exchanged.") % {"provision": wording},
            )
            continue
        if left is not None and left != canonical(state_of(wording)):
            yield Finding(
                draft.public_id,
                None,
                _("“%(provision)s” is not as its last edit left it.") % {"provision": wording},
            )
        elif wording.text_hash != text_hash(wording.words):
            yield Finding(
                draft.public_id,
                None,
                _("The words of “%(provision)s” were exchanged.") % {"provision": wording},
            )
    if any(last.values()):
        yield Finding(draft.public_id, None, _("Provisions that were edited are missing."))


def _opened_with(draft: Draft) -> dict[int, str]:
    """The words that a rolling draft took over from the one it follows, by provision; those of
    an issued draft are held against what it prints."""
    if draft.state != Draft.State.ROLLING or draft.follows is None:
        return {}
    return {wording.provision_id: wording.words for wording in _wordings(draft.follows)}


def _check_print(draft: Draft) -> Iterator[Finding]:
    if draft.content_hash != content_hash(draft):
        yield Finding(draft.public_id, None, _("What it prints is not what was issued."))
    claims = []
    for wording in _wordings(draft).filter(start__isnull=False):
        claims.append((str(wording), wording.start, wording.source))
        marks = tuple(Mark(MarkKind(kind), start, end) for kind, start, end in wording.marks)
        if apply_marks(wording.source, marks) != wording.words:
            yield Finding(
                draft.public_id,
                None,
                _("The words of “%(provision)s” are not what is printed.") % {"provision": wording},
            )
    try:
        check_claims(claims, printed(draft))
    except BadPlan as error:
        yield Finding(draft.public_id, None, str(error))


def _wordings(draft: Draft) -> QuerySet[Wording]:
    return Wording.objects.filter(draft=draft).select_related("provision", "parent").order_by("id")


def _found(draft: Draft, edit: Edit, message: str) -> Finding:
    return Finding(draft.public_id, edit.number, message)
