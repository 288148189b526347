"""Archives: a zip or a tar of reports, opened in memory with limits, each member an input of its own.

Nothing is written to disk, so a member's name can do no harm. An archive inside an archive is not opened.
"""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from govreports.readers import UnreadableError
from govreports.readers.package import DAMAGED, ENCRYPTED, ENTRY_OF_DIRECTORY, METHODS
from govreports.report import Problem

MOST_MEMBERS = 5_000
LARGEST_MEMBER = 64 * 2**20
LARGEST_TOGETHER = 128 * 2**20
# No document shrinks to a hundredth of itself; what does is made to fill a memory.
HIGHEST_RATIO = 100
RATIO_COUNTS_FROM = 8 * 2**20

ZIP, GZIP = b"PK\x03\x04", b"\x1f\x8b"
EMPTY_ZIP = b"PK\x05\x06"
TAR_AT, TAR = 257, b"ustar"
# The first entry of the zips that are documents.
_FIRST_NAME_AT = 30
_DOCUMENT = re.compile(
    rb"\[Content_Types\]\.xml|_rels/|docProps/|customXml/|word/|xl/|ppt/|mimetypeapplication/vnd\.oasis"
)
_DOCUMENT_PARTS = frozenset({"[Content_Types].xml", "META-INF/manifest.xml", "word/document.xml", "xl/workbook.xml"})
_UTF_8_NAME = 0x800
_CHUNK = 2**20


class Member(NamedTuple):
    """One file of an archive: its path in it, and its bytes or why they cannot be had."""

    name: str
    data: bytes
    refused: Problem | None = None


def may_be_archive(data: bytes) -> bool:
    """Whether to have a file unpacked: by its first bytes, since no more is done with a file outside a worker."""
    if data.startswith((ZIP, EMPTY_ZIP)):
        return not _DOCUMENT.match(data, _FIRST_NAME_AT)
    return data.startswith(GZIP) or data[TAR_AT : TAR_AT + len(TAR)] == TAR


def unpack(data: bytes) -> list[Member] | None:
    """The files of an archive, sorted by name, each name once; None when it turns out to be a document after all.

    Folders, hidden files and what macOS adds are no files. Raises UnreadableError when the archive cannot be opened,
    holds nothing, or exceeds a limit.
    """
    read: Callable[[bytes], Iterator[Member]] = _unzip
    if data.startswith(GZIP):
        data, read = _inflated(data), _untar
    elif not data.startswith((ZIP, EMPTY_ZIP)):
        read = _untar
    elif _is_document(data):
        return None
    found: list[Member] = []
    left = LARGEST_TOGETHER
    for member in read(data):
        left -= len(member.data)
        if left < 0:
            raise _too_large()
        found.append(member)
        if len(found) > MOST_MEMBERS:
            raise _too_many()
    if not found:
        raise UnreadableError("压缩包里没有文件。", "The archive holds no file.")
    return sorted(_named_apart(found), key=lambda member: member.name)


def _named_apart(members: list[Member]) -> Iterator[Member]:
    """The members, those that share a name with one before them numbered."""
    taken: set[str] = set()
    for member in members:
        name, number = member.name, 1
        while name in taken:
            number += 1
            name = f"{member.name}#{number}"
        taken.add(name)
        yield member._replace(name=name)


def _plain_name(name: str) -> str | None:
    """A member's path without anything that leads out of the archive; None when the member is no input."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    if not parts or name.endswith("/") or any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX":
        return None
    return "/".join(parts).encode("utf-8", "backslashreplace").decode("utf-8")


# --- zip --------------------------------------------------------------------------------------------------------------


def _is_document(data: bytes) -> bool:
    return bool(_DOCUMENT_PARTS & {info.filename for info in _directory(data).infolist()})


def _directory(data: bytes) -> zipfile.ZipFile:
    if data.count(ENTRY_OF_DIRECTORY) > 2 * MOST_MEMBERS:
        raise _too_many()
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED as error:
        raise _damaged() from error


def _unzip(data: bytes) -> Iterator[Member]:
    archive = _directory(data)
    left = LARGEST_TOGETHER
    for info in archive.infolist():
        name = _plain_name(_name(info))
        if name is None:
            continue
        member = _unzipped(archive, info, name, min(LARGEST_MEMBER, left))
        left -= len(member.data)
        yield member


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name: UTF-8 when the zip says so; else its bytes decide, as Windows in Chinese writes GBK there."""
    if info.flag_bits & _UTF_8_NAME:
        return info.filename
    return _decoded(info.orig_filename.encode("cp437", "replace"), info.filename)


def _decoded(raw: bytes, otherwise: str) -> str:
    """A name in UTF-8 or in GB18030, which holds GBK."""
    for charset in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return raw.decode(charset)
    return otherwise


def _unzipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limit: int) -> Member:
    if info.flag_bits & ENCRYPTED:
        return Member(name, b"", _LOCKED)
    if info.compress_type not in METHODS:
        return Member(name, b"", _OTHER_METHOD)
    try:
        with archive.open(info) as stream:
            data = stream.read(limit + 1)
    except DAMAGED:
        return Member(name, b"", _BROKEN)
    if len(data) > limit or _bomb(len(data), info.compress_size):
        raise _too_large()
    return Member(name, data)


def _bomb(size: int, packed: int) -> bool:
    return size > RATIO_COUNTS_FROM and size > HIGHEST_RATIO * packed


# --- tar --------------------------------------------------------------------------------------------------------------


def _inflated(data: bytes) -> bytes:
    """The content of a gzip file, all its members one after another."""
    content = bytearray()
    rest = data
    while rest.startswith(GZIP):
        inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            while not inflater.eof:
                piece = inflater.decompress(rest, _CHUNK)
                content += piece
                rest = inflater.unconsumed_tail
                if len(content) > LARGEST_TOGETHER or _bomb(len(content), len(data)):
                    raise _too_large()
                if not piece and not rest and not inflater.eof:
                    raise _damaged()
        except zlib.error as error:
            raise _damaged() from error
        rest = inflater.unused_data
    if content[TAR_AT : TAR_AT + len(TAR)] != TAR:
        raise UnreadableError(
            "这是压缩文件，里面不是 TAR 包；请先解压。",
            "The file is compressed with gzip and no tar archive is inside; unpack it first.",
        )
    return bytes(content)


def _untar(data: bytes) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:", encoding="latin-1") as archive:
            for info in archive:
                name = None if info.isdir() else _plain_name(_tar_name(info.name))
                if name is not None:
                    yield _untarred(archive, info, name)
    except (tarfile.TarError, *DAMAGED) as error:
        raise _damaged() from error


def _untarred(archive: tarfile.TarFile, info: tarfile.TarInfo, name: str) -> Member:
    if not info.isreg() or info.issparse():
        return Member(name, b"", _NOT_A_FILE)
    stream = archive.extractfile(info) if info.size <= LARGEST_MEMBER else None
    if stream is None:
        raise _too_large()
    data = stream.read()
    return Member(name, data) if len(data) == info.size else Member(name, b"", _BROKEN)


def _tar_name(name: str) -> str:
    """A name whose bytes were taken for Latin-1, or one from an extended header, which is always right."""
    try:
        return _decoded(name.encode("latin-1"), name)
    except UnicodeEncodeError:
        return name


# --- what is said -----------------------------------------------------------------------------------------------------


def _damaged() -> UnreadableError:
    return UnreadableError(
        "压缩包已损坏，解不开；请重新下载。", "The archive is damaged and cannot be unpacked; fetch it again."
    )


def _too_many() -> UnreadableError:
    return UnreadableError(
        f"压缩包里的文件超过 {MOST_MEMBERS} 个；请分成几包，或解压后装载文件夹。",
        f"The archive holds more than {MOST_MEMBERS} files; split it, or unpack it and load the folder.",
    )


def _too_large() -> UnreadableError:
    return UnreadableError(
        f"压缩包解开后超过 {LARGEST_TOGETHER // 2**20} MB，或其中有过大的文件；请解压后装载文件夹。",
        f"Unpacked, the archive is larger than {LARGEST_TOGETHER // 2**20} MB, or one of its files is too large; "
        "unpack it and load the folder.",
    )


_LOCKED = Problem("压缩包里的这个文件有密码；请解压后装载。", "This file of the archive has a password; unpack it.")
_OTHER_METHOD = Problem(
    "压缩包里的这个文件用了少见的压缩方法；请解压后装载。",
    "This file of the archive is compressed by a method that is not read here; unpack it.",
)
_BROKEN = Problem("压缩包里的这个文件已损坏。", "This file of the archive is damaged.")
_NOT_A_FILE = Problem(
    "压缩包里的这一项不是普通文件，不读取。", "This member of the archive is not a regular file, so it is not read."
)
