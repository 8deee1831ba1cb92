"""Who is at which provision, and what the plenary screen shows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from negotiation import actions
from negotiation.actions import desk
from negotiation.models import Event, Lease, Member, Screen, Tabling
from negotiation.policies import Refused
from tests.documents.builders import Line
from tests.negotiation.builders import Negotiation
from tests.negotiation.tables import Table

KIND = Event.Kind


@pytest.fixture
def table(talks: Negotiation) -> Table:
    return Table(talks)


def test_a_lease_tells_who_is_where_and_never_blocks(table: Table, talks: Negotiation) -> None:
    colleague = talks.member(Member.Role.SECRETARIAT)
    colleague.first_name, colleague.last_name = "Amina", "Diallo"
    colleague.save()
    (mine,) = desk.lease(table.draft, table["1"], by=talks.clerk)
    assert (mine.user_id, mine.name, mine.provision) == (
        talks.clerk.pk,
        talks.clerk.username,
        table["1"].public_id,
    )
    both = desk.lease(table.draft, table["1"], by=colleague)
    assert [one.name for one in both] == [talks.clerk.username, "Amina Diallo"]
    table.save("1", "We all agree.")
    moved = desk.lease(table.draft, table["2"], by=talks.clerk)
    assert [one.provision for one in moved] == [table["2"].public_id, table["1"].public_id]
    desk.leave(table.draft, talks.clerk)
    assert [one.by for one in Lease.objects.filter(draft=table.draft)] == [colleague]


def test_a_lease_ends_by_itself(table: Table, talks: Negotiation) -> None:
    colleague = talks.member(Member.Role.SECRETARIAT)
    (mine,) = desk.lease(table.draft, table["1"], by=talks.clerk)
    assert timedelta(seconds=25) < mine.until - timezone.now() <= timedelta(seconds=30)
    Lease.objects.update(until=timezone.now())
    assert [one.user_id for one in desk.lease(table.draft, table["1"], by=colleague)] == [
        colleague.pk
    ]


def test_one_is_at_what_the_draft_has(table: Table) -> None:
    other = Negotiation("other")
    other.draft(Line("9", "Elsewhere."))
    with pytest.raises(Refused, match="is no part of"):
        desk.lease(table.draft, other.provision("9"), by=table.talks.clerk)


def turn(table: Table, key: str, **more: object) -> Screen:
    more = {"draft": table.draft, "first": table[key], "by": table.talks.clerk} | more
    return desk.turn_screen(table.meeting, **more)


def test_the_screen_follows_the_desk_unless_it_is_held(table: Table) -> None:
    before = table.kinds()
    clerk = table.talks.clerk
    assert turn(table, "1").first == table["1"]
    turn(table, "1")
    assert table.kinds() == [*before, KIND.SCREEN]
    assert desk.hold_screen(table.meeting, by=clerk).is_held
    desk.hold_screen(table.meeting, by=clerk)
    assert turn(table, "2").first == table["1"]
    assert Screen.objects.get().first == table["1"]
    assert table.kinds() == [*before, KIND.SCREEN, KIND.SCREEN]
    assert not desk.release_screen(table.meeting, by=clerk).is_held
    shown = turn(table, "2", run=3, view=Screen.View.CLEAN)
    assert (shown.first, shown.run, shown.view) == (table["2"], 3, "clean")
    assert table.kinds()[len(before) :] == [KIND.SCREEN] * 4
    last = table.talks.process.events.latest("seq")
    assert (last.draft, last.provision, last.meeting) == (table.draft, table["2"], table.meeting)


def test_it_shows_what_is_on_the_table(table: Table) -> None:
    other = Negotiation("other")
    draft = other.draft(Line("9", "Elsewhere."))
    with pytest.raises(Refused, match="is not on the table"):
        turn(table, "1", draft=draft)
    with pytest.raises(Refused, match="is no part of"):
        turn(table, "1", first=other.provision("9"))
    assert not Screen.objects.exists()


def test_changes_are_tracked_since_the_meeting_opened(talks: Negotiation) -> None:
    table = Table(talks)
    table.save("1", "We all agree.")
    assert turn(table, "1").since_edit == 0
    later = talks.meeting()
    Tabling.objects.create(draft=table.draft, meeting=later, as_a="tabled")
    shown = desk.turn_screen(later, draft=table.draft, first=table["1"], by=talks.clerk)
    assert shown.since_edit == 1
    actions.close_meeting(later, by=talks.clerk)
