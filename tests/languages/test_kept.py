"""What is kept is kept for each language by itself, and what is stored speaks none."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils.translation import override

from negotiation.codes import Code
from tests.following.test_mails import Mail, Post, earlier
from tests.languages.pseudo import CODE, OPENS, spoken, write_catalogue
from tests.pages.conftest import Element, read
from tests.pages.desk_table import Table
from tracker.following.speaking import speak_to
from tracker.live.screens import screen_now, screen_place

TAKE = "/api/v1/documents/review-text/text/?format=html"
#: Whatever is kept from one reader for the next.
KEPT = (
    "/documents/review-text/",
    "/documents/review-text/status/?fold=nothing",
    "/documents/review-text/open/",
    "/processes/review/",
    "/action-lines/",
    "/meetings/review-0/",
    "/screen/review-0/",
)


@pytest.fixture
def table(client: Client, db: None) -> Table:
    table = Table(client)
    table.talks.decide("2", Code.OPEN, table.meeting, note="as said")
    return table


@pytest.fixture
def pseudo(tmp_path: Any) -> Any:
    """A language in which each translated word is in brackets of its own."""
    write_catalogue(tmp_path)
    with spoken(tmp_path):
        yield


def asked(client: Client, address: str, language: str, **headers: str) -> Any:
    return client.get(address, headers={"accept-language": language} | headers)


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("address", KEPT)
@pytest.mark.parametrize("first", ["en", CODE])
def test_no_page_is_kept_for_another_language(
    client: Client, table: Table, address: str, first: str
) -> None:
    other = {"en": CODE, CODE: "en"}[first]
    for language in (first, other, first, other):
        answer = asked(client, address, language)
        words = answer.content.decode()
        assert answer.status_code == 200
        assert (OPENS in words) == (language == CODE), language
        assert f'<html lang="{language}"' in words
        assert "Accept-Language" in answer.headers["Vary"]
        assert answer.headers["Content-Language"] == language


@pytest.mark.usefixtures("pseudo")
def test_who_has_a_page_in_one_language_is_not_told_it_is_the_same_in_another(
    client: Client, table: Table
) -> None:
    address = "/documents/review-text/"
    asked(client, address, "en")
    tag = asked(client, address, "en").headers["ETag"]
    tagged = {"if-none-match": tag}
    assert asked(client, address, "en", **tagged).status_code == 304
    assert asked(client, address, CODE, **tagged).status_code == 200


@pytest.mark.usefixtures("pseudo")
def test_files_are_kept_for_each_language(client: Client, table: Table) -> None:
    for language in ("en", CODE, "en", CODE):
        answer = asked(client, TAKE, language)
        assert answer.status_code == 200, answer.content
        words = b"".join(answer) if answer.streaming else answer.content
        assert (OPENS.encode() in words) == (language == CODE), language
        assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.usefixtures("pseudo")
def test_problems_of_the_interface_are_told_as_asked_and_codes_never(
    client: Client, table: Table
) -> None:
    told = {
        language: asked(client, "/api/v1/documents/review-text/?fields=nonesuch", language)
        for language in ("en", CODE)
    }
    assert {answer.status_code for answer in told.values()} == {400}
    assert [OPENS in answer.content.decode() for answer in told.values()] == [False, True]
    same = {
        asked(client, "/api/v1/documents/review-text/status/", language).content
        for language in ("en", "fr", "ar")
    }
    assert len(same) == 1


@pytest.mark.usefixtures("pseudo")
def test_all_who_follow_a_screen_in_a_language_share_it_and_nobody_else(table: Table) -> None:
    written = {}
    for language in ("en", CODE):
        with override(language):
            place = screen_place(table.meeting, table.talks.clerk, view="")
        # the hub writes it in a thread that speaks no language of a reader
        with override("fr"):
            written[language] = b"".join(screen_now(place)).decode()
    assert [OPENS in words for words in written.values()] == [False, True]


@pytest.fixture
def post(client: Client, db: None) -> Post:
    return Post(client)


@pytest.mark.usefixtures("pseudo")
def test_a_mail_is_in_the_language_of_who_gets_it(post: Post) -> None:
    post.wants(Mail.DAILY)
    speak_to(post.delegate, CODE)
    post.happens("Encourage all media.")
    earlier(days=2)
    post.mailed()
    (message,) = mail.outbox
    assert OPENS in message.subject
    assert f"{OPENS}reworded" in str(message.body)


@pytest.mark.usefixtures("pseudo")
def test_what_is_told_was_stored_in_no_language(post: Post, client: Client) -> None:
    post.happens("Encourage all media.")
    client.force_login(post.delegate)
    for language in ("en", CODE):
        page = read(asked(client, "/following/", language).content.decode())
        (told,) = [one for one in page.all(name="li") if "Encourage all" in one.words]
        assert (OPENS in said_of(told)) == (language == CODE)


def said_of(told: Element) -> str:
    return told.all(name="a")[0].words


def test_a_reader_of_arabic_has_the_page_from_right_to_left_and_the_text_as_it_is(
    client: Client, table: Table
) -> None:
    page = read(asked(client, "/documents/review-text/", "ar").content.decode())
    assert page.one(name="html").attributes["dir"] == "rtl"
    assert page.one(has="skip").words == "إلى النص"
    words = [one for one in page.all(has="wording") if one.words]
    assert words
    for one in words:
        (said,) = one.all(name="p", lang="en")
        assert said.attributes["dir"] == "ltr"
    (heading,) = [one for one in page.all(name="h2", lang="en") if "Youth" in one.words]
    assert heading.attributes["dir"] == "ltr"
    same = read(asked(client, "/documents/review-text/", "en").content.decode())
    assert [one.name for one in same.all(lang="en")] == ["html", "button"]
