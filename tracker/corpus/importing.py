"""A file as a new draft: looked at first, then brought in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from actionlines import actions as actionlines
from bracketed.model import HEADINGS, Outline
from documents.files import LIMIT
from documents.lists import in_a_row, listed
from documents.models import Document, Draft
from documents.plans import DraftPlan, PassagePlan, WordingPlan
from documents.queries import draft_view
from documents.reading import Received, read_file
from documents.refusals import BadFile, Moved
from negotiation import actions as negotiation
from negotiation.models import Meeting, Process, Publication, Tabling
from negotiation.policies import Act, Refused, require
from negotiation.queries import latest_draft, visible_drafts
from negotiation.tags import read_tag
from tracker.corpus.repeats import repeated
from tracker.queries.imports_answers import Answers
from tracker.queries.imports_found import Reading, read_with


class Unknown(ValueError):
    """Something is asked for by a name that nothing has; the message gives a hint."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants brought in. ``follows`` is the id, symbol or number of a draft;
    without it the latest text counts."""

    path: Path
    document: str
    meeting: str = ""
    as_a: Tabling.AsA = Tabling.AsA.TABLED
    follows: str = ""
    title: str = ""
    symbol: str = ""
    issued_on: date | None = None
    as_of: date | None = None
    visibility: Publication.Visibility = Publication.Visibility.SECRETARIAT

    @property
    def name(self) -> str:
        """The name of the file as text, whatever bytes it is made of."""
        return os.fsencode(self.path.name).decode("utf-8", "replace")

    @property
    def typed(self) -> str:
        """The whole path as text, as somebody asked for it."""
        return os.fsencode(self.path).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Understood:
    """A file as the program understands it. ``plans`` name the provisions that were found
    again in the draft it follows; ``repeats`` is a draft that says the same, word for word;
    ``without_day`` the first provision with a status tag where nothing says of what day."""

    process: Process | None
    document: Document
    meeting: Meeting | None
    follows: Draft | None
    repeats: Draft | None
    content: bytes
    reading: Reading
    outline: Outline
    without_day: int | None

    @property
    def received(self) -> Received:
        """What the file says."""
        return self.reading.received

    @property
    def plans(self) -> tuple[WordingPlan, ...]:
        """The provisions."""
        return self.reading.plans

    @property
    def found_again(self) -> int:
        """How many provisions are those of the draft before."""
        return self.reading.found_again


def look_at(
    request: Request,
    user: User | None,
    *,
    content: bytes | None = None,
    answers: Answers | None = None,
) -> Understood:
    """What the program understands of the file (or of ``content``, under its name) with the
    answers of a person, as far as the user may see what it follows. Nothing is written.

    :raises BadFile: when it is nothing that can be read.
    :raises Unknown: when there is no such document, meeting or draft.
    """
    content = _read(request.path) if content is None else content
    answers = answers or Answers()
    received = read_file(request.name, content, answers.choices)
    document = _document(request.document)
    process = Process.objects.filter(mandates__document=document).first()
    meeting = _meeting(request.meeting, process) if request.meeting else None
    follows = _follows(request.follows, document, user)
    reading = read_with(received, answers, document, draft_view(follows) if follows else None)
    outline = reading.outline
    repeats = repeated(outline, document, user)
    return Understood(
        process=process,
        document=document,
        meeting=meeting,
        follows=follows,
        repeats=repeats,
        content=content,
        reading=reading,
        outline=outline,
        without_day=_first_without_day(outline, request, meeting),
    )


@transaction.atomic
def import_file(request: Request, understood: Understood, *, by: User) -> Draft:
    """Bring in a file, as it was understood, as a new draft, with the action lines of its
    headings linked. Reading it takes a while and is done before, so that nobody waits to write.

    :raises BadFile: when it is a draft that is there already.
    :raises Moved: when another text became the latest since it was looked at.
    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when no process negotiates the document, or the text has status tags and
        nothing says as of what day they are.
    """
    if understood.process is None:
        raise Refused(
            _("No process negotiates “%(document)s”.") % {"document": understood.document.title}
        )
    # Drafts come in one after another under this lock: no two are the same, or take one number.
    Process.objects.select_for_update().get(pk=understood.process.pk)
    found = understood.repeats or repeated(understood.outline, understood.document, by)
    if found:
        raise BadFile(
            _("“%(name)s” repeats %(draft)s of “%(document)s”, word for word; it is there already.")
            % _names(request, found)
        )
    require(by, Act.IMPORT, understood.process)
    latest = understood.follows if request.follows else latest_draft(understood.document, by)
    if latest != understood.follows:
        raise Moved(
            _("%(draft)s became the latest text meanwhile: look at what is found again in it.")
            % {"draft": latest}
        )
    if _first_without_day(understood.outline, request, understood.meeting) is not None:
        raise Refused(
            _("“%(name)s” has status tags; say as of what day they are with --as-of.")
            % {"name": request.typed}
        )
    received, process = understood.received, understood.process
    is_text = received.is_its_own_text
    kept = negotiation.record_source(
        process, name=request.name, content=understood.content, is_text=is_text, by=by
    )
    source = kept
    if not is_text:
        # What a draft prints is text: that of another kind of file is a source of its own.
        source = negotiation.record_source(
            process, name=request.name, content=received.text.encode(), by=by
        )
    plan = DraftPlan(
        document=understood.document,
        number=_next_number(understood.document),
        title=request.title or request.symbol or PurePath(request.name).stem[:200],
        passages=(PassagePlan(source, 0, len(understood.outline.source)),),
        wordings=understood.plans,
        symbol=request.symbol,
        issued_on=request.issued_on,
        as_of=request.as_of,
        follows=understood.follows,
        received=None if is_text else kept,
    )
    draft = negotiation.import_draft(
        understood.process,
        plan,
        by=by,
        tabled=[(understood.meeting, request.as_a)] if understood.meeting else [],
        visibility=request.visibility,
    )
    actionlines.link_headings(draft, by=by)
    return draft


def repetition(request: Request, draft: Draft) -> str:
    """The sentence that a file is a draft which is there."""
    return _("“%(name)s” repeats %(draft)s of “%(document)s”, word for word.") % _names(
        request, draft
    )


def _names(request: Request, draft: Draft) -> dict[str, str]:
    return {"name": request.name, "draft": str(draft), "document": draft.document.title}


def _read(path: Path) -> bytes:
    """The bytes of a file, one more than are allowed at most."""
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except OSError as error:
        raise BadFile(
            _("“%(name)s” cannot be read: %(reason)s.") % {"name": path, "reason": error.strerror}
        ) from error


def _first_without_day(outline: Outline, request: Request, meeting: Meeting | None) -> int | None:
    """The first provision with a status tag, where nothing says as of what day it is."""
    ends_on = meeting.ends_on if meeting and request.as_a == Tabling.AsA.RESULT else None
    if request.as_of or request.issued_on or ends_on:
        return None
    for index, provision in enumerate(outline.provisions):
        on_heading = provision.kind in HEADINGS
        if any(read_tag(printed, on_heading=on_heading) for printed in provision.tags):
            return index
    return None


def _document(slug: str) -> Document:
    document = Document.objects.filter(slug=slug).first()
    if document is None:
        known = sorted(Document.objects.values_list("slug", flat=True))
        raise Unknown(
            in_a_row(_("There is no document “%(slug)s”.") % {"slug": slug}, _there_are(known))
        )
    return document


def _meeting(slug: str, process: Process | None) -> Meeting:
    meetings = Meeting.objects.filter(process=process) if process else Meeting.objects.all()
    meeting = meetings.filter(slug=slug).first()
    if meeting is None:
        known = list(meetings.values_list("slug", flat=True))
        raise Unknown(
            in_a_row(_("There is no meeting “%(slug)s”.") % {"slug": slug}, _there_are(known))
        )
    return meeting


def _there_are(known: list[str]) -> str:
    return _("There are: %(known)s.") % {"known": listed(known)} if known else ""


def _follows(name: str, document: Document, user: User | None) -> Draft | None:
    if not name:
        return latest_draft(document, user)
    drafts = visible_drafts(user).filter(document=document).select_related("document")
    for draft in drafts:
        if name in (draft.public_id, draft.symbol, str(draft.number)):
            return draft
    raise Unknown(
        _("“%(document)s” has no draft “%(draft)s”.") % {"document": document.title, "draft": name}
    )


def _next_number(document: Document) -> int:
    last = Draft.objects.filter(document=document).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
