"""Lists in pages that stay right while rows are added."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView


class Pages(CursorPagination):
    """``{"next", "previous", "results"}``, a hundred rows a page."""

    page_size = 100

    def get_ordering(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> tuple[str, ...]:
        """The order that the view names in ``ordering``."""
        return tuple(view.ordering)  # type: ignore[attr-defined]
