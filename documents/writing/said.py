"""What a file says of its provisions to a program that reads it back: which it is, of what kind,
where it stands, and what is printed beside its words. People do not see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from documents.writing.model import Consolidated, Row
from documents.writing.xml import document
from documents.writing.xml import text as escaped

#: The namespace of what no format has a word for.
OWN: Final = "urn:bracketed-texts:negotiation"


def said_of(row: Row, form: str) -> dict[str, str]:
    """The names under which a provision is stated, with what is stated; nothing where the
    words are not those of the text. ``shown`` is the label as the file prints it, ``label`` as
    the draft does."""
    if form not in ("bracketed", "alternatives"):
        return {}
    one, status = row.provision, row.status
    said = {
        "kind": one.kind,
        "role": one.role,
        "depth": str(one.depth),
        "label": one.label,
        "shown": row.label,
        "number": one.number,
        "line": one.code,
        "tags": "; ".join(one.tags),
        "by": one.attribution,
        "status": (status.code or "") if status and not status.rollup else "",
    }
    return {name: value for name, value in said.items() if value}


def said_of_all(text: Consolidated) -> Iterator[str]:
    """A part of a package that lists the provisions by their public ids."""
    yield document(f'<provisions xmlns="{OWN}">')
    for row in text.printed:
        for one in (row, *row.rivals):
            if said := said_of(one, text.head.form):
                yield f"<provision {attributes({'id': one.provision.id, **said})}/>"
    yield "</provisions>"


def attributes(said: dict[str, str], prefix: str = "") -> str:
    """What is stated, as attributes."""
    return " ".join(f'{prefix}{name}="{escaped(value)}"' for name, value in said.items())
