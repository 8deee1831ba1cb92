"""Two drafts compared, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bracketed.compare_model import SEAM
from documents.models import Comparison, Document, Draft
from documents.queries import ChangeView, SideView, comparison_view
from negotiation.models import Process
from negotiation.queries import visible_comparisons, visible_drafts
from tracker.queries.acts import GROUPS, Act, acts_of
from tracker.queries.labels import shown_label
from tracker.queries.moment import Reader
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.redline import both_readings, one_side

#: What ``?view=`` and ``?show=`` may say.
VIEWS: Final = ("side", "inline")
SHOWS: Final = ("all", *GROUPS)
#: Heights of the map, by how many characters a change has.
_HEIGHTS: Final = ((900, "d"), (450, "c"), (160, "b"), (0, "a"))


@dataclass(frozen=True, slots=True)
class Side:
    """A provision on one side of a change."""

    id: str
    label: str
    printed: str
    heading: str
    words: SafeString


@dataclass(frozen=True, slots=True)
class Pair:
    """What happened to one provision, or to those that merged or split together."""

    order: int
    acts: tuple[Act, ...]
    earlier: tuple[Side, ...]
    later: tuple[Side, ...]
    inline: SafeString
    height: str
    look: str
    is_change: bool
    sureness: str

    @property
    def was(self) -> str:
        """The label before."""
        return ", ".join(side.label or "–" for side in self.earlier)

    @property
    def became(self) -> str:
        """The label after."""
        return ", ".join(side.label or "–" for side in self.later)

    @property
    def relabelled(self) -> str:
        """Both labels; as printed, where they are shown alike."""
        if self.was != self.became:
            return f"{self.was} → {self.became}"
        before = ", ".join(side.printed for side in self.earlier)
        return f"{before} → {', '.join(side.printed for side in self.later)}"


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
class ComparisonPage:
    """``comparison`` is None until somebody asks for it; ``runs`` is empty until it is done."""

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
    runs: tuple[Run, ...]
    pairs: tuple[Pair, ...]
    shows: tuple[Show, ...]
    show: str
    view: str

    @property
    def changed(self) -> tuple[Pair, ...]:
        """The provisions to which something happened, for the strip and the map."""
        return tuple(pair for pair in self.pairs if pair.is_change)


def comparison_page(
    document: Document,
    pair: tuple[Draft, Draft] | None,
    user: Reader,
    *,
    view: str,
    show: str,
) -> ComparisonPage:
    """The comparison of two drafts; of those nobody asked for, the page offers it."""
    comparison = (
        visible_comparisons(user)
        .filter(earlier=pair[0], later=pair[1])
        .select_related("earlier", "later")
        .order_by("-id")
        .first()
        if pair
        else None
    )
    shown = comparison_view(comparison) if comparison else None
    is_done = shown is not None and shown.state == Comparison.State.DONE
    pairs = tuple(_pair(change) for change in shown.changes) if shown and is_done else ()
    process = process_of(document)
    return ComparisonPage(
        path=path_to(process, document, _("Compare")),
        process=process,
        document=document,
        drafts=comparable_drafts(user),
        earlier=pair[0] if pair else None,
        later=pair[1] if pair else None,
        comparison=comparison,
        state=shown.state.value if shown else "",
        done=shown.progress.done if shown else 0,
        total=shown.progress.total if shown else 0,
        runs=tuple(_runs(pairs, show)),
        pairs=pairs,
        shows=tuple(_shows(pairs)),
        show=show,
        view=view,
    )


def comparable_drafts(user: Reader) -> tuple[Draft, ...]:
    """The drafts of which words are held; one query."""
    drafts = visible_drafts(user).exclude(extent=Draft.Extent.OUTLINE)
    return tuple(drafts.select_related("document").order_by("document__short_title", "number"))


def usual_pair(document: Document, user: Reader) -> tuple[Draft, Draft] | None:
    """The pair one most likely wants: the last draft that follows another."""
    drafts = visible_drafts(user)
    later = (
        drafts.filter(document=document, follows__in=drafts)
        .exclude(extent=Draft.Extent.OUTLINE)
        .exclude(follows__extent=Draft.Extent.OUTLINE)
        .select_related("follows__document", "document")
        .order_by("-number")
        .first()
    )
    return (later.follows, later) if later and later.follows else None


def _pair(change: ChangeView) -> Pair:
    earlier, later = _joined(change.earlier), _joined(change.later)
    acts = acts_of(change)
    gone_or_new = {"gone": "gone", "new": "fresh"}.get(change.link, "chd" if acts else "")
    size = max(len(earlier), len(later))
    return Pair(
        order=change.order,
        acts=acts,
        earlier=tuple(_sides(change.earlier, change, is_later=False)),
        later=tuple(_sides(change.later, change, is_later=True)),
        inline=both_readings(earlier, later, change.hunks)
        if change.hunks
        else one_side(later or earlier, (), is_later=bool(later)),
        height=next(name for floor, name in _HEIGHTS if size >= floor),
        look=gone_or_new,
        is_change=bool(acts),
        sureness=_sureness(change),
    )


def _joined(sides: Iterable[SideView]) -> str:
    return SEAM.join(side.words for side in sides)


def _sides(sides: Iterable[SideView], change: ChangeView, *, is_later: bool) -> Iterable[Side]:
    offset = 0
    for side in sides:
        yield Side(
            id=side.id,
            label=shown_label(code="", number=side.number, label=side.label, heading=side.heading),
            printed=side.label,
            heading=side.heading,
            words=one_side(side.words, change.hunks, is_later=is_later, offset=offset),
        )
        offset += len(side.words) + len(SEAM)


def _sureness(change: ChangeView) -> str:
    """How it was found, where that is not plain."""
    if change.found_by == "likeness" and change.earlier and change.later:
        return _("found by likeness, %d%% sure") % round(100 * change.certainty)
    if change.found_by == "stated" and change.link in {"merged", "split", "moved"}:
        return _("stated in the record")
    return ""


def _runs(pairs: Iterable[Pair], show: str) -> Iterable[Run]:
    """The changes that ``show`` leaves, with what did not change folded between them."""
    waiting: list[Pair] = []
    for pair in pairs:
        if show != "all" and not any(act.group == show for act in pair.acts):
            continue
        if show == "all" and not pair.is_change:
            waiting.append(pair)
            continue
        if waiting:
            yield Run(None, tuple(waiting))
            waiting = []
        yield Run(pair, ())
    if waiting:
        yield Run(None, tuple(waiting))


def _shows(pairs: Iterable[Pair]) -> Iterable[Show]:
    groups = [{act.group for act in pair.acts} for pair in pairs]
    yield Show("all", _("all changes"), sum(map(bool, groups)))
    for name, title in GROUPS.items():
        yield Show(name, str(title), sum(name in group for group in groups))
