"""Takes the pictures of the README from a running installation:
``python -m tests.journeys.pictures http://127.0.0.1:8000``, after ``make run``."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def show_alternatives(page: Page) -> None:
    """Bring the item of C5 with its alternatives to the top."""
    item = page.get_by_role("article").filter(has_text="Continue to promote greater cooperation")
    item.first.evaluate("item => scrollTo(0, item.offsetTop + item.offsetParent.offsetTop - 260)")


def main(address: str) -> None:
    """Write ``document.png`` and ``matrix.png``."""
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
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
