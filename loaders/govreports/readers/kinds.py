"""Which kind of file some bytes are, by their first bytes."""

import zipfile
from io import BytesIO

from govreports.form.model import Text


class UnreadableError(Exception):
    """A file that no reader can turn into text; carries one sentence in each language."""

    def __init__(self, message_zh: str, message_en: str) -> None:
        super().__init__(message_zh, message_en)
        self.message_zh = message_zh
        self.message_en = message_en


MAGIC: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF-", Text("PDF 文件", "a PDF")),
    (b"PK\x03\x04", Text("压缩包或 Office 文件", "a zip archive or an Office document")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Text("旧版 Office 文件", "an old Office document")),
    (b"\x89PNG\r\n\x1a\n", Text("图片", "an image")),
    (b"\xff\xd8\xff", Text("图片", "an image")),
    (b"GIF8", Text("图片", "an image")),
    (b"\x1f\x8b", Text("压缩文件", "a gzip file")),
    (b"{\\rtf", Text("RTF 文件", "an RTF document")),
)
# A tag of a web page near the beginning; a stray "<" in a text is not one.
MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<?xml")
LOOK_AT = 1024

# Members that only one kind of zip has.
MEMBERS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("META-INF/manifest.xml", "odf"),
)
OFFICE_MAGIC = ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"{\\rtf", "rtf"))


def office_kind(data: bytes) -> str | None:
    """`docx`, `xlsx`, `odf`, `ole` or `rtf`; None for anything else."""
    if not data.startswith(b"PK"):
        return next((kind for magic, kind in OFFICE_MAGIC if data.startswith(magic)), None)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # Cut short, so that the list at its end is gone: names also stand before each member.
        return next((kind for name, kind in MEMBERS if name.encode() in data), None)
    return next((kind for name, kind in MEMBERS if name in names), None)


def kind_of(data: bytes) -> Text | None:
    """The name of the kind in both languages, or None for what may be plain text."""
    for magic, name in MAGIC:
        if data.startswith(magic):
            return name
    beginning = data[:LOOK_AT].lower()
    if any(tag in beginning for tag in MARKUP):
        return Text("网页", "a web page")
    return None
