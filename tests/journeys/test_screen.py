"""The plenary screen follows the desk, for the room and for those who follow from afar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from documents.public_ids import new_public_id
from tests.journeys.conftest import Server

SCREEN = "/screen/ga-informals-2015-12/"
DESK = "/desk/ga-outcome-2015/"
#: The paragraph that is typed into, by its label.
PLACE = "64"


@pytest.fixture
def context_of(browser: Browser, server: Server) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browsers of different people."""
    opened: list[BrowserContext] = []

    def open_context(*, scripts: bool = True) -> BrowserContext:
        context = browser.new_context(base_url=server.url, java_script_enabled=scripts)
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()


def sign_in(context: BrowserContext, server: Server) -> Page:
    page = context.new_page()
    page.goto("/account/login/")
    page.get_by_label("User name").or_(page.locator("[name=username]")).first.fill(server.username)
    page.locator("[name=password]").fill(server.password)
    page.locator("main button").first.click()
    page.wait_for_url(re.compile(r"/$"))
    return page


def new_words() -> str:
    """Words that stand nowhere yet."""
    return f"We note {new_public_id()}."


class Desk:
    """The secretariat types, in a browser without scripts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.goto("/documents/ga-outcome-2015/")
        label = page.locator(".provision .label a").filter(has_text=re.compile(rf"^{PLACE}$"))
        self.at = (label.get_attribute("href") or "").removeprefix("#p-")
        self.open()

    def open(self) -> None:
        self.page.goto(f"{DESK}?at={self.at}")

    @property
    def text(self) -> str:
        return self.page.locator("#text-field").input_value()

    def save(self, text: str) -> None:
        self.open()
        self.page.locator("#text-field").fill(text)
        self.page.locator("[data-save]").click()
        expect(self.page.locator("#text-field")).to_have_value(text)

    def show_the_room(self) -> None:
        """Have the screen turned to where the desk is."""
        self.open()
        self.page.locator(f"form[action$='{DESK}screen/'] button").first.click()
        self.page.wait_for_load_state()


@pytest.fixture
def desk(context_of: Callable[..., BrowserContext], server: Server) -> Desk:
    """The desk, its paragraph on the screen of the room."""
    desk = Desk(sign_in(context_of(scripts=False), server))
    desk.show_the_room()
    return desk


def words_on(page: Page) -> Locator:
    return page.locator("#wall article .wording").first


def test_what_is_saved_stands_on_the_screen(
    context_of: Callable[..., BrowserContext], server: Server, desk: Desk
) -> None:
    room = sign_in(context_of(), server)
    room.goto(SCREEN)
    outsider = context_of().new_page()
    outsider.goto(SCREEN)
    before = desk.text
    typed = new_words()
    desk.save(f"{before} {typed}")
    expect(words_on(room)).to_contain_text(typed, timeout=5_000)
    expect(room.locator("#wall article ins")).to_contain_text(typed)
    expect(room.locator("#said")).to_contain_text(PLACE)
    expect(outsider.locator("#wall h1")).to_have_text(
        "The room is looking at a text that is not published"
    )
    assert typed not in outsider.content()
    desk.save(before)
    expect(words_on(room)).not_to_contain_text(typed)


def test_a_follower_leaves_and_returns(
    context_of: Callable[..., BrowserContext], server: Server, desk: Desk
) -> None:
    follower = sign_in(context_of(), server)
    follower.goto(SCREEN)
    here = words_on(follower).text_content() or ""
    follower.get_by_role("link", name="Next").click()
    expect(words_on(follower)).not_to_have_text(here)
    expect(follower.locator("#room")).to_have_text(f"The room is at {PLACE}")
    elsewhere = words_on(follower).text_content() or ""
    before = desk.text
    typed = new_words()
    desk.save(f"{before} {typed}")
    follower.wait_for_timeout(1_000)
    expect(words_on(follower)).to_have_text(elsewhere)
    follower.get_by_role("link", name="clean").click()
    follower.get_by_role("link", name="Return to the room").click()
    expect(words_on(follower)).to_contain_text(typed)
    desk.save(before)
    expect(words_on(follower)).not_to_contain_text(typed)


def test_a_network_that_is_cut_comes_back(
    context_of: Callable[..., BrowserContext], server: Server, desk: Desk
) -> None:
    context = context_of()
    follower = sign_in(context, server)
    follower.goto(SCREEN)
    expect(follower.locator("#lost")).to_be_hidden()
    context.set_offline(True)
    expect(follower.locator("#lost")).to_be_visible()
    before = desk.text
    typed = new_words()
    desk.save(f"{before} {typed}")
    expect(words_on(follower)).not_to_contain_text(typed)
    context.set_offline(False)
    expect(words_on(follower)).to_contain_text(typed)
    expect(follower.locator("#lost")).to_be_hidden()
    desk.save(before)


def test_without_scripts_it_shows_how_things_stand(
    context_of: Callable[..., BrowserContext], server: Server, desk: Desk
) -> None:
    follower = sign_in(context_of(scripts=False), server)
    follower.goto(SCREEN)
    before = desk.text
    typed = new_words()
    desk.save(f"{before} {typed}")
    expect(words_on(follower)).not_to_contain_text(typed)
    follower.get_by_role("link", name="Refresh").click()
    expect(words_on(follower)).to_contain_text(typed)
    desk.save(before)


def test_the_screen_is_open_to_everybody(
    context_of: Callable[..., BrowserContext],
    server: Server,
    desk: Desk,
    axe: Callable[[Page], list[str]],
) -> None:
    page = sign_in(context_of(), server)
    for view in ("stands", "changes", "alternatives", "agreed", "clean"):
        page.goto(f"{SCREEN}?view={view}")
        expect(page.locator("#wall")).to_be_visible()
        assert axe(page) == []
