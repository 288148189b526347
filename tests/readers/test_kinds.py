"""The kind of a file is decided by its content."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest
from govreports.readers import CONVERTED, READERS, UnreadableError, read
from govreports.readers.kinds import KINDS, kind_of

PAGE = "<html><body><p>规章</p></body></html>"


def zipped(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
    (b"\n\n%PDF-1.4", "pdf"),
    (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
    (zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    (zipped("mimetype", "META-INF/manifest.xml", "content.xml"), "odf"),
    (zipped("2023.html"), "zip"),
    (zipped("other/word/document.xml"), "zip"),
    (zipped(), "zip"),
    (zipped("[Content_Types].xml", "word/document.xml")[:-40], "docx"),  # cut short
    (b"PK\x03\x04\x14\x00\x06\x00", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8), "ole"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
    (b"GIF89a\x01\x00\x01\x00", "image"),
    (b"BM\x36\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00", "image"),
    (b"II*\x00\x08\x00", "image"),
    (b"\x1f\x8b\x08\x00", "gzip"),
    (b"x" * 257 + b"ustar\x0000", "tar"),
    (b"Rar!\x1a\x07\x01\x00", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"{\\rtf1\\ansi", "rtf"),
    (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "xml"),
    (PAGE.encode(), "html"),
    (b"<!DOCTYPE html>\n<html><body>", "html"),
    (b"\n\n  <HTML>\n", "html"),
    (b"<!-- saved from url=(0014)about:internet -->\n<html>", "html"),
    (b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "x">\n<html>', "html"),
    (codecs.BOM_UTF8 + PAGE.encode(), "html"),
    (codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"), "html"),
    (PAGE.encode("utf-16-be"), "html"),
    (zipped("[Content_Types].xml", "word/document2.xml"), "docx"),  # as Word on the web names its main part
    (zipped("[Content_Types].xml", "xl/book.xml"), "xlsx"),
    (zipped("word/乙局.txt"), "zip"),
    (b"<table><tr><td>1</td></tr></table>", "html"),
    (b"<TABLE border=1>", "html"),
    ("二、主动公开".encode() + b"<p>1</p>" * 5, "html"),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "mht"),
    (b"From: <x>\nSubject: y\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>x", "mht"),
    (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", "text"),
    (b"", "text"),
    (b"BM is no picture", "text"),
    ("规章 | 0 | 0 |".encode(), "text"),
    ("一、总体情况<br>\n规章 <b>1</b> < 2 & 3".encode(), "text"),
    ("5 < 6 且 7 > 6".encode(), "text"),
    ("见 <table> 一节，<html> 是标记".encode(), "text"),
    ("来源：乙局\n日期：2024-01-20\n\n一、总体情况".encode(), "text"),
)


@pytest.mark.parametrize(("data", "kind"), KNOWN, ids=[f"{kind} {n}" for n, (_, kind) in enumerate(KNOWN)])
def test_kinds(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


def test_a_zip_with_a_lying_list_of_members_is_still_told_apart() -> None:
    data = zipped("[Content_Types].xml", "word/document.xml")
    lying = data.replace(b"PK\x01\x02", b"PK\x01\x02", 1)
    at = lying.rindex(b"PK\x05\x06")
    assert kind_of(lying[:at] + lying[at:].replace(b"\x02\x00\x02\x00", b"\xff\xff\xff\xff")) == "docx"


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {*READERS, *CONVERTED}))
def test_a_kind_without_a_reader_is_refused_with_its_name(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govreports.readers.kind_of", lambda _: kind)
    with pytest.raises(UnreadableError) as caught:
        read(b"")
    assert KINDS[kind].en in caught.value.message_en
    assert KINDS[kind].zh in caught.value.message_zh


def test_every_reader_is_of_a_known_kind() -> None:
    assert READERS.keys() <= KINDS.keys()


def test_a_page_is_read_whatever_it_is_called() -> None:
    # Names are not even known here: an HTML page saved as .doc is a page.
    assert read(PAGE.encode()).text == "规章"
