"""``verify_record``: the record is whole, and whoever changed it is found out."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from documents.content import text_hash
from documents.freezing import lifted, remove
from documents.models import Edit, EditItem, Lineage, Wording
from negotiation import actions
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Decision, Event, Process, Publication
from negotiation.queries import check_record
from tests.documents.builders import Line
from tests.negotiation.builders import Negotiation
from tests.negotiation.tables import Table

LINES = (Line("1", "We agree.", label="1."), Line("2", "We act.", label="2.", tag="agreed"))


@pytest.fixture
def record(talks: Negotiation) -> Negotiation:
    """A process in which something of each kind happened."""
    meeting = talks.meeting()
    issued = talks.draft(*LINES, tabled_at=[meeting], as_of=meeting.ends_on)
    actions.decide(
        talks.provision("1"), Code.PENDING, draft=issued, meeting=meeting, by=talks.clerk
    )
    rolling = desk.open_rolling(
        talks.document, follows=issued, meeting=meeting, title="Rolling", by=talks.clerk
    )
    for base, text in enumerate(("We all agree.", "We agree, all."), 1):
        desk.save_wording(rolling, talks.provision("1"), text, base=base, by=talks.clerk)
    actions.publish(rolling, visibility=Publication.Visibility.PUBLIC, by=talks.clerk)
    desk.issue_rolling(
        rolling, symbol="T/2", issued_on=meeting.ends_on, as_of=meeting.ends_on, by=talks.clerk
    )
    return talks


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def an_event_stands_elsewhere() -> None:
    event = Event.objects.filter(kind="meeting_opened").get()
    sql("UPDATE negotiation_event SET seq = seq + 1000 WHERE id = %s", event.pk)


def an_event_tells_of_another_actor() -> None:
    event = Event.objects.filter(kind="edited").first()
    assert event is not None
    sql("UPDATE negotiation_event SET actor_id = NULL WHERE id = %s", event.pk)


def an_event_is_made_up_anew() -> None:
    event = Event.objects.filter(kind="edited").first()
    assert event is not None
    told = event.canonical.replace("edited", "decided")
    sql(
        "UPDATE negotiation_event SET kind = 'decided', canonical = %s WHERE id = %s",
        told,
        event.pk,
    )


def an_event_is_unreadable() -> None:
    event = Event.objects.filter(kind="decided").first()
    assert event is not None
    sql("UPDATE negotiation_event SET canonical = %s WHERE id = %s", "[", event.pk)


def an_event_in_the_middle_goes() -> None:
    event = Event.objects.filter(kind="draft_published").get()
    sql("DELETE FROM negotiation_event WHERE id = %s", event.pk)


def the_tail_is_cut() -> None:
    last = Event.objects.order_by("seq").last()
    assert last is not None
    sql("DELETE FROM negotiation_event WHERE id = %s", last.pk)


def the_tail_is_cut_and_the_head_put_back() -> None:
    edited = Event.objects.filter(kind="edited").first()
    assert edited is not None
    before = Event.objects.get(seq=edited.seq - 1)
    sql("DELETE FROM negotiation_event WHERE seq >= %s", edited.seq)
    Process.objects.update(head_seq=before.seq, head_hash=before.hash)


def an_edit_says_another_text() -> None:
    item = EditItem.objects.order_by("id").first()
    assert item is not None
    told = item.after.replace("all", "none")
    sql("UPDATE documents_edititem SET after = %s WHERE id = %s", told, item.pk)


def an_edit_gives_another_reason_and_its_hash() -> None:
    edit = Edit.objects.order_by("number").last()
    assert edit is not None
    told = "0" * 64
    sql("UPDATE documents_edit SET reason = 'x', content_hash = %s WHERE id = %s", told, edit.pk)


def a_decision_says_another_code() -> None:
    decision = Decision.objects.get(code="pending")
    sql("UPDATE negotiation_decision SET code = 'agreed' WHERE id = %s", decision.pk)


def a_decision_is_slipped_in() -> None:
    decision = Decision.objects.get(code="pending")
    decision.pk = None
    decision.code = "adopted"
    decision.save(force_insert=True)


def a_publication_says_that_everybody_saw_it() -> None:
    publication = Publication.objects.filter(visibility="secretariat").first()
    assert publication is not None
    sql("UPDATE negotiation_publication SET visibility = 'public' WHERE id = %s", publication.pk)


def an_issued_draft_prints_other_words() -> None:
    wording = Wording.objects.filter(draft__title="Draft 1", text="We agree.").get()
    sql("UPDATE documents_wording SET text = 'We disagree.' WHERE id = %s", wording.pk)


TAMPERINGS: list[tuple[Callable[[], None], str]] = [
    (an_event_stands_elsewhere, r"event \d+: It says something else than what was hashed"),
    (an_event_tells_of_another_actor, r"event \d+: It says something else"),
    (an_event_is_made_up_anew, r"event \d+: Its hash is not that of what it says"),
    (an_event_is_unreadable, r"event \d+: It says something else"),
    (an_event_in_the_middle_goes, r"event \d+: The events before it are missing"),
    (the_tail_is_cut, r"review: Its last events are missing"),
    (the_tail_is_cut_and_the_head_put_back, r"was issued on a record that is not this one"),
    (an_edit_says_another_text, r"edit 1: It is not what was recorded"),
    (an_edit_gives_another_reason_and_its_hash, r"The edit it tells of is not what was recorded"),
    (a_decision_says_another_code, r"The decision it tells of is not what was recorded"),
    (a_decision_is_slipped_in, r"decisions: 1 of them were never announced"),
    (a_publication_says_that_everybody_saw_it, r"The publication it tells of is not what was"),
    (an_issued_draft_prints_other_words, r"are not what is printed|were exchanged"),
]


def test_an_honest_record_is_whole(record: Negotiation) -> None:
    said = StringIO()
    call_command("verify_record", stdout=said)
    number = record.process.events.count()
    assert said.getvalue() == f"The record is whole: {number} events checked.\n"
    assert number > 10


@pytest.mark.parametrize(
    ("tamper", "told"), TAMPERINGS, ids=lambda one: getattr(one, "__name__", "")
)
def test_a_planted_tampering_is_found(
    record: Negotiation, tamper: Callable[[], None], told: str
) -> None:
    with lifted():
        tamper()
    said = StringIO()
    with pytest.raises(CommandError, match="The record was changed") as refused:
        call_command("verify_record", stdout=said)
    assert refused.value.returncode == 1
    assert re.search(told, said.getvalue()), said.getvalue()


def test_words_that_nobody_edited_yet_are_held_against_the_draft_before(
    talks: Negotiation,
) -> None:
    table = Table(talks)
    assert list(check_record()) == []
    words = "We shall never act."
    table.draft.wordings.filter(provision=table["2"]).update(text=words, text_hash=text_hash(words))
    (found,) = check_record()
    assert found.message == "The words of “2.” were exchanged."


def test_lineage_that_is_slipped_in_is_found(record: Negotiation) -> None:
    Lineage.objects.create(
        earlier=record.provision("1"),
        later=record.provision("2"),
        kind=Lineage.Kind.MOVED_TO,
        basis=Lineage.Basis.STATED,
        by=record.clerk,
        at=timezone.now(),
    )
    (found,) = check_record()
    assert found.message == "1 of them were never announced."


def test_a_missing_guard_is_told_of(record: Negotiation) -> None:
    remove()
    found = [str(one) for one in check_record()]
    assert any("frozen_negotiation_event_update" in one for one in found)


def test_the_whole_corpus_is_whole(corpus: None) -> None:
    assert list(check_record()) == []
