"""Two drafts compared, as a page shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from documents.between import compare_moments
from documents.models import Comparison, Document, Draft
from documents.queries import ComparisonView, comparison_view, is_stale, progress
from negotiation.models import Process
from negotiation.policies import Act, may
from negotiation.queries import visible_comparisons, visible_drafts
from tracker.queries.acts import GROUPS, KINDS, word_of
from tracker.queries.followups import Followup, followups
from tracker.queries.links import Said, may_correct, said_of
from tracker.queries.moment import Reader
from tracker.queries.pairs import Pair, pair_of
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.reopenings import reopenings
from tracker.queries.silence import Silence, silence_of
from tracker.queries.totals import Totals, totals_of

#: What ``?view=`` and ``?show=`` may say.
VIEWS: Final = ("side", "inline")
#: States in which work is still to be done.
_AT_WORK: Final = (Comparison.State.WAITING, Comparison.State.RUNNING)
SHOWS: Final = ("all", "matters", "reopened", "unsure", *GROUPS, *KINDS)


@dataclass(frozen=True, slots=True)
class Run:
    """A change, or a run of provisions in which nothing changed."""

    pair: Pair | None
    unchanged: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Show:
    """A filter with the number of provisions it leaves."""

    name: str
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a comparison that is done says. ``said`` are the words of people on its links and
    ``silence`` tells how much was not found again between two documents."""

    runs: tuple[Run, ...]
    pairs: tuple[Pair, ...]
    shows: tuple[Show, ...]
    totals: Totals
    followups: tuple[Followup, ...]
    said: tuple[Said, ...]
    silence: Silence | None

    @property
    def changed(self) -> tuple[Pair, ...]:
        """The provisions to which something happened, for the strip."""
        return tuple(pair for pair in self.pairs if pair.is_change)

    @property
    def shown(self) -> tuple[Pair, ...]:
        """What stands on the page, for the map."""
        return tuple(
            pair for run in self.runs for pair in ((run.pair,) if run.pair else run.unchanged)
        )

    @property
    def reopened(self) -> int:
        """How many changes reopen what was agreed."""
        return sum(pair.reopening is not None for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """``comparison`` is the last one asked for, None until somebody does; ``result`` is that of
    the last one that is done, of an older engine or reading where ``is_stale``."""

    path: tuple[Place, ...]
    process: Process | None
    document: Document
    drafts: tuple[Draft, ...]
    earlier: Draft | None
    later: Draft | None
    comparison: Comparison | None
    state: str
    done: int
    total: int
    result: Result | None
    is_stale: bool
    may_correct: bool
    may_cancel: bool
    show: str
    view: str


def comparison_page(
    document: Document,
    pair: tuple[Draft, Draft] | None,
    user: Reader,
    *,
    view: str,
    show: str,
) -> ComparisonPage:
    """The comparison of two drafts; of those nobody asked for, the page offers it. A draft
    beside itself is compared at once.

    :raises NotComparable: for one of which no words are held, beside itself."""
    asked = list(_comparisons(pair, user)) if pair else []
    newest = asked[0] if asked else None
    done = next((one for one in asked if one.state == Comparison.State.DONE), None)
    is_at_work = newest is not None and newest.state in _AT_WORK
    reached = progress(newest) if newest else None
    process = process_of(document)
    corrects = done is not None and may_correct(done, user)
    found = comparison_view(done) if done else None
    if pair and pair[0] == pair[1]:
        found = compare_moments(pair[0], None, pair[1], None)
    return ComparisonPage(
        path=path_to(process, document, _("Compare")),
        process=process,
        document=document,
        drafts=comparable_drafts(user),
        earlier=pair[0] if pair else None,
        later=pair[1] if pair else None,
        comparison=newest,
        state=newest.state if newest else "",
        done=reached.done if reached else 0,
        total=reached.total if reached else 0,
        result=_result(found, user, show, corrects=corrects) if found else None,
        is_stale=done is not None and (done != newest or is_stale(done)),
        may_correct=corrects,
        may_cancel=is_at_work and newest is not None and _may_cancel(newest, process, user),
        show=show,
        view=view,
    )


def _comparisons(pair: tuple[Draft, Draft], user: Reader) -> Iterable[Comparison]:
    """Those of two drafts, the last first."""
    return (
        visible_comparisons(user)
        .filter(earlier=pair[0], later=pair[1])
        .select_related("earlier__document", "later__document")
        .order_by("-id")
    )


def _result(found: ComparisonView, user: Reader, show: str, *, corrects: bool) -> Result:
    comparison = found.comparison
    reopened = reopenings(found, user)
    pairs = tuple(pair_of(change, reopened.get(change.order)) for change in found.changes)
    return Result(
        runs=tuple(_runs(pairs, show)),
        pairs=pairs,
        shows=tuple(_shows(pairs, show)),
        totals=totals_of(found, reopened),
        followups=followups(comparison.earlier, comparison.later),
        said=said_of(comparison) if corrects else (),
        silence=silence_of(found),
    )


def _may_cancel(comparison: Comparison, process: Process | None, user: Reader) -> bool:
    if user.is_authenticated and comparison.asked_by_id == user.pk:
        return True
    return process is not None and may(user, Act.EDIT, process)


def comparable_drafts(user: Reader) -> tuple[Draft, ...]:
    """The drafts of which words are held; one query."""
    drafts = visible_drafts(user).exclude(extent=Draft.Extent.OUTLINE)
    return tuple(drafts.select_related("document").order_by("document__short_title", "number"))


def usual_pair(document: Document, user: Reader) -> tuple[Draft, Draft] | None:
    """The pair one most likely wants: the last draft and the nearest before it that may be seen;
    drafts between them that are not published are passed over. Two queries."""
    drafts = visible_drafts(user).filter(document=document).exclude(extent=Draft.Extent.OUTLINE)
    held = {draft.pk: draft for draft in drafts.select_related("document").order_by("-number")}
    before = dict(Draft.objects.filter(document=document).values_list("pk", "follows"))
    for pk, later in held.items():
        earlier = before[pk]
        while earlier is not None and earlier not in held:
            earlier = before.get(earlier)
        if earlier is not None:
            return held[earlier], later
    return None


def _runs(pairs: Iterable[Pair], show: str) -> Iterable[Run]:
    """The changes that ``show`` leaves, with what did not change folded between them."""
    waiting: list[Pair] = []
    for pair in pairs:
        if not pair.shows(show):
            if show == "all":
                waiting.append(pair)
            continue
        if waiting:
            yield Run(None, tuple(waiting))
            waiting = []
        yield Run(pair, ())
    if waiting:
        yield Run(None, tuple(waiting))


def _shows(pairs: Collection[Pair], show: str) -> Iterable[Show]:
    """The filters that leave something, and the one that is asked for."""
    titles = {
        "all": _("all changes"),
        "matters": _("only what matters"),
        "reopened": _("reopened"),
        "unsure": _("links to be confirmed"),
    } | {name: str(title) for name, title in GROUPS.items()}
    if show not in titles:
        titles[show] = word_of(show)
    for name, title in titles.items():
        yield Show(name, title, sum(pair.shows(name) for pair in pairs))
