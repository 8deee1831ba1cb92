"""Two drafts compared in a real browser: keys, filters, corrections, the chart, print."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Server

STATEMENT = "/documents/statement/compare/"
PAGES = (
    f"{STATEMENT}?show=matters",
    "/documents/statement/concordance/",
    "/documents/statement/chart/",
    "/documents/vision/concordance/",
    "/documents/vision/chart/",
)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390)])
def test_page_is_sound(
    page: Page, axe: Callable[[Page], list[str]], address: str, theme: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    page.goto(address)
    expect(page.locator("#progress")).to_have_count(0, timeout=30_000)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("forward", "back"), [("j", "k"), ("n", "p")])
def test_keys_go_from_change_to_change(page: Page, forward: str, back: str) -> None:
    page.goto(STATEMENT)
    changes = page.locator("[data-change]")
    expect(changes).to_have_count(9)
    page.keyboard.press(forward)
    expect(changes.nth(0)).to_be_focused()
    page.keyboard.press(forward)
    page.keyboard.press(forward)
    expect(changes.nth(2)).to_be_focused()
    page.keyboard.press(back)
    expect(changes.nth(1)).to_be_focused()


def test_the_secretariat_confirms_a_link_and_takes_it_back_without_javascript(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(base_url=server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/account/login/")
    page.get_by_label("User name").fill(server.username)
    page.get_by_label("Password").fill(server.password)
    page.get_by_role("main").get_by_role("button").click()
    page.goto(f"{STATEMENT}?show=unsure")
    page.get_by_role("button", name=re.compile("^Confirm")).click()
    expect(page.get_by_text("Recorded. The comparison is being computed again.")).to_be_visible()
    # Without JavaScript the page asks by itself how far the comparison is.
    expect(page.get_by_text("confirmed by the secretariat")).to_be_visible(timeout=30_000)
    for _ in range(2):
        page.get_by_role("button", name=re.compile("^Take back")).first.click()
        heading = page.get_by_role("heading", name="Side by side")
        expect(heading).to_be_attached(timeout=30_000)
    expect(page.get_by_text("inferred, 60% sure")).to_be_visible(timeout=30_000)
    context.close()


def test_a_redline_is_printed_with_what_was_deleted_and_inserted(page: Page) -> None:
    page.goto("/documents/vision/compare/")
    page.emulate_media(media="print")
    for name, line in (("ins", "underline"), ("del", "line-through")):
        marked = page.locator(f".cmp {name}").first
        expect(marked).to_be_visible()
        assert line in marked.evaluate("one => getComputedStyle(one).textDecorationLine")
    for hidden in (".facets", ".map", ".concord-window", ".asks"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".chgs").first).to_be_visible()
