"""A draft is brought in: a file is sent, reviewed beside what was understood of it, and
confirmed. Only the secretariat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from documents.files import LIMIT
from documents.models import Document
from documents.reading import Received
from documents.refusals import BadFile, Unfit
from negotiation.models import Publication, Tabling
from negotiation.policies import Forbidden, Refused
from tracker.corpus.importing import Request, Understood, Unknown, look_at, repetition
from tracker.models import Upload
from tracker.pages.imports_asked import TAGS, Facts, read_choices, read_rows
from tracker.queries.imports import (
    ReviewPage,
    against,
    cuts,
    document_for_import,
    drafts_to_follow,
    kinds,
    meetings_to_table_at,
    open_doubts,
    review_page,
    roles,
    start_page,
)
from tracker.queries.imports_answers import Answers, answers_from
from tracker.uploads import Gone, bring_in, drop_upload, keep_answers, take_upload


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, document_slug: str) -> HttpResponse:
    """Choose a file, or one that waits; a POST takes the file, if it can be read."""
    document = document_for_import(document_slug, request.user)
    reason = ""
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_address(_take(request, document)))
        except BadFile as refusal:
            reason = str(refusal)
    page = start_page(document)
    status = 400 if reason else 200
    return render(request, "imports/start.html", {"page": page, "reason": reason}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, document_slug: str, public_id: str) -> HttpResponse:
    """The file beside what was understood; a POST keeps answers, and confirms or drops it."""
    document = document_for_import(document_slug, request.user)
    upload = _upload(document, public_id)
    if request.method != "POST":
        return _show(request, upload)
    try:
        return _answer(request, upload)
    except Gone as gone:
        raise Http404(str(gone)) from gone


def _take(request: HttpRequest, document: Document) -> Upload:
    """Keep a file for review.

    :raises BadFile: when it is none that can be read, with its cause.
    """
    sent = request.FILES.get("file")
    if sent is None:
        raise BadFile(_("Choose a file first."))
    name = PurePath(sent.name or "").name[:200] or "file"
    if sent.size is not None and sent.size > LIMIT:
        number = LIMIT // 1024 // 1024
        raise BadFile(
            _("“%(name)s” is larger than %(number)d MB.") % {"name": name, "number": number}
        )
    return take_upload(document, name=name, content=sent.read(), by=_person(request))


def _answer(request: HttpRequest, upload: Upload) -> HttpResponse:
    if request.POST.get("do") == "drop":
        name, slug = upload.name, upload.document.slug
        drop_upload(upload)
        messages.success(request, _("“%(name)s” was dropped.") % {"name": name})
        return HttpResponseRedirect(f"/documents/{slug}/import/")
    facts = _facts(request.POST, upload, request)
    if not facts.is_valid():
        return _show(request, upload, facts=facts, status=400)
    _keep(request, upload, facts)
    if request.POST.get("do") == "confirm":
        return _confirm(request, upload)
    messages.success(request, _("Kept. You can leave and come back at any time."))
    return HttpResponseRedirect(_address(upload, request))


def _keep(request: HttpRequest, upload: Upload, facts: Facts) -> None:
    """Keep what was changed on the page: what it showed of the rest may have changed since."""

    def change(before: Answers, received: Received) -> Answers:
        answers = read_rows(request.POST, before)
        return replace(
            answers,
            facts=facts.changed(before.facts),
            choices=read_choices(request.POST, before.choices, received),
        )

    keep_answers(upload, change)


def _confirm(request: HttpRequest, upload: Upload) -> HttpResponse:
    answers = answers_from(upload.answers)
    understood = _understand(upload, answers, request)
    if request.POST.get("against", "") != against(understood):
        reason = _(
            "Since you looked it is read beside another draft. Look at what was found there."
        )
        return _show(request, upload, status=409, reason=reason)
    if understood.reading.is_doubtful and request.POST.get("right") != "yes":
        return _show(
            request, upload, status=409, reason=_("Confirm first that it is the right document.")
        )
    number = open_doubts(understood, answers)
    if number and request.POST.get("rest") != "yes":
        reason = ngettext(
            "%(number)d doubt is open. Settle it, or take it as it was understood.",
            "%(number)d doubts are open. Settle them, or take them as they were understood.",
            number,
        )
        return _show(request, upload, status=409, reason=reason % {"number": number})
    if understood.without_day is not None:
        reason = _("It has status tags: say as of what day they are, under “Status as of”.")
        return _show(request, upload, status=409, reason=reason)
    try:
        draft = bring_in(upload, _request(upload, answers), understood, by=_person(request))
    except (Refused, Unfit) as refusal:
        return _show(request, upload, status=409, reason=str(refusal))
    messages.success(request, _("Brought in as draft %(number)d.") % {"number": draft.number})
    return HttpResponseRedirect(f"/documents/{draft.document.slug}/?draft={draft.public_id}")


def _show(
    request: HttpRequest,
    upload: Upload,
    *,
    facts: Facts | None = None,
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    answers = answers_from(upload.answers)
    understood = _understand(upload, answers, request)
    asked = request.GET if request.method == "GET" else request.POST
    page: ReviewPage = review_page(
        upload,
        understood,
        answers,
        number=_number(asked.get("page", "")),
        only_doubts=asked.get("show") == "doubts",
    )
    shown = {
        "page": page,
        "facts": facts or _facts(None, upload, request),
        "reason": reason,
        "kinds": kinds(),
        "roles": roles(),
        "cuts": cuts(),
        "tags": TAGS,
        "repeats": _repeats(upload, answers, understood),
    }
    return render(request, "imports/review.html", shown, status=status)


def _repeats(upload: Upload, answers: Answers, understood: Understood) -> str:
    if understood.repeats is None:
        return ""
    return repetition(_request(upload, answers), understood.repeats)


def _understand(upload: Upload, answers: Answers, request: HttpRequest) -> Understood:
    """The file with the answers.

    :raises Http404: when the meeting or the draft that was chosen is there no longer.
    """
    asked = _request(upload, answers)
    try:
        return look_at(asked, _person(request), content=bytes(upload.content), answers=answers)
    except Unknown as error:
        raise Http404(str(error)) from error


def _request(upload: Upload, answers: Answers) -> Request:
    facts = answers.facts
    return Request(
        path=Path(upload.name),
        document=upload.document.slug,
        meeting=facts.get("meeting", ""),
        as_a=Tabling.AsA(facts.get("as_a") or Tabling.AsA.TABLED),
        follows=facts.get("follows", ""),
        title=facts.get("title", ""),
        symbol=facts.get("symbol", ""),
        issued_on=_day(facts, "issued_on"),
        as_of=_day(facts, "as_of"),
        visibility=Publication.Visibility(
            facts.get("visibility") or Publication.Visibility.SECRETARIAT
        ),
    )


def _facts(data: Mapping[str, str] | None, upload: Upload, request: HttpRequest) -> Facts:
    kept = answers_from(upload.answers).facts
    process = upload.document.mandate.process
    return Facts(
        data,
        drafts_to_follow(upload.document, request.user),
        meetings_to_table_at(process),
        kept,
    )


def _upload(document: Document, public_id: str) -> Upload:
    uploads = Upload.objects.select_related("document__mandate__process", "by")
    upload = uploads.filter(document=document, public_id=public_id).first()
    if upload is None:
        raise Http404(_("There is no such file under review: it was brought in, or dropped."))
    return upload


def _person(request: HttpRequest) -> User:
    """:raises Forbidden: for anybody who is not signed in."""
    if not isinstance(request.user, User):
        raise Forbidden(_("Only the secretariat brings drafts in."))
    return request.user


def _address(upload: Upload, request: HttpRequest | None = None) -> str:
    address = f"/documents/{upload.document.slug}/import/{upload.public_id}/"
    if request is None:
        return address
    number = _number(request.POST.get("go") or request.POST.get("page", ""))
    show = "&show=doubts" if request.POST.get("show") == "doubts" else ""
    return f"{address}?page={number}{show}"


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else 1


def _day(facts: Mapping[str, str], name: str) -> date | None:
    return date.fromisoformat(facts[name]) if facts.get(name) else None
