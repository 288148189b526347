"""From files to fates: reading, sharing out the work, and keeping one bad file from harming the others."""

from __future__ import annotations

import os
import re
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from typing import NamedTuple

from govreports.archives import may_be_archive, unpack
from govreports.database import Entry
from govreports.executors import WorkerDiedError
from govreports.inputs import Source
from govreports.readers import UnreadableError
from govreports.records import Fate, document_id, process
from govreports.report import Input, ManifestRow, Problem, Stage

FILES_AT_ONCE = 200
BYTES_AT_ONCE = 8 * 2**20
LARGEST_FILE = 64 * 2**20
# A conversion takes seconds, of which a chunk has no more than a file by itself.
CONVERTED_AT_ONCE = 3
_CONVERTED = re.compile(rb"\xd0\xcf\x11\xe0|\{\\rtf|PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", re.DOTALL)
# Chunks that may wait or run at the same time: enough to keep workers busy, few enough to bound memory.
CHUNKS_UNDER_WAY = 8

Work = Callable[[tuple[Input, ...]], list[Fate]]
Keep = Callable[[str, bytes], object]


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
    keep: Keep | None = None,
) -> Iterator[Entry]:
    """The fate of every source, in order.

    `work` is what a worker does with some inputs, `keep` what is done with the id and the bytes of each that is loaded.
    """
    waiting: deque[tuple[list[Task], Future[list[Fate]] | None]] = deque()
    for chunk in _chunks(_tasks(_files(found, executor), manifest)):
        parsable = tuple(task.source for task in chunk if task.source)
        waiting.append((chunk, executor.submit(work, parsable) if parsable else None))
        if len(waiting) >= CHUNKS_UNDER_WAY:
            yield from _finished(*waiting.popleft(), executor, work, keep)
    while waiting:
        yield from _finished(*waiting.popleft(), executor, work, keep)


class File(NamedTuple):
    """One input before it is parsed: its bytes, or its fate when there are none to parse. `archive` is where it lay."""

    name: str
    data: bytes
    refused: Fate | None = None
    archive: str | None = None


def _files(found: Iterable[Source], executor: Executor) -> Iterator[File]:
    """Every source, those in archives one by one."""
    for source in found:
        try:
            refused = _refused(source.path.stat())
            data = b"" if refused else source.path.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            data, refused = b"", Problem(f"文件读不出：{reason}。", f"The file cannot be read: {reason}.")
        if refused:
            yield File(source.name, b"", Fate("quarantined", "input", refused))
        elif may_be_archive(data):
            yield from _unpacked(source.name, data, executor)
        else:
            yield File(source.name, data)


def _unpacked(name: str, data: bytes, executor: Executor) -> Iterator[File]:
    """The members of an archive, which a worker opens; the file itself when it is none, or cannot be opened."""
    try:
        members = executor.submit(unpack, data).result()
    except UnreadableError as error:
        yield File(name, data, Fate("quarantined", "read", Problem(error.message_zh, error.message_en)))
        return
    except Exception as error:  # noqa: BLE001 - a worker can fail in any way
        yield File(name, data, _failed(error, "read"))
        return
    if members is None:
        yield File(name, data)
        return
    for member in members:
        refused = Fate("quarantined", "read", member.refused) if member.refused else None
        yield File(f"{name}/{member.name}", member.data, refused, name)


def _tasks(files: Iterable[File], manifest: Mapping[str, ManifestRow]) -> Iterator[Task]:
    first_of: dict[str, str] = {}
    for file in files:
        said = _said_of(file, manifest)
        url = said.url if said else None
        if file.refused:
            yield Task(file.name, document_id(file.data) if file.data else None, None, file.refused, url)
            continue
        id = document_id(file.data)
        if id in first_of:
            told = Problem(f"与 {first_of[id]} 完全相同。", f"The same bytes as {first_of[id]}.")
            yield Task(file.name, id, None, Fate("duplicate", "input", told), url)
            continue
        first_of[id] = file.name
        yield Task(file.name, id, Input(file.name, file.data, said), None, url)


def _said_of(file: File, manifest: Mapping[str, ManifestRow]) -> ManifestRow | None:
    """The manifest's row for a file; what it says of an archive holds for the files that it does not name.

    But for its address: files of one address are versions of each other.
    """
    row = manifest.get(file.name)
    if row is None and file.archive and (whole := manifest.get(file.archive)):
        return whole._replace(file=file.name, url=None)
    return row


def _refused(status: os.stat_result) -> Problem | None:
    if not stat.S_ISREG(status.st_mode):
        return _NOT_A_FILE  # reading a pipe or a device may never end
    return _TOO_LARGE if status.st_size > LARGEST_FILE else None


def _chunks(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    chunk: list[Task] = []
    size = 0
    for task in tasks:
        chunk.append(task)
        size += _weight(task.source.data) if task.source else 0
        if len(chunk) == FILES_AT_ONCE or size >= BYTES_AT_ONCE:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _weight(data: bytes) -> int:
    """What a file counts for in a chunk: its size, or a share of a chunk where another program has to convert it."""
    return max(len(data), BYTES_AT_ONCE // CONVERTED_AT_ONCE if _CONVERTED.match(data) else 0)


def _finished(
    chunk: Sequence[Task], future: Future[list[Fate]] | None, executor: Executor, work: Work, keep: Keep | None
) -> Iterator[Entry]:
    fates = iter(_fates(chunk, future, executor, work))
    for task in chunk:
        fate = task.settled or next(fates)
        wanted = keep is not None and fate.outcome == "loaded"
        if keep and wanted and task.document_id and task.source:
            keep(task.document_id, task.source.data)
        yield Entry(task.name, task.document_id, fate, task.url, wanted)


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
        try:
            return executor.submit(work, (source,)).result()[0]
        except WorkerDiedError:  # once more: a worker can be killed by others, too
            return executor.submit(work, (source,)).result()[0]
    except Exception as error:  # noqa: BLE001 - the same, for one file
        return _failed(error, "match")


def _failed(error: Exception, stage: Stage) -> Fate:
    """The fate of a file that a worker could not finish."""
    if isinstance(error, TimeoutError):
        told = _TOO_LONG
    elif isinstance(error, MemoryError):
        told = _TOO_MUCH
    elif isinstance(error, WorkerDiedError):
        told = _CRASHED
    else:
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        told = Problem(
            f"解析程序出错（{what}）；请把文件和这句话报告给维护者。",
            f"The parser failed ({what}); report the file and this sentence to the maintainers.",
        )
    return Fate("quarantined", stage, told)


_TOO_LONG = Problem("解析超时，已停止；请检查文件是否过大或损坏。", "Parsing took too long; check the file.")
_CRASHED = Problem(
    "文件使解析程序崩溃，已停止；请检查文件是否损坏。",
    "The file made the parser crash; check whether it is damaged.",
)
_TOO_MUCH = Problem("解析占用内存过多，已停止。", "Parsing needed more memory than is allowed.")
_NOT_A_FILE = Problem("不是普通文件，无法读取。", "This is not a regular file, so it is not read.")
_TOO_LARGE = Problem(
    f"文件超过 {LARGEST_FILE // 2**20} MB，不像一份报告。",
    f"The file is larger than {LARGEST_FILE // 2**20} MB, which no report is.",
)
