"""The life of one provision through drafts and meetings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bracketed import compare_pair
from bracketed.model import MarkKind, Role
from documents.models import Document, Provision, Wording
from documents.queries import LifeStep, LineageView, life_of, lineage_of
from negotiation.models import Assignment, Decision, Meeting
from negotiation.queries import (
    Standing,
    course_of,
    visible_decisions,
    visible_drafts,
    visible_provisions,
)
from tracker.pictures.lineage import LineagePicture, Relative, draw_lineage
from tracker.queries.moment import Reader
from tracker.queries.names import Name, names_of
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.proposals import ProposalView, proposals_on_provision
from tracker.queries.provision_edits import EditsShown, edits_of
from tracker.queries.redline import both_readings, one_side
from tracker.queries.sent import visible_assignments

#: Marks that say something about the text; page breaks and remnants do not.
_COMMENTS = frozenset({MarkKind.INSTRUCTION, MarkKind.FOOTNOTE, MarkKind.NOTE})


@dataclass(frozen=True, slots=True)
class Step:
    """One draft: the wording in it, and what changed in it since the one before."""

    life: LifeStep
    words: SafeString
    redline: SafeString | None


@dataclass(frozen=True, slots=True)
class Rival:
    """A wording that competes for the place, or is to be added to it."""

    role: str
    label: str
    draft: str
    words: SafeString


@dataclass(frozen=True, slots=True)
class AtMeeting:
    """How the provision stood at the close of a meeting."""

    meeting: Meeting
    standing: Standing


@dataclass(frozen=True, slots=True)
class Edge:
    """Where words came from or went; ``is_origin`` tells which."""

    lineage: LineageView
    other: Name
    is_origin: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What a draft prints beside the provision that is not its text: instructions, notes."""

    draft: str
    words: str


@dataclass(frozen=True, slots=True)
class ProvisionPage:
    """All that is known of a provision, as far as the reader may see it."""

    path: tuple[Place, ...]
    provision: Provision
    document: Document
    name: Name
    within: Name | None
    steps: tuple[Step, ...]
    rivals: tuple[Rival, ...]
    meetings: tuple[AtMeeting, ...]
    decisions: tuple[Decision, ...]
    edges: tuple[Edge, ...]
    proposals: tuple[ProposalView, ...]
    assignments: tuple[Assignment, ...]
    picture: LineagePicture | None
    edits: EditsShown
    said: tuple[Said, ...]
    all_edits: bool


def find_provision(public_id: str, user: Reader) -> Provision:
    """:raises Http404: where there is none, or none that the reader may see."""
    found = visible_provisions(user).filter(public_id=public_id).select_related("document").first()
    if found is None:
        raise Http404(
            _(
                "There is no provision “%(name)s”. Links to provisions last; this one may be"
                " misspelt."
            )
            % {"name": public_id}
        )
    return found


def provision_page(provision: Provision, user: Reader, *, all_edits: bool = False) -> ProvisionPage:
    """The life of a provision, in a constant number of queries."""
    drafts = visible_drafts(user)
    edges = lineage_of(provision, among=drafts)
    others = Provision.objects.filter(
        public_id__in={end for edge in edges for end in (edge.earlier, edge.later)}
    ).values_list("public_id", "pk")
    keys = dict(others)
    above = _above(provision, user)
    names = names_of([provision.pk, above, *keys.values()], user)
    name = names[provision.pk]
    shown = tuple(_edges(provision, edges, keys, names))
    kin = [Relative(one.other, one.lineage.kind, one.is_origin) for one in shown]
    return ProvisionPage(
        path=path_to(process_of(provision.document), provision.document, str(name)),
        provision=provision,
        document=provision.document,
        name=name,
        within=names.get(above),
        rivals=tuple(_rivals(provision, user)),
        steps=tuple(_steps(life_of(provision, among=drafts))),
        meetings=tuple(_at_meetings(provision, user)),
        decisions=_decisions(provision, user),
        edges=shown,
        proposals=proposals_on_provision(provision, user),
        assignments=_assignments(provision, user),
        picture=draw_lineage(name, kin),
        edits=edits_of(provision, user, is_all=all_edits),
        said=tuple(_said(provision, user)),
        all_edits=all_edits,
    )


def _above(provision: Provision, user: Reader) -> int:
    """The provision it stands under in its last wording; 0 where it stands under none."""
    wordings = provision.wordings.filter(draft__in=visible_drafts(user), parent__isnull=False)
    return wordings.order_by("-draft__number").values_list("parent", flat=True).first() or 0


def _said(provision: Provision, user: Reader) -> Iterable[Said]:
    wordings = provision.wordings.filter(draft__in=visible_drafts(user)).select_related("draft")
    for wording in wordings.exclude(marks=[]).order_by("draft__number"):
        for kind, start, end in wording.marks:
            if MarkKind(kind) in _COMMENTS:
                words = " ".join(wording.source[start:end].split())
                yield Said(str(wording.draft), words.removeprefix("[").removesuffix("]"))


def _rivals(provision: Provision, user: Reader) -> Iterable[Rival]:
    wordings = Wording.objects.filter(parent=provision, draft__in=visible_drafts(user))
    rivals = wordings.exclude(role=Role.TEXT.value).select_related("draft")
    for wording in rivals.order_by("draft__number", "rank"):
        words = one_side(wording.words, (), is_later=True)
        yield Rival(wording.role, wording.label, str(wording.draft), words)


def _steps(life: Iterable[LifeStep]) -> Iterable[Step]:
    before: dict[str, str] = {}
    for step in life:
        words = step.text or step.heading
        earlier = before.get(step.language)
        redline = None
        if step.is_changed and earlier and words:
            redline = both_readings(earlier, words, compare_pair(earlier, words).hunks)
        if words:
            before[step.language] = words
        yield Step(step, one_side(words, (), is_later=True), redline)


def _at_meetings(provision: Provision, user: Reader) -> Iterable[AtMeeting]:
    for meeting, standing in course_of(provision, user):
        if not standing.carried_from:
            yield AtMeeting(meeting, standing)


def _decisions(provision: Provision, user: Reader) -> tuple[Decision, ...]:
    decisions = visible_decisions(user).filter(provision=provision, corrected_by=None)
    decisions = decisions.exclude(basis=Decision.Basis.TAKEN_BACK)
    return tuple(
        decisions.select_related("meeting", "draft", "body", "by").order_by("taken_on", "id")
    )


def _edges(
    provision: Provision,
    edges: Iterable[LineageView],
    keys: dict[str, int],
    names: dict[int, Name],
) -> Iterable[Edge]:
    for edge in edges:
        is_origin = edge.later == provision.public_id
        other = names.get(keys.get(edge.earlier if is_origin else edge.later, 0))
        if other is not None:
            yield Edge(edge, other, is_origin)


def _assignments(provision: Provision, user: Reader) -> tuple[Assignment, ...]:
    given = visible_assignments(user).filter(Q(provisions=provision) | Q(result=provision))
    return tuple(given.distinct())
