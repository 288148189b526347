"""A build of the static site writes what has changed, takes away what is gone, and replaces the old site at once."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner

from datasette_govreports import downloads, workers
from datasette_govreports.commands import govreports
from datasette_govreports.site import build as site
from datasette_govreports.site import output, plan
from datasette_govreports.site.address import Address
from datasette_govreports.site.build import Counts, build
from datasette_govreports.site.errors import SiteError

# As many as were promised, by `GOVREPORTS_KILLS=30`; a run of all tests makes do with fewer.
KILLS = int(os.environ.get("GOVREPORTS_KILLS", "4"))
FEW = ("reports", "sources", "agencies", "machines")  # enough of a site to see what is written


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build the pages of reports and bodies only, and of the downloads no tables."""
    monkeypatch.setattr(downloads, "tables", lambda *_: ())
    monkeypatch.setattr(plan, "SECTIONS", {name: plan.SECTIONS[name] for name in FEW})
    monkeypatch.setattr(site, "SECTIONS", plan.SECTIONS)


def changed(database: Path, to: Path, *statements: str) -> Path:
    """A copy of a database with something changed."""
    shutil.copy(database, to)
    with closing(sqlite3.connect(to)) as db, db:
        for statement in statements:
            db.execute(statement)
    return to


def contents(folder: Path) -> dict[str, str]:
    """Every file of a site, by a digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def slug(database: Path, name: str) -> str:
    """The report that was read from a sample."""
    with closing(sqlite3.connect(database)) as db:
        sql = "SELECT slug FROM reports JOIN documents ON documents.id = document_id WHERE name = ?"
        (found,) = db.execute(sql, (name,)).fetchone()
    return str(found)


def written(database: Path, target: Path) -> Counts:
    """Build in this process."""
    return build(database, target, Address(), 1)


# --- incremental -----------------------------------------------------------------------------------------------------


def test_a_second_build_writes_what_depends_on_what_changed(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    first = written(database, target)
    assert first.kept == first.removed == 0
    before, inodes = contents(target), {path: path.stat().st_ino for path in target.rglob("*.html")}
    assert written(database, target) == Counts(0, first.written, 0)
    assert contents(target) == before
    assert {path: path.stat().st_ino for path in target.rglob("*.html")} == inodes, "what is the same is kept"

    name = slug(database, "anju_2023.txt")
    newer = changed(database, tmp_path / "newer.db", f"UPDATE reports SET title = '改过的标题' WHERE slug = '{name}'")
    counts = written(newer, target)
    after = contents(target)
    differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert counts == Counts(len(differing), first.written - len(differing), 0)
    # The report and its files in both languages, what else holds the title, and the database.
    assert {f"reports/{name}/index.html", f"en/reports/{name}/index.html", f"reports/{name}.json"} <= differing
    with closing(sqlite3.connect(database)) as db:
        sql = "SELECT agencies.slug FROM agencies JOIN reports ON agency_id = agencies.id WHERE reports.slug = ?"
        (body,) = db.execute(sql, (name,)).fetchone()
    data = {path for path in differing if path.startswith("data/")}  # which lists and sums up all of itself
    assert "data/agencies.csv" not in data
    assert {path for path in differing - data if "/data/" not in path} <= {
        *(f"{prefix}agencies/{body}{end}" for prefix in ("", "en/") for end in (".json", ".csv")),
        *(f"{prefix}reports/{name}{end}" for prefix in ("", "en/") for end in ("/index.html", ".json", ".jsonld")),
    }
    assert "改过的标题" in (target / "reports" / name / "index.html").read_text(encoding="utf-8")


def test_pages_of_a_report_that_is_gone_go(database: Path, tmp_path: Path, few: None) -> None:
    target = tmp_path / "site"
    first = written(database, target)
    name = slug(database, "anju_2023.txt")
    one = f"report_id = (SELECT id FROM reports WHERE slug = '{name}')"
    tables = ("proactive", "requests", "reviews", "sections", "findings", "cell_notes", "evidence", "provenance")
    less = changed(
        database,
        tmp_path / "less.db",
        *(f"DELETE FROM {table} WHERE {one}" for table in (*tables, "check_results", "report_sources")),
        f"DELETE FROM reports WHERE slug = '{name}'",
    )
    counts = written(less, target)
    # Its page and its jsonld in both languages, and its csv and json.
    assert counts.removed == 6
    assert counts.kept > 0
    assert first.written == counts.kept + counts.removed + counts.written
    assert not (target / "reports" / name).exists()
    fresh = tmp_path / "fresh"
    written(less, fresh)
    assert contents(target) == contents(fresh), "what a build leaves depends on the database alone"


def test_a_file_that_somebody_changed_is_set_right(database: Path, tmp_path: Path, few: None) -> None:
    target = tmp_path / "site"
    written(database, target)
    before = contents(target)
    (target / "404.html").write_text("changed", encoding="utf-8")
    (target / "robots.txt").unlink()
    (target / "stray.html").write_text("stray", encoding="utf-8")
    assert written(database, target) == Counts(2, len(before) - 2, 1)
    assert contents(target) == before


def test_a_file_system_without_links_gets_copies(
    database: Path, tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise OSError(1, "Operation not permitted")

    target = tmp_path / "site"
    first = written(database, target)
    before = contents(target)
    monkeypatch.setattr(os, "link", refuse)
    assert written(database, target) == Counts(0, first.written, 0)
    assert contents(target) == before


# --- refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_not_ours_is_refused(database: Path, tmp_path: Path, language: str) -> None:
    folder, other = tmp_path / "folder", tmp_path / "other.db"
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine", encoding="utf-8")
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE reports (id)")
    older = changed(database, tmp_path / "older.db", "PRAGMA user_version = 0")
    text = tmp_path / "text.db"
    text.write_text("no database", encoding="utf-8")
    for words in (
        (database, "--output", folder),
        (database, "--output", folder / "thesis.txt"),
        (other, "--output", tmp_path / "new"),
        (older, "--output", tmp_path / "new"),
        (text, "--output", tmp_path / "new"),
        (database, "--output", tmp_path / "new", "--base-url", "ftp://example.org"),
    ):
        done = CliRunner().invoke(govreports, ["build", *map(str, words), "--lang", language])
        assert done.exit_code == 2
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
        assert ("：" in done.stderr) is (language == "zh")
    assert {path.name for path in tmp_path.iterdir()} == {"folder", "other.db", "older.db", "text.db"}
    assert (folder / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_may_become_a_site(database: Path, tmp_path: Path, few: None) -> None:
    (tmp_path / "site").mkdir()
    assert written(database, tmp_path / "site").removed == 0
    assert (tmp_path / "site/404.html").is_file()


def test_one_build_at_a_time(database: Path, tmp_path: Path, few: None) -> None:
    target = tmp_path / "site"
    with output.exclusive(target), pytest.raises(SiteError):
        written(database, target)
    assert not target.exists()
    written(database, target)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_name_never_leads_out_of_the_site(database: Path, tmp_path: Path, few: None) -> None:
    for number, name in enumerate(("../../escaped", "..", "/etc/escaped", "a\nb", "")):
        evil = changed(database, tmp_path / f"{number}.db", f"UPDATE agencies SET slug = '{name}' WHERE id = 1")
        # A slash becomes %2F in an address, which no file of ours has in its name either.
        with pytest.raises(SiteError):
            written(evil, tmp_path / "site")
    assert not (tmp_path / "site").exists()
    assert {path.suffix for path in tmp_path.iterdir()} == {".db"}


def test_a_failing_worker_ends_the_build(database: Path, tmp_path: Path) -> None:
    evil = changed(database, tmp_path / "evil.db", "UPDATE agencies SET slug = '..' WHERE id = 1")
    with pytest.raises(SiteError):
        build(evil, tmp_path / "site", Address(), 2)
    assert [path.name for path in tmp_path.iterdir()] == ["evil.db"]


def test_a_worker_that_dies_ends_the_build() -> None:
    with pytest.raises(workers.WorkerDiedError):
        list(workers.run(2, _deadly, [1, 2, 3]))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_task_can_wait_for_others(jobs: int) -> None:
    done: list[int] = []

    def tasks() -> Iterator[int | None]:
        yield from (1, 2, 3)
        while len(done) < 3:
            yield None
        yield sum(done)

    for result in workers.run(jobs, _doubling, tasks()):
        done.append(result)  # noqa: PERF402 - what comes next depends on it
    assert sorted(done) == [2, 4, 6, 24]


def _doubling() -> Callable[[int], int]:
    return _doubled


def _doubled(number: int) -> int:
    return 2 * number


def test_a_worker_loads_no_server() -> None:
    known = "import sys, datasette_govreports.site.build; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", known], check=True, capture_output=True, text=True).stdout.split()
    assert "datasette_govreports.site.build" in loaded
    assert {"datasette", "click", "asyncio", "markdown", "pyarrow", "xlsxwriter"}.isdisjoint(loaded)


def _deadly() -> Callable[[int], int]:
    return _die


def _die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


# --- killed ----------------------------------------------------------------------------------------------------------


def forked(database: Path, target: Path, **instead: Any) -> int:
    """Start a build in a process of its own; what it needs is there already. `instead`: functions of output."""
    process = os.fork()
    if process:
        return process
    try:
        for name, function in instead.items():
            setattr(output, name, function)
        build(database, target, Address(), 1)
    finally:
        os._exit(0)


@pytest.fixture
def two(database: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two databases of which every page differs."""
    statements = ("UPDATE reports SET title = 'x' || slug", "UPDATE agencies SET name = 'x' || name")
    return database, changed(database, tmp_path / "other.db", *statements)


def test_a_kill_leaves_the_old_site_or_the_new_one(two: tuple[Path, Path], tmp_path: Path, few: None) -> None:
    parent = tmp_path / "sites"
    states, seconds = [], []
    for number, path in enumerate(two):
        began = time.monotonic()
        written(path, tmp_path / f"whole{number}")
        seconds.append(time.monotonic() - began)
        states.append(contents(tmp_path / f"whole{number}"))
    assert all(states[0][path] != states[1].get(path) for path in states[0] if path.endswith("/index.html"))
    target = parent / "site"
    written(two[0], target)
    for number in range(KILLS):
        process = forked(two[1 - number % 2], target)
        # A moment drawn anew in each run, from its own part of the time, so that all parts are met.
        time.sleep((number + random.random()) / KILLS * 1.2 * max(seconds))  # noqa: S311 - not a secret
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        assert contents(target) in states, number
        assert {path.name for path in parent.iterdir()} <= {"site", ".site.building"}
    written(two[0], target)
    assert contents(target) == states[0]
    assert [path.name for path in parent.iterdir()] == ["site"]


@pytest.mark.parametrize("after", [False, True])
def test_a_kill_just_before_and_after_the_exchange(
    two: tuple[Path, Path], tmp_path: Path, few: None, after: bool
) -> None:
    target = tmp_path / "sites" / "site"
    written(two[0], target)
    old = contents(target)
    replace = output.replace

    def killed(*paths: Path) -> None:
        if after:
            replace(*paths)
        os.kill(os.getpid(), signal.SIGKILL)

    os.waitpid(forked(two[1], target, replace=killed), 0)
    assert (contents(target) == old) is not after
    assert (tmp_path / "sites/.site.building").is_dir()
    written(two[1], target)
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_where_two_folders_cannot_change_names_the_old_one_comes_back(
    two: tuple[Path, Path], tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "sites" / "site"
    written(two[0], target)
    old = contents(target)
    rename = Path.rename

    def killed(path: Path, to: Path) -> Path:
        if path.name == "site" and path != target:  # the new one, on its way to its place
            os.kill(os.getpid(), signal.SIGKILL)
        return rename(path, to)

    monkeypatch.setattr(output, "_exchanged", lambda *_: False)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", killed)
        os.waitpid(forked(two[1], target), 0)
    assert not target.exists()
    with output.exclusive(target):
        assert contents(target) == old
    counts = written(two[1], target)
    assert counts.written > 0
    assert contents(target) != old
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_workers_end_with_the_command_that_is_killed(database: Path, tmp_path: Path) -> None:
    process = os.fork()
    if not process:
        os.setpgid(0, 0)
        try:
            build(database, tmp_path / "site", Address(), 2)
        finally:
            os._exit(0)
    room = tmp_path / ".site.building"
    deadline = time.monotonic() + 60
    while not list(room.glob("*/site/reports/*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    while _group(process) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _group(process) == []
    with output.exclusive(tmp_path / "site"):  # and the lock with them
        assert list(room.iterdir()) == []


def _group(group: int) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, number = path.read_text(errors="replace").rpartition(") ")[2].split()[:3]
        except OSError:
            continue
        if int(number) == group and state not in "ZX":
            found.append(path.parent.name)
    return found
