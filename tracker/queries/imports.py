"""A file under review as the page shows it: the file on one side, what was understood beside."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from django.http import Http404
from django.utils.translation import gettext as _

from bracketed import parse_wording
from bracketed.model import HEADINGS, BracketKind, Kind, OutlineProvision, Role
from documents.models import Document, Draft
from documents.queries import ProvisionView
from documents.reading import Colour, Piece
from documents.sentences import say_doubt, say_problem
from negotiation.models import Meeting, Process
from negotiation.policies import Act, Forbidden, may
from negotiation.queries import visible_documents, visible_drafts
from tracker.corpus.importing import Understood
from tracker.models import Upload
from tracker.queries.imports_answers import Answer, Answers, Cut, cut_of
from tracker.queries.imports_found import answer_at
from tracker.queries.labels import shown_label
from tracker.queries.moment import Reader
from tracker.queries.places import Place, path_to, process_of

#: Rows on one page: a form with more fields than a server takes would be refused.
ROWS = 50
#: Brackets longer than this are words, whatever they look like.
_LONGEST_CUT = 80


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket of which a person may say what it is; ``key`` is its place in the paragraph."""

    key: str
    printed: str
    cut: Cut


@dataclass(frozen=True, slots=True)
class Match:
    """The provision that a paragraph is, or may be."""

    id: str
    title: str
    percent: int
    how: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the file and what was understood of it. ``is_text`` false is what was left
    out; ``pieces`` are its words as they are set; ``doubts`` what a person should look at."""

    start: int
    is_text: bool
    pieces: tuple[Piece, ...]
    depth: int
    kind: str
    role: str
    label: str
    words: str
    brackets: tuple[Bracket, ...]
    match: Match | None
    doubts: tuple[str, ...]
    is_seen: bool

    @property
    def is_open(self) -> bool:
        """Whether something is doubtful that nobody settled."""
        return bool(self.doubts) and not self.is_seen


@dataclass(frozen=True, slots=True)
class Option:
    """A provision of the draft before, to be chosen."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One page of a review."""

    path: tuple[Place, ...]
    process: Process | None
    document: Document
    upload: Upload
    understood: Understood
    answers: Answers
    rows: tuple[Row, ...]
    number: int
    numbers: range
    only_doubts: bool
    total: int
    found_again: int
    open_doubts: int
    options: tuple[Option, ...]

    @property
    def colours(self) -> tuple[tuple[Colour, str], ...]:
        """The colours of the file, each with the tag that it was said to stand for."""
        chosen = self.answers.choices.colours
        return tuple((c, chosen.get(c.name, "")) for c in self.understood.received.colours)

    @property
    def against(self) -> str:
        """The draft that it was read beside, to be sent back with the answers."""
        return against(self.understood)

    @property
    def cells(self) -> int:
        """How many cells stand beside the text."""
        return len(self.understood.outline.cells)


@dataclass(frozen=True, slots=True)
class StartPage:
    """Where a file is chosen, and those that wait."""

    path: tuple[Place, ...]
    process: Process | None
    document: Document
    uploads: tuple[Upload, ...]


def document_for_import(slug: str, user: Reader) -> Document:
    """The document, for those who may bring a draft of it in.

    :raises Http404: when there is none that the person may know of.
    :raises Forbidden: for whoever reads it only.
    """
    document = Document.objects.filter(slug=slug).first()
    process = process_of(document) if document else None
    if document and process and may(user, Act.IMPORT, process):
        return document
    if document and visible_documents(user).filter(pk=document.pk).exists():
        raise Forbidden(_("Only the secretariat brings drafts in."))
    raise Http404(_("There is no document “%(name)s”.") % {"name": slug})


def start_page(document: Document) -> StartPage:
    """The files that wait for the document, the latest first."""
    process = process_of(document)
    uploads = Upload.objects.filter(document=document).defer("content").select_related("by")
    return StartPage(
        path=path_to(process, document, _("Bring a draft in")),
        process=process,
        document=document,
        uploads=tuple(uploads),
    )


def drafts_to_follow(document: Document, user: Reader) -> tuple[Draft, ...]:
    """The drafts that a new one may follow, the latest first."""
    drafts = visible_drafts(user).filter(document=document, translation_of=None)
    return tuple(drafts.order_by("-number"))


def meetings_to_table_at(process: Process | None) -> tuple[Meeting, ...]:
    """The meetings that it may be tabled at, the latest first."""
    if process is None:
        return ()
    return tuple(Meeting.objects.filter(process=process).order_by("-starts_on"))


def review_page(
    upload: Upload, understood: Understood, answers: Answers, *, number: int, only_doubts: bool
) -> ReviewPage:
    """The rows of one page, and the totals of all."""
    rows = tuple(_rows(understood, answers))
    shown = [row for row in rows if row.is_open] if only_doubts else rows
    pages = max(1, ceil(len(shown) / ROWS))
    number = min(max(number, 1), pages)
    return ReviewPage(
        path=(
            *path_to(understood.process, upload.document, _("Bring a draft in"))[:-1],
            Place(_("Bring a draft in"), f"/documents/{upload.document.slug}/import/"),
            Place(upload.name),
        ),
        process=understood.process,
        document=upload.document,
        upload=upload,
        understood=understood,
        answers=answers,
        rows=tuple(shown[(number - 1) * ROWS : number * ROWS]),
        number=number,
        numbers=range(1, pages + 1),
        only_doubts=only_doubts,
        total=len(understood.plans),
        found_again=understood.found_again,
        open_doubts=sum(1 for row in rows if row.is_open),
        options=_options(understood),
    )


def against(understood: Understood) -> str:
    """The id of the draft that a file was read beside; empty where it is the first."""
    return understood.follows.public_id if understood.follows else ""


def open_doubts(understood: Understood, answers: Answers) -> int:
    """How many rows have doubts that nobody settled."""
    return sum(1 for row in _rows(understood, answers) if row.is_open)


def _options(understood: Understood) -> tuple[Option, ...]:
    previous = understood.reading.previous
    if previous is None:
        return ()
    return tuple(Option(one.id, _title(one)) for one in previous.provisions if one.words)


def _title(one: ProvisionView) -> str:
    """What to call a provision in a list: its label and its first words."""
    label = shown_label(code=one.code, number=one.number, label=one.label, heading=one.heading)
    words = " ".join((one.heading or one.text).split()[:9])
    return f"{label} {words}".strip()


def _rows(understood: Understood, answers: Answers) -> Iterator[Row]:
    """Every paragraph of the file in its order: the provisions, and what was left out."""
    outline = understood.outline
    doubts = _doubts(understood)
    depths: list[int] = []
    found: list[Row] = []
    for place, provision in enumerate(outline.provisions):
        depths.append(0 if provision.parent is None else depths[provision.parent] + 1)
        found.append(_row(understood, answers, place, depths[place], tuple(doubts.get(place, ()))))
    for start, end in outline.apparatus:
        found.extend(_left_out(outline.source, start, end, answers))
    yield from sorted(found, key=lambda row: row.start)


def _row(
    understood: Understood,
    answers: Answers,
    place: int,
    depth: int,
    doubts: tuple[str, ...],
) -> Row:
    provision = understood.outline.provisions[place]
    answer = answer_at(answers, provision.start)
    source = understood.outline.source[provision.start : provision.end]
    match = _match(understood, place)
    if match and not match.is_sure and answer.provision == "":
        doubts = (*doubts, _("Perhaps %(title)s of the draft before.") % {"title": match.title})
    return Row(
        start=provision.start,
        is_text=True,
        pieces=understood.received.looks.get(provision.start, (Piece(source),)),
        depth=depth,
        kind=provision.kind.value,
        role=provision.role.value,
        label=provision.label,
        words=provision.text or provision.heading,
        brackets=tuple(_brackets(provision, source, answer)),
        match=match,
        doubts=doubts,
        is_seen=answer.is_seen,
    )


def _match(understood: Understood, place: int) -> Match | None:
    found = understood.reading.found.get(place)
    previous = understood.reading.previous
    if found is None:
        return None
    name = found.provision.public_id
    title = _title(previous.provision(name)) if previous and name in previous else name
    return Match(name, title, round(100 * found.certainty), found.how, found.is_sure)


def _doubts(understood: Understood) -> dict[int, list[str]]:
    """What is doubtful about each provision: the engine's doubts, what the file is remarkable
    for, and problems with brackets."""
    outline, received = understood.outline, understood.received
    places = {provision.start: place for place, provision in enumerate(outline.provisions)}
    found: dict[int, list[str]] = {}
    for doubt in outline.doubts:
        found.setdefault(doubt.provision, []).append(say_doubt(doubt))
    for remark in received.remarks:
        if remark.start in places:
            found.setdefault(places[remark.start], []).append(remark.message)
    starts = sorted(places)
    for problem in outline.problems:
        at = bisect_right(starts, problem.start) - 1
        if at >= 0:
            said = say_problem(problem.kind, problem.detail)
            found.setdefault(places[starts[at]], []).append(said)
    levels = {known.start for known in received.known if known.level}
    for place, provision in enumerate(outline.provisions):
        if provision.start in levels and provision.kind not in HEADINGS:
            found.setdefault(place, []).append(
                _("Set as a heading in the file, read as words: heading or paragraph?")
            )
    return found


def _brackets(provision: OutlineProvision, source: str, answer: Answer) -> Iterator[Bracket]:
    """The brackets of a paragraph that may be something else than they were taken for."""
    known = {
        (mark.start, mark.end): cut
        for mark in provision.marks
        if (cut := cut_of(mark.kind)) and "[" in source[mark.start : mark.end]
    }
    known |= answer.cuts
    inside = [
        (bracket.start, bracket.end)
        for bracket in parse_wording(source).brackets
        if bracket.depth == 1
        and bracket.end - bracket.start <= _LONGEST_CUT
        and (bracket.kind is not BracketKind.TEXT or not source[bracket.end :].strip(" .]"))
    ]
    taken = [*known]
    for start, end in inside:
        if not any(first < end and start < last for first, last in taken):
            known[start, end] = Cut.WORDS
    for (start, end), cut in sorted(known.items()):
        yield Bracket(f"{start}-{end}", source[start:end].strip(), cut)


def _left_out(source: str, start: int, end: int, answers: Answers) -> Iterator[Row]:
    """The lines of a stretch that is no text, each a row."""
    at = start
    for line in source[start:end].splitlines(keepends=True):
        words = line.strip().strip("\ufeff").strip()
        if any(letter.isalnum() for letter in words):
            place = at + line.index(words)
            yield Row(
                start=place,
                is_text=False,
                pieces=(Piece(words),),
                depth=0,
                kind="",
                role=Role.TEXT.value,
                label="",
                words="",
                brackets=(),
                match=None,
                doubts=(),
                is_seen=answer_at(answers, place).is_seen,
            )
        at += len(line)


def kinds() -> Mapping[str, str]:
    """The kinds of provision as the page calls them."""
    return {
        Kind.CHAPTER: _("chapter"),
        Kind.PART: _("part"),
        Kind.SECTION: _("section"),
        Kind.ANNEX: _("annex"),
        Kind.CHAPEAU: _("chapeau"),
        Kind.PARAGRAPH: _("paragraph"),
        Kind.SUB_PARAGRAPH: _("sub-paragraph"),
        Kind.BULLET: _("bullet"),
    }


def roles() -> Mapping[str, str]:
    """What a provision may be to the one it stands under."""
    return {
        Role.TEXT: _("text of its own"),
        Role.ALTERNATIVE: _("alternative to the one above"),
        Role.ADDITION: _("addition to the one above"),
    }


def cuts() -> Mapping[str, str]:
    """What a bracket may be."""
    return {
        Cut.WORDS: _("disputed words"),
        Cut.TAG: _("status tag"),
        Cut.ATTRIBUTION: _("whose words they are"),
        Cut.NOTE: _("note, not text"),
    }
