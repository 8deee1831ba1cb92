"""A real server as a user would start it, and a real browser that looks at it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.services import free_port

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Server:
    """A running installation with the corpus in it."""

    url: str
    username: str
    password: str
    manage: Callable[..., str]

    def account(self, username: str, role: str) -> "Server":
        """The same installation for somebody else, of that role."""
        return replace(self, **named_in(self.manage("demo_account", username, f"--role={role}")))


def named_in(printed: str) -> dict[str, str]:
    """The user name and the password that ``demo_account`` prints."""
    found = re.findall(r"^(user name|password): +(\S+)$", printed, re.MULTILINE)
    return {name.replace("user name", "username"): value for name, value in found}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One installation for all journeys: SQLite, the embedded worker, static files as released."""
    var = tmp_path_factory.mktemp("installation")
    outside = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "PUBLIC_URL", "DEBUG")
    environment = {name: value for name, value in os.environ.items() if name not in outside} | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(var),
        "STATIC_ROOT": str(var / "static"),
    }

    def manage(*words: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        return subprocess.run(
            command, env=environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    manage("migrate", "--verbosity=0")
    manage("load_corpus", "--verbosity=0")
    manage("collectstatic", "--noinput", "--verbosity=0")
    account = named_in(manage("demo_account"))
    log = var / "server.log"
    with log.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(free_port())],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        )
    try:
        yield Server(address_printed_by(process, log), **account, manage=manage)
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert process.returncode == 0, log.read_text()


def address_printed_by(process: subprocess.Popen[str], log: Path) -> str:
    """The address that the server prints when it listens."""
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://\S+?(?=/ )", line):
            return found[0]
    pytest.fail(f"The server ended before it listened:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as this machine has it."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail("No Chromium here: `make browser` installs it, or CHROMIUM names its path.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A fresh page whose relative addresses are those of the server.

    What the browser reports as an error fails the test at its end, except that the page asked
    for was itself answered with a refusal.
    """
    context = browser.new_context(base_url=server.url)
    context.set_default_timeout(15_000)
    opened = context.new_page()
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        is_refused_page = message.location["url"] == opened.url and message.text.startswith(
            "Failed to load resource"
        )
        if message.type == "error" and not is_refused_page:
            errors.append(f"{message.text} ({message.location['url']})")

    opened.on("console", note)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Gives what axe finds wrong with a page: per violation its rule and the places."""
    engine = Axe()

    def violations(page: Page) -> list[str]:
        return [
            f"{violation['id']}: {violation['help']} at "
            + ", ".join(" ".join(map(str, node["target"])) for node in violation["nodes"])
            for violation in engine.run(page).response["violations"]
        ]

    return violations
