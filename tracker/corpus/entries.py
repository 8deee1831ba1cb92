"""One table of a manifest, read field by field, so that each error names its entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from tracker.corpus.quotes import Quote, Stretch
from tracker.corpus.refusals import BadManifest

Choice = TypeVar("Choice", bound=Enum)


class Entry:
    """A table of the manifest. A field is taken once; what is left over is a mistake."""

    def __init__(self, where: str, table: object, *, file: str = "") -> None:
        if not isinstance(table, dict):
            raise BadManifest(f"{where} should be a table.")
        self.where = where
        self._left: dict[str, Any] = dict(table)
        self._file = file

    def __contains__(self, name: str) -> bool:
        return name in self._left

    def take(self, name: str, kind: type, otherwise: Any = None, *, needed: bool = False) -> Any:
        """The value of a field, or ``otherwise``.

        :raises BadManifest: when it is needed and missing, or of another kind.
        """
        if name not in self._left:
            if needed:
                raise BadManifest(f"{self.where} says no “{name}”.")
            return otherwise
        value = self._left.pop(name)
        if type(value) is not kind:  # a datetime is a date, and True an int: not here
            raise BadManifest(f"{self.where}: “{name}” should be a {_KINDS[kind]}.")
        return value

    def text(self, name: str) -> str:
        """The words of a field that must be there."""
        return str(self.take(name, str, needed=True))

    def text_if_any(self, name: str) -> str:
        """The words of a field, empty where it is missing."""
        return str(self.take(name, str, ""))

    def number(self, name: str) -> int:
        """A whole number that must be there."""
        return int(self.take(name, int, needed=True))

    def number_if_any(self, name: str) -> int | None:
        """A whole number, or None."""
        found: int | None = self.take(name, int)
        return found

    def share_if_any(self, name: str) -> float | None:
        """A number from 0 to 1, or None."""
        found: float | None = self.take(name, float)
        return found

    def day(self, name: str) -> date:
        """A day that must be there."""
        found: date = self.take(name, date, needed=True)
        return found

    def day_if_any(self, name: str) -> date | None:
        """A day, or None."""
        found: date | None = self.take(name, date)
        return found

    def choice(self, name: str, of: type[Choice], otherwise: Choice | None = None) -> Choice:
        """One of the words that a field may be; without ``otherwise`` it must be there.

        :raises BadManifest: when it is another word, with those that it may be.
        """
        word = self.text(name) if otherwise is None else self.text_if_any(name)
        if not word and otherwise is not None:
            return otherwise
        try:
            return of(word)
        except ValueError as error:
            known = ", ".join(str(choice.value) for choice in of)
            raise BadManifest(f"{self.where}: “{name}” is none of {known}.") from error

    def is_said(self, name: str) -> bool:
        """Whether a field says true."""
        return bool(self.take(name, bool, False))

    def texts(self, name: str) -> tuple[str, ...]:
        """The words of a list; empty where it is missing."""
        found = self.take(name, list, [])
        if not all(isinstance(item, str) for item in found):
            raise BadManifest(f"{self.where}: “{name}” should be a list of texts.")
        return tuple(found)

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """A table of texts, in its order; empty where it is missing."""
        found = self.take(name, dict, {})
        if not all(isinstance(value, str) for value in found.values()):
            raise BadManifest(f"{self.where}: “{name}” should be a table of texts.")
        return tuple(found.items())

    def quote_if_any(self, name: str) -> Quote | None:
        """A quoted passage, or None."""
        if name not in self._left:
            return None
        inner = Entry(f"{self.where}, {name}", self._left.pop(name), file=self._file)
        return inner.as_quote()

    def quotes(self, name: str) -> tuple[Quote, ...]:
        """A list of quoted passages."""
        found = self.take(name, list, [])
        return tuple(
            Entry(f"{self.where}, {name} {place}", table, file=self._file).as_quote()
            for place, table in enumerate(found, 1)
        )

    def as_quote(self) -> Quote:
        """The whole entry as a quoted passage.

        :raises BadManifest: when it says not exactly one way of quoting.
        """
        quote = self.part_as_quote()
        self.nothing_left()
        return quote

    def part_as_quote(self, *, after: str = "") -> Quote:
        """The fields of the entry that quote a passage; the others stay."""
        file = self.text_if_any("file") or self._file
        if not file:
            raise BadManifest(f"{self.where} says no “file”.")
        after = self.text_if_any("after") or after
        ways = [way for way in ("whole", "line", "quote", "from") if way in self._left]
        if len(ways) != 1:
            raise BadManifest(f"{self.where} should say one of: whole, line, quote, from and to.")
        if ways == ["whole"] and self.is_said("whole"):
            return Quote(self.where, file, Stretch.WHOLE)
        begins = self.text(ways[0])
        match ways[0]:
            case "line":
                return Quote(self.where, file, Stretch.LINE, begins, after=after)
            case "quote":
                return Quote(self.where, file, Stretch.WORDS, begins, after=after)
            case _ if self.is_said("to_end"):
                return Quote(self.where, file, Stretch.REST, begins, after=after)
            case _:
                return Quote(self.where, file, Stretch.FROM_TO, begins, self.text("to"), after)

    def within(self, *, file: str) -> Entry:
        """The same entry, where quotes that name no file are from this one."""
        entry = Entry(self.where, {}, file=file)
        entry._left = self._left
        return entry

    def entry(self, name: str) -> Entry:
        """A table inside this one."""
        return Entry(name, self.take(name, dict, {}), file=self._file)

    def entries(self, name: str) -> Iterator[Entry]:
        """The tables of a list, each named by its place and, where it has one, its key."""
        for place, table in enumerate(self.take(name, list, []), 1):
            where = f"{self.where}, {name} {place}" if self.where else f"{name} {place}"
            for field in ("slug", "key", "code"):
                if isinstance(table, dict) and isinstance(table.get(field), str):
                    where += f" ({table[field]})"
                    break
            yield Entry(where, table, file=self._file)

    def names(self) -> tuple[str, ...]:
        """The fields that were not taken yet."""
        return tuple(self._left)

    def nothing_left(self) -> None:
        """Say that all fields were taken.

        :raises BadManifest: when one was not: nobody reads it, so it is a slip of the pen.
        """
        if self._left:
            raise BadManifest(f"{self.where or 'The manifest'}: nobody knows “{self.names()[0]}”.")


_KINDS = {
    str: "text",
    int: "whole number",
    float: "number with a point",
    bool: "true or false",
    date: "day",
    list: "list",
    dict: "table",
}
