"""What changed since, watching and being told, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Server

SINCE = "/documents/vision/since/"
PHONE, DESK = (390, 844), (1280, 900)


@pytest.fixture
def clerk(page: Page, server: Server) -> Page:
    """The page, signed in."""
    page.goto("/account/login/?next=/following/")
    page.locator("[name=username]").fill(server.username)
    page.locator("[name=password]").fill(server.password)
    page.locator("main button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Following")
    return page


def look(page: Page, axe: Callable[[Page], list[str]], address: str) -> None:
    for theme, (width, height) in (("light", DESK), ("dark", PHONE)):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert axe(page) == [], (address, theme)


def test_since_is_sound_at_a_desk_and_on_a_phone(
    page: Page, axe: Callable[[Page], list[str]]
) -> None:
    for address in (SINCE, f"{SINCE}?from=mpp-2", "/documents/ga-outcome-2015/since/"):
        look(page, axe, address)


def test_since_a_moment_is_chosen_from_a_list(page: Page) -> None:
    page.goto("/documents/vision/")
    page.get_by_role("link", name="Since", exact=True).click()
    page.get_by_label("Since", exact=True).select_option("mpp-2")
    page.get_by_role("button", name="Show").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What changed since")
    expect(page).to_have_url(f"{page.url.partition('/documents')[0]}{SINCE}?from=mpp-2")


def test_watching_by_keyboard_and_without_script(
    clerk: Page, browser: Browser, server: Server, axe: Callable[[Page], list[str]]
) -> None:
    plain = browser.new_context(
        base_url=server.url, java_script_enabled=False, storage_state=clerk.context.storage_state()
    )
    page = plain.new_page()
    page.goto(SINCE)
    page.get_by_role("link", name="Watch this document").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Watch").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("You watch it from now on.")
    page.get_by_label("Watch words").fill("human rights")
    page.keyboard.press("Enter")
    expect(page.locator(".watches li")).to_have_count(2)
    page.get_by_label("How often").select_option("daily")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("How often")).to_have_value("daily")
    plain.close()
    look(clerk, axe, "/following/")
    look(clerk, axe, "/following/watch/?document=vision")
