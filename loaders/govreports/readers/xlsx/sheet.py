"""One sheet of a workbook: its cells as shown, merged cells followed, and its rows as lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from lxml.etree import _Element

from govreports.readers.grid import Box, Place, laid, line
from govreports.readers.kinds import UnreadableError
from govreports.readers.looks import looking
from govreports.readers.rows import PRINTED_BAR
from govreports.readers.xlsx.formats import GENERAL, general, shown, shown_text

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MOST_CELLS = 200_000
MOST_MERGED = 400_000
WIDEST = 16_384  # columns of any sheet
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = frozenset({"1", "true", "on"})

At = tuple[int, int]  # row and column, both from 1


class Look(NamedTuple):
    """What cells refer to: the shared texts; of each style the format, the borders and whether a line goes through what
    it shows; and the calendar."""

    strings: Sequence[str]
    formats: Sequence[str]
    bordered: Sequence[bool]
    struck: Sequence[bool]
    since_1904: bool


class Merged(NamedTuple):
    """A merged cell in one row: its text, its columns, and whether it began above and goes on below."""

    text: str
    columns: Sequence[int]
    covered: bool
    on: bool


class Sheet:
    """A sheet read: `words` are the texts of its cells, `hides` whether rows or columns of it are hidden."""

    def __init__(self, root: _Element, look: Look) -> None:
        self._look = look
        self._zeros = all(view.get("showZeros") not in {"0", "false"} for view in root.iter(f"{S}sheetView"))
        self._hidden_columns = frozenset(_hidden_columns(root))
        self.hides = False
        self.words: list[str] = []
        self._cells: dict[At, str] = {}
        self._hidden_rows: set[int] = set()
        self._reach: dict[int, tuple[int, int]] = {}  # of each row, the first and the last column that show anything
        self._drawn: set[int] = set()  # rows with borders
        self._read(root)
        for number, column in self._cells:
            self._reaches(number, column, column)
        self._merged = self._follow([_range(each.get("ref", "")) for each in root.iter(f"{S}mergeCell")])

    def _read(self, root: _Element) -> None:
        number = 0
        for each in root.iterfind(f"{S}sheetData/{S}row"):
            number = whole(each.get("r")) or number + 1
            if each.get("hidden") in _TRUE or each.get("ht") == "0":
                self._hidden_rows.add(number)
                self.hides |= len(each) > 0
                continue
            column = 0
            for cell in each.iterchildren(f"{S}c"):
                place = _REFERENCE.fullmatch(cell.get("r", ""))
                column = _column(place[1]) if place else column + 1
                self._take(number, column, cell)

    def _take(self, number: int, column: int, cell: _Element) -> None:
        style = whole(cell.get("s")) or 0
        struck = style < len(self._look.struck) and self._look.struck[style]
        text = looking(self._shown(cell), None, struck=struck)
        if column in self._hidden_columns:
            self.hides |= bool(text)
            return
        if text:
            self._put((number, column), text)
        if style < len(self._look.bordered) and self._look.bordered[style]:
            self._drawn.add(number)
            self._reaches(number, column, column)

    def _put(self, at: At, text: str) -> None:
        twice = self._cells.get(at)
        self._cells[at] = text if twice is None else f"{twice} {PRINTED_BAR} {text}"
        if len(self._cells) > MOST_CELLS:
            raise _too_large()

    # --- one cell -----------------------------------------------------------------------------------------------------

    def _shown(self, cell: _Element) -> str:
        """The text that a cell shows."""
        style = whole(cell.get("s")) or 0
        code = self._look.formats[style] if style < len(self._look.formats) else GENERAL
        kind = cell.get("t", "n")
        value = cell.findtext(f"{S}v")
        if kind == "inlineStr":
            return self._word(text_of(cell), code)
        if value is None:
            formula = cell.findtext(f"{S}f")
            return f"={formula}" if formula else ""  # never calculated, so nobody has seen its result
        if kind == "s":
            place = whole(value)
            known = place is not None and place < len(self._look.strings)
            return self._word(self._look.strings[place], code) if known and place is not None else "#?"
        if kind == "n":
            return self._number(value.strip(), code)
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        return self._word(_unescaped(value), code)

    def _word(self, text: str, code: str) -> str:
        text = shown_text(" ".join(text.split()), code)
        self.words.append(text)
        return text

    def _number(self, value: str, code: str) -> str:
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value and f"{value} {PRINTED_BAR}"
        if not number and not self._zeros:
            return ""
        text = shown(value, code, self._look.since_1904)
        if text is not None:
            return text
        # A format that is not known here: the number is told, but in a way that nobody takes for what is printed.
        return f"{general(number) if abs(number.adjusted()) < len(value) + 20 else value} ⟨{code}⟩"

    # --- merged cells -------------------------------------------------------------------------------------------------

    def _follow(self, ranges: list[tuple[At, At] | None]) -> dict[At, Merged]:
        """Row and first shown column -> the merged cell there, for the rows and columns that are in use and shown."""
        rows, columns = self._in_use()
        found: dict[At, Merged] = {}
        area = 0
        for each in ranges:
            if each is None:
                continue
            (top, left), (bottom, right) = each
            own_rows = _between(rows, top, bottom)
            own_columns = _between(columns, left, right) if own_rows else ()
            area += len(own_rows) * len(own_columns)
            if area > MOST_MERGED:
                raise _too_large()
            text = self._cells.get((top, left), "")
            for number in own_rows:
                merged = Merged(text, own_columns, number != own_rows[0], number != own_rows[-1])
                if text and own_columns:
                    self._reaches(number, own_columns[0], own_columns[-1])
                for column in own_columns:
                    found[number, column] = merged
        return found

    def _reaches(self, number: int, first: int, last: int) -> None:
        known = self._reach.get(number, (first, last))
        self._reach[number] = min(known[0], first), max(known[1], last)

    def _in_use(self) -> tuple[list[int], list[int]]:
        """The rows that hold anything and are shown, and all columns from the first to the last that does."""
        rows = sorted({number for number, _ in self._cells})
        used = {column for _, column in self._cells}
        columns = [c for c in range(min(used, default=1), max(used, default=0) + 1) if c not in self._hidden_columns]
        return rows, columns

    # --- lines --------------------------------------------------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        """One line a row, block by block; rows without anything part the blocks."""
        rows, _ = self._in_use()
        written = 0
        alone = self._paragraphs(rows)
        for block in _blocks(rows, self._hidden_rows, alone):
            columns = self._extent(block)
            written += len(block) * len(columns)
            if written > MOST_CELLS:
                raise _too_large()
            above: Sequence[Place | Box] = ()
            for number in block:
                boxes = self._boxes(number, columns)
                texts, above = laid(boxes, above)
                if len(boxes) == 1 or number in alone:
                    yield " ".join(texts).strip()
                elif texts:
                    yield line(texts)

    def _paragraphs(self, rows: Sequence[int]) -> set[int]:
        """The rows that are no part of a table: one text, and no border in a sheet that draws borders."""
        texts = Counter(number for number, _ in self._cells)
        return {number for number in rows if self._drawn and number not in self._drawn and texts[number] == 1}

    def _extent(self, block: Sequence[int]) -> list[int]:
        first = min(self._reach[number][0] for number in block)
        last = max(self._reach[number][1] for number in block)
        return [column for column in range(first, last + 1) if column not in self._hidden_columns]

    def _boxes(self, number: int, columns: Sequence[int]) -> list[Box]:
        """The cells of a row, counted in columns that are shown."""
        boxes = []
        for place, column in enumerate(columns):
            merged = self._merged.get((number, column))
            if merged is None:
                boxes.append(Box(self._cells.get((number, column), ""), place))
            elif column == merged.columns[0] or column == columns[0]:
                width = len(merged.columns) - merged.columns.index(column)
                boxes.append(Box(merged.text, place, width, merged.on, merged.covered))
        return boxes


def text_of(item: _Element) -> str:
    """The text of a shared or inline string: its runs joined, readings above the line left out."""
    pieces = [
        _looking(piece.text or "", above)
        for piece in item.iter(f"{S}t")
        if (above := piece.getparent()) is not None and above.tag != f"{S}rPh"
    ]
    return _unescaped("".join(pieces))


def _looking(text: str, run: _Element) -> str:
    """The text of a run as the run looks, of which only a text with several has any."""
    properties = run.find(f"{S}rPr")
    if properties is None:
        return text
    raised = properties.find(f"{S}vertAlign")
    return looking(text, None if raised is None else raised.get("val"), struck=is_struck(properties))


def is_struck(font: _Element) -> bool:
    """Whether a font draws a line through what it shows."""
    struck = font.find(f"{S}strike")
    return struck is not None and struck.get("val", "1") in _TRUE


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _hidden_columns(root: _Element) -> Iterator[int]:
    for each in root.iterfind(f"{S}cols/{S}col"):
        if each.get("hidden") in _TRUE or each.get("width") == "0":
            yield from range(whole(each.get("min")) or 1, min(whole(each.get("max")) or 0, WIDEST) + 1)


def _blocks(rows: Sequence[int], hidden: set[int], alone: set[int]) -> Iterator[list[int]]:
    """Runs of rows with nothing but hidden rows between them; those that stand alone by themselves."""
    block: list[int] = []
    for number in rows:
        apart = block and (number in alone or block[-1] in alone)
        if apart or (block and any(between not in hidden for between in range(block[-1] + 1, number))):
            yield block
            block = []
        block.append(number)
    if block:
        yield block


def _between(numbers: Sequence[int], first: int, last: int) -> Sequence[int]:
    return numbers[bisect_left(numbers, first) : bisect_left(numbers, last + 1)]


def _range(reference: str) -> tuple[At, At] | None:
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) != 2 or not corners[0] or not corners[1]:  # noqa: PLR2004 - a range has two corners
        return None
    (top, left), (bottom, right) = ((int(corner[2]), _column(corner[1])) for corner in corners if corner)
    return (min(top, bottom), min(left, right)), (max(top, bottom), max(left, right))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def whole(text: str | None) -> int | None:
    """A whole number of up to nine digits; None for anything else."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else None  # noqa: PLR2004


def _too_large() -> UnreadableError:
    return UnreadableError(
        f"工作表超过 {MOST_CELLS} 格，不像一份报告。", f"A sheet has more than {MOST_CELLS} cells, which no report has."
    )
