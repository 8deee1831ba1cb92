"""The tables of the texts."""

from __future__ import annotations

from typing import Final

from tracker.queries.dump import rows
from tracker.queries.dump.model import Column, Table, to

TEXTS: Final = (
    Table(
        "documents",
        "The documents it negotiates.",
        (Column("slug"), Column("title"), Column("short_title")),
        ("slug",),
        rows.rows_of_documents,
    ),
    Table(
        "drafts",
        "Their drafts.",
        (
            Column("id", path="public_id"),
            Column("document", path="document__slug", points_to=to("documents", "slug")),
            Column("number", "integer"),
            Column("language"),
            Column("title"),
            Column("symbol"),
            Column("issued_on", "date"),
            Column("issued_as"),
            Column("follows", path="seen_follows", points_to=to("", "id")),
            Column("translation_of", path="seen_original", points_to=to("", "id")),
            Column("as_of", "date"),
            Column("as_of_note"),
            Column("state"),
            Column("extent"),
            Column("content_hash"),
        ),
        ("id",),
        rows.rows_of_drafts,
    ),
    Table(
        "provisions",
        "The provisions: identities through all drafts.",
        (
            Column("id", path="public_id"),
            Column("document", path="document__slug", points_to=to("documents", "slug")),
        ),
        ("id",),
        lambda process, user: rows.seen_provisions(process, user).order_by("pk"),
    ),
    Table(
        "wordings",
        "What each provision says in each draft; by parent and rank in reading order. Marks are"
        " kind, start and end of what in the source is a label, a tag or a note, and no words.",
        (
            Column("draft", path="draft__public_id", points_to=to("drafts")),
            Column("provision", path="provision__public_id", points_to=to("provisions")),
            Column("parent", path="parent__public_id", points_to=to("provisions")),
            Column("rank"),
            Column("kind"),
            Column("role"),
            Column("label"),
            Column("number"),
            Column("code"),
            Column("heading"),
            Column("text"),
            Column("source"),
            Column("marks", "array"),
            Column("symbol"),
            Column("coverage"),
            Column("disposition"),
        ),
        ("draft", "provision"),
        rows.rows_of_wordings,
    ),
    Table(
        "brackets",
        "The brackets in their words; a closing place may be in another provision, or missing.",
        (
            Column("draft", path="wording__draft__public_id", points_to=to("drafts")),
            Column("provision", path="wording__provision__public_id", points_to=to("provisions")),
            Column("start", "integer"),
            Column("closes_in", path="end_wording__provision__public_id"),
            Column("end", "integer"),
            Column("depth", "integer"),
            Column("kind"),
        ),
        (),
        rows.rows_of_brackets,
    ),
    Table(
        "lineage",
        "Where words went and came from.",
        (
            Column("earlier", path="earlier__public_id"),
            Column("later", path="later__public_id"),
            Column("kind"),
            Column("basis"),
            Column("certainty", "number"),
            Column("note"),
        ),
        (),
        rows.rows_of_lineage,
    ),
)
