"""Files under review: taken, answered about, brought in as a draft, or dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.models import Document, Draft
from documents.reading import Received, read_file
from tracker.corpus.importing import Request, Understood, import_file
from tracker.models import Upload
from tracker.queries.imports_answers import Answers, answers_from, kept_from, move_answers


class Gone(LookupError):
    """The file was brought in or dropped meanwhile."""


def take_upload(document: Document, *, name: str, content: bytes, by: User) -> Upload:
    """Keep a file for review.

    :raises BadFile: when it is none that can be read, with its cause.
    """
    read_file(name, content)
    return Upload.objects.create(
        document=document, name=name, content=content, by=by, at=timezone.now()
    )


def keep_answers(upload: Upload, change: Callable[[Answers, Received], Answers]) -> None:
    """Keep what ``change`` makes of the answers so far and of the file as it was read with them;
    those of two people at once do not undo each other. Where other choices read the file
    otherwise, the answers about its paragraphs move with them.

    :raises Gone: when it is under review no longer.
    :raises BadFile: when with these choices nothing of it is left to read.
    """
    with transaction.atomic():
        held = _locked(upload)
        before = answers_from(held.answers)
        content = bytes(held.content)
        received = read_file(held.name, content, before.choices)
        answers = change(before, received)
        if answers.choices != before.choices:
            after = read_file(held.name, content, answers.choices)
            answers = replace(move_answers(answers, received, after), choices=answers.choices)
        held.answers = kept_from(answers)
        held.save(update_fields=["answers"])
    upload.answers = held.answers


def bring_in(upload: Upload, request: Request, understood: Understood, *, by: User) -> Draft:
    """The draft that the file becomes, as it was understood; the file is under review no longer.

    :raises Gone: when somebody brought it in or dropped it meanwhile.
    :raises Moved: when another text became the latest since it was read beside the one before.
    :raises BadFile, Forbidden, Refused: as :func:`tracker.corpus.importing.import_file`.
    """
    with transaction.atomic():
        held = _locked(upload)
        draft = import_file(request, understood, by=by)
        held.delete()
    return draft


def drop_upload(upload: Upload) -> None:
    """Let go of the file.

    :raises Gone: when it is under review no longer.
    """
    with transaction.atomic():
        _locked(upload).delete()


def _locked(upload: Upload) -> Upload:
    """:raises Gone: when it is under review no longer."""
    held = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if held is None:
        raise Gone(_("It was brought in or dropped meanwhile."))
    return held
