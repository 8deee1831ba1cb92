"""Feeds tell what their reader may know when they are fetched."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from negotiation import actions
from negotiation.codes import Code
from tests.documents.builders import Line
from tests.following.test_watching import Hall
from tests.negotiation.builders import CHAPTER, PARTIES, PUBLIC, SECRETARIAT, day_of
from tests.pages.conftest import read
from tracker.catching_up import catch_up_all
from tracker.following.feeds import renew_secret
from tracker.models import Following

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/documents/review-text/feed/"


@pytest.fixture
def hall(client: Client, db: None) -> Hall:
    return Hall(client)


def entries(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    return [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]


def ids(client: Client, address: str) -> list[str]:
    feed = ET.fromstring(client.get(address).content)
    return [entry.findtext(f"{ATOM}id") or "" for entry in feed.iter(f"{ATOM}entry")]


def test_a_document_and_a_provision_as_everybody_may_know_them(hall: Hall) -> None:
    actions.publish(hall.table.draft, visibility=PUBLIC, by=hall.talks.clerk)
    hall.save("2", "Encourage all media.")
    hall.save("1", "Reinforce youth.")
    hall.talks.gavel("2", Code.AGREED, hall.table.meeting)
    said = entries(hall.client, FEED)
    assert said[:3] == [
        "Text: 2 Encourage all media.: agreed",
        "Text: 1 Reinforce youth.: reworded",
        "Text: 2 Encourage all media.: reworded",
    ]
    own = entries(hall.client, f"/provisions/{hall.talks.id_of('2')}/feed/")
    assert len(own) == 2
    assert len(set(ids(hall.client, FEED))) == len(said)


def test_a_feed_has_what_atom_asks_of_it(hall: Hall) -> None:
    actions.publish(hall.table.draft, visibility=PUBLIC, by=hall.talks.clerk)
    hall.save("2", "Encourage all media.")
    feed = ET.fromstring(hall.client.get(FEED).content)
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    for one in (feed, entry):
        for name in ("id", "title", "updated"):
            assert one.findtext(f"{ATOM}{name}"), name
        datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "")
    # RFC 4287, 4.1.1: an author of the feed, unless each entry has one
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Bracketed texts"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://127.0.0.1:8000{FEED}"
    assert links["alternate"] == "http://127.0.0.1:8000/documents/review-text/"


def test_a_reader_that_knows_it_gets_nothing_again(hall: Hall) -> None:
    etag = hall.client.get(FEED)["ETag"]
    assert hall.client.get(FEED, headers={"If-None-Match": etag}).status_code == 304
    hall.talks.draft(tabled_at=[hall.table.meeting])
    assert hall.client.get(FEED, headers={"If-None-Match": etag}).status_code == 200


def test_public_feeds_tell_nobody_what_is_not_public(hall: Hall) -> None:
    before = entries(hall.client, FEED)
    hall.save("2", "Encourage hushed media.")
    hall.client.force_login(hall.talks.clerk)
    assert entries(hall.client, FEED) == before
    assert "hushed" not in hall.client.get(FEED).content.decode()
    actions.publish(hall.table.draft, visibility=PUBLIC, by=hall.talks.clerk)
    said = entries(hall.client, FEED)
    assert [one for one in said if "reworded" in one] == []
    hall.client.logout()
    actions.publish(hall.table.draft, visibility=SECRETARIAT, by=hall.talks.clerk)
    assert entries(hall.client, FEED) == before


def test_a_provision_that_is_not_public_has_no_feed(hall: Hall) -> None:
    hall.talks.draft(Line("S", "Hushed.", label="9."), visibility=PARTIES)
    address = f"/provisions/{hall.talks.id_of('S')}/feed/"
    assert hall.client.get(f"/provisions/{hall.talks.id_of('S')}/").status_code == 200
    assert hall.client.get(address).status_code == 404


def test_the_own_feed_opens_with_its_secret_alone(hall: Hall) -> None:
    hall.watch(document=hall.talks.document)
    hall.save("2", "Encourage all media.")
    catch_up_all()
    page = read(hall.client.post("/following/feed/").content.decode())
    address = page.one(name="input", has="secret").attributes["value"].partition(":8000")[2]
    stranger = Client()
    assert len(entries(stranger, address)) == 1
    answer = stranger.get(address)
    assert "no-store" in answer["Cache-Control"]
    assert Following.objects.get().feed_hash not in address
    hall.client.post("/following/feed/")
    assert stranger.get(address).status_code == 404
    assert stranger.get("/following/feed/x/").status_code == 404
    assert stranger.post("/following/feed/").status_code == 302


def test_the_own_feed_is_judged_when_it_is_fetched(hall: Hall) -> None:
    hall.watch(document=hall.talks.document)
    hall.save("2", "Encourage hushed media.")
    catch_up_all()
    address = f"/following/feed/{renew_secret(hall.delegate)}/"
    assert "hushed" in entries(hall.client, address)[0]
    actions.publish(hall.table.draft, visibility=SECRETARIAT, by=hall.talks.clerk)
    assert entries(hall.client, address) == []
    hall.delegate.is_active = False
    hall.delegate.save()
    assert hall.client.get(address).status_code == 404


def test_the_number_of_questions_does_not_grow(hall: Hall) -> None:
    actions.publish(hall.table.draft, visibility=PUBLIC, by=hall.talks.clerk)
    hall.save("2", "Encourage all media.")
    with CaptureQueriesContext(connection) as one:
        first = entries(hall.client, FEED)
    hall.save("1", "Reinforce youth.")
    hall.save("3", "We all agree.")
    with CaptureQueriesContext(connection) as three:
        assert len(entries(hall.client, FEED)) == len(first) + 2
    assert len(three) == len(one)


def test_signs_that_xml_cannot_hold_break_no_feed(hall: Hall) -> None:
    talks = hall.talks
    words = "We\x01 drop it\ufffe now."
    draft = talks.draft(Line("odd", words, label="9.", kind=CHAPTER), result_of=hall.table.meeting)
    talks.decide("odd", Code.PENDING, draft=draft, taken_on=day_of(1))
    assert "Text: 9 We drop it now.: pending" in entries(hall.client, FEED)
    entries(hall.client, f"/provisions/{talks.id_of('odd')}/feed/")
