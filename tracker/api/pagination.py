"""Lists in pages that stay right while rows are added."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ValidationError as BadValue
from django.db.models import Field, QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView


class Pages(CursorPagination):
    """``{"next", "previous", "results"}``; ``?page_size=`` from 1 to 100."""

    page_size = 100
    max_page_size = 100
    page_size_query_param = "page_size"

    def get_ordering(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> tuple[str, ...]:
        """The order that the view names in ``ordering``."""
        ordering = tuple(view.ordering)  # type: ignore[attr-defined]
        self._first = queryset.model._meta.get_field(ordering[0].removeprefix("-"))
        return ordering

    def decode_cursor(self, request: Request) -> Cursor | None:
        """:raises NotFound: for one that no page of such a list gave out, before the database is
        asked."""
        try:
            cursor: Cursor | None = super().decode_cursor(request)
            if cursor is not None and cursor.position is not None:
                cast("Field[Any, Any]", self._first).clean(cursor.position, None)
        except (NotFound, BadValue) as error:
            raise NotFound(_("cursor: No page of this list gave this out.")) from error
        return cursor

    def get_page_size(self, request: Request) -> int:
        """:raises ValidationError: for a size that is no number from 1 to 100."""
        asked = request.query_params.get("page_size", str(self.page_size))
        is_number = asked.isascii() and asked.isdecimal() and len(asked) < 9
        if not (is_number and 1 <= int(asked) <= self.max_page_size):
            said = _("A number from 1 to %(most)d.") % {"most": self.max_page_size}
            raise ValidationError({"page_size": [said]})
        return int(asked)

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """The parameters of a page, for the schema."""
        parameters = super().get_schema_operation_parameters(view)
        for parameter in parameters:
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] = {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": self.max_page_size,
                }
        return parameters
