"""What a file says of its provisions to a program that reads it back: which it is, of what kind,
where it stands, and what is printed beside its words. People do not see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from documents.writing.model import Consolidated, Row
from documents.writing.xml import document
from documents.writing.xml import text as escaped

#: The namespace of what no format has a word for.
OWN: Final = "urn:bracketed-texts:negotiation"
#: The forms that leave no words out.
_WITH_ALL_WORDS: Final = frozenset({"bracketed", "alternatives"})

#: Codes that are read from the words themselves, or say that nothing was decided.
_NOT_SAID = frozenset({"", "alt", "bracketed", "open", "not_opened"})


class Said:
    """What a text states of its provisions; nothing where the words are not those of the text.

    ``shown`` is the label as the file prints it, ``label`` as the draft does; ``depth`` counts
    what is printed only, as the rest is not there when the file is read."""

    def __init__(self, text: Consolidated) -> None:
        self._rows = text.printed if text.head.form in _WITH_ALL_WORDS else ()
        printed = {one.provision.id for row in self._rows for one in (row, *row.rivals)}
        self._depths: dict[str, int] = {}
        for row in text.rows:
            one = row.provision
            above = one.parent or ""
            self._depths[one.id] = self._depths.get(above, 0) + (above in printed)

    def of(self, row: Row) -> dict[str, str]:
        """What is stated of a provision, by the names under which it is."""
        if not self._rows:
            return {}
        one, status = row.provision, row.status
        said = {
            "kind": one.kind,
            "role": one.role,
            "depth": str(self._depths.get(one.id, one.depth)),
            "label": one.label,
            "shown": row.label,
            "number": one.number,
            "line": one.code,
            "tags": "; ".join(one.tags),
            "by": one.attribution,
            "status": (status.code or "") if status and not status.rollup else "",
        }
        return {name: value for name, value in said.items() if value}

    def elements(self, prefix: str = "") -> Iterator[str]:
        """An element for each provision, named by its public id."""
        for row in self._rows:
            for one in (row, *row.rivals):
                stated = attributes({"id": one.provision.id, **self.of(one)})
                yield f"<{prefix}provision {stated}/>"


def said_part(text: Consolidated) -> Iterator[str]:
    """A part of a package that lists what is stated of the provisions."""
    yield document(f'<provisions xmlns="{OWN}">')
    yield from Said(text).elements()
    yield "</provisions>"


def attributes(said: dict[str, str], prefix: str = "") -> str:
    """What is stated, as attributes."""
    return " ".join(f'{prefix}{name}="{escaped(value)}"' for name, value in said.items())


def tags_stated(said: Mapping[str, str]) -> list[str]:
    """The tags that were printed with it, else its status, as a tag."""
    tags = [tag.strip("[] ") for tag in said.get("tags", "").split("; ")]
    tags = [tag for tag in tags if tag]
    status = said.get("status", "")
    return tags if tags or status in _NOT_SAID else [f"status: {status.replace('_', ' ')}"]
