"""What stands on the wall: a provision, or a run of them, as large as it fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from django.conf.locale import LANG_INFO
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from bracketed.model import HEADINGS, Role
from documents.models import LIVE, Draft, Edit, Provision
from documents.queries import DraftView, Near, ProvisionView, close_view, reading_order, texts_at
from negotiation.models import Event, Meeting, Screen
from negotiation.policies import User
from negotiation.queries import Standing, readings_of, standing_of, standings
from tracker.queries.labels import rival_label, shown_label
from tracker.queries.marks import Edge, edges_of
from tracker.queries.reasons import reasons_of
from tracker.queries.screen.words import shown_words

VIEWS: Final[tuple[str, ...]] = tuple(Screen.View.values)
#: How many provisions a wall can hold.
MOST: Final = 8
#: Up to how many characters the larger two of the three sizes fit. A row takes the room of so
#: many characters beside its own.
_SIZES: Final = ((270, "large"), (600, "middle"))
_ROW: Final = 40
_NEXT: Final = 2
_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One provision on the wall, with what competes for its place."""

    id: str
    label: str
    is_heading: bool
    words: SafeString
    standing: Standing | None
    reason: str
    rivals: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Wall:
    """What is shown of a draft from one provision on. ``lead`` is what the first stands under,
    ``over`` the heading above; ``before`` and ``after`` are the places to turn to."""

    meeting: Meeting
    draft: Draft
    view: str
    first: str
    run: int
    is_held: bool
    over: str
    lead: tuple[Row, ...]
    rows: tuple[Row, ...]
    size: str
    as_of: datetime | None
    before: str
    after: str
    next: tuple[str, ...]

    @property
    def name(self) -> str:
        """What stands on it, in a word or two."""
        return self.rows[0].label if self.rows else ""

    @property
    def direction(self) -> str:
        """Which way its text is written."""
        language = self.draft.language
        return "rtl" if language in LANG_INFO and LANG_INFO[language].get("bidi") else "ltr"


def wall(
    screen: Screen,
    draft: Draft,
    user: User | None,
    *,
    view: str = "",
    first: str = "",
    run: int = 0,
) -> Wall | None:
    """What the screen shows of the draft, as this user may know of it; ``view``, ``first`` (a
    public id) and ``run`` in place of what the room has. None where the draft has no such
    provision. What it reads grows with the draft by one query for the order of its provisions.
    """
    view = view or screen.view
    places = [near for near in reading_order(draft) if _stands_alone(near)]
    first = first or (screen.first.public_id if screen.first else "")
    at = next((n for n, near in enumerate(places) if near.id == first), None)
    if at is None:
        return None
    run = min(run or screen.run, MOST)
    shown = places[at : at + run]
    found = Provision.objects.in_bulk([near.id for near in shown], field_name="public_id")
    provisions = [found[near.id] for near in shown]
    near_by = close_view(draft, *provisions)
    writer = _Writer(near_by, view, _since(screen, draft, user))
    stand = _standings(near_by, provisions, screen.meeting, user)
    rows = tuple(writer.row(one, stand.get(one.public_id)) for one in provisions)
    lead, over = writer.above(near_by.provision(first))
    return Wall(
        meeting=screen.meeting,
        draft=draft,
        view=view,
        first=first,
        run=run,
        is_held=screen.is_held,
        over=over,
        lead=lead,
        rows=rows,
        size=_size((*lead, *rows), view),
        as_of=_last_change(draft),
        before=places[max(0, at - run)].id if at else "",
        after=places[at + run].id if at + run < len(places) else "",
        next=tuple(_name(near) for near in islice(places, at + run, at + run + _NEXT)),
    )


def _standings(
    near_by: DraftView, provisions: Sequence[Provision], meeting: Meeting, user: User | None
) -> dict[str, Standing | None]:
    """How the provisions stand; of a run all at once, save headings, which stand as what is
    under them does."""
    alone = [one for one in provisions if near_by.provision(one.public_id).kind in HEADINGS]
    if len(provisions) == 1:
        alone = list(provisions)
    found: dict[str, Standing | None] = {}
    if len(alone) < len(provisions):
        found.update(standings(near_by, meeting, user))
    for one in alone:
        found[one.public_id] = standing_of(near_by.draft, one, meeting, user)
    return found


def first_of(draft: Draft) -> str:
    """The public id of the first provision of a draft that has words of its own; empty where it
    has none. One query."""
    places = [near for near in reading_order(draft) if _stands_alone(near)]
    texts = (near.id for near in places if near.words)
    return next(texts, places[0].id if places else "")


class _Writer:
    """Writes the rows of one wall."""

    def __init__(self, near_by: DraftView, view: str, since: int) -> None:
        self._near_by, self._view = near_by, view
        self._edges: Mapping[str, Sequence[Edge]] = edges_of(near_by)
        self._before = self._texts_before(since) if view == Screen.View.CHANGES else {}

    def row(self, provision: Provision, standing: Standing | None) -> Row:
        one = self._near_by.provision(provision.public_id)
        rivals = [
            child
            for child in self._near_by.children(one.id)
            if child.role is not Role.TEXT and child.disposition in LIVE
        ]
        reasons = reasons_of(one, standing, [rival.role for rival in rivals])
        return self._row(
            one,
            _label(one),
            standing=standing,
            reason=next(iter(reasons), ""),
            rivals=tuple(self._rivals(rivals)),
        )

    def above(self, one: ProvisionView) -> tuple[tuple[Row, ...], str]:
        """What a provision stands under: words, and the nearest heading."""
        lead: list[Row] = []
        while one.parent is not None and one.parent in self._near_by:
            one = self._near_by.provision(one.parent)
            if one.kind in HEADINGS:
                return tuple(lead), f"{_label(one)} {_plain(one.heading)}".strip()
            if one.text:
                lead.insert(0, self._row(one, _label(one)))
        return tuple(lead), ""

    def _rivals(self, rivals: Iterable[ProvisionView]) -> Iterable[Row]:
        if self._view == Screen.View.AGREED:
            return
        for place, rival in enumerate(rivals, 1):
            yield self._row(rival, rival_label(rival.role, rival.label, place)[0])

    def _row(
        self,
        one: ProvisionView,
        label: str,
        *,
        standing: Standing | None = None,
        reason: str = "",
        rivals: tuple[Row, ...] = (),
    ) -> Row:
        before = self._before.get(one.id, "")
        words = shown_words(self._view, one.words, before, self._edges.get(one.id, ()))
        return Row(one.id, label, one.kind in HEADINGS, words, standing, reason, rivals)

    def _texts_before(self, since: int) -> dict[str, str]:
        shown = [Provision(pk=one.provision_id) for one in self._near_by.provisions]
        return texts_at(self._near_by.draft, since, shown)


def _since(screen: Screen, draft: Draft, user: User | None) -> int:
    """The edit from which on changes are shown: where they began to be tracked (of another draft
    than the one of the room, when it was opened), and not before the reader might read it."""
    since = screen.since_edit if draft == screen.draft else 0
    begun, is_reading = None, False
    for at, is_open in readings_of(draft, user):
        begun = at if is_open and not is_reading else begun
        is_reading = is_open
    before = Edit.objects.filter(draft=draft, at__lte=begun) if begun else Edit.objects.none()
    last = before.order_by("-number").values_list("number", flat=True).first()
    return max(since, last or 0)


def _stands_alone(near: Near) -> bool:
    return near.role is Role.TEXT and near.disposition in LIVE


def _label(one: ProvisionView) -> str:
    return shown_label(
        code=one.code, number=one.number, label=one.label, heading=one.heading, text=one.text
    )


def _name(near: Near) -> str:
    label = shown_label(
        code="", number=near.number, label=near.label, heading=near.heading, text=near.words
    )
    words = _plain(near.heading or ("" if label else near.words)).split()
    return " ".join([label, *words[:_WORDS]]).strip()


def _plain(words: str) -> str:
    return words.replace("[", "").replace("]", "")


def _size(rows: Iterable[Row], view: str) -> str:
    """The largest of the three sizes that fits. Rivals side by side share the width."""
    room = 0
    for row in rows:
        lengths = [len(strip_tags(rival.words)) for rival in row.rivals]
        beside = view == Screen.View.ALTERNATIVES and lengths
        room += _ROW + len(strip_tags(row.words))
        room += max(lengths) * len(lengths) if beside else sum(lengths) + _ROW * len(lengths)
    return next((name for limit, name in _SIZES if room <= limit), "small")


def _last_change(draft: Draft) -> datetime | None:
    """When its text or a status in it was changed last."""
    told = Event.objects.filter(draft=draft).exclude(kind=Event.Kind.SCREEN).order_by("-seq")
    return told.values_list("at", flat=True).first()
