"""The columns of a matrix: what holds at the close of each meeting.

A column is kept by all that stood by then. What is decided at one meeting changes no column of an
earlier one, so that after a decision in the room one column is made, and not all of them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from negotiation.models import Meeting
from negotiation.queries.contradictions import add_contradictions
from negotiation.queries.folded import Moment
from negotiation.queries.folding import Made, fold
from negotiation.queries.kept import CELLS, Kept, mark_of_calendar
from negotiation.queries.layers import Layers
from negotiation.queries.moments import Calendar
from negotiation.queries.rollup import Counts, count, count_under
from negotiation.queries.rulings import Ruling
from negotiation.queries.standing import Standing


@dataclass(frozen=True, slots=True)
class Column:
    """What holds at the close of a meeting by the public id of a provision, how many stand
    where, and under each heading."""

    cells: Mapping[str, Standing]
    counts: Counts
    under: Mapping[str, Counts]


_kept: Final[Kept[Column]] = Kept(CELLS, lambda column: len(column.cells))


def forget() -> None:
    """Keep no column from before."""
    _kept.clear()


def columns_of(
    document: int,
    calendar: Calendar,
    layers: Layers,
    rulings: Sequence[Ruling],
    recorded: Sequence[tuple[int, Meeting]],
) -> dict[str, Column]:
    """The columns of a document (its primary key) by the slugs of the meetings at which something
    is recorded, each given after its place, in their order.

    :param rulings: in their order."""
    places = [ruling.place for ruling in rulings]
    ids = array("q", [ruling.id for ruling in rulings])
    made: Made = {}
    found: dict[str, Column] = {}
    for place, meeting in recorded:
        number = bisect_right(places, place)
        mark = (document, mark_of_calendar(calendar, place), place, _digest(ids[:number]))
        column = _kept.get(mark)
        if column is None:
            layers.lay_up_to(place)
            column = _column(layers, rulings[:number], Moment(place, calendar.meetings), made)
            _kept.put(mark, column)
        found[meeting.slug] = column
    return found


def _digest(ids: array[int]) -> Hashable:
    """Decisions are never changed: their ids tell what they say."""
    return blake2b(ids.tobytes(), digest_size=16).digest()


def _column(layers: Layers, rulings: Sequence[Ruling], moment: Moment, made: Made) -> Column:
    tree = layers.tree()
    folded = fold(tree, rulings, moment, made)
    add_contradictions(folded)
    names = layers.latest
    return Column(
        cells={names[pk].public_id: standing for pk, standing in folded.standings.items()},
        counts=count(
            folded.standings.get(pk) for pk, node in tree.nodes.items() if tree.is_slot(node)
        ),
        under={names[pk].public_id: counted for pk, counted in count_under(folded).items()},
    )
