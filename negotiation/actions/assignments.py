"""Work given out at a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.models import Passage, Provision
from negotiation.actions.events import announce
from negotiation.actions.repeats import check_repeat
from negotiation.actions.texts import check_negotiated, wait_turn
from negotiation.models import Assignment, Event, Meeting, Party
from negotiation.policies import Act, Refused, require


@transaction.atomic
def assign(
    meeting: Meeting,
    *,
    number: int | None,
    does: Assignment.Does,
    text: str,
    provisions: Iterable[Provision],
    result: Provision | None = None,
    holder: Party | None = None,
    holder_inferred: bool = False,
    small_group: str = "",
    due_on: date | None = None,
    contradiction: str = "",
    passage: Passage | None = None,
    ref: str | None = None,
    by: User,
) -> Assignment:
    """Record who redrafts, combines or replaces what, and until when. The same again
    gives the first, by its ``ref`` or its number at the meeting; None takes the next number.

    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when a provision belongs to another process, that ``ref`` is work on other
        provisions or of another meeting, or that number at the meeting is other work.
    """
    require(by, Act.RECORD, meeting.process)
    wait_turn(meeting.process)
    provisions = dict.fromkeys(provisions)
    check_negotiated(meeting.process, {*provisions, *([result] if result else ())})
    if ref is not None and (known := Assignment.objects.filter(ref=ref).first()):
        if known.meeting != meeting or set(known.provisions.all()) != set(provisions):
            raise Refused(
                _("“%(ref)s” is work on something else, or of another meeting.") % {"ref": ref}
            )
        return known
    said = {
        "does": does,
        "text": text,
        "result": result,
        "holder": holder,
        "holder_inferred": holder_inferred,
        "small_group": small_group,
        "due_on": due_on,
        "contradiction": contradiction,
        "passage": passage,
        "ref": ref,
    }
    if number is None:
        last = meeting.assignments.aggregate(last=Max("number"))["last"]
        number = (last or 0) + 1
    assignment, is_new = Assignment.objects.get_or_create(
        meeting=meeting, number=number, defaults=said
    )
    known_as = {"number": number, "meeting": meeting.title}
    check_repeat(
        assignment,
        said,
        _("%(meeting)s has given out other work as number %(number)d; take another number.")
        % known_as,
    )
    if is_new:
        assignment.provisions.set(provisions)
        announce(
            meeting.process,
            Event.Kind.ASSIGNED,
            provision=next(iter(provisions), result),
            meeting=meeting,
            by=by,
            at=timezone.now(),
        )
    elif set(assignment.provisions.all()) != set(provisions):
        raise Refused(
            _("Assignment %(number)d of %(meeting)s is on other provisions; take another number.")
            % known_as
        )
    return assignment
