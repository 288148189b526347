"""What a server sends, unpacked within a limit, and the ending that its file gets."""

from __future__ import annotations

import zlib

from govreports.fetch.reasons import TransferError

GZIP_OR_ZLIB = 47
RAW_DEFLATE = -15

# First bytes of a file -> how its name may end, the usual ending first; the loaders go by content, people by names.
_ENDINGS: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (b"%PDF-", (".pdf",)),
    (b"PK\x03\x04", (".zip", ".docx", ".xlsx", ".ofd")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (".doc", ".xls", ".wps")),
    (b"\x89PNG\r\n\x1a\n", (".png",)),
    (b"\xff\xd8\xff", (".jpg",)),
    (b"GIF8", (".gif",)),
    (b"{\\rtf", (".rtf", ".doc")),
)
PAGE = ".html"
TEXT = ".txt"
LOOK_AT = 1024


def decoded(body: bytes, encoding: str, limit: int) -> bytes:
    """Undo a Content-Encoding. Raises TransferError when it is broken, unknown, or holds more than `limit` bytes."""
    name = encoding.strip().lower()
    if name in ("", "identity") or not body:
        return body
    if name not in ("gzip", "x-gzip", "deflate"):
        raise TransferError("encoding", name)
    # Some servers say deflate and send it without its frame: the first byte of a frame is known.
    framed = name != "deflate" or body[0] & 15 == zlib.DEFLATED
    return _inflated(body, GZIP_OR_ZLIB if framed else RAW_DEFLATE, limit)


def _inflated(body: bytes, kind: int, limit: int) -> bytes:
    """Everything that is packed there, which may be several pieces one after the other."""
    content = bytearray()
    while body:
        piece = zlib.decompressobj(kind)
        try:
            content += piece.decompress(body, limit - len(content) + 1)
        except zlib.error as error:
            raise TransferError("encoding", str(error)) from error
        if len(content) > limit:
            raise TransferError("too_large", f"more than {limit} bytes unpacked")
        if not piece.eof:
            raise TransferError("encoding", "cut off")
        body = piece.unused_data
    return bytes(content)


def ending(content: bytes, media_type: str, name: str) -> str:
    """How the name of a file should end, by its first bytes; `name` is what the address says, the last resort."""
    for magic, endings in _ENDINGS:
        if content.startswith(magic):
            return next((known for known in endings if name.lower().endswith(known)), endings[0])
    is_text = media_type == "text/plain" and b"<" not in content[:LOOK_AT]
    return TEXT if is_text else PAGE
