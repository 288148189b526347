"""The static site over generated reports, against writing the same files, and beside Hugo with the same pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
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


def build(database: Path, target: Path) -> tuple[Took, float]:
    """Build a site as an operator does; and the most megabytes that all its processes held together."""
    command = [sys.executable, "-m", "datasette", "govreports", "build", str(database), "--output", str(target)]
    started, used = time.perf_counter(), _children_time()
    with subprocess.Popen([*command, "--base-url", HOME, "--jobs", str(JOBS)], stdout=subprocess.DEVNULL) as process:
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


def write(files: dict[str, bytes], target: Path) -> Took:
    """The floor: the same files written by one process, as durably."""
    started, used = time.perf_counter(), time.process_time()
    for path, data in files.items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    flush(target)
    return Took(time.perf_counter() - started, time.process_time() - used)


def hugo(files: dict[str, bytes], folder: Path) -> float:
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
    for number, data in enumerate(data for path, data in files.items() if path.endswith(".html")):
        found = BODY.search(data.decode())
        page = folder / f"content/pages/p{number}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"---\ntitle: p{number}\n---\n{found[1] if found else ''}", encoding="utf-8")
    started = time.perf_counter()
    subprocess.run(["hugo", "--quiet", "--source", str(folder)], check=True)  # noqa: S607 - as PATH says
    flush(folder)
    return time.perf_counter() - started


def measure(database: Path, folder: Path, rounds: int) -> Iterator[Measured]:
    """Build, floor and Hugo in turn; the first round only warms up."""
    ratios, worked, again, peers, memory = [], [], [], [], []
    for number in range(rounds + 1):
        target = folder / f"site{number}"
        took, megabytes = build(database, target)
        second, _ = build(database, target)
        files = {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}
        least = write(files, folder / f"floor{number}")
        if number:
            ratios.append(took.elapsed / least.elapsed)
            worked.append(took.processor / least.processor)
            again.append(second.elapsed / least.elapsed)
            memory.append(megabytes)
            peers += [took.elapsed / hugo(files, folder / f"hugo{number}")] if shutil.which("hugo") else []
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
