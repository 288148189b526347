"""The static site over generated reports, against writing the same files, and beside Hugo with the same pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.ratios import Measured
from datasette_govreports.site.output import flush

HOME = "https://example.org/"
JOBS = 2
WRITE_AT_MOST = 4.0
MEGABYTES_AT_MOST = 1536.0
BODY = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
LAYOUT = (
    '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
    "<body><main>{{ .Content }}</main></body></html>"
)


class Took(NamedTuple):
    """Seconds by the clock, and of the processors in all processes."""

    elapsed: float
    processor: float

    def plus(self, work: Callable[[], object]) -> Took:
        """With the time that some work takes in this process."""
        started, used = time.perf_counter(), time.process_time()
        work()
        return Took(self.elapsed + time.perf_counter() - started, self.processor + time.process_time() - used)


def build(database: Path, target: Path) -> tuple[Took, float]:
    """Build a site as an operator does; and the most megabytes that all its processes held together."""
    command = [sys.executable, "-m", "datasette", "govreports", "build", str(database), "--output", str(target)]
    started, used = time.perf_counter(), _children_time()
    command += ["--base-url", HOME, "--jobs", str(JOBS)]
    # What is installed has its bytecode beside it, whatever this machine's developers like.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:
        memory = [0.0]
        watch = threading.Thread(target=_watch, args=(process, memory))
        watch.start()
        process.wait()
        took = Took(time.perf_counter() - started, _children_time() - used)
        watch.join()
    if process.returncode:
        raise RuntimeError("the site was not built")
    return took, memory[0]


def _children_time() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def _watch(process: subprocess.Popen[bytes], memory: list[float]) -> None:
    while process.poll() is None:
        held = sum(map(_resident, [process.pid, *_children(process.pid)]))
        memory[0] = max(memory[0], held / 2**20)
        time.sleep(0.05)


def _children(process: int) -> list[int]:
    with suppress(OSError):
        return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def _resident(process: int) -> int:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def write(source: Path, target: Path) -> Took:
    """The floor: the same files written by one process, as durably. Reading what is to be written does not count."""
    took = Took(0.0, 0.0)
    for path in _files(source):
        data, file = path.read_bytes(), target / path.relative_to(source)
        took = took.plus(partial(_written, file, data))
    return took.plus(partial(flush, target))


def _written(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def hugo(source: Path, folder: Path) -> float:
    """Hugo's seconds for the same pages. Their bodies are given to it finished: it reads, wraps and writes them."""
    layouts = folder / "layouts/_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(LAYOUT, encoding="utf-8")
    (layouts.parent / "index.html").write_text(LAYOUT, encoding="utf-8")
    (folder / "config.toml").write_text(
        f'baseURL = "{HOME}"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "section", "home"]\n',
        encoding="utf-8",
    )
    for number, path in enumerate(path for path in _files(source) if path.suffix == ".html"):
        found = BODY.search(path.read_text(encoding="utf-8"))
        page = folder / f"content/pages/p{number}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"---\ntitle: p{number}\n---\n{found[1] if found else ''}", encoding="utf-8")
    flush(folder)
    started = time.perf_counter()
    subprocess.run(["hugo", "--quiet", "--source", str(folder)], check=True)  # noqa: S607 - as PATH says
    flush(folder)
    return time.perf_counter() - started


def measure(database: Path, folder: Path, rounds: int) -> Iterator[Measured]:
    """Build, floor and Hugo in turn; of several rounds one more warms up."""
    ratios, worked, again, peers, memory = [], [], [], [], []
    warming = 1 if rounds > 1 else 0
    for number in range(rounds + warming):
        target = folder / f"site{number}"
        # Before each, what the disk still has to do, such as removing the files of the one before, is done.
        flush(folder)
        took, megabytes = build(database, target)
        flush(folder)
        second, _ = build(database, target)
        flush(folder)
        least = write(target, folder / f"floor{number}")
        if number >= warming:
            ratios.append(took.elapsed / least.elapsed)
            worked.append(took.processor / least.processor)
            again.append(second.elapsed / least.elapsed)
            memory.append(megabytes)
            peers += [took.elapsed / hugo(target, folder / f"hugo{number}")] if shutil.which("hugo") else []
        for name in (f"site{number}", f"floor{number}", f"hugo{number}"):
            shutil.rmtree(folder / name, ignore_errors=True)
    yield Measured("site, against writing its files", tuple(ratios), WRITE_AT_MOST)
    yield Measured("site, in processor time", tuple(worked))
    yield Measured("site, a second build of the same", tuple(again))
    yield Measured("site, memory of all processes", tuple(memory), MEGABYTES_AT_MOST, "MB")
    if peers:
        yield Measured("site, against Hugo's time", tuple(peers))
    else:
        print(
            "site: Hugo is not installed (Debian: apt install hugo), so it was NOT measured beside ours",
            file=sys.stderr,
        )
