"""What happened to the words of provisions that belong together, and to what is printed with
them. Pure: from stored wordings to the values that a change stores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bracketed import Change as EngineChange
from bracketed import ChangeKind, FoundBy, Link, LinkKind, Place, compare
from bracketed.model import MarkKind
from documents.models import Wording

#: ``[side, start, end]``, or None where there is nothing to see.
StoredPlace = list[int] | None


@dataclass(frozen=True, slots=True)
class StoredDifference:
    """What goes into the JSON columns of a change."""

    kinds: list[dict[str, str | StoredPlace]]
    hunks: list[list[str | int]]


def differ(
    link: LinkKind, earlier: Sequence[Wording], later: Sequence[Wording]
) -> StoredDifference:
    """The changes of words and brackets, then those of label, tags and attribution."""
    whole = Link(tuple(range(len(earlier))), tuple(range(len(later))), link, FoundBy.EXACT, 1.0)
    texts = [wording.words for wording in earlier], [wording.words for wording in later]
    (compared,) = compare(*texts, links=[whole])
    kinds = [_stored(change) for change in compared.changes]
    if link in (LinkKind.NEW, LinkKind.GONE) and _compete(earlier or later):
        kinds = [_of_alternative(kind) for kind in kinds]
    known = {kind["kind"] for kind in kinds}
    if earlier and later:
        kinds += [_bare(kind) for kind in beside(earlier, later) if kind not in known]
    return StoredDifference(kinds, [list(hunk) for hunk in compared.hunks])


def kinds_on_record(link: LinkKind) -> list[dict[str, str | StoredPlace]]:
    """What is said of provisions whose words there is nothing to compare with."""
    if link in (LinkKind.MERGED, LinkKind.SPLIT, LinkKind.MOVED):
        return [{"kind": link.value, "earlier": None, "later": None}]
    return []


def _compete(wordings: Sequence[Wording]) -> bool:
    return all(wording.role == Wording.Role.ALTERNATIVE for wording in wordings)


def _of_alternative(kind: dict[str, str | StoredPlace]) -> dict[str, str | StoredPlace]:
    """What is new or deleted of a paragraph is added or withdrawn of one that competes."""
    names = {
        ChangeKind.NEW.value: ChangeKind.ALTERNATIVE_ADDED.value,
        ChangeKind.DELETED.value: ChangeKind.ALTERNATIVE_WITHDRAWN.value,
    }
    said = kind["kind"]
    return kind | {"kind": names.get(said, said) if isinstance(said, str) else said}


def beside(earlier: Sequence[Wording], later: Sequence[Wording]) -> list[ChangeKind]:
    """What changed in that which is printed with the words."""
    kinds = []
    if [_label(wording) for wording in earlier] != [_label(wording) for wording in later]:
        kinds.append(ChangeKind.LABEL_CHANGED)
    if _printed_with(earlier, MarkKind.TAG) != _printed_with(later, MarkKind.TAG):
        kinds.append(ChangeKind.TAG_CHANGED)
    before = _printed_with(earlier, MarkKind.ATTRIBUTION)
    after = _printed_with(later, MarkKind.ATTRIBUTION)
    if after - before:
        kinds.append(ChangeKind.ATTRIBUTION_ADDED)
    if before - after:
        kinds.append(ChangeKind.ATTRIBUTION_DROPPED)
    return kinds


def _label(wording: Wording) -> str:
    return " ".join(wording.label.split()).strip("[].: ")


def _printed_with(wordings: Sequence[Wording], kind: MarkKind) -> set[str]:
    return {
        " ".join(wording.source[start:end].split()).strip("[] ")
        for wording in wordings
        for marked, start, end in wording.marks
        if marked == kind
    }


def _stored(change: EngineChange) -> dict[str, str | StoredPlace]:
    return {
        "kind": change.kind.value,
        "earlier": _place(change.earlier),
        "later": _place(change.later),
    }


def _bare(kind: ChangeKind) -> dict[str, str | StoredPlace]:
    return {"kind": kind.value, "earlier": None, "later": None}


def _place(place: Place | None) -> StoredPlace:
    return None if place is None else [place.wording, place.start, place.end]
