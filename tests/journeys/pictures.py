"""Takes the pictures of the README from a running installation:
``python -m tests.journeys.pictures http://127.0.0.1:8000 PASSWORD``, after ``make run``, which
prints the password."""

import os
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: The paragraph shown at the desk, by its label.
AT_THE_DESK = "70"


def show_alternatives(page: Page) -> None:
    """Bring the item of C5 with its alternatives to the top."""
    item = page.get_by_role("article").filter(has_text="Continue to promote greater cooperation")
    item.first.evaluate("item => scrollTo(0, item.offsetTop + item.offsetParent.offsetTop - 260)")


def show_desk(page: Page, address: str, password: str) -> None:
    """A paragraph of the rolling text, with its brackets, at the desk."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}/account/login/?next=/documents/ga-outcome-2015/")
    page.locator("[name=username]").fill("secretariat")
    page.locator("[name=password]").fill(password)
    page.locator("main button.first").click()
    link = page.locator(".provision .label a", has_text=re.compile(rf"^{AT_THE_DESK}$"))
    at = (link.get_attribute("href") or "").removeprefix("#p-")
    page.goto(f"{address}/desk/ga-outcome-2015/?at={at}")
    page.locator(".cm-content").wait_for()
    page.locator("#beside").get_by_text("Plenary screen: shows this").wait_for()
    page.screenshot(path=PICTURES / "desk.png")


def show_screen(page: Page, address: str) -> None:
    """What the room sees of it."""
    page.goto(f"{address}/screen/ga-informals-2015-12/")
    page.screenshot(path=PICTURES / "screen.png")


def main(address: str, password: str = "") -> None:
    """Write ``document.png`` and ``matrix.png``; with the password of ``secretariat`` also
    ``desk.png`` and ``screen.png``."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 960})
        page.goto(f"{address}/documents/vision/")
        show_alternatives(page)
        page.wait_for_timeout(300)
        page.screenshot(path=PICTURES / "document.png")
        page.goto(f"{address}/documents/vision/status/")
        page.screenshot(path=PICTURES / "matrix.png")
        if password:
            show_desk(page, address, password)
            show_screen(page, address)
        browser.close()


if __name__ == "__main__":
    main((sys.argv[1:] or ["http://127.0.0.1:8000"])[0].rstrip("/"), *sys.argv[2:3])
