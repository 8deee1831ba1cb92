"""Why a provision stands as it does, one short line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bracketed.model import HEADINGS, Role
from documents.lists import listed
from documents.models import LIVE, Wording
from documents.queries import OPEN_KINDS, ProvisionView
from negotiation.codes import Shown
from negotiation.queries import Standing
from tracker.queries.labels import CYRILLIC, is_cyrillic
from tracker.queries.signs import words_beside


def reasons_of(
    provision: ProvisionView, standing: Standing | None, beside: Sequence[Role]
) -> Iterable[str]:
    """What stands under the status in the margin; plain "agreed" needs no reason. ``beside``
    are the roles of the wordings that compete for the place or are to be added to it."""
    if standing:
        yield from _of_standing(provision, standing)
    if beside:
        yield _contents(provision, beside)
    yield from _of_brackets(provision, standing)
    yield from _of_print(provision, standing)
    if provision.disposition not in LIVE:
        yield str(provision.disposition.label)
    if provision.coverage == Wording.Coverage.EXCERPT:
        yield _("held in part")


def _of_standing(provision: ProvisionView, standing: Standing) -> Iterable[str]:
    if provision.kind not in HEADINGS:
        yield from map(str, words_beside(standing))
    if standing.origin == "cover":
        yield _("with its chapter")
        return
    if standing.condition:
        yield standing.condition
    if standing.origin == "excepted":
        yield _("excepted there")
    if standing.origin == "text":
        yield _("from the text")
    if standing.note:
        yield standing.note


def _of_brackets(provision: ProvisionView, standing: Standing | None) -> Iterable[str]:
    pairs = sum(pair.kind in OPEN_KINDS for pair in provision.brackets)
    if pairs and standing and standing.code == "bracketed":
        yield ngettext("%(number)d pair of brackets", "%(number)d pairs of brackets", pairs) % {
            "number": pairs
        }


def _of_print(provision: ProvisionView, standing: Standing | None) -> Iterable[str]:
    if provision.code and is_cyrillic(provision.label):
        yield _("printed with a Cyrillic %(name)s") % {"name": CYRILLIC}
    if provision.symbol:
        yield provision.symbol
    if provision.attribution:
        yield _("by %(name)s") % {"name": provision.attribution}
    is_alone = standing and standing.shown is not Shown.ALT
    stated = standing.code.replace("_", " ") if standing and is_alone else ""
    for tag in provision.tags:
        if tag.casefold() not in {stated, "agreed"}:
            yield _("tagged “%(name)s”") % {"name": tag}


def _contents(provision: ProvisionView, beside: Sequence[Role]) -> str:
    """What is inside a slot: "Text, 3 alternatives, 2 additions"."""
    said = [_("Text")] if provision.text else []
    alternatives = sum(role is Role.ALTERNATIVE for role in beside)
    additions = len(beside) - alternatives
    if alternatives:
        said.append(
            ngettext("%(number)d alternative", "%(number)d alternatives", alternatives)
            % {"number": alternatives}
        )
    if additions:
        said.append(
            ngettext("%(number)d addition", "%(number)d additions", additions)
            % {"number": additions}
        )
    return listed(said)
