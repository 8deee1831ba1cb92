"""What the secretariat says of a link that a comparison found: kept for ever, taken back by a
further record, and heard before anything that was computed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents import actions as texts
from documents.models import Comparison, Lineage, Provision, Wording
from documents.queries.lineage import edges_that_hold
from negotiation.actions.texts import announce_lineage, process_of, wait_turn
from negotiation.policies import Act, Refused, require

_KIND = Lineage.Kind

#: What a person may say became of a provision.
BECOMES: Final = (
    _KIND.SAME,
    _KIND.MERGED_INTO,
    _KIND.SPLIT_INTO,
    _KIND.MOVED_TO,
    _KIND.REPLACED_BY,
    _KIND.TAKEN_FROM,
)


@transaction.atomic
def confirm_link(
    comparison: Comparison,
    earlier: Iterable[Provision],
    later: Iterable[Provision],
    *,
    by: User,
) -> tuple[Lineage, ...]:
    """Say that these provisions of the earlier draft became those of the later one: a pair is
    the same provision (of another document: its words), several are merged or split.

    :raises Forbidden: for anybody but the secretariat of both processes.
    :raises Refused: when one of them does not stand in its draft, a pair is one provision, or
        an edit went over the comparison meanwhile.
    """
    ones, others = _checked(comparison, earlier, later, by)
    kind = _kind_of(comparison, len(ones), len(others))
    return tuple(_say(one, other, kind, by) for one in ones for other in others)


@transaction.atomic
def part_link(
    comparison: Comparison,
    earlier: Iterable[Provision],
    later: Iterable[Provision],
    *,
    by: User,
) -> tuple[Lineage, ...]:
    """Say that none of these provisions of the earlier draft is any of those of the later one.

    :raises Forbidden: for anybody but the secretariat of both processes.
    :raises Refused: when one of them does not stand in its draft, or a pair is one provision.
    """
    ones, others = _checked(comparison, earlier, later, by)
    return tuple(_say(one, other, _KIND.DIFFERENT, by) for one in ones for other in others)


@transaction.atomic
def correct_link(
    comparison: Comparison,
    earlier: Provision,
    later: Provision,
    *,
    kind: Lineage.Kind,
    instead_of: Iterable[tuple[Provision, Provision]] = (),
    by: User,
) -> Lineage:
    """Say what a provision of the earlier draft became; the pairs ``instead_of`` which it did
    are parted.

    :raises Forbidden: for anybody but the secretariat of both processes.
    :raises Refused: when one of them does not stand in its draft, a pair is one provision, or
        a provision that stands in both drafts would be two at once.
    """
    if kind not in BECOMES:
        raise Refused(_("This does not say what became of the provision."))
    wrong = [pair for pair in instead_of if pair != (earlier, later)]
    ones, others = [earlier, *(one for one, _ in wrong)], [later, *(other for _, other in wrong)]
    _checked(comparison, ones, others, by, pairs=[(earlier, later), *wrong])
    if kind == _KIND.SAME and _stands_in(comparison.earlier_id, [later]):
        raise Refused(
            _(
                "That provision stands in both drafts already: others may be merged into it, and"
                " none can be the same."
            )
        )
    for one, other in wrong:
        _say(one, other, _KIND.DIFFERENT, by)
    return _say(earlier, later, kind, by)


@transaction.atomic
def take_back_link(edge: Lineage, *, by: User) -> Lineage:
    """Say no longer what a person said of a link.

    :raises Forbidden: for anybody but the secretariat of both processes.
    :raises Refused: when it was said by the record and not by a person.
    """
    _require([edge.earlier, edge.later], by)
    if edge.basis != Lineage.Basis.PERSON:
        raise Refused(_("This stands in the record; only what a person said is taken back."))
    at = timezone.now()
    return _announced(texts.retract_lineage(edge, by=by, at=at), by, at)


def _checked(
    comparison: Comparison,
    earlier: Iterable[Provision],
    later: Iterable[Provision],
    by: User,
    pairs: Iterable[tuple[Provision, Provision]] | None = None,
) -> tuple[list[Provision], list[Provision]]:
    ones, others = list(dict.fromkeys(earlier)), list(dict.fromkeys(later))
    if not ones or not others:
        raise Refused(_("A link has a provision on either side."))
    _require([*ones, *others], by)
    # Two people at once: one after the other, so that nothing is said twice.
    if Comparison.objects.select_for_update().filter(pk=comparison.pk).first() is None:
        raise Refused(_("The text was changed meanwhile. Compare again, then say it once more."))
    is_there = _stands_in(comparison.earlier_id, ones) == len(ones)
    if not is_there or _stands_in(comparison.later_id, others) != len(others):
        raise Refused(_("One of these provisions does not stand in its draft."))
    for one, other in pairs or [(one, other) for one in ones for other in others]:
        if one == other:
            raise Refused(
                _(
                    "This is one provision in both drafts: that was decided when the later draft"
                    " was imported."
                )
            )
    return ones, others


def _require(provisions: Iterable[Provision], by: User) -> None:
    processes = {process_of(document) for document in {one.document for one in provisions}}
    for process in processes:
        require(by, Act.EDIT, process)
    wait_turn(*processes)


def _stands_in(draft_id: int, provisions: list[Provision]) -> int:
    return Wording.objects.filter(draft=draft_id, provision__in=provisions).count()


def _kind_of(comparison: Comparison, ones: int, others: int) -> Lineage.Kind:
    if ones > 1:
        return _KIND.MERGED_INTO
    if others > 1:
        return _KIND.SPLIT_INTO
    is_one_document = comparison.earlier.document_id == comparison.later.document_id
    return _KIND.SAME if is_one_document else _KIND.TAKEN_FROM


def _say(earlier: Provision, later: Provision, kind: Lineage.Kind, by: User) -> Lineage:
    """What is said of the pair from now on; the first row where it is said already."""
    at = timezone.now()
    said = edges_that_hold().filter(earlier=earlier, later=later, basis=Lineage.Basis.PERSON)
    known = None
    for edge in said:
        if edge.kind == kind:
            known = edge
        else:
            _announced(texts.retract_lineage(edge, by=by, at=at), by, at)
    if known is not None:
        return known
    edge = texts.state_lineage(
        earlier=earlier, later=later, kind=kind, basis=Lineage.Basis.PERSON, by=by, at=at
    )
    return _announced(edge, by, at)


def _announced(edge: Lineage, by: User, at: datetime) -> Lineage:
    announce_lineage(edge, process_of(edge.later.document), by=by, at=at)
    return edge
