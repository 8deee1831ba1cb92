"""What a decision is taken on, and the decision that it meets."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from bracketed.model import HEADINGS
from documents.models import Draft, Provision, Wording
from documents.queries import DraftView, ProvisionView, close_view, draft_view
from negotiation.actions.tags import has_alternatives, is_held
from negotiation.codes import Code
from negotiation.models import Decision, Meeting
from negotiation.policies import Refused
from negotiation.policies import User as Reader
from negotiation.queries import Standing, draft_at, standing_of, standings, visible_decisions
from negotiation.queries.nodes import name_of
from negotiation.rules import PASSES_A_CLOSED_MEETING, Present


@dataclass(frozen=True, slots=True)
class Text:
    """The draft that a decision is taken on, at the provision it is taken on."""

    view: DraftView
    provision: ProvisionView
    is_whole: bool

    @property
    def wording_hash(self) -> str:
        return self.provision.text_hash if is_held(self.provision) else ""

    def disputed(self, covers: bool, exceptions: Collection[Provision]) -> list[str]:
        """The names of what it agrees on while words in it stand in brackets."""
        return [_name(one) for one in self._meant(covers, exceptions) if one.has_open_brackets]

    def competing(self, covers: bool, exceptions: Collection[Provision]) -> list[str]:
        """The names of what it agrees on while alternatives compete for it."""
        return [
            _name(one)
            for one in self._meant(covers, exceptions)
            if has_alternatives(self.view, one.id)
        ]

    def _meant(self, covers: bool, exceptions: Collection[Provision]) -> Iterable[ProvisionView]:
        excepted = {provision.pk for provision in exceptions}
        waiting = [self.provision]
        while waiting:
            one = waiting.pop(0)
            if one.provision_id not in excepted:
                if one.kind not in HEADINGS:
                    yield one
                waiting.extend(self.view.children(one.id) if covers else ())


def text_decided_on(
    provision: Provision,
    meeting: Meeting | None,
    draft: Draft | None,
    basis: Decision.Basis,
    by: User,
    *,
    covers: bool,
) -> Text | None:
    """The text it is taken on: all of it where it covers what stands under the provision, else
    only what stands around it. What a report states of a meeting is about a text of that
    meeting, which need not be held: an earlier one is not taken for it."""
    chosen = draft
    if chosen is None and meeting is not None:
        chosen = draft_at(provision.document, meeting, by)
        if chosen and basis in PASSES_A_CLOSED_MEETING:
            chosen = chosen if chosen.tablings.filter(meeting=meeting).exists() else None
    if chosen is None:
        return None
    try:
        view = draft_view(chosen) if covers else close_view(chosen, provision)
    except Wording.DoesNotExist:
        view = None
    if view is None or provision.public_id not in view:
        if draft is not None:
            raise Refused(_("%(draft)s does not hold this provision.") % {"draft": draft})
        return None
    return Text(view, view.provision(provision.public_id), is_whole=covers)


def present_decision(
    provision: Provision,
    text: Text | None,
    meeting: Meeting | None,
    corrects: Decision | None,
    reader: Reader | None,
) -> Present | None:
    """The decision that holds now as far as the reader, or without one the public, may see,
    unless it is the one to be corrected."""
    seen = visible_decisions(reader)
    decisions = seen.exclude(pk__in=seen.exclude(corrects=None).values("corrects")).exclude(
        basis=Decision.Basis.TAKEN_BACK
    )
    if text:
        standing = _standing(text, provision, meeting, reader)
        if standing is None or standing.decision_id is None or standing.origin == "excepted":
            return None
        decisions = decisions.filter(pk=standing.decision_id)
    decisions = decisions.select_related("body")
    last = decisions.filter(provision=provision).last() if text is None else decisions.get()
    if last is None or last == corrects:
        return None
    return Present(last.pk, Code(last.code), last.body)


def _standing(
    text: Text, provision: Provision, meeting: Meeting | None, reader: Reader | None
) -> Standing | None:
    if text.is_whole:
        return standings(text.view, meeting, reader).get(provision.public_id)
    return standing_of(text.view.draft, provision, meeting, reader)


def _name(provision: ProvisionView) -> str:
    return name_of(provision.label, provision.number, provision.heading)
