"""Each page takes as many queries for three rows of everything as for one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionlines.actions import add_line, link_section
from negotiation import actions
from negotiation.codes import Code
from negotiation.models import Assignment, Outcome, Position, Proposal
from tests.documents.builders import Line
from tests.negotiation.builders import ALT, CHAPTER, Negotiation


def grow(talks: Negotiation, rows: int) -> None:
    """A further meeting with a draft, and ``rows`` of everything at it."""
    meeting = talks.meeting()
    lines = [Line("A", "Preamble", label="A.", kind=CHAPTER)]
    for row in range(rows):
        lines.append(Line(f"A/{row}", f"[We {row}] agree [words", label=f"{row}.", parent="A"))
        lines.append(Line(f"A/{row}/alt", "Other words", label="Alt", role=ALT, parent=f"A/{row}"))
    talks.draft(*lines, result_of=meeting)
    for row in range(rows):
        about = talks.provision(f"A/{row}")
        party = actions.add_party(talks.process, name=f"Party {row}", by=talks.clerk)
        talks.decide(f"A/{row}", Code.OPEN, meeting)
        actions.record_outcome(
            meeting, number=row + 1, kind=Outcome.Kind.DEADLINE, text="Soon", by=talks.clerk
        )
        actions.assign(
            meeting,
            number=row + 1,
            does=Assignment.Does.REDRAFT,
            text="To be redrafted",
            provisions=[about],
            holder=party,
            by=talks.clerk,
        )
        submission = actions.submit(
            talks.process,
            title=f"Submission {row}",
            parties=[party],
            ref=f"{meeting.slug}-{row}",
            meeting=meeting,
            by=talks.clerk,
        )
        actions.propose(
            submission,
            number=1,
            does=Proposal.Does.REPLACE,
            target=about,
            text="Better words",
            by=talks.clerk,
        )
        actions.take_position(
            submission, party=party, stance=Position.Stance.SUPPORTS, by=talks.clerk
        )
        line = add_line(talks.process, code=f"X{row}", title="Line", order=row, by=talks.clerk)
        link_section(line, talks.provision("A"), by=talks.clerk)


@pytest.fixture
def talks(db: None) -> Negotiation:
    return Negotiation(slug="talks")


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as taken:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(taken)


PAGES = {
    "home": "/",
    "process": "/processes/talks/",
    "document": "/documents/talks-text/",
    "matrix": "/documents/talks-text/status/?fold=nothing",
    "comparison": "/documents/talks-text/compare/",
    "problems": "/documents/talks-text/problems/",
    "meeting": "/meetings/talks-1/",
    "lines": "/action-lines/",
    "line": "/action-lines/X0/",
}
#: Where the three rows are at another address than the one.
THREE = {"meeting": "/meetings/talks-2/"}


@pytest.mark.parametrize("page", PAGES)
def test_three_rows_take_as_many_queries_as_one(
    client: Client, talks: Negotiation, page: str
) -> None:
    grow(talks, 1)
    grow(talks, 1)
    one = queries(client, PAGES[page])
    grow(talks, 3)
    assert queries(client, THREE.get(page, PAGES[page])) == one


def test_a_provision_takes_as_many_queries_in_three_drafts_as_in_two(
    client: Client, talks: Negotiation
) -> None:
    grow(talks, 1)
    grow(talks, 1)
    address = f"/provisions/{talks.id_of('A/0')}/"
    two = queries(client, address)
    grow(talks, 3)
    assert queries(client, address) == two


def test_home_takes_as_many_queries_for_three_processes_as_for_one(
    client: Client, talks: Negotiation
) -> None:
    grow(talks, 1)
    one = queries(client, "/")
    for slug in ("second", "third"):
        grow(Negotiation(slug=slug), 1)
    assert queries(client, "/") == one
