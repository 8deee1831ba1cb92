"""The record over REST: a method translates in, makes one call, translates out."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from actionlines.models import ActionLine
from actionlines.queries import line_view, overview
from documents.models import LIVE, Bracket, Lineage, Provision, Wording
from documents.queries import OPEN_KINDS
from documents.queries.lineage import edges_that_hold
from negotiation.models import Assignment, Decision, Party, Position, Process, Proposal, Submission
from negotiation.queries import (
    latest_drafts,
    visible_decisions,
    visible_documents,
    visible_drafts,
    visible_proposals,
    visible_provisions,
)
from tracker.api.base import Shape, ShapedList, View, last_modified, one
from tracker.api.record import asked, serializers, told
from tracker.queries.home import find_process
from tracker.queries.moment import find_document
from tracker.queries.parties import visible_parties
from tracker.queries.sent import visible_assignments, visible_submissions


class Processes(ShapedList):
    """The processes, each with what it is about."""

    queryset = Process.objects.all()
    serializer_class = serializers.ProcessReference

    def shape(self, rows: list[Process]) -> list[Shape]:
        """As they are."""
        return [told.process_shape(row) for row in rows]


class ProcessDetail(View):
    """A process."""

    serializer_class = serializers.ProcessShape

    def get(self, request: Request, slug: str) -> Response:
        """Its phases, bodies, officers, documents and meetings."""
        return Response(told.process_detail(find_process(slug), request.user))


class Lines(View):
    """The action lines of a process."""

    serializer_class = serializers.LinesShape

    @extend_schema(operation_id="processes_action_lines_list")
    def get(self, request: Request, slug: str) -> Response:
        """Each with the headings under which it is negotiated, and how they stand."""
        states = overview(find_process(slug), request.user)
        return Response({"process": slug, "lines": [told.line_shape(one) for one in states]})


class LineDetail(View):
    """An action line."""

    serializer_class = serializers.LineDetailShape

    def get(self, request: Request, slug: str, code: str) -> Response:
        """Its sections, its facilitators by source, and the lines under it."""
        lines = ActionLine.objects.filter(process=find_process(slug)).select_related("parent")
        line: ActionLine = one(lines, code=code)
        return Response(told.line_detail(line_view(line, request.user)))


class Decisions(ShapedList):
    """The decisions on record, in the order in which they were recorded."""

    queryset = Decision.objects.none()
    serializer_class = serializers.RecordedDecisionShape
    query = asked.DecisionsQuery

    def get_queryset(self) -> QuerySet[Decision]:
        """Those on what this reader may see."""
        names = {
            "document": "provision__document__slug",
            "meeting": "meeting__slug",
            "draft": "draft__public_id",
            "provision": "provision__public_id",
            "code": "code",
            "basis": "basis",
        }
        return _filtered(_decisions(self.request), self.asked, names)

    def shape(self, rows: list[Decision]) -> list[Shape]:
        """Each with what it excepts."""
        return told.decision_shapes(rows, self.request.user)


class DecisionDetail(View):
    """A decision."""

    serializer_class = serializers.RecordedDecisionShape

    def get(self, request: Request, decision_id: str) -> Response:
        """What was decided on which provision, when, and what corrects it."""
        decision: Decision = one(_decisions(request), event__public_id=decision_id)
        later = getattr(decision, "corrected_by", None)
        answer = Response(told.decision_shapes([decision], request.user)[0])
        return last_modified(answer, decision.at, later.at if later else None)


class Brackets(ShapedList):
    """The brackets of the texts."""

    queryset = Bracket.objects.none()
    serializer_class = serializers.FoundBracketShape
    query = asked.BracketsQuery

    def get_queryset(self) -> QuerySet[Bracket]:
        """Those of the latest texts, or of the draft that is named."""
        user = self.request.user
        drafts = visible_drafts(user)
        if public_id := self.asked.get("draft"):
            drafts = drafts.filter(public_id=public_id)
        else:
            latest = latest_drafts(visible_documents(user), user).values()
            drafts = drafts.filter(pk__in=[draft.pk for draft in latest])
        found = Bracket.objects.filter(wording__draft__in=drafts.values("pk"))
        if (is_open := self.asked["open"]) is not None:
            around = Q(kind__in=[kind.value for kind in OPEN_KINDS], wording__disposition__in=LIVE)
            found = found.filter(around if is_open else ~around)
        names = {
            "document": "wording__draft__document__slug",
            "provision": "wording__provision__public_id",
            "kind": "kind",
        }
        return _filtered(found, self.asked, names).select_related(
            "wording__draft__document", "wording__provision", "end_wording__provision"
        )

    def shape(self, rows: list[Bracket]) -> list[Shape]:
        """Each with its words."""
        return [told.bracket_shape(row) for row in rows]


class Provisions(ShapedList):
    """The provisions of the texts."""

    queryset = Provision.objects.none()
    serializer_class = serializers.ProvisionReference
    query = asked.ProvisionsQuery

    def get_queryset(self) -> QuerySet[Provision]:
        """Those that stand in a draft which this reader may see."""
        user = self.request.user
        names = {"draft": "draft__public_id", "kind": "kind", "role": "role", "code": "code"}
        wordings = _filtered(
            Wording.objects.filter(draft__in=visible_drafts(user).values("pk")), self.asked, names
        )
        found = Provision.objects.filter(pk__in=wordings.values("provision"))
        return _filtered(found, self.asked, {"document": "document__slug"}).select_related(
            "document"
        )

    def shape(self, rows: list[Provision]) -> list[Shape]:
        """Each as its last draft has it."""
        return told.provision_shapes(rows, self.request.user)


class DocumentConcordance(View):
    """The labels of a document's provisions through its drafts."""

    serializer_class = serializers.DocumentConcordanceShape

    def get(self, request: Request, slug: str) -> Response:
        """How every provision is called in every draft."""
        return Response(told.labels_shape(find_document(slug, request.user), request.user))


class CountsOverTime(View):
    """The numbers of a document."""

    serializer_class = serializers.CountsOverTimeShape

    def get(self, request: Request, slug: str) -> Response:
        """Open brackets, competing alternatives and agreed paragraphs, draft by draft."""
        return Response(told.counts_over_time(find_document(slug, request.user), request.user))


class Edges(ShapedList):
    """Where words went and came from."""

    queryset = Lineage.objects.none()
    serializer_class = serializers.EdgeShape
    query = asked.LineageQuery

    def get_queryset(self) -> QuerySet[Lineage]:
        """The edges that hold, of which this reader may see both ends."""
        provisions = visible_provisions(self.request.user).values("pk")
        drafts = visible_drafts(self.request.user).values("pk")
        found = edges_that_hold().filter(
            Q(in_draft=None) | Q(in_draft__in=drafts), earlier__in=provisions, later__in=provisions
        )
        if slug := self.asked.get("document"):
            found = found.filter(Q(earlier__document__slug=slug) | Q(later__document__slug=slug))
        if public_id := self.asked.get("provision"):
            found = found.filter(Q(earlier__public_id=public_id) | Q(later__public_id=public_id))
        return _filtered(found, self.asked, {"kind": "kind", "basis": "basis"}).select_related(
            "earlier__document", "later__document"
        )

    def shape(self, rows: list[Lineage]) -> list[Shape]:
        """Each with its ends."""
        return [told.edge_shape(row) for row in rows]


class Submissions(ShapedList):
    """What parties sent or tabled."""

    queryset = Submission.objects.none()
    serializer_class = serializers.SubmissionShape
    query = asked.SubmissionsQuery

    def get_queryset(self) -> QuerySet[Submission]:
        """Those that propose something which this reader may see, or nothing."""
        found = visible_submissions(self.request.user).select_related("meeting", "process")
        return _filtered(found, self.asked, _of_submission(""))

    def shape(self, rows: list[Submission]) -> list[Shape]:
        """Each with who sent it."""
        return [told.submission_shape(row) for row in rows]


class Proposals(ShapedList):
    """What submissions propose, provision by provision."""

    queryset = Proposal.objects.none()
    serializer_class = serializers.ProposalShape
    query = asked.ProposalsQuery

    def get_queryset(self) -> QuerySet[Proposal]:
        """Those of which this reader may see target and words."""
        found = visible_proposals(self.request.user)
        if slug := self.asked.get("document"):
            found = found.filter(Q(target__document__slug=slug) | Q(stands_as__document__slug=slug))
        names = {"provision": "target__public_id", "does": "does"} | _of_submission("submission__")
        return (
            _filtered(found, self.asked, names)
            .select_related("submission", "target", "stands_as")
            .prefetch_related("submission__parties")
        )

    def shape(self, rows: list[Proposal]) -> list[Shape]:
        """Each with whose it is."""
        return [told.proposal_shape(row) for row in rows]


class Positions(ShapedList):
    """Who proposes, supports and opposes which submission."""

    queryset = Position.objects.none()
    serializer_class = serializers.PositionShape
    query = asked.PositionsQuery

    def get_queryset(self) -> QuerySet[Position]:
        """Those on submissions that this reader may see."""
        seen = visible_submissions(self.request.user).values("pk")
        names = _of_submission("submission__") | {"stance": "stance", "party": "party__name"}
        return _filtered(
            Position.objects.filter(submission__in=seen), self.asked, names
        ).select_related("submission", "party")

    def shape(self, rows: list[Position]) -> list[Shape]:
        """As they were taken."""
        return [told.position_shape(row) for row in rows]


class Assignments(ShapedList):
    """Work that meetings gave out."""

    queryset = Assignment.objects.none()
    serializer_class = serializers.AssignmentShape
    query = asked.AssignmentsQuery

    def get_queryset(self) -> QuerySet[Assignment]:
        """That on provisions which this reader may see."""
        about = visible_provisions(self.request.user)
        about = _filtered(
            about, self.asked, {"document": "document__slug", "provision": "public_id"}
        )
        found = visible_assignments(self.request.user)
        if "document" in self.asked or "provision" in self.asked:
            # A join would give a row for each of its provisions.
            joining: Any = Assignment.provisions.through
            through = joining.objects.filter(provision__in=about.values("pk"))
            found = found.filter(pk__in=through.values("assignment"))
        return _filtered(found, self.asked, {"meeting": "meeting__slug"})

    def shape(self, rows: list[Assignment]) -> list[Shape]:
        """Each with the provisions it is about."""
        return told.assignment_shapes(rows, self.request.user)


class Parties(ShapedList):
    """The parties, by name."""

    queryset = Party.objects.none()
    serializer_class = serializers.PartyShape
    query = asked.PartiesQuery
    ordering = ("name", "id")

    def get_queryset(self) -> QuerySet[Party]:
        """Those named in something that this reader may see."""
        found = visible_parties(self.request.user)
        return _filtered(found, self.asked, {"kind": "kind", "name": "name"})

    def shape(self, rows: list[Party]) -> list[Shape]:
        """As they are printed."""
        return [{"name": row.name, "kind": row.kind} for row in rows]


def _decisions(request: Request) -> QuerySet[Decision]:
    return visible_decisions(request.user).select_related(
        "provision__document",
        "meeting",
        "draft",
        "body",
        "event",
        "corrected_by",
    )


def _of_submission(path: str) -> dict[str, str]:
    """Where the words of a query about submissions are looked up."""
    return {
        "process": f"{path}process__slug",
        "meeting": f"{path}meeting__slug",
        "party": f"{path}parties__name",
        "ref": f"{path}ref",
    }


def _filtered(found: QuerySet[Any], said: dict[str, Any], names: dict[str, str]) -> QuerySet[Any]:
    """Those of which all that is said is true."""
    return found.filter(**{names[word]: said[word] for word in names if said.get(word) is not None})
