"""A whole process to take away: JSON Lines, or a Frictionless data package of CSV files."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
from typing import IO, Any, Final

from asgiref.sync import sync_to_async
from django.core.serializers.json import DjangoJSONEncoder
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from documents.writing.table import csv_lines
from negotiation.models import Process
from tracker.api.base import View
from tracker.api.renderers import PlainTextRenderer
from tracker.queries.dump import TABLES, Column, Table
from tracker.queries.home import find_process
from tracker.queries.moment import Reader

_PIECE: Final = 64 * 1024


class LinesRenderer(PlainTextRenderer):
    """Names the format: a view answers with the stream itself, and only refusals come here."""

    media_type = "application/jsonl"
    format = "jsonl"


class PackageRenderer(PlainTextRenderer):
    """Names the format: a view answers with the stream itself, and only refusals come here."""

    media_type = "application/zip"
    format = "datapackage"


class Dump(View):
    """All that a reader may see of a process."""

    renderer_classes = (LinesRenderer, PackageRenderer)

    @extend_schema(
        responses={
            (200, LinesRenderer.media_type): OpenApiTypes.STR,
            (200, PackageRenderer.media_type): OpenApiTypes.BINARY,
        }
    )
    def get(self, request: Request, slug: str) -> StreamingHttpResponse:
        """Table after table. As JSON Lines each line is a row and says of which table; as a
        data package (`?format=datapackage`) a ZIP with a CSV file for each table and their
        description. What is not for this reader is not in it."""
        process = find_process(slug)
        if request.accepted_renderer.format == PackageRenderer.format:
            pieces, kind, name = (
                _package(process, request.user),
                PackageRenderer.media_type,
                f"{slug}.zip",
            )
        else:
            pieces, kind, name = (
                _lines(process, request.user),
                f"{LinesRenderer.media_type}; charset=utf-8",
                f"{slug}.jsonl",
            )
        answer = StreamingHttpResponse(streamed(request, pieces), kind)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


def streamed(request: Request, pieces: Iterator[bytes]) -> Iterator[bytes] | AsyncIterator[bytes]:
    """The pieces as the server takes them one by one: an asynchronous one would else read all of
    them into memory before it sends the first."""
    return _one_by_one(pieces) if hasattr(request, "scope") else pieces


async def _one_by_one(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    while (piece := await sync_to_async(_next)(pieces)) is not None:
        yield piece


def _next(pieces: Iterator[bytes]) -> bytes | None:
    return next(pieces, None)


def _lines(process: Process, user: Reader) -> Iterator[bytes]:
    waiting, length = [], 0
    for table in TABLES:
        names = [column.name for column in table.columns]
        for row in table.values(process, user):
            said = {"table": table.name} | dict(zip(names, row, strict=True))
            line = json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False).encode() + b"\n"
            waiting.append(line)
            length += len(line)
            if length >= _PIECE:
                yield b"".join(waiting)
                waiting, length = [], 0
    if waiting:
        yield b"".join(waiting)


def _package(process: Process, user: Reader) -> Iterator[bytes]:
    """A ZIP written to the disk and read again: its memory does not grow with the process."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("datapackage.json", json.dumps(describe(process), indent=2))
            for table in TABLES:
                with package.open(f"{table.name}.csv", "w") as member:
                    _write_csv(member, table, table.values(process, user))
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _write_csv(member: IO[bytes], table: Table, rows: Iterator[tuple[Any, ...]]) -> None:
    header = [column.name for column in table.columns]
    for line in csv_lines(header, ([_cell(value) for value in row] for row in rows)):
        member.write(line.encode())


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime() | date():
            return value.isoformat()
        case list():
            return json.dumps(value)
        case list():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def describe(process: Process) -> dict[str, Any]:
    """``datapackage.json`` (Frictionless, tabular data package)."""
    return {
        "profile": "tabular-data-package",
        "name": process.slug,
        "title": process.title,
        "description": "A cell of words that a spreadsheet would take for a formula begins with"
        " an apostrophe. Empty cells hold nothing.",
        "resources": [_describe_table(table) for table in TABLES],
    }


def _describe_table(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_describe_column(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    pointing = [column for column in table.columns if column.points_to]
    if pointing:
        schema["foreignKeys"] = [_describe_pointer(column) for column in pointing]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "description": table.about,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _describe_column(column: Column) -> dict[str, Any]:
    return {"name": column.name, "type": column.type}


def _describe_pointer(column: Column) -> dict[str, Any]:
    resource, field = column.points_to or ("", "")
    return {"fields": column.name, "reference": {"resource": resource, "fields": field}}
