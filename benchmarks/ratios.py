"""Ratios between two ways of doing the same work, measured in turn so that both meet the same machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from statistics import median
from typing import NamedTuple, TypeVar

Batch = TypeVar("Batch")
Work = Callable[[Batch], object]
Clock = Callable[[], float]


NUMERIC = range(1, 4)  # columns of the printed table that are set flush right


class Measured(NamedTuple):
    """One line of the printed table: a number for each round, and the most that it should be."""

    name: str
    rounds: tuple[float, ...]
    target: float | None = None
    unit: str = "×"

    @property
    def passed(self) -> bool:
        """Whether the median keeps to the target."""
        return self.target is None or median(self.rounds) <= self.target


def compare(
    floor: Work[Batch], works: Sequence[Work[Batch]], batches: Sequence[Batch], clock: Clock
) -> list[tuple[float, ...]]:
    """For each work, how many times longer it took than the floor, batch by batch; the first batch only warms up.

    The floor runs before and after the works and counts with the mean of the two, since a machine drifts.
    """
    ratios = []
    for number, batch in enumerate(batches):
        before = _time(floor, batch, clock)
        times = [_time(work, batch, clock) for work in works]
        least = (before + _time(floor, batch, clock)) / 2
        if number:
            ratios.append([time / least for time in times])
    return list(zip(*ratios, strict=True))


def _time(work: Work[Batch], batch: Batch, clock: Clock) -> float:
    start = clock()
    work(batch)
    return clock() - start


def apart(work: Callable[..., object], *arguments: object) -> None:
    """Work in a process of its own, which has learnt nothing from earlier work; its time is `children_time`.

    Raises RuntimeError when the process fails.
    """
    process = get_context("spawn").Process(target=work, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"{work.__name__} ended with exit code {process.exitcode}")


def children_time() -> float:
    """Processor seconds of all child processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system


@contextmanager
def one_core() -> Iterator[None]:
    """Keep this process on one core, where the system allows it."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def table(lines: list[Measured]) -> str:
    """The lines as aligned text: minimum, median, maximum and target."""
    rows = [("", "min", "median", "max", "target", ""), *map(_printed, lines)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(map(_aligned, range(len(row)), row, widths)).rstrip() for row in rows)


def _aligned(column: int, text: str, width: int) -> str:
    return text.rjust(width) if column in NUMERIC else text.ljust(width)


def _printed(line: Measured) -> tuple[str, ...]:
    digits = 2 if line.unit == "×" else 0
    span = (min(line.rounds), median(line.rounds), max(line.rounds))
    target = f"≤ {line.target:g} {line.unit}" if line.target else line.unit
    verdict = ("ok" if line.passed else "MISSED") if line.target else ""
    return (line.name, *(f"{number:,.{digits}f}" for number in span), target, verdict)
