"""What is refused before a PDF is parsed: more inflated bytes, objects or filters than any report needs.

Nothing here understands a PDF: it looks for streams by their words, so that nothing can hide behind the structure.
"""

from __future__ import annotations

import re
import resource
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govreports.readers.kinds import UnreadableError

MEGABYTE = 2**20
MOST_INFLATED = 300 * MEGABYTE  # of all streams together
MOST_IN_ONE = 60 * MEGABYTE  # of one stream; a page scanned at 300 dots an inch has 25
MOST_OBJECTS = 100_000
MOST_FILTERS = 3  # applied one after another
MOST_PAGES = 300
STEP = 2**20

_STREAM = re.compile(rb"stream\r?\n")
_OBJECT = re.compile(rb"\bobj\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_FILTER = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL|ASCIIHexDecode|AHx|ASCII85Decode|A85)\b")
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
MOST_MEMORY = 320 * MEGABYTE  # that parsing may take on top of what the process has
STATUS = Path("/proc/self/statm")
DICTIONARY = 2000  # bytes before a stream in which its filters stand


def check(data: bytes) -> None:
    """Raise UnreadableError for a file that holds too much."""
    if sum(1 for _ in _OBJECT.finditer(data)) > MOST_OBJECTS:
        raise UnreadableError(
            f"PDF 的对象超过 {MOST_OBJECTS} 个，不像一份报告。",
            f"The PDF has more than {MOST_OBJECTS} objects, which no report has.",
        )
    inflated = 0
    for start, filters, flates in _streams(data):
        if filters > MOST_FILTERS:
            raise UnreadableError(
                f"PDF 的数据层层压缩（{filters} 层），不像一份报告。",
                f"A stream of the PDF is packed {filters} times over, which no report needs.",
            )
        inflated += _inflated(data, start, max(flates, 1))
        if inflated > MOST_INFLATED:
            raise _too_much(MOST_INFLATED)


@contextmanager
def memory() -> Iterator[None]:
    """Refuse the library more memory than any report needs: shapes that draw themselves would otherwise take all.

    It then ends the process, which is why files are parsed in a worker. Where the system does not tell how much the
    process has, only the worker's own limit holds.
    """
    if not STATUS.exists():
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = int(STATUS.read_text().split()[0]) * resource.getpagesize() + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most if soft == resource.RLIM_INFINITY else min(most, soft), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _too_much(most: int) -> UnreadableError:
    return UnreadableError(
        f"PDF 解压后超过 {most // MEGABYTE} MB，不像一份报告。",
        f"The PDF unpacks to more than {most // MEGABYTE} MB, which no report does.",
    )


def _streams(data: bytes) -> Iterator[tuple[int, int, int]]:
    """For each stream where it begins, how many filters are named before it, and how many of them inflate."""
    end = 0
    for match in _STREAM.finditer(data):
        before = data[max(end, match.start() - DICTIONARY) : match.start()]
        before = before[before.rfind(b"obj") + 3 :]
        named = _NAME_ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), before)
        yield match.end(), len(_FILTER.findall(named)), len(_FLATE.findall(named))
        end = match.end()


def _inflated(data: bytes, start: int, times: int) -> int:
    """How many bytes a stream unpacks to, as far as it is packed by deflate; never more than the limit in memory."""
    packed = memoryview(data)[start:]
    for _ in range(times):
        unpacked = _inflate(packed)
        if not unpacked:
            break
        packed = memoryview(unpacked)
    return 0 if packed.obj is data else len(packed)


def _inflate(packed: memoryview) -> bytes:
    out = bytearray()
    unpacking = zlib.decompressobj()
    rest: bytes | memoryview = packed[:STEP]
    taken = len(rest)
    try:
        while rest and not unpacking.eof:
            out += unpacking.decompress(rest, STEP)
            if len(out) > MOST_IN_ONE:
                raise _too_much(MOST_IN_ONE)
            rest = unpacking.unconsumed_tail
            if not rest and taken < len(packed):
                rest = packed[taken : taken + STEP]
                taken += len(rest)
    except zlib.error:
        pass  # not packed so, or damaged: what came out until then counts
    return bytes(out)
