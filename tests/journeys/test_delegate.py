"""A delegate's minute at midnight, on a phone and at a desk: what was agreed, what is open and who
holds it, what changed, what the disputed words are."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Server

PHONE, DESK = (390, 844), (1280, 900)


@pytest.fixture(scope="session")
def delegate(server: Server) -> Server:
    """The installation, for a delegate."""
    return server.account("nadia", "delegate")


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def sized(request: pytest.FixtureRequest, page: Page) -> Page:
    """The page at each size."""
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    return page


def sign_in(page: Page, who: Server, to: str = "/") -> None:
    page.goto(f"/account/login/?next={to}")
    page.locator("[name=username]").fill(who.username)
    page.locator("[name=password]").fill(who.password)
    page.locator("main button").first.click()
    page.wait_for_url(f"**{to}")


def look(page: Page, axe: Callable[[Page], list[str]]) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
    assert axe(page) == [], page.url


@pytest.mark.parametrize("role", ["anybody", "delegate"])
def test_a_minute_from_the_first_page(
    sized: Page, delegate: Server, role: str, axe: Callable[[Page], list[str]]
) -> None:
    page = sized
    if role == "delegate":
        sign_in(page, delegate)
    page.goto("/")
    page.get_by_role("link", name="What was decided there").click()
    expect(page.locator("#decided .counts")).to_have_text(re.compile("40 suggested for closure"))
    look(page, axe)
    page.get_by_role("link", name="What is open").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Outstanding issues")
    look(page, axe)
    page.goto("/")
    page.get_by_role("link", name=re.compile(r"^Open: 14")).click()
    first = page.locator(".open-issue").first
    expect(first.locator(".disputed dd").first).to_contain_text("[")
    expect(first.locator(".state")).to_contain_text("since")
    page.get_by_role("link", name="holder", exact=True).click()
    expect(page.get_by_role("heading", level=2).last).to_contain_text("Nobody holds it")
    page.goto("/")
    page.get_by_role("link", name=re.compile("^What changed ?: Vision")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What changed since")
    look(page, axe)


def test_pictures_stand_where_one_reads(sized: Page, axe: Callable[[Page], list[str]]) -> None:
    page = sized
    page.goto("/documents/vision/")
    page.get_by_text("provisions agreed at").click()
    expect(page.locator(".standing .far li").first).to_be_visible()
    look(page, axe)
    page.goto("/processes/wsis10/")
    page.get_by_text("Chapter by chapter: Vision").click()
    expect(page.get_by_role("link", name="C Action lines")).to_be_visible()
    page.get_by_role("link", name=re.compile("Annex Two.*55 open brackets")).focus()
    look(page, axe)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vision")


def test_work_is_given_out_by_keyboard_and_stands_in_the_list(
    sized: Page, server: Server, axe: Callable[[Page], list[str]]
) -> None:
    page = sized
    sign_in(page, server, "/documents/vision/open/")
    page.get_by_role("link", name=re.compile("^Give out work")).first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("What it waits for").fill("A text from the friends of the chair")
    page.get_by_label("Small group").fill("Friends of the chair")
    look(page, axe)
    page.get_by_role("button", name="Give it out").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Given out")
    page.get_by_role("link", name="small group", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("Friends of the chair"))).to_be_visible()


def test_an_address_is_entered_and_waits_for_its_mail(
    sized: Page, delegate: Server, axe: Callable[[Page], list[str]]
) -> None:
    page = sized
    sign_in(page, delegate, "/following/")
    page.get_by_label("Your address").fill("nadia@example.org")
    page.get_by_role("button", name="Save the address").click()
    expect(page.get_by_role("status")).to_contain_text(
        re.compile("A mail (is on its way|was sent)")
    )
    expect(page.get_by_role("status")).to_be_in_viewport()
    expect(page.get_by_text("Your account has no address for mails")).to_be_visible()
    look(page, axe)
