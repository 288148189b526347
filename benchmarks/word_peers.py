"""What reading a Word file is measured against: the least that lxml can do, and python-docx doing as much as we do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import docx
from govreports.readers.docx import read_docx
from lxml import etree

from benchmarks.figures import Recipe, dice, make
from benchmarks.office import word_report
from benchmarks.tables import Pen

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_files(count: int, seed: int) -> list[bytes]:
    """Reports as Word files, as long and as full of zeros as published ones."""
    quirks = frozenset({"long_narrative"})
    return [word_report(make(Recipe(seed * 1000 + n, busy=5)), Pen(dice(n), quirks), frozenset()) for n in range(count)]


def bare_lxml(files: Iterable[bytes]) -> None:
    """The floor: unzip, parse, and take the text of every cell, and of every paragraph outside tables."""
    for data in files:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
        for row in root.iter(W + "tr"):
            ["".join([piece.text or "" for piece in cell.iter(W + "t")]) for cell in row.iter(W + "tc")]
        for body in root:
            ["".join([piece.text or "" for piece in each.iter(W + "t")]) for each in body.iterchildren(W + "p")]


def with_python_docx(files: Iterable[bytes]) -> None:
    """The same with python-docx, which repeats merged cells and finds no number that Word counts."""
    for data in files:
        document = docx.Document(io.BytesIO(data))
        for paragraph in document.paragraphs:
            paragraph.text  # noqa: B018 - a property that does the work
        for table in document.tables:
            for row in table.rows:
                [cell.text for cell in row.cells]


def with_ours(files: Iterable[bytes]) -> None:
    """Our reader, whole: text, numbers of lists, metadata, and the check that nothing is lost."""
    for data in files:
        read_docx(data)
