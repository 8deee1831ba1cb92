"""API v1, read side: a method translates in, makes one call, translates out."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from documents.models import Comparison, Document, Draft, Provision
from documents.queries import comparison_view
from negotiation.models import Meeting, Publication
from negotiation.queries import (
    latest_draft,
    matrix,
    visible_comparisons,
    visible_documents,
    visible_drafts,
    visible_meetings,
    visible_provisions,
)
from tracker.api import asked, comparing, lives, serializers, shapes
from tracker.api.base import ShapedList, View, add_link, last_modified, one
from tracker.api.record import told
from tracker.api.record.asked import MeetingsQuery
from tracker.api.record.serializers import MeetingDetailShape
from tracker.api.renderers import CommaSeparatedRenderer
from tracker.exports.between import kept_between
from tracker.queries.concordance import COLUMNS, concordance_of
from tracker.queries.moment import find_document, find_meeting
from tracker.queries.tables import comma_separated

#: Where one may begin.
LISTS = (
    "processes",
    "documents",
    "meetings",
    "provisions",
    "decisions",
    "brackets",
    "lineage",
    "submissions",
    "proposals",
    "positions",
    "assignments",
    "parties",
    "comparisons",
    "changes",
    "schema",
    "docs",
)


class Root(View):
    """Where to begin."""

    @extend_schema(
        summary="Addresses", responses={200: dict[str, str]}, operation_id="root_retrieve"
    )
    def get(self, request: Request) -> Response:
        """The addresses of the lists."""
        return Response({name: reverse(f"api:{name}", request=request) for name in LISTS})


class Documents(ShapedList):
    """The documents that are negotiated."""

    queryset = Document.objects.none()
    serializer_class = serializers.DocumentShape

    def get_queryset(self) -> QuerySet[Document]:
        """Those with a draft that this reader may see."""
        return visible_documents(self.request.user).select_related("mandate__process")

    def shape(self, rows: list[Document]) -> list[shapes.Shape]:
        """Each with its latest text."""
        return shapes.document_shapes(rows, self.request.user)


class DocumentDetail(View):
    """A document."""

    serializer_class = serializers.DocumentShape

    def get(self, request: Request, slug: str) -> Response:
        """A document and its latest text."""
        document = find_document(slug, request.user)
        return Response(shapes.document_shapes([document], request.user)[0])


class Drafts(ShapedList):
    """The drafts of a document, in the order of their issue."""

    queryset = Draft.objects.none()
    serializer_class = serializers.DraftShape
    query = asked.DraftsQuery
    ordering = ("number", "id")

    def get_queryset(self) -> QuerySet[Draft]:
        """Those this reader may see; outlines only when asked for."""
        drafts = visible_drafts(self.request.user).filter(
            document=find_document(self.kwargs["slug"], self.request.user)
        )
        if not self.asked["outline"]:
            drafts = drafts.exclude(extent=Draft.Extent.OUTLINE)
        return drafts.select_related("document", "follows")

    def shape(self, rows: list[Draft]) -> list[shapes.Shape]:
        """Each with its meeting."""
        return shapes.draft_shapes(rows, self.request.user)


class DraftDetail(View):
    """A draft."""

    serializer_class = serializers.DraftShape

    def get(self, request: Request, public_id: str) -> Response:
        """Symbol, dates, meeting and hash of a draft; its words are at ``text/``."""
        drafts = visible_drafts(request.user).select_related("document", "follows")
        draft: Draft = one(drafts, public_id=public_id)
        answer = Response(shapes.draft_shapes([draft], request.user)[0])
        if latest := latest_draft(draft.document, request.user):
            name = reverse("api:draft", args=[latest.public_id], request=request)
            add_link(answer, name, "latest-version")
        if draft.state != Draft.State.ISSUED:
            return answer
        return last_modified(answer, draft.written_at, draft.frozen_at, published_at(draft))


class Status(View):
    """Provisions × meetings."""

    serializer_class = serializers.StatusesShape

    def get(self, request: Request, slug: str) -> Response:
        """What each meeting recorded of each provision, and what was carried on."""
        document = find_document(slug, request.user)
        return Response(shapes.statuses_shape(matrix(document, request.user)))


class ProvisionDetail(View):
    """A provision through its life."""

    serializer_class = serializers.ProvisionShape

    def get(self, request: Request, public_id: str) -> Response:
        """Its wordings, decisions and lineage, as far as this reader may see them."""
        provisions = visible_provisions(request.user).select_related("document")
        provision: Provision = one(provisions, public_id=public_id)
        return Response(lives.provision_life(provision, request.user))


class Meetings(ShapedList):
    """The meetings, in the order of their dates."""

    queryset = Meeting.objects.none()
    serializer_class = serializers.MeetingShape
    query = MeetingsQuery
    ordering = ("starts_on", "id")

    def get_queryset(self) -> QuerySet[Meeting]:
        """All of the processes this reader may see."""
        found = visible_meetings(self.request.user).select_related("process", "phase", "body")
        if slug := self.asked.get("process"):
            found = found.filter(process__slug=slug)
        if state := self.asked.get("state"):
            found = found.filter(state=state)
        return found

    def shape(self, rows: list[Meeting]) -> list[shapes.Shape]:
        """Each with its process, phase and body."""
        return [shapes.meeting_shape(row) for row in rows]


class MeetingDetail(View):
    """A meeting."""

    serializer_class = MeetingDetailShape

    def get(self, request: Request, slug: str) -> Response:
        """Dates, place and body of a meeting, what it settled, and the drafts that were there."""
        return Response(told.meeting_detail(find_meeting(slug, request.user), request.user))


class Comparisons(ShapedList):
    """The comparisons that were asked for."""

    queryset = Comparison.objects.none()
    serializer_class = serializers.ComparisonShape
    query = asked.ComparisonsQuery

    def get_queryset(self) -> QuerySet[Comparison]:
        """Those of which this reader may see both ends."""
        found = visible_comparisons(self.request.user)
        if slug := self.asked.get("document"):
            found = found.filter(later__document=find_document(slug, self.request.user))
        return found.select_related("earlier__document", "later__document")

    def shape(self, rows: list[Comparison]) -> list[shapes.Shape]:
        """Each with how far it has come."""
        return lives.comparison_shapes(rows)


class ComparisonDetail(View):
    """A comparison with its changes."""

    serializer_class = comparing.ComparisonDetailShape

    def get(self, request: Request, public_id: str) -> Response:
        """What happened to each provision, in reading order of the later draft."""
        found = visible_comparisons(request.user).select_related(
            "earlier__document", "later__document"
        )
        between = kept_between(one(found, public_id=public_id))
        return Response(lives.comparison_detail(between, request.user))


class Concordance(View):
    """Old label, new label, what happened."""

    renderer_classes = (*View.renderer_classes, CommaSeparatedRenderer)
    serializer_class = comparing.ConcordanceShape

    @extend_schema(
        responses={
            (200, "application/json"): comparing.ConcordanceShape,
            (200, "text/csv"): str,
        },
    )
    def get(self, request: Request, public_id: str) -> Response:
        """One row for each provision, or for those that merged or split together, in reading
        order of the later draft; as CSV the same rows as a table."""
        found = visible_comparisons(request.user).select_related(
            "earlier__document", "later__document"
        )
        comparison: Comparison = one(found, public_id=public_id)
        rows = concordance_of(comparison_view(comparison), request.user)
        if request.accepted_renderer.format == CommaSeparatedRenderer.format:
            return Response(comma_separated(COLUMNS, (row.cells for row in rows)))
        return Response(lives.concordance_shape(comparison, rows))


def published_at(draft: Draft) -> datetime | None:
    """When it was last said who may see a draft, or the one it follows: that is shown, too."""
    ends = [draft.pk, *([draft.follows_id] if draft.follows_id else [])]
    last = Publication.objects.filter(draft__in=ends).order_by("-at").first()
    return last.at if last else None
