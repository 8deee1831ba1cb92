"""A delegate reads in Arabic: from the text to what is followed, on a phone and at a desk, by
keyboard; the page reads from the right, the words of the text from the left."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Server

PHONE, DESK = (390, 844), (1280, 900)
VISION = "/documents/vision/"
#: How far the start of an element is from the start of the page, read from the right.
FROM_THE_RIGHT = "one => innerWidth - one.getBoundingClientRect().right"
DIRECTION = "one => getComputedStyle(one).direction"


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def sized(request: pytest.FixtureRequest, page: Page) -> Page:
    """The page at each size."""
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    return page


def choose_arabic(page: Page) -> None:
    """By the switch at the foot."""
    page.get_by_role("button", name="العربيّة").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "ar")


def follow(page: Page, address: str) -> None:
    """A link to another view, by keyboard."""
    page.locator(f'.views a[href^="{address}"]').first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}*")


def look(page: Page, axe: Callable[[Page], list[str]]) -> None:
    """It speaks Arabic from the right, nothing hangs over, axe finds nothing."""
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "ar")
    expect(html).to_have_attribute("dir", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
    assert page.locator("h1").evaluate(FROM_THE_RIGHT) < 80, page.url
    assert axe(page) == [], page.url


def read_from_the_left(page: Page, places: str) -> None:
    """English words there run from the left, whatever the page does."""
    found = page.locator(places)
    expect(found.first).to_be_visible()
    assert set(found.evaluate_all(f"all => all.map({DIRECTION})")) == {"ltr"}


def test_from_the_text_to_what_is_open(sized: Page, axe: Callable[[Page], list[str]]) -> None:
    page = sized
    page.goto(VISION)
    choose_arabic(page)
    expect(page).to_have_url(re.compile(f"{VISION}$"))
    look(page, axe)
    read_from_the_left(page, ".provision .wording > p[lang=en]")
    follow(page, f"{VISION}status/")
    expect(page.get_by_role("heading", level=1)).to_have_text("ما اتُّفق عليه، اجتماعاً اجتماعاً")
    look(page, axe)
    read_from_the_left(page, ".matrix th .tit")
    first, cell = page.locator(".matrix tbody tr").nth(1).locator("th, td").all()[:2]
    assert first.evaluate(FROM_THE_RIGHT) <= cell.evaluate(FROM_THE_RIGHT)
    follow(page, f"{VISION}open/")
    expect(page.get_by_role("heading", level=1)).to_have_text("المسائل المعلقة")
    look(page, axe)
    read_from_the_left(page, ".open-issue .wording > p:not(.absent)")
    dd = page.locator(".open-issue .disputed dd").first
    expect(dd).to_contain_text("[")
    assert dd.evaluate(DIRECTION) == "ltr"


def test_searching_in_arabic(sized: Page, axe: Callable[[Page], list[str]]) -> None:
    page = sized
    page.goto("/")
    choose_arabic(page)
    page.locator("#seek").fill("human rights")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=human+rights")
    expect(page.locator(".result").first).to_contain_text("rights")
    look(page, axe)
    read_from_the_left(page, ".result .found")


def test_what_changed_is_followed_in_arabic(
    sized: Page, server: Server, axe: Callable[[Page], list[str]]
) -> None:
    page = sized
    who = server.account("layla", "delegate")
    page.goto("/account/login/?next=/")
    choose_arabic(page)
    page.locator("[name=username]").fill(who.username)
    page.locator("[name=password]").fill(who.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.url}/")
    page.goto(f"{VISION}since/?from=mpp-4")
    look(page, axe)
    page.locator('main a[href^="/following/watch/"]').first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/following/watch/*")
    look(page, axe)
    page.locator("main button.first").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/following/*")
    page.locator("#word").fill("حقوق الإنسان")
    page.keyboard.press("Enter")
    expect(page.locator(".watches li", has_text="حقوق الإنسان")).to_have_count(1)
    look(page, axe)
