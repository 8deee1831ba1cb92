"""What two drafts both hold: a comparison speaks of nothing else. Absent is not deleted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from bracketed.model import Kind
from documents.models import Draft, Lineage, Wording
from documents.queries.lineage import LineageView
from documents.queries.views import DraftView, ProvisionView
from documents.refusals import NotComparable

if TYPE_CHECKING:
    from documents.alignment import LinkedChange

_WHOLE, _NONE = Wording.Coverage.WHOLE, Wording.Coverage.NONE


def require_words(*drafts: Draft) -> None:
    """:raises NotComparable: when the text of one of them is not held."""
    for draft in drafts:
        if draft.extent == Draft.Extent.OUTLINE:
            raise NotComparable(
                _("Of %(draft)s only the outline is known; its text is not held.")
                % {"draft": draft}
            )


def taking_part(
    earlier: DraftView, later: DraftView
) -> tuple[tuple[ProvisionView, ...], tuple[ProvisionView, ...]]:
    """The provisions that are compared: those whose words are held, of chapters that both
    drafts cover. Drafts of different documents have no chapters in common by name, so all
    of them take part."""
    return tuple(_part(earlier, later)), tuple(_part(later, earlier))


def _part(view: DraftView, other: DraftView) -> Iterator[ProvisionView]:
    is_one_document = view.draft.document_id == other.draft.document_id
    is_covered: dict[str, bool] = {}
    for provision in view.provisions:
        if not is_one_document:
            covered = True
        elif provision.id in other:
            covered = other.provision(provision.id).coverage != _NONE
        elif provision.parent is not None:
            covered = is_covered[provision.parent]
        else:
            # Chapters are named; anything else at the top belongs to the document as such.
            covered = provision.kind is not Kind.CHAPTER or _is_whole(other)
        is_covered[provision.id] = covered
        is_held = provision.coverage != _NONE
        if covered and is_held and (provision.words or provision.id in other):
            yield provision


def _is_whole(view: DraftView) -> bool:
    return view.draft.extent == Draft.Extent.WHOLE


def absent_on_purpose(
    earlier: DraftView,
    later: DraftView,
    found: Sequence[LinkedChange],
    edges: Sequence[LineageView],
) -> Callable[[LinkedChange], bool]:
    """A test for changes that say "new" or "gone" of something on which the other draft is
    silent: it stands there without its words, lineage says what became of it, or what it
    stands under is not wholly held there. Another document is silent about everything."""
    if earlier.draft.document_id != later.draft.document_id:
        return lambda change: not (change.earlier and change.later)
    partners: dict[str, str] = {}
    for change in found:
        if change.earlier and change.later:
            partners.update({one.id: change.later[0].id for one in change.earlier})
            partners.update({other.id: change.earlier[0].id for other in change.later})
    went = {edge.earlier for edge in edges if edge.kind is not Lineage.Kind.DIFFERENT}
    gone = _Silence(earlier, later, partners, went)
    new = _Silence(later, earlier, partners, frozenset())

    def is_silent(change: LinkedChange) -> bool:
        if change.earlier and change.later:
            return False
        silence = gone if change.earlier else new
        return silence.about((change.earlier or change.later)[0].id)

    return is_silent


class _Silence:
    """Whether the ``other`` draft is silent about a provision of ``view`` without a link."""

    def __init__(
        self,
        view: DraftView,
        other: DraftView,
        partners: dict[str, str],
        accounted: Collection[str],
    ) -> None:
        self._view, self._other = view, other
        self._partners, self._accounted = partners, accounted
        self._known: dict[str, bool] = {}

    def about(self, public_id: str) -> bool:
        """Say whether its absence means nothing."""
        if public_id in self._other or public_id in self._accounted:
            return True
        return not self._holds_place_of(public_id)

    def _holds_place_of(self, public_id: str) -> bool:
        """Whether the other draft would print it if it were still (or already) there."""
        way: list[str] = []
        at = public_id
        while at not in self._known:
            over = self._view.provision(at).parent
            counterpart = self._counterpart(over)
            if counterpart is not None:
                self._known[at] = counterpart.coverage == _WHOLE
            elif over is None:
                self._known[at] = _is_whole(self._other)
            else:
                way.append(at)
                at = over
        self._known.update(dict.fromkeys(way, self._known[at]))
        return self._known[at]

    def _counterpart(self, public_id: str | None) -> ProvisionView | None:
        if public_id is None:
            return None
        if public_id in self._other:
            return self._other.provision(public_id)
        partner = self._partners.get(public_id)
        return None if partner is None else self._other.provision(partner)
