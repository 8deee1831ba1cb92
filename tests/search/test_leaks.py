"""Nobody finds, or counts, what is not published to them."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from negotiation import actions
from negotiation.codes import Code
from negotiation.models import Member, Proposal
from tests.documents.builders import Line
from tests.negotiation.builders import PARTIES, PUBLIC, SECRETARIAT, day_of
from tests.search.conftest import Talks
from tests.search.looking import look

PUBLISHED, PARTY_ONLY, HIDDEN = (
    "We cherish peace.",
    "We cherish peace dearly.",
    "We cherish it all.",
)


@pytest.fixture
def told(talks: Talks) -> Talks:
    """A paragraph in a public, a party-only and a hidden draft; another in the last alone, with
    a decision and a proposal."""
    meetings = [talks.meeting() for _ in range(3)]
    talks.draft(Line("1", PUBLISHED, label="1."), result_of=meetings[0], visibility=PUBLIC)
    talks.draft(Line("1", PARTY_ONLY, label="1."), result_of=meetings[1], visibility=PARTIES)
    hidden = talks.draft(
        Line("1", HIDDEN, label="1."),
        Line("2", "We cherish secrets.", label="2."),
        result_of=meetings[2],
        visibility=SECRETARIAT,
        title="Hushed issue",
    )
    talks.decide("2", Code.PENDING, meetings[2], note="cherished note, undisclosed")
    talks.decide("1", Code.PENDING, draft=hidden, note="undisclosed", taken_on=day_of(2))
    sent = actions.submit(
        talks.process,
        title="Covert words",
        parties=[actions.add_party(talks.process, name="Ruritania", by=talks.clerk)],
        ref="covert",
        meeting=meetings[2],
        by=talks.clerk,
    )
    actions.propose(
        sent,
        number=1,
        does=Proposal.Does.REPLACE,
        target=talks.provision("2"),
        text="undisclosed words",
        by=talks.clerk,
    )
    talks.index()
    return talks


def seen(q: str, user: User | None) -> list[tuple[str, str, int]]:
    return [(hit.kind, hit.excerpt.text, hit.others) for hit in look(q, user).hits]


def test_each_reader_finds_what_is_published_to_them(told: Talks) -> None:
    delegate, observer = told.member(Member.Role.DELEGATE), User.objects.create(username="guest")
    assert seen("cherish", None) == seen("cherish", observer) == [("text", PUBLISHED, 0)]
    assert seen("cherish", delegate) == [("text", PARTY_ONLY, 1)]
    assert [(text, others) for _, text, others in seen("cherish", told.clerk)] == [
        (HIDDEN, 2),
        ("We cherish secrets.", 0),
    ]


def test_decisions_and_proposals_on_what_is_hidden_are_hidden(told: Talks) -> None:
    delegate = told.member(Member.Role.DELEGATE)
    assert sorted(kind for kind, *_ in seen("undisclosed", told.clerk)) == [
        "decision",
        "decision",
        "proposal",
    ]
    for user in (None, delegate):
        assert look("undisclosed", user).total == 0


@pytest.mark.parametrize("address", ["/search/", "/api/v1/search/"])
def test_nothing_of_it_stands_on_the_page_or_in_the_interface(
    told: Talks, client: Client, address: str
) -> None:
    for query in ("cherish", "secrets", "undisclosed", "dearly", "words"):
        for more in ("", "&sort=newest", "&meeting=talks-2", "&status=pending"):
            answer = client.get(f"{address}?q={query}{more}").content.decode()
            for secret in (
                "We cherish secrets",
                HIDDEN,
                "dearly.",
                "Hushed",
                "Covert",
                "Ruritania",
            ):
                assert secret not in answer, (query, more)
    client.force_login(told.clerk)
    assert "Covert" in client.get("/search/?q=undisclosed").content.decode()


@pytest.mark.django_db
def test_a_document_that_is_hidden_cannot_be_told_from_none(client: Client) -> None:
    other = Talks(slug="covert")
    other.draft(Line("1", "Words.", label="1."), visibility=SECRETARIAT)
    other.index()
    hidden = client.get("/search/?q=words&document=covert-text")
    nothing = client.get("/search/?q=words&document=nowhere-at")
    assert hidden.status_code == nothing.status_code == 404
    assert hidden.content.replace(b"covert-text", b"") == nothing.content.replace(
        b"nowhere-at", b""
    )
