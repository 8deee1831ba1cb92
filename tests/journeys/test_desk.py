"""The desk in a real browser: two people, brackets, keys, lost connections and logins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.journeys.conftest import Server

DESK = "/desk/ga-outcome-2015/"
THEMES = ("light", "dark")
#: A machine that does a good deal else takes its time.
expect.set_options(timeout=20_000)
ARABIC = "نحن نتفق على [تعزيز] التعاون."


class Person:
    """Somebody of the secretariat at a browser of their own, signed in."""

    def __init__(self, context: BrowserContext, server: Server, errors: list[str]) -> None:
        self.context, self.server = context, server
        self.page = context.new_page()
        self.page.on("console", lambda message: note(message, errors))
        self.page.on("pageerror", lambda error: errors.append(str(error)))
        self.sign_in()

    def sign_in(self, then: str = "/") -> None:
        self.page.goto(f"/account/login/?next={then}")
        self.page.locator("[name=username]").fill(self.server.username)
        self.page.locator("[name=password]").fill(self.server.password)
        self.page.locator("main button.first").click()

    def open(self, label: str) -> None:
        """Open the paragraph of that label at the desk."""
        self.page.goto("/documents/ga-outcome-2015/")
        link = self.page.locator(".provision .label a", has_text=re.compile(rf"^{label}$"))
        at = (link.get_attribute("href") or "").removeprefix("#p-")
        self.page.goto(f"{DESK}?at={at}")

    def open_ready(self, label: str) -> None:
        """The same, with the script at work."""
        self.open(label)
        expect(self.page.locator(".desk[data-ready]")).to_be_visible()
        expect(self.page.locator(".cm-content")).to_be_visible()

    @property
    def text(self) -> str:
        return self.page.locator("#text-field").input_value()

    def write(self, text: str) -> None:
        """Write this in place of what is there."""
        self.page.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def save(self) -> None:
        self.page.locator("[data-save]").click()

    def put_caret(self, words: str) -> None:
        """Put the caret just inside the words, by keys alone."""
        self.page.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+Home")
        for _ in range(self.text.index(words) + 1):
            self.page.keyboard.press("ArrowRight")


def note(message: ConsoleMessage, errors: list[str]) -> None:
    """What the browser reports as an error, refused requests apart: those are asked for here."""
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        errors.append(message.text)


@pytest.fixture
def arrive(browser: Browser, server: Server) -> Iterator[Callable[..., Person]]:
    """People who come to the desk; no page of theirs may report an error."""
    opened: list[BrowserContext] = []
    errors: list[str] = []

    def person(username: str = "", *, role: str = "secretariat", scripts: bool = True) -> Person:
        context = browser.new_context(base_url=server.url, java_script_enabled=scripts)
        context.set_default_timeout(20_000)
        opened.append(context)
        account = server.account(username, role) if username else server
        return Person(context, account, errors)

    yield person
    for context in opened:
        context.close()
    assert errors == []


def said(person: Person, words: str) -> None:
    expect(person.page.locator("#news")).to_contain_text(words)


def test_brackets_are_lifted_put_and_undone_by_buttons_and_keys(
    arrive: Callable[..., Person],
) -> None:
    clerk = arrive()
    clerk.open_ready("13")
    page, before = clerk.page, clerk.text
    assert page.locator(".cm-content .bk.d1").count() > 0
    inside = before[before.index("[") + 1 :].split("]")[0]
    clerk.put_caret(f"[{inside[:6]}")
    expect(page.locator(".cm-content .partner")).to_have_count(2)
    page.keyboard.press("Alt+l")
    expect(page.locator("#count")).to_contain_text("No open brackets")
    assert clerk.text == before.replace("[", "").replace("]", "")
    clerk.save()
    said(clerk, "Saved: edit")
    expect(page.locator("#beside .log")).to_contain_text("Bracket lifted")
    page.keyboard.press("Escape")
    page.locator(".desk").focus()
    page.keyboard.press("z")
    expect(page.locator(".messages")).to_contain_text("undone")
    assert clerk.text == before
    clerk.write("We agree [to act.")
    expect(page.locator(".cm-content .ghost")).to_have_text("]")
    expect(page.locator(".reading .problems")).to_contain_text("opened and never closed")
    page.get_by_role("button", name="Close it with ] at the end").click()
    expect(page.locator(".cm-content .ghost")).to_have_count(0)
    assert clerk.text == "We agree [to act]."


def test_two_edits_apart_are_joined(arrive: Callable[..., Person]) -> None:
    one, other = arrive(), arrive()
    one.open_ready("20")
    other.open("20")
    before = one.text
    first, last = before.split()[0], before.rstrip(".").split()[-1]
    other.page.context.set_offline(True)  # so that it learns of the other only by saving
    other.write(f"{before[: before.rindex(last)]}{last} today.")
    one.write(f"Indeed, {before}")
    one.save()
    said(one, "Saved: edit")
    other.page.context.set_offline(False)
    other.save()
    said(other, "joined with what another person saved")
    assert other.text.startswith(f"Indeed, {first}")
    assert other.text.endswith(f"{last} today.")


def test_two_edits_of_the_same_words_are_shown_and_a_person_decides(
    arrive: Callable[..., Person],
) -> None:
    one, other = arrive(), arrive()
    one.open_ready("21")
    other.open_ready("21")
    before = one.text
    other.page.context.set_offline(True)
    first = before.split()[0]
    other.write(before.replace(first, "Yours", 1))
    one.write(before.replace(first, "Mine", 1))
    one.save()
    said(one, "Saved: edit")
    other.page.context.set_offline(False)
    other.save()
    sides = other.page.locator("#sides")
    expect(sides).to_contain_text("in the same place as yours")
    expect(sides.locator("ins").first).to_have_text("Yours")
    assert other.text == before.replace(first, "Yours", 1)
    expect(other.page.locator(".cm-content")).to_be_visible()
    other.write(before.replace(first, "Ours", 1))
    other.save()
    said(other, "Saved: edit")
    assert other.text == before.replace(first, "Ours", 1)


def test_an_expired_login_loses_nothing(arrive: Callable[..., Person]) -> None:
    clerk = arrive()
    clerk.open_ready("22")
    page, address = clerk.page, clerk.page.url
    text = f"{clerk.text} Typed before the login expired."
    clerk.write(text)
    clerk.context.clear_cookies(name="sessionid")
    clerk.save()
    expect(page.locator("#kept-text")).to_have_value(text)
    page.goto(address)
    page.locator("[name=username]").fill(clerk.server.username)
    page.locator("[name=password]").fill(clerk.server.password)
    page.locator("main button.first").click()
    said(clerk, "typed a text here that was not saved")
    page.get_by_role("button", name="Put it back into the field").click()
    assert clerk.text == text
    clerk.save()
    said(clerk, "Saved: edit")
    page.reload()
    expect(page.locator(".cm-content")).to_contain_text("before the login expired")
    expect(page.locator("#news")).to_be_empty()


def test_a_cut_network_loses_nothing(arrive: Callable[..., Person]) -> None:
    clerk = arrive()
    clerk.open_ready("23")
    text = f"{clerk.text} Typed while the network was cut."
    clerk.context.set_offline(True)
    clerk.write(text)
    clerk.save()
    said(clerk, "nothing was saved. What you typed is kept")
    assert clerk.text == text
    clerk.context.set_offline(False)
    said(clerk, "The connection is back")
    clerk.page.reload()
    said(clerk, "typed a text here that was not saved")
    clerk.page.get_by_role("button", name="Put it back into the field").click()
    clerk.save()
    said(clerk, "Saved: edit")


def test_keyboard_only_from_opening_a_provision_to_agreeing_it(
    arrive: Callable[..., Person],
) -> None:
    clerk = arrive()
    clerk.open_ready("31")
    page = clerk.page
    page.keyboard.press("j")
    expect(page.locator("#field-title")).to_contain_text("32")
    expect(page.locator(".desk[data-ready]")).to_be_visible()
    expect(page.locator(".cm-content")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("lift the bracket at the caret")
    page.keyboard.press("Escape")
    while "[" in clerk.text:
        left = clerk.text.count("[")
        page.keyboard.press("n")
        page.keyboard.press("Alt+l")
        page.wait_for_function(
            "left => document.getElementById('text-field').value.split('[').length - 1 < left",
            arg=left,
        )
        page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    said(clerk, "Saved: edit")
    page.keyboard.press("g")
    expect(page.locator("[data-gavel]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("Recorded: agreed")
    expect(page.locator("#where")).to_contain_text("agreed")


def test_everything_works_without_javascript(arrive: Callable[..., Person]) -> None:
    clerk = arrive(scripts=False)
    clerk.open("48")
    page, before = clerk.page, clerk.text
    assert page.locator(".cm-content").count() == 0
    page.locator(".brackets").get_by_role("button", name="Lift", exact=True).first.click()
    assert clerk.text.count("[") == before.count("[") - 1
    words = " ".join(before.split()[:2])
    page.get_by_label("The words meant").fill(words)
    page.locator(".by-words").get_by_role("button", name="Put in brackets").click()
    assert clerk.text.startswith(f"[{words}]")
    page.locator("[data-save]").click()
    expect(page.locator(".messages")).to_contain_text("Saved: edit")
    page.locator("[data-gavel]").click()
    expect(page.locator("#refusal")).to_contain_text("Words stand in brackets")
    page.get_by_label("Condition").fill("besides the bracket")
    page.get_by_role("button", name="agreed, on the condition below").click()
    expect(page.locator(".messages")).to_contain_text("Recorded: agreed")
    expect(page.locator("#where")).to_contain_text("besides the bracket")
    page.locator("#beside").get_by_role("link", name="all", exact=True).click()
    expect(page.locator("h1")).to_contain_text("History of 48")


def test_arabic_runs_from_right_to_left_inside_the_editor(arrive: Callable[..., Person]) -> None:
    clerk = arrive()
    clerk.open_ready("24")
    clerk.write(ARABIC)
    line = clerk.page.locator(".cm-line").first
    assert line.evaluate("element => getComputedStyle(element).direction") == "rtl"
    marks = line.locator(".bk .mk")
    assert "".join(marks.all_text_contents()) == "[]"
    opening, closing = (marks.nth(place).bounding_box() for place in (0, 1))
    assert opening is not None
    assert closing is not None
    assert opening["x"] > closing["x"]
    clerk.save()
    said(clerk, "Saved: edit")
    assert clerk.text == ARABIC


def test_what_another_person_saves_is_seen_at_once(arrive: Callable[..., Person]) -> None:
    one, other = arrive(), arrive()
    one.open_ready("25")
    other.open_ready("25")
    one.write("We agree on everything.")
    one.save()
    said(other, "Changed by secretariat just now")
    assert other.text == "We agree on everything."


def test_a_provision_is_moved_by_keys(arrive: Callable[..., Person]) -> None:
    clerk = arrive()
    clerk.open_ready("7")
    page = clerk.page
    labels = page.locator("#near [data-movable] .lab")
    before = labels.all_text_contents()
    page.keyboard.press("v")
    said(clerk, "Moving")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("moved")
    place = before.index("7")
    before[place], before[place + 1] = before[place + 1], before[place]
    assert labels.all_text_contents() == before


def test_a_provision_is_moved_by_dragging_it(arrive: Callable[..., Person]) -> None:
    clerk = arrive()
    clerk.open_ready("33")
    page = clerk.page
    rows = page.locator("#near [data-movable]")
    labels = rows.locator(".lab")
    before = labels.all_text_contents()
    place = before.index("33")
    rows.nth(place + 1).scroll_into_view_if_needed()
    rows.nth(place).locator(".lab").hover()
    list_at = page.locator("#near").bounding_box()
    goal = rows.nth(place + 1).bounding_box()
    assert goal is not None
    page.mouse.down()
    page.mouse.move(goal["x"] + 10, goal["y"] + 4, steps=5)
    expect(page.locator("#near .moving")).to_have_count(1)
    # under the pointer the list stays where it is
    assert page.locator("#near").bounding_box() == list_at
    page.mouse.move(goal["x"] + 10, goal["y"] + goal["height"] - 4, steps=5)
    page.mouse.up()
    expect(page.locator(".messages")).to_contain_text("moved")
    before[place], before[place + 1] = before[place + 1], before[place]
    assert labels.all_text_contents() == before
    expect(page.locator("#field-title")).to_contain_text("33")


def test_the_chair_decides_and_turns_the_screen_and_does_not_write(
    arrive: Callable[..., Person],
) -> None:
    chair = arrive("gavel", role="chair")
    chair.open("57")
    page = chair.page
    expect(page.locator(".desk[data-ready]")).to_be_visible()
    expect(page.locator("#writing")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("The secretariat writes")
    page.locator("#beside").get_by_role("button", name="Show it on the screen").click()
    expect(page.locator(".messages")).to_contain_text("shows it")
    page.locator("#decide").get_by_role("button", name="pending").click()
    expect(page.locator(".messages")).to_contain_text("Recorded: pending")


def test_who_is_at_the_same_provision_is_named_and_neither_is_kept_out(
    arrive: Callable[..., Person],
) -> None:
    one, other = arrive(), arrive("second")
    one.open_ready("26")
    other.open_ready("26")
    expect(one.page.locator("#beside")).to_contain_text("Being edited by second")
    expect(other.page.locator("#beside")).to_contain_text("Being edited by secretariat")
    other.write(f"{other.text} By the second.")
    other.save()
    said(other, "Saved: edit")
    said(one, "Changed by second just now")
    other.open_ready("27")
    expect(one.page.locator("#beside")).to_contain_text("second, in 27")


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_wrong(
    arrive: Callable[..., Person], axe: Callable[[Page], list[str]], theme: str
) -> None:
    clerk = arrive()
    clerk.page.emulate_media(color_scheme=theme)
    clerk.open_ready("55")
    assert axe(clerk.page) == []
    clerk.page.goto(f"{DESK}draft/?labels=1")
    assert axe(clerk.page) == []
    clerk.page.set_viewport_size({"width": 390, "height": 844})
    clerk.open_ready("55")
    overflow = clerk.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0
