"""``manage.py import_draft``: a file as a new draft of a document."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from documents.models import Draft
from documents.refusals import Unfit
from negotiation.models import Publication, Tabling
from negotiation.policies import Forbidden, Refused
from tracker.corpus.importing import (
    Request,
    Understood,
    Unknown,
    import_file,
    look_at,
    repetition,
)
from tracker.corpus.preview import Doubtful, doubts_of, preview_json, preview_lines
from tracker.management.commands.demo_account import USERNAME

_SEEN_BY = {
    Publication.Visibility.SECRETARIAT: "secretariat and chair see it, signed in",
    Publication.Visibility.PARTIES: "members of the process see it, signed in",
    Publication.Visibility.PUBLIC: "everybody sees it",
}


class Command(BaseCommand):
    help = (
        "Read a text into provisions, say what was understood and what is doubtful, and bring it "
        "in as a new draft; with --preview nothing is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, what it is a draft of, and where it was tabled."""
        parser.add_argument(
            "file", type=Path, help="DOCX, ODT, HTML, Markdown, plain text or Akoma Ntoso"
        )
        parser.add_argument("--document", required=True, metavar="SLUG")
        parser.add_argument("--meeting", default="", metavar="SLUG")
        parser.add_argument(
            "--as-a", choices=Tabling.AsA.values, default=Tabling.AsA.TABLED.value,
            help="what the draft is to the meeting (default: %(default)s)",
        )  # fmt: skip
        parser.add_argument(
            "--follows", default="", metavar="DRAFT",
            help="id, symbol or number of the draft before it (default: the latest text)",
        )  # fmt: skip
        parser.add_argument("--title", default="", help="as people call it")
        parser.add_argument("--symbol", default="")
        parser.add_argument("--issued-on", type=_day, metavar="YYYY-MM-DD")
        parser.add_argument(
            "--as-of", type=_day, metavar="YYYY-MM-DD", help="the day its status tags are of"
        )
        parser.add_argument(
            "--visibility", choices=Publication.Visibility.values,
            default=Publication.Visibility.SECRETARIAT.value,
            help="who may see the draft (default: %(default)s)",
        )  # fmt: skip
        parser.add_argument(
            "--by", metavar="USER", help=f"who brings it in (default: {USERNAME}, if there is one)"
        )
        parser.add_argument("--preview", action="store_true", help="write nothing")
        parser.add_argument("--json", action="store_true", help="print it as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was understood; without ``--preview`` bring it in.

        :raises CommandError: with one sentence; nothing is written then.
        """
        request = Request(
            path=options["file"],
            document=options["document"],
            meeting=options["meeting"],
            as_a=Tabling.AsA(options["as_a"]),
            follows=options["follows"],
            title=options["title"],
            symbol=options["symbol"],
            issued_on=options["issued_on"],
            as_of=options["as_of"],
            visibility=Publication.Visibility(options["visibility"]),
        )
        try:
            user = _user(options["by"], is_needed=not options["preview"])
            understood = look_at(request, user)
            draft = None
            if user is not None and not options["preview"]:
                draft = import_file(request, understood, by=user)
        except (Unfit, Unknown, Forbidden, Refused) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            shape = _shape(request, understood) | {"draft": draft.public_id if draft else None}
            self.stdout.write(json.dumps(shape, ensure_ascii=False, indent=2))
            return
        for line in _lines(request, understood):
            self.stdout.write(line)
        self.stdout.write(_brought_in(request, draft) if draft else "Nothing was written.")


def _doubts(understood: Understood) -> list[Doubtful]:
    """What is doubtful in the outline, provisions that may be in the draft before, and status
    tags of no day."""
    found = doubts_of(understood.outline)
    for place, one in sorted(understood.reading.found.items()):
        if not one.is_sure:
            percent = round(100 * one.certainty)
            sentence = f"perhaps {one.provision.public_id} of the draft before, {percent}% sure"
            found.append((place, f"{sentence}; taken as new"))
    if understood.without_day is not None:
        sentence = "status tags without a day; say as of what day with --as-of"
        found.append((understood.without_day, sentence))
    return found


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise ArgumentTypeError(f"“{words}” is no day; write it as 2014-05-31.") from error


def _user(name: str | None, *, is_needed: bool) -> User | None:
    """Who brings the draft in; a preview needs nobody.

    :raises Unknown: when there is no such user, or nobody to choose.
    """
    user = User.objects.filter(username=name or USERNAME).first()
    if user is None and (name or is_needed):
        hint = "" if name else "; name one with --by, or make the account with demo_account"
        raise Unknown(f"There is no user “{name or USERNAME}”{hint}.")
    return user


def _shape(request: Request, understood: Understood) -> dict[str, Any]:
    shape = preview_json(understood.outline, _doubts(understood))
    for provision, plan in zip(shape["provisions"], understood.plans, strict=True):
        provision["id"] = plan.provision.public_id if plan.provision else None
    return {
        "file": request.name,
        "document": understood.document.slug,
        "meeting": understood.meeting.slug if understood.meeting else None,
        "follows": understood.follows.public_id if understood.follows else None,
        "repeats": understood.repeats.public_id if understood.repeats else None,
        **shape,
    }


def _brought_in(request: Request, draft: Draft) -> str:
    """Which draft it became, who sees it, and where."""
    address = f"/documents/{draft.document.slug}/?draft={draft.public_id}"
    return f"Brought in as draft {draft.number}; {_SEEN_BY[request.visibility]}: {address}"


def _lines(request: Request, understood: Understood) -> Iterator[str]:
    where = f" at {understood.meeting.title}" if understood.meeting else ""
    yield f"{request.name}, read as a draft of “{understood.document.title}”{where}."
    if understood.follows:
        yield (
            f"It follows {understood.follows}: {understood.found_again} of "
            f"{len(understood.plans)} provisions were found again."
        )
    if understood.repeats:
        yield repetition(request, understood.repeats)
    yield ""
    yield from preview_lines(understood.outline, _doubts(understood))
    yield ""
