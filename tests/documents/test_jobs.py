"""The row is the job: killed, repeated, given up or outdated, the result is there once."""

from collections.abc import Callable
from datetime import timedelta
from inspect import getclosurevars
from typing import Any

import pytest
from celery import shared_task
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from bracketed import ENGINE
from documents import tasks
from documents.actions import (
    ask_comparison,
    cancel_comparison,
    compare_chunk,
    run_comparison,
    sweep_comparisons,
)
from documents.actions.asking import queue
from documents.actions.comparisons import CHUNK, LEASE
from documents.models import Bracket, Change, Comparison, Document, Draft
from documents.queries import Progress, comparison_view, is_stale, progress
from tests.documents.builders import NOON, Line, a_document, issued

State = Comparison.State


def drafts(number: int) -> tuple[Draft, Draft]:
    """Two drafts with as many provisions; one word of each changes."""
    document = a_document()
    earlier = [Line(str(i), f"We shall act on matter {i} at once.") for i in range(number)]
    later = [Line(str(i), f"We will act on matter {i} at once.") for i in range(number)]
    return issued(document, 1, *earlier), issued(document, 2, *later)


def again(comparison: Comparison) -> Comparison:
    return Comparison.objects.get(id=comparison.id)


def results(comparison: Comparison) -> list[tuple[object, ...]]:
    changes = Change.objects.filter(comparison=comparison).order_by("order")
    return list(changes.values_list("order", "link", "kinds", "hunks"))


@pytest.fixture
def asked(db: None) -> Comparison:
    """A comparison of two chunks and a bit, waiting."""
    return ask_comparison(*drafts(2 * CHUNK + 2), at=NOON)


def expire(comparison: Comparison) -> None:
    """What a worker that was killed leaves behind, some minutes later."""
    past = timezone.now() - timedelta(seconds=1)
    Comparison.objects.filter(id=comparison.id).update(claimed_until=past)


Captured = Any  # what pytest-django gives for callbacks on commit


@pytest.mark.django_db(transaction=True)
def test_a_comparison_runs_from_the_question_to_the_end() -> None:
    comparison = ask_comparison(*drafts(CHUNK + 1), at=NOON)
    done = comparison_view(again(comparison))
    assert (done.state, done.progress) == (State.DONE, Progress(CHUNK + 1, CHUNK + 1))
    assert {kind.kind for change in done.changes for kind in change.kinds} == {"wording_changed"}
    assert again(comparison).done_at is not None
    assert again(comparison).claimed_until is None


def test_a_question_is_queued_on_commit_and_only_while_it_waits(
    db: None, django_capture_on_commit_callbacks: Captured
) -> None:
    ends = drafts(1)
    with django_capture_on_commit_callbacks() as queued:
        comparison = ask_comparison(*ends, at=NOON)
    assert len(queued) == 1
    queued[0]()
    assert again(comparison).state == State.RUNNING
    compare_chunk(comparison.id, 0, CHUNK)
    assert again(comparison).state == State.DONE
    with django_capture_on_commit_callbacks() as queued:
        assert ask_comparison(*ends, at=NOON).id == comparison.id
    assert queued == []


def test_each_chunk_is_sent_for_once(
    asked: Comparison, django_capture_on_commit_callbacks: Captured
) -> None:
    with django_capture_on_commit_callbacks() as queued:
        run_comparison(asked.id)
    sent = [getclosurevars(callback).nonlocals["ids"] for callback in queued]
    assert sent == [
        (asked.id, 0, CHUNK),
        (asked.id, CHUNK, 2 * CHUNK),
        (asked.id, 2 * CHUNK, 3 * CHUNK),
    ]
    assert progress(asked) == Progress(0, 2 * CHUNK + 2)


def test_nobody_works_on_what_another_has_claimed(asked: Comparison) -> None:
    until = timezone.now() + LEASE
    Comparison.objects.filter(id=asked.id).update(state=State.RUNNING, claimed_until=until)
    run_comparison(asked.id)
    assert progress(asked) == Progress(0, 0)
    expire(asked)
    run_comparison(asked.id)
    assert progress(asked) == Progress(0, 2 * CHUNK + 2)


def test_a_chunk_that_comes_twice_changes_nothing(asked: Comparison) -> None:
    run_comparison(asked.id)
    compare_chunk(asked.id, 0, CHUNK)
    first = list(Change.objects.filter(comparison=asked).order_by("order").values_list())
    compare_chunk(asked.id, 0, CHUNK)
    assert list(Change.objects.filter(comparison=asked).order_by("order").values_list()) == first
    assert (again(asked).state, progress(asked)) == (State.RUNNING, Progress(CHUNK, len(first)))


def test_what_a_killed_worker_left_is_carried_on_and_done_once(
    asked: Comparison, django_capture_on_commit_callbacks: Captured
) -> None:
    run_comparison(asked.id)
    compare_chunk(asked.id, CHUNK, 2 * CHUNK)
    half = results(asked)
    with django_capture_on_commit_callbacks() as queued:
        sweep_comparisons()
    assert queued == []  # somebody is still at it
    expire(asked)
    with django_capture_on_commit_callbacks(execute=True):
        sweep_comparisons()
    whole = results(asked)
    assert again(asked).state == State.DONE
    assert progress(asked) == Progress(2 * CHUNK + 2, 2 * CHUNK + 2)
    assert whole[CHUNK : 2 * CHUNK] == half[CHUNK : 2 * CHUNK]
    assert [order for order, *_ in whole] == list(range(2 * CHUNK + 2))


def test_a_question_whose_message_was_lost_is_swept_up_once(
    asked: Comparison, django_capture_on_commit_callbacks: Captured
) -> None:
    with django_capture_on_commit_callbacks() as queued:
        sweep_comparisons()
        sweep_comparisons()
    assert len(queued) == 1
    run_comparison(asked.id)
    assert again(asked).state == State.RUNNING


def test_the_sweep_closes_what_only_lacked_closing(asked: Comparison) -> None:
    run_comparison(asked.id)
    compare_chunk(asked.id, 0, 3 * CHUNK)
    Comparison.objects.filter(id=asked.id).update(state=State.RUNNING)
    expire(asked)
    tasks.sweep()
    run_comparison(asked.id)  # the message of the sweep
    assert again(asked).state == State.DONE


def test_a_comparison_can_be_given_up_and_asked_for_again(asked: Comparison) -> None:
    run_comparison(asked.id)
    assert cancel_comparison(asked)
    compare_chunk(asked.id, 0, CHUNK)
    run_comparison(asked.id)
    assert (again(asked).state, progress(asked)) == (State.CANCELLED, Progress(0, 0))
    assert not cancel_comparison(asked)
    assert ask_comparison(asked.earlier, asked.later, at=NOON).id == asked.id
    assert again(asked).state == State.WAITING


@pytest.mark.parametrize(
    "work", [run_comparison, lambda comparison_id: compare_chunk(comparison_id, 0, CHUNK)]
)
def test_a_failure_is_kept_and_does_not_come_back_by_itself(
    asked: Comparison, work: Callable[[int], None], django_capture_on_commit_callbacks: Captured
) -> None:
    """An unknown kind of provision or link, as an engine of another version may have left."""
    if work is run_comparison:
        asked.later.wordings.update(kind="stanza")
    else:
        run_comparison(asked.id)
        Change.objects.filter(comparison=asked).update(link="mislaid")
    with pytest.raises(ValueError, match="is not a valid"):
        work(asked.id)
    failed = again(asked)
    assert failed.state == State.FAILED
    assert failed.error.startswith("ValueError: ")
    with django_capture_on_commit_callbacks() as queued:
        sweep_comparisons()
    assert queued == []


@pytest.mark.parametrize("table", ["documents_changeside", "documents_change"])
def test_a_busy_database_is_no_failure_of_the_work(
    asked: Comparison, django_capture_on_commit_callbacks: Captured, table: str
) -> None:
    def work() -> None:
        run_comparison(asked.id)
        compare_chunk(asked.id, 0, 3 * CHUNK)

    def is_busy(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith((f'INSERT INTO "{table}"', f'UPDATE "{table}"')):
            raise OperationalError("database is locked")
        return execute(sql, *rest)

    with connection.execute_wrapper(is_busy), pytest.raises(OperationalError):
        work()
    assert (again(asked).state, again(asked).error) == (State.RUNNING, "")
    expire(asked)
    with django_capture_on_commit_callbacks() as queued:
        sweep_comparisons()
    assert len(queued) == 1
    work()
    assert again(asked).state == State.DONE


def test_two_empty_drafts_are_compared_at_once(db: None) -> None:
    document = a_document()
    comparison = ask_comparison(issued(document, 1), issued(document, 2), at=NOON)
    run_comparison(comparison.id)
    assert (again(comparison).state, progress(comparison)) == (State.DONE, Progress(0, 0))


def test_a_worker_that_lost_its_claim_writes_nothing(asked: Comparison) -> None:
    """It aligned for too long; meanwhile another took the row over."""
    from documents.actions.comparisons import _claim, _write_changes

    slow = _claim(asked.id)
    assert slow is not None
    expire(asked)
    swift = _claim(asked.id)
    assert swift is not None
    assert _write_changes(swift)
    assert not _write_changes(slow)
    assert progress(asked) == Progress(0, 2 * CHUNK + 2)


def test_a_newer_engine_makes_comparisons_stale_and_has_them_computed_again(
    asked: Comparison, django_capture_on_commit_callbacks: Captured
) -> None:
    run_comparison(asked.id)
    compare_chunk(asked.id, 0, 3 * CHUNK)
    assert not is_stale(again(asked))
    Comparison.objects.filter(id=asked.id).update(engine="0")
    assert is_stale(again(asked))
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            sweep_comparisons()
    rows = Comparison.objects.filter(earlier=asked.earlier).order_by("id")
    assert list(rows.values_list("engine", "state")) == [("0", "done"), (ENGINE, "done")]
    assert results(rows[1]) == results(asked)


def test_a_newer_engine_reads_the_brackets_again(db: None) -> None:
    draft = issued(a_document(), 1, Line("1", "We [shall] act."))
    Draft.objects.filter(id=draft.id).update(engine="0")
    Bracket.objects.filter(wording__draft=draft).delete()
    tasks.sweep()
    assert Draft.objects.get(id=draft.id).engine == ENGINE
    assert list(Bracket.objects.filter(wording__draft=draft).values_list("start", "end")) == [
        (3, 10)
    ]


def test_a_corrected_reading_makes_comparisons_stale(asked: Comparison) -> None:
    Draft.objects.filter(id=asked.later.id).update(reading=2)
    assert is_stale(again(asked))
    later = Draft.objects.get(id=asked.later.id)
    assert ask_comparison(asked.earlier, later, at=NOON).id != asked.id


def test_issuing_asks_for_the_comparison_with_the_draft_before(
    db: None, django_capture_on_commit_callbacks: Captured
) -> None:
    document = a_document()
    one = issued(document, 1, Line("1", "We shall act."))
    outline = issued(document, 2, extent=Draft.Extent.OUTLINE, follows=one)
    assert not Comparison.objects.filter(later=outline).exists()
    two = issued(document, 3, Line("1", "We will act."), follows=one)
    comparison = Comparison.objects.get(later=two)
    assert (comparison.earlier, comparison.asked_at, comparison.state) == (one, NOON, "waiting")


@shared_task  # type: ignore[untyped-decorator]
def reach_nobody() -> None:
    """Fails where it is sent, as every task does when the broker is not there."""
    raise ConnectionRefusedError("nobody listens")


def test_a_task_that_cannot_be_sent_is_no_failure_of_the_write(transactional_db: None) -> None:
    with pytest.raises(ConnectionRefusedError):
        reach_nobody.delay()
    with transaction.atomic():
        document = a_document()
        queue(reach_nobody)
    assert Document.objects.filter(pk=document.pk).exists()


def test_the_doors_for_celery_have_the_names_that_workers_ask_for() -> None:
    names = {task.name for task in (tasks.align_drafts, tasks.compare_changes, tasks.sweep)}
    assert names == {
        "documents.tasks.align_drafts",
        "documents.tasks.compare_changes",
        "documents.tasks.sweep",
    }
