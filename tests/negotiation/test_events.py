"""Every act is one event, in one order for ever; who may know of it is judged when asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError, connection, transaction
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.models import Document, Lineage
from negotiation import actions
from negotiation.actions import desk
from negotiation.actions.events import Happening, announce, announce_all
from negotiation.chain import hash_after
from negotiation.codes import Code
from negotiation.models import Event, Member, Outcome, Position, Process, Proposal, Publication
from negotiation.queries import (
    audience_of,
    events_after,
    visible_decisions,
    visible_edits,
    visible_events,
)
from negotiation.signals import announced
from tests.documents.builders import Line
from tests.negotiation.builders import PARTIES, PUBLIC, SECRETARIAT, Negotiation, day_of
from tests.negotiation.test_roles import WRITES

KIND = Event.Kind


def kinds(talks: Negotiation) -> list[str]:
    return list(talks.process.events.values_list("kind", flat=True))


#: What each write announces; those that change nothing that anybody waits for announce nothing.
ANNOUNCED: dict[str, list[str]] = {
    "add_phase": ["calendar"],
    "add_body": ["calendar"],
    "add_meeting": ["calendar"],
    "open_meeting": ["meeting_opened"],
    "close_meeting": ["meeting_closed"],
    "record_outcome": ["outcome"],
    "add_party": ["people"],
    "name_officer": ["people"],
    "enrol": ["people"],
    "record_source": [],
    "record_passage": [],
    "open_document": ["calendar"],
    "import_draft": ["draft_imported"],
    "publish": [],
    "state_lineage": ["lineage"],
    "retract_lineage": ["lineage"],
    "confirm_link": ["lineage"],
    "part_link": ["lineage"],
    "correct_link": ["lineage"],
    "take_back_link": ["lineage"],
    "cancel_comparison": [],
    "submit": ["submitted"],
    "propose": ["proposed"],
    "take_position": ["position"],
    "assign": ["assigned"],
    "decide": ["decided"],
}


@pytest.mark.parametrize("name", ANNOUNCED)
def test_each_write_announces_what_it_did(talks: Negotiation, name: str) -> None:
    user = talks.member(Member.Role.SECRETARIAT)
    WRITES[name][0](talks, user)
    told = talks.process.events.filter(actor=user).values_list("kind", flat=True)
    assert list(told) == ANNOUNCED[name]


def test_all_writes_are_tried() -> None:
    assert set(WRITES) == set(ANNOUNCED)


def test_publishing_is_announced_once(talks: Negotiation) -> None:
    draft = talks.draft(Line("1", "We agree."), visibility=SECRETARIAT)
    before = kinds(talks)
    for _ in range(2):
        actions.publish(draft, visibility=PUBLIC, by=talks.clerk)
    assert kinds(talks) == [*before, KIND.DRAFT_PUBLISHED]


def test_what_is_repeated_is_announced_once(talks: Negotiation) -> None:
    meeting = talks.meeting()
    draft = talks.draft(Line("1", "We agree."), tabled_at=[meeting], public_key="first")
    egypt = actions.add_party(talks.process, name="Egypt", by=talks.clerk)

    def everything() -> None:
        clerk, process = talks.clerk, talks.process
        actions.open_process(slug=process.slug, title="Again", by=None)
        actions.add_phase(process, number=1, name="One", dates_as="2014", by=clerk)
        actions.add_body(process, slug="plenary", name="the plenary", rank=60, by=clerk)
        actions.open_meeting(meeting, by=clerk)
        actions.add_party(process, name="Egypt", by=clerk)
        actions.enrol(process, clerk, Member.Role.SECRETARIAT)
        actions.record_outcome(meeting, number=1, kind=Outcome.Kind.NOTE, text="x", by=clerk)
        actions.decide(talks.provision("1"), Code.PENDING, meeting=meeting, ref="d", by=clerk)
        sent = actions.submit(process, title="Ours", parties=[egypt], ref="s", by=clerk)
        actions.propose(
            sent, number=1, does=Proposal.Does.DELETE, target=talks.provision("1"), by=clerk
        )
        actions.take_position(sent, party=egypt, stance=Position.Stance.SUPPORTS, by=clerk)

    everything()
    number = talks.process.events.count()
    everything()
    assert talks.process.events.count() == number
    assert draft.events.filter(kind=KIND.DRAFT_IMPORTED).count() == 1
    actions.close_meeting(meeting, by=talks.clerk)
    actions.close_meeting(meeting, by=talks.clerk)
    assert talks.process.events.filter(kind=KIND.MEETING_CLOSED).count() == 1


def test_the_events_are_one_chain_without_gaps(talks: Negotiation) -> None:
    talks.draft(Line("1", "We agree.", tag="agreed"), tabled_at=[talks.meeting()], as_of=day_of(1))
    events = list(talks.process.events.order_by("seq"))
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    previous = ""
    for event in events:
        assert event.previous_hash == previous
        assert event.hash == hash_after(previous, event.canonical)
        previous = event.hash
    talks.process.refresh_from_db()
    assert (talks.process.head_seq, talks.process.head_hash) == (len(events), previous)
    assert events[-1].kind == KIND.DECIDED  # of the tag


def test_a_public_id_tells_no_order(talks: Negotiation) -> None:
    ids = list(talks.process.events.order_by("seq").values_list("public_id", flat=True))
    assert len(set(ids)) == len(ids) > 3
    assert all(len(one) == 20 and one.isalpha() for one in ids)
    assert ids != sorted(ids)


@pytest.mark.parametrize("number", [1, 50])
def test_announcing_takes_three_queries(talks: Negotiation, number: int) -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        announce_all(
            talks.process, [Happening(KIND.CALENDAR)] * number, by=talks.clerk, at=timezone.now()
        )
    assert len(queries) == 3


def test_two_processes_have_chains_of_their_own(talks: Negotiation) -> None:
    other = Negotiation("other")
    event = announce(other.process, KIND.CALENDAR, by=None, at=timezone.now())
    assert event.seq == other.process.events.count()
    assert events_after(talks.process, talks.process.events.count()) == ()


@pytest.mark.parametrize("change", ["update", "delete"])
def test_an_event_stays_as_it_is(talks: Negotiation, change: str) -> None:
    events: QuerySet[Event] = talks.process.events.filter(seq=1)
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        _ = events.update(seq=F("seq") + 1000) if change == "update" else events.delete()


def test_the_head_of_the_record_only_moves_on(talks: Negotiation) -> None:
    processes = Process.objects.filter(pk=talks.process.pk)
    for change in ({"head_seq": 1}, {"head_hash": "0" * 64}):
        with pytest.raises(IntegrityError, match="only moves on"), transaction.atomic():
            processes.update(**change)
    processes.update(title="Another title")


@pytest.mark.django_db(transaction=True)
def test_who_listens_is_told_once_after_the_commit() -> None:
    told: list[int] = []

    def listen(process: int, **kwargs: object) -> None:
        told.append(process)

    announced.connect(listen)
    try:
        talks = Negotiation()
        told.clear()
        with transaction.atomic():
            talks.meeting()
            talks.meeting()
            assert told == []
        assert told == [talks.process.pk]
        with transaction.atomic():
            talks.meeting()
            transaction.set_rollback(True)
        assert told == [talks.process.pk]
    finally:
        announced.disconnect(listen)


class Room:
    """Everybody there may be, and events of each kind about drafts that differ in who sees them."""

    def __init__(self, talks: Negotiation) -> None:
        self.talks = talks
        self.root = User.objects.create(username="root", is_superuser=True)
        self.people: dict[str, User | None] = {role: talks.member(role) for role in Member.Role}
        self.people |= {
            "root": self.root,
            "outsider": User.objects.create(username="outsider"),
            "other": Negotiation("other").clerk,
            "left": talks.member(Member.Role.SECRETARIAT),
            "nobody": None,
        }
        left = self.people["left"]
        assert left is not None
        User.objects.filter(pk=left.pk).update(is_active=False)
        left.is_active = False
        self.happen()

    def happen(self) -> None:
        talks, clerk = self.talks, self.talks.clerk
        meeting = talks.meeting()
        drafts = {
            visibility: talks.draft(
                Line(visibility, f"Words for {visibility}."),
                Line(f"{visibility}/2", "More."),
                tabled_at=[meeting],
                visibility=visibility,
            )
            for visibility in (PUBLIC, PARTIES, SECRETARIAT)
        }
        for visibility in drafts:
            actions.decide(
                talks.provision(visibility), Code.PENDING, meeting=meeting, note="x", by=clerk
            )
            actions.state_lineage(
                earlier=talks.provision(visibility),
                later=talks.provision(f"{visibility}/2"),
                kind=Lineage.Kind.MOVED_TO,
                basis=Lineage.Basis.STATED,
                by=clerk,
            )
        sent = actions.submit(talks.process, title="Ours", parties=[], ref="s", by=clerk)
        for number, visibility in enumerate(drafts, 1):
            actions.propose(
                sent,
                number=number,
                does=Proposal.Does.REPLACE,
                target=talks.provision(PUBLIC),
                stands_as=talks.provision(visibility),
                by=clerk,
            )
        party = actions.add_party(talks.process, name="Egypt", by=clerk)
        actions.take_position(sent, party=party, stance=Position.Stance.OPPOSES, by=clerk)
        self.roll(drafts[PUBLIC].document)

    def roll(self, document: Document) -> None:
        talks, clerk = self.talks, self.talks.clerk
        rolling = desk.open_rolling(
            document,
            follows=document.drafts.order_by("number")[0],
            meeting=talks.meetings[0],
            title="Rolling",
            by=clerk,
        )
        one = talks.provision(PUBLIC)
        desk.turn_screen(talks.meetings[0], draft=rolling, first=one, by=clerk)
        for version, visibility in enumerate((None, PARTIES, PUBLIC, SECRETARIAT, PARTIES), 1):
            if visibility is not None:
                actions.publish(rolling, visibility=visibility, by=clerk)
            desk.save_wording(rolling, one, f"Words, {version}.", base=version, by=clerk)
            actions.decide(one, Code.PENDING, draft=rolling, note="x", by=clerk)

    def knows(self, name: str) -> set[int]:
        person = self.people[name]
        events = self.talks.process.events.all()
        audiences = audience_of(events)
        pk = person.pk if person is not None else None
        return {event for event, audience in audiences.items() if audience.has(pk)}


@pytest.fixture
def room(talks: Negotiation) -> Room:
    return Room(talks)


def names() -> Iterator[str]:
    yield from Member.Role
    yield from ("root", "outsider", "other", "left", "nobody")


def test_the_audience_is_who_sees_the_events(room: Room) -> None:
    found = {}
    for name in names():
        seen = visible_events(room.people[name]).filter(process=room.talks.process)
        found[name] = room.knows(name)
        assert found[name] == set(seen.values_list("pk", flat=True)), name
    assert found["nobody"] == found["outsider"] == found["other"] == found["left"]
    assert found["nobody"] < found["delegate"] == found["observer"] < found["chair"]
    assert found["chair"] < found["secretariat"] == found["root"]
    assert len(found["root"]) == room.talks.process.events.count()
    open_to_all = visible_events(AnonymousUser()).filter(process=room.talks.process)
    assert found["nobody"] == set(open_to_all.values_list("pk", flat=True))


def test_it_is_asked_in_a_constant_number_of_queries(room: Room) -> None:
    events = list(room.talks.process.events.all())
    counts = []
    for some in (events[-3:], events):
        with CaptureQueriesContext(connection) as queries:
            audience_of(some)
        counts.append(len(queries))
    assert counts == [5, 5]
    with CaptureQueriesContext(connection) as queries:
        for event in events_after(room.talks.process, 0):
            assert event.draft is None or event.draft.document.title
    assert len(queries) == 1


def test_decisions_and_edits_are_known_as_far_as_they_are_seen(room: Room) -> None:
    for name in names():
        person, knows = room.people[name], room.knows(name)
        decided = room.talks.process.events.filter(kind=KIND.DECIDED)
        seen = visible_decisions(person).values("pk")
        assert {e.pk for e in decided if e.pk in knows} == {
            e.pk for e in decided.filter(decision__in=seen)
        }, name
        edited = room.talks.process.events.filter(kind=KIND.EDITED)
        assert {e.pk for e in edited if e.pk in knows} == {
            e.pk for e in edited.filter(edit__in=visible_edits(person).values("pk"))
        }, name


def test_what_was_saved_before_a_publication_stays_with_those_who_read_all(room: Room) -> None:
    def numbers(name: str) -> list[int]:
        return sorted(visible_edits(room.people[name]).values_list("number", flat=True))

    # Published to the parties now; each edit was made under what was said just before it.
    assert numbers("secretariat") == numbers("chair") == numbers("root") == [1, 2, 3, 4, 5]
    assert numbers("delegate") == numbers("observer") == [2, 3, 5]
    assert numbers("nobody") == numbers("other") == []
    rolling = room.talks.document.drafts.get(state="rolling")
    actions.publish(rolling, visibility=PUBLIC, by=room.talks.clerk)
    assert numbers("nobody") == numbers("other") == [3]
    actions.publish(rolling, visibility=SECRETARIAT, by=room.talks.clerk)
    assert numbers("delegate") == numbers("nobody") == []


def test_the_screen_of_an_unpublished_text_is_not_told(room: Room) -> None:
    screen = room.talks.process.events.get(kind=KIND.SCREEN)
    assert screen.pk not in room.knows("nobody")
    assert screen.pk in room.knows("delegate")  # by now published to the parties
    assert Publication.objects.filter(draft=screen.draft).count() == 5
