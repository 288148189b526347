"""From files to fates: reading, sharing out the work, and keeping one bad file from harming the others."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from typing import NamedTuple

from govreports.database import Entry
from govreports.inputs import Source
from govreports.records import Fate, document_id, process
from govreports.report import Input, ManifestRow, Problem

FILES_AT_ONCE = 200
BYTES_AT_ONCE = 8 * 2**20
LARGEST_FILE = 64 * 2**20
# Chunks that may wait or run at the same time: enough to keep workers busy, few enough to bound memory.
CHUNKS_UNDER_WAY = 8

Work = Callable[[tuple[Input, ...]], list[Fate]]


class Task(NamedTuple):
    """One input on its way: settled when its fate is known without parsing."""

    name: str
    document_id: str | None
    source: Input | None
    settled: Fate | None
    url: str | None


def entries(
    found: Iterable[Source],
    manifest: Mapping[str, ManifestRow],
    executor: Executor,
    work: Work = process,
) -> Iterator[Entry]:
    """The fate of every source, in order. `work` is what a worker does with some inputs."""
    waiting: deque[tuple[list[Task], Future[list[Fate]] | None]] = deque()
    for chunk in _chunks(_tasks(found, manifest)):
        parsable = tuple(task.source for task in chunk if task.source)
        waiting.append((chunk, executor.submit(work, parsable) if parsable else None))
        if len(waiting) >= CHUNKS_UNDER_WAY:
            yield from _finished(*waiting.popleft(), executor, work)
    while waiting:
        yield from _finished(*waiting.popleft(), executor, work)


def _tasks(found: Iterable[Source], manifest: Mapping[str, ManifestRow]) -> Iterator[Task]:
    first_of: dict[str, str] = {}
    for source in found:
        said = manifest.get(source.name)
        url = said.url if said else None
        try:
            refused = _refused(source.path.stat())
            if refused:
                yield Task(source.name, None, None, Fate("quarantined", "input", refused), url)
                continue
            data = source.path.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            told = Problem(f"文件读不出：{reason}。", f"The file cannot be read: {reason}.")
            yield Task(source.name, None, None, Fate("quarantined", "input", told), url)
            continue
        id = document_id(data)
        if id in first_of:
            told = Problem(f"与 {first_of[id]} 完全相同。", f"The same bytes as {first_of[id]}.")
            yield Task(source.name, id, None, Fate("duplicate", "input", told), url)
            continue
        first_of[id] = source.name
        yield Task(source.name, id, Input(source.name, data, said), None, url)


def _refused(status: os.stat_result) -> Problem | None:
    if not stat.S_ISREG(status.st_mode):
        return _NOT_A_FILE  # reading a pipe or a device may never end
    return _TOO_LARGE if status.st_size > LARGEST_FILE else None


def _chunks(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    chunk: list[Task] = []
    size = 0
    for task in tasks:
        chunk.append(task)
        size += len(task.source.data) if task.source else 0
        if len(chunk) == FILES_AT_ONCE or size >= BYTES_AT_ONCE:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _finished(
    chunk: Sequence[Task], future: Future[list[Fate]] | None, executor: Executor, work: Work
) -> Iterator[Entry]:
    fates = iter(_fates(chunk, future, executor, work))
    for task in chunk:
        yield Entry(task.name, task.document_id, task.settled or next(fates), task.url)


def _fates(chunk: Sequence[Task], future: Future[list[Fate]] | None, executor: Executor, work: Work) -> Iterable[Fate]:
    """What the worker made of a chunk; when it failed, each file by itself, so that only the bad one is lost."""
    if future is None:
        return []
    try:
        return future.result()
    except Exception:  # noqa: BLE001 - a worker can fail in any way, and a dead one raises its executor's own error
        alone = [task.source for task in chunk if task.source]
        return [_alone(source, executor, work) for source in alone]


def _alone(source: Input, executor: Executor, work: Work) -> Fate:
    try:
        return executor.submit(work, (source,)).result()[0]
    except TimeoutError:
        return _quarantined("解析超时，已停止；请检查文件是否过大或损坏。", "Parsing took too long; check the file.")
    except MemoryError:
        return _quarantined("解析占用内存过多，已停止。", "Parsing needed more memory than is allowed.")
    except Exception as error:  # noqa: BLE001 - the same, for one file
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        return _quarantined(
            f"解析程序出错（{what}）；请把文件和这句话报告给维护者。",
            f"The parser failed ({what}); report the file and this sentence to the maintainers.",
        )


def _quarantined(zh: str, en: str) -> Fate:
    return Fate("quarantined", "match", Problem(zh, en))


_NOT_A_FILE = Problem("不是普通文件，无法读取。", "This is not a regular file, so it is not read.")
_TOO_LARGE = Problem(
    f"文件超过 {LARGEST_FILE // 2**20} MB，不像一份报告。",
    f"The file is larger than {LARGEST_FILE // 2**20} MB, which no report is.",
)
