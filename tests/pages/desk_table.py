"""A desk with a rolling text on it."""

from __future__ import annotations

from django.test import Client

from documents.models import Wording
from negotiation.actions import desk as at_desk
from tests.documents.builders import Line
from tests.negotiation.builders import SECTION, Negotiation
from tests.pages.conftest import Element, Reader, read

YOUTH = "Reinforce [and [enhance] implement] the promotion of youth."
MEDIA = "Encourage the media to play [their] part."
ADDRESS = "/desk/review-text/"


class Table:
    """A negotiation with a rolling text open at a meeting, and the clerk at its desk."""

    def __init__(self, client: Client) -> None:
        self.talks = Negotiation()
        self.meeting = self.talks.meeting()
        follows = self.talks.draft(
            Line("A", "Youth and media", label="A.", kind=SECTION),
            Line("1", YOUTH, label="1.", parent="A"),
            Line("2", MEDIA, label="2.", parent="A"),
            Line("3", "We agree.", label="3.", parent="A"),
            tabled_at=[self.meeting],
        )
        self.draft = at_desk.open_rolling(
            self.talks.document,
            follows=follows,
            meeting=self.meeting,
            title="Rolling text",
            by=self.talks.clerk,
        )
        self.client = client
        client.force_login(self.talks.clerk)

    def row(self, key: str) -> Wording:
        return Wording.objects.get(draft=self.draft, provision__public_id=self.talks.id_of(key))

    def open(self, key: str) -> Element:
        return Reader(self.client).open(f"{ADDRESS}?at={self.talks.id_of(key)}")

    def fields(self, key: str, **sent: object) -> dict[str, object]:
        row = self.row(key)
        usual = {"at": self.talks.id_of(key), "base": row.version, "text": row.words}
        return {**usual, "listed": row.words, **sent}

    def post(self, where: str, key: str, status: int = 302, **sent: object) -> Element:
        answer = self.client.post(f"{ADDRESS}{where}/", self.fields(key, **sent))
        assert answer.status_code == status, answer.content.decode()[:3000]
        return read(answer.content.decode()) if answer.content else read("")

    def typed(self, page: Element) -> str:
        (field,) = page.all(name="textarea", id="text-field")
        return field.words


def joined(element: Element) -> str:
    """Its words without any white space: how spaces stand around marks is not at stake."""
    return joined_words(element.words)


def joined_words(words: str) -> str:
    return "".join(words.split())


def provision_act(table: Table, act: str, key: str, status: int = 302, **sent: object) -> Element:
    return table.post("provision", key, status, act=act, **sent)


def labels(table: Table) -> list[str]:
    live = Wording.objects.filter(
        draft=table.draft, parent__public_id=table.talks.id_of("A"), disposition="live"
    )
    return [row.label for row in live.order_by("rank")]
