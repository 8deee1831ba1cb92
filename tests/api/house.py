"""Talks with something of every kind at every level of visibility, and those who ask."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone

from actionlines.actions import add_line, link_section
from documents.models import Draft, Provision
from negotiation import actions
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Assignment, Decision, Member, Position, Proposal, Publication
from tests.api.test_comparing import computed
from tests.documents.builders import Line
from tests.negotiation.builders import PARTIES, PUBLIC, SECRETARIAT, Negotiation
from tracker.models import Token
from tracker.tokens import make_token

#: Who sees what, from what everybody sees (0) to what only the staff sees (2).
LEVELS = (PUBLIC, PARTIES, SECRETARIAT)
SEES = {
    "public": 0,
    "observer": 1,
    "delegate": 1,
    "chair": 2,
    "secretariat": 2,
    "secretariat of another process": 0,
    "secretariat with a token to read": 2,
}
WORDS = ("wordsforall", "wordsformembers", "wordsforstaff")


@dataclass
class House:
    """The talks with something of every kind at every level."""

    talks: Negotiation = field(default_factory=Negotiation)
    drafts: list[Draft] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    slugs: list[str] = field(default_factory=list)
    comparisons: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        talks = self.talks
        self.meeting = talks.meeting()
        first = talks.document
        for level, visibility in enumerate(LEVELS):
            talks.document = first
            draft = self._text(f"{level}", level, visibility)
            if level:
                talks.document = actions.open_document(
                    talks.process,
                    slug=f"{WORDS[level]}-text",
                    title=f"Title of {WORDS[level]}",
                    short_title=WORDS[level],
                    by=talks.clerk,
                )
                draft = self._text(f"own-{level}", level, visibility)
            self.slugs.append(talks.document.slug)
            self.drafts.append(draft)
            self._record(draft, level)
        talks.document = first
        self._roll()

    def _text(self, key: str, level: int, visibility: Publication.Visibility) -> Draft:
        earlier = self.talks.draft(Line(key, f"Some {WORDS[level]}"), visibility=visibility)
        later = self.talks.draft(
            Line(key, f"Some [other] {WORDS[level]}"),
            visibility=visibility,
            title=f"Draft with {WORDS[level]}",
        )
        comparison = computed(actions.ask_comparison(earlier, later, by=self.talks.clerk))
        if level == len(self.comparisons):
            self.comparisons.append(comparison.public_id)
        return later

    def _record(self, draft: Draft, level: int) -> None:
        talks, provision = self.talks, draft.wordings.get().provision
        self.decisions.append(
            actions.decide(
                provision,
                Code.PENDING,
                draft=draft,
                note=f"Note with {WORDS[level]}",
                taken_on=timezone.localdate(),
                basis=Decision.Basis.STATED,
                by=talks.clerk,
            )
        )
        party = actions.add_party(talks.process, name=f"Party {WORDS[level]}", by=talks.clerk)
        submission = actions.submit(
            talks.process,
            title=f"Submission {WORDS[level]}",
            parties=[party],
            ref=f"review: {WORDS[level]}",
            meeting=self.meeting,
            by=talks.clerk,
        )
        actions.propose(
            submission,
            number=1,
            does=Proposal.Does.REPLACE,
            target=provision,
            text=f"Proposal {WORDS[level]}",
            by=talks.clerk,
        )
        actions.take_position(
            submission, party=party, stance=Position.Stance.SUPPORTS, by=talks.clerk
        )
        actions.assign(
            self.meeting,
            number=level + 1,
            does=Assignment.Does.REDRAFT,
            text=f"Redraft {WORDS[level]}",
            provisions=[provision],
            holder=party,
            small_group=f"Group {WORDS[level]}",
            by=talks.clerk,
        )
        line = add_line(talks.process, code=f"C{level}", title="Line", order=level, by=talks.clerk)
        link_section(line, provision, by=talks.clerk)

    def _roll(self) -> None:
        """A rolling text that everybody sees, so that who may not write it is refused by role."""
        document = actions.open_document(
            self.talks.process, slug="rolling-text", title="R", short_title="R", by=self.talks.clerk
        )
        first, self.talks.document = self.talks.document, document
        follows = self.talks.draft(Line("R", "Words"))
        self.rolling = desk.open_rolling(
            document, follows=follows, meeting=self.meeting, title="Rolling", by=self.talks.clerk
        )
        actions.publish(self.rolling, visibility=PUBLIC, by=self.talks.clerk)
        self.talks.document = first

    def provision(self, level: int) -> Provision:
        """The provision of the last draft of a level."""
        return self.drafts[level].wordings.select_related("provision").get().provision

    def client(self, persona: str) -> Client:
        """Somebody who asks."""
        client = Client()
        match persona:
            case "public":
                pass
            case "secretariat":
                client.force_login(self.talks.clerk)
            case "secretariat of another process":
                client.force_login(Negotiation("another").clerk)
            case "secretariat with a token to read":
                secret = make_token(self.talks.clerk, name="r", scopes=[Token.Scope.READ], days=7)[
                    1
                ]
                client = Client(headers={"Authorization": f"Bearer {secret}"})
            case _:
                client.force_login(self.talks.member(Member.Role(persona)))
        return client
