"""Nothing of a draft that is not published to a reader stands on any page, with data there
that could."""

import pytest
from django.test import Client

from actionlines.actions import add_line, link_section
from negotiation import actions
from negotiation.codes import Code
from negotiation.models import Assignment, Proposal
from tests.documents.builders import Line
from tests.negotiation.builders import CHAPTER, PUBLIC, SECRETARIAT, Negotiation

SECRETS = ("hushed", "Secret/9", "Unpublished issue", "Covert", "undisclosed")


@pytest.fixture
def talks(db: None) -> Negotiation:
    """A public draft, and a later secret one with all that can hang on it."""
    talks = Negotiation(slug="talks")
    first, second = talks.meeting(), talks.meeting()
    shared = Line("A", "Preamble", label="A.", kind=CHAPTER)
    talks.draft(
        shared, Line("A/1", "We agree.", label="1.", parent="A"), result_of=first, visibility=PUBLIC
    )
    talks.draft(
        shared,
        Line("A/1", "We agree on hushed words.", label="1.", parent="A"),
        Line("A/2", "More hushed words.", label="2.", parent="A"),
        Line("B", "Covert chapter", label="B.", kind=CHAPTER),
        result_of=second,
        visibility=SECRETARIAT,
        title="Unpublished issue",
        symbol="Secret/9",
    )
    talks.decide("A/2", Code.AGREED, second, note="undisclosed note")
    about = talks.provision("A/2")
    actions.assign(
        second,
        number=1,
        does=Assignment.Does.REDRAFT,
        text="undisclosed work",
        provisions=[about],
        by=talks.clerk,
    )
    submission = actions.submit(
        talks.process,
        title="Covert submission",
        parties=[actions.add_party(talks.process, name="Somebody", by=talks.clerk)],
        ref="covert",
        meeting=second,
        by=talks.clerk,
    )
    actions.propose(
        submission,
        number=1,
        does=Proposal.Does.REPLACE,
        target=about,
        text="undisclosed words",
        by=talks.clerk,
    )
    line = add_line(talks.process, code="X1", title="Line", order=1, by=talks.clerk)
    link_section(line, talks.provision("B"), by=talks.clerk)
    return talks


ADDRESSES = (
    "/",
    "/processes/talks/",
    "/documents/talks-text/",
    "/documents/talks-text/?meeting=talks-1",
    "/documents/talks-text/status/?fold=nothing",
    "/documents/talks-text/compare/",
    "/documents/talks-text/concordance/",
    "/documents/talks-text/chart/",
    "/documents/talks-text/problems/",
    "/meetings/talks-0/",
    "/meetings/talks-1/",
    "/action-lines/",
    "/action-lines/X1/",
)


def everything(client: Client, talks: Negotiation) -> str:
    """All that a reader can read anywhere."""
    own = f"/provisions/{talks.id_of('A/1')}/"
    pages = [client.get(address) for address in (*ADDRESSES, own)]
    assert {page.status_code for page in pages} == {200}
    return "\n".join(page.content.decode() for page in pages)


def test_the_public_reads_nothing_of_a_secret_draft(client: Client, talks: Negotiation) -> None:
    words = everything(client, talks)
    assert [secret for secret in SECRETS if secret in words] == []
    hidden = talks.document.drafts.get(number=2).public_id
    assert hidden not in words
    assert talks.id_of("A/2") not in words


def test_the_public_finds_nothing_of_a_secret_draft(client: Client, talks: Negotiation) -> None:
    page = client.get("/documents/talks-text/?find=hushed").content.decode()
    assert "“hushed” stands nowhere in this text." in page


def test_the_secretariat_reads_all_of_it(client: Client, talks: Negotiation) -> None:
    client.force_login(talks.clerk)
    words = everything(client, talks)
    assert [secret for secret in SECRETS if secret not in words] == []


def test_what_is_secret_answers_as_if_it_were_not_there(client: Client, talks: Negotiation) -> None:
    hidden = talks.document.drafts.get(number=2).public_id
    shown = talks.document.drafts.get(number=1).public_id
    for there, nowhere in (
        (f"/documents/talks-text/?draft={hidden}", "/documents/talks-text/?draft=bbbbbbbbbb"),
        (f"/provisions/{talks.id_of('A/2')}/", "/provisions/bbbbbbbbbb/"),
        (
            f"/documents/talks-text/compare/?earlier={shown}&later={hidden}",
            f"/documents/talks-text/compare/?earlier={shown}&later=bbbbbbbbbb",
        ),
        (
            f"/documents/talks-text/concordance/?earlier={shown}&later={hidden}",
            f"/documents/talks-text/concordance/?earlier={shown}&later=bbbbbbbbbb",
        ),
        (
            f"/documents/talks-text/compare/print.css?earlier={shown}&later={hidden}",
            f"/documents/talks-text/compare/print.css?earlier={shown}&later=bbbbbbbbbb",
        ),
    ):
        one, other = client.get(there), client.get(nowhere)
        assert (one.status_code, other.status_code) == (404, 404)
        names = (hidden, talks.id_of("A/2"))
        said = one.content.decode()
        for name in names:
            said = said.replace(name, "bbbbbbbbbb")
        assert said == other.content.decode()


def test_nobody_may_ask_for_the_comparison_with_a_secret_draft(
    client: Client, talks: Negotiation
) -> None:
    hidden = talks.document.drafts.get(number=2).public_id
    shown = talks.document.drafts.get(number=1).public_id
    answer = client.post("/documents/talks-text/compare/", {"earlier": shown, "later": hidden})
    assert answer.status_code == 404
