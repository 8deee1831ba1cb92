"""Decisions: statuses recorded for provisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from bracketed.model import HEADINGS
from documents.models import Draft, Passage, Provision
from documents.queries import DraftView, ProvisionView, draft_view
from negotiation.actions.tags import has_alternatives, is_held
from negotiation.actions.texts import process_of
from negotiation.codes import Code
from negotiation.models import Body, Decision, Meeting, Process
from negotiation.policies import Act, Refused, require
from negotiation.queries import draft_at, standings
from negotiation.queries.nodes import name_of
from negotiation.rules import (
    PASSES_A_CLOSED_MEETING,
    Intent,
    Present,
    broken_rules,
    contradictions,
)

_BASIS = Decision.Basis


@transaction.atomic
def decide(
    provision: Provision,
    code: Code,
    *,
    by: User,
    meeting: Meeting | None = None,
    draft: Draft | None = None,
    covers: bool = False,
    exceptions: Iterable[Provision] = (),
    condition: str = "",
    note: str = "",
    contradiction: str = "",
    body: Body | None = None,
    taken_on: date | None = None,
    basis: Decision.Basis = _BASIS.GAVEL,
    reopens: Decision | None = None,
    corrects: Decision | None = None,
    passage: Passage | None = None,
    ref: str | None = None,
) -> Decision:
    """Record a status of a provision at a meeting, or in a draft that belongs to none.

    What is decided on the spot must keep the rules (``negotiation.rules``); what a report
    states is recorded as stated, with what it breaks beside it. Without ``draft`` it is the
    text at the meeting. The same ``ref`` gives the first decision.

    :raises Forbidden: for anybody but secretariat and chair.
    :raises Refused: when a rule is broken, with the ways out, or the parts do not fit together.
    """
    process = process_of(provision.document)
    require(by, Act.DECIDE, process)
    process = Process.objects.select_for_update().get(pk=process.pk)
    if ref is not None and (known := Decision.objects.filter(ref=ref).first()):
        return known
    exceptions = list(exceptions)
    _check_parts(process, provision, meeting, draft, [*exceptions], corrects)
    if basis == _BASIS.TAG:
        raise Refused("Tags become decisions when their draft is brought in.")
    text = _text(provision, meeting, draft, basis, by)
    body = body or (meeting.body if meeting else None)
    intent = Intent(
        code=Code(code),
        basis=_BASIS(basis),
        covers=covers,
        has_exceptions=bool(exceptions),
        condition=condition,
        note=note,
        meeting=meeting,
        body=body,
        present=_present(provision, text, meeting, corrects, by),
        reopens=reopens.pk if reopens else None,
        disputed=text.disputed(covers, exceptions) if text else (),
        competing=text.competing(covers, exceptions) if text else (),
    )
    if broken := broken_rules(intent):
        raise Refused(" ".join(str(breach) for breach in broken))
    decision = Decision.objects.create(
        provision=provision,
        code=intent.code,
        covers=covers,
        condition=condition,
        note=note,
        contradiction=contradiction or " ".join(contradictions(intent)),
        body=body,
        meeting=meeting,
        draft=text.view.draft if text else draft,
        wording_hash=text.wording_hash if text else "",
        taken_on=taken_on or _day(basis, meeting, draft),
        basis=basis,
        reopens=reopens,
        corrects=corrects,
        passage=passage,
        ref=ref,
        by=by,
        at=timezone.now(),
    )
    decision.exceptions.set(exceptions)
    return decision


@dataclass(frozen=True, slots=True)
class _Text:
    """The draft that a decision is taken on, at the provision it is taken on."""

    view: DraftView
    provision: ProvisionView

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


def _check_parts(
    process: Process,
    provision: Provision,
    meeting: Meeting | None,
    draft: Draft | None,
    exceptions: Collection[Provision],
    corrects: Decision | None,
) -> None:
    if meeting is None and draft is None:
        raise Refused("Say at which meeting, or in which draft, it was decided.")
    if meeting and meeting.process_id != process.pk:
        raise Refused(f"{meeting.title} is no meeting of {process.title}.")
    parts: list[Provision | Draft] = [*exceptions, *([draft] if draft else ())]
    if any(part.document_id != provision.document_id for part in parts):
        raise Refused(f"All of it must belong to “{provision.document.title}”.")
    if corrects and corrects.provision_id != provision.pk:
        raise Refused("A correction is of a decision on the same provision.")
    if corrects and Decision.objects.filter(corrects=corrects).exists():
        raise Refused("That decision was corrected already; correct the correction.")


def _text(
    provision: Provision,
    meeting: Meeting | None,
    draft: Draft | None,
    basis: Decision.Basis,
    by: User,
) -> _Text | None:
    """The text it is taken on. What a report states of a meeting is about a text of that
    meeting, which need not be held: an earlier one is not taken for it."""
    chosen = draft
    if chosen is None and meeting is not None:
        chosen = draft_at(provision.document, meeting, by)
        if chosen and basis in PASSES_A_CLOSED_MEETING:
            chosen = chosen if chosen.tablings.filter(meeting=meeting).exists() else None
    if chosen is None:
        return None
    view = draft_view(chosen)
    if provision.public_id not in view:
        if draft is not None:
            raise Refused(f"{draft} does not hold this provision.")
        return None
    return _Text(view, view.provision(provision.public_id))


def _present(
    provision: Provision,
    text: _Text | None,
    meeting: Meeting | None,
    corrects: Decision | None,
    by: User,
) -> Present | None:
    """The decision that holds now, unless it is the one to be corrected."""
    decisions = Decision.objects.filter(corrected_by=None).select_related("body")
    if text:
        standing = standings(text.view, meeting, by).get(provision.public_id)
        if standing is None or standing.decision_id is None or standing.origin == "excepted":
            return None
        decisions = decisions.filter(pk=standing.decision_id)
    last = decisions.filter(provision=provision).last() if text is None else decisions.get()
    if last is None or last == corrects:
        return None
    return Present(last.pk, Code(last.code), last.body)


def _day(basis: Decision.Basis, meeting: Meeting | None, draft: Draft | None) -> date:
    """Today for what is decided on the spot; for what the record tells its own day."""
    if basis not in PASSES_A_CLOSED_MEETING:
        return timezone.localdate()
    day = meeting.ends_on if meeting else None
    if draft is not None:
        day = day or draft.as_of or draft.issued_on
    if day is None:
        raise Refused("Say on what day it was decided.")
    return day


def _name(provision: ProvisionView) -> str:
    return name_of(provision.label, provision.number, provision.heading)
