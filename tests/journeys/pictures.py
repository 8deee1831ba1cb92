"""Takes the pictures of the documentation: ``make pictures``. No test is named so that it runs by
itself; each page is taken from a fresh installation at desk width and as a phone shows it."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from documents.public_ids import public_id_for
from tests.journeys.conftest import Server

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SIZES = {"": (1280, 800), "-phone": (390, 780)}
#: The paragraph shown at the desk, by its label.
AT_THE_DESK = "70"
#: What is shown to anybody.
PAGES = {
    "home": "/",
    "document": "/documents/vision/",
    "matrix": "/documents/vision/status/",
    "outstanding": "/documents/vision/open/",
    "provision": f"/provisions/{public_id_for('vision/C5/7')}/",
    "since": "/documents/statement/since/?from=mpp-2",
    "search": "/search/?q=human+rights",
    "pictures": "/documents/vision/chart/",
}


def show_alternatives(page: Page) -> None:
    """Bring the item of C5 with its alternatives to the top."""
    item = page.get_by_role("article").filter(has_text="Continue to promote greater cooperation")
    item.first.evaluate("item => scrollTo(0, item.offsetTop + item.offsetParent.offsetTop - 260)")
    page.wait_for_timeout(300)


ARRANGED: dict[str, Callable[[Page], None]] = {"document": show_alternatives}


def keep(page: Page, name: str) -> None:
    """What the page shows, in as few colours as print well: a third of the bytes."""
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
    taken.quantize(96, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


def take(page: Page, name: str, address: str) -> None:
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        if name in ARRANGED:
            ARRANGED[name](page)
        keep(page, f"{name}{size}")


@pytest.mark.parametrize("name", PAGES)
def test_picture_of(page: Page, name: str) -> None:
    take(page, name, PAGES[name])


def test_picture_in_arabic(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=server.url, locale="ar")
    take(context.new_page(), "arabic", "/documents/vision/open/")
    context.close()


def sign_in(page: Page, server: Server, to: str) -> None:
    page.goto(f"/account/login/?next={to}")
    page.locator("[name=username]").fill(server.username)
    page.locator("[name=password]").fill(server.password)
    page.locator("main button.first").click()


def test_picture_of_following(page: Page, server: Server) -> None:
    sign_in(page, server.account("nadia", "delegate"), "/following/")
    for words in ("human rights", "cybersecurity"):
        page.get_by_label("Watch words").fill(words)
        page.keyboard.press("Enter")
        page.get_by_role("status").wait_for()
    take(page, "following", "/following/")


def test_pictures_of_the_desk_and_the_screen(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in(page, server, "/documents/ga-outcome-2015/")
    link = page.locator(".provision .label a", has_text=re.compile(rf"^{AT_THE_DESK}$"))
    at = (link.get_attribute("href") or "").removeprefix("#p-")
    page.goto(f"/desk/ga-outcome-2015/?at={at}")
    page.locator(".cm-content").wait_for()
    page.locator("#beside").get_by_text("Plenary screen: shows this").wait_for()
    keep(page, "desk")
    page.goto("/screen/ga-informals-2015-12/")
    keep(page, "screen")
