"""The screen of a meeting as one reader sees it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from documents.models import Draft
from negotiation.models import Meeting, Process, Screen
from negotiation.policies import Act, may
from negotiation.queries import visible_drafts
from tracker.queries.moment import Reader
from tracker.queries.places import Place
from tracker.queries.screen.wall import Wall, first_of, wall


@dataclass(frozen=True, slots=True)
class Choice:
    """A draft that the room could be shown, from its first words on."""

    draft: Draft
    first: str


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """``shown`` is what this reader sees: the place of the room (where ``follows``), or one of
    their own. None where the room has turned to nothing, or (``is_hidden``) to what this reader
    may not see. ``view`` is the reader's own, empty for that of the room."""

    path: tuple[Place, ...]
    meeting: Meeting
    screen: Screen | None
    shown: Wall | None
    is_hidden: bool
    follows: bool
    view: str
    may_turn: bool
    choices: tuple[Choice, ...]

    @property
    def process(self) -> Process:
        """Whose words and colours the statuses have."""
        return self.meeting.process


def screen_page(
    meeting: Meeting, user: Reader, *, view: str = "", first: str = "", run: int = 0
) -> ScreenPage:
    """The screen of a meeting.

    :raises Http404: for a place that the draft does not have, or this reader may not see."""
    screen = screen_of(meeting)
    draft = screen.draft if screen else None
    is_seen = draft is not None and visible_drafts(user).filter(pk=draft.pk).exists()
    shown = None
    if screen and draft and is_seen:
        shown = wall(screen, draft, user, view=view, first=first, run=run)
    if first and shown is None:
        raise Http404(
            _("There is no such place on the screen of %(name)s.") % {"name": meeting.title}
        )
    turns = may(user, Act.SHOW, meeting.process)
    return ScreenPage(
        path=(
            Place(meeting.process.title, f"/processes/{meeting.process.slug}/"),
            Place(meeting.short_title, f"/meetings/{meeting.slug}/"),
            Place(_("Screen")),
        ),
        meeting=meeting,
        screen=screen,
        shown=shown,
        is_hidden=draft is not None and not is_seen,
        follows=not first,
        view=view,
        may_turn=turns,
        choices=_choices(meeting, user) if turns and shown is None else (),
    )


def screen_of(meeting: Meeting) -> Screen | None:
    """What the room looks at, if anything. One query."""
    screens = Screen.objects.select_related("draft__document", "first", "meeting__process")
    return screens.filter(meeting=meeting).first()


def _choices(meeting: Meeting, user: Reader) -> tuple[Choice, ...]:
    """What is on the table of the meeting, the texts that are being written first."""
    tabled = visible_drafts(user).filter(tablings__meeting=meeting).select_related("document")
    held = tabled.exclude(extent=Draft.Extent.OUTLINE).distinct().order_by("document__slug", "id")
    found = sorted(held, key=lambda draft: draft.state != Draft.State.ROLLING)
    return tuple(Choice(draft, first) for draft in found if (first := first_of(draft)))
