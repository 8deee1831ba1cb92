"""The tables of what was decided, sent and given out, and of what happened."""

from __future__ import annotations

from typing import Final

from negotiation.queries import visible_events
from tracker.queries.dump import rows
from tracker.queries.dump.model import Column, Table, to

RECORD: Final = (
    Table(
        "tablings",
        "Which draft was at which meeting.",
        (
            Column("draft", path="draft__public_id", points_to=to("drafts")),
            Column("meeting", path="meeting__slug", points_to=to("meetings", "slug")),
            Column("as_a"),
        ),
        ("draft", "meeting", "as_a"),
        rows.rows_of_tablings,
    ),
    Table(
        "decisions",
        "The decisions, in the order in which they were recorded.",
        (
            Column("id", path="event__public_id"),
            Column("provision", path="provision__public_id", points_to=to("provisions")),
            Column("code"),
            Column("meeting", path="meeting__slug", points_to=to("meetings", "slug")),
            Column("draft", path="draft__public_id", points_to=to("drafts")),
            Column("body", path="body__slug", points_to=to("bodies", "slug")),
            Column("taken_on", "date"),
            Column("covers", "boolean"),
            Column("excepts"),
            Column("condition"),
            Column("note"),
            Column("basis"),
            Column("contradiction"),
            Column("breaks", "array"),
            Column("wording_hash"),
            Column("reopens", path="seen_reopened", points_to=to("", "id")),
            Column("corrects", path="seen_corrected", points_to=to("", "id")),
            Column("recorded_at", "datetime", "at"),
        ),
        ("id",),
        rows.rows_of_decisions,
    ),
    Table(
        "exceptions",
        "The provisions that decisions do not hold for, though they stand under what was decided.",
        (
            Column("decision", path="decision__event__public_id", points_to=to("decisions")),
            Column("provision", path="provision__public_id", points_to=to("provisions")),
        ),
        ("decision", "provision"),
        rows.rows_of_exceptions,
    ),
    Table(
        "submissions",
        "What parties sent or tabled.",
        (
            Column("ref"),
            Column("title"),
            Column("symbol"),
            Column("meeting", path="meeting__slug", points_to=to("meetings", "slug")),
            Column("received_on", "date"),
            Column("note"),
        ),
        ("ref",),
        rows.rows_of_submissions,
    ),
    Table(
        "senders",
        "Whose submissions they are.",
        (
            Column("submission", path="ref", points_to=to("submissions", "ref")),
            Column("party", path="parties__name", points_to=to("parties", "name")),
        ),
        ("submission", "party"),
        rows.rows_of_senders,
    ),
    Table(
        "proposals",
        "What they propose, provision by provision.",
        (
            Column("submission", path="submission__ref", points_to=to("submissions", "ref")),
            Column("number", "integer"),
            Column("does"),
            Column("target", path="target__public_id"),
            Column("stands_as", path="stands_as__public_id"),
            Column("text"),
        ),
        ("submission", "number"),
        rows.rows_of_proposals,
    ),
    Table(
        "positions",
        "Who proposes, supports and opposes them.",
        (
            Column("submission", path="submission__ref", points_to=to("submissions", "ref")),
            Column("party", path="party__name", points_to=to("parties", "name")),
            Column("stance"),
            Column("taken_on", "date"),
        ),
        (),
        rows.rows_of_positions,
    ),
    Table(
        "assignments",
        "Work that meetings gave out.",
        (
            Column("meeting", path="meeting__slug", points_to=to("meetings", "slug")),
            Column("number", "integer"),
            Column("does"),
            Column("text"),
            Column("result", path="seen_result", points_to=to("provisions")),
            Column("holder", path="holder__name", points_to=to("parties", "name")),
            Column("holder_inferred", "boolean"),
            Column("small_group"),
            Column("due_on", "date"),
            Column("contradiction"),
        ),
        ("meeting", "number"),
        rows.rows_of_assignments,
    ),
    Table(
        "assigned",
        "Which provisions that work is about.",
        (
            Column("meeting", path="assignment__meeting__slug"),
            Column("number", "integer", "assignment__number"),
            Column("provision", path="provision__public_id"),
        ),
        ("meeting", "number", "provision"),
        rows.rows_of_assigned,
    ),
    Table(
        "changes",
        "What happened, in order.",
        (
            Column("id", path="public_id"),
            Column("kind"),
            Column("at", "datetime"),
            Column("document", path="draft__document__slug"),
            Column("draft", path="draft__public_id"),
            Column("provision", path="provision__public_id"),
            Column("meeting", path="meeting__slug"),
        ),
        ("id",),
        lambda process, user: visible_events(user).filter(process=process).order_by("seq"),
    ),
)
