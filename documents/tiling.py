"""Whether a plan agrees with itself and with what its passages print. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from bracketed import apply_marks
from bracketed.model import HEADINGS, Role
from documents.models import Draft, Wording
from documents.plans import DraftPlan, LineagePlan, WordingPlan
from documents.refusals import BadPlan

_NAMES_OF_A_DRAFT = ("title", "symbol", "issued_as", "as_of_note", "language")
_NAMES_OF_A_WORDING = ("label", "number", "code", "symbol")


def check_plan(plan: DraftPlan, stream: str) -> None:
    """Pass if the draft can be written; ``stream`` is what its passages print.

    :raises BadPlan: otherwise, with the first reason.
    """
    _check_lengths(plan, Draft, _NAMES_OF_A_DRAFT, str(plan.document))
    for wording in plan.wordings:
        _check_lengths(wording, Wording, _NAMES_OF_A_WORDING, wording.key)
    keys = {wording.key for wording in plan.wordings}
    if len(keys) != len(plan.wordings):
        raise BadPlan(_("Two provisions of the plan have the same key."))
    check_tree(plan.wordings, keys)
    check_identities(plan)
    check_claims(((w.key, w.start, w.source) for w in plan.wordings), stream)
    for wording in plan.wordings:
        check_words(wording)
    for edge in plan.lineage:
        _check_edge(edge, keys)


def check_claims(claims: Iterable[tuple[str, int | None, str]], stream: str) -> None:
    """Pass if the claims (name, start, source) are stretches of ``stream`` that do not
    overlap: then they and what lies between them give it back, character for character.

    :raises BadPlan: otherwise.
    """
    reached, before = 0, ""
    placed = sorted((start, name, source) for name, start, source in claims if start is not None)
    for start, name, source in placed:
        if start < reached:
            raise BadPlan(
                _("“%(name)s” claims words that “%(before)s” claims, too.")
                % {"name": name, "before": before}
            )
        if not source:
            raise BadPlan(_("“%(name)s” has a place and claims nothing there.") % {"name": name})
        if stream[start : start + len(source)] != source:
            raise BadPlan(
                _("“%(name)s” is not what the passages print at character %(place)d.")
                % {"name": name, "place": start}
            )
        reached, before = start + len(source), name


def check_words(wording: WordingPlan) -> None:
    """Pass if the words are the source without its marks.

    :raises BadPlan: otherwise.
    """
    name = wording.key
    if wording.start is None and (wording.source or wording.text):
        raise BadPlan(
            _("“%(name)s” has words and no place where they are printed.") % {"name": name}
        )
    if wording.kind in HEADINGS and wording.text:
        raise BadPlan(_("“%(name)s” is a heading and has a text.") % {"name": name})
    reached = 0
    for mark in wording.marks:
        if not reached <= mark.start <= mark.end <= len(wording.source):
            raise BadPlan(
                _("The marks of “%(name)s” overlap, or lie outside of what it claims.")
                % {"name": name}
            )
        reached = mark.end
    if wording.start is not None:
        words = wording.heading if wording.kind in HEADINGS else wording.text
        if apply_marks(wording.source, wording.marks) != words:
            raise BadPlan(
                _("The words of “%(name)s” are not what is printed, without its marks.")
                % {"name": name}
            )


def check_tree(wordings: Sequence[WordingPlan], keys: set[str]) -> None:
    """Pass if every parent is there and nobody stands under himself.

    :raises BadPlan: otherwise.
    """
    parents = {wording.key: wording.parent for wording in wordings}
    under_top: set[str] = set()
    for wording in wordings:
        if wording.parent is not None and wording.parent not in keys:
            raise BadPlan(
                _("“%(name)s” stands under “%(parent)s”, which is not there.")
                % {"name": wording.key, "parent": wording.parent}
            )
        if wording.role is not Role.TEXT and wording.parent is None:
            raise BadPlan(_("“%(name)s” is an alternative to nothing.") % {"name": wording.key})
        if not (wording.rank.isascii() and wording.rank.isdigit()):
            raise BadPlan(
                _("The rank of “%(name)s” is not made of digits.") % {"name": wording.key}
            )
        way: set[str] = set()
        at: str | None = wording.key
        while at is not None and at not in under_top:
            if at in way:
                raise BadPlan(_("“%(name)s” stands under itself.") % {"name": wording.key})
            way.add(at)
            at = parents[at]
        under_top.update(way)


def check_identities(plan: DraftPlan) -> None:
    """Pass if no two wordings are of one provision, and all are of this document.

    :raises BadPlan: otherwise.
    """
    seen: set[int | str] = set()
    for wording in plan.wordings:
        if wording.provision is not None and wording.provision.document_id != plan.document.id:
            raise BadPlan(
                _("“%(name)s” is a provision of another document.") % {"name": wording.key}
            )
        known = wording.provision.id if wording.provision else wording.public_key
        if known is None:
            continue
        if known in seen:
            raise BadPlan(
                _("“%(name)s” is a second wording of the same provision.") % {"name": wording.key}
            )
        seen.add(known)


def _check_edge(edge: LineagePlan, keys: set[str]) -> None:
    for end in (edge.earlier, edge.later):
        if isinstance(end, str) and end not in keys:
            raise BadPlan(_("Lineage names “%(name)s”, which is not in the plan.") % {"name": end})
    if edge.earlier == edge.later:
        raise BadPlan(_("Lineage joins “%(name)s” with itself.") % {"name": edge.earlier})


def _check_lengths(
    plan: DraftPlan | WordingPlan, row: type[Draft | Wording], names: Sequence[str], whose: str
) -> None:
    """What SQLite takes and PostgreSQL does not is refused before either is asked."""
    for name in names:
        limit = getattr(row._meta.get_field(name), "max_length", None)
        if limit is not None and len(getattr(plan, name)) > limit:
            raise BadPlan(
                _("“%(field)s” of “%(name)s” is too long (characters: at most %(limit)d).")
                % {"field": name, "name": whose, "limit": limit}
            )
