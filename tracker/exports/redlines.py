"""What changed between two moments, as a redline to take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from bracketed.model import HEADINGS
from documents.lists import listed
from documents.queries import ChangeView, ComparisonView, DraftView, HunkView, SideView
from documents.writing.redline import (
    How,
    Paragraph,
    Place,
    Redline,
    RedlineRow,
    Wording,
    only,
    weave,
    without,
)
from negotiation.queries import Standing, standings
from tracker.exports.between import Between
from tracker.exports.consolidated import head_of
from tracker.exports.sequence import Item, in_sequence
from tracker.queries.acts import acts_of, word_of
from tracker.queries.moment import Reader, view_of_moment
from tracker.queries.reasons import reasons_of
from tracker.queries.reopenings import Reopening, reopenings
from tracker.queries.signs import sign_of_standing


def redline_of(between: Between, user: Reader) -> Redline:
    """What changed as one sequence, with the decisions on the later text as comments. In a
    constant number of queries."""
    view, until = between.view, between.later
    earlier, later = view_of_moment(between.earlier), view_of_moment(until)
    notes = _Notes(
        later,
        standings(later, until.meeting, user, until.time),
        reopenings(view, user, between.earlier),
    )
    before = [one.id for one in earlier.provisions]
    after = [one.id for one in later.provisions]
    rows = (_row(item, earlier, later, notes) for item in in_sequence(view.changes, before, after))
    return Redline(
        earlier=head_of(between.earlier, "bracketed", user),
        later=head_of(until, "bracketed", user),
        rows=tuple(row for row in rows if row.paragraphs),
        totals=tuple(_totals(view)),
    )


def _totals(view: ComparisonView) -> Iterator[str]:
    """How often what happened; where nothing did, why."""
    for kind, number in view.totals:
        yield _("%(kind)s: %(number)d") % {"kind": word_of(kind), "number": number}
    if not view.changes:
        yield _("They have nothing in common")
        yield _(
            "Each of the two holds only a part of its document, and no provision of one was found"
            " again in the other. What only one of them holds is neither new nor gone."
        )
    elif not view.totals:
        yield _("Nothing changed")


class _Notes:
    """What is said beside a row."""

    def __init__(
        self,
        later: DraftView,
        found: Mapping[str, Standing],
        reopened: Mapping[int, Reopening],
    ) -> None:
        self._later, self._found, self._reopened = later, found, reopened

    def of(self, item: Item) -> Iterator[str]:
        """What was decided on the later wordings, and what was reopened."""
        for side in item.later:
            standing = self._found.get(side.id)
            if standing and standing.origin in ("own", "cover", "excepted"):
                sign = sign_of_standing(standing)
                provision = self._later.provision(side.id)
                reasons = listed(reasons_of(provision, standing, ()))
                said = {"sign": sign.glyph, "status": sign.word, "reasons": reasons}
                if reasons:
                    yield _("%(sign)s %(status)s: %(reasons)s") % said
                else:
                    yield _("%(sign)s %(status)s") % said
        if reopening := self._reopened.get(item.change.order):
            yield _("↺ reopened: it had been %(status)s") % {"status": reopening.was}


def _row(item: Item, earlier: DraftView, later: DraftView, notes: _Notes) -> RedlineRow:
    view, sides = (later, item.later) if item.later else (earlier, item.earlier)
    first = view.provision(sides[0].id)
    is_heading = first.kind in HEADINGS
    return RedlineRow(
        id=first.id,
        place=item.place,
        move=item.move,
        level=min(first.depth + 2, 6) if is_heading else 0,
        indent=0 if is_heading else max(0, min(first.depth - 2, 4)),
        paragraphs=_paragraphs(item, earlier, later),
        acts=() if item.place is Place.FROM else tuple(act.word for act in acts_of(item.change)),
        comments=() if item.place is Place.FROM else tuple(notes.of(item)),
    )


def _paragraphs(item: Item, earlier: DraftView, later: DraftView) -> tuple[Paragraph, ...]:
    was, became = _wordings(item.earlier, earlier), _wordings(item.later, later)
    if not any(one.words for one in (*was, *became)):
        return ()
    match item.place:
        case Place.GONE:
            return only(How.DELETED, was)
        case Place.NEW:
            return only(How.INSERTED, became)
        case Place.FROM:
            return without(How.INSERTED, weave(was, became, _hunks(item.change)), How.DELETED)
        case Place.TO:
            return without(How.DELETED, weave(was, became, _hunks(item.change)), How.INSERTED)
        case Place.STAYS:
            return weave(was, became, _hunks(item.change))


def _wordings(sides: tuple[SideView, ...], view: DraftView) -> list[Wording]:
    found = []
    for side in sides:
        provision = view.provision(side.id)
        label = provision.number or provision.label
        gap = " " if provision.kind in HEADINGS else "\t"
        found.append(Wording(f"{label}{gap}" if label else "", side.words))
    return found


def _hunks(change: ChangeView) -> tuple[HunkView, ...]:
    """The hunks of a change; where there are none, nothing or everything is another."""
    if change.hunks:
        return change.hunks
    before, after = (
        "\n".join(side.words for side in sides) for sides in (change.earlier, change.later)
    )
    kind = "equal" if before == after else "replace"
    return (HunkView(kind, "words", 0, len(before), 0, len(after)),)
