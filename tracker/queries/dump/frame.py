"""The tables that hardly change: the calendar, and the action lines."""

from __future__ import annotations

from typing import Final

from actionlines.models import ActionLine, Facilitation
from negotiation.models import Body, Meeting, Officer, Outcome, Phase, Process
from tracker.queries.dump import rows
from tracker.queries.dump.model import Column, Table, to
from tracker.queries.parties import visible_parties

CALENDAR: Final = (
    Table(
        "processes",
        "The process.",
        (Column("slug"), Column("title"), Column("summary")),
        ("slug",),
        lambda process, _user: Process.objects.filter(pk=process.pk),
    ),
    Table(
        "phases",
        "Its phases.",
        (
            Column("number", "integer"),
            Column("name"),
            Column("starts_on", "date"),
            Column("ends_on", "date"),
            Column("dates_as"),
            Column("note"),
        ),
        ("number",),
        lambda process, _user: Phase.objects.filter(process=process),
    ),
    Table(
        "bodies",
        "The bodies that meet and decide; a higher one ranks above.",
        (Column("slug"), Column("name"), Column("rank", "integer")),
        ("slug",),
        lambda process, _user: Body.objects.filter(process=process).order_by("-rank", "pk"),
    ),
    Table(
        "parties",
        "The parties that are named anywhere here.",
        (Column("name"), Column("kind")),
        ("name",),
        lambda _process, user: visible_parties(user).order_by("name"),
    ),
    Table(
        "officers",
        "Who holds which office.",
        (
            Column("office"),
            Column("name"),
            Column("party", path="party__name", points_to=to("parties", "name")),
        ),
        (),
        lambda process, _user: Officer.objects.filter(process=process).order_by("pk"),
    ),
    Table(
        "meetings",
        "Its meetings.",
        (
            Column("slug"),
            Column("title"),
            Column("short_title"),
            Column("phase", "integer", "phase__number", to("phases", "number")),
            Column("body", path="body__slug", points_to=to("bodies", "slug")),
            Column("starts_on", "date"),
            Column("ends_on", "date"),
            Column("place"),
            Column("state"),
            Column("note"),
        ),
        ("slug",),
        lambda process, _user: Meeting.objects.filter(process=process).order_by("starts_on", "pk"),
    ),
    Table(
        "outcomes",
        "What meetings settled that is no status.",
        (
            Column("meeting", path="meeting__slug", points_to=to("meetings", "slug")),
            Column("number", "integer"),
            Column("kind"),
            Column("text"),
            Column("due_on", "date"),
            Column("cutting_on", "date"),
        ),
        ("meeting", "number"),
        lambda process, _user: Outcome.objects.filter(meeting__process=process).order_by(
            "meeting__starts_on", "number"
        ),
    ),
)
LINES: Final = (
    Table(
        "action_lines",
        "The action lines.",
        (
            Column("code"),
            Column("title"),
            Column("part_of", path="parent__code", points_to=to("", "code")),
            Column("proposed", "boolean"),
        ),
        ("code",),
        lambda process, _user: ActionLine.objects.filter(process=process).order_by("order"),
    ),
    Table(
        "line_sections",
        "Under which headings they are negotiated.",
        (
            Column("line", path="line__code", points_to=to("action_lines", "code")),
            Column("provision", path="provision__public_id"),
        ),
        ("line", "provision"),
        rows.rows_of_sections,
    ),
    Table(
        "facilitators",
        "Who facilitates them, by source.",
        (
            Column("line", path="line__code", points_to=to("action_lines", "code")),
            Column("according_to"),
            Column("party", path="party__name", points_to=to("parties", "name")),
            Column("printed"),
            Column("inferred", "boolean"),
        ),
        ("line", "according_to", "party"),
        lambda process, _user: Facilitation.objects.filter(line__process=process).order_by("pk"),
    ),
)
