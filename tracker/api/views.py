"""API v1, read side: a method translates in, makes one call, translates out."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from documents.models import Comparison, Document, Draft, Provision
from documents.queries import comparison_view, draft_view, printed
from negotiation.models import Meeting
from negotiation.queries import (
    matrix,
    visible_comparisons,
    visible_documents,
    visible_drafts,
    visible_meetings,
    visible_provisions,
)
from tracker.api import asked, comparing, forms, lives, serializers, shapes
from tracker.api.renderers import CommaSeparatedRenderer, PlainTextRenderer
from tracker.queries.concordance import COLUMNS, concordance_of
from tracker.queries.moment import find_document, find_meeting, find_moment
from tracker.queries.tables import comma_separated


class Root(APIView):
    """Where to begin."""

    @extend_schema(
        summary="Addresses", responses={200: dict[str, str]}, operation_id="root_retrieve"
    )
    def get(self, request: Request) -> Response:
        """The addresses of the lists."""
        names = ("documents", "meetings", "comparisons", "schema", "docs")
        return Response({name: reverse(f"api:{name}", request=request) for name in names})


class NotThere(APIView):
    """Every other address below ``/api/v1/``."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        """:raises Http404: always, as a problem and not as a page."""
        raise Http404(f"There is nothing at {request.path}; begin at {reverse('api:root')}.")


class ShapedList(ListAPIView[Any]):
    """A list in pages; ``shape`` turns the rows of a page into what is shown."""

    ordering: tuple[str, ...] = ("id",)

    def shape(self, rows: list[Any]) -> list[shapes.Shape]:
        """One shape a row, in a constant number of queries."""
        raise TypeError(f"{type(self).__name__} has no shape")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of the list."""
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.shape(list(rows or ())))


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


class DocumentDetail(APIView):
    """A document."""

    @extend_schema(responses={200: serializers.DocumentShape})
    def get(self, request: Request, slug: str) -> Response:
        """A document and its latest text."""
        document = find_document(slug, request.user)
        return Response(shapes.document_shapes([document], request.user)[0])


class Drafts(ShapedList):
    """The drafts of a document, in the order of their issue."""

    queryset = Draft.objects.none()
    serializer_class = serializers.DraftShape
    ordering = ("number", "id")

    def get_queryset(self) -> QuerySet[Draft]:
        """Those this reader may see; outlines only when asked for."""
        query = asked.DraftsQuery(data=self.request.query_params)
        query.is_valid(raise_exception=True)
        drafts = visible_drafts(self.request.user).filter(
            document=find_document(self.kwargs["slug"], self.request.user)
        )
        if not query.validated_data["outline"]:
            drafts = drafts.exclude(extent=Draft.Extent.OUTLINE)
        return drafts.select_related("document", "follows")

    def shape(self, rows: list[Draft]) -> list[shapes.Shape]:
        """Each with its meeting."""
        return shapes.draft_shapes(rows, self.request.user)

    @extend_schema(
        parameters=[asked.DraftsQuery],
        responses={200: serializers.DraftShape(many=True)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of the drafts."""
        return self.list(request, *args, **kwargs)


class DraftDetail(APIView):
    """A draft."""

    @extend_schema(responses={200: serializers.DraftShape})
    def get(self, request: Request, public_id: str) -> Response:
        """Symbol, dates, meeting and hash of a draft; its words are at ``text/``."""
        drafts = visible_drafts(request.user).select_related("document", "follows")
        draft = _one(drafts, public_id=public_id)
        return Response(shapes.draft_shapes([draft], request.user)[0])


class Text(APIView):
    """The consolidated text of a document."""

    renderer_classes = (*APIView.renderer_classes, PlainTextRenderer)

    @extend_schema(
        parameters=[asked.TextQuery],
        responses={
            (200, "application/json"): serializers.TextShape,
            (200, "text/plain"): str,
        },
    )
    def get(self, request: Request, slug: str) -> Response:
        """At a draft or at the close of a meeting; by default the latest. As plain text the
        source form is the imported passage, byte for byte."""
        query = asked.TextQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        form = query.validated_data.pop("form")
        document = find_document(slug, request.user)
        moment = find_moment(document, request.user, **query.validated_data)
        as_plain_text = request.accepted_renderer.format == PlainTextRenderer.format
        if as_plain_text and form == "source":
            return Response(printed(moment.draft))
        view = draft_view(moment.draft)
        if as_plain_text:
            return Response(forms.plain_text(view, form))
        return Response(shapes.text_shape(moment, view, form, request.user))


class Status(APIView):
    """Provisions × meetings."""

    @extend_schema(responses={200: serializers.StatusesShape})
    def get(self, request: Request, slug: str) -> Response:
        """What each meeting recorded of each provision, and what was carried on."""
        document = find_document(slug, request.user)
        return Response(shapes.statuses_shape(matrix(document, request.user)))


class ProvisionDetail(APIView):
    """A provision through its life."""

    @extend_schema(responses={200: serializers.ProvisionShape})
    def get(self, request: Request, public_id: str) -> Response:
        """Its wordings, decisions and lineage, as far as this reader may see them."""
        provisions = visible_provisions(request.user).select_related("document")
        provision: Provision = _one(provisions, public_id=public_id)
        return Response(lives.provision_life(provision, request.user))


class Meetings(ShapedList):
    """The meetings, in the order of their dates."""

    queryset = Meeting.objects.none()
    serializer_class = serializers.MeetingShape
    ordering = ("starts_on", "id")

    def get_queryset(self) -> QuerySet[Meeting]:
        """All of the processes this reader may see."""
        return visible_meetings(self.request.user).select_related("process", "phase", "body")

    def shape(self, rows: list[Meeting]) -> list[shapes.Shape]:
        """Each with its process, phase and body."""
        return [shapes.meeting_shape(row) for row in rows]


class MeetingDetail(APIView):
    """A meeting."""

    @extend_schema(responses={200: serializers.MeetingShape})
    def get(self, request: Request, slug: str) -> Response:
        """Dates, place and body of a meeting."""
        return Response(shapes.meeting_shape(find_meeting(slug, request.user)))


class Comparisons(ShapedList):
    """The comparisons that were asked for."""

    queryset = Comparison.objects.none()
    serializer_class = serializers.ComparisonShape

    def get_queryset(self) -> QuerySet[Comparison]:
        """Those of which this reader may see both ends."""
        query = asked.ComparisonsQuery(data=self.request.query_params)
        query.is_valid(raise_exception=True)
        found = visible_comparisons(self.request.user)
        if slug := query.validated_data.get("document"):
            found = found.filter(later__document=find_document(slug, self.request.user))
        return found.select_related("earlier__document", "later__document")

    def shape(self, rows: list[Comparison]) -> list[shapes.Shape]:
        """Each with how far it has come."""
        return lives.comparison_shapes(rows)

    @extend_schema(
        parameters=[asked.ComparisonsQuery],
        responses={200: serializers.ComparisonShape(many=True)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of the comparisons."""
        return self.list(request, *args, **kwargs)


class ComparisonDetail(APIView):
    """A comparison with its changes."""

    @extend_schema(responses={200: comparing.ComparisonDetailShape})
    def get(self, request: Request, public_id: str) -> Response:
        """What happened to each provision, in reading order of the later draft."""
        found = visible_comparisons(request.user).select_related(
            "earlier__document", "later__document"
        )
        return Response(lives.comparison_detail(_one(found, public_id=public_id), request.user))


class Concordance(APIView):
    """Old label, new label, what happened."""

    renderer_classes = (*APIView.renderer_classes, CommaSeparatedRenderer)

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
        comparison: Comparison = _one(found, public_id=public_id)
        rows = concordance_of(comparison_view(comparison), request.user)
        if request.accepted_renderer.format == CommaSeparatedRenderer.format:
            return Response(comma_separated(COLUMNS, (row.cells for row in rows)))
        return Response(lives.concordance_shape(comparison, rows))


def _one(among: QuerySet[Any], **names: str) -> Any:
    """:raises Http404: where this reader can see none of that name."""
    found = among.filter(**names).first()
    if found is None:
        raise Http404(f"There is no {among.model._meta.verbose_name} “{names['public_id']}”.")
    return found
