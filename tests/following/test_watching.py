"""Who is told of what, once, and only of what they may know."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionlines.actions import add_line, link_section
from documents.models import Edit
from negotiation import actions
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Member
from tests.documents.builders import Line
from tests.negotiation.builders import PARTIES, PUBLIC, SECRETARIAT
from tests.pages.conftest import Element, Reader
from tests.pages.desk_table import Table
from tracker.catching_up import catch_up_all
from tracker.following.watching import AT_MOST, Unwatchable, watch
from tracker.models import Cursor, Notification, Watch


class Hall:
    """A rolling text that is published to the parties, and a delegate."""

    def __init__(self, client: Client) -> None:
        self.table = Table(client)
        self.talks = self.table.talks
        self.client = client
        self.talks.number = self.table.draft.number
        actions.publish(self.table.draft, visibility=PARTIES, by=self.talks.clerk)
        self.delegate = self.talks.member(Member.Role.DELEGATE)
        client.force_login(self.delegate)
        catch_up_all()

    def save(self, key: str, text: str) -> None:
        row = self.table.row(key)
        desk.save_wording(
            self.table.draft,
            row.provision,
            text,
            base=row.version,
            operation=Edit.Operation.REWORD,
            by=self.talks.clerk,
        )

    def watch(self, person: User | None = None, **thing: Any) -> Watch:
        return watch(person or self.delegate, **thing)

    def told(self, person: User | None = None) -> list[str]:
        """What the page says to somebody, the oldest first."""
        catch_up_all()
        self.client.force_login(person or self.delegate)
        page = self.page()
        news = page.one(name="main").all(name="ul", has="told")
        rows = [
            li for ul in news if "watches" not in ul.attributes["class"] for li in ul.all(name="li")
        ]
        return [row.all(name="a")[0].words for row in reversed(rows)]

    def page(self) -> Element:
        return Reader(self.client).open("/following/")

    def unread(self) -> str:
        counts = self.page().all(name="span", has="unread-count")
        return counts[0].words if counts else ""


@pytest.fixture
def hall(client: Client, db: None) -> Hall:
    return Hall(client)


def test_a_document_is_told_of_as_a_whole(hall: Hall) -> None:
    hall.watch(document=hall.talks.document)
    hall.save("2", "Encourage all media.")
    hall.talks.gavel("2", Code.AGREED, hall.table.meeting)
    said = hall.told()
    assert [words.rpartition(": ")[2] for words in said] == ["reworded", "agreed"]
    assert all("Encourage all media" in words for words in said)


def test_a_provision_with_what_stands_under_it_and_what_covers_it(hall: Hall) -> None:
    hall.watch(provision=hall.talks.provision("2"))
    hall.save("1", "Reinforce youth.")
    assert hall.told() == []
    other = hall.talks.member(Member.Role.DELEGATE)
    hall.watch(other, provision=hall.talks.provision("A"))
    hall.save("3", "We all agree.")
    assert len(hall.told(other)) == 1
    hall.talks.decide("A", Code.AGREED_AD_REF, hall.table.meeting, covers=True)
    assert len(hall.told()) == 1


def test_an_action_line(hall: Hall) -> None:
    line = add_line(hall.talks.process, code="X1", title="Line", order=1, by=hall.talks.clerk)
    link_section(line, hall.talks.provision("A"), by=hall.talks.clerk)
    hall.watch(line=line)
    hall.save("2", "Encourage all media.")
    assert len(hall.told()) == 1


def test_words_wherever_they_stand_before_or_after(hall: Hall) -> None:
    hall.watch(word="Human  [rights]")
    hall.save("2", "Encourage all media.")
    assert hall.told() == []
    hall.save("2", "Encourage human [rights] and media.")
    hall.save("2", "Encourage media.")
    assert len(hall.told()) == 2
    hall.save("2", "Encourage humane rights.")
    assert len(hall.told()) == 2


def test_a_new_draft_is_told_of_where_it_changes_something(hall: Hall) -> None:
    one, other = hall.talks.member(Member.Role.DELEGATE), hall.talks.member(Member.Role.DELEGATE)
    hall.watch(document=hall.talks.document)
    hall.watch(one, provision=hall.talks.provision("2"))
    hall.watch(other, provision=hall.talks.provision("3"))
    hall.talks.draft(
        Line("2", "Encourage nobody.", label="2."),
        Line("3", "We agree.", label="3."),
        tabled_at=[hall.table.meeting],
    )
    assert hall.told() == ["A new draft: Draft 3"]
    assert hall.told(one) == ["A new draft: Draft 3"]
    assert hall.told(other) == []


def test_nobody_is_told_of_their_own_acts_or_of_what_was_before(hall: Hall) -> None:
    hall.save("2", "Encourage all media.")
    hall.watch(document=hall.talks.document)
    hall.watch(hall.talks.clerk, document=hall.talks.document)
    hall.save("2", "Encourage some media.")
    assert len(hall.told()) == 1
    assert hall.told(hall.talks.clerk) == []


# Once


def test_one_event_is_told_once_however_many_watches_it_concerns(hall: Hall) -> None:
    hall.watch(document=hall.talks.document)
    hall.watch(provision=hall.talks.provision("2"))
    hall.watch(word="media")
    hall.save("2", "Encourage all media.")
    assert len(hall.told()) == 1


def test_a_worker_killed_on_the_way_tells_nobody_twice(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """What ends a worker."""

    hall.watch(document=hall.talks.document)
    hall.save("2", "Encourage all media.")
    save = Cursor.save

    def killed(cursor: Cursor, *args: Any, **kwargs: Any) -> None:
        if cursor.follower == "following":
            assert Notification.objects.count() == 1
            raise Killed
        save(cursor, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(Cursor, "save", killed)
        with pytest.raises(Killed):
            catch_up_all()
    assert Notification.objects.count() == 0
    assert len(hall.told()) == 1
    Cursor.objects.filter(follower="following").update(seq=0)
    assert len(hall.told()) == 1


# Reading


def test_what_is_unread_is_counted_in_the_head_until_it_is_read(hall: Hall) -> None:
    hall.watch(document=hall.talks.document)
    assert hall.unread() == ""
    hall.save("2", "Encourage all media.")
    catch_up_all()
    assert hall.unread() == "1 unread"
    (until,) = [
        field.attributes["value"]
        for field in hall.page().all(name="input")
        if field.attributes["name"] == "until"
    ]
    hall.save("3", "We all agree.")
    catch_up_all()
    hall.client.post("/following/read/", {"until": until})
    assert hall.unread() == "1 unread"
    hall.client.post("/following/read/")
    assert hall.unread() == ""
    assert len(hall.told()) == 2


def test_what_is_hidden_stays_unread(hall: Hall) -> None:
    hall.watch(document=hall.talks.document)
    hall.save("2", "Encourage all media.")
    assert len(hall.told()) == 1
    actions.publish(hall.table.draft, visibility=SECRETARIAT, by=hall.talks.clerk)
    hall.client.post("/following/read/")
    actions.publish(hall.table.draft, visibility=PARTIES, by=hall.talks.clerk)
    assert len(hall.told()) > 1
    assert Notification.objects.filter(read_at=None).count() == len(hall.told())


def test_a_watch_is_made_and_let_go_by_forms(hall: Hall) -> None:
    page = Reader(hall.client).open("/following/watch/?document=review-text")
    assert "Watch “Text of review”?" in page.words
    hall.client.post("/following/watch/", {"document": "review-text"})
    hall.client.post("/following/watch/", {"document": "review-text"})
    made = Watch.objects.get()
    answer = hall.client.post(f"/following/{made.public_id}/remove/", follow=True)
    assert "You watch it no longer." in answer.content.decode()
    answer = hall.client.post(f"/following/{made.public_id}/remove/", follow=True)
    assert "You had let go of it already." in answer.content.decode()
    answer = hall.client.post("/following/watch/", {"word": " [,] "}, follow=True)
    assert "at least one word" in answer.content.decode()


def test_one_person_cannot_watch_without_end(hall: Hall) -> None:
    for number in range(AT_MOST):
        hall.watch(word=f"word {number}")
    with pytest.raises(Unwatchable):
        hall.watch(word="one more")
    assert hall.watch(word="word 3").word == "word 3"


def test_nobody_lets_go_for_another(hall: Hall) -> None:
    theirs = hall.watch(hall.talks.clerk, document=hall.talks.document)
    hall.client.post(f"/following/{theirs.public_id}/remove/")
    assert Watch.objects.get() == theirs


def test_who_is_not_signed_in_is_asked_to(hall: Hall) -> None:
    hall.client.logout()
    for address in ("/following/", "/following/watch/?document=review-text"):
        assert hall.client.get(address)["Location"].startswith("/account/login/?next=/following/")


def test_a_watch_on_what_is_gone_says_so(hall: Hall) -> None:
    hall.watch(provision=hall.talks.provision("3"))
    desk.withdraw(hall.table.draft, hall.talks.provision("3"), by=hall.talks.clerk)
    assert "It stands in the present text no longer" in hall.page().words


# What is not for the reader


def test_what_is_withdrawn_from_a_person_is_not_named(hall: Hall) -> None:
    hall.talks.draft(
        Line("S", "Hushed words.", label="9."),
        visibility=PUBLIC,
        tabled_at=[hall.table.meeting],
    )
    hall.watch(provision=hall.talks.provision("S"))
    assert "Hushed" in hall.page().words
    draft = hall.talks.document.drafts.get(wordings__provision__public_id=hall.talks.id_of("S"))
    actions.publish(draft, visibility=SECRETARIAT, by=hall.talks.clerk)
    said = hall.client.get("/following/").content.decode()
    assert "Hushed" not in said
    assert hall.talks.id_of("S") not in said
    assert "Something that is not published to you at present" in said


def test_nobody_is_told_of_what_is_not_published_to_them(hall: Hall) -> None:
    public = User.objects.create(username="public")
    for person in (hall.delegate, public):
        hall.watch(person, document=hall.talks.document)
        hall.watch(person, word="hushed")
    hall.save("2", "Encourage hushed media.")
    assert len(hall.told()) == 1
    assert hall.told(public) == []
    actions.publish(hall.table.draft, visibility=SECRETARIAT, by=hall.talks.clerk)
    hall.save("3", "We agree on hushed words.")
    assert hall.told() == []
    assert hall.unread() == ""
    page = hall.client.get("/following/").content.decode()
    assert "hushed words" not in page
    assert "hushed media" not in page
    actions.publish(hall.table.draft, visibility=PARTIES, by=hall.talks.clerk)
    said = hall.told()
    assert len(said) == 2
    assert said[1].startswith("Published")


def test_words_in_a_text_one_may_not_read_are_no_sign(hall: Hall) -> None:
    """A decision on a provision is public; that a secret text of it says a word is not."""
    hall.talks.draft(Line("1", "A hushed paragraph.", label="1."), visibility=SECRETARIAT)
    hall.watch(word="hushed")
    hall.watch(hall.talks.clerk, word="hushed")
    hall.talks.decide("1", Code.OPEN, hall.table.meeting)
    assert hall.told() == []


def test_nobody_watches_what_they_cannot_see(hall: Hall) -> None:
    hall.talks.draft(Line("S", "Hushed.", label="9."), visibility=SECRETARIAT)
    secret = hall.talks.id_of("S")
    Reader(hall.client).open(f"/following/watch/?provision={secret}", 404)
    assert hall.client.post("/following/watch/", {"provision": secret}).status_code == 404
    assert not Watch.objects.exists()


def test_the_number_of_questions_does_not_grow(hall: Hall) -> None:
    hall.watch(provision=hall.talks.provision("1"))
    hall.save("1", "Reinforce youth.")
    catch_up_all()
    hall.page()
    with CaptureQueriesContext(connection) as one:
        hall.page()
    for key in ("2", "3"):
        hall.watch(provision=hall.talks.provision(key))
        hall.save(key, f"Another wording of {key}.")
    catch_up_all()
    with CaptureQueriesContext(connection) as three:
        hall.page()
    assert len(three) == len(one)


def test_following_costs_no_more_questions_for_more_events(hall: Hall) -> None:
    hall.watch(provision=hall.talks.provision("A"))
    hall.watch(word="wording")

    def questions(*keys: str) -> int:
        for key in keys:
            hall.save(key, f"One more wording of {key}, {Notification.objects.count()}.")
        with CaptureQueriesContext(connection) as asked:
            catch_up_all()
        return len([1 for query in asked if "tracker_search" not in query["sql"]])

    first = questions("1")
    assert questions("1", "2", "3") <= first + 6
