"""The body of a Word file as blocks: paragraphs and tables, in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

from lxml.etree import _Element

from govreports.readers.counting import CIRCLED
from govreports.readers.docx.names import (
    ALTCHUNK,
    ALTERNATE,
    CHART,
    CHOICE,
    DEL,
    DIAGRAM,
    ENDNOTE_MARK,
    FALLBACK,
    FLDCHAR,
    FLDCHAR_TYPE,
    FOOTNOTE_MARK,
    GRIDBEFORE,
    GRIDSPAN,
    HIDDEN,
    HMERGE,
    INS,
    MOVEFROM,
    MOVETO,
    OBJECT,
    PPR,
    PSTYLE,
    RPR,
    RSTYLE,
    TBL,
    TC,
    TCPR,
    TEXTPATH,
    TR,
    TRPR,
    TXBX,
    VMERGE,
    WIDEST,
    M,
    P,
    R,
    T,
    W,
    number,
    on,
    said,
)
from govreports.readers.docx.numbering import Numbering
from govreports.readers.docx.plain import plain_table, plain_text, text_of
from govreports.readers.docx.styles import PLAIN, Look, Style, Styles, item_of, look_of
from govreports.readers.docx.tables import MOST_CELLS, Block, Row, Table, covered_by, flat, too_many_cells
from govreports.readers.grid import Box
from govreports.readers.looks import looking

_CJK = re.compile("[\u3400-\u9fff]")
# What the font Symbol shows for its private characters, as far as figures are made of them.
SYMBOL_FONT = {0xF000 + code: chr(code) for code in (*range(0x28, 0x2A), *range(0x2B, 0x3B), 0x20, 0x25, 0x3D)}


class Cell(NamedTuple):
    """A cell of a table: what stands in it, where it begins, how many columns it has; whether the one above goes on."""

    blocks: list[Block]
    start: int
    width: int
    goes_on: bool


class Reading:
    """One walk over a document. It counts lists, keeps track of fields, and collects notes on its way."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self._styles, self._numbering, self._notes = styles, numbering, notes
        self._fields: list[bool] = []  # of the fields that are open: whether their result has begun
        self._boxes: list[_Element] = []
        self._marks: list[tuple[str, _Element]] = []
        self._noted = self._cells = 0
        self.tracked = self.embedded = self.drawn = False

    def body(self, element: _Element, odd: Container[_Element]) -> Iterator[Block]:
        """The blocks of a document, each followed by the notes that it refers to. Children not in `odd` are plain."""
        for block in self.blocks(element, odd):
            yield block
            while self._marks:
                mark, note = self._marks.pop(0)
                inside = list(self.blocks(note))
                first = inside[0] if inside and isinstance(inside[0], str) else ""
                yield mark + first.strip()
                yield from inside[1:] if first else inside

    def blocks(self, element: _Element, odd: Container[_Element] | None = None) -> Iterator[Block]:
        """The paragraphs and tables inside an element, whatever wraps them; joined where only a deletion parts them.

        With `odd`, those that it does not hold are known to be plain, as far as they stand in the element itself.
        """
        kept = ""
        for child in self._content(element):
            plain = odd is not None and child.getparent() is element and child not in odd and all(self._fields)
            if child.tag == TBL:
                if kept:
                    yield kept
                    kept = ""
                yield (plain_table(child) if plain else None) or self._table(child)
                continue
            if plain and not kept:
                yield plain_text(child)
                continue
            text = self._paragraph(child)
            if self._mark_deleted(child):
                kept += text or ""
            elif text is not None or kept:
                yield kept + (text or "")
                kept = ""
            yield from self._drawn_beside()
        if kept:
            yield kept

    def _drawn_beside(self) -> Iterator[Block]:
        """What stands in the boxes that the last paragraph anchors."""
        while self._boxes:
            yield from self._box(self._boxes.pop(0))

    def _box(self, box: _Element) -> Iterator[Block]:
        if box.tag == TEXTPATH:
            yield box.get("string", "")
            return
        open_fields, self._fields = self._fields, []
        waiting, self._boxes = self._boxes, []
        yield from self.blocks(box)
        self._fields, self._boxes = open_fields, waiting

    def _content(self, element: _Element) -> Iterator[_Element]:
        """Paragraphs and tables below an element that are not inside one another, whatever wraps them."""
        for child in element:
            tag = child.tag
            if tag in (P, TBL):
                yield child
            elif tag == ALTCHUNK:
                self.embedded = True
            elif not self._gone(tag):
                yield from self._content(_inside(child))

    def _gone(self, tag: str) -> bool:
        """Whether what is in an element has been deleted; takes note that something was changed."""
        self.tracked |= tag in _TRACKED
        return tag in _GONE

    # --- paragraphs ---------------------------------------------------------------------------------------------------

    def _paragraph(self, element: _Element) -> str | None:
        """The text of a paragraph with its number; None where all of it is hidden."""
        self._fields = [begun for begun in self._fields if begun]  # no instruction is longer than its paragraph
        properties = element.find(PPR)
        style = self._styles[said(properties, PSTYLE)]
        out: list[str] = []
        self._inline(element, out, style.look)
        text = "".join(out)
        mark = look_of(properties.find(RPR) if properties is not None else None).over(style.look)
        if mark.hidden and not text:
            return None
        return text if self._mark_deleted(element) else _numbered(self._number(properties, style), text)

    def _number(self, properties: _Element | None, style: Style) -> str:
        own = item_of(properties)
        list_id = own.list if own.list is not None else style.item.list
        if not list_id or list_id == "0":
            return ""
        level = own.level if own.level is not None else style.item.level
        if level is None:
            level = self._numbering.level_of(list_id, said(properties, PSTYLE) or "")
        return self._numbering.next(list_id, level)

    def _mark_deleted(self, element: _Element) -> bool:
        mark = element.find(f"{PPR}/{RPR}")
        deleted = mark is not None and (mark.find(DEL) is not None or mark.find(MOVEFROM) is not None)
        self.tracked |= deleted
        return deleted

    def _inline(self, element: _Element, out: list[str], look: Look) -> None:
        """Add what a paragraph, or anything inside it but a run, shows."""
        for child in element:
            tag = child.tag
            if tag == R:
                self._run(child, out, look)
            elif tag in _MATH:
                out.append("¦".join(found.text or "" for found in child.iter(M + "t")))
            elif tag != PPR and not self._gone(tag):
                self._inline(_inside(child), out, look)

    def _run(self, run: _Element, out: list[str], look: Look) -> None:
        properties = run.find(RPR)
        named = self._styles[said(properties, RSTYLE)].look
        look = look_of(properties).over(named).over(look)
        if look.hidden:
            boxes, marks = len(self._boxes), len(self._marks)
            self._run_content(run, [])  # its fields still begin and end
            del self._boxes[boxes:], self._marks[marks:]
            return
        if look == PLAIN:
            self._run_content(run, out)
            return
        own: list[str] = []
        self._run_content(run, own)
        text = looking("".join(own), look.raised, struck=bool(look.struck))
        out.append(f" {text} " if look.white else text)

    def _run_content(self, run: _Element, out: list[str]) -> None:
        for child in run:
            tag = child.tag
            if tag == FLDCHAR:
                self._field(child.get(FLDCHAR_TYPE))
            elif not all(self._fields):
                continue  # the instruction of a field, not its result
            elif tag in _SIGNS:
                out.append(_SIGNS[tag](child))
            elif tag == ALTERNATE:
                self._run_content(_chosen(child), out)
            else:
                self._run_rarity(child, out)

    def _run_rarity(self, child: _Element, out: list[str]) -> None:
        if child.tag in (FOOTNOTE_MARK, ENDNOTE_MARK):
            out.append(self._note(child))
        elif child.tag in _DRAWN:
            self._drawing(child)
        elif child.tag == f"{W}ruby":  # what stands above the line is left out
            for base in child.iterchildren(f"{W}rubyBase"):
                self._inline(base, out, PLAIN)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, drawing: _Element) -> None:
        """What is drawn beside the text: boxes with text of their own, and what no text is kept of."""
        if drawing.tag == OBJECT:
            self.embedded = True
        for found in drawing.iter(TXBX, TEXTPATH, CHART + "chart", DIAGRAM + "relIds"):
            if found.tag in (CHART + "chart", DIAGRAM + "relIds"):
                self.drawn = True
            elif not _inside_another(found, drawing):
                self._boxes.append(found)

    def _note(self, mark: _Element) -> str:
        note = self._notes.of(mark)
        if note is None:
            return ""
        self._noted += 1
        sign = CIRCLED(self._noted)
        self._marks.append((f"（注{sign}）", note))
        return f"（注{sign}）"

    # --- tables -------------------------------------------------------------------------------------------------------

    def _table(self, element: _Element) -> Table:
        table = Table([], {})
        for row in self._parts(element, TR):
            cells = list(self._row(row))
            properties = row.find(TRPR)
            if properties is not None:
                self.tracked |= properties.find(INS) is not None
                if on(properties, HIDDEN) or properties.find(DEL) is not None:
                    continue
            above = table.rows[-1] if table.rows else []
            boxes = [_box(above, flat(cell.blocks), cell) for cell in cells]
            inside = [cell.blocks for cell in cells]
            if any(isinstance(block, Table) for blocks in inside for block in blocks) or _stacked(inside):
                table.inside[len(table.rows)] = inside
            table.rows.append(boxes)
        return table

    def _row(self, element: _Element) -> Iterator[Cell]:
        start = number(element.find(TRPR), GRIDBEFORE, 0, WIDEST) or 0
        last: Cell | None = None
        for part in self._parts(element, TC):
            self._cells += 1
            if self._cells > MOST_CELLS:
                raise too_many_cells()
            properties = part.find(TCPR)
            width = number(properties, GRIDSPAN, 1, WIDEST) or 1
            blocks = list(self.blocks(part))
            if last and said(properties, HMERGE) in ("", "continue"):
                last = last._replace(width=last.width + width, blocks=last.blocks + blocks)
            else:
                if last:
                    yield last
                last = Cell(blocks, start, width, said(properties, VMERGE) in ("", "continue"))
            start += width
        if last:
            yield last

    def _parts(self, element: _Element, wanted: str) -> Iterator[_Element]:
        """The rows of a table or the cells of a row, whatever wraps them."""
        for child in element:
            if child.tag == wanted:
                yield child
            elif not self._gone(child.tag):
                yield from self._parts(_inside(child), wanted)


class Notes:
    """Footnotes and endnotes by their mark."""

    def __init__(self, footnotes: _Element | None = None, endnotes: _Element | None = None) -> None:
        self.roots = [root for root in (footnotes, endnotes) if root is not None]
        self._by_mark = {
            (mark, note.get(f"{W}id")): note
            for root, mark in ((footnotes, FOOTNOTE_MARK), (endnotes, ENDNOTE_MARK))
            if root is not None
            for note in root
            if note.get(f"{W}type") in (None, "normal")
        }

    def of(self, mark: _Element) -> _Element | None:
        """The note that a mark stands for, once: a damaged file may refer to one for ever."""
        return self._by_mark.pop((mark.tag, mark.get(f"{W}id")), None)


def _numbered(number: str, text: str) -> str:
    """A number and its text, apart where they could be taken for one number."""
    apart = number and text and not (_CJK.match(text) and not number[-1].isalnum())
    return f"{number} {text}" if apart else number + text


def _box(above: Row, text: str, cell: Cell) -> Box:
    return (cell.goes_on and not text and covered_by(above, cell.start, cell.width)) or Box(
        text, cell.start, cell.width
    )


def _stacked(inside: list[list[Block]]) -> bool:
    """Whether a row is one cell with several paragraphs."""
    return len(inside) == 1 and sum(bool(block.strip()) for block in inside[0] if isinstance(block, str)) > 1


def _symbol(element: _Element) -> str:
    """A character of a named font. A private one stays what it is, which no figure is read from."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
        character = chr(code)
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"
    if 0xD800 <= code < 0xE000 or not code:  # noqa: PLR2004 - no characters, and none that a text may hold
        return "\N{REPLACEMENT CHARACTER}"
    return SYMBOL_FONT.get(code, character) if element.get(f"{W}font") == "Symbol" else character


_SIGNS: dict[str, Callable[[_Element], str]] = {
    T: text_of,
    f"{W}tab": lambda _: "\t",
    f"{W}ptab": lambda _: "\t",
    f"{W}br": lambda _: "\n",
    f"{W}cr": lambda _: "\n",
    f"{W}noBreakHyphen": lambda _: "-",
    f"{W}sym": _symbol,
}
_DRAWN = frozenset({f"{W}drawing", f"{W}pict", OBJECT})
_MATH = frozenset({f"{M}oMath", f"{M}oMathPara"})
_GONE = frozenset({DEL, MOVEFROM})
_TRACKED = frozenset({INS, MOVETO, DEL, MOVEFROM})


def _inside(wrapper: _Element) -> _Element:
    """Where the content of a wrapper stands: in itself, or in one of the renderings that it offers."""
    return _chosen(wrapper) if wrapper.tag == ALTERNATE else wrapper


def _chosen(alternatives: _Element) -> _Element:
    """The one of several renderings of a thing to read: the first that holds text, so that none is read twice."""
    choices = [*alternatives.findall(CHOICE), *alternatives.findall(FALLBACK)]
    for choice in choices:
        if next(choice.iter(T, TEXTPATH), None) is not None:
            return choice
    return choices[0] if choices else alternatives


def _inside_another(box: _Element, drawing: _Element) -> bool:
    """Whether a text box is one inside another, or the second rendering of one."""
    below = box
    for above in box.iterancestors():
        if above.tag == TXBX:
            return True
        if above.tag == ALTERNATE and _chosen(above) is not below:
            return True
        if above is drawing:
            return False
        below = above
    return False
