"""A document that is a zip of parts, as Word and Excel write them: opened with limits, its XML parsed without a DTD."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable
from struct import Struct
from struct import error as StructError  # noqa: N812 - a class that is named like a variable
from typing import NamedTuple

from lxml import etree

from govreports.readers.kinds import UnreadableError

MOST_PARTS = 5_000
LARGEST_PART = 48 * 2**20
LARGEST_TOGETHER = 96 * 2**20
# A tag of four bytes becomes some 200 bytes of tree, so tags are counted, not bytes.
MOST_TAGS = 1_500_000

ENTRY_OF_DIRECTORY = b"PK\x01\x02"
LEAST_ENTRY = 46  # bytes that it takes at the least
# Everything that the standard library is known to raise over a damaged zip.
DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    ValueError,
    OSError,
    StructError,
    OverflowError,
    IndexError,
    KeyError,
)
LOCAL_ENTRY = b"PK\x03\x04"  # before each part; what is of use in it: sign, flags, lengths of name and of more
_HEADER = Struct("<4s2xH18xHH")
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED, UTF_8 = 1, 0x800  # flags

# Files saved as "strict" differ in their namespaces only.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
_A_STRICT_ONE = b"http://purl.oclc.org/ooxml/"

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_METADATA = (
    (f"{_DC}title", "title"),
    (f"{_DC}subject", "subject"),
    (f"{_DCTERMS}created", "dcterms.created"),
    (f"{_DCTERMS}modified", "dcterms.modified"),
)


class Relation(NamedTuple):
    """What a part has to do with another one: `kind` is the last word of its type."""

    id: str
    kind: str
    part: str


class Package:
    """The parts of one document, by name. Nothing is inflated before it is asked for, and little more than that."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_PARTS * LEAST_ENTRY and data.count(ENTRY_OF_DIRECTORY) > MOST_PARTS:
            raise UnreadableError(
                f"文档里的部件超过 {MOST_PARTS} 个，不像一份报告。",
                f"The document has more than {MOST_PARTS} parts, which no report has.",
            )
        try:
            listed = zipfile.ZipFile(io.BytesIO(data)).infolist()
        except DAMAGED as error:
            raise damaged() from error
        self._data = data
        self._parts = {info.filename: info for info in listed}
        if doubled := _doubled(info.filename for info in listed):
            raise UnreadableError(
                f"文档里有两个名为 {_shown(doubled)} 的部件，不知以哪个为准；请用办公软件重新保存。",
                f"The document has two parts named {_shown(doubled)}, and nothing says which one counts; "
                "save it again with an office program.",
            )
        self._left = LARGEST_TOGETHER

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises UnreadableError when it is damaged, encrypted or too large."""
        info = self._parts[name]
        if info.flag_bits & ENCRYPTED:
            raise encrypted()
        if info.compress_type not in METHODS:
            raise damaged()
        limit = min(LARGEST_PART, self._left)
        try:
            data = _inflated(self._data, info, limit + 1)
        except DAMAGED as error:
            raise damaged() from error
        if len(data) > limit:
            raise UnreadableError(
                f"文档的部件 {_shown(name)} 解压后过大，不像一份报告。",
                f"The part {_shown(name)} of the document is larger unpacked than that of any report.",
            )
        self._left -= len(data)
        return data

    def tree(self, name: str) -> etree._Element:
        """The root of a part that is XML."""
        return xml(self.read(name), name)

    def related(self, name: str) -> list[Relation]:
        """The parts of this package that a part refers to."""
        folder, _, base = name.rpartition("/")
        listed = f"{folder}/_rels/{base}.rels".lstrip("/")
        if listed not in self:
            return []
        return [
            Relation(each.get("Id", ""), each.get("Type", "").rpartition("/")[2], _path(folder, each.get("Target", "")))
            for each in self.tree(listed).iter(f"{RELATIONS}Relationship")
            if each.get("TargetMode") != "External"
        ]

    def main(self, usual: str) -> str:
        """The name of the part that the others belong to."""
        found = next((part for _, kind, part in self.related("") if kind == "officeDocument"), usual)
        if found not in self:
            raise damaged()
        return found

    def metadata(self) -> tuple[tuple[str, str], ...]:
        """What the document says of itself: title, subject and dates, where it does. Names of persons are left out."""
        if "docProps/core.xml" not in self:
            return ()
        said = {each.tag: " ".join((each.text or "").split()) for each in self.tree("docProps/core.xml")}
        return tuple((name, said[tag]) for tag, name in _METADATA if said.get(tag))


def _inflated(data: bytes, info: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of a part, but no more than `most`. Raises one of `DAMAGED` when they are not those that were saved.

    So does `zipfile`, but it takes longer to begin than a small part takes to inflate.
    """
    at = info.header_offset
    sign, flags, name, extra = _HEADER.unpack_from(data, at)
    start = at + _HEADER.size + name + extra
    if sign != LOCAL_ENTRY or flags & ENCRYPTED or start + info.compress_size > len(data):
        raise zipfile.BadZipFile
    listed = info.orig_filename.encode("utf-8" if info.flag_bits & UTF_8 else "cp437")
    if data[at + _HEADER.size : start - extra] != listed:  # the part says another name than the list of parts
        raise zipfile.BadZipFile
    part = memoryview(data)[start : start + info.compress_size]
    whole = zlib.decompressobj(-zlib.MAX_WBITS).decompress(part, most) if info.compress_type else bytes(part[:most])
    if len(whole) < most and (len(whole) != info.file_size or zlib.crc32(whole) != info.CRC):
        raise zipfile.BadZipFile
    return whole


def _path(folder: str, target: str) -> str:
    """The name of a part that is told from a folder."""
    if target.startswith("/") or ".." in target:
        return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return f"{folder}/{target}" if folder else target


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def xml(data: bytes, name: str) -> etree._Element:
    """Parse the XML of a part. Raises UnreadableError when it has a DOCTYPE, is too large or is no XML."""
    if len(data) > MOST_TAGS and data.count(b"<") > MOST_TAGS:
        raise UnreadableError(
            f"文档的部件 {_shown(name)} 有过多的标记，不像一份报告。",
            f"The part {_shown(name)} of the document holds more tags than that of any report.",
        )
    if _A_STRICT_ONE in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in data:
            raise _doctype(name) from error
        raise UnreadableError(
            f"文档的部件 {_shown(name)} 不是完整的 XML，或嵌套过深、文字过长；请重新下载或用办公软件重新保存。",
            f"The part {_shown(name)} of the document is not sound XML, or nested too deep, or too long; "
            "fetch it again or save it again.",
        ) from error
    # Office writes none, and entities are how such files attack. The parser knows of one in any encoding.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(name)
    return root


def damaged() -> UnreadableError:
    """What is said of a document whose zip does not hold together."""
    return UnreadableError(
        "文档已损坏，解不开；请重新下载。", "The document is damaged and cannot be unpacked; fetch it again."
    )


def encrypted() -> UnreadableError:
    """What is said of a document that asks for a password."""
    return UnreadableError(
        "文档有密码保护；请去掉密码后重新保存。",
        "The document is protected by a password; save it again without one.",
    )


def _doctype(name: str) -> UnreadableError:
    return UnreadableError(
        f"文档的部件 {_shown(name)} 带有 DOCTYPE 声明，办公软件从不这样写，已拒绝读取。",
        f"The part {_shown(name)} of the document has a DOCTYPE, which no office program writes; it is refused.",
    )


def _doubled(names: Iterable[str]) -> str | None:
    """A name that occurs twice; upper and lower case do not tell parts apart."""
    seen: set[str] = set()
    for name in map(str.lower, names):
        if name in seen:
            return name
        seen.add(name)
    return None


def _shown(name: str) -> str:
    return ascii(name[:60])[1:-1]
