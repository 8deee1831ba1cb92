"""How one provision stood at each meeting: a row of the matrix, without reading the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Exists, OuterRef, Q

from bracketed.model import HEADINGS, Kind, Role
from documents.models import Bracket, Document, Provision, Wording
from documents.queries import OPEN_KINDS
from negotiation.models import Decision, Meeting
from negotiation.policies import User
from negotiation.queries.contradictions import add_contradictions
from negotiation.queries.entries import entries_of, marks_of
from negotiation.queries.folded import Moment
from negotiation.queries.folding import Made, fold
from negotiation.queries.layers import Layers
from negotiation.queries.matrix import matrix
from negotiation.queries.moments import Calendar, Issue, calendar_of
from negotiation.queries.rulings import rulings_on
from negotiation.queries.standing import Standing
from negotiation.queries.visible import visible_decisions


def course_of(provision: Provision, user: User | None) -> tuple[tuple[Meeting, Standing], ...]:
    """The meetings at whose close the record says something of a provision, with what. What it
    reads does not grow with the text, but with what stands under the provision where its
    standing depends on that; save of one at which a bracket around others begins."""
    calendar = calendar_of(provision.document, user)
    issues = [issue for issue in calendar.issues if not issue.is_proposal]
    drafts = [issue.draft.pk for issue in issues]
    around = _around(drafts)
    near = _Near(drafts, {provision.pk, *(end for pair in around for end in pair)})
    if any(provision.pk == first for first, _ in around):
        record = matrix(provision.document, user)
        cells = ((one, record.cell(provision.public_id, one.slug)) for one in record.meetings)
        return tuple((meeting, standing) for meeting, standing in cells if standing is not None)
    return tuple(_course(provision, calendar, issues, near.provisions(provision.pk), user))


def _course(
    provision: Provision,
    calendar: Calendar,
    issues: Sequence[Issue],
    near: Collection[int],
    user: User | None,
) -> Iterable[tuple[Meeting, Standing]]:
    marks = marks_of(issues, near)
    layers = Layers(entries_of(issues, near).values(), marks)
    rulings = rulings_on(provision.document, calendar, user, near)
    tabled = {meeting for issue in issues for meeting in issue.meetings}
    decided = _decided_at(provision.document, user)
    made: Made = {}
    for index, meeting in enumerate(calendar.meetings):
        moment = Moment(2 * index + 1, calendar.meetings)
        layers.lay_up_to(moment.place)
        if meeting.pk in tabled or meeting.pk in decided:
            by_then = [ruling for ruling in rulings if not moment.is_before(ruling.place)]
            folded = fold(layers.tree(), by_then, moment, made)
            add_contradictions(folded)
            standing = folded.standings.get(provision.pk)
            if standing is not None:
                yield meeting, standing


class _Near:
    """Provisions with all they ever stood under. One query for each level."""

    def __init__(self, drafts: Collection[int], provisions: Collection[int]) -> None:
        self.drafts = drafts
        self.kinds: dict[int, set[str]] = {}
        self.parents: dict[int, set[int]] = {}
        self.follows: dict[int, set[int]] = {}
        level = set(provisions)
        while level:
            self.kinds.update((one, set()) for one in level)
            for one, parent, kind, role in Wording.objects.filter(
                draft__in=drafts, provision__in=level
            ).values_list("provision", "parent", "kind", "role"):
                self.kinds[one].add(kind)
                if parent is not None:
                    self.parents.setdefault(one, set()).add(parent)
                    if role != Role.TEXT:
                        self.follows.setdefault(one, set()).add(parent)
            level = {above for one in level for above in self.parents.get(one, ())} - set(
                self.kinds
            )

    def provisions(self, provision: int) -> set[int]:
        """All of them, and what competes for the place of one, or of the slot that it follows;
        all that stands under a heading, or where a bracket is left open."""
        slots, waiting = {provision}, [provision]
        while waiting:
            above = self.follows.get(waiting.pop(), set()) - slots
            slots |= above
            waiting.extend(above)
        under: set[int] = set()
        level = {provision} if self._takes_what_is_under(provision) else set()
        while level:
            level = self._under(level) - under
            under |= level
        return {*self.kinds, *self._under(slots, is_rival=True), *under}

    def _takes_what_is_under(self, provision: int) -> bool:
        if any(Kind(kind) in HEADINGS for kind in self.kinds[provision]):
            return True
        return Bracket.objects.filter(
            wording__provision=provision, wording__draft__in=self.drafts, end__isnull=True
        ).exists()

    def _under(self, provisions: Collection[int], *, is_rival: bool = False) -> set[int]:
        under = Wording.objects.filter(draft__in=self.drafts, parent__in=provisions)
        if is_rival:
            under = under.exclude(role=Role.TEXT.value)
        return set(under.order_by().values_list("provision", flat=True))


def _around(drafts: Collection[int]) -> list[tuple[int, int]]:
    """The provisions in which brackets around several begin and end. One query."""
    kinds = [kind.value for kind in OPEN_KINDS]
    spans = Bracket.objects.filter(
        wording__draft__in=drafts, end_wording__isnull=False, kind__in=kinds
    ).order_by()
    return list(spans.values_list("wording__provision", "end_wording__provision"))


def _decided_at(document: Document, user: User | None) -> frozenset[int]:
    """The meetings of which a decision on the document holds or held. One query."""
    decisions = visible_decisions(user).filter(
        Q(corrected_by=None),
        ~Q(basis=Decision.Basis.TAKEN_BACK),
        meeting=OuterRef("pk"),
        provision__document=document,
    )
    meetings = Meeting.objects.filter(process__mandates__document=document)
    return frozenset(meetings.filter(Exists(decisions)).values_list("pk", flat=True))
