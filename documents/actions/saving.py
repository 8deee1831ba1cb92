"""Compare and save: the words of one provision, from the version they were started from."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from bracketed import Conflict, ConflictReason, merge, parse_wording
from bracketed.outline.numbers import number_of
from documents.actions.editing import write_edit
from documents.actions.rows import changed, live_row, lock_rolling
from documents.editing.outcomes import Clash, Saved, Unchanged
from documents.editing.state import State, state_of
from documents.editing.words import clean_label, clean_words
from documents.models import Draft, Edit, EditItem, Provision, Wording
from documents.queries.edits import state_of_version
from documents.refusals import Moved


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
    at: datetime,
) -> Saved | Unchanged | Clash:
    """Save the words (of a heading: the heading) and, if given, the label of a provision.

    ``base`` is the version the person started from. What others saved since is kept: edits
    that do not touch each other are joined, others are given back and nothing is saved. Line
    ends and white space at the edges are no change.

    :raises NotEditable: when the draft is not rolling, or the provision not part of its text.
    :raises BadText: when the words cannot be kept.
    :raises Moved: when there never was such a version.
    """
    mine = clean_words(text)
    new_label = None if label is None else clean_label(label)
    draft = lock_rolling(draft)
    row = live_row(draft, provision)
    now = state_of(row)
    start = now if base == row.version else _started_from(draft, row, base)
    joined = _join(start, mine, new_label, now)
    if isinstance(joined, Conflict):
        last = EditItem.objects.select_related("edit__by").filter(edit__draft=draft)
        edit = last.filter(provision=provision).order_by("-edit__number")[0].edit
        return Clash(joined, start.words, mine, now.words, row.version, edit.by, edit.at)
    words, new_label = joined
    item = changed(row, **_fields(row, words, new_label))
    if item.before == item.after:
        return Unchanged(row.version, words)
    is_joined = words != mine
    edit = write_edit(
        draft,
        [item],
        operation=Edit.Operation.MERGE_EDITS if is_joined else operation,
        reason=reason,
        editorial=editorial,
        by=by,
        at=at,
    )
    return Saved(edit, row.version, words, is_joined)


def _started_from(draft: Draft, row: Wording, version: int) -> State:
    state = state_of_version(draft, row.provision, version) if 0 < version < row.version else None
    if state is None:
        raise Moved(
            _("“%(provision)s” has no version %(version)d here; open it again.")
            % {"provision": row, "version": version}
        )
    return state


def _join(start: State, mine: str, label: str | None, now: State) -> Conflict | tuple[str, str]:
    """The words and the label with what either side changed since ``start``."""
    theirs = now.words
    merged = merge(start.words, mine, theirs)
    if isinstance(merged, Conflict):
        return merged
    if merged.text not in (mine, theirs) and _has_new_problem(merged.text, mine, theirs):
        whole = len(start.words)
        return Conflict(ConflictReason.BRACKETS, start.words, mine, theirs, 0, whole)
    if label is None or label in (start.label, now.label):
        return merged.text, now.label
    if now.label != start.label:
        return Conflict(ConflictReason.OVERLAP, start.label, label, now.label, 0, len(start.label))
    return merged.text, label


def _has_new_problem(text: str, mine: str, theirs: str) -> bool:
    """Whether a reader would point out something that neither side had."""
    return bool(_problems(text) - (_problems(mine) | _problems(theirs)))


def _problems(text: str) -> Counter[tuple[str, str]]:
    problems = parse_wording(text).problems
    return Counter((problem.kind, text[problem.start : problem.end]) for problem in problems)


def _fields(row: Wording, words: str, label: str) -> dict[str, str | None]:
    state = state_of(row)
    fields: dict[str, str | None] = {"heading" if state.is_heading else "text": words}
    if label != row.label:
        fields |= {"label": label, "number": number_of(label)}
    if words and row.coverage == Wording.Coverage.NONE:
        fields["coverage"] = Wording.Coverage.WHOLE.value
    return fields
