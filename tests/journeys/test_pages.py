"""Each page opened in a real browser: in both themes, at a desk and on a phone."""

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page

from documents.public_ids import public_id_for

PAGES = (
    "/",
    "/processes/wsis10/",
    "/documents/vision/",
    "/documents/statement/",
    "/documents/tunis-2005/",
    "/documents/ga-outcome-2015/",
    "/documents/vision/?meeting=mpp-4",
    "/documents/vision/?find=media",
    "/documents/vision/status/",
    "/documents/vision/status/?fold=nothing",
    "/documents/ga-outcome-2015/status/?show=contradictions",
    "/documents/tunis-2005/status/",
    "/documents/statement/compare/",
    "/documents/statement/compare/?view=inline",
    "/documents/ga-outcome-2015/compare/",
    "/documents/vision/problems/",
    f"/provisions/{public_id_for('vision/C5/7')}/",
    "/meetings/mpp-1/",
    "/meetings/mpp-2/",
    "/meetings/mpp-5/",
    "/action-lines/",
    "/action-lines/C5/",
    "/action-lines/C7-e-health/",
    "/account/login/",
)
REFUSALS = ("/documents/visions/", "/documents/vision/?draft=1")
SIZES = {"desk": (1440, 900), "phone": (390, 844)}
MODES = tuple(product(("light", "dark"), SIZES))
#: Between them they show both themes and both sizes; axe takes its time on a long text.
EXAMINED = {("light", "desk"), ("dark", "phone")}


def open_page(page: Page, address: str, theme: str, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=theme)
    page.goto(address)


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("address", PAGES + REFUSALS)
def test_page_is_sound_in_every_theme_and_size(
    page: Page, axe: Callable[[Page], list[str]], address: str
) -> None:
    for theme, size in MODES:
        open_page(page, address, theme, size)
        assert page.locator("h1").count() == 1
        assert overflow(page) <= 0, (theme, size)
        if (theme, size) in EXAMINED:
            assert axe(page) == [], (theme, size)


@pytest.mark.parametrize("address", ["/documents/vision/", "/documents/vision/status/"])
def test_print_has_no_controls(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    for control in (".strip", ".rail", ".outline", ".bar", ".facets", "button", ".acts"):
        assert page.locator(f"{control}:visible").count() == 0, control


def test_a_print_of_the_document_is_paged_with_its_head(page: Page) -> None:
    page.goto("/documents/ga-outcome-2015/")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
