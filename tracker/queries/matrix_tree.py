"""Which rows of a matrix are seen: the tree of its provisions, narrowed and folded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bracketed.model import HEADINGS
from negotiation.codes import Shown
from negotiation.queries import Matrix, MatrixRow

_SETTLED = frozenset({Shown.AGREED.value, ""})


@dataclass(frozen=True, slots=True)
class Seen:
    """A row that is not folded away; ``fold`` is "open" or "folded" where others stand under
    it, and it can be turned."""

    row: MatrixRow
    depth: int
    fold: str
    is_first_gone: bool


class Tree:
    """The rows of a matrix with what stands under each."""

    def __init__(self, record: Matrix) -> None:
        self.record = record
        self.by_id: Mapping[str, MatrixRow] = {row.id: row for row in record.rows}

    @cached_property
    def children(self) -> Mapping[str, list[MatrixRow]]:
        """What stands right under each row."""
        found: dict[str, list[MatrixRow]] = {}
        for row in self.record.rows:
            if row.parent in self.by_id and row.parent is not None:
                found.setdefault(row.parent, []).append(row)
        return found

    @cached_property
    def unsettled(self) -> frozenset[str]:
        """The rows under which something is not agreed."""
        found: set[str] = set()
        for row in reversed(self.record.rows):
            if row.parent is None or row.parent in found:
                continue
            is_leaf = row.kind not in HEADINGS or row.id not in self.children
            if row.id in found or (is_leaf and self.shown(row) not in _SETTLED):
                found.add(row.parent)
        return frozenset(found)

    def shown(self, row: MatrixRow) -> str:
        """How a provision stands in the end; empty where nothing is recorded of it."""
        standing = self.record.ends.get(row.id)
        return standing.shown.value if standing else ""

    def leaves(self, public_id: str) -> Iterator[MatrixRow]:
        """The provisions with words under one, at any depth, in reading order."""
        waiting = list(reversed(self.children.get(public_id, ())))
        while waiting:
            row = waiting.pop()
            waiting.extend(reversed(self.children.get(row.id, ())))
            if row.kind not in HEADINGS:
                yield row

    def with_all_under(self, tops: Iterable[str]) -> frozenset[str]:
        """Those rows, and everything under them."""
        found: set[str] = set()
        waiting = [top for top in tops if top in self.by_id]
        while waiting:
            public_id = waiting.pop()
            found.add(public_id)
            waiting.extend(row.id for row in self.children.get(public_id, ()))
        return frozenset(found)

    def above(self, rows: Iterable[str]) -> set[str]:
        """Everything that those rows stand under."""
        found: set[str] = set()
        for public_id in rows:
            parent = self.by_id[public_id].parent
            while parent in self.by_id and parent is not None and parent not in found:
                found.add(parent)
                parent = self.by_id[parent].parent
        return found

    def tops(self) -> Sequence[MatrixRow]:
        """The chapters that are in the text; where one heading stands over all, what is right
        under it."""
        found = [
            row
            for row in self.record.rows
            if row.parent not in self.by_id and row.in_text and row.kind in HEADINGS
        ]
        while len(found) == 1:
            below = [row for row in self.children.get(found[0].id, ()) if row.kind in HEADINGS]
            if not below:
                break
            found = below
        return found

    def folds(self, fold: str, turned: Collection[str]) -> Callable[[str], bool]:
        """Says of a row with others under it whether they are folded away."""

        def is_folded(public_id: str) -> bool:
            by_rule = fold == "all" or (fold == "agreed" and public_id not in self.unsettled)
            return by_rule != (public_id in turned)

        return is_folded

    def seen(
        self,
        scope: Collection[str] | None,
        wanted: Collection[str] | None,
        is_folded: Callable[[str], bool],
    ) -> list[Seen]:
        """The rows that are seen, in reading order: in ``scope``, if there is one; of ``wanted``,
        if single ones are, all of them with what they stand under; else all that is not
        folded away."""
        kept = None if wanted is None else {*wanted, *self.above(wanted)}
        hidden: set[str] = set()
        depths: dict[str, int] = {}
        found: list[Seen] = []
        has_gone = False
        for row in self.record.rows:
            parent = row.parent if row.parent in depths else None
            if row.parent in hidden:
                hidden.add(row.id)
                continue
            if (scope is not None and row.id not in scope) or (
                kept is not None and row.id not in kept
            ):
                continue
            depth = depths[row.id] = depths[parent] + 1 if parent else 0
            fold = ""
            if kept is None and row.id in self.children:
                fold = "folded" if is_folded(row.id) else "open"
                if fold == "folded":
                    hidden.add(row.id)
            is_gone = not row.in_text and parent is None
            found.append(Seen(row, depth, fold, is_gone and not has_gone))
            has_gone = has_gone or is_gone
        return found
