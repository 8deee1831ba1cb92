"""How things are measured, and what a measurement says."""

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``ours`` and ``peer`` are in the unit that ``what`` names
    (milliseconds when it names none); ``ratio`` is ours by the peer's, and ``goal`` the most
    it may be. ``peer`` and ``ratio`` are None where a number stands alone: then ``goal``
    speaks of ``ours``, with ``least`` as its least and not its most."""

    area: str
    what: str
    ours: float
    peer: float | None
    peer_name: str
    goal: float
    least: bool = False

    @property
    def ratio(self) -> float | None:
        return None if self.peer is None else self.ours / self.peer if self.peer else float("inf")

    @property
    def holds(self) -> bool:
        reached = self.ours if self.ratio is None else self.ratio
        return reached >= self.goal if self.least else reached <= self.goal


def _taken(work: Callable[[], object], rounds: int, clock: Callable[[], float]) -> Iterator[float]:
    """The seconds of each of ``rounds`` runs by a clock, the collector at rest meanwhile."""
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        start = clock()
        work()
        seconds = clock() - start
        gc.enable()
        yield seconds


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The median time of ``rounds`` runs, after one run that is not counted if there are
    several."""
    if rounds > 1:
        work()
    return statistics.median(_taken(work, rounds, time.perf_counter)) * 1000


def least_milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The least processor time of ``rounds`` runs: what the work itself takes, whoever else is
    busy. For how a time grows; what is compared with another is measured in turns with it."""
    return min(_taken(work, rounds, time.process_time)) * 1000


def side_by_side(
    works: dict[str, Callable[[], object]],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """The medians of several works, run in turns so that a busy moment hits all of them. With
    ``time.process_time`` as the clock a machine that does a good deal else slows nothing."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(rounds):
        for name, work in works.items():
            gc.collect()
            gc.disable()
            start = clock()
            work()
            taken[name].append(clock() - start)
            gc.enable()
    return {name: statistics.median(times) * 1000 for name, times in taken.items()}


def exponent(small: float, large: float, factor: float) -> float:
    """How the time grows with the size: 1 is linear, 2 quadratic."""
    return log(large / small) / log(factor)


def peak_megabytes(work: Callable[[], object]) -> float:
    """The most memory that Python objects took during ``work``."""
    gc.collect()
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1_000_000
