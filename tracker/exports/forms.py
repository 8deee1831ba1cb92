"""The forms of a text: as it stands, clean, agreed only, as printed, alternatives side by side."""

from __future__ import annotations

from collections import Counter
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bracketed.model import ProblemKind, Role
from bracketed.render import agreed_only, clean
from documents.models import LIVE
from documents.queries import DraftView, ProvisionView

#: The forms there are, each as a reader is told of it.
FORMS: Final[dict[str, str | Promise]] = {
    "bracketed": _("As it stands, with its brackets"),
    "clean": _("Clean: as if all brackets were lifted, the first of alternatives taken"),
    "agreed": _("Only what stands outside brackets"),
    "source": _("As printed"),
    "alternatives": _("As it stands, competing wordings side by side"),
}


def in_form(view: DraftView, provision: ProvisionView, form: str) -> str:
    """The words of a provision in a form. Agreed only leaves nothing of wordings that compete
    with others: not of the alternatives with all that stands under them, nor of the text they
    compete with."""
    match form:
        case "source":
            return provision.source
        case "clean":
            return clean(provision.text)
        case "agreed":
            return "" if _competes(view, provision) else agreed_only(_closed(provision))
        case _:
            return provision.text


def heading_in_form(provision: ProvisionView, form: str) -> str:
    """The heading of a provision in a form; the source form has it in its words."""
    match form:
        case "source":
            return ""
        case "clean" | "agreed":
            return clean(provision.heading)
        case _:
            return provision.heading


def left_out(view: DraftView, form: str) -> frozenset[str]:
    """The provisions that a form does not print, each with all that stands under it: what is
    no longer in the text; of the clean form the alternatives that were not taken, of the agreed
    one all of them."""
    passed_over: set[str] = set()
    for provision in view.provisions:
        if provision.parent in passed_over or _is_passed_over(view, provision, form):
            passed_over.add(provision.id)
    return frozenset(passed_over)


def takes_the_first(view: DraftView, provision: ProvisionView, form: str) -> bool:
    """Whether the clean form took the first of wordings that compete for a place."""
    return form == "clean" and provision.role is Role.TEXT and bool(_alternatives(view, provision))


def _is_passed_over(view: DraftView, provision: ProvisionView, form: str) -> bool:
    if form != "source" and provision.disposition not in LIVE:
        return True
    if form not in ("clean", "agreed"):
        return False
    match provision.role:
        case Role.TEXT:
            return False
        case Role.ADDITION:
            return form == "agreed"
        case Role.ALTERNATIVE:
            return form == "agreed" or not _is_taken(view, provision)


def _is_taken(view: DraftView, alternative: ProvisionView) -> bool:
    """Whether it is the first of its alternatives and its slot has no text of its own."""
    if alternative.parent is None or alternative.parent not in view:
        return True
    slot = view.provision(alternative.parent)
    return not slot.text and _alternatives(view, slot)[0].id == alternative.id


def _closed(provision: ProvisionView) -> str:
    """The text with a mark for each that is missing: what follows a bracket that nobody closes
    is disputed, and so is what stands before one that nobody opened."""
    missing = Counter(problem.kind for problem in provision.problems)
    opening, closing = missing[ProblemKind.UNOPENED], missing[ProblemKind.UNCLOSED]
    return "[" * opening + provision.text + "]" * closing


def _competes(view: DraftView, provision: ProvisionView) -> bool:
    return bool(_alternatives(view, provision)) or _is_offered(view, provision)


def _is_offered(view: DraftView, provision: ProvisionView) -> bool:
    """Whether it is an alternative or an addition, or stands under one."""
    one: ProvisionView | None = provision
    while one is not None:
        if one.role is not Role.TEXT:
            return True
        one = view.provision(one.parent) if one.parent else None
    return False


def _alternatives(view: DraftView, slot: ProvisionView) -> list[ProvisionView]:
    return [
        child
        for child in view.children(slot.id)
        if child.role is Role.ALTERNATIVE and child.disposition in LIVE
    ]
