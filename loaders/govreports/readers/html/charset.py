"""Bytes of a page -> characters. The bytes decide; what the page declares is asked only where they leave a choice."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from govreports.readers.kinds import UnreadableError
from govreports.report import Problem

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Without a mark, the first "<" of a page shows it.
_WIDE: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"(?:\s\x00)*<\x00[^\x00]\x00"), "utf-16-le"),
    (re.compile(rb"(?:\x00\s)*\x00<\x00[^\x00]"), "utf-16-be"),
)
_DECLARED_BIG5 = re.compile(rb"charset\s*=\s*[\"']?\s*big5", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# GB18030 and Big5 give each other's bytes a meaning; only in the right one do everyday characters come out.
_EVERYDAY = "的一是不在有年月日公"
# A page cut in the middle of a character, or pasted together, has a few wrong bytes and is still what it is: fewer than
# one in this many of its characters beyond ASCII.
SPOILT = 100
LOST = "\ufffd"


class Decoded(NamedTuple):
    """The characters of a page, the encoding they were in, and what could not be decoded."""

    text: str
    charset: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes) -> Decoded:
    """A byte order mark, then UTF-8, then GB18030; Big5 only where it is declared and the bytes do not contradict.

    A few bytes that are no character become U+FFFD and are reported. Raises UnreadableError when it is none of these.
    """
    charset, body = _by_mark(data)
    # UTF-8 with a wrong byte in it is also GB18030, of a kind, so it comes first, spoilt or not.
    rounds = [(charset,)] if charset else [("utf-8",), _others(data)]
    for attempts in rounds:
        for read in (_strictly, _nearly):
            for attempt in attempts:
                if decoded := read(body, attempt):
                    return decoded
    raise UnreadableError(
        "网页的编码无法识别（不是 UTF-8、GB18030 或 UTF-16）；请在浏览器中打开后另存为 UTF-8。",
        "The encoding of the page is none of UTF-8, GB18030 and UTF-16; open it in a browser and save it as UTF-8.",
    )


def _by_mark(data: bytes) -> tuple[str | None, bytes]:
    for mark, charset in MARKS:
        if data.startswith(mark):
            return charset, data[len(mark) :]
    return next((charset for pattern, charset in _WIDE if pattern.match(data)), None), data


def _others(data: bytes) -> tuple[str, ...]:
    if not _DECLARED_BIG5.search(data, 0, _DECLARED_WITHIN):
        return ("gb18030",)
    return tuple(sorted(("gb18030", "big5hkscs"), key=lambda charset: -_everyday(data, charset)))


def _everyday(data: bytes, charset: str) -> int:
    text = data.decode(charset, "replace")
    return sum(map(text.count, _EVERYDAY))


def _strictly(body: bytes, charset: str) -> Decoded | None:
    try:
        return Decoded(body.decode(charset), charset)
    except UnicodeDecodeError:
        return None


def _nearly(body: bytes, charset: str) -> Decoded | None:
    """The text where only a few bytes are wrong. Text in another encoding has wrong bytes throughout."""
    text = body.decode(charset, "replace")
    lost = text.count(LOST)
    if lost * SPOILT > len(text) or lost * SPOILT > sum(1 for character in text if character > "\x7f"):
        return None
    told = Problem(
        f"有 {lost} 处字节不合编码 {charset}，以“{LOST}”代替。",
        f"In {lost} places bytes are not {charset}; they are shown as “{LOST}”.",
    )
    return Decoded(text, charset, (told,))
