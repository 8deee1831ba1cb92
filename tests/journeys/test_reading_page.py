"""Journeys of a delegate through a text: reading without brackets, resolving, finding a number."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Server

WIDTHS = (1280, 390)


def resolvable(page: Page) -> str:
    """The address of a paragraph with brackets."""
    page.goto("/documents/ga-outcome-2015/")
    link = page.locator("article:has(.bk) a[href*='/try/']").first
    return str(link.get_attribute("href"))


@pytest.mark.parametrize("width", WIDTHS)
def test_brackets_are_hidden_and_shown_again(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/documents/ga-outcome-2015/")
    before = page.locator(".text .bk").count()
    assert before
    reading = page.get_by_role("navigation", name="How to read it")
    reading.get_by_role("link", name="brackets").click()
    expect(page.locator(".text .bk")).to_have_count(0)
    assert "hide=brackets" in page.url
    page.get_by_role("link", name="Show all of it").click()
    expect(page.locator(".text .bk")).to_have_count(before)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_paragraph_is_resolved_with_and_without_scripts(
    browser: Browser, server: Server, page: Page, scripts: bool
) -> None:
    context = browser.new_context(base_url=server.url, java_script_enabled=scripts)
    reader = context.new_page()
    reader.goto(resolvable(page))
    address = reader.url
    sentence = reader.get_by_role("status").first
    before = sentence.inner_text()
    reader.get_by_role("button", name="Keep the words").first.click()
    expect(sentence).not_to_have_text(before)
    assert reader.url == address
    reader.get_by_role("button", name="One step back").click()
    expect(sentence).to_have_text(before)
    context.close()


def test_a_note_is_kept_changed_and_removed(page: Page, server: Server) -> None:
    page.goto("/account/login/?next=/documents/ga-outcome-2015/")
    page.get_by_label("User name").fill(server.username)
    page.get_by_label("Password").fill(server.password)
    page.get_by_role("button", name="Sign in").click()
    line = page.locator("article").nth(3)
    line.locator(".wording p").evaluate(
        "p => getSelection().selectAllChildren(p.firstElementChild ?? p)"
    )
    line.hover()
    line.locator("a[data-note]").click()
    assert page.get_by_label("The words it is about").input_value() != ""
    page.get_by_label("Your note").fill("Ask the capital.")
    page.get_by_role("button", name="Keep it").click()
    note = page.locator(".notes li")
    expect(note).to_contain_text("Ask the capital.")
    expect(page.locator(".noted").first).to_be_visible()
    page.emulate_media(media="print")
    expect(note).to_be_hidden()
    page.emulate_media(media="screen")
    note.get_by_role("link", name="Change").click()
    page.get_by_role("button", name="Remove it").click()
    expect(note).to_have_count(0)


def test_a_link_to_a_paragraph_of_another_draft_leads_to_its_life(page: Page) -> None:
    page.goto("/documents/ga-outcome-2015/")
    page.locator("a[data-history]").first.evaluate("a => a.click()")
    page.wait_for_url(re.compile(r"/provisions/[a-z]{10}/$"))
    own = page.url.rstrip("/").rsplit("/", 1)[1]
    page.goto(f"/documents/vision/#p-{own}")
    page.wait_for_url(re.compile(rf"/provisions/{own}/$"))


def test_on_a_phone_an_entry_of_the_record_is_one_column(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/documents/vision/")
    address = page.locator("a[data-history]").first.get_attribute("href")
    page.goto(str(address))
    starts = (
        page.locator(".record > li")
        .first.locator("> *")
        .evaluate_all("parts => parts.map(part => Math.round(part.getBoundingClientRect().x))")
    )
    assert len(starts) == 3
    assert len(set(starts)) == 1


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(
    page: Page, axe: Callable[[Page], list[str]], width: int, theme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    asked = resolvable(page)
    for address in ("/documents/vision/?hide=alternatives", asked, "/documents/vision/p/7/"):
        page.goto(address)
        assert axe(page) == [], address
