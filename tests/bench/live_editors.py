"""The other side of :mod:`tests.bench.live`: editors who save, and a bare listener that shows how
fast the news could be. Says lines of JSON."""

from __future__ import annotations

import json
import sys
import threading
import time
from queue import Queue

import django

django.setup()

import redis as redis_client  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402

from documents.editing.outcomes import Saved  # noqa: E402
from documents.models import Draft, Provision  # noqa: E402
from negotiation.actions import desk, publish  # noqa: E402
from negotiation.models import Event, Publication  # noqa: E402
from tests.documents.builders import Line  # noqa: E402
from tests.negotiation.builders import Negotiation  # noqa: E402

POLL = 0.25
said: Queue[dict[str, object]] = Queue()


def open_text(editors: int) -> tuple[Negotiation, Draft]:
    """A public rolling text with a paragraph for each editor."""
    talks = Negotiation("bench")
    meeting = talks.meeting()
    lines = [Line(str(n), "We [shall] agree. " * 10, label=f"{n}.") for n in range(1, editors + 1)]
    issued = talks.draft(*lines, tabled_at=[meeting])
    draft = desk.open_rolling(
        talks.document, follows=issued, meeting=meeting, title="Rolling text", by=talks.clerk
    )
    publish(draft, visibility=Publication.Visibility.PUBLIC, by=talks.clerk)
    return talks, draft


def edit(draft: Draft, provision: Provision, by: User, seconds: float, pause: float) -> None:
    """Save again and again, and say when each save was committed."""
    base, ends, number = 1, time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        number += 1
        saved = desk.save_wording(
            draft, provision, f"We [shall] agree {number} times. " * 10, base=base, by=by
        )
        at = time.time()
        assert isinstance(saved, Saved)
        base = saved.version
        event = Event.objects.get(edit=saved.edit)
        said.put({"event": event.public_id, "at": at})
        time.sleep(pause)


def poll_barely(process: int, seconds: float) -> None:
    """Ask the table for new events as the hub does without a wake-up, and nothing else."""
    seq = Event.objects.filter(process=process).order_by("-seq").values_list("seq", flat=True)[0]
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        found = Event.objects.filter(process=process, seq__gt=seq).order_by("seq")
        for last, at in found.values_list("seq", "at"):
            seq = last
            said.put({"bare": time.time() - at.timestamp()})
        time.sleep(POLL)


def publish_barely(url: str, seconds: float) -> None:
    """Say something through Redis, and hear it."""
    client = redis_client.Redis.from_url(url)
    heard = client.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
    heard.subscribe("bench")
    heard.get_message(timeout=1)
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        began = time.perf_counter()
        client.publish("bench", "1")
        while heard.get_message(timeout=1) is None:
            pass
        said.put({"bare": time.perf_counter() - began})
        time.sleep(0.1)


def main(editors: int, seconds: float, pause: float) -> None:
    talks, draft = open_text(editors)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    works: list[threading.Thread] = []
    for number in range(1, editors + 1):
        given = (draft, talks.provision(str(number)), talks.clerk, seconds, pause)
        works.append(threading.Thread(target=edit, args=given))
    if settings.REDIS_URL:
        bare = threading.Thread(target=publish_barely, args=(settings.REDIS_URL, seconds))
    else:
        bare = threading.Thread(target=poll_barely, args=(talks.process.pk, seconds))
    for work in (*works, bare):
        work.start()
        time.sleep(pause / max(editors, 1))
    for work in (*works, bare):
        work.join()
    while not said.empty():
        sys.stdout.write(json.dumps(said.get()) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))
