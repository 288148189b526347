"""Hostile files: each ends soon, within its memory, with one sentence, and the good files beside it are loaded rightly.

Every module beside this one that has `FILES`, name -> maker, belongs to the corpus.
"""

from __future__ import annotations

import pkgutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from html import escape
from importlib import import_module
from pathlib import Path
from shutil import copy
from typing import NamedTuple

import pytest
from govreports.executors import LimitedExecutor, WorkerDiedError
from govreports.loading import LARGEST_FILE
from govreports.records import Fate, process
from govreports.report import Input

from tests.support.commands import GOVREPORTS
from tests.support.figures import opened
from tests.support.goldens import ALL
from tests.support.places import SAMPLES

HERE = Path(__file__).parent
SECONDS = 20
MEGABYTES = 512
FEWEST = {"html": 16, "text": 12, "docx": 16, "pdf": 16}
GOOD = "good"

# A process starts with the memory of the one that starts it for its greatest so far, so a small one starts the load.
MEASURED = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""

Makers = dict[str, Callable[[], bytes]]


def _corpus() -> dict[str, Makers]:
    """Format -> its files."""
    modules = (info.name for info in pkgutil.iter_modules([str(HERE)]))
    found = {name: import_module(f"tests.hostile.{name}") for name in modules if not name.startswith("test_")}
    return {name: module.FILES for name, module in found.items() if hasattr(module, "FILES")}


CORPUS = _corpus()


class Run(NamedTuple):
    """One load of the whole corpus, with good files beside it: folder by folder."""

    code: int
    err: str
    database: Path
    megabytes: float


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus on disk, a folder for each format, and the samples beside it."""
    where = tmp_path_factory.mktemp("hostile")
    for name, makers in CORPUS.items():
        (where / name).mkdir()
        for file, make in makers.items():
            (where / name / file).write_bytes(make())
    (where / GOOD).mkdir()
    # Each sample once, since the same text in two files is one report with two sources.
    for number, sample in enumerate(sorted(SAMPLES.glob("*.txt"))):
        if number % 2:
            copy(sample, where / GOOD)
            continue
        page = "".join(f"<p>{escape(line)}</p>" for line in sample.read_text(encoding="utf-8").splitlines())
        (where / GOOD / f"{sample.stem}.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    return where


@pytest.fixture(scope="module")
def loaded(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`govreports load` over everything, in two workers. The memory is that of the largest process of all."""
    work = tmp_path_factory.mktemp("loaded")
    command = [str(GOVREPORTS), "load", str(folder), "--db", str(work / "out.db"), "--jobs", "2", "--lang", "en"]
    with (work / "err").open("wb") as err:
        ended = subprocess.run(
            [sys.executable, "-c", MEASURED, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=err,
            check=True,
        )
    code, kilobytes = map(int, ended.stdout.split())
    told = (work / "err").read_text(encoding="utf-8")
    return Run(code, told, work / "out.db", kilobytes / 1024)


def _names() -> Iterator[str]:
    return (f"{name}/{file}" for name, makers in CORPUS.items() for file in makers)


@pytest.mark.parametrize("name", sorted(CORPUS))
def test_the_corpus_is_large_enough(name: str) -> None:
    assert len(CORPUS[name]) >= FEWEST[name]


def test_every_file_has_one_outcome_and_one_sentence(loaded: Run) -> None:
    assert loaded.code == 1  # some were quarantined, and the rest is loaded
    with closing(sqlite3.connect(loaded.database)) as connection:
        log = connection.execute("SELECT name, outcome, message_zh, message FROM load_log").fetchall()
    hostile = {name: said for name, *said in log if not name.startswith(GOOD)}
    assert sorted(hostile) == sorted(_names())
    for name, (outcome, zh, en) in hostile.items():
        assert outcome in {"loaded", "not_a_report", "quarantined", "duplicate"}, name
        assert zh.endswith("。"), name
        assert en.endswith("."), name
        assert "\n" not in zh + en, name
        assert "The parser failed" not in en, f"{name}: {en}"


def test_nothing_is_printed_but_a_line_for_each_file(loaded: Run) -> None:
    names = set(_names())
    odd = [line for line in loaded.err.splitlines() if line.split(": ")[0] not in names]
    assert odd == []


def test_memory_stays_small(loaded: Run) -> None:
    assert loaded.megabytes <= MEGABYTES


def test_the_good_files_beside_them_are_loaded_with_their_figures(loaded: Run) -> None:
    with opened(loaded.database) as connection:
        rows = connection.execute(
            "SELECT name, form_figures.id, value FROM figures"
            " JOIN form_figures USING (table_name, row_code, column_name) JOIN reports ON reports.id = report_id"
            " JOIN documents ON documents.id = document_id"
            " WHERE name LIKE ?",
            (f"{GOOD}/%",),
        ).fetchall()
    found: dict[str, dict[int, object]] = {}
    for name, id, value in rows:
        found.setdefault(Path(name).name, {})[id] = value
    for golden in ALL:
        (figures,) = (found[name] for name in found if Path(name).stem == Path(golden.sample).stem)
        wrong = {id: value for id, value in golden.figures.items() if figures.get(id) not in (value, None)}
        assert not wrong, golden.sample
        read = sum(figures.get(id) is not None for id in golden.figures)
        assert read >= 0.9 * sum(value is not None for value in golden.figures.values()), golden.sample


@pytest.mark.parametrize("name", sorted(CORPUS))
def test_each_file_ends_in_time(name: str, folder: Path) -> None:
    executor = LimitedExecutor(1, seconds=SECONDS)
    try:
        for path in sorted((folder / name).iterdir()):
            if path.stat().st_size > LARGEST_FILE:
                continue  # refused unread
            executor.submit(process, ()).result()  # the worker is there
            began = time.monotonic()
            with suppress(WorkerDiedError):  # pdfium aborts; the load says so of the file and goes on
                (fate,) = executor.submit(process, (Input(path.name, path.read_bytes()),)).result()
                assert isinstance(fate, Fate)
            assert time.monotonic() - began < SECONDS, path.name
    finally:
        executor.shutdown(cancel_futures=True)
