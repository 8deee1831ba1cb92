"""What a person meets first: the home page, the door for the secretariat, the API to try."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Server


def test_the_printed_password_opens_the_door(page: Page, server: Server) -> None:
    page.goto("/account/login/")
    page.get_by_label("User name").fill(server.username)
    page.get_by_label("Password").fill(server.password)
    page.get_by_role("main").get_by_role("button").click()
    expect(page).to_have_url(f"{server.url}/")
    page.get_by_role("button", name=re.compile("sign out", re.IGNORECASE)).click()
    expect(page).to_have_url(f"{server.url}/")


def test_another_password_does_not(page: Page, server: Server) -> None:
    page.goto("/account/login/")
    page.get_by_label("User name").fill(server.username)
    page.get_by_label("Password").fill(f"not {server.password}")
    page.get_by_role("main").get_by_role("button").click()
    expect(page).to_have_url(f"{server.url}/account/login/")


def test_the_programming_interface_can_be_tried(page: Page) -> None:
    page.goto("/api/v1/docs/")
    operations = page.locator(".opblock")
    expect(operations.first).to_be_visible()
    operations.first.get_by_role("button").first.click()
    expect(page.get_by_role("button", name="Try it out")).to_be_visible()


def test_static_files_are_named_after_their_content_and_kept_for_ever(page: Page) -> None:
    page.goto("/")
    sheet = page.locator("link[rel=stylesheet]").first.get_attribute("href")
    assert sheet is not None
    assert re.fullmatch(r"/static/.+\.[0-9a-f]{12}\.css", sheet)
    answer = page.request.get(sheet)
    assert answer.headers["cache-control"] == "max-age=315360000, public, immutable"
