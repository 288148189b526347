"""Readers turn one file's bytes into a `Document`. They know no form: which table a cell belongs to is not theirs.

The kind of a file is decided by its content, not by its name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from govreports.readers.kinds import KINDS, UnreadableError, kind_of
from govreports.report import Document

__all__ = ["UnreadableError", "read"]

Reader = Callable[[bytes], Document]

# Module and function that read a kind of file. Imported when the first such file comes, since parsers are heavy.
READERS: dict[str, str] = {
    "text": "govreports.readers.text:read_text",
    "html": "govreports.readers.html.page:read_html",
    "mht": "govreports.readers.html.archive:read_mht",
    "docx": "govreports.readers.docx:read_docx",
    "xlsx": "govreports.readers.xlsx:read_xlsx",
    "pdf": "govreports.readers.pdf:read_pdf",
    "image": "govreports.readers.scans:read_image",
}
# What another program has to turn into a Word file first; it wants to know what it is given.
CONVERTED = ("odf", "ole", "rtf")
CONVERTER = "govreports.readers.libreoffice:read_old_office"


def read(data: bytes) -> Document:
    """Turn a file into a document. Raises UnreadableError with one sentence in each language when it cannot."""
    kind = kind_of(data)
    if kind in CONVERTED:
        convert: Callable[..., Document] = _imported(CONVERTER)
        return convert(data, kind)
    if kind not in READERS:
        raise UnreadableError(
            f"这是{KINDS[kind].zh}，本版不能读取；请另存为网页或文本。",
            f"The file is {KINDS[kind].en}, which this version cannot read; save it as a web page or as text.",
        )
    reader: Reader = _imported(READERS[kind])
    return reader(data)


@cache
def _imported(place: str) -> Callable[..., Document]:
    module, _, function = place.partition(":")
    found: Callable[..., Document] = getattr(import_module(module), function)
    return found
