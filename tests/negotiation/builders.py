"""A small negotiation in a few lines, through the ordinary actions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User

from bracketed.model import Kind, Role
from documents.models import Document, Draft, Provision
from documents.public_ids import public_id_for
from documents.queries import draft_view
from negotiation import actions
from negotiation.codes import Code
from negotiation.models import (
    Body,
    Decision,
    Meeting,
    Member,
    Process,
    Publication,
    Tabling,
)
from negotiation.queries import Standing, matrix, standings
from tests.documents.builders import Line, planned

CHAPTER = Kind.CHAPTER
SECTION = Kind.SECTION
ALT = Role.ALTERNATIVE
ADDITION = Role.ADDITION
PUBLIC = Publication.Visibility.PUBLIC
PARTIES = Publication.Visibility.PARTIES
SECRETARIAT = Publication.Visibility.SECRETARIAT
STATED = Decision.Basis.STATED
LATE = Decision.Basis.LATE_RECORD

#: Meeting i is held on these two days, a month after the one before.
FIRST_DAY = date(2014, 1, 10)


def day_of(number: int) -> date:
    """The second day of a meeting."""
    return FIRST_DAY + timedelta(days=30 * number + 1)


@dataclass
class Negotiation:
    """A process with its secretariat and bodies, one document, and whatever a test adds."""

    slug: str = "review"
    clerk: User = field(init=False)
    process: Process = field(init=False)
    plenary: Body = field(init=False)
    group: Body = field(init=False)
    document: Document = field(init=False)
    meetings: list[Meeting] = field(default_factory=list)
    number: int = 0

    def __post_init__(self) -> None:
        self.process = actions.open_process(slug=self.slug, title=self.slug.title(), by=None)
        self.clerk = self.member(Member.Role.SECRETARIAT)
        self.plenary = actions.add_body(
            self.process, slug="plenary", name="the plenary", rank=60, by=self.clerk
        )
        self.group = actions.add_body(
            self.process, slug="group", name="the working group", rank=20, by=self.clerk
        )
        self.document = actions.open_document(
            self.process,
            slug=f"{self.slug}-text",
            title=f"Text of {self.slug}",
            short_title="Text",
            by=self.clerk,
        )

    def member(self, role: Member.Role) -> User:
        """A user with a role in the process."""
        user = User.objects.create(username=f"{self.slug}-{role}-{User.objects.count()}")
        actions.enrol(self.process, user, role)
        return user

    def meeting(self, *, body: Body | None = None, is_open: bool = True) -> Meeting:
        """A further meeting, a month after the last."""
        number = len(self.meetings)
        meeting = actions.add_meeting(
            self.process,
            slug=f"{self.slug}-{number}",
            title=f"Meeting {number}",
            short_title=f"M{number}",
            body=body or self.plenary,
            starts_on=day_of(number) - timedelta(days=1),
            ends_on=day_of(number),
            by=self.clerk,
        )
        if is_open:
            meeting = actions.open_meeting(meeting, by=self.clerk)
        self.meetings.append(meeting)
        return meeting

    def draft(
        self,
        *lines: Line,
        result_of: Meeting | None = None,
        tabled_at: Iterable[Meeting] = (),
        proposed_at: Meeting | None = None,
        visibility: Publication.Visibility = PUBLIC,
        **fields: Any,
    ) -> Draft:
        """A further draft of the document."""
        self.number += 1
        tabled = [(meeting, Tabling.AsA.TABLED) for meeting in tabled_at]
        if result_of:
            tabled.append((result_of, Tabling.AsA.RESULT))
        if proposed_at:
            tabled.append((proposed_at, Tabling.AsA.PROPOSAL))
        return actions.import_draft(
            self.process,
            planned(self.document, self.number, *lines, **fields),
            tabled=tabled,
            visibility=visibility,
            by=self.clerk,
        )

    def provision(self, key: str) -> Provision:
        """The provision that the lines call so."""
        return Provision.objects.get(public_id=self.id_of(key))

    def id_of(self, key: str) -> str:
        """Its public id."""
        return public_id_for(f"{self.document.slug}/{key}")

    def decide(self, key: str, code: Code, meeting: Meeting | None = None, **more: Any) -> Decision:
        """A decision as a report states it."""
        excepted = [self.provision(name) for name in more.pop("exceptions", ())]
        more = {"basis": STATED, "by": self.clerk, "exceptions": excepted} | more
        return actions.decide(self.provision(key), code, meeting=meeting, **more)

    def gavel(self, key: str, code: Code, meeting: Meeting, **more: Any) -> Decision:
        """A decision taken on the spot."""
        return self.decide(key, code, meeting, basis=Decision.Basis.GAVEL, **more)

    def standings(
        self, draft: Draft, meeting: Meeting | None = None, user: User | None = None
    ) -> Standings:
        """The standings of a draft, by the keys of the lines."""
        return Standings(self, standings(draft_view(draft), meeting, user))

    def column(self, meeting: Meeting, user: User | None = None) -> Standings:
        """One column of the matrix, by the keys of the lines."""
        table = matrix(self.document, user)
        cells = {row.id: table.cell(row.id, meeting.slug) for row in table.rows}
        return Standings(self, {name: cell for name, cell in cells.items() if cell})


@dataclass(frozen=True)
class Standings:
    """Standings by the keys of the lines."""

    negotiation: Negotiation
    found: dict[str, Standing]

    def __getitem__(self, key: str) -> Standing:
        return self.found[self.negotiation.id_of(key)]

    def __contains__(self, key: str) -> bool:
        return self.negotiation.id_of(key) in self.found

    def said(self, key: str) -> tuple[str, str, str]:
        """How it is shown, under what code, and why."""
        standing = self[key]
        return (standing.shown, standing.code, standing.origin)
