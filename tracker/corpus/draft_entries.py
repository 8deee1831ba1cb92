"""The drafts of a manifest and where their words came from, read into values."""

from __future__ import annotations

from collections.abc import Iterator

from bracketed.model import Kind, Role
from documents.models import Draft, Lineage, Wording
from tracker.corpus.entries import Entry
from tracker.corpus.model import DraftEntry, LineageEntry, ProvisionEntry, SlotEntry
from tracker.corpus.refusals import BadManifest


def read_draft(entry: Entry, numbers: dict[str, int]) -> DraftEntry:
    """A draft; ``numbers`` counts the drafts of each document so far.

    :raises BadManifest: when it does not say what it is.
    """
    document = entry.text("document")
    numbers[document] = numbers.get(document, 0) + 1
    file = entry.text_if_any("file")
    entry = entry.within(file=file)
    found = DraftEntry(
        where=entry.where,
        key=entry.text("key"),
        document=document,
        number=numbers[document],
        title=entry.text("title"),
        symbol=entry.text_if_any("symbol"),
        issued_on=entry.day_if_any("issued_on"),
        issued_as=entry.text_if_any("issued_as"),
        as_of=entry.day_if_any("as_of"),
        as_of_note=entry.text_if_any("as_of_note"),
        extent=entry.choice("extent", Draft.Extent, Draft.Extent.WHOLE),
        file=file,
        read=entry.quote_if_any("read"),
        passages=entry.quotes("passages"),
        provisions=tuple(_provisions(entry, document)),
        names=tuple((f"{document}/{key}", words) for key, words in entry.pairs("names")),
        slots=tuple(_slot(inner, document) for inner in entry.entries("slot")),
        tabled=entry.texts("tabled"),
        proposed=entry.texts("proposed"),
        result_of=entry.text_if_any("result_of"),
        tags_by=entry.text_if_any("tags_by"),
    )
    entry.nothing_left()
    if found.read and (found.provisions or found.passages):
        raise BadManifest(f"{found.where} is either read by the program or listed, not both.")
    return found


def _provisions(entry: Entry, document: str) -> Iterator[ProvisionEntry]:
    """The plain paragraphs, then those that are listed with all they are: the order in which
    they stand under their parents."""
    for key, line in entry.pairs("paragraphs"):
        parent = key.rpartition("/")[0]
        yield ProvisionEntry(
            where=f"{entry.where}, {key}",
            key=f"{document}/{key}",
            parent=f"{document}/{parent}" if parent else None,
            kind=Kind.PARAGRAPH,
            line=line,
        )
    for inner in entry.entries("provision"):
        key = inner.text("key")
        parent = inner.text_if_any("parent") or key.rpartition("/")[0]
        yield ProvisionEntry(
            where=inner.where,
            key=f"{document}/{key}",
            parent=f"{document}/{parent}" if parent else None,
            kind=inner.choice("kind", Kind),
            role=inner.choice("role", Role, Role.TEXT),
            line=inner.text_if_any("line"),
            words=inner.text_if_any("words"),
            instruction=inner.text_if_any("instruction"),
            label=inner.text_if_any("label"),
            number=inner.text_if_any("number"),
            code=inner.text_if_any("code"),
            heading=inner.text_if_any("heading"),
            symbol=inner.text_if_any("symbol"),
            coverage=inner.choice("coverage", Wording.Coverage, Wording.Coverage.WHOLE),
        )
        inner.nothing_left()


def _slot(entry: Entry, document: str) -> SlotEntry:
    parent = entry.text_if_any("parent")
    found = SlotEntry(
        where=entry.where,
        key=f"{document}/{entry.text('key')}",
        parent=f"{document}/{parent}" if parent else None,
        kind=entry.choice("kind", Kind),
        heading=entry.text_if_any("heading"),
        alternatives=tuple(f"{document}/{key}" for key in entry.texts("alternatives")),
    )
    entry.nothing_left()
    return found


def read_lineage(entry: Entry) -> LineageEntry:
    """Edges from several earlier provisions to one later one."""
    found = LineageEntry(
        where=entry.where,
        draft=entry.text("draft"),
        earlier=entry.texts("earlier"),
        later=entry.text("later"),
        kind=entry.choice("kind", Lineage.Kind),
        basis=entry.choice("basis", Lineage.Basis),
        certainty=entry.share_if_any("certainty"),
        note=entry.text_if_any("note"),
    )
    entry.nothing_left()
    return found
