"""What changed since a moment: the changes of the text and the decisions, in the words of the
comparison, for a whole document or a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import pgettext

from documents.models import Comparison, Document, Draft
from documents.queries import ChangeView, comparison_view, is_stale
from documents.since import changes_since
from negotiation.models import Decision, Meeting, Process
from negotiation.queries import (
    latest_draft,
    meetings_of,
    visible_comparisons,
    visible_decisions,
    visible_drafts,
)
from tracker.queries.moment import Reader
from tracker.queries.names import Name, names_of
from tracker.queries.pairs import Pair, pair_of
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.reopenings import Reopening, reopenings
from tracker.queries.signs import Sign, sign_of
from tracker.queries.since_moment import Since
from tracker.queries.since_part import Part

_DONE = Comparison.State.DONE


@dataclass(frozen=True, slots=True)
class Stage:
    """What changed from one text to the next, or within a rolling one. Without ``is_known``
    nobody has compared these two drafts yet; ``is_stale`` when there is newer to compare."""

    earlier: Draft
    later: Draft
    pairs: tuple[Pair, ...]
    is_known: bool = True
    is_stale: bool = False

    @property
    def is_within(self) -> bool:
        """Whether both are one text that rolls on."""
        return self.earlier == self.later


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, with its sign and what to call the provision it is on."""

    decision: Decision
    sign: Sign
    name: Name
    is_taken_back: bool


@dataclass(frozen=True, slots=True)
class SincePage:
    """What changed; ``since`` is None for a visit that never was. ``drafts`` and ``meetings``
    are other moments to choose."""

    path: tuple[Place, ...]
    process: Process | None
    document: Document
    draft: Draft | None
    since: Since | None
    part: Part
    stages: tuple[Stage, ...]
    decided: tuple[Decided, ...]
    drafts: tuple[Draft, ...]
    meetings: tuple[Meeting, ...]
    knows_visits: bool

    @property
    def number(self) -> int:
        """How many provisions changed, over all stages."""
        return sum(len(stage.pairs) for stage in self.stages)

    @property
    def is_complete(self) -> bool:
        """Whether every stage could be told."""
        return all(stage.is_known for stage in self.stages)

    @property
    def is_first(self) -> bool:
        """Whether the reader had no text of the document then."""
        return self.since is not None and self.since.draft is None and self.draft is not None


def since_page(document: Document, user: Reader, since: Since | None, part: Part) -> SincePage:
    """What changed since a moment, as far as the reader may see it, in a constant number of
    queries."""
    process = process_of(document)
    now = latest_draft(document, user)
    drafts = visible_drafts(user).filter(document=document).exclude(extent=Draft.Extent.OUTLINE)
    return SincePage(
        path=path_to(process, document, pgettext("a view", "Since")),
        process=process,
        document=document,
        draft=now,
        since=since,
        part=part,
        stages=tuple(_stages(since, now, user, part)) if since and now else (),
        decided=tuple(_decided(document, since, user, part)) if since else (),
        drafts=tuple(drafts.order_by("-number")),
        meetings=tuple(reversed(meetings_of(document, user))),
        knows_visits=user.is_authenticated,
    )


def _stages(since: Since, now: Draft, user: Reader, part: Part) -> Iterable[Stage]:
    """First how the text they had went on, then what the present one made of it."""
    had = since.draft
    if had is None:
        return
    if since.edit < had.head_edit:
        yield _within(had, had, since.edit, part)
    if had == now:
        return
    if now.state == Draft.State.ROLLING and now.follows_id == had.pk:
        # it began as a copy of what they had
        yield _within(had, now, 0, part)
    else:
        yield _between(had, now, user, part)


def _within(earlier: Draft, later: Draft, edit: int, part: Part) -> Stage:
    changes = changes_since(later, edit)
    return Stage(earlier, later, _pairs(changes, {}, part))


def _between(earlier: Draft, later: Draft, user: Reader, part: Part) -> Stage:
    asked = visible_comparisons(user).filter(earlier=earlier, later=later, state=_DONE)
    found = asked.select_related("earlier__document", "later__document").order_by("-id").first()
    if found is None:
        return Stage(earlier, later, (), is_known=False)
    view = comparison_view(found)
    pairs = _pairs(view.changes, reopenings(view, user), part)
    return Stage(earlier, later, pairs, is_stale=is_stale(found))


def _pairs(
    changes: Iterable[ChangeView], reopened: Mapping[int, Reopening], part: Part
) -> tuple[Pair, ...]:
    return tuple(
        pair_of(change, reopened.get(change.order))
        for change in changes
        if change.is_change and part.takes_change(change)
    )


def _decided(document: Document, since: Since, user: Reader, part: Part) -> Iterable[Decided]:
    rows = (
        visible_decisions(user)
        .filter(since.decided, provision__document=document, corrected_by=None)
        .select_related("meeting", "body", "provision")
        .order_by("-taken_on", "-id")
    )
    decisions = [one for one in rows if part.takes(one.provision.public_id)]
    names = names_of({one.provision_id for one in decisions}, user)
    for one in decisions:
        if one.provision_id in names:
            is_taken_back = one.basis == Decision.Basis.TAKEN_BACK
            yield Decided(one, sign_of(one.code), names[one.provision_id], is_taken_back)
