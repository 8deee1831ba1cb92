"""Drafts that a manifest lists provision by provision, made into plans."""

from __future__ import annotations

from dataclasses import dataclass

from bracketed import apply_marks, read_outline
from bracketed.model import HEADINGS, Mark, MarkKind, OutlineProvision
from documents.plans import WordingPlan, rank_anew
from tracker.corpus.model import DraftEntry, ProvisionEntry
from tracker.corpus.quotes import Quote, Stretch, locate
from tracker.corpus.refusals import BadManifest


def plan_listed(draft: DraftEntry, stream: str) -> tuple[WordingPlan, ...]:
    """The wordings of a listed draft; ``stream`` is what its passages print.

    :raises BadManifest: when a provision is not printed there as it is quoted.
    """
    return rank_anew([_plan(entry, draft, stream) for entry in draft.provisions])


def quote_of(entry: ProvisionEntry, file: str) -> Quote | None:
    """The passage in which the provision is printed, None where nothing of it is."""
    words = entry.words or entry.instruction
    if entry.line:
        return Quote(entry.where, file, Stretch.LINE, entry.line)
    return Quote(entry.where, file, Stretch.WORDS, words) if words else None


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a provision claims of the stream, and how it is read."""

    start: int | None
    source: str
    marks: tuple[Mark, ...]
    label: str
    number: str
    words: str


def _plan(entry: ProvisionEntry, draft: DraftEntry, stream: str) -> WordingPlan:
    claim = _claim(entry, draft, stream)
    is_heading = entry.kind in HEADINGS
    return WordingPlan(
        key=entry.key,
        public_key=entry.key,
        kind=entry.kind,
        role=entry.role,
        parent=entry.parent,
        rank="",
        start=claim.start,
        source=claim.source,
        label=claim.label,
        number=entry.number or claim.number,
        code=entry.code,
        heading=(claim.words or entry.heading) if is_heading else "",
        symbol=entry.symbol,
        coverage=entry.coverage,
        marks=claim.marks,
        text="" if is_heading else claim.words,
    )


def _claim(entry: ProvisionEntry, draft: DraftEntry, stream: str) -> _Claim:
    quote = quote_of(entry, draft.file)
    if quote is None:
        return _Claim(None, "", (), entry.label, "", "")
    start, end = locate(stream, quote)
    source = stream[start:end]
    if entry.instruction:
        whole = Mark(MarkKind.INSTRUCTION, 0, len(source))
        return _Claim(start, source, (whole,), entry.label, "", "")
    if entry.label or entry.kind in HEADINGS:
        marks = _label_marks(entry, source)
        return _Claim(start, source, marks, entry.label, "", apply_marks(source, marks))
    read = _read_alone(entry, source)
    return _Claim(
        start=start + read.start,
        source=source[read.start : read.end],
        marks=read.marks,
        label=read.label,
        number=read.number,
        words=read.text,
    )


def _label_marks(entry: ProvisionEntry, source: str) -> tuple[Mark, ...]:
    """The label that the manifest names, and the white space after it."""
    if not entry.label:
        return ()
    if not source.startswith(entry.label):
        raise BadManifest(f"{entry.where}: “{source[:40]}” does not begin with its label.")
    rest = source[len(entry.label) :]
    words = len(source) - len(rest.lstrip())
    label = Mark(MarkKind.LABEL, 0, len(entry.label))
    space = Mark(MarkKind.SPACE, len(entry.label), words)
    return (label, space) if space.end > space.start else (label,)


def _read_alone(entry: ProvisionEntry, source: str) -> OutlineProvision:
    found = read_outline(source).provisions
    if len(found) != 1:
        raise BadManifest(f"{entry.where}: “{source[:40]}” is read as {len(found)} provisions.")
    return found[0]
