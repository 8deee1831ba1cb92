"""A text of two thousand provisions: its parts as one scrolls, by links, by keys, in print."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from documents.public_ids import public_id_for
from tests.journeys.conftest import Server

PAGE = "/documents/long-text/"
#: Chapters have fifty provisions, windows up to four hundred: this is far down.
FAR = public_id_for("long-text/30/33")
WIDTHS = (1280, 390)
#: A machine that does a good deal else takes its time to write hundreds of lines.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def _with_patience(page: Page) -> None:
    page.set_default_timeout(PATIENCE)


@pytest.fixture(scope="module", autouse=True)
def _long_text(server: Server) -> None:
    grow = "from tests.bench.reading import grow; grow('long', 2_000)"
    server.manage("shell", "--verbosity=0", "-c", grow)


def lines(page: Page) -> list[str]:
    found: list[str] = page.locator("[data-line]").evaluate_all("all => all.map(one => one.id)")
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_parts_come_as_one_scrolls(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(PAGE)
    first = lines(page)
    assert 200 <= len(first) <= 400
    page.locator("[data-line]").last.evaluate("one => one.scrollIntoView()")
    page.wait_for_function(
        "number => document.querySelectorAll('[data-line]').length > number", arg=len(first)
    )
    found = lines(page)
    assert found[: len(first)] == first
    assert len(found) == len(set(found))
    expect(page.locator('[data-rows="before"]')).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS)
def test_parts_are_read_without_scripts(browser: Browser, server: Server, width: int) -> None:
    context = browser.new_context(
        base_url=server.url, java_script_enabled=False, viewport={"width": width, "height": 844}
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(PAGE)
    page.get_by_role("link", name="The next part").click()
    page.wait_for_url(re.compile(r"\?at=[a-z]{10}$"))
    expect(page.locator("[data-line] h2").first).to_have_text("Chapter 9")
    page.get_by_role("link", name="The part before").click()
    expect(page.locator("[data-line] h2").first).to_have_text("Chapter 1")
    context.close()


def test_a_link_to_a_provision_far_down_leads_there(page: Page) -> None:
    for address in (f"{PAGE}#p-{FAR}", f"{PAGE}?at={FAR}", f"{PAGE}?find=of+30%2F33"):
        page.goto(address)
        if "find" in address:
            page.locator(".notice").get_by_role("link").first.click()
        line = page.locator(f"#p-{FAR}")
        expect(line).to_be_in_viewport()
        assert page.locator("[data-line]").count() <= 800


def test_a_link_to_what_is_not_in_the_text_leads_to_its_own_page(page: Page) -> None:
    page.goto("/documents/vision/")
    own = str(page.locator("article").first.get_attribute("id")).removeprefix("p-")
    page.goto(f"{PAGE}#p-{own}")
    page.wait_for_url(re.compile(rf"/provisions/{own}/"))


def test_the_outline_leads_to_every_part(page: Page) -> None:
    page.goto(PAGE)
    page.locator("#outline a", has_text="Chapter 30").click()
    head = page.get_by_role("heading", name="Chapter 30", exact=True)
    expect(head).to_be_in_viewport()
    expect(page.locator("#outline a[aria-current]")).to_contain_text("Chapter 30")


def test_keys_go_on_into_the_next_part_and_back(page: Page) -> None:
    page.goto(f"{PAGE}?at={FAR}")
    page.locator("[data-line]").last.evaluate("one => { location.hash = one.id; }")
    last = page.evaluate("location.hash.slice(1)")
    page.keyboard.press("j")
    here = page.locator(".here")
    expect(here).not_to_have_attribute("id", last)
    expect(here).to_have_count(1)
    page.goto(f"{PAGE}?at={FAR}")
    top = page.locator("[data-line]").first
    top.evaluate("one => { location.hash = one.id; }")
    first = str(top.get_attribute("id"))
    page.keyboard.press("k")
    page.wait_for_url(lambda url: f"at={FAR}" not in url and first not in url)
    expect(page.locator("[data-line]:target")).to_be_in_viewport()
    expect(page.locator(f"#{first}")).to_have_count(0)


def test_a_print_of_a_part_says_that_it_is_one(page: Page) -> None:
    page.goto(PAGE)
    page.emulate_media(media="print")
    expect(page.locator(".more").last).to_contain_text("Part 1 of 5 of this text ends here.")
    expect(page.get_by_role("link", name="The whole text")).to_have_attribute("href", "?at=all")
