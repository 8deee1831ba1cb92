"""The matrix, the outstanding issues and the pictures in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from documents.public_ids import public_id_for
from tests.journeys.conftest import Server

MATRIX = "/documents/vision/status/"
ITEM = public_id_for("vision/C5/7")
PAGES = (
    f"{MATRIX}?text=media",
    f"{MATRIX}?rows=21-40",
    f"{MATRIX}{ITEM}/mpp-5/",
    "/documents/vision/open/",
    "/documents/statement/open/?by=holder",
    "/documents/ga-outcome-2015/open/?by=line",
    "/documents/vision/chart/",
    "/documents/ga-outcome-2015/chart/",
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


def test_rows_come_as_one_scrolls(page: Page) -> None:
    page.goto(f"{MATRIX}?fold=nothing&rows=1-40")
    rows = page.locator('.matrix tr[id^="row-"]')
    before = rows.count()
    for _ in range(30):
        if not page.locator('[data-rows="after"]').count():
            break
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(150)
    expect(page.locator('[data-rows="after"]')).to_have_count(0)
    assert rows.count() > before
    ids = rows.evaluate_all("rows => rows.map(row => row.id)")
    assert len(ids) == len(set(ids))


def test_an_address_with_a_row_reaches_it_wherever_it_is(page: Page) -> None:
    page.goto(f"{MATRIX}?fold=all#row-{ITEM}")
    row = page.locator(f"#row-{ITEM}")
    expect(row).to_be_visible()
    expect(row).to_be_in_viewport()


def test_a_fold_keeps_the_place_of_the_reader(page: Page) -> None:
    page.goto(MATRIX)
    turn = page.locator(".turn.open").first
    row = turn.locator("xpath=ancestor::tr").get_attribute("id")
    turn.click()
    expect(page.locator(f"#{row} .turn")).to_have_attribute("aria-expanded", "false")
    expect(page.locator(f"#{row} .turn")).to_be_focused()
    assert "turned=" in page.url


def test_cells_are_reached_by_keyboard_alone(page: Page) -> None:
    page.goto(f"{MATRIX}?show=alternatives")
    row = page.locator(f"#row-{ITEM}")
    row.locator("a.tit").focus()
    page.keyboard.press("ArrowRight")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    assert first.startswith(f"{MATRIX}{ITEM}/")
    page.keyboard.press("ArrowLeft")
    expect(row.locator("a.tit")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#entry")).to_be_visible()


def test_slash_opens_the_search_and_n_leads_to_what_is_open(page: Page) -> None:
    page.goto(MATRIX)
    page.keyboard.press("/")
    expect(page.locator("#narrow-text")).to_be_focused()
    page.keyboard.type("network security")
    page.keyboard.press("Enter")
    expect(page.locator(f"#row-{ITEM}")).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("n")
    expect(page.locator("h1")).to_have_text("Outstanding issues")
    page.wait_for_load_state("load")
    page.keyboard.press("n")
    expect(page.locator(".picked")).to_have_count(1)


def test_a_phone_shows_one_provision_after_another(page: Page) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"{MATRIX}?show=alternatives")
    row = page.locator(f"#row-{ITEM}")
    assert row.locator("td.none:visible, td.kept:visible").count() == 0
    assert row.locator("td:visible").count() >= 1
    head, cell = row.locator("th").bounding_box(), row.locator("td:visible").first.bounding_box()
    assert head
    assert cell
    assert cell["y"] > head["y"]


def test_everything_works_without_scripts(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=server.url)
    page = context.new_page()
    page.goto(f"{MATRIX}?fold=nothing&rows=1-40")
    page.click('[data-rows="after"]')
    assert "rows=41-240" in page.url
    page.click(".turn >> nth=0")
    assert "turned=" in page.url
    context.close()


@pytest.mark.parametrize("address", [MATRIX, "/documents/vision/open/", "/documents/vision/chart/"])
def test_prints_without_controls(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    for control in (".strip", ".facets", ".narrow", ".bar", "button", ".more"):
        assert page.locator(f"{control}:visible").count() == 0, control
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
