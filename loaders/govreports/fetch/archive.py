"""The originals: every request and answer as they went over the wire, in WARC files of gzipped records.

A file is only ever added to, by whole pairs of records, so one that was cut off in the middle is readable up to there;
`mend` removes the torn end.
"""

from __future__ import annotations

import os
import re
import zlib
from base64 import b32encode
from hashlib import sha1
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from warcio.warcwriter import WARCWriter

from govreports.fetch.transport import Answer

LARGEST = 2**30  # bytes after which a new file is begun
GZIP = 31
AT_ONCE = 2**20
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")


class Place(NamedTuple):
    """Where something ends in the archive: file and bytes from its beginning."""

    file: str
    end: int


class Archive:
    """The WARC files of one folder. Each run begins a new one."""

    def __init__(self, folder: Path, software: str) -> None:
        folder.mkdir(exist_ok=True)
        self._folder, self._software = folder, software
        self._lock = Lock()
        self._number = max((int(path.name.split(".")[0]) for path in folder.glob("[0-9]*.warc.gz")), default=0)
        self._descriptor: int | None = None
        self._closed = False
        self.place = Place("", 0)

    def keep(self, answer: Answer) -> None:
        """Add a request and its answer; nothing any more once it is closed."""
        pair = BytesIO()
        writer = WARCWriter(pair, gzip=True)
        response, request = (
            _record(writer, answer, kind, data)
            for kind, data in (("response", answer.received), ("request", answer.sent))
        )
        writer.write_request_response_pair(request, response)
        with self._lock:
            if not self._closed:
                self._add(pair.getvalue())

    def close(self) -> None:
        """Close the file under way."""
        with self._lock:
            self._closed = True
            if self._descriptor is not None:
                os.fsync(self._descriptor)
                os.close(self._descriptor)
                self._descriptor = None

    def _add(self, records: bytes) -> None:
        if self._descriptor is None or self.place.end > LARGEST:
            self._begin()
        self._write(records)

    def _begin(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._number += 1
        name = f"{self._number:06}.warc.gz"
        self._descriptor = os.open(self._folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
        self.place = Place(name, 0)
        info = BytesIO()
        writer = WARCWriter(info, gzip=True)
        writer.write_record(
            writer.create_warcinfo_record(name, {"software": self._software, "format": "WARC File Format 1.0"})
        )
        self._write(info.getvalue())

    def _write(self, data: bytes) -> None:
        left = memoryview(data)
        while left and self._descriptor is not None:
            left = left[os.write(self._descriptor, left) :]
        self.place = Place(self.place.file, self.place.end + len(data))


def _record(writer: WARCWriter, answer: Answer, kind: str, data: bytes) -> Any:
    """A record of what went over the wire, to the byte: warcio by itself would take the headers apart."""
    end = _END_OF_HEADERS.search(data)
    content = data[end.end() :] if end else b""
    digest = b32encode(sha1(content, usedforsecurity=False).digest()).decode()
    about = {"WARC-IP-Address": answer.ip, "WARC-Payload-Digest": f"sha1:{digest}"}
    record = writer.create_warc_record(answer.address.url, kind, warc_headers_dict=about)
    record.raw_stream = BytesIO(data)
    record.length = record.payload_length = len(data)
    return record


def mend(path: Path, sound: int) -> None:
    """Cut a WARC file after its last whole record. Up to `sound` bytes it is known to be whole."""
    with path.open("r+b") as file:
        file.seek(sound)
        end, piece = sound, zlib.decompressobj(GZIP)
        while data := file.read(AT_ONCE):
            while data:
                try:
                    piece.decompress(data)
                except zlib.error:
                    data = b""
                    break
                if not piece.eof:
                    break
                data = piece.unused_data
                end = file.tell() - len(data)
                piece = zlib.decompressobj(GZIP)
        file.truncate(end)
