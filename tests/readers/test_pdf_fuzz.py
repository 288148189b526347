"""Damaged PDF files: each is read or refused, or ends its worker; nothing else ever comes out.

GOVREPORTS_MUTATIONS sets how many files are tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random

from govreports.executors import LimitedExecutor, WorkerDiedError
from govreports.records import Fate, process
from govreports.report import Input

from tests.hostile.pdf import forms_in_forms, glyphs_in_a_circle, letters_without_words
from tests.readers.test_pdf import invisible, made, picture_of_a_page, table
from tests.support.pdfs import packed, pdf, text
from tests.support.volumes import mutations

FILES, SEED = mutations(1000)
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


def whole_files() -> list[bytes]:
    """What is damaged."""
    return [
        made(table, pageCompression=0),
        made(table, table, pageCompression=1),
        made(lambda canvas: (picture_of_a_page(canvas), invisible(canvas)), pageCompression=0),
        pdf(packed(text("1 2 3", "4 5 6"))),
        letters_without_words(),
        glyphs_in_a_circle(),
        forms_in_forms().replace(b"/X Do " * 10, b"/X Do"),
    ]


def damaged(seed: int) -> Iterator[bytes]:
    """Files without end, each damaged once or a few times."""
    rng = Random(seed)  # noqa: S311 - the same files each time
    whole = whole_files()
    while True:
        data = bytearray(rng.choice(whole))
        for _ in range(rng.choice((1, 1, 2, 5))):
            if data:
                rng.choice(DAMAGES)(rng, data)
        yield b"%PDF-" + bytes(data[5:])  # else it would be no PDF, and no concern of this reader


def fates(executor: LimitedExecutor, sources: tuple[Input, ...]) -> Iterator[Fate | None]:
    """What becomes of some files; None for one that ends its worker."""
    try:
        yield from executor.submit(process, sources).result()
    except (WorkerDiedError, TimeoutError, MemoryError):
        if len(sources) == 1:
            yield None
        else:
            for source in sources:
                yield from fates(executor, (source,))


def test_damaged_files_are_read_or_refused() -> None:
    files = islice(damaged(SEED), FILES)
    executor = LimitedExecutor(2, SECONDS)
    counts: dict[str, int] = {}
    try:
        while sources := tuple(Input(f"{SEED}", data) for data in islice(files, AT_ONCE)):
            for fate in fates(executor, sources):
                outcome = fate.outcome if fate else "died"
                counts[outcome] = counts.get(outcome, 0) + 1
                if fate:
                    assert fate.message.message_zh
                    assert fate.message.message_en
    finally:
        executor.shutdown()
    assert counts.keys() <= OUTCOMES | {"died"}
    assert sum(counts.values()) == FILES
    assert counts["not_a_report"] > FILES / 4
    assert counts["quarantined"] > FILES / 100
    assert counts.get("died", 0) < FILES / 20
