"""The page on which people have their programs told what happens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from documents.models import Document
from negotiation.models import Process
from negotiation.queries import visible_documents
from tracker.models import Delivery, Webhook
from tracker.pages.signed_in import signed_in
from tracker.pages.webhooks_asked import KINDS, SinceForm, WebhookForm
from tracker.queries.places import Place
from tracker.webhooks import keeping
from tracker.webhooks.addresses import BadAddress

#: How many deliveries the page of a webhook shows.
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Subject:
    """A process with its documents, as one may be chosen."""

    process: Process
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class WebhooksPage:
    """The webhooks of a person, and the form for one more."""

    path: tuple[Place, ...]
    webhooks: tuple[Webhook, ...]
    form: WebhookForm
    subjects: tuple[Subject, ...]
    chosen: str
    kinds: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class WebhookPage:
    """One webhook with what was last sent; ``secret`` where it was just made."""

    path: tuple[Place, ...]
    webhook: Webhook
    kinds: tuple[str, ...]
    deliveries: tuple[Told, ...]
    secret: str
    form: SinceForm


@dataclass(frozen=True, slots=True)
class Told:
    """A delivery with what happened in words."""

    delivery: Delivery
    kind: str


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """The webhooks of who is signed in; a POST makes one and shows its secret."""
    person = signed_in(request)
    subjects = tuple(_subjects(person))
    form = WebhookForm(request.POST if request.method == "POST" else None)
    offered = {name: of for subject in subjects for name, of in _names(subject)}
    subject_field = form.fields["subject"]
    assert isinstance(subject_field, forms.ChoiceField)
    subject_field.choices = [(name, name) for name in offered]
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        process, document = offered[said["subject"]]
        try:
            webhook, secret = keeping.make_webhook(
                person,
                address=said["address"],
                process=process,
                document=document,
                kinds=said["kinds"],
            )
        except BadAddress as bad:
            form.add_error("address", str(bad))
        else:
            return _show(request, webhook, secret=secret)
    is_refused = form.is_bound and not form.is_valid()
    kinds = form["kinds"].value() or []
    page = WebhooksPage(
        path=(Place(_("Webhooks")),),
        webhooks=tuple(keeping.webhooks_of(person)),
        form=form,
        subjects=subjects,
        chosen=str(form["subject"].value() or ""),
        kinds=tuple((kind.value, str(words), kind in kinds) for kind, words in KINDS),
    )
    return render(
        request, "webhooks/webhooks.html", {"page": page}, status=400 if is_refused else 200
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD"])
def webhook(request: HttpRequest, public_id: str) -> HttpResponse:
    """One webhook, and what was last sent."""
    return _show(request, _own(request, public_id))


@login_required
@require_POST
def renew(request: HttpRequest, public_id: str) -> HttpResponse:
    """A new secret, shown this once; the old one signs nothing any longer."""
    webhook = _own(request, public_id)
    return _show(request, webhook, secret=keeping.change_secret(webhook))


@login_required
@require_POST
def switch_off(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send nothing until it is switched on again."""
    keeping.switch_off(_own(request, public_id))
    return _back(public_id)


@login_required
@require_POST
def enable(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send again."""
    keeping.enable(_own(request, public_id))
    messages.success(request, _("Switched on. What still waited is being sent."))
    return _back(public_id)


@login_required
@require_POST
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send nothing any more, and forget what was sent."""
    keeping.remove(_own(request, public_id))
    messages.success(request, _("Removed. Nothing is sent there any longer."))
    return HttpResponseRedirect("/account/webhooks/")


@login_required
@require_POST
def replay(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send one delivery once more, or everything since a moment."""
    webhook = _own(request, public_id)
    if delivery_id := request.POST.get("delivery"):
        chosen = keeping.deliveries_of(webhook).filter(public_id=delivery_id)
        if not chosen.exists():
            raise Http404(_("There is no delivery “%(name)s”.") % {"name": delivery_id})
        number = keeping.replay(webhook, chosen)
    else:
        form = SinceForm(request.POST)
        if not form.is_valid():
            return _show(request, webhook, form=form, status=400)
        number = keeping.replay_since(webhook, form.cleaned_data["since"])
    messages.success(request, _sent_again(number, is_on=webhook.disabled_at is None))
    return _back(public_id)


def _sent_again(number: int, *, is_on: bool) -> str:
    if is_on:
        return ngettext(
            "%(number)d event is sent again.", "%(number)d events are sent again.", number
        ) % {"number": number}
    return ngettext(
        "%(number)d event is sent when the webhook is switched on.",
        "%(number)d events are sent when the webhook is switched on.",
        number,
    ) % {"number": number}


def _show(
    request: HttpRequest,
    webhook: Webhook,
    *,
    secret: str = "",
    form: SinceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    words = {kind.value: str(said) for kind, said in KINDS}
    page = WebhookPage(
        path=(Place(_("Webhooks"), "/account/webhooks/"), Place(webhook.address)),
        webhook=webhook,
        kinds=tuple(words[kind] for kind in webhook.kinds),
        deliveries=tuple(
            Told(delivery, words[delivery.event.kind])
            for delivery in keeping.deliveries_of(webhook)[:_SHOWN]
        ),
        secret=secret,
        form=form or SinceForm(),
    )
    answer = render(request, "webhooks/webhook.html", {"page": page}, status=status)
    answer["Cache-Control"] = "no-store, private"
    return answer


def _subjects(person: User) -> Iterable[Subject]:
    """What may be followed: every process, and of its documents those that the person sees."""
    documents = visible_documents(person).select_related("mandate__process").order_by("title")
    of_process: dict[int, list[Document]] = {}
    for document in documents.filter(mandate__isnull=False):
        of_process.setdefault(document.mandate.process_id, []).append(document)
    for process in Process.objects.order_by("id"):
        yield Subject(process, tuple(of_process.get(process.pk, ())))


def _names(subject: Subject) -> Iterable[tuple[str, tuple[Process, Document | None]]]:
    yield subject.process.slug, (subject.process, None)
    for document in subject.documents:
        yield f"{subject.process.slug}/{document.slug}", (subject.process, document)


def _own(request: HttpRequest, public_id: str) -> Webhook:
    """:raises Http404: for one that is not theirs, as for one that is not there."""
    found = keeping.webhooks_of(signed_in(request)).filter(public_id=public_id).first()
    if found is None:
        raise Http404(_("There is no webhook “%(name)s”.") % {"name": public_id})
    return found


def _back(public_id: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"/account/webhooks/{public_id}/")
