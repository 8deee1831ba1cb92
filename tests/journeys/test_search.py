"""The search in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Server

PAGES = (
    "/search/",
    "/search/?q=digital+divide",
    "/search/?q=rights&inside=1&document=vision&status=pending",
    "/search/?q=annex&kind=decision",
    "/search/?q=unheard",
)
PHONE, DESK = (390, 844), (1280, 900)


@pytest.mark.parametrize("address", PAGES)
def test_is_sound_at_a_desk_and_on_a_phone(
    page: Page, axe: Callable[[Page], list[str]], address: str
) -> None:
    for theme, (width, height) in (("light", DESK), ("dark", PHONE)):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert axe(page) == [], theme


def test_slash_leads_from_any_page_to_the_words_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    expect(page.locator("#seek")).to_be_focused()
    page.keyboard.type('"human rights"')
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("results")
    page.keyboard.press("j")
    expect(page.locator(".result.here")).to_have_count(1)
    expect(page.locator(".result .hit").first).to_have_text("human rights")
    page.locator(".result.here h2 a").focus()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_contain_text("human rights", ignore_case=True)


def test_brackets_only_and_filters(page: Page) -> None:
    page.goto("/search/?q=rights")
    before = page.locator(".tally").inner_text()
    page.get_by_label("inside brackets only").check()
    page.locator("summary").click()
    page.get_by_label("Document").select_option("vision")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".tally")).not_to_have_text(before)
    found = page.locator(".result .found").all_inner_texts()
    assert found
    assert all("[" in words for words in found)
    page.get_by_role("link", name="newest first").click()
    expect(page.get_by_label("inside brackets only")).to_be_checked()


def test_works_without_scripts(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("#seek").fill("broadband")
    page.locator("#seek").press("Enter")
    assert page.locator(".result").count() > 0
    context.close()


def test_reads_from_right_to_left(page: Page, axe: Callable[[Page], list[str]]) -> None:
    for size in (DESK, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto("/search/?q=digital+divide")
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert axe(page) == []
        field = page.locator("#q").bounding_box()
        button = page.locator(".sought button").bounding_box()
        assert field
        assert button
        assert button["x"] < field["x"] or button["y"] > field["y"]
