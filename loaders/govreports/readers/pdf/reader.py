"""A PDF's bytes -> Document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from govreports.readers.kinds import UnreadableError
from govreports.readers.pdf import limits
from govreports.readers.pdf.compose import document_of
from govreports.readers.pdf.content import content
from govreports.readers.pdf.fallback import second_opinion
from govreports.readers.pdf.fonts import squares
from govreports.readers.pdf.model import Page
from govreports.readers.pdf.pages import metadata, page_of, rendered
from govreports.readers.pdf.picture import page_of_picture
from govreports.readers.pdf.rules import TooManyObjectsError
from govreports.readers.recognition import (
    MOST_PAGES,
    Recogniser,
    not_recognised,
    recogniser,
)
from govreports.report import Document, Problem

MEDIA_TYPE = "application/pdf"


def read_pdf(data: bytes, recognise: Recogniser | None = None) -> Document:
    """Read a PDF. Raises UnreadableError when it is locked, damaged, too much, or a picture that cannot be recognised.

    Without a recogniser the one that is installed is used, if pages need one.
    """
    limits.check(data)
    with squares(), _opened(data) as document:
        with limits.memory():
            pages = [_taken(document, index) for index in range(_count(document))]
        told = metadata(document)
    pictures = [page for page in pages if page.kind == "picture"]
    problems: tuple[Problem, ...] = ()
    if pictures:
        recognise = recognise or recogniser()
        if recognise is None:
            problems = (_unread(pictures, pages),)
        else:
            pages = _recognised(data, pages, recognise)
    contents = [content(page, partial(second_opinion, data)) for page in pages]
    layered = any(page.kind == "layer" for page in pages)
    return document_of(
        contents, MEDIA_TYPE, told, problems, recognised=layered or (bool(pictures) and recognise is not None)
    )


def _unread(pictures: Sequence[Page], pages: Sequence[Page]) -> Problem:
    """What is said of pictures that stay unread. Raises UnreadableError when they are most of what the file holds."""
    where = ", ".join(str(page.number) for page in pictures)
    told = not_recognised(f"第 {where} 页", f"Page {where}")
    if 2 * len(pictures) >= sum(1 for page in pages if page.chars or page.kind == "picture"):
        raise told
    return Problem(told.message_zh, told.message_en)


def _recognised(data: bytes, pages: Sequence[Page], recognise: Recogniser) -> list[Page]:
    """The pages, those that are pictures replaced by what is recognised in them."""
    if sum(1 for page in pages if page.kind == "picture") > MOST_PAGES:
        raise UnreadableError(
            f"PDF 有超过 {MOST_PAGES} 页是图片，不像一份报告。",
            f"More than {MOST_PAGES} pages of the PDF are pictures, which no report has.",
        )
    with _opened(data) as document:
        return [
            page_of_picture(rendered(document, page.number - 1), page.number, page.shown, recognise)
            if page.kind == "picture"
            else page
            for page in pages
        ]


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
