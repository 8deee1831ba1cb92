"""All that the desk shows of the provision on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from bracketed.model import HEADINGS, Role
from documents.models import LIVE, Draft, Wording
from documents.queries import DraftView, ProvisionView, close_view, next_label
from documents.queries import edits as edits_of
from documents.queries.places import with_ancestors
from negotiation.models import Lease, Meeting, Process, Screen
from negotiation.queries import Standing, standings
from tracker.queries.desk.conflict import Sides, sides_of
from tracker.queries.desk.decisions import DecisionBar, decision_bar
from tracker.queries.desk.door import Desk, Rights, text_at
from tracker.queries.desk.history import Saved, name_of_wording, saved_texts
from tracker.queries.desk.near import NearRow, Section, name_in_list, near_rows, section_of
from tracker.queries.desk.reading import Elsewhere, Reading, elsewhere_of, read_text
from tracker.queries.desk.said import Said, Typed
from tracker.queries.labels import bare
from tracker.queries.marks import edges_of
from tracker.queries.moment import Reader
from tracker.queries.places import Place, path_to
from tracker.queries.written import written

_EDITS = 6


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody at this desk, at the provision of that name."""

    name: str
    at: str
    is_you: bool
    is_same: bool


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The desk with one provision on it. ``base`` is the version that was started from."""

    path: tuple[Place, ...]
    desk: Desk
    draft: Draft
    meeting: Meeting | None
    now: datetime
    rights: Rights
    here: ProvisionView
    name: str
    label: str
    printed: str
    printed_label: str
    base: int
    version: int
    is_live: bool
    direction: str
    elsewhere: Elsewhere
    standing: Standing | None
    section: Section
    section_name: str
    near: tuple[NearRow, ...]
    gone: tuple[tuple[str, str], ...]
    up: str
    previous: str
    following: str
    rivals: tuple[NearRow, ...]
    slots: tuple[NearRow, ...]
    kinds: tuple[tuple[str, str], ...]
    kind_to_insert: str
    label_to_insert: str
    typed: Typed
    reading: Reading
    saved: tuple[Saved, ...]
    present: tuple[Here, ...]
    screen: Screen | None
    bar: DecisionBar
    sides: Sides | None
    said: Said

    @property
    def document(self) -> object:
        """The document whose views the strip offers."""
        return self.desk.document

    @property
    def process(self) -> Process:
        """Whose words and colours the statuses have."""
        return self.desk.process

    @property
    def is_typed(self) -> bool:
        """Whether the field holds what is not saved."""
        return self.typed.text.strip() != self.here.words

    @property
    def typed_label(self) -> str:
        """The label as it was typed, or is saved."""
        return self.printed_label if self.typed.label is None else self.typed.label

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading that lies on the desk."""
        return self.here.kind in HEADINGS

    @property
    def words(self) -> SafeString:
        """The words as they are saved."""
        return written(self.here.words)


def first_at(desk: Desk) -> str:
    """The provision that the desk opens with: the first in whose words brackets are open, else
    the first paragraph, else whatever stands first. Two queries."""
    rows = Wording.objects.filter(draft=text_at(desk), disposition__in=LIVE)
    open_first = rows.filter(brackets__isnull=False).exclude(kind__in=HEADINGS)
    words = rows.exclude(kind__in=HEADINGS)
    for among in (open_first, words, rows):
        found = among.order_by("pk").values_list("provision__public_id", flat=True).first()
        if found:
            return found
    raise Http404(_("The rolling text holds nothing yet."))


def desk_page(
    desk: Desk, here: Wording, user: Reader, *, typed: Typed | None = None, said: Said | None = None
) -> DeskPage:
    """The desk with a provision on it, in a number of queries that does not grow with the
    text."""
    text, said = text_at(desk), said or Said()
    above = with_ancestors(text, [here.provision_id])
    section = section_of(text, here, above)
    view = close_view(text, here.provision, *(row.provision for row in section.rows))
    provision = view.provision(here.provision.public_id)
    standing = standings(view, desk.meeting, user)
    near = near_rows(section, here, standing)
    typed = typed or Typed(provision.words, here.version)
    elsewhere = elsewhere_of(provision.words, edges_of(view).get(provision.id, ()))
    rivals = tuple(row for row in near if row.is_rival and row.id in _children(view, here))
    flow = [row for row in near if not row.is_rival]
    order = [row.id for row in near]
    place = order.index(provision.id) if provision.id in order else -1
    return DeskPage(
        path=path_to(desk.process, desk.document, _("Desk")),
        desk=desk,
        draft=text,
        meeting=desk.meeting,
        now=timezone.now(),
        rights=desk.rights,
        here=provision,
        name=_title(section, here),
        label=name_in_list(here),
        printed=here.label if bare(here.label) != name_in_list(here) else "",
        printed_label=here.label,
        base=typed.base,
        version=here.version,
        is_live=here.is_live,
        direction="rtl" if get_language_info(text.language)["bidi"] else "ltr",
        elsewhere=elsewhere,
        standing=_shown(standing.get(provision.id)),
        section=section,
        section_name=name_of_wording(section.heading) if section.heading else "",
        near=near,
        gone=tuple((row.provision.public_id, name_of_wording(row)) for row in section.gone),
        up=_up(section, here),
        previous=order[place - 1] if place > 0 else "",
        following=order[place + 1] if 0 <= place < len(order) - 1 else "",
        rivals=rivals,
        slots=tuple(row for row in flow if not row.is_heading and row.id != provision.id),
        kinds=tuple((kind.value, str(kind.label)) for kind in Wording.Kind),
        kind_to_insert=_kind_to_insert(here, near),
        label_to_insert=next_label(text, here.provision),
        typed=typed,
        reading=read_text(typed.text, typed.at, elsewhere),
        saved=tuple(saved_texts(edits_of(text, here.provision, limit=_EDITS), here)),
        present=_present(text, here, user),
        screen=_screen(desk.meeting),
        bar=decision_bar(
            desk.process,
            here,
            standing.get(provision.id),
            near if here.kind in HEADINGS else (),
            is_disputed=provision.has_open_brackets or bool(rivals),
            body=desk.meeting.body if desk.meeting else None,
            asked=said.asked,
        ),
        sides=sides_of(said.clash) if said.clash else None,
        said=said,
    )


def _title(section: Section, here: Wording) -> str:
    """How the desk is called: the part of the text, and the provision in it."""
    name = name_of_wording(here)
    heading = section.heading
    if heading is None or heading.pk == here.pk:
        return name
    return f"{heading.code or name_of_wording(heading)}, {name}"


def _children(view: DraftView, here: Wording) -> frozenset[str]:
    return frozenset(
        child.id for child in view.children(here.provision.public_id) if child.role is not Role.TEXT
    )


def _shown(standing: Standing | None) -> Standing | None:
    """Of a heading only what was decided on it: what stands under it is not all read here."""
    return None if standing and standing.origin == "rollup" else standing


def _kind_to_insert(here: Wording, near: tuple[NearRow, ...]) -> str:
    """What somebody most likely inserts: one more of the same, or the like of what is there."""
    if here.kind in HEADINGS and all(row.is_heading for row in near):
        return Wording.Kind.PARAGRAPH
    return next((row.kind for row in near if not row.is_heading), here.kind)


def _up(section: Section, here: Wording) -> str:
    """The heading to which one goes up."""
    heading = section.heading
    if heading is None:
        return ""
    if heading.pk != here.pk:
        return heading.provision.public_id
    return heading.parent.public_id if heading.parent else ""


def _present(text: Draft, here: Wording, user: Reader) -> tuple[Here, ...]:
    """Who has this text open just now. One query, and one for the names of the places."""
    leases = Lease.objects.filter(draft=text, until__gt=timezone.now()).select_related("by")
    found = list(leases.order_by("by__username"))
    rows = Wording.objects.filter(draft=text, provision__in=[one.provision_id for one in found])
    names = {row.provision_id: name_of_wording(row) for row in rows}
    return tuple(
        Here(
            name=one.by.get_full_name() or one.by.get_username(),
            at=names.get(one.provision_id, ""),
            is_you=one.by_id == user.pk,
            is_same=one.provision_id == here.provision_id,
        )
        for one in found
    )


def _screen(meeting: Meeting | None) -> Screen | None:
    """What the plenary screen of the meeting shows. One query."""
    if meeting is None:
        return None
    return Screen.objects.filter(meeting=meeting).select_related("first", "draft").first()
