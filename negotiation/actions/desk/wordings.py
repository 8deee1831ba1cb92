"""Words saved, brought back, and edits undone."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from documents import actions as texts
from documents.editing.outcomes import Clash, Saved, Unchanged
from documents.models import Draft, Edit, Provision, Wording
from documents.queries import texts_at
from documents.refusals import Moved
from negotiation.actions.desk.table import sit_down
from negotiation.actions.desk.taking_back import record_taking_back
from negotiation.models import Decision


@transaction.atomic
def save_wording(
    draft: Draft,
    provision: Provision,
    text: str,
    *,
    base: int,
    operation: Edit.Operation = Edit.Operation.REWORD,
    reason: str = "",
    editorial: bool = False,
    label: str | None = None,
    by: User,
) -> Saved | Unchanged | Clash:
    """Save the words (of a heading: the heading) of a provision, from the version ``base`` that
    the person started from. What others saved meanwhile is kept, or shown as a clash.

    :raises Forbidden: for anybody but the secretariat.
    :raises ReasonNeeded: when the words were agreed, and there is no reason, nor is it editorial.
    :raises Refused: when the meeting of the draft is closed.
    :raises Unfit: when the draft is frozen, or the words cannot be kept.
    """
    table = sit_down(draft, by)
    outcome = texts.save_wording(
        table.draft,
        provision,
        text,
        base=base,
        operation=operation,
        reason=reason,
        editorial=editorial,
        label=label,
        by=by,
        at=table.at,
    )
    if isinstance(outcome, Saved):
        table.record(outcome.edit, provision, reason=reason, editorial=editorial)
    return outcome


def restore_text(
    draft: Draft,
    provision: Provision,
    number: int,
    *,
    base: int | None = None,
    reason: str = "",
    editorial: bool = False,
    by: User,
) -> Saved | Unchanged | Clash:
    """Save again the words that a provision had after edit ``number`` of the draft (0: before
    the first); without ``base`` over whatever it says now.

    :raises Moved: when it was no part of the draft then.
    :raises Forbidden: and all else as :func:`save_wording` does.
    """
    with transaction.atomic():
        table = sit_down(draft, by)
        words = texts_at(table.draft, number, [provision]).get(provision.public_id)
        if words is None:
            raise Moved(
                _("This provision was no part of the text after edit %(number)d.")
                % {"number": number}
            )
        if base is None:
            row = Wording.objects.filter(draft=table.draft, provision=provision).first()
            base = row.version if row else 0
        return save_wording(
            draft,
            provision,
            words,
            base=base,
            operation=Edit.Operation.RESTORE,
            reason=reason,
            editorial=editorial,
            by=by,
        )


@transaction.atomic
def undo_edit(edit: Edit, *, reason: str = "", by: User) -> Edit:
    """Turn back an edit, as a further one, with the decisions by which it reopened what was
    agreed.

    :raises Forbidden: for anybody but the secretariat.
    :raises ReasonNeeded: when words were agreed since, and there is no reason.
    :raises Refused: when the meeting of the draft is closed.
    :raises Moved: when what it touched was touched again.
    """
    table = sit_down(edit.draft, by)
    undone = texts.undo(edit, reason=reason, by=by, at=table.at)
    table.record(undone, reason=reason, editorial=edit.editorial and not reason.strip())
    came_with_it = Decision.objects.filter(
        Q(reopens__isnull=False) | Q(basis=Decision.Basis.EDITORIAL),
        draft=table.draft,
        at=edit.at,
        corrected_by=None,
    )
    for decision in came_with_it.exclude(basis=Decision.Basis.TAKEN_BACK).order_by("id"):
        record_taking_back(decision, table.process, note=reason, by=by, at=table.at)
    return undone
