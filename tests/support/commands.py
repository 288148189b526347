"""The command as a user runs it: a process of its own, its output and its exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

GOVREPORTS = Path(sysconfig.get_path("scripts"), "govreports")
SECONDS = 60


class Ran(NamedTuple):
    """A command that has ended."""

    code: int
    out: str
    err: str


def govreports(*arguments: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Ran:
    """Run the command to its end, its output not a terminal."""
    ended = subprocess.run(
        [GOVREPORTS, *arguments],
        env={**os.environ, **(env or {})},
        cwd=cwd,
        capture_output=True,
        timeout=SECONDS,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return Ran(ended.returncode, ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8"))


@contextmanager
def started(*arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start the command as the leader of a process group, as a shell does; afterwards nothing of the group is left."""
    process = subprocess.Popen(
        [GOVREPORTS, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        end_group(process)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a group that we started. Its number is ours for as long as its leader is not reaped."""
    if process.returncode is None:
        assert process.pid != os.getpgrp()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    wait_until(lambda: not members(process.pid), "the processes of the group have ended")


def died(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process to end without reaping it, so that its group keeps its number."""
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)


def members(group: int) -> list[int]:
    """The processes of a group that still run; one that has ended and waits to be reaped does not."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            state, _, number = path.read_text(errors="replace").rpartition(") ")[2].split()[:3]
            if int(number) == group and state not in "ZX":
                found.append(int(path.parent.name))
    return found


def wait_until(condition: Callable[[], object], what: str, seconds: float = 20) -> None:
    """Wait for something to become true; fail, naming it, when it does not."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain until {what}"
        time.sleep(0.002)
