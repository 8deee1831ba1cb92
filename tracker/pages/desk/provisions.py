"""What is done to provisions: inserted, divided, joined, moved, withdrawn, brought back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bracketed.model import Kind, Role
from documents.editing.outcomes import Clash, Saved
from documents.models import LIVE, Edit, Provision, Wording
from negotiation.actions import desk as actions
from negotiation.policies import ReasonNeeded, Refused
from tracker.pages.asked import BadQuery, choice, public_id
from tracker.pages.desk.apart import public_ids_in, show_again
from tracker.pages.desk.door import REFUSALS, at_the_desk, number, open_desk, status_of
from tracker.queries.desk.door import Desk, provisions_at, text_at, wording_at
from tracker.queries.desk.operations import place_of
from tracker.queries.desk.said import Said

_KINDS = tuple(str(kind) for kind in Kind)
#: An act: at this desk, on this wording, as the form says, by this person.
_Act = Callable[[Desk, Wording, QueryDict, User], Edit]


@require_POST
@at_the_desk
def change(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """Carry out ``act`` on the provision; refused, its form comes back as it was filled in."""
    found = open_desk(request.POST, document_slug, user)
    at = public_id(request.POST, "at")
    here = wording_at(found, at)
    act = choice(request.POST, "act", tuple(_ACTS), "")
    try:
        edit = _ACTS[act](found, here, request.POST, user)
    except REFUSALS as refusal:
        said = Said(
            problem=str(refusal),
            act=act,
            sent=request.POST.dict(),
            asks_reason=isinstance(refusal, ReasonNeeded),
        )
        return show_again(request, found, here, said, status_of(refusal))
    messages.success(
        request,
        _("Edit %(number)d: %(done)s.")
        % {"done": edit.get_operation_display(), "number": edit.number},
    )
    here_now = _to_show(edit, at)
    return HttpResponseRedirect(f"{found.address}?draft={text_at(found).public_id}&at={here_now}")


def _insert(desk: Desk, here: Wording, sent: QueryDict, user: User) -> Edit:
    """After the provision, or first under it, or as a wording that competes with it."""
    place = choice(sent, "place", ("after", "under", "beside"), "after")
    is_after = place == "after"
    kind = Kind(choice(sent, "kind", _KINDS, Kind.PARAGRAPH))
    return actions.insert(
        text_at(desk),
        under=here.parent if is_after else here.provision,
        after=here.provision if is_after else None,
        kind=Kind(here.kind) if place == "beside" else kind,
        role=Role.ALTERNATIVE if place == "beside" else Role.TEXT,
        text=sent.get("text", ""),
        label=sent.get("label", ""),
        reason=_reason(sent),
        by=user,
    )


def _split(desk: Desk, here: Wording, sent: QueryDict, user: User) -> Edit:
    """Before the words that are typed, or at a place of the saved text."""
    start = number(sent, "start") if sent.get("start") else place_of(here.words, _quote(sent))[0]
    return actions.split(
        text_at(desk),
        here.provision,
        start,
        base=number(sent, "base"),
        reason=_reason(sent),
        by=user,
    )


def _merge(desk: Desk, here: Wording, sent: QueryDict, user: User) -> Edit:
    named = sent.getlist("merged")
    found = {one.public_id: one for one in provisions_at(desk, public_ids_in(named))}
    bases = [number({"base": base}, "base") for base in sent.getlist("bases")]
    if len(bases) != len(named):
        raise BadQuery("bases", ",".join(sent.getlist("bases")), _("a version for each"))
    return actions.merge(
        text_at(desk),
        [found[name] for name in named],
        sent.get("text", ""),
        bases=dict(zip(named, bases, strict=True)),
        reason=_reason(sent),
        by=user,
    )


def _move(desk: Desk, here: Wording, sent: QueryDict, user: User) -> Edit:
    """``to=after:…`` behind a provision, ``to=before:…`` in front of one,
    ``to=under:…`` as the first of a part, ``to=first:`` of its own part, ``to=top:`` of the
    text."""
    way, _colon, name = sent.get("to", "").partition(":")
    if way in ("after", "under"):
        goal = wording_at(desk, public_id({"to": name}, "to"))
        under = goal.parent if way == "after" else goal.provision
        after = goal.provision if way == "after" else None
    elif way == "before":
        goal = wording_at(desk, public_id({"to": name}, "to"))
        beside = Wording.objects.filter(draft=text_at(desk), parent=goal.parent, role=Role.TEXT)
        earlier = beside.filter(rank__lt=goal.rank, disposition__in=LIVE).order_by("rank").last()
        under, after = goal.parent, earlier.provision if earlier else None
    elif way in ("first", "top"):
        under, after = here.parent if way == "first" else None, None
    else:
        raise BadQuery("to", sent.get("to", ""), _("after or under a provision"))
    return actions.move(
        text_at(desk), here.provision, under=under, after=after, reason=_reason(sent), by=user
    )


def _turn_into_alternative(desk: Desk, here: Wording, sent: QueryDict, user: User) -> Edit:
    slot = wording_at(desk, public_id(sent, "of")).provision
    return actions.turn_into_alternative(
        text_at(desk), here.provision, slot, reason=_reason(sent), by=user
    )


def _choose(desk: Desk, here: Wording, sent: QueryDict, user: User) -> Edit:
    chosen = wording_at(desk, public_id(sent, "chosen")).provision
    return actions.choose_alternative(text_at(desk), chosen, reason=_reason(sent), by=user)


def _withdraw(desk: Desk, here: Wording, sent: QueryDict, user: User) -> Edit:
    return actions.withdraw(text_at(desk), here.provision, reason=_reason(sent), by=user)


def _restore(desk: Desk, here: Wording, sent: QueryDict, user: User) -> Edit:
    return actions.restore(text_at(desk), here.provision, reason=_reason(sent), by=user)


def _restore_text(desk: Desk, here: Wording, sent: QueryDict, user: User) -> Edit:
    outcome = actions.restore_text(
        text_at(desk),
        here.provision,
        number(sent, "number"),
        base=number(sent, "base") if "base" in sent else None,
        reason=_reason(sent),
        by=user,
    )
    if isinstance(outcome, Saved):
        return outcome.edit
    if isinstance(outcome, Clash):
        raise Refused(
            _("%(who)s saved another text since this page was made. Look at it, and restore again.")
            % {"who": outcome.by.get_full_name() or outcome.by.get_username()}
        )
    raise Refused(_("The text says that already; nothing was restored."))


def _undo(desk: Desk, here: Wording, sent: QueryDict, user: User) -> Edit:
    edits = Edit.objects.filter(draft=text_at(desk), number=number(sent, "number"))
    edit = edits.filter(items__provision=here.provision).first()
    if edit is None:
        raise Http404(_("There is no such edit of this provision."))
    return actions.undo_edit(edit, reason=_reason(sent), by=user)


_ACTS: dict[str, _Act] = {
    "insert": _insert,
    "split": _split,
    "merge": _merge,
    "move": _move,
    "alternative": _turn_into_alternative,
    "choose": _choose,
    "withdraw": _withdraw,
    "restore": _restore,
    "restore_text": _restore_text,
    "undo": _undo,
}


def _reason(sent: QueryDict) -> str:
    return sent.get("reason", "").strip()[:2000]


def _quote(sent: QueryDict) -> str:
    return sent.get("quote", "")


def _to_show(edit: Edit, at: str) -> str:
    """The provision to be on the desk afterwards: the new one, the one that was there, or what
    is left of it."""
    items = list(edit.items.select_related("provision"))
    new = [one.provision for one in items if not one.before and one.after]
    if new and edit.operation == Edit.Operation.INSERT:
        return new[0].public_id
    gone = {one.provision.public_id for one in items if not one.after}
    left: list[Provision] = [one.provision for one in items if one.after]
    return left[0].public_id if at in gone and left else at
