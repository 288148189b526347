"""From files to fates: one bad file, whatever it does to its worker, costs the others nothing."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from govreports import loading
from govreports.database import BuildError, Entry
from govreports.executors import LimitedExecutor
from govreports.inputs import manifest_beside, read_manifest, sources
from govreports.loading import entries
from govreports.records import process
from govreports.report import ManifestRow, Outcome

from tests.support import workers
from tests.support.commands import govreports
from tests.support.damage import copies
from tests.support.figures import opened
from tests.support.places import SAMPLES
from tests.support.workers import clumsy

MEGABYTES = 512


@contextmanager
def limited(jobs: int = 2, seconds: float = 30) -> Iterator[LimitedExecutor]:
    """Workers as a load has them, with tighter limits; none is left afterwards."""
    executor = LimitedExecutor(jobs, seconds, MEGABYTES)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)
    assert multiprocessing.active_children() == []


def loaded(folder: Path, executor: Executor, **work: Any) -> dict[str, Entry]:
    """Name -> fate of everything in a folder, whose names are all different."""
    found = list(entries(sources([folder], ()), {}, executor, **work))
    assert [entry.name for entry in found] == sorted({entry.name for entry in found})
    return {entry.name: entry for entry in found}


def outcomes(found: dict[str, Entry]) -> dict[str, Outcome]:
    """Name -> outcome."""
    return {name: entry.fate.outcome for name, entry in found.items()}


# --- bad files ------------------------------------------------------------------------------------------------------

REASONS = {
    "exit": "The file made the parser crash",
    "abort": "The file made the parser crash",
    "hang": "Parsing took too long",
    "hoard": "Parsing needed more memory than is allowed",
    "raise": "The parser failed (RuntimeError: said by the test)",
    "recurse": "The parser failed (RecursionError",
}


@pytest.mark.parametrize("mishap", REASONS)
def test_a_file_that_harms_its_worker_is_quarantined_and_the_rest_go_on(tmp_path: Path, mishap: str) -> None:
    copies(tmp_path, 4)
    (tmp_path / "report_00001b.txt").write_bytes(mishap.encode() + b"\n")
    with limited(seconds=3 if mishap == "hang" else 30) as executor:
        found = loaded(tmp_path, executor, work=clumsy)
    assert outcomes(found) == {
        **{f"report_{number:05}.txt": "loaded" for number in range(4)},
        "report_00001b.txt": "quarantined",
    }
    fate = found["report_00001b.txt"].fate
    assert fate.stage == "match"
    assert fate.record is None
    assert fate.message.message_en.startswith(REASONS[mishap])
    assert fate.message.message_zh.endswith("。")


def test_many_bad_files_in_several_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "FILES_AT_ONCE", 3)
    copies(tmp_path, 9)
    bad = ("exit", "abort", "raise", "exit", "raise")
    for number, mishap in enumerate(bad):
        (tmp_path / f"report_{2 * number:05}x.txt").write_text(f"{mishap}\n{number}", encoding="utf-8")
    with limited() as executor:
        found = outcomes(loaded(tmp_path, executor, work=clumsy))
    assert [outcome for name, outcome in found.items() if "x" in name.removesuffix(".txt")] == ["quarantined"] * 5
    assert [outcome for name, outcome in found.items() if "x" not in name.removesuffix(".txt")] == ["loaded"] * 9


def test_the_limits_are_in_force_and_hold_for_each_worker() -> None:
    with limited() as executor:
        assert {executor.submit(workers.memory_limit).result() for _ in range(4)} == {MEGABYTES * 2**20}


def test_workers_work_side_by_side(tmp_path: Path) -> None:
    with limited(jobs=2) as executor:
        one = executor.submit(workers.meet, tmp_path, "one", "other")
        other = executor.submit(workers.meet, tmp_path, "other", "one")
        assert one.result()
        assert other.result()


def test_an_idle_worker_killed_from_outside_is_replaced() -> None:
    # As the system does when memory runs short, wherever it was used up.
    with limited(jobs=1) as executor:
        for number in range(3):
            assert executor.submit(workers.echo, number).result() == number
            for child in multiprocessing.active_children():
                child.kill()
                child.join()
            time.sleep(0.5)  # while nobody asks for anything


def test_workers_killed_from_outside_cost_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "FILES_AT_ONCE", 4)
    copies(tmp_path, 120)
    found: dict[str, Outcome] = {}
    with limited(jobs=2) as executor:
        for number, entry in enumerate(entries(sources([tmp_path], ()), {}, executor)):
            found[entry.name] = entry.fate.outcome
            if number % 50 == 10:
                for child in multiprocessing.active_children():
                    child.kill()
    assert len(found) == 120
    assert set(found.values()) == {"loaded"}


def test_shutdown_lets_the_work_finish() -> None:
    executor = LimitedExecutor(1)
    futures = [executor.submit(workers.echo, number) for number in range(5)]
    executor.shutdown()
    assert [future.result(timeout=0) for future in futures] == [0, 1, 2, 3, 4]
    assert multiprocessing.active_children() == []


def test_shutdown_at_once_does_not_wait_for_work() -> None:
    executor = LimitedExecutor(1, seconds=60)
    executor.submit(workers.echo, 0).result()
    executor.submit(workers.hang)
    began = time.monotonic()
    executor.shutdown(cancel_futures=True)
    assert time.monotonic() - began < 20
    assert multiprocessing.active_children() == []


# --- any executor ---------------------------------------------------------------------------------------------------


class Elsewhere(Executor):
    """An executor of somebody else's making: does the work when asked for it, and counts what waits."""

    def __init__(self) -> None:
        self.waiting = self.most = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        return Deferred(self, lambda: fn(*args, **kwargs))


class Deferred(Future[Any]):
    """Work that is done when its result is asked for."""

    def __init__(self, executor: Elsewhere, work: Callable[[], Any]) -> None:
        super().__init__()
        self._executor, self._work = executor, work

    def result(self, timeout: float | None = None) -> Any:
        self._executor.waiting -= 1
        return self._work()


def test_every_executor_gives_the_same_fates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "FILES_AT_ONCE", 3)
    copies(tmp_path, 10)
    (tmp_path / "notice.txt").write_text("通知", encoding="utf-8")
    with limited() as processes:
        expected = loaded(tmp_path, processes)
    with ThreadPoolExecutor(2) as threads:
        assert loaded(tmp_path, threads) == expected
    assert loaded(tmp_path, Elsewhere()) == expected


def test_a_load_never_holds_more_than_a_few_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A million files must not stand in memory at once.
    monkeypatch.setattr(loading, "FILES_AT_ONCE", 2)
    executor = Elsewhere()
    assert len(loaded(copies(tmp_path, 60), executor)) == 60
    assert executor.most == loading.CHUNKS_UNDER_WAY < 30


def test_chunks_are_bounded_by_size_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = SAMPLES.joinpath("anju_2023.txt").stat().st_size
    monkeypatch.setattr(loading, "BYTES_AT_ONCE", 2 * size)
    sizes = []
    executor = Elsewhere()

    def work(chunk: tuple[Any, ...]) -> list[Any]:
        sizes.append(len(chunk))
        return process(chunk)

    loaded(copies(tmp_path, 7), executor, work=work)
    assert sum(sizes) == 7
    assert max(sizes) <= 3


# --- what is not even parsed ----------------------------------------------------------------------------------------


def test_the_same_bytes_are_loaded_once(tmp_path: Path) -> None:
    copies(tmp_path, 2)
    same = (tmp_path / "report_00001.txt").read_bytes()
    (tmp_path / "again.txt").write_bytes(same)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "again.txt").write_bytes(same)
    found = loaded(tmp_path, Elsewhere())
    assert outcomes(found) == {
        "again.txt": "loaded",
        "report_00000.txt": "loaded",
        "report_00001.txt": "duplicate",
        "sub/again.txt": "duplicate",
    }
    assert found["sub/again.txt"].fate.message.message_en == "The same bytes as again.txt."
    assert found["sub/again.txt"].document_id == hashlib.sha256(same).hexdigest()


def test_an_oversized_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copies(tmp_path, 1)
    size = (tmp_path / "report_00000.txt").stat().st_size
    (tmp_path / "zeros.bin").write_bytes(bytes(size + 1))
    monkeypatch.setattr(loading, "LARGEST_FILE", size)
    found = loaded(tmp_path, Elsewhere())
    assert outcomes(found) == {"report_00000.txt": "loaded", "zeros.bin": "quarantined"}
    told = found["zeros.bin"]
    assert (told.document_id, told.fate.stage) == (None, "input")
    assert "larger than" in told.fate.message.message_en


def test_what_cannot_be_read_is_quarantined(tmp_path: Path) -> None:
    # Root may read everything, so a link to nowhere stands for the file without permission. A pipe is never opened:
    # reading it would wait for ever.
    copies(tmp_path, 1)
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "endless.txt").symlink_to("/dev/zero")
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(tmp_path / "socket.txt"))
        found = loaded(tmp_path, Elsewhere())
    bad = ("gone", "loop", "pipe", "endless", "socket")
    assert outcomes(found) == {"report_00000.txt": "loaded", **{f"{name}.txt": "quarantined" for name in bad}}
    for name in bad:
        entry = found[f"{name}.txt"]
        assert (entry.document_id, entry.fate.stage) == (None, "input")
        assert entry.fate.message.message_en.endswith(".")


def test_bad_files_of_every_kind_through_the_command(tmp_path: Path) -> None:
    inputs = copies(tmp_path / "inputs", 3)
    (inputs / "manifest.csv").write_text("file,year\nreport_00000.txt,2023\n", encoding="utf-8")
    (inputs / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(inputs / "pipe.txt")
    (inputs / "page.txt").write_bytes(b"<!DOCTYPE html><html>")
    (inputs / "nul.txt").write_bytes(b"a\0b")
    (inputs / "empty.txt").write_bytes(b"")
    (inputs / "again.txt").write_bytes((inputs / "report_00002.txt").read_bytes())
    Path(os.fsdecode(os.fsencode(inputs) + b"/\xff\xfe.txt")).write_text("通知", encoding="utf-8")
    ran = govreports("load", inputs, "--db", tmp_path / "x.db", "--lang", "en")
    assert ran.code == 1, ran.err
    with opened(tmp_path / "x.db") as db:
        assert dict(db.execute("SELECT name, outcome || ' ' || stage FROM load_log")) == {
            "again.txt": "loaded load",
            "empty.txt": "not_a_report match",
            "gone.txt": "quarantined input",
            "nul.txt": "quarantined read",
            "page.txt": "quarantined read",
            "pipe.txt": "quarantined input",
            "report_00000.txt": "loaded load",
            "report_00001.txt": "loaded load",
            "report_00002.txt": "duplicate input",
            "\\xff\\xfe.txt": "not_a_report match",
        }


# --- which files ----------------------------------------------------------------------------------------------------


def test_inputs_are_named_below_their_folder_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden", ".git/config", "a/.x", "B.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert [source.name for source in sources([tmp_path], ())] == ["B.txt", "a/b/c.txt", "a/z.txt", "b.txt"]
    assert [source.name for source in sources([tmp_path / "b.txt", tmp_path / "a"], ())] == [
        "b.txt",
        "b/c.txt",
        "z.txt",
    ]


def test_the_manifest_is_no_input(tmp_path: Path) -> None:
    folder = copies(tmp_path / "inputs", 1)
    own, other = folder / "manifest.csv", tmp_path / "other.csv"
    for path in (own, other):
        path.write_text("file\n", encoding="utf-8")
    assert manifest_beside([folder]) == own
    assert manifest_beside([folder, folder]) is None  # names could clash
    for chosen in (own, other, None):  # nor is a folder's own when another is named in its stead
        assert [source.name for source in sources([folder], [chosen])] == ["report_00000.txt"]
    (folder / "link.csv").symlink_to("manifest.csv")
    assert [source.name for source in sources([folder], [own])] == ["report_00000.txt"]


@pytest.mark.parametrize("made", [False, True], ids=["missing", "empty"])
def test_nothing_to_load_is_an_error(tmp_path: Path, made: bool) -> None:
    folder = tmp_path / "inputs"
    if made:
        folder.mkdir()
    with pytest.raises(BuildError) as caught:
        sources([folder], ())
    assert str(folder) in caught.value.message_en
    assert str(folder) in caught.value.message_zh


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("file,url,agency,region_code,year,retrieved_at\na.txt,,,,,\n", [ManifestRow("a.txt")]),
        (
            """file,url,agency,region_code,year,retrieved_at
a.txt,http://x/,市教育局,320600,2020,2021-02-03
b/c.txt, , 局 ,320600001,,
""",
            [
                ManifestRow("a.txt", "http://x/", "市教育局", "320600", 2020, "2021-02-03"),
                ManifestRow("b/c.txt", None, "局", "320600001"),
            ],
        ),
        ("year,file\n2020,a.txt\n", [ManifestRow("a.txt", year=2020)]),
        ('\ufefffile,agency\r\n"a,b.txt","甲""乙"\r\n', [ManifestRow("a,b.txt", agency='甲"乙')]),
        ("file\n\n\na.txt\n", [ManifestRow("a.txt")]),
        ("file\n", []),
    ],
)
def test_manifests(tmp_path: Path, text: str, rows: list[ManifestRow]) -> None:
    path = tmp_path / "manifest.csv"
    path.write_bytes(text.encode())
    assert list(read_manifest(path).values()) == rows
    path.write_bytes(text.removeprefix("\ufeff").encode("gb18030"))
    assert list(read_manifest(path).values()) == rows
