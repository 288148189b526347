"""A PDF's bytes -> Document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from govreports.readers.kinds import UnreadableError
from govreports.readers.loss import loss
from govreports.readers.pdf import limits
from govreports.readers.pdf.compose import Content, composed, ordered
from govreports.readers.pdf.fallback import second_opinion
from govreports.readers.pdf.lattice import lattices
from govreports.readers.pdf.lines import lines
from govreports.readers.pdf.model import UNREADABLE, Page
from govreports.readers.pdf.pages import metadata, page_of
from govreports.readers.pdf.rules import TooManyObjectsError
from govreports.readers.pdf.tables import filled
from govreports.report import Document, Problem

MEDIA_TYPE = "application/pdf"


def read_pdf(data: bytes) -> Document:
    """Read a PDF. Raises UnreadableError when it is locked, damaged, too much, or a picture that cannot be read."""
    limits.check(data)
    with _opened(data) as document:
        pages = [_taken(document, index) for index in range(_count(document))]
        contents = [_content(page, data) for page in pages]
        return _document(contents, metadata(document))


def _opened(data: bytes) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise UnreadableError(
                "PDF 有密码或加密方式不明，打不开；请先解除密码。",
                "The PDF is locked with a password or in an unknown way; unlock it first.",
            ) from error
        raise UnreadableError(
            "PDF 已损坏或不完整，打不开；请重新下载。", "The PDF is damaged or not whole; download it again."
        ) from error


def _count(document: Any) -> int:
    count = len(document)
    if count > limits.MOST_PAGES:
        raise UnreadableError(
            f"PDF 超过 {limits.MOST_PAGES} 页，不像一份报告。",
            f"The PDF has more than {limits.MOST_PAGES} pages, which no report has.",
        )
    return count


def _taken(document: Any, index: int) -> Page:
    try:
        return page_of(document, index)
    except pdfium.PdfiumError as error:
        raise UnreadableError(
            f"PDF 第 {index + 1} 页已损坏，读不出；请重新下载。",
            f"Page {index + 1} of the PDF is damaged; download the file again.",
        ) from error
    except TooManyObjectsError as error:
        raise UnreadableError(
            f"PDF 第 {index + 1} 页的图形过多，不像一份报告。",
            f"Page {index + 1} of the PDF draws more shapes than any report does.",
        ) from error


def _content(page: Page, data: bytes) -> Content:
    found = lattices(page.rules)
    if any(table.ragged for table in found):
        found = second_opinion(data, page, found)
    tables, outside = filled(found, page.chars, page.cut)
    return ordered(page, lines(outside, page.frame), tables)


def _document(contents: Sequence[Content], told: tuple[tuple[str, str], ...]) -> Document:
    whole = composed(contents)
    left_out = whole.left_out + "".join(content.page.left_out for content in contents)
    source = "".join(content.page.source for content in contents)
    lost = loss(source, whole.text + left_out)
    hidden = [content.page.number for content in contents if content.page.hides]
    problems = [problem for problem in (lost, _hidden(hidden, whole.text.count(UNREADABLE))) if problem]
    return Document(whole.text, MEDIA_TYPE, None, told, whole.places, tuple(problems))


def _hidden(pages: Sequence[int], count: int) -> Problem | None:
    if not pages:
        return None
    where = ", ".join(map(str, pages))
    return Problem(
        f"第 {where} 页有 {count} 个字符读不出（字体没有给出文字，或两个字符重叠），以“{UNREADABLE}”代替。",
        f"On page {where} {count} characters cannot be read, as their font does not tell them or two lie on each other; "
        f"“{UNREADABLE}” stands for them.",
    )
