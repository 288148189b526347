"""PDF files written by hand, object by object: what no tool would write."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: bytes, entries: bytes = b"", length: int | None = None) -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data) if length is None else length, data)


def packed(data: bytes, times: int = 1) -> bytes:
    """A stream packed by deflate, over and over."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[%s]" % (b"/FlateDecode" * times))


def pdf(content: bytes = b"", page: bytes = PAGE, more: Mapping[int, bytes] | None = None) -> bytes:
    """A file of one page; `content` is its stream object, `more` are further objects, or others in place of these."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: page,
        4: content or stream(b""),
        5: HELVETICA,
        **(more or {}),
    }
    return joined(objects)


def joined(objects: Mapping[int, bytes]) -> bytes:
    """Objects as a file with a table of where they stand."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return bytes(out) + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def text(*lines: str, left: int = 60, top: int = 780, step: int = 16) -> bytes:
    """Operators that print lines in Helvetica, one below the other."""
    shown = (b"1 0 0 1 %d %d Tm (%s) Tj" % (left, top - step * n, line.encode()) for n, line in enumerate(lines))
    return b"BT /F 10 Tf " + b" ".join(shown) + b" ET"
