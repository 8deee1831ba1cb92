"""A rolling text issued: printed into a file of its own, read back, and frozen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from bracketed.outline.printed import Printed, print_provisions
from documents.actions.drafts import issue
from documents.actions.rows import lock_rolling
from documents.actions.sources import record_source
from documents.models import LIVE, Draft, DraftPassage, Passage, Wording
from documents.queries.drafts import in_reading_order
from documents.reading_back import as_written, read_back, to_print
from documents.refusals import NotIssuable


@transaction.atomic
def issue_rolling(
    draft: Draft,
    *,
    symbol: str,
    issued_on: date | None,
    as_of: date | None,
    as_of_note: str = "",
    title: str = "",
    record: str = "",
    by: User,
    at: datetime,
) -> Draft:
    """Print what lives of a rolling draft and freeze it. What was withdrawn is not printed, and
    stays beside it as its history. ``record`` is the head of the chain of events; ``title``, if
    given, what the draft is called from now on.

    :raises NotEditable: when the draft is not a rolling one.
    :raises NotIssuable: when nothing lives in it, or reading the print would not give the same
        provisions again.
    :raises BadFile: when the print would be too large to keep.
    """
    draft = lock_rolling(draft)
    rows = Wording.objects.filter(draft=draft, disposition__in=LIVE)
    ordered = list(in_reading_order(rows.order_by("rank", "id")))
    if not ordered:
        raise NotIssuable(_("“%(draft)s” holds no text to be issued.") % {"draft": draft})
    draft.title = title or draft.title
    draft.symbol, draft.issued_on, draft.record = symbol, issued_on, record
    draft.as_of, draft.as_of_note = as_of, as_of_note
    text, places = print_provisions(_head(draft), [to_print(*pair) for pair in ordered])
    _check_read_back([row for row, _depth in ordered], text)
    source = record_source(name=f"{symbol or draft.title}.txt", content=text.encode())
    passage, _made = Passage.objects.get_or_create(source=source, start=0, end=len(text))
    DraftPassage.objects.create(draft=draft, order=0, passage=passage)
    for (row, _depth), place in zip(ordered, places, strict=True):
        _claim(row, place, text)
    draft.save(update_fields=["title", "symbol", "issued_on", "as_of", "as_of_note", "record"])
    return issue(draft, by=by, at=at)


def _head(draft: Draft) -> list[str]:
    """The lines over the text, which belong to no provision."""
    lines = [draft.document.title, draft.symbol, draft.title]
    if draft.issued_on:
        lines.append(draft.issued_on.isoformat())
    if draft.as_of:
        lines.append(f"Status as of {draft.as_of.isoformat()} {draft.as_of_note}")
    if draft.record:
        lines.append(f"Record {draft.record}")
    return [*filter(None, lines), f"{draft.public_id} {draft.number} {draft.language}"]


def _check_read_back(rows: Sequence[Wording], text: str) -> None:
    for row, one, other in zip(rows, as_written(rows), read_back(text), strict=False):
        if one != other:
            raise NotIssuable(
                _(
                    "“%(provision)s” would not be read from the print as it stands; "
                    "take tabs and line ends out of its label."
                )
                % {"provision": row}
            )


def _claim(row: Wording, place: Printed, text: str) -> None:
    """What the print says of this wording; one without label and words prints nothing."""
    if place.start == place.end:
        return
    Wording.objects.filter(id=row.id).update(
        start=place.start,
        source=text[place.start : place.end],
        marks=[[mark.kind, mark.start, mark.end] for mark in place.marks],
    )
