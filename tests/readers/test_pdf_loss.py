"""Nothing of a PDF is lost in silence: losses that are staged are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from govreports.readers.pdf import compose, read_pdf, reader, tables
from govreports.readers.pdf.compose import Composed, Content
from govreports.readers.pdf.tables import Cell, Table

from tests.readers.test_pdf import ROWS, filled, made, ruled, table, write
from tests.support.pdfs import HELVETICA, pdf, stream, text
from tests.support.printed import drawn


def losses(data: bytes) -> list[str]:
    """What is told of characters that are missing or unreadable."""
    return [problem.message_en for problem in read_pdf(data).problems]


def test_a_whole_file_has_lost_nothing() -> None:
    assert losses(drawn()) == []


def test_a_page_that_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = compose.composed

    def dropping(contents: Sequence[Content]) -> Composed:
        return whole(contents[:-1])

    monkeypatch.setattr(compose, "composed", dropping)
    (told,) = losses(drawn())
    assert "visible characters" in told


def test_a_column_that_is_clipped(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tables._table

    def clipping(*arguments: Any) -> Table:
        found = whole(*arguments)
        rows: tuple[tuple[Cell, ...], ...] = tuple(row[:-1] for row in found.rows)
        return found._replace(rows=rows)

    monkeypatch.setattr(tables, "_table", clipping)
    (told,) = losses(drawn())
    assert "visible characters" in told


def test_lines_beside_tables_that_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govreports.readers.pdf.content.lines", lambda chars, frame: [])
    (told,) = losses(drawn())
    assert "visible characters" in told


def test_text_beyond_the_edge() -> None:
    def draw(canvas: Any) -> None:
        canvas.setCropBox((0, 0, 595, 800))
        write(canvas, 60, 20, "a line that nobody sees")
        table(canvas)

    (told,) = losses(made(draw))
    assert "visible characters" in told


def test_a_font_that_tells_some_of_its_letters_only() -> None:
    font = HELVETICA.replace(b">>", b"/ToUnicode 6 0 R>>")
    map_ = stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        b"1 beginbfrange <20> <79> <0020> endbfrange 1 beginbfchar <7a> <E07A> endbfchar endcmap end"
    )
    lines = ["a line of many letters and one z"] * 4
    told = losses(pdf(stream(text(*lines)), more={5: font, 6: map_}))
    assert told[-1].startswith("On page 1 4 characters cannot be read")


def test_digits_over_each_other() -> None:
    def draw(canvas: Any) -> None:
        ruled(canvas)
        filled(canvas, [["words enough to be a page of text", *row[1:]] for row in ROWS])
        write(canvas, 305.4, 150, "9")

    assert "overlap" in losses(made(draw))[-1]


def test_the_reader_tells_of_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "recogniser", lambda: None)

    def picture(canvas: Any) -> None:
        from PIL import Image

        canvas.drawInlineImage(Image.new("L", (9, 9), 200), 0, 0, 595, 842)

    (told,) = losses(made(table, picture, table))
    assert "install text recognition" in told
