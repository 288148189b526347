"""Pictures of reports: what is recognised in them becomes tables, and the report's arithmetic says what may be used."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pypdfium2
import pytest
from govreports.form import BY_ID, ID_OF
from govreports.parse import parse
from govreports.readers import UnreadableError
from govreports.readers.pdf import read_pdf, reader
from govreports.readers.recognition import Recogniser, Word
from govreports.readers.scans import read_image
from govreports.report import Cell, Document, Input, Parsed
from PIL import Image

from tests.support.printed import drawn, figures

DOTS = 100
Misread = Callable[[int, str], str]


def scan(kind: str = "PDF") -> bytes:
    """The report as a scanner gives it: pictures of its pages."""
    with pypdfium2.PdfDocument(drawn()) as document:
        pages = [page.render(scale=DOTS / 72).to_pil().convert("RGB") for page in document]
    out = io.BytesIO()
    options = {"dpi": (DOTS, DOTS)} if kind == "TIFF" else {"resolution": DOTS}
    pages[0].save(out, kind, save_all=True, append_images=pages[1:], **options)
    return out.getvalue()


def reading(misread: Misread = lambda page, word: word) -> Recogniser:
    """A recogniser that knows where the words of the report stand, and reads each as it is told to."""
    with pypdfium2.PdfDocument(drawn()) as document:
        pages = [list(_words(page)) for page in document]
    turn = iter(range(len(pages)))

    def recognise(picture: Image.Image) -> Iterator[Word]:
        page = next(turn)
        scale = picture.width / 595
        for word, (left, top, right, bottom) in pages[page]:
            read = misread(page + 1, word)
            if read:
                yield Word(read, (left * scale, top * scale, right * scale, bottom * scale))

    return recognise


def _words(page: pypdfium2.PdfPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    text = page.get_textpage()
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        words = text.get_text_bounded(left - 0.1, bottom, right + 0.1, top)
        if words.strip():
            yield "".join(words.split()), (left, 842 - top, right, 842 - bottom)


def parsed(document: Document, monkeypatch: pytest.MonkeyPatch) -> Parsed:
    """The report of a document that was read already."""
    monkeypatch.setattr("govreports.parse.read", lambda data: document)
    return parse(Input("scan.pdf", b""))


def cells(report: Parsed) -> dict[int, Cell]:
    """All its cells."""
    assert report.report, report.message
    return {id: cell for table in report.report.tables.values() for id, cell in table.cells.items()}


def test_figures_are_used_where_sums_confirm_them(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_pdf(scan(), reading())
    assert document.recognised
    found = cells(parsed(document, monkeypatch))
    used = {id: cell.value for id, cell in found.items() if cell.value is not None}
    assert used == {id: value for id, value in figures().items() if id in used}
    assert {BY_ID[id].table for id in used} == {"requests", "reviews"}
    assert len([id for id in used if BY_ID[id].table == "requests"]) == 161
    assert {(cell.status, cell.note) for cell in found.values() if cell.value is not None} == {
        ("recognised", "recognised_confirmed")
    }
    fees = found[ID_OF["proactive", "fees", "amount"]]
    assert (fees.value, fees.status, fees.note, fees.raw) == (None, "unreadable", "recognised_unconfirmed", "7730.28")
    total = found[ID_OF["reviews", "reconsideration", "total"]]
    assert (total.value, total.note, total.raw) == (None, "recognised_unconfirmed", "0")


def test_a_misread_figure_is_never_used(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_pdf(scan(), reading(lambda page, word: {"21": "27", "3": "8"}.get(word, word)))
    found = cells(parsed(document, monkeypatch))
    wrong = {id: cell.value for id, cell in found.items() if cell.value not in (None, figures()[id])}
    assert wrong == {}
    unused = found[ID_OF["requests", "new", "total"]]
    assert (unused.value, unused.raw) == (None, "27")


def test_a_cell_in_which_nothing_is_recognised_is_not_called_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_pdf(scan(), reading(lambda page, word: "" if word == "0" and page == 3 else word))
    found = cells(parsed(document, monkeypatch))
    gone = found[ID_OF["requests", "granted", "total"]]
    assert (gone.value, gone.status, gone.note) == (None, "unreadable", "nothing_recognised")
    assert "blank" not in {cell.status for cell in found.values()}
    assert found[ID_OF["requests", "new", "total"]].value is None


def test_pictures_have_pages_and_boxes() -> None:
    from_pdf = read_pdf(scan(), reading())
    document = read_image(scan("TIFF"), reading())
    assert (document.media_type, document.recognised) == ("image/tiff", True)
    assert document.text == from_pdf.text
    assert {place.page for place in document.places} == {1, 2, 3, 4}
    for one, other in zip(document.places, from_pdf.places, strict=True):
        assert one.box == pytest.approx(other.box, abs=2)


def test_a_picture_without_a_recogniser_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "recogniser", lambda: None)
    monkeypatch.setattr("govreports.readers.scans.recogniser", lambda: None)
    for read, data in ((read_pdf, scan()), (read_image, scan("TIFF"))):
        with pytest.raises(UnreadableError, match="pip install"):
            read(data)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, b"\xff\xd8\xff" + b"\x00" * 99, b"II*\x00"])
def test_a_damaged_picture_is_told_so(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        read_image(data, reading())


def test_a_picture_that_is_too_large_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(UnreadableError, match="million pixels"):
        read_image(out.getvalue(), reading())


@pytest.mark.ocr
def test_a_scan_is_recognised_for_real() -> None:
    report = parse(Input("scan.pdf", scan()))
    assert report.document
    assert report.document.recognised
    found = cells(report)
    used = {id: cell.value for id, cell in found.items() if cell.value is not None}
    assert used == {id: value for id, value in figures().items() if id in used}
    assert len(used) >= 150
