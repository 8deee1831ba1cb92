"""What all views of the interface have in common: who asks, what may be asked, and the headers
that go with every answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar, Final

from django.db.models import QuerySet
from django.http import Http404
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import BaseSerializer, Serializer
from rest_framework.views import APIView

from tracker.api.queries import Tree, prune, read_fields, read_query
from tracker.models import Token

Shape = dict[str, Any]
#: Words that every list reads.
PAGE_WORDS: Final = ("cursor", "page_size")


class Nothing(Serializer[Any]):
    """A query that may say nothing."""


class View(APIView):
    """A view of the interface. ``query`` reads what may be asked of a read, ``serializer_class``
    says what it answers, ``needs`` the scope of a token by method."""

    query: ClassVar[type[Serializer[Any]]] = Nothing
    needs: ClassVar[Mapping[str, Token.Scope]] = {}
    serializer_class: type[BaseSerializer[Any]] | None = None
    also: ClassVar[Collection[str]] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """:raises ValidationError: for a query that cannot be understood."""
        super().initial(request, *args, **kwargs)
        self.fields: Tree = {}
        is_read = request.method in SAFE_METHODS
        also = ["format", *self.also]
        if is_read and self.serializer_class is not None:
            also.append("fields")
            if said := request.query_params.get("fields", ""):
                self.fields = read_fields(said, self.serializer_class())
        query = self.query if is_read else Nothing
        self.asked = read_query(query, request.query_params, also)

    def scope_for(self, method: str) -> Token.Scope:
        """What a token must be good for."""
        otherwise = Token.Scope.READ if method in SAFE_METHODS else Token.Scope.WRITE
        return self.needs.get(method, otherwise)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """The answer with only the fields asked for, how fast one may ask, and its description."""
        is_shown = isinstance(response, Response) and response.status_code < 300
        if is_shown and getattr(self, "fields", {}) and not isinstance(response.data, str):
            response.data = self.prune(response.data)
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in getattr(self, "pace_headers", {}).items():
            response.headers[name] = value
        if is_shown:
            add_link(response, reverse("api:schema", request=request), "describedby")
        return response

    def prune(self, shown: Any) -> Any:
        """What is shown, with only the fields asked for."""
        return prune(shown, self.fields)


class ShapedList(View, ListAPIView[Any]):
    """A list in pages; ``shape`` turns the rows of a page into what is shown."""

    ordering: tuple[str, ...] = ("id",)
    also = PAGE_WORDS

    def shape(self, rows: list[Any]) -> list[Shape]:
        """One shape a row, in a constant number of queries."""
        raise TypeError(f"{type(self).__name__} has no shape")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of the list."""
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        response = self.get_paginated_response(self.shape(list(rows or ())))
        for rel, name in (("next", "next"), ("prev", "previous")):
            if response.data[name]:
                add_link(response, response.data[name], rel)
        return response

    def prune(self, shown: Any) -> Any:
        """The page, its rows with only the fields asked for."""
        return shown | {"results": prune(shown["results"], self.fields)}


class NotThere(View):
    """Every other address below ``/api/``."""

    @extend_schema(exclude=True)
    def get(self, request: Request, **_parts: str) -> Response:
        """:raises Http404: always, as a problem and not as a page."""
        raise Http404(
            _("There is nothing at %(address)s; begin at %(root)s.")
            % {"address": request.path, "root": reverse("api:root")}
        )

    post = put = patch = delete = get

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """:raises Http404: before anything else is looked at."""
        self.get(request)


def add_link(response: Any, address: str, rel: str) -> None:
    """Add a link to the header of an answer (RFC 8288)."""
    before = response.headers.get("Link")
    link = f'<{address}>; rel="{rel}"'
    response.headers["Link"] = f"{before}, {link}" if before else link


def last_modified(response: Response, *times: Any) -> Response:
    """The answer with the latest of these times as that of its last change."""
    known = [time for time in times if time is not None]
    if known:
        response.headers["Last-Modified"] = http_date(max(known).timestamp())
    return response


_NONE: Final = {
    "actionlines.ActionLine": _lazy("There is no action line “%(name)s”."),
    "documents.Comparison": _lazy("There is no comparison “%(name)s”."),
    "documents.Document": _lazy("There is no document “%(name)s”."),
    "documents.Draft": _lazy("There is no draft “%(name)s”."),
    "documents.Provision": _lazy("There is no provision “%(name)s”."),
    "negotiation.Decision": _lazy("There is no decision “%(name)s”."),
    "negotiation.Meeting": _lazy("There is no meeting “%(name)s”."),
    "negotiation.Party": _lazy("There is no party “%(name)s”."),
    "negotiation.Submission": _lazy("There is no submission “%(name)s”."),
}


def one(among: QuerySet[Any], **names: Any) -> Any:
    """:raises Http404: where this reader can see none of that name."""
    found = among.filter(**names).first()
    if found is None:
        said = " ".join(str(name) for name in names.values())
        sentence = _NONE.get(among.model._meta.label) or _("There is no “%(name)s” here.")
        raise Http404(sentence % {"name": said})
    return found
