"""Notes and highlights: the reader's list of them, and the forms to write, change and remove."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.models import Document, Draft, Wording
from negotiation.models import Party
from negotiation.policies import Refused
from tracker.models import Note
from tracker.notes import change_note, remove_note, write_note
from tracker.pages.asked import public_id as asked_id
from tracker.pages.signed_in import signed_in
from tracker.queries.moment import find_moment
from tracker.queries.notes import among, delegations, visible_notes
from tracker.queries.notes_listed import ListedNote, listed_notes
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.provision import find_provision


@dataclass(frozen=True, slots=True)
class NotesPage:
    """The notes a reader may read, newest first."""

    path: tuple[Place, ...]
    notes: tuple[ListedNote, ...]


@dataclass(frozen=True, slots=True)
class NotePage:
    """The form of one note; ``note`` is None while it is new, ``refused`` why it was not kept."""

    path: tuple[Place, ...]
    document: Document
    draft: Draft
    wording: Wording | None
    note: Note | None
    parties: tuple[Party, ...]
    quote: str
    text: str
    shared_with: str
    refused: str = ""


@never_cache
@login_required
@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    """All notes of the reader, and those that the reader's delegations share."""
    path = (Place(_("Your notes")),)
    page = NotesPage(path=path, notes=listed_notes(request.user))
    return render(request, "notes/notes.html", {"page": page})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, provision_id: str) -> HttpResponse:
    """A form for a note on a provision as ``?draft=`` words it; a POST keeps it."""
    provision = find_provision(provision_id, request.user)
    moment = find_moment(provision.document, request.user, draft=asked_id(request.GET, "draft"))
    wording = Wording.objects.filter(draft=moment.draft, provision=provision).first()
    if wording is None or process_of(provision.document) is None:
        raise Http404(_("This draft does not hold the provision; open one that does."))
    refused = ""
    if request.method == "POST":
        try:
            write_note(
                moment.draft,
                provision,
                quote=request.POST.get("quote", ""),
                text=request.POST.get("text", ""),
                party=_party(request, provision.document),
                by=signed_in(request),
                at=timezone.now(),
            )
            messages.success(request, _("Your note is kept."))
            return HttpResponseRedirect(_place(moment.draft, provision.document, provision_id))
        except Refused as refusal:
            refused = str(refusal)
    page = _form(request, provision.document, moment.draft, wording, None, refused)
    return render(request, "notes/note.html", {"page": page}, status=409 if refused else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, public_id: str) -> HttpResponse:
    """A note of the reader's own, to be changed."""
    found = _own(request, public_id)
    document = found.draft.document
    refused = ""
    if request.method == "POST":
        try:
            party = _party(request, document)
            change_note(found, text=request.POST.get("text", ""), party=party, at=timezone.now())
            messages.success(request, _("Your note is changed."))
            place = _place(found.draft, document, found.provision.public_id)
            return HttpResponseRedirect(place)
        except Refused as refusal:
            refused = str(refusal)
    page = _form(request, document, found.draft, None, found, refused)
    return render(request, "notes/note.html", {"page": page}, status=409 if refused else 200)


@login_required
@require_POST
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """A note of the reader's own, gone for everybody."""
    found = _own(request, public_id)
    place = _place(found.draft, found.draft.document, found.provision.public_id)
    remove_note(found)
    messages.success(request, _("Your note is removed."))
    return HttpResponseRedirect(place)


def _own(request: HttpRequest, public_id: str) -> Note:
    """:raises Http404: the same for a note of somebody else as for none."""
    own = visible_notes(request.user).filter(public_id=public_id, by=signed_in(request))
    found = own.select_related("provision", "draft__document", "party").first()
    if found is None:
        raise Http404(_("There is no note of yours at this address."))
    return found


def _form(
    request: HttpRequest,
    document: Document,
    draft: Draft,
    wording: Wording | None,
    note: Note | None,
    refused: str,
) -> NotePage:
    sent = request.POST if request.method == "POST" else None
    return NotePage(
        path=path_to(process_of(document), document, _("Note")),
        document=document,
        draft=draft,
        wording=wording,
        note=note,
        parties=delegations(request.user, document),
        quote=sent.get("quote", "") if sent else note.quote if note else "",
        text=sent.get("text", "") if sent else note.text if note else "",
        shared_with=sent.get("party", "") if sent else str((note and note.party_id) or ""),
        refused=refused,
    )


def _party(request: HttpRequest, document: Document) -> Party | None:
    """:raises Refused: it is none of whose delegation the reader is a member."""
    name = request.POST.get("party", "")
    if not name:
        return None
    party = among(delegations(request.user, document), name)
    if party is None:
        raise Refused(_("You are not a member of this delegation; nothing was shared."))
    return party


def _place(draft: Draft, document: Document, provision: str) -> str:
    return f"/documents/{document.slug}/?draft={draft.public_id}&at={provision}#p-{provision}"
