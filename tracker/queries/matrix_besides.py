"""A heading in one line: all that stands under it is agreed, besides few."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from negotiation.codes import ORDER, Shown
from negotiation.queries import MatrixRow
from tracker.queries.labels import shown_label
from tracker.queries.matrix_tree import Tree
from tracker.queries.signs import SIGNS

#: More exceptions than this are no exceptions; and for each so many must be agreed.
_MOST: Final = 3
_FOR_EACH: Final = 3


def besides(tree: Tree, row: MatrixRow, meeting: str) -> str:
    """“Pre-agreed besides 11 and Annex”: the lowest agreement of the others, and what is not
    agreed. Empty where there is nothing to except, too much of it, or the record says so in
    its own words."""
    record = tree.record
    counts, standing = record.under(row.id, meeting), record.cell(row.id, meeting)
    if counts is None or standing is None or standing.condition:
        return ""
    exceptions = counts.total - counts.agreed
    if not 0 < exceptions <= _MOST or counts.agreed < _FOR_EACH * exceptions:
        return ""
    names, codes = [], []
    for leaf in tree.leaves(row.id):
        found = record.cell(leaf.id, meeting)
        if found is not None and found.shown == Shown.AGREED:
            codes.append(found.code)
        else:
            names.append(_name(leaf))
    if len(names) != exceptions:
        return ""
    said = SIGNS[min(codes, key=lambda code: ORDER[code])].word
    return _("%(status)s besides %(names)s") % {"status": said, "names": _joined(names)}


def _name(row: MatrixRow) -> str:
    label = shown_label(code=row.code, number=row.number, label=row.label, heading=row.heading)
    return label or row.heading or _("a paragraph without number")


def _joined(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    first = _(", ").join(names[:-1])
    return _("%(first)s and %(last)s") % {"first": first, "last": names[-1]}
