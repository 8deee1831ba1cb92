"""Journeys of readers: by keyboard, by theme, by folding, and without any script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Server


def here(page: Page) -> str:
    """The words of the line where the reader is."""
    return page.locator(".here .wording, .here h2, .here h3, .here h4").first.inner_text()


def test_j_and_k_go_from_provision_to_provision(page: Page) -> None:
    page.goto("/documents/ga-outcome-2015/")
    page.keyboard.press("j")
    first = here(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert here(page).startswith("Recalling the request in paragraph 111")
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert here(page) == first
    page.keyboard.press("k")
    assert here(page) == first
    assert page.locator(".here").evaluate("line => line === document.activeElement")


def test_n_and_p_go_from_open_bracket_to_open_bracket(page: Page) -> None:
    page.goto("/documents/ga-outcome-2015/")
    picked = page.locator(".picked")
    page.keyboard.press("n")
    first = picked.inner_text()
    assert re.fullmatch(r"\[.*\]", first, re.DOTALL)
    page.keyboard.press("n")
    second = picked.inner_text()
    assert second != first
    expect(picked).to_be_in_viewport()
    page.keyboard.press("p")
    assert picked.inner_text() == first
    # every bracket once, however often one presses
    for _ in range(40):
        page.keyboard.press("n")
    assert picked.inner_text().startswith("[2020/2025]")


def test_h_opens_the_history_and_c_the_comparison(page: Page) -> None:
    page.goto("/documents/vision/")
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("h")
    page.wait_for_url(re.compile(r"/provisions/[a-z]{10}/$"))
    expect(page.get_by_role("heading", name="Wordings", exact=True)).to_be_visible()
    page.keyboard.press("c")
    page.wait_for_url("**/documents/vision/compare/")


def test_slash_finds_and_question_mark_lists_the_keys(page: Page) -> None:
    page.goto("/documents/vision/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".here")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("user confidence")
    expect(page.locator(".here")).to_have_count(0)
    page.keyboard.press("Enter")
    found = page.get_by_role("status")
    expect(found).to_contain_text("“user confidence” stands in 1 provision")
    found.get_by_role("link").first.click()
    expect(page.locator(":target")).to_contain_text("Continue to promote greater cooperation")


def test_theme_is_switched_at_once_and_remembered(page: Page) -> None:
    page.goto("/")
    dark = page.get_by_role("button", name="dark")
    dark.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(dark).to_have_attribute("aria-pressed", "true")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(paper) == "rgb(20, 22, 26)"
    page.goto("/meetings/mpp-5/")
    assert page.evaluate(paper) == "rgb(20, 22, 26)"
    as_the_system = page.get_by_role("button", name="as the system")
    as_the_system.click()
    expect(as_the_system).to_have_attribute("aria-pressed", "true")
    page.reload()
    assert page.locator("html").get_attribute("data-theme") is None


def test_a_chapter_is_unfolded_in_place_with_its_own_address(page: Page) -> None:
    page.goto("/documents/vision/status/")
    rows = page.locator(".matrix tbody tr")
    before = rows.count()
    page.evaluate("window.stays = true")
    turn = page.get_by_role("link", name="Unfold C4 Capacity building")
    turn.click()
    folded = page.get_by_role("link", name="Fold C4 Capacity building", exact=True)
    expect(folded).to_be_visible()
    assert rows.count() == before + 6
    assert page.evaluate("window.stays") is True
    assert "turned=" in page.url
    expect(folded).to_be_focused()
    page.go_back()
    expect(turn).to_be_visible()
    assert rows.count() == before


def test_two_drafts_are_compared_while_the_reader_watches(page: Page) -> None:
    page.goto("/documents/vision/compare/")
    page.get_by_label("Earlier").select_option(label="Tunis 2005: Draft of Chapters One and Four")
    page.get_by_label("Later").select_option(index=0)
    page.get_by_role("button", name="Compare", exact=True).click()
    page.get_by_role("button", name="Compare them").click()
    expect(page.get_by_text(re.compile(r"\d+ of \d+ paragraphs compared\.$"))).to_be_visible()
    expect(page.locator(".pair").first).to_be_visible()


def test_signs_in_and_out(page: Page, server: Server) -> None:
    page.goto("/meetings/mpp-2/")
    expect(page.get_by_role("link", name="Sign in")).to_be_in_viewport()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("User name").fill(server.username)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    page.get_by_label("Password").fill(server.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/meetings/mpp-2/")
    page.get_by_role("button", name="sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_the_outline_stands_behind_the_bar_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/documents/vision/")
    outline = page.get_by_role("navigation", name="Outline")
    expect(outline).to_be_hidden()
    page.get_by_role("navigation", name="Shortcuts").get_by_role("link", name="Outline").click()
    expect(outline).to_be_visible()
    outline.get_by_role("link", name=re.compile("^C9")).click()
    expect(page.get_by_role("heading", name="Media")).to_be_in_viewport()


@pytest.fixture
def plain(browser: Browser, server: Server) -> Page:
    """A page of a browser that runs no script."""
    context = browser.new_context(base_url=server.url, java_script_enabled=False)
    context.set_default_timeout(15_000)
    return context.new_page()


def test_everything_is_read_without_scripts(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_role("link", name="WSIS+10 Vision for WSIS Beyond 2015").click()
    title = plain.get_by_role("heading", level=1)
    expect(title).to_have_text("WSIS+10 Vision for WSIS Beyond 2015")
    plain.get_by_role("link", name="Matrix", exact=True).click()
    plain.get_by_role("link", name="Unfold C4 Capacity building").click()
    expect(plain.get_by_role("link", name="Fold C4 Capacity building", exact=True)).to_be_visible()
    plain.get_by_role("link", name="not agreed 14").click()
    expect(plain.locator(".matrix .leaf")).to_have_count(14)
    plain.get_by_role("button", name="dark").click()
    expect(plain.locator("html")).to_have_attribute("data-theme", "dark")
    assert plain.url.endswith("/documents/vision/status/?show=not-agreed")


def test_a_comparison_is_asked_for_and_awaited_without_scripts(plain: Page) -> None:
    plain.goto("/documents/statement/compare/")
    plain.get_by_label("Earlier").select_option(label="Vision: Annex Two: Chapter C")
    plain.get_by_label("Later").select_option(index=0)
    plain.get_by_role("button", name="Compare", exact=True).click()
    plain.get_by_role("button", name="Compare them").click()
    expect(plain.locator(".pair").first).to_be_visible()
