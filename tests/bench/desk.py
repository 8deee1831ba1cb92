"""Twenty people at one text: whether anything that was saved is lost, and who is told of a clash.

``python -m tests.bench.desk [SECONDS]`` runs it alone, on SQLite and on PostgreSQL, or on the
database alone that ``DATABASE_URL`` names. Each client is a process of its own."""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path
from typing import TYPE_CHECKING

import django

from tests.bench.measure import Row
from tests.services import postgres

if TYPE_CHECKING:
    from documents.editing.outcomes import Clash, Saved, Unchanged

AREA = "desk"
CLIENTS = 20
PROVISIONS = 50
SECONDS = 20.0
#: Seconds that somebody thinks at most before they save, and between how many words at the
#: beginning they put in theirs: long and few enough that people meet.
THINKS = 2.0
PLACES = 3


@dataclass
class Told:
    """What a client tells: the words it was told are saved, its clashes, those that were shown
    to it with its own words and with what stands there, its errors, and how long it waited for
    each save, in milliseconds."""

    saved: list[str] = field(default_factory=list)
    clashes: int = 0
    shown: int = 0
    errors: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)


def rows(seconds: float = SECONDS) -> list[Row]:
    """Updates lost, clashes shown, and how many saves there were in a second, on each database."""
    if os.environ.get("DATABASE_URL"):
        return _apart(seconds)
    with tempfile.TemporaryDirectory(prefix="desk-") as place:
        found = _apart(seconds, f"sqlite:///{Path(place) / 'desk.sqlite3'}")
    with postgres() as address:
        return found + _apart(seconds, address)


def _apart(seconds: float, address: str | None = None) -> list[Row]:
    """:func:`measure` in a process of its own, for Django knows one database for good."""
    if address is not None:
        os.environ["DATABASE_URL"] = address
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            return alone.submit(measure, seconds).result()
    finally:
        if address is not None:
            del os.environ["DATABASE_URL"]


def measure(seconds: float) -> list[Row]:
    """The rows of the database that ``DATABASE_URL`` names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    draft = _arrange()
    connections.close_all()
    with _clients() as clients:
        asked = [(client, draft, seconds) for client in range(CLIENTS)]
        told: list[Told] = clients.starmap(_type, asked, chunksize=1)
    lost, doubled = _hold_against(draft, [word for one in told for word in one.saved])
    saved = sum(len(one.saved) for one in told)
    clashes = sum(one.clashes for one in told)
    shown = 100 * sum(one.shown for one in told) / clashes if clashes else 100
    errors = [error for one in told for error in one.errors]
    for error in set(errors):
        sys.stderr.write(f"  {error}\n")
    waits = [wait for one in told for wait in one.waits]
    what = f"{CLIENTS} clients, {PROVISIONS} provisions, {connections['default'].vendor}"
    return [
        _row(f"updates lost or doubled of {saved} saved, {what}", lost + doubled, 0),
        _row(f"clashes, {what}", clashes, 1, least=True),
        _row(f"of {clashes} clashes shown to their author, {what} (%)", shown, 100, least=True),
        _row(f"saves that failed, {what}", len(errors), 0),
        _row(f"saves in a second, {what}", saved / seconds, 1, least=True),
        _row(f"a save, median, {what}", statistics.median(waits), 2_000),
        _row(f"the longest save, {what}", max(waits), 20_000),
    ]


def _row(what: str, ours: float, goal: float, *, least: bool = False) -> Row:
    return Row(AREA, what, ours, None, "–", goal, least=least)


@contextmanager
def _clients() -> Iterator[Pool]:
    """Processes that begin anew, as those of a server do."""
    with get_context("spawn").Pool(CLIENTS, django.setup) as pool:
        yield pool


def _arrange() -> int:
    """A rolling text on the table; its primary key."""
    from negotiation.actions import desk
    from tests.documents.builders import Line
    from tests.negotiation.builders import Negotiation

    talks = Negotiation(f"bench-{os.getpid()}")
    meeting = talks.meeting()
    lines = [
        Line(str(number), f"We agree on [matter] number {number}, and on what follows from it.")
        for number in range(PROVISIONS)
    ]
    issued = talks.draft(*lines, tabled_at=[meeting])
    return desk.open_rolling(
        talks.document, follows=issued, meeting=meeting, title="Rolling", by=talks.clerk
    ).pk


def _type(client: int, draft_id: int, seconds: float) -> Told:
    """One person: opens a provision, thinks, types a word of their own somewhere, saves."""
    from django.contrib.auth.models import User

    from documents.editing.outcomes import Clash
    from documents.models import Draft, Provision, Wording
    from negotiation.actions import desk

    chance = random.Random(client)
    draft = Draft.objects.select_related("document").get(pk=draft_id)
    clerk = draft.written_by
    assert isinstance(clerk, User)
    told = Told()

    def save(provision: Provision, text: str, base: int) -> Saved | Unchanged | Clash:
        began = time.perf_counter()
        try:
            return desk.save_wording(draft, provision, text, base=base, by=clerk)
        finally:
            told.waits.append((time.perf_counter() - began) * 1000)

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        row = chance.choice(list(Wording.objects.filter(draft=draft).select_related("provision")))
        word = f"c{client}n{len(told.saved)}x{told.clashes}"
        text, version = _with(row.text, word, chance), row.version
        time.sleep(chance.random() * THINKS)
        try:
            outcome = save(row.provision, text, version)
            while isinstance(outcome, Clash):
                told.clashes += 1
                told.shown += outcome.mine == text and bool(outcome.theirs)
                text = _with(outcome.theirs, word, chance)
                outcome = save(row.provision, text, outcome.version)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            told.errors.append(f"{type(error).__name__}: {error}")
        else:
            told.saved.append(word)
    return told


def _with(text: str, word: str, chance: random.Random) -> str:
    """The text with a word put in between two others, not far from its beginning."""
    words = text.split(" ")
    at = chance.randint(1, PLACES)
    return " ".join([*words[:at], word, *words[at:]])


def _hold_against(draft_id: int, words: list[str]) -> tuple[int, int]:
    """How many of the words that were saved are not in the text, and how many are twice."""
    from documents.models import Wording

    texts = " ".join(Wording.objects.filter(draft=draft_id).values_list("text", flat=True))
    found = texts.replace("[", " ").replace("]", " ").split(" ")
    counts = dict.fromkeys(words, 0)
    for word in found:
        if word in counts:
            counts[word] += 1
    return (
        sum(1 for number in counts.values() if number == 0),
        sum(1 for number in counts.values() if number > 1),
    )


if __name__ == "__main__":
    from tests.bench.__main__ import as_table

    sys.stdout.write(as_table(rows(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)) + "\n")
