"""Followers take every event once, in order, whatever fails on the way."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.utils import timezone

from negotiation.actions.events import Happening, announce_all
from negotiation.models import Event, Outcome, Process
from negotiation.signals import announced
from tests.negotiation.builders import Negotiation
from tracker.catching_up import catch_up, catch_up_all, follower
from tracker.catching_up.followers import _followers
from tracker.catching_up.tasks import sweep
from tracker.models import Cursor


class Killed(BaseException):
    """What ends a worker in the middle of its work."""


@pytest.fixture
def alone() -> Iterator[None]:
    """No followers but those of the test."""
    before = dict(_followers)
    _followers.clear()
    yield
    _followers.clear()
    _followers.update(before)


@pytest.fixture
def talks(db: None, alone: None) -> Negotiation:
    talks = Negotiation("talks")
    talks.meeting()
    return talks


class Scribe:
    """Writes an outcome for each event; stumbles over the events it is told to."""

    def __init__(self, talks: Negotiation) -> None:
        self.meeting = talks.meetings[0]
        self.stumbles: dict[str, type[BaseException]] = {}
        self.calls: list[int] = []

    def __call__(self, process: Process, events: Sequence[Event]) -> None:
        self.calls.append(len(events))
        for event in events:
            number = Outcome.objects.count()
            Outcome.objects.create(
                meeting=self.meeting, number=number, kind="note", text=event.public_id
            )
            if error := self.stumbles.pop(event.public_id, None):
                raise error(event.public_id)

    @property
    def written(self) -> list[str]:
        return list(Outcome.objects.order_by("number").values_list("text", flat=True))


def happens(talks: Negotiation, number: int) -> list[str]:
    happenings = [Happening(Event.Kind.OUTCOME)] * number
    announce_all(talks.process, happenings, by=talks.clerk, at=timezone.now())
    events = Event.objects.filter(process=talks.process).order_by("seq")
    return list(events.values_list("public_id", flat=True))


def test_every_event_is_taken_once_and_in_order(talks: Negotiation) -> None:
    scribe = Scribe(talks)
    follower("scribe")(scribe)
    ids = happens(talks, 450)
    catch_up("scribe", talks.process.pk)
    catch_up("scribe", talks.process.pk)
    assert scribe.written == ids
    assert scribe.calls == [200, 200, len(ids) - 400]


@pytest.mark.parametrize("error", [RuntimeError, Killed])
def test_who_is_killed_in_between_has_done_nothing_twice(
    talks: Negotiation, error: type[BaseException]
) -> None:
    scribe = Scribe(talks)
    follower("scribe")(scribe)
    first = happens(talks, 3)
    catch_up("scribe", talks.process.pk)
    ids = happens(talks, 5)
    scribe.stumbles[ids[-2]] = error
    with pytest.raises(error):
        catch_up("scribe", talks.process.pk)
    assert scribe.written == first
    assert Cursor.objects.get(follower="scribe").seq == len(first)
    catch_up("scribe", talks.process.pk)
    assert scribe.written == ids


def test_one_that_fails_holds_up_no_other(
    talks: Negotiation, caplog: pytest.LogCaptureFixture
) -> None:
    broken, scribe = Scribe(talks), Scribe(talks)
    follower("broken")(broken)
    follower("scribe")(scribe)
    ids = happens(talks, 2)
    broken.stumbles[ids[0]] = RuntimeError
    with caplog.at_level(logging.CRITICAL):
        catch_up_all()
    assert scribe.written == ids
    reached = dict(Cursor.objects.values_list("follower", "seq"))
    assert reached == {"scribe": len(ids)}


def test_the_sweep_brings_forward_who_was_not_woken(talks: Negotiation) -> None:
    scribe = Scribe(talks)
    follower("scribe")(scribe)
    ids = happens(talks, 2)
    sweep(alone=True)
    assert scribe.written == ids
    sweep()
    assert scribe.calls == [len(ids)]


@pytest.mark.django_db(transaction=True)
def test_what_happens_wakes_its_followers(talks: Negotiation) -> None:
    scribe = Scribe(talks)
    follower("scribe")(scribe)
    ids = happens(talks, 1)
    assert scribe.written == ids


def test_a_broker_that_is_gone_is_no_failure_of_the_write(
    talks: Negotiation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    scribe = Scribe(talks)
    follower("scribe")(scribe)
    ids = happens(talks, 1)
    scribe.stumbles[ids[0]] = OSError
    with caplog.at_level(logging.CRITICAL):
        told = announced.send_robust(sender=Event, process=talks.process.pk)
    assert [error for _, error in told if error] == []


def test_two_followers_cannot_have_one_name(talks: Negotiation) -> None:
    follower("scribe")(Scribe(talks))
    with pytest.raises(ValueError, match="two followers called scribe"):
        follower("scribe")(Scribe(talks))


def test_asking_whether_anything_lags_is_one_question_a_follower(
    talks: Negotiation, django_assert_num_queries: Any
) -> None:
    follower("scribe")(Scribe(talks))
    happens(talks, 1)
    catch_up_all()
    for number in range(3):
        Negotiation(f"other-{number}")
    catch_up_all()
    with django_assert_num_queries(1):
        catch_up_all()


def test_whoever_has_caught_up_takes_no_place_among_the_writers(
    talks: Negotiation, django_assert_num_queries: Any
) -> None:
    follower("scribe")(Scribe(talks))
    happens(talks, 1)
    catch_up("scribe", talks.process.pk)
    with django_assert_num_queries(1):
        catch_up("scribe", talks.process.pk)
