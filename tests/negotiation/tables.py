"""A rolling text on the table of an open meeting, in a few lines."""

from __future__ import annotations

from documents.editing.outcomes import Clash, Saved, Unchanged
from documents.models import Provision, Wording
from negotiation import actions
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Decision
from negotiation.queries import standing_of
from tests.documents.builders import Line
from tests.negotiation.builders import ALT, CHAPTER, Negotiation

LINES = (
    Line("A", "Chapter A", kind=CHAPTER),
    Line("1", "We agree.", label="1.", parent="A"),
    Line("2", "We [may] act.", label="2.", parent="A"),
    Line("3", "We decide.", parent="A"),
    Line("3/a", "We do decide.", parent="3", role=ALT),
    Line("3/b", "We do not decide.", parent="3", role=ALT),
)


class Table:
    """A rolling text on the table of an open meeting."""

    def __init__(self, talks: Negotiation) -> None:
        self.talks = talks
        self.meeting = talks.meeting()
        self.issued = talks.draft(*LINES, tabled_at=[self.meeting])
        self.draft = desk.open_rolling(
            talks.document,
            follows=self.issued,
            meeting=self.meeting,
            title="Rolling text",
            by=talks.clerk,
        )

    def __getitem__(self, key: str) -> Provision:
        return self.talks.provision(key)

    def row(self, key: str) -> Wording:
        return Wording.objects.get(draft=self.draft, provision=self[key])

    def save(self, key: str, text: str, **more: object) -> Saved | Unchanged | Clash:
        more = {"base": self.row(key).version, "by": self.talks.clerk} | more
        return desk.save_wording(self.draft, self[key], text, **more)

    def decide(self, key: str, code: Code, **more: object) -> Decision:
        more = {"draft": self.draft, "by": self.talks.clerk} | more
        return actions.decide(self[key], code, **more)

    def code(self, key: str) -> str | None:
        standing = standing_of(self.draft, self[key], self.meeting, self.talks.clerk)
        return standing.code if standing else None

    def kinds(self) -> list[str]:
        return list(self.talks.process.events.order_by("seq").values_list("kind", flat=True))
