"""What was saved of a provision: every text, with who, when, why and by which act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bracketed import compare_pair
from documents.models import Document, Wording
from documents.queries import EditView, edits, texts_at
from tracker.queries.desk.door import Desk, text_at
from tracker.queries.desk.said import Said
from tracker.queries.labels import bare
from tracker.queries.places import Place, path_to
from tracker.queries.redline import both_readings, one_side
from tracker.queries.written import written


@dataclass(frozen=True, slots=True)
class Saved:
    """A text that was saved, with what it changed of the one before; ``label`` where another
    was given, ``fate`` where it stopped or began to be part of the text."""

    edit: EditView
    words: SafeString
    changed: SafeString | None
    label: str
    fate: str
    is_now: bool
    may_undo: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two saved texts against each other."""

    earlier: int
    later: int
    left: SafeString
    right: SafeString
    both: SafeString


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The history of one provision in the rolling text; ``before`` is the number from which a
    further page goes back, None where there is no more."""

    path: tuple[Place, ...]
    desk: Desk
    document: Document
    name: str
    id: str
    version: int
    saved: tuple[Saved, ...]
    first: SafeString | None
    before: int | None
    pair: Pair | None
    said: Said


_PAGE = 50


def history_page(
    desk: Desk,
    here: Wording,
    *,
    before: int | None,
    pair: tuple[int, int] | None,
    said: Said | None = None,
) -> HistoryPage:
    """The history of a provision, ``before`` an edit; ``pair`` are the numbers of two edits to
    be compared (0: the text from which the rolling text was opened)."""
    text = text_at(desk)
    found = edits(text, here.provision, before=before, limit=_PAGE + 1)
    shown, more = found[:_PAGE], found[_PAGE:]
    name = name_of_wording(here)
    return HistoryPage(
        path=path_to(desk.process, desk.document, _("History of %(name)s") % {"name": name}),
        desk=desk,
        document=desk.document,
        name=name,
        id=here.provision.public_id,
        version=here.version,
        saved=tuple(saved_texts(shown, here, is_latest=before is None)),
        first=_first(shown, here) if not more else None,
        before=shown[-1].number if more else None,
        pair=_pair(desk, here, pair) if pair else None,
        said=said or Said(),
    )


def saved_texts(
    found: tuple[EditView, ...], here: Wording, *, is_latest: bool = True
) -> Iterator[Saved]:
    """The edits of one provision as texts, newest first."""
    for place, edit in enumerate(found):
        item = next(one for one in edit.items if one.provision == here.provision.public_id)
        was = item.before.words if item.before else ""
        now = item.after.words if item.after else ""
        relabelled = item.before and item.after and item.before.label != item.after.label
        yield Saved(
            edit=edit,
            words=written(now),
            changed=_redline(was, now) if was != now else None,
            label=item.after.label if relabelled and item.after else "",
            fate=item.after.disposition
            if item.before and item.after and item.before.disposition != item.after.disposition
            else "",
            is_now=is_latest and place == 0,
            may_undo=is_latest and place == 0 and edit.undone_by is None,
        )


def name_of_wording(row: Wording) -> str:
    """How a provision is called in a title."""
    label = row.code or row.number or bare(row.label)
    heading = row.heading.replace("[", "").replace("]", "").strip()
    if label and heading:
        return f"{label} {heading}"
    return label or heading or " ".join(row.words.split()[:6]) or _("this provision")


def _first(shown: tuple[EditView, ...], here: Wording) -> SafeString | None:
    """What it said when the rolling text was opened, if it was there then."""
    if not shown:
        return written(here.words)
    item = next(one for one in shown[-1].items if one.provision == here.provision.public_id)
    return written(item.before.words) if item.before else None


def _redline(was: str, now: str) -> SafeString:
    return both_readings(was, now, compare_pair(was, now).hunks)


def _pair(desk: Desk, here: Wording, numbers: tuple[int, int]) -> Pair:
    """:raises Http404: for an edit that did nothing to this provision."""
    earlier, later = sorted(numbers)
    was, now = (_text_after(desk, here, number) for number in (earlier, later))
    hunks = compare_pair(was, now).hunks
    return Pair(
        earlier=earlier,
        later=later,
        left=one_side(was, hunks, is_later=False),
        right=one_side(now, hunks, is_later=True),
        both=both_readings(was, now, hunks),
    )


def _text_after(desk: Desk, here: Wording, number: int) -> str:
    found = texts_at(text_at(desk), number, [here.provision])
    if here.provision.public_id not in found:
        raise Http404(
            _("This provision was no part of the text at edit %(number)d.") % {"number": number}
        )
    return found[here.provision.public_id]
