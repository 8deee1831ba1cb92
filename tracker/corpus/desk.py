"""What the loading of a manifest has at hand: who writes, and what is there by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from django.contrib.auth.models import User

from documents.models import Passage, Provision, Source
from documents.plans import PassagePlan
from documents.refusals import Unfit
from negotiation import actions as negotiation
from negotiation.models import Body, Meeting, Party, Process
from negotiation.policies import Forbidden, Refused
from tracker.corpus.quotes import Quote, locate
from tracker.corpus.refusals import BadManifest

Thing = TypeVar("Thing")


@contextmanager
def said_by(where: str) -> Iterator[None]:
    """Name the entry of which something is refused.

    :raises BadManifest: instead of the refusal.
    """
    try:
        yield
    except (Forbidden, Refused, Unfit) as refusal:
        raise BadManifest(f"{where}: {refusal}") from refusal


@dataclass(frozen=True, slots=True)
class Desk:
    """``provisions`` grows with each draft that is imported."""

    process: Process
    by: User
    bodies: Mapping[str, Body]
    meetings: Mapping[str, Meeting]
    parties: Mapping[str, Party]
    sources: Mapping[str, Source]
    provisions: dict[str, Provision] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def place(self, quote: Quote) -> tuple[str, int, int]:
        """The text of the file of a quoted passage, and where it stands in it.

        :raises BadManifest: when there is no such file, or the passage is not found in it.
        """
        if quote.file not in self.sources:
            raise BadManifest(f"{quote.where}: there is no file “{quote.file}”.")
        text = self.texts.setdefault(quote.file, self.sources[quote.file].text)
        return text, *locate(text, quote)

    def words(self, quote: Quote) -> str:
        """The words of a quoted passage."""
        text, start, end = self.place(quote)
        return text[start:end]

    def passage(self, quote: Quote) -> Passage:
        """A quoted passage, recorded."""
        _, start, end = self.place(quote)
        plan = PassagePlan(self.sources[quote.file], start, end)
        return negotiation.record_passage(self.process, plan, by=self.by)

    def provision(self, key: str, where: str) -> Provision:
        """The provision of that key.

        :raises BadManifest: when no draft so far has it.
        """
        return self._named(self.provisions, key, where, "provision")

    def meeting(self, slug: str, where: str) -> Meeting:
        """The meeting of that slug.

        :raises BadManifest: when there is none.
        """
        return self._named(self.meetings, slug, where, "meeting")

    def party(self, name: str, where: str) -> Party:
        """The party of that name.

        :raises BadManifest: when there is none.
        """
        return self._named(self.parties, name, where, "party")

    def body(self, slug: str, where: str) -> Body:
        """The body of that slug.

        :raises BadManifest: when there is none.
        """
        return self._named(self.bodies, slug, where, "body")

    @staticmethod
    def _named(found: Mapping[str, Thing], name: str, where: str, what: str) -> Thing:
        if name not in found:
            raise BadManifest(f"{where}: there is no {what} “{name}”.")
        return found[name]
