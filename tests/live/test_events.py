"""The stream of events: everything that a reader may know of, once, in order."""

from __future__ import annotations

import asyncio
import threading
import time
from itertools import count
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone

from negotiation import actions
from negotiation.actions.events import Happening, announce_all
from negotiation.models import Event, Member
from negotiation.signals import announced
from tests.documents.builders import Line
from tests.live.conftest import Block, Follow, blocks
from tests.negotiation.builders import PARTIES, PUBLIC, SECRETARIAT, Negotiation
from tracker.live import following, wake
from tracker.live.hub import ROOM, Hub, Mailbox
from tracker.live.news import Batch

EVENTS = "/api/v1/events/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks(request: pytest.FixtureRequest) -> Negotiation:
    """A negotiation in the database of the test, whichever that is."""
    if "port" in request.fixturenames:
        request.getfixturevalue("port")
    return Negotiation("talks")


def happens(talks: Negotiation, number: int = 1, **subjects: Any) -> list[str]:
    """So many outcomes of meetings, which everybody may know of; their ids."""
    now = timezone.now()
    kind = subjects.pop("kind", Event.Kind.OUTCOME)
    happenings = [Happening(kind, **subjects)] * number
    made = announce_all(talks.process, happenings, by=talks.clerk, at=now)
    return [event.public_id for event in made]


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def told(client: Client, **asked: str) -> list[Block]:
    """What a server that does one thing at a time tells at once."""
    answer = client.get(EVENTS, {"process": "talks"} | asked, headers={"accept": "*/*"})
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "text/event-stream"
    lines = answer.getvalue().decode().splitlines(keepends=True)
    return [block for block in blocks(iter(lines)) if block.lines]


def all_ids(talks: Negotiation) -> list[str]:
    """Everything that happened, in order."""
    events = Event.objects.filter(process=talks.process).order_by("seq")
    return list(events.values_list("public_id", flat=True))


def test_what_happens_is_told_at_once_and_in_order(follow: Follow, talks: Negotiation) -> None:
    reader = follow(EVENTS, process="talks").greeted()
    ids = happens(talks, 5)
    reader.wait_for(5)
    assert reader.ids == ids


def test_an_event_holds_ids_and_nothing_else(follow: Follow, talks: Negotiation) -> None:
    meeting = talks.meeting()
    draft = talks.draft(Line("A", "secret words"), visibility=PUBLIC)
    reader = follow(EVENTS, process="talks").greeted()
    provision = talks.provision("A")
    (made,) = happens(
        talks,
        kind=Event.Kind.SCREEN,
        document=talks.document,
        draft=draft,
        provision=provision,
        meeting=meeting,
    )
    (block,) = reader.wait_for(1)
    assert block.event == {
        "id": made,
        "kind": "screen",
        "at": Event.objects.get(public_id=made).at.isoformat(),
        "document": "talks-text",
        "draft": draft.public_id,
        "provision": provision.public_id,
        "meeting": "talks-0",
    }


def test_a_reader_who_comes_again_misses_nothing_and_is_told_nothing_twice(
    follow: Follow, talks: Negotiation
) -> None:
    first = follow(EVENTS, process="talks").greeted()
    before = happens(talks, 3)
    first.wait_for(3)
    first.close()
    between = happens(talks, 4)
    second = follow(EVENTS, process="talks", last_id=first.ids[-1])
    second.wait_for(4)
    after = happens(talks, 2)
    second.wait_for(6)
    assert (first.ids, second.ids) == (before, between + after)


def test_a_reader_who_was_told_nothing_can_come_again_too(
    follow: Follow, talks: Negotiation
) -> None:
    talks.draft(Line("A", "hushed"), visibility=SECRETARIAT)
    greeting = follow(EVENTS, process="talks").greeted().blocks[0]
    public = [block.id for block in told(Client(), after="0")]
    assert greeting.id == public[-1]
    missed = happens(talks, 2)
    assert follow(EVENTS, process="talks", last_id=greeting.id).wait_for(2)
    assert [block.id for block in told(Client(), after=greeting.id)] == missed


def test_many_events_come_all(follow: Follow, talks: Negotiation) -> None:
    reader = follow(EVENTS, process="talks", after="0").greeted()
    happens(talks, 700)
    expected = all_ids(talks)
    reader.wait(lambda stream: bool(stream.told) and stream.ids[-1] == expected[-1])
    public = [block.id for block in told(Client(), after="0")]
    assert reader.ids == public
    assert len(public) > 700


def test_what_is_not_published_is_told_to_nobody_else(follow: Follow, talks: Negotiation) -> None:
    delegate, outsider = talks.member(Member.Role.DELEGATE), User.objects.create(username="out")
    hushed = talks.draft(Line("A", "hushed"), visibility=SECRETARIAT)
    shared = talks.draft(Line("A", "shared"), visibility=PARTIES)
    shown = talks.draft(Line("A", "shown"), visibility=PUBLIC)
    readers = {
        "clerk": follow(EVENTS, process="talks", cookie=cookie_of(talks.clerk)),
        "delegate": follow(EVENTS, process="talks", cookie=cookie_of(delegate)),
        "outsider": follow(EVENTS, process="talks", cookie=cookie_of(outsider)),
        "anybody": follow(EVENTS, process="talks"),
    }
    for reader in readers.values():
        reader.greeted()
    ids = {
        name: happens(talks, kind=Event.Kind.SCREEN, draft=draft)[0]
        for name, draft in (("hushed", hushed), ("shared", shared), ("shown", shown))
    }
    (last,) = happens(talks)
    for reader in readers.values():
        reader.wait(lambda stream: last in stream.ids)
    assert {name: reader.ids for name, reader in readers.items()} == {
        "clerk": [ids["hushed"], ids["shared"], ids["shown"], last],
        "delegate": [ids["shared"], ids["shown"], last],
        "outsider": [ids["shown"], last],
        "anybody": [ids["shown"], last],
    }


def test_visibility_is_judged_when_it_is_told(follow: Follow, talks: Negotiation) -> None:
    draft = talks.draft(Line("A", "shown"), visibility=PUBLIC)
    reader = follow(EVENTS, process="talks").greeted()
    (place,) = happens(talks, kind=Event.Kind.SCREEN, draft=draft)
    reader.wait_for(1)
    happens(talks, kind=Event.Kind.SCREEN, draft=draft)
    actions.publish(draft, visibility=SECRETARIAT, by=talks.clerk)
    (last,) = happens(talks)
    assert [block.id for block in told(Client(), after=place)][-1:] == [last]
    assert all(block.event["draft"] is None for block in told(Client(), after=place))


def test_who_lost_a_role_hears_no_more(follow: Follow, talks: Negotiation) -> None:
    delegate = talks.member(Member.Role.DELEGATE)
    draft = talks.draft(Line("A", "shared"), visibility=PARTIES)
    reader = follow(EVENTS, process="talks", cookie=cookie_of(delegate)).greeted()
    (known,) = happens(talks, kind=Event.Kind.SCREEN, draft=draft)
    reader.wait_for(1)
    Member.objects.filter(user=delegate).delete()
    happens(talks, kind=Event.Kind.SCREEN, draft=draft)
    (last,) = happens(talks)
    reader.wait(lambda stream: last in stream.ids)
    assert reader.ids == [known, last]


def test_an_account_that_was_closed_hears_no_more(follow: Follow, talks: Negotiation) -> None:
    draft = talks.draft(Line("A", "hushed"), visibility=SECRETARIAT)
    reader = follow(EVENTS, process="talks", cookie=cookie_of(talks.clerk)).greeted()
    User.objects.filter(pk=talks.clerk.pk).update(is_active=False)
    happens(talks, kind=Event.Kind.SCREEN, draft=draft)
    (last,) = happens(talks)
    reader.wait(lambda stream: last in stream.ids)
    assert reader.ids == [last]


def test_other_processes_are_not_told(follow: Follow, talks: Negotiation) -> None:
    other = Negotiation("other")
    reader = follow(EVENTS, process="talks").greeted()
    happens(other, 3)
    ids = happens(talks)
    reader.wait_for(1)
    assert reader.ids == ids


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({"process": "nowhere"}, 404, "There is no process “nowhere”."),
        ({}, 400, "process: This field is required."),
        (
            {"process": "talks", "after": "12"},
            400,
            "after: The id of an event has twenty letters from a to z.",
        ),
        (
            {"process": "talks", "after": "b" * 20},
            400,
            "after: No event of “talks” has this id. Leave it out",
        ),
    ],
)
def test_what_cannot_be_followed_is_a_problem_that_says_why(
    client: Client, talks: Negotiation, asked: dict[str, str], status: int, said: str
) -> None:
    answer = client.get(EVENTS, asked, headers={"accept": "text/event-stream"})
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["detail"].startswith(said)


def test_an_event_of_another_process_is_no_place(client: Client, talks: Negotiation) -> None:
    (elsewhere,) = happens(Negotiation("other"))
    assert client.get(EVENTS, {"process": "talks", "after": elsewhere}).status_code == 400


def test_the_header_of_a_browser_goes_before_the_address(
    client: Client, talks: Negotiation
) -> None:
    first, second = happens(talks, 2)
    answer = client.get(
        EVENTS, {"process": "talks", "after": "0"}, headers={"last-event-id": first}
    )
    found = answer.getvalue().decode()
    assert (first in found.split("data:")[1], second in found) == (False, True)


def test_writers_at_the_same_time_leave_no_gap(follow: Follow, talks: Negotiation) -> None:
    """One begins first and commits last; places are given out under a lock, so that a reader
    never sees a later one before an earlier one."""
    reader = follow(EVENTS, process="talks").greeted()

    def write(pause: float) -> None:
        try:
            for _ in range(10):
                with transaction.atomic():
                    happens(talks)
                    time.sleep(pause)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=(pause,)) for pause in (0.03, 0.01)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    reader.wait_for(20)
    assert reader.ids == all_ids(talks)[-20:]


def test_without_a_wake_up_it_costs_time_and_no_event(follow: Follow, talks: Negotiation) -> None:
    reader = follow(EVENTS, process="talks").greeted()
    announced.disconnect(wake)
    try:
        ids = happens(talks, 3)
        reader.wait_for(3)
    finally:
        announced.connect(wake)
    assert reader.ids == ids


def test_a_follower_without_room_is_sent_to_the_table(
    follow: Follow, talks: Negotiation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every second batch is thrown away before anybody could take it."""
    offer, number = Mailbox.offer, count()

    def forget_some(box: Mailbox, batch: Batch) -> None:
        if next(number) % 2:
            offer(box, batch)

    monkeypatch.setattr(Mailbox, "offer", forget_some)
    reader = follow(EVENTS, process="talks").greeted()
    ids = []
    for _ in range(8):
        ids += happens(talks)
        time.sleep(0.05)
    deadline = time.monotonic() + 10
    while ids[-1] not in reader.ids and time.monotonic() < deadline:
        ids += happens(talks)
        time.sleep(0.05)
    assert reader.ids == ids[: len(reader.ids)]
    assert len(reader.ids) >= 8


def test_who_comes_while_the_last_one_is_being_left_is_told(
    shared_database: None, talks: Negotiation
) -> None:
    """As when a page is loaded again: the hub is about to rest, and its thread is busy."""

    async def come_again() -> Batch | None:
        station, thread_is_free = Hub(), threading.Event()
        with station.subscription(Mailbox(), talks.process.pk, 0):
            await asyncio.sleep(0.1)
            busy = asyncio.create_task(station.in_thread(thread_is_free.wait))
            await asyncio.sleep(0.1)
        await asyncio.sleep(0.1)
        box = Mailbox()
        with station.subscription(box, talks.process.pk, 0):
            thread_is_free.set()
            await busy
            return await box.next(2)

    assert asyncio.run(come_again()) is not None


def test_a_stream_shows_that_it_lives_whatever_happens_that_is_not_told(
    follow: Follow, talks: Negotiation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "HEARTBEAT", 0.4)
    draft = talks.draft(Line("A", "secret words"), visibility=SECRETARIAT)
    readers = [
        follow(EVENTS, process="talks"),
        follow(f"/screen/{talks.meeting().slug}/stream/"),
    ]
    for reader in readers:
        reader.greeted()
    for _ in range(15):
        happens(talks, kind=Event.Kind.SCREEN, draft=draft)
        time.sleep(0.1)
    beats = [
        sum(1 for block in reader.blocks if block.comment or block.name == "beat")
        for reader in readers
    ]
    assert min(beats) >= 2


def test_of_what_waits_too_long_the_oldest_goes() -> None:
    async def fill() -> list[int]:
        box = Mailbox()
        for place in range(1, ROOM + 3):
            box.offer(Batch(1, place, place, ()))
        found = []
        while (batch := await box.next(0.01)) is not None:
            found.append(batch.first)
        return found

    assert asyncio.run(fill()) == [ROOM + 1, ROOM + 2]
