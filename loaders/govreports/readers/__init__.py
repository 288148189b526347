"""Readers turn one file's bytes into a `Document`. They know no form: which table a cell belongs to is not theirs.

The kind of a file is decided by its content, not by its name.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module

from govreports.readers.kinds import UnreadableError, kind_of, office_kind
from govreports.readers.text import read_text
from govreports.report import Document

PDF = b"%PDF-"
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")

__all__ = ["UnreadableError", "read"]


# Imported when the first such file comes, since parsers are heavy.
OFFICE = {
    "docx": "govreports.readers.docx:read_docx",
    "xlsx": "govreports.readers.xlsx:read_xlsx",
    **dict.fromkeys(("odf", "ole", "rtf"), "govreports.readers.libreoffice:read_old_office"),
}


def _reader(kind: str) -> Callable[[bytes], Document]:
    module, _, function = OFFICE[kind].partition(":")
    reader: Callable[..., Document] = getattr(import_module(module), function)
    return partial(reader, kind=kind) if function == "read_old_office" else reader


def read(data: bytes) -> Document:
    """Turn a file into a document. Raises UnreadableError with one sentence in each language when it cannot."""
    office = office_kind(data)
    if office:
        return _reader(office)(data)
    if data.startswith(PDF):
        from govreports.readers.pdf import read_pdf

        return read_pdf(data)
    if data.startswith(PICTURES):
        from govreports.readers.scans import read_image

        return read_image(data)
    kind = kind_of(data)
    if kind is not None:
        raise UnreadableError(
            f"这是{kind.zh}，本版只读文本文件；请先另存为文本。",
            f"The file is {kind.en}, and this version reads text files only; save it as text first.",
        )
    return read_text(data)
