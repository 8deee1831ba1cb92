"""A file is sent, reviewed beside what was understood, left, found again, and brought in."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Server

IMPORT = "/documents/statement/import/"


def word_file() -> bytes:
    """A further draft of two paragraphs of S2/C, with what a ministry does to a file."""
    file = docx.Document()
    file.add_heading("Challenges", 1)
    paragraph = file.add_paragraph("10. The need for the necessary legal, policy and regulatory ")
    paragraph.add_run("frameworks ").font.strike = True
    paragraph.add_run("using appropriate process, [including multistakeholder approaches].")
    paragraph = file.add_paragraph()
    run = paragraph.add_run("11. Ensuring that access to information stays open to all people.")
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    file.add_comment(paragraph.runs, "Whose words?", author="Chair")
    opened = io.BytesIO()
    file.save(opened)
    return opened.getvalue()


def sign_in(page: Page, server: Server, then: str) -> None:
    page.goto(f"/account/login/?next={then}")
    page.get_by_label("User name").fill(server.username)
    page.get_by_label("Password").fill(server.password)
    page.get_by_role("button", name="Sign in").click()


def send(page: Page, name: str) -> None:
    page.locator("#file").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": word_file()}
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 390)])
def test_the_pages_are_sound(
    page: Page, server: Server, axe: Callable[[Page], list[str]], theme: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    sign_in(page, server, IMPORT)
    assert axe(page) == []
    send(page, f"sound-{theme}.docx")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Drop the file").click()
    expect(page.get_by_role("status")).to_contain_text("was dropped")


def test_a_file_is_reviewed_left_and_brought_in(page: Page, server: Server) -> None:
    sign_in(page, server, "/documents/statement/")
    page.get_by_role("link", name="Bring a draft in").click()
    send(page, "Rev 3.docx")
    struck = page.locator(".imp", has_text="legal, policy").first
    expect(struck.locator("s")).to_have_text("frameworks ")
    expect(struck.locator(".imp-words")).to_contain_text("frameworks")
    page.get_by_label("yellow").select_option(label="agreed ad referendum")
    page.get_by_label("Words struck out").select_option(label="leave out")
    page.get_by_label("Symbol").fill("S3/C")
    page.get_by_role("button", name="Keep the answers").last.click()
    expect(page.get_by_role("status")).to_contain_text("Kept")
    expect(page.locator(".imp-words", has_text="legal, policy")).not_to_contain_text("frameworks")
    page.goto(IMPORT)
    page.get_by_role("link", name="Rev 3.docx").click()
    expect(page.get_by_label("Symbol")).to_have_value("S3/C")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was written")
    page.get_by_label("Status as of").fill("2014-01-31")
    for box in page.locator(".imp-end input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("status")).to_contain_text("Brought in as draft")
    expect(page.locator("body")).to_contain_text("S3/C")


def test_all_of_it_works_without_scripts(page: Page, server: Server) -> None:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(base_url=server.url, java_script_enabled=False)
    plain = context.new_page()
    sign_in(plain, server, IMPORT)
    send(plain, "plain.docx")
    plain.locator(".imp-asks select").first.select_option(label="no text")
    plain.get_by_role("button", name="Keep the answers").last.click()
    expect(plain.locator(".imp.out", has_text="Challenges")).to_have_count(1)
    plain.get_by_role("button", name="Drop the file").click()
    expect(plain.get_by_role("link", name="plain.docx")).to_have_count(0)
    context.close()
