"""docs/client.md, run as it is printed against a server with the corpus."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.services import free_port

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "client.md").read_text(encoding="utf-8")

#: What is done in the server's own database: somebody of the secretariat makes a token, and a
#: rolling text lies open on a paragraph without brackets.
PREPARE = """
import django
django.setup()
from django.contrib.auth.models import User
from django.utils import timezone
from documents.models import Document, Draft
from negotiation import actions
from negotiation.actions import desk
from negotiation.models import Member, Process
from negotiation.queries import latest_draft
from tracker.models import Token
from tracker.tokens import make_token
clerk = User.objects.create_user("walker")
process = Process.objects.get(slug="wsis10")
actions.enrol(process, clerk, Member.Role.SECRETARIAT)
if not Draft.objects.filter(state="rolling").exists():
    document = Document.objects.get(slug="ga-outcome-2015")
    meeting = actions.add_meeting(
        process, slug="room", title="Room", short_title="Room", body=process.bodies.first(),
        starts_on=timezone.localdate(), ends_on=timezone.localdate(), by=clerk,
    )
    meeting = actions.open_meeting(meeting, by=clerk)
    desk.open_rolling(
        document, follows=latest_draft(document, clerk), meeting=meeting, title="R", by=clerk
    )
print(make_token(clerk, name="walk", scopes=list(Token.Scope), days=7)[1])
"""


class Served(NamedTuple):
    """Where the server is, and with what to ask it."""

    environment: dict[str, str]
    folder: Path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The program as a user starts it, on SQLite, with the corpus."""
    var = tmp_path_factory.mktemp("walk")
    outside = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "PUBLIC_URL", "DEBUG")
    environment = {name: value for name, value in os.environ.items() if name not in outside} | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(var),
        "STATIC_ROOT": str(var / "static"),
        "PYTHONPATH": str(ROOT),
    }

    def run(*words: str) -> str:
        return subprocess.run(
            [sys.executable, *words],
            env=environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    run("manage.py", "migrate", "--verbosity=0")
    run("manage.py", "load_corpus", "--verbosity=0")
    run("manage.py", "collectstatic", "--noinput", "--verbosity=0")
    token = run("-c", PREPARE).split()[-1]
    log = var / "server.log"
    with log.open("w") as written:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(free_port())],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        )
    try:
        assert server.stdout is not None
        addresses = (re.search(r"http://\S+?(?=/ )", line) for line in server.stdout)
        address = next(found[0] for found in addresses if found)
        yield Served(environment | {"BRACKETS": address, "TOKEN": token}, var)
    finally:
        server.terminate()
        server.communicate(timeout=30)


def blocks(language: str) -> list[str]:
    """The blocks of the guide in one language, as they are printed."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


def test_the_commands_of_curl_do_what_is_said_of_them(served: Served) -> None:
    said = []
    for block in blocks("sh"):
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", block],
            env=served.environment,
            cwd=served.folder,
            check=False,
            capture_output=True,
            text=True,
        )
        said.append(done.stdout)
        # `head` closes the pipe once it has seen enough.
        assert done.returncode in {0, 23}, (block, done.stderr)
    documents, disputed, again, dump, refusal = said
    assert '"slug":"vision"' in documents
    assert "Annex Two: Chapter C" in documents
    assert disputed.count('"words":"[') == 13
    assert again == "304\n"
    assert dump == ""
    assert (served.folder / "wsis10.zip").read_bytes().startswith(b"PK")
    assert "Did you mean “document”?" in refusal


def test_the_python_runs_as_it_is_printed(served: Served) -> None:
    script = served.folder / "client.py"
    script.write_text("\n".join(blocks("python")), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", str(script)],
        env=served.environment,
        cwd=served.folder,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert [line.split()[0] for line in said[:9]] == list("123456789")
    assert said[9] == "120 paragraphs are tagged as agreed"
    assert re.fullmatch(r"\d{3,} events so far", said[10])
    assert said[11].startswith("412: These words were changed since.")
    assert said[12].startswith("409: ")
    assert said[13] == "agreed if subject to confirmation"
    assert said[14] == "['edited', 'decided']"
