"""Twenty people at one text: whether anything that was saved is lost, and who is told of a clash.

``python -m tests.bench.desk [SECONDS]`` runs it alone, on the database that ``DATABASE_URL``
names; without one on a SQLite file of its own. Each client is a process of its own."""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path

import django

from tests.bench.measure import Row

AREA = "desk"
CLIENTS = 20
PROVISIONS = 50
SECONDS = 20.0
#: Seconds that somebody thinks at most before they save, and between how many words at the
#: beginning they put in theirs: long and few enough that people meet.
THINKS = 2.0
PLACES = 3
#: What a client tells: the words it was told are saved, its clashes, those that were shown to
#: it with its own words and with what stands there, and its errors.
Told = tuple[list[str], int, int, list[str]]


def rows(seconds: float = SECONDS) -> list[Row]:
    """Updates lost, clashes shown, and how many saves there were in a second."""
    with _database():
        draft = _arrange()
        from django.db import connections

        connections.close_all()
        with _clients() as clients:
            asked = [(client, draft, seconds) for client in range(CLIENTS)]
            told = clients.starmap(_type, asked, chunksize=1)
        lost, doubled = _hold_against(draft, [word for saved, *_ in told for word in saved])
        where = connections["default"].vendor
    saved = sum(len(words) for words, *_ in told)
    clashes = sum(number for _, number, _, _ in told)
    shown = sum(number for _, _, number, _ in told)
    for error in {error for *_, errors in told for error in errors}:
        sys.stderr.write(f"  {error}\n")
    errors = sum(len(errors) for *_, errors in told)
    what = f"{CLIENTS} clients, {PROVISIONS} provisions, {where}"
    return [
        Row(
            AREA, f"updates lost or doubled of {saved} saved, {what}", lost + doubled, None, "–", 0
        ),
        Row(AREA, f"clashes, {what}", clashes, None, "–", 1, least=True),
        Row(
            AREA,
            f"of {clashes} clashes shown to their author, {what} (%)",
            100 * shown / clashes if clashes else 100,
            None,
            "–",
            100,
            least=True,
        ),
        Row(AREA, f"saves that failed, {what}", errors, None, "–", 0),
        Row(AREA, f"saves in a second, {what}", saved / seconds, None, "–", 1, least=True),
    ]


@contextmanager
def _database() -> Iterator[None]:
    """An empty database that other processes see, too."""
    with tempfile.TemporaryDirectory(prefix="desk-") as place:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(place) / 'desk.sqlite3'}")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield


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
    from documents.models import Draft, Wording
    from negotiation.actions import desk

    chance = random.Random(client)
    draft = Draft.objects.select_related("document").get(pk=draft_id)
    clerk = draft.written_by
    assert isinstance(clerk, User)
    saved: list[str] = []
    errors: list[str] = []
    clashes = shown = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        row = chance.choice(list(Wording.objects.filter(draft=draft).select_related("provision")))
        word = f"c{client}n{len(saved)}x{clashes}"
        text, version = _with(row.text, word, chance), row.version
        time.sleep(chance.random() * THINKS)
        try:
            outcome = desk.save_wording(draft, row.provision, text, base=version, by=clerk)
            while isinstance(outcome, Clash):
                clashes += 1
                shown += outcome.mine == text and bool(outcome.theirs)
                text = _with(outcome.theirs, word, chance)
                outcome = desk.save_wording(
                    draft, row.provision, text, base=outcome.version, by=clerk
                )
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            errors.append(f"{type(error).__name__}: {error}")
        else:
            saved.append(word)
    return saved, clashes, shown, errors


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
