"""Plain text: bytes -> characters, exactly as they stand."""

from govreports.readers.kinds import UnreadableError
from govreports.report import Document

# A byte order mark decides; without one, UTF-8 is tried strictly, then GB18030, which holds GBK and GB2312.
MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
CHARSETS: tuple[str, ...] = ("utf-8", "gb18030")


def read_text(data: bytes) -> Document:
    """Decode a text file. Line ends and spaces stay as they are, so that offsets are those of the file.

    Raises UnreadableError when the bytes are in none of the encodings, or hold characters that no text holds.
    """
    text, charset = _decode(data)
    if b"\x00" in data and "\x00" in text:  # bytes are searched faster, and half of UTF-16 is such bytes
        raise UnreadableError(
            "文件含有空字符，不是文本文件；请核对文件是否完整。",
            "The file holds NUL characters, so it is not a text; check that it is whole.",
        )
    return Document(text, "text/plain", charset)


def _decode(data: bytes) -> tuple[str, str]:
    charsets, body = CHARSETS, data
    for mark, marked in MARKS:
        if data.startswith(mark):
            charsets, body = (marked,), data[len(mark) :]
            break
    for charset in charsets:
        try:
            return body.decode(charset), charset
        except UnicodeDecodeError:
            continue
    raise UnreadableError(
        "文件的编码既不是 UTF-8 也不是 GB18030；请另存为 UTF-8。",
        "The file is neither UTF-8 nor GB18030; save it as UTF-8.",
    )
