"""Damaged PDF files: each is read or refused, or ends its worker; nothing else ever comes out.

GOVREPORTS_MUTATIONS sets how many files are tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from random import Random

from govreports.executors import LimitedExecutor, WorkerDiedError
from govreports.records import Fate, process
from govreports.report import Input

from tests.hostile.pdf import forms_in_forms, glyphs_in_a_circle, letters_without_words
from tests.readers.test_pdf import invisible, made, picture_of_a_page, table
from tests.support.pdfs import packed, pdf, text
from tests.support.volumes import Series, mutations

FILES = mutations(1000)
AT_ONCE = 50
SECONDS = 20
OUTCOMES = {"loaded", "not_a_report", "quarantined"}
NUMBERS = (b"0", b"-1", b"2147483648", b"99999999999999999999", b"1e308", b"0.0000001", b"65536")
TOKENS = (
    b"<<",
    b">>",
    b"[",
    b"]",
    b"endobj",
    b"stream",
    b"endstream",
    b"R",
    b"null",
    b"/Type",
    b"(",
    b")",
    b"q",
    b"Do",
)

Damage = Callable[[Random, bytearray], None]


def flip(rng: Random, data: bytearray) -> None:
    """Other bytes in a few places."""
    for _ in range(rng.randint(1, 20)):
        data[rng.randrange(len(data))] = rng.randrange(256)


def drop(rng: Random, data: bytearray) -> None:
    """A stretch is missing."""
    start = rng.randrange(len(data))
    del data[start : start + rng.randint(1, 300)]


def repeat(rng: Random, data: bytearray) -> None:
    """A stretch stands twice."""
    start, end = sorted(rng.randrange(len(data)) for _ in range(2))
    at = rng.randrange(len(data))
    data[at:at] = data[start : min(end, start + 2000)]


def renumber(rng: Random, data: bytearray) -> None:
    """A number is another."""
    found = list(re.finditer(rb"\d+", bytes(data)))
    if found:
        number = rng.choice(found)
        data[number.start() : number.end()] = rng.choice(NUMBERS)


def insert(rng: Random, data: bytearray) -> None:
    """A word where none should be."""
    at = rng.randrange(len(data))
    data[at:at] = b" " + rng.choice(TOKENS) + b" "


DAMAGES: tuple[Damage, ...] = (flip, drop, repeat, renumber, insert)


@cache
def whole_files() -> tuple[bytes, ...]:
    """What is damaged."""
    return (
        made(table, pageCompression=0),
        made(table, table, pageCompression=1),
        made(lambda canvas: (picture_of_a_page(canvas), invisible(canvas)), pageCompression=0),
        pdf(packed(text("1 2 3", "4 5 6"))),
        letters_without_words(),
        glyphs_in_a_circle(),
        forms_in_forms().replace(b"/X Do " * 10, b"/X Do"),
    )


def damaged(seed: int) -> Input:
    """A file that is damaged once or a few times."""
    rng = Random(seed)  # noqa: S311 - the same file each time
    data = bytearray(rng.choice(whole_files()))
    for _ in range(rng.choice((1, 1, 2, 5))):
        if data:
            rng.choice(DAMAGES)(rng, data)
    return Input(f"{seed}", b"%PDF-" + bytes(data[5:]))  # else it would be no PDF, and no concern of this reader


def outcomes(executor: LimitedExecutor, series: Series) -> list[str]:
    """What becomes of some files, tried at once. When that fails, each is tried by itself, and says so by itself."""

    def alone(seed: int) -> str:
        try:
            return told(executor.submit(process, (damaged(seed),)).result())[0]
        except (WorkerDiedError, TimeoutError, MemoryError):
            return "died"

    try:
        return told(executor.submit(process, tuple(series.each(damaged))).result())
    except Exception:  # noqa: BLE001 - whatever it was, it comes again
        return series.each(alone)


def told(fates: list[Fate]) -> list[str]:
    """The outcomes, each of which has to come with a sentence."""
    assert all(fate.message.message_zh and fate.message.message_en for fate in fates)
    assert {fate.outcome for fate in fates} <= OUTCOMES
    return [fate.outcome for fate in fates]


def test_damaged_files_are_read_or_refused() -> None:
    executor = LimitedExecutor(2, SECONDS)
    counts: Counter[str] = Counter()
    try:
        for first in range(0, FILES.tried, AT_ONCE):
            some = FILES._replace(first=FILES.first + first, tried=min(AT_ONCE, FILES.tried - first))
            counts.update(outcomes(executor, some))
    finally:
        executor.shutdown()
    assert counts["not_a_report"] > FILES.tried / 4
    assert counts["quarantined"] > FILES.tried / 100
    assert counts["died"] < FILES.tried / 20
