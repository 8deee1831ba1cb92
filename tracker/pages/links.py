"""The secretariat confirms, parts and corrects the links of a comparison."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from documents.models import Comparison, Lineage, Provision
from negotiation import actions
from negotiation.actions.links import BECOMES
from negotiation.policies import Forbidden
from negotiation.queries import visible_comparisons
from tracker.pages.asked import BadQuery, choice, public_id, public_ids
from tracker.queries.links import link_page, may_correct, provisions_named, said_of
from tracker.queries.moment import Reader, find_document

SAYS = ("same", "different", "becomes", "back")
SIDES = ("earlier", "later")


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, document_slug: str) -> HttpResponse:
    """Choose what ``?of=`` is in the other draft of ``?comparison=``; a POST says it."""
    held = find_document(document_slug, request.user)
    asked = request.POST if request.method == "POST" else request.GET
    comparison = _comparison(asked, request.user)
    user = request.user
    if not isinstance(user, User) or not may_correct(comparison, user):
        raise Forbidden(_("Only the secretariat says which provision is which."))
    if request.method == "POST":
        _say(comparison, request.POST, user)
        messages.success(request, _("Recorded. The comparison is being computed again."))
        return HttpResponseRedirect(_address(held.slug, comparison))
    side = choice(asked, "side", SIDES, "earlier")
    page = link_page(comparison, public_id(asked, "of"), side)
    return render(request, "comparison/correct.html", {"page": page})


@require_POST
def cancel(request: HttpRequest, document_slug: str) -> HttpResponse:
    """Give up a comparison that is not done."""
    held = find_document(document_slug, request.user)
    comparison = _comparison(request.POST, request.user)
    if actions.cancel_comparison(comparison, by=request.user):
        messages.success(request, _("Cancelled. You can ask for it again at any time."))
    return HttpResponseRedirect(_address(held.slug, comparison))


def _say(comparison: Comparison, asked: Mapping[str, str], user: User) -> None:
    ends = {name: public_ids(asked, name) for name in SIDES}
    match choice(asked, "says", SAYS, ""):
        case "same":
            actions.confirm_link(comparison, *map(provisions_named, ends.values()), by=user)
        case "different":
            actions.part_link(comparison, *map(provisions_named, ends.values()), by=user)
        case "back":
            actions.take_back_link(_edge(comparison, asked), by=user)
        case _:
            _correct(comparison, asked, user)


def _correct(comparison: Comparison, asked: Mapping[str, str], user: User) -> None:
    earlier, later = (_one(asked, name) for name in SIDES)
    kind = choice(asked, "kind", [kind.value for kind in BECOMES], "same")
    partners = provisions_named(public_ids(asked, "instead"))
    is_of_earlier = choice(asked, "side", SIDES, "earlier") == "earlier"
    instead_of = [(earlier, partner) if is_of_earlier else (partner, later) for partner in partners]
    actions.correct_link(
        comparison, earlier, later, kind=Lineage.Kind(kind), instead_of=instead_of, by=user
    )


def _one(asked: Mapping[str, str], name: str) -> Provision:
    """:raises BadQuery: unless one provision is named."""
    named = provisions_named(public_ids(asked, name))
    if len(named) != 1:
        raise BadQuery(name, asked.get(name, ""), _("one provision"))
    return named[0]


def _edge(comparison: Comparison, asked: Mapping[str, str]) -> Lineage:
    """:raises Http404: when nobody said that of this comparison, or it was taken back."""
    for said in said_of(comparison):
        if str(said.id) == asked.get("edge", ""):
            return said.edge
    raise Http404(_("Nobody says this any longer."))


def _comparison(asked: Mapping[str, str], user: Reader) -> Comparison:
    """:raises Http404: where there is none, or none for this reader."""
    said = public_id(asked, "comparison")
    found = visible_comparisons(user).select_related("earlier__document", "later__document")
    comparison = found.filter(public_id=said).first()
    if comparison is None:
        raise Http404(_("There is no comparison “%(name)s”.") % {"name": said})
    return comparison


def _address(slug: str, comparison: Comparison) -> str:
    query = f"earlier={comparison.earlier.public_id}&later={comparison.later.public_id}"
    return f"/documents/{slug}/compare/?{query}"
