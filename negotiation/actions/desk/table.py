"""The text on the table: who may write in it, and what is recorded when somebody did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.models import Draft, Edit, Lineage, Provision
from documents.queries.lineage import traces_of
from negotiation.actions.desk.reopening import record_reopenings
from negotiation.actions.events import Happening, announce_all, happening_of
from negotiation.actions.texts import process_of
from negotiation.models import Event, Meeting, Process
from negotiation.policies import Act, Refused, WayOut, require
from negotiation.queries import meeting_of


@dataclass(frozen=True, slots=True)
class Table:
    """A rolling draft that is locked for a write, with its process, and the moment of it."""

    process: Process
    draft: Draft
    meeting: Meeting | None
    by: User
    at: datetime

    def record(
        self,
        edit: Edit,
        provision: Provision | None = None,
        *,
        reason: str = "",
        editorial: bool = False,
    ) -> Edit:
        """Record what an edit reopens, and announce it.

        :param provision: what it is told of; else the first that it touched.
        :raises ReasonNeeded: when it changes agreed words and does not say why.
        :raises Refused: when a correction called editorial is none.
        """
        decisions = record_reopenings(
            self.draft, edit, self.meeting, reason=reason, editorial=editorial, by=self.by
        )
        document = self.draft.document
        edited = Happening(
            Event.Kind.EDITED,
            document=document,
            draft=self.draft,
            provision=provision or edit.items.order_by("id")[0].provision,
            meeting=self.meeting,
            edit=edit,
            holds=self._traces(edit),
        )
        happenings = [edited, *(happening_of(one, document) for one in decisions)]
        announce_all(self.process, happenings, by=self.by, at=self.at)
        return edit

    def _traces(self, edit: Edit) -> list[Lineage]:
        """The lineage that the edit stated; a change of words alone states none."""
        if edit.operation in _WORDS_ALONE:
            return []
        return list(traces_of(edit))


_WORDS_ALONE = frozenset(
    {
        Edit.Operation.REWORD,
        Edit.Operation.MERGE_EDITS,
        Edit.Operation.PUT_IN_BRACKETS,
        Edit.Operation.LIFT,
        Edit.Operation.DELETE_WITH_WORDS,
        Edit.Operation.ATTRIBUTE,
    }
)


def sit_down(draft: Draft, by: User) -> Table:
    """Lock the process, then the draft, in this order everywhere: one write after another. To be
    called inside a transaction.

    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when the meeting of the draft is closed.
    """
    process = process_of(draft.document)
    require(by, Act.EDIT, process)
    process = Process.objects.select_for_update().get(pk=process.pk)
    locked = Draft.objects.select_for_update(of=("self",)).select_related("document")
    draft = locked.get(pk=draft.pk)
    meeting = meeting_of(draft)
    if draft.state == Draft.State.ROLLING and meeting and meeting.state == Meeting.State.CLOSED:
        raise Refused(
            _(
                "%(meeting)s is closed, and its text with it. Issue “%(draft)s”, and open a "
                "rolling text that follows it at a meeting that is open."
            )
            % {"meeting": meeting.title, "draft": draft},
            (WayOut.ISSUE, WayOut.OPEN_MEETING),
        )
    return Table(process, draft, meeting, by, timezone.now())
