"""Work that goes wrong, for workers to run. It must be importable in a process started afresh, hence its own module."""

from __future__ import annotations

import os
import re
import resource
import time
from collections.abc import Callable
from pathlib import Path

from govreports.records import Fate, process
from govreports.report import Input

MEBIBYTE = 2**20


def _exit() -> None:
    os._exit(7)


def _abort() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no core file where the tests run
    os.abort()


def hang() -> None:
    """Never end, and never let go of the interpreter: a pattern that backtracks."""
    re.match("(a+)+$", "a" * 99 + "b")


def _hoard() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(MEBIBYTE))


def _raise() -> None:
    raise RuntimeError("said by the test")


def _recurse() -> None:
    _recurse()


MISHAPS: dict[bytes, Callable[[], None]] = {
    b"exit": _exit,
    b"abort": _abort,
    b"hang": hang,
    b"hoard": _hoard,
    b"raise": _raise,
    b"recurse": _recurse,
}


def clumsy(sources: tuple[Input, ...]) -> list[Fate]:
    """As `records.process`, but a file that begins with the name of a mishap has it."""
    for source in sources:
        mishap = MISHAPS.get(source.data.partition(b"\n")[0])
        if mishap:
            mishap()
    return process(sources)


def echo(value: int) -> int:
    """The value itself."""
    return value


def memory_limit() -> int:
    """How many bytes the process may take."""
    return resource.getrlimit(resource.RLIMIT_AS)[0]


def meet(folder: Path, me: str, other: str) -> bool:
    """Whether another worker is there at the same time: each waits for the other."""
    (folder / me).touch()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if (folder / other).exists():
            return True
        time.sleep(0.01)
    return False
