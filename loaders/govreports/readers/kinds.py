"""Which kind of file some bytes are, by their content and never by a name."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from itertools import chain, islice

from govreports.form.model import Text


class UnreadableError(Exception):
    """A file that no reader can turn into text; carries one sentence in each language."""

    def __init__(self, message_zh: str, message_en: str) -> None:
        super().__init__(message_zh, message_en)
        self.message_zh = message_zh
        self.message_en = message_en


KINDS: dict[str, Text] = {
    "text": Text("文本文件", "a text"),
    "html": Text("网页", "a web page"),
    "mht": Text("单个文件网页", "a web page saved with its pictures"),
    "xml": Text("XML 文件", "an XML file"),
    "pdf": Text("PDF 文件", "a PDF"),
    "docx": Text("Word 文档", "a Word document"),
    "xlsx": Text("Excel 工作簿", "an Excel workbook"),
    "odf": Text("OpenDocument 文档", "an OpenDocument file"),
    "ole": Text("旧版 Office 文件", "an old Office document"),
    "rtf": Text("RTF 文件", "an RTF document"),
    "image": Text("图片", "an image"),
    "zip": Text("压缩包", "a zip archive"),
    "gzip": Text("压缩文件", "a gzip file"),
    "tar": Text("归档文件", "a tar archive"),
    "rar": Text("压缩包", "a RAR archive"),
    "7z": Text("压缩包", "a 7-Zip archive"),
}

MAGIC: tuple[tuple[bytes, str], ...] = (
    (rb"(?:\xef\xbb\xbf)?\s{0,64}%PDF-", "pdf"),
    (rb"PK(?:\x03\x04|\x05\x06)", "zip"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|BM.{4}\x00{4}|RIFF.{4}WEBP", "image"),
    (rb"\x1f\x8b", "gzip"),
    (rb"Rar!\x1a\x07", "rar"),
    (rb"7z\xbc\xaf\x27\x1c", "7z"),
    (rb"\s{0,64}\{\\rtf", "rtf"),
    (rb".{257}ustar", "tar"),
)
# A group for each kind; the number of the one that matches is its place among them, from 1.
_MAGIC = re.compile(b"|".join(b"(" + pattern + b")" for pattern, _ in MAGIC), re.DOTALL)

# Members that only one kind of zip has. Names are all that is looked at: sizes are what the file claims.
MEMBERS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("META-INF/manifest.xml", "odf"),
)
# The list of parts that such a document begins with, and the folder of the part that holds its text, whatever its name.
_PARTS = "[Content_Types].xml"
_FOLDERS: tuple[tuple[str, str], ...] = (("word/", "docx"), ("xl/", "xlsx"))

# The beginning of a page, in which its first tag stands.
LOOK_AT = 4096
_BEGINS_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|frameset|table)\b", re.IGNORECASE)
_BEGINS_XML = re.compile(r"<\?xml\b")
_MAIL_HEADER = re.compile(r"\s*(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,40}\r?\n")
_WEB_ARCHIVE = re.compile(r"^content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)
# A text can quote a tag or keep a few; markup has many.
_TAG = re.compile(
    rb"</?(?:p|div|span|br|td|tr|th|table|tbody|font|li|ul|strong|b|a|center|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_FEWEST_TAGS = 10
_TAGS_WITHIN = 2**18


def kind_of(data: bytes) -> str:
    """A key of `KINDS`. What is nothing else is taken for text."""
    magic = _MAGIC.match(data)
    kind = MAGIC[magic.lastindex - 1][1] if magic and magic.lastindex else "text"
    if kind == "zip":
        return _kind_of_zip(data)
    return _kind_of_text(data) if kind == "text" else kind


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # Cut short, so that the list at its end is gone: names also stand before each member.
        return next((kind for name, kind in MEMBERS if name.encode() in data), "zip")
    known = (kind for name, kind in MEMBERS if name in names)
    by_folder = (kind for folder, kind in _FOLDERS if _PARTS in names and any(n.startswith(folder) for n in names))
    return next(chain(known, by_folder), "zip")


def _kind_of_text(data: bytes) -> str:
    if b"<" not in data and b":" not in data[:LOOK_AT]:  # as most texts: no tag, and no head of a mail
        return "text"
    beginning = data[:LOOK_AT].replace(b"\x00", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n\f")
    if beginning.startswith("<") and _BEGINS_MARKUP.search(beginning):
        return "html"
    if _BEGINS_XML.match(beginning):
        return "xml"
    header = _MAIL_HEADER.match(beginning + "\n\n")
    if header and "mime-version:" in header.group().lower() and _WEB_ARCHIVE.search(header.group()):
        return "mht"
    return "html" if _is_markup(data) else "text"


def _is_markup(data: bytes) -> bool:
    """Whether a file without a head of its own is a piece of a page."""
    if b"<" not in data or data.count(b"<", 0, _TAGS_WITHIN) < _FEWEST_TAGS:  # looking for one is faster
        return False
    return sum(1 for _ in islice(_TAG.finditer(data, 0, _TAGS_WITHIN), _FEWEST_TAGS)) == _FEWEST_TAGS
