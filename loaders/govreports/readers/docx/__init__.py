"""Word files (.docx): the text that they show, tables as rows, numbers of lists and headings written out.

`blocks` walks the body, `write` makes lines of it, `styles` and `numbering` know what is said elsewhere in the file,
and `shown` gathers the same characters in another way, so that nothing gets lost in silence. Changes that somebody
tracked are read as accepted. The head and the foot of pages are not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from lxml.etree import _Element, tostring

from govreports.readers.docx.blocks import Notes, Reading
from govreports.readers.docx.names import ENDNOTE_MARK, FOOTNOTE_MARK, PSTYLE, RSTYLE, TEXTPATH, VAL, W
from govreports.readers.docx.numbering import Numbering
from govreports.readers.docx.plain import peculiar
from govreports.readers.docx.shown import shown
from govreports.readers.docx.styles import Styles
from govreports.readers.docx.write import lines
from govreports.readers.loss import loss
from govreports.readers.package import Package, damaged, xml
from govreports.readers.rows import BAR, enclosed
from govreports.report import Document, Problem

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN = "word/document.xml"
# Raised and lowered digits are written as characters of their own.
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")

TRACKED = Problem(
    "文件含有修订痕迹，按全部接受读取。", "The file holds tracked changes; it was read as if all were accepted."
)
EMBEDDED = Problem(
    "文件里嵌有其他文件或对象，其中的内容没有读取。",
    "Other files or objects are embedded in the file, and what they hold was not read.",
)
DRAWN = Problem("文件里的图表没有读取。", "Charts or diagrams in the file were not read.")


def read_docx(data: bytes) -> Document:
    """Read a Word file. Raises UnreadableError with one sentence in each language when it cannot be read."""
    package = Package(data)
    name = package.main(MAIN)
    body = package.tree(name).find(f"{W}body")
    if body is None:
        raise damaged()

    @cache
    def parts() -> dict[str, str]:
        return {kind: part for _, kind, part in package.related(name) if part in package}

    def tree(kind: str) -> _Element | None:
        return package.tree(parts()[kind]) if kind in parts() else None

    styles = Styles(
        lambda: package.read(parts()["styles"]) if "styles" in parts() else b"",
        lambda part: xml(part, parts()["styles"]),
    )
    odd = peculiar(body, styles)
    notes = Notes(tree("footnotes"), tree("endnotes")) if odd.tags & {FOOTNOTE_MARK, ENDNOTE_MARK} else Notes()
    reading = Reading(styles, Numbering(lambda: tree("numbering")), notes)
    text = "\n".join([*lines(reading.body(body, odd.children)), ""])
    roots = [body, *notes.roots]
    kept = TEXTPATH not in odd.tags and _holds_all(text, roots)
    lost = None if kept else _lost(text, roots, styles)
    problems = tuple(_problems(reading, lost))
    return Document(text, MEDIA_TYPE, None, package.metadata(), problems=problems, enclosed=enclosed(text))


def _holds_all(text: str, roots: Iterable[_Element]) -> bool:
    """Whether a text is, in order, all that stands between the tags of some parts: then nothing shown is lost.

    Words that are drawn as a path stand in no such place.
    """
    everything = "".join([tostring(root, method="text", encoding="unicode", with_tail=False) for root in roots])
    plain = text.replace(" ", "").replace("\n", "").replace(BAR, "")
    return everything == plain or "".join(everything.split()) == "".join(plain.split())


def _lost(text: str, roots: Sequence[_Element], styles: Styles) -> Problem | None:
    named = {each.get(VAL, "") for root in roots for each in root.iter(PSTYLE, RSTYLE)}
    return loss(shown(roots, styles.hiding(named)).translate(LOWERED), text.translate(LOWERED))


def _problems(reading: Reading, lost: Problem | None) -> Iterator[Problem]:
    if reading.tracked:
        yield TRACKED
    if reading.embedded:
        yield EMBEDDED
    if reading.drawn:
        yield DRAWN
    if lost:
        yield lost
