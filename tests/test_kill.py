"""A build that is killed, at whatever moment, leaves the old database or the new one, whole, and the next one works."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from govreports.database import Entry, build

from tests.support.commands import died, end_group, govreports, members, started, wait_until
from tests.support.damage import copies
from tests.support.entries import entry, samples

FILES = 60
# Moments from the start of the command, and from the moment at which its temporary file appears: in seconds and as a
# share of what an undisturbed build takes.
KILLS = [("start", number) for number in range(8)] + [("build", number) for number in range(22)]


class Stage(NamedTuple):
    """What a killed load may leave, and how long one takes that is let be."""

    inputs: Path
    entries: list[Entry]
    old: bytes
    new: bytes
    whole_seconds: float
    build_seconds: float


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """An old database of the samples; the new one would hold sixty other reports."""
    folder = tmp_path_factory.mktemp("kill")
    inputs = copies(folder / "inputs", FILES)
    entries = [entry(path.name, path.read_bytes()) for path in sorted(inputs.iterdir())]
    build(folder / "old.db", samples())
    build(folder / "new.db", entries)
    began = time.monotonic()
    with started("load", inputs, "--db", folder / "x.db") as process:
        wait_until((folder / ".x.db.building").exists, "the build has begun")
        building = time.monotonic()
        died(process)
        ended = time.monotonic()
    old, new = (folder / "old.db").read_bytes(), (folder / "new.db").read_bytes()
    assert (folder / "x.db").read_bytes() == new != old
    return Stage(inputs, entries, old, new, ended - began, ended - building)


@pytest.mark.parametrize(("since", "number"), KILLS, ids=str)
def test_a_kill_leaves_the_old_database_or_the_new_one(stage: Stage, tmp_path: Path, since: str, number: int) -> None:
    target = tmp_path / "reports.db"
    target.write_bytes(stage.old)
    temporary = tmp_path / ".reports.db.building"
    # A moment drawn anew in each run, from its own part of the time, so that all parts are met.
    parts = sum(1 for kind, _ in KILLS if kind == since)
    moment = (number + random.random()) / parts * 1.1  # noqa: S311 - not a secret
    with started("load", stage.inputs, "--db", target, "--jobs", "2") as process:
        if since == "build":
            wait_until(temporary.exists, "the build has begun")
        time.sleep(moment * (stage.build_seconds if since == "build" else stage.whole_seconds))
        os.kill(process.pid, signal.SIGKILL)
        died(process)
        # At this very moment, its workers perhaps still running:
        assert target.read_bytes() in (stage.old, stage.new)
        intact(target)
        assert {path.name for path in tmp_path.iterdir()} <= {target.name, temporary.name}
        # The next build is not locked out, and clears away what the killed one left. A worker that was just being
        # started holds all that its parent held, for the instant until it becomes a program of its own.
        wait_until(lambda: unlocked(temporary), "the lock is free", seconds=5)
        build(target, stage.entries)
        assert target.read_bytes() == stage.new
        assert [path.name for path in tmp_path.iterdir()] == [target.name]
        end_group(process)
        assert members(process.pid) == []


def unlocked(path: Path) -> bool:
    """Whether no process holds the lock of a build."""
    if not path.exists():
        return True
    with path.open("rb") as file, suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def intact(path: Path) -> None:
    """Require a sound database."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_kill_in_the_middle_of_a_build_leaves_its_temporary_file_behind(stage: Stage, tmp_path: Path) -> None:
    # Else none of the kills above would have met a build; and the command itself copes with it, not only the library.
    target = tmp_path / "reports.db"
    target.write_bytes(stage.old)
    temporary = tmp_path / ".reports.db.building"
    with started("load", stage.inputs, "--db", target) as process:
        wait_until(temporary.exists, "the build has begun")
        os.kill(process.pid, signal.SIGKILL)
        died(process)
        assert temporary.exists()
        assert target.read_bytes() == stage.old
    assert govreports("load", stage.inputs, "--db", target).code == 0
    assert target.read_bytes() == stage.new
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
