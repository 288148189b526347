"""What the rules cost, over one report and over many, and whether copied narratives are found among many."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple, ParamSpec, TypeVar
from unittest.mock import patch

from govreports import crosswise, database, parse
from govreports.checks import check
from govreports.copying import Narrative, copies

from benchmarks import subjects
from benchmarks.pages import spread
from benchmarks.ratios import apart

P = ParamSpec("P")
T = TypeVar("T")
COPIED_OF_A_THOUSAND = 5
_CHARACTERS = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]


class Hand(NamedTuple):
    """The reports of a round, and a database of them on which no rule over many was run."""

    paths: list[Path]
    database: Path


class Spent(NamedTuple):
    """Processor seconds for the reports of a hand: parsing, the rules over each, the rules over years and areas."""

    parsing: float
    single: float
    many: float


class Found(NamedTuple):
    """Planted copies: of those planted, how many were found; of those found, how many were planted; in percent.

    `seconds` of processor time went into each narrative.
    """

    recall: float
    precision: float
    seconds: float


@contextmanager
def without_crosswise() -> Iterator[None]:
    """A build without the rules over many reports."""
    with patch.object(database, "check_crosswise", lambda _: None):
        yield


def hands(folder: Path, dealt: Iterable[list[Path]]) -> list[Hand]:
    """Reports of each round, loaded, as those of bodies with a report a year.

    They are loaded by another process, so that this one has not read them before.
    """
    made = []
    for number, paths in enumerate(dealt):
        target = folder / f"{number}.db"
        apart(_load, target, paths)
        spread(target)
        made.append(Hand(paths, target))
    return made


def _load(target: Path, paths: list[Path]) -> None:
    with without_crosswise():
        subjects.load_whole(target, paths)


def spent(hand: Hand) -> Spent:
    """Processor seconds of a hand that was not read before. The rules are timed where they run, in the same pass."""
    took = 0.0

    def timed(work: Callable[P, T]) -> Callable[P, T]:
        def run(*arguments: P.args, **named: P.kwargs) -> T:
            nonlocal took
            started = time.process_time()
            result = work(*arguments, **named)
            took += time.process_time() - started
            return result

        return run

    with patch.object(parse, "check", timed(check)), patch.object(parse, "_subject", timed(parse._subject)):
        started = time.process_time()
        subjects.parse_whole(hand.paths)
        whole = time.process_time() - started
    started = time.process_time()
    check_many(hand)
    return Spent(whole - took, took, time.process_time() - started)


def check_many(hand: Hand) -> None:
    """The rules over years and areas; nothing is kept, so that it can be done again."""
    with closing(sqlite3.connect(hand.database, isolation_level=None)) as db:
        db.execute("BEGIN")
        with patch.object(crosswise, "over_narratives", lambda *_: ()):
            crosswise.check_crosswise(db)
        db.execute("ROLLBACK")


def planted_copies(number: int, seed: int) -> Found:
    """Find copies among so many narratives, of which 5 in 1,000 are edited copies of others."""
    texts, planted = _narratives(number, seed)
    given = [Narrative(id, id, texts.__getitem__) for id in range(number)]
    started = time.process_time()
    found = {id: copy.source_id for id, copy in copies(given) if copy}
    took = time.process_time() - started
    right = sum(planted.get(id) == source for id, source in found.items())
    return Found(100 * right / len(planted), 100 * right / max(1, len(found)), took / number)


def _narratives(number: int, seed: int) -> tuple[list[str], dict[int, int]]:
    """Narratives of sentences of one's own and of standard ones; the copies among them with their sources."""
    dice = Random(seed)  # noqa: S311 - test data
    words = ["".join(dice.choices(_CHARACTERS, k=dice.choice((1, 2, 2, 3)))) for _ in range(6000)]

    def sentence() -> str:
        return "".join(dice.choices(words, k=dice.randint(10, 20))) + "。"

    standard = [sentence() for _ in range(12)]
    written = [[sentence() if dice.randrange(3) else dice.choice(standard) for _ in range(20)] for _ in range(number)]
    later = dice.sample(range(number // 2, number), max(1, number * COPIED_OF_A_THOUSAND // 1000))
    sources = dice.sample(range(number // 2), len(later))
    for id, source in zip(later, sources, strict=True):
        kept = [line for place, line in zip(count(), written[source]) if place % 9 != 4]  # noqa: PLR2004 - one in nine
        written[id] = [*kept[:5], sentence(), *kept[5:8], "今年办理12件，", *kept[8:]]
    return ["".join(lines) for lines in written], dict(zip(later, sources, strict=True))
