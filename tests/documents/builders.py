"""Drafts in a few lines, through the ordinary actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import User

from bracketed.model import HEADINGS, Kind, Mark, MarkKind, Role
from documents.actions import (
    issue,
    open_document,
    open_rolling,
    record_source,
    write_draft,
)
from documents.models import Document, Draft, Wording
from documents.plans import DraftPlan, LineagePlan, PassagePlan, WordingPlan, rank_at

NOON = datetime(2014, 6, 9, 12, tzinfo=UTC)
GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Line:
    """A provision as a test writes it; printed as ``label words [tag]``. Without words and
    label it is not printed at all."""

    key: str
    words: str = ""
    label: str = ""
    tag: str = ""
    kind: Kind = Kind.PARAGRAPH
    role: Role = Role.TEXT
    parent: str | None = None
    coverage: Wording.Coverage = Wording.Coverage.WHOLE
    is_new: bool = False


def a_person(name: str = "secretariat") -> User:
    return User.objects.get_or_create(username=name)[0]


def a_document(slug: str = "vision") -> Document:
    return open_document(slug=slug, title=slug.title(), short_title=slug)


def planned(document: Document, number: int, *lines: Line, **fields: Any) -> DraftPlan:
    """A draft that prints the lines one after another; provisions are known by their key."""
    stream, wordings = "", []
    places: dict[str | None, int] = {}
    for line in lines:
        source, marks = _print(line)
        place = places.setdefault(line.parent, 0)
        places[line.parent] += 1
        is_heading = line.kind in HEADINGS
        wordings.append(
            WordingPlan(
                key=line.key,
                kind=line.kind,
                role=line.role,
                rank=rank_at(place),
                parent=line.parent,
                public_key=None if line.is_new else f"{document.slug}/{line.key}",
                start=len(stream) if source else None,
                source=source,
                label=line.label,
                heading=line.words if is_heading else "",
                text="" if is_heading else line.words,
                coverage=line.coverage,
                marks=marks,
            )
        )
        stream += source + GAP if source else ""
    # The header differs from draft to draft, as in life; no wording claims it.
    header = f"{document.slug} {number}{GAP}"
    content = record_source(
        name=f"{document.slug}-{number}.txt", content=(header + stream).encode()
    )
    passages = (PassagePlan(content, len(header), len(header + stream)),) if stream else ()
    return DraftPlan(
        **{
            "document": document,
            "number": number,
            "title": f"Draft {number}",
            "passages": passages,
            "wordings": tuple(wordings),
            **fields,
        }
    )


def written(
    document: Document,
    number: int,
    *lines: Line,
    lineage: tuple[LineagePlan, ...] = (),
    **fields: Any,
) -> Draft:
    plan = planned(document, number, *lines, lineage=lineage, **fields)
    return write_draft(plan, by=a_person(), at=NOON)


def issued(document: Document, number: int, *lines: Line, **fields: Any) -> Draft:
    return issue(written(document, number, *lines, **fields), by=a_person(), at=NOON)


def _print(line: Line) -> tuple[str, tuple[Mark, ...]]:
    if not (line.words or line.label):
        return "", ()
    source, marks = line.words, []
    if line.label:
        source = f"{line.label} {source}"
        marks.append(Mark(MarkKind.LABEL, 0, len(line.label) + 1))
    if line.tag:
        marks.append(Mark(MarkKind.TAG, len(source), len(source) + len(line.tag) + 3))
        source += f" [{line.tag}]"
    return source, tuple(marks)


def rolling(document: Document, number: int, *lines: Line) -> Draft:
    """A rolling draft that follows one of these lines."""
    return open_rolling(issued(document, number, *lines), title="Rolling", by=a_person(), at=NOON)
