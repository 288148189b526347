"""Fonts that a PDF does not carry: what is read of it does not depend on those of the machine."""

from __future__ import annotations

import subprocess
import sys

import pytest
from govreports.readers.pdf import read_pdf
from pypdfium2 import PdfDocument, PdfSysfontBase
from reportlab.pdfgen.canvas import Canvas

from benchmarks.figures import Recipe, dice, make
from benchmarks.pdfs import reportlab
from benchmarks.tables import Pen
from tests.readers.test_pdf import made

PRINTED = reportlab(make(Recipe(1)), Pen(dice(1), frozenset()))


def alone(canvas: Canvas) -> None:
    """A label whose last character stands on a line of its own, and a figure."""
    for line, text in enumerate(("社会公益组", "织", "7")):
        canvas.drawString(72, 700 - 12 * line, text)


WHOLE = ["社会公益组", "织", "7"]
# What a machine without fonts reads with the library alone; in a process of its own, as this cannot be undone.
BARE = """
import sys
from contextlib import nullcontext
from govreports.readers.pdf import read_pdf, reader
from pypdfium2 import raw
raw.FPDF_SetSystemFontInfo(None)
reader.squares = nullcontext
document = read_pdf(sys.stdin.buffer.read())
print(*document.text.split(), len(document.problems))
"""


def test_nothing_depends_on_the_fonts_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_pdf(made(alone)).text.split() == WHOLE
    monkeypatch.setattr(PdfSysfontBase, "MapFont", lambda *_: None)
    assert read_pdf(made(alone)).text.split() == WHOLE


def test_the_library_alone_loses_a_character_in_silence() -> None:
    """This is what the font of ours is for."""
    ran = subprocess.run([sys.executable, "-c", BARE], input=made(alone), capture_output=True, check=True)
    assert ran.stdout.decode().split() == ["社会公益组", "7", "0"]


def test_pictures_of_pages_are_drawn_with_the_fonts_of_the_machine() -> None:
    read_pdf(PRINTED)
    with PdfDocument(PRINTED) as document:
        inked = document[0].render(scale=1).to_pil().convert("L").tobytes()
    dark = sum(1 for pixel in inked if pixel < 64)
    assert 0 < dark < len(inked) / 20
