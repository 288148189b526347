"""Measure: `python -m benchmarks [parse|resolve|load|size|queries|all] [--reports N] [--rounds N] [--seed N]`.

Exit code 1 when a median misses its target. docs/benchmarks.md tells what the lines mean.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import queries, subjects
from benchmarks.generate import write_reports
from benchmarks.ratios import Measured, compare, one_core, table

WHAT = ("parse", "resolve", "load", "size", "queries", "all")
# What the project promises; a ratio is against the floor of the same round.
PARSE_AT_MOST = 5.0
RESOLVE_AT_MOST = 1.2
LOAD_AT_MOST = 1.5


def measure_parsing(paths: list[Path], rounds: int) -> Iterator[Measured]:
    """Processor time on one core, so that other programs disturb little.

    Each round of each work has files of its own: a parser that remembers what it has read gains as much as in a real
    load, and no more.
    """
    works = list(subjects.PARSING.items())
    for number, (name, work) in enumerate(works):
        own = paths[number :: len(works)]
        with one_core():
            (ratios,) = compare(subjects.tokenise, [work], _dealt(own, rounds + 1), time.process_time)
        yield Measured(name, ratios, PARSE_AT_MOST)


def _dealt(paths: list[Path], hands: int) -> list[list[Path]]:
    return [paths[hand::hands] for hand in range(hands)]


def measure_resolving(folder: Path, paths: list[Path], rounds: int) -> Iterator[Measured]:
    """Processor time on one core, from files to a database.

    Each of the three runs of a round has files, and so agencies, of its own: neither the loader with resolution nor the
    one without may gain from what the other has read.
    """
    target = folder / "resolved.db"
    hands = [iter(_dealt(some, 3)) for some in _dealt(paths, rounds + 1)]
    with one_core():
        (measured,) = compare(
            lambda hand: subjects.load_unresolved(target, next(hand)),
            [lambda hand: subjects.load_whole(target, next(hand))],
            hands,
            time.process_time,
        )
    yield Measured("load, with regions", measured, RESOLVE_AT_MOST)


def measure_loading(folder: Path, paths: list[Path], rounds: int) -> Iterator[Measured]:
    """Elapsed time: a build also waits for the disk."""
    entries = subjects.entries(paths)
    target = folder / "built.db"
    subjects.build_anew(target, entries)
    rows = [*subjects.rows_of(target), subjects.searched(entries)]
    (measured,) = compare(
        lambda _: subjects.insert_plainly(folder / "plain.db", rows),
        [lambda _: subjects.build_anew(target, entries)],
        [None] * (rounds + 1),
        time.perf_counter,
    )
    yield Measured("build", measured, LOAD_AT_MOST)


def measure_size(folder: Path, paths: list[Path]) -> Iterator[Measured]:
    """Bytes a report in the built database."""
    database = folder / "built.db"
    subjects.build_anew(database, subjects.entries(paths))
    reports = subjects.report_count(database)
    for name, tables, target in subjects.SIZES:
        yield Measured(name, (subjects.bytes_of(database, *tables) / reports,), target, "bytes a report")


def measure(what: str, reports: int, rounds: int, seed: int) -> list[Measured]:
    """Write reports to a temporary folder, measure on them, leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="govreports-") as name:
        folder = Path(name)
        lines: list[Measured] = []
        if what in {"parse", "all"}:
            many = reports * (rounds + 1) * len(subjects.PARSING)
            lines += measure_parsing(write_reports(folder / "more", many, seed), rounds)
        if what in {"resolve", "all"}:
            lines += measure_resolving(folder, write_reports(folder / "many", 3 * reports * (rounds + 1), seed), rounds)
        paths = write_reports(folder / "reports", reports, seed)
        if what in {"load", "all"}:
            lines += measure_loading(folder, paths, rounds)
        if what in {"size", "all"}:
            lines += measure_size(folder, paths)
        if what in {"queries", "all"}:
            lines += queries.measure_queries(queries.many(folder, reports, seed), rounds)
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the loaders.")
    parser.add_argument("what", nargs="?", choices=WHAT, default="all")
    parser.add_argument("--reports", type=int, default=1000, help="how many reports a round (default 1000)")
    parser.add_argument("--rounds", type=int, default=7, help="how many rounds (default 7)")
    parser.add_argument("--seed", type=int, default=1, help="which series of reports (default 1)")
    options = parser.parse_args(arguments)
    lines = measure(options.what, options.reports, options.rounds, options.seed)
    print(f"{options.reports} generated reports a round, {options.rounds} rounds")
    print(table(lines))
    return 0 if all(line.passed for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
