"""The four forms of a text: as it stands, clean, agreed only, as printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bracketed.model import ProblemKind, Role
from bracketed.render import agreed_only, clean
from documents.models import Wording
from documents.queries import DraftView, ProvisionView

_INDENT = "  "


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


def plain_text(view: DraftView, form: str) -> str:
    """The draft as plain text, a provision to a paragraph, each with its label. The clean form
    takes the first of competing wordings and says so."""
    return "\n\n".join(_paragraphs(view, form)) + "\n"


def _paragraphs(view: DraftView, form: str) -> Iterator[str]:
    passed_over: set[str] = set()
    for provision in view.provisions:
        if form != "bracketed" and (
            provision.parent in passed_over or _is_passed_over(view, provision, form)
        ):
            passed_over.add(provision.id)
            continue
        words = _heading(provision, form) or in_form(view, provision, form)
        if form == "clean" and provision.role is Role.TEXT and _alternatives(view, provision):
            words = f"{words} {{first of several alternatives}}".lstrip()
        line = " ".join(part for part in (_label(provision), words) if part)
        if words:
            yield _INDENT * provision.depth + line


def _is_passed_over(view: DraftView, provision: ProvisionView, form: str) -> bool:
    """Whether a form other than the bracketed one leaves out an alternative or an addition, and
    what stands under it: the agreed one all of them, the clean one those that were not taken."""
    match provision.role:
        case Role.TEXT:
            return False
        case Role.ADDITION:
            return form == "agreed"
        case Role.ALTERNATIVE:
            return form == "agreed" or not _is_taken(view, provision)


def _is_taken(view: DraftView, alternative: ProvisionView) -> bool:
    """Whether it is the first of its alternatives and its slot has no text of its own."""
    slot = view.provision(alternative.parent or "")
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
    live = (Wording.Disposition.LIVE, Wording.Disposition.ALTERNATIVE)
    return [
        child
        for child in view.children(slot.id)
        if child.role is Role.ALTERNATIVE and child.disposition in live
    ]


def _heading(provision: ProvisionView, form: str) -> str:
    match form:
        case "clean" | "agreed":
            return clean(provision.heading)
        case _:
            return provision.heading


def _label(provision: ProvisionView) -> str:
    """The number of reading order, else the printed label. An alternative keeps its label: its
    number would read as that of a paragraph."""
    if provision.role is not Role.TEXT:
        return provision.label
    return provision.number or provision.label
