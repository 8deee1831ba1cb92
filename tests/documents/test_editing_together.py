"""Several people edit one rolling draft at the same time, each over a connection of his own."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import OperationalError, connection

from documents.actions import issue_rolling, save_wording
from documents.editing.outcomes import Clash, Saved
from documents.models import Draft, Edit, Provision, Wording
from documents.queries import check_editing, printed
from documents.refusals import NotEditable
from tests.documents.builders import NOON, Line, a_document, a_person, rolling

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 4
ROUNDS = 5
WORDS = "zero one two three four five six seven eight nine"


def together(*works: Callable[[], object]) -> list[object]:
    """What each of the works gives; they begin at the same moment."""
    barrier = Barrier(len(works))

    def begin(work: Callable[[], object]) -> object:
        try:
            barrier.wait(10)
            return patiently(work)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def patiently(work: Callable[[], object]) -> object:
    """What the work gives. A SQLite database in memory, as tests have it, refuses whom one in a
    file lets wait."""
    until = time.monotonic() + 30
    while True:
        try:
            return work()
        except OperationalError:
            if connection.vendor != "sqlite" or time.monotonic() > until:
                raise
            time.sleep(0.005)


def a_draft() -> tuple[Draft, Provision]:
    draft = rolling(a_document(), 1, Line("1", WORDS, label="1."), Line("2", WORDS, label="2."))
    return draft, Wording.objects.get(draft=draft, label="1.").provision


def test_words_far_apart_are_all_kept() -> None:
    draft, one = a_draft()
    user = a_person()
    places = WORDS.split()[1::2][:PEOPLE]

    def mark(word: str) -> Callable[[], object]:
        text = WORDS.replace(word, f"{word}[{word}]")
        return lambda: save_wording(draft, one, text, base=1, by=user, at=NOON)

    done = together(*(mark(word) for word in places))
    assert all(isinstance(outcome, Saved) for outcome in done)
    text = Wording.objects.get(draft=draft, provision=one).text
    assert all(f"{word}[{word}]" in text for word in places)
    assert [edit.number for edit in Edit.objects.order_by("number")] == [1, 2, 3, 4]
    assert list(check_editing()) == []


def test_no_word_is_lost_without_being_shown() -> None:
    draft, one = a_draft()
    user = a_person()
    shown = 0

    def write(person: int, turn: int, base: int, before: str) -> Callable[[], object]:
        text = f"{before} p{person}t{turn}"
        return lambda: save_wording(draft, one, text, base=base, by=user, at=NOON)

    for turn in range(ROUNDS):
        row = Wording.objects.get(draft=draft, provision=one)
        works = [write(person, turn, row.version, row.text) for person in range(PEOPLE)]
        done = together(*works)
        text = Wording.objects.get(draft=draft, provision=one).text
        for person, outcome in enumerate(done):
            if isinstance(outcome, Clash):
                shown += 1
                assert f"p{person}t{turn}" in outcome.mine
                assert f"p{person}t{turn}" not in text
            else:
                assert isinstance(outcome, Saved)
                assert f"p{person}t{turn}" in text
    assert shown == ROUNDS * (PEOPLE - 1)
    assert list(check_editing()) == []


def test_nothing_is_saved_into_a_text_that_is_being_issued() -> None:
    draft, one = a_draft()
    user = a_person()

    def save() -> object:
        try:
            return save_wording(draft, one, f"{WORDS} ten", base=1, by=user, at=NOON)
        except NotEditable as refusal:
            return refusal

    def issue() -> object:
        return issue_rolling(
            draft, symbol="V2", issued_on=date(2014, 6, 1), as_of=None, by=user, at=NOON
        )

    saved, done = together(save, issue)
    assert isinstance(done, Draft)
    assert isinstance(saved, NotEditable | Saved)
    assert ("ten" in printed(done)) is isinstance(saved, Saved)
    assert list(check_editing()) == []
