"""The tree of a page -> its lines and tables, in the order in which they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, TypeAlias

from selectolax.lexbor import LexborNode

from govreports.form.model import Text
from govreports.readers import limits
from govreports.readers.html.marks import Marks

Part = Literal["text", "heading", "menu", "hidden", "control"]


class Line(NamedTuple):
    """A line of text. `linked` counts the characters of it that are links; `part` is what it belongs to."""

    text: str
    part: Part = "text"
    linked: int = 0


class Cell(NamedTuple):
    """A cell of a table: its text, or what it holds where that is more, and how many columns and rows it spans.

    A `pictured` cell holds a picture or a control, so that it is not empty when it holds no text.
    """

    text: str
    width: int = 1
    height: int = 1
    blocks: tuple[Block, ...] = ()
    pictured: bool = False


class Table(NamedTuple):
    """A table, row by row, each cell in the row where it starts."""

    rows: list[list[Cell]]


Block: TypeAlias = Line | Table

# What an element does to the text around it; what is not listed stands within its line.
Action = Literal[
    "",
    "block",
    "heading",
    "menu",
    "pre",
    "break",
    "table",
    "apart",
    "turned",
    "link",
    "picture",
    "field",
    "control",
    "skip",
    "hide",
]
_ACTIONS: dict[str, Action] = {}
_NAMES: tuple[tuple[Action, str], ...] = (
    (
        "block",
        "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure",
    ),
    ("block", "footer form h3 h4 h5 h6 header hgroup hr legend li main nav ol optgroup p section summary ul"),
    ("heading", "h1 h2"),
    ("pre", "pre listing xmp plaintext"),
    # Set above, below or through what stands beside them: 5 with a small 2 above is not 52.
    ("apart", "sup sub s strike del rt"),
    ("turned", "bdo"),
    ("control", "noscript iframe noframes object video audio canvas datalist select button textarea"),
    ("skip", "head script style template title"),
    ("break", "br"),
    ("table", "table"),
    ("link", "a"),
    ("picture", "img"),
    ("field", "input"),
)
for _action, _names in _NAMES:
    _ACTIONS.update(dict.fromkeys(_names.split(), _action))

_OWN_LINES = frozenset(("block", "heading", "menu", "pre", "break", "table"))
_CLOSED = frozenset(("table", "menu", "control", "skip", "hide", "picture", "field", "break"))
_COUNTED: tuple[Action, ...] = ("heading", "pre", "link")
# What a mark makes of an element, whatever its name; "apart" matters only within a line.
_MARKED: dict[str | None, Action] = {"hidden": "hide", "unseen": "hide", "menu": "menu", "turned": "turned"}
_SPACES = re.compile(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")  # but for a single space, which stays
_SPACERS = frozenset(("0", "1", "2"))  # a picture of that width or height only pushes things apart
_SHOWN_FIELDS = frozenset(("", "text", "number", "tel"))
_SPAN = re.compile(r"\s*\+?([0-9]{1,9})")
# How many levels of tags a table counts for: its own four, and more because a table in a table is walked by recursion.
_LEVELS = 10
# Said where characters are shown in turned order, so that nobody reads 12 where 21 is shown.
_TURNED = "\u202e"


def flow(root: LexborNode, marks: Marks) -> list[Block]:
    """The lines and tables below an element.

    Raises UnreadableError when elements nest too deeply or a table has too many cells.
    """
    walk = _Walk(marks, 0)
    walk.through(root)
    return walk.blocks


class _Walk:
    """A walk through one stretch of flowing text: a page, or a cell."""

    def __init__(self, marks: Marks, depth: int) -> None:
        self.blocks: list[Block] = []
        self.pictured = False
        self._marks, self._depth = marks, depth
        self._parts: list[str] = []
        self._linked = 0
        self._inside = dict.fromkeys(_COUNTED, 0)

    def through(self, root: LexborNode) -> None:
        """Walk through everything below an element. Only cells are walked by recursion, since pages nest deeply."""
        trail: list[tuple[LexborNode, Action]] = []
        marked = self._marks
        node = root.first_child
        while node is not None or trail:
            if node is None:
                node, action = trail.pop()
                self._leave(action)
                node = node.next
                continue
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content or ""
                if self._parts or not text.isspace() or self._inside["pre"]:
                    self._say(text)  # what is skipped is white space at the beginning of a line, as between two tags
                node = node.next
                continue
            action = _ACTIONS.get(tag, "")
            if action or (marked and node.mem_id in marked):
                action = self._enter(node, action)
            child = None if action in _CLOSED else node.first_child
            if child is None:
                self._leave(action)
                node = node.next
            else:
                trail.append((node, action))
                _check_depth(self._depth + len(trail))
                node = child
        self._end_line()

    # --- elements ----------------------------------------------------------------------------------------------------

    def _enter(self, node: LexborNode, action: Action) -> Action:
        action = _MARKED.get(self._marks.get(node.mem_id), action) or "apart"
        if action == "link" and not node.attributes.get("href"):
            return ""  # where a link leads to
        if action in _OWN_LINES:
            self._end_line()
        if action in self._inside:
            self._inside[action] += 1
        elif action in _MEET:
            _MEET[action](self, node)
        return action

    def _leave(self, action: Action) -> None:
        if not action:
            return
        if action in _OWN_LINES:
            self._end_line()
        if action in self._inside:
            self._inside[action] -= 1
        elif action == "apart":
            self._parts.append(" ")

    def _meet_apart(self, _: LexborNode) -> None:
        self._parts.append(" ")

    def _meet_turned(self, _: LexborNode) -> None:
        self._parts.append(_TURNED)

    def _meet_hidden(self, node: LexborNode) -> None:
        self.blocks += _left_out(node, "hidden")

    def _meet_menu(self, node: LexborNode) -> None:
        self.blocks += _left_out(node, "menu")

    def _meet_control(self, node: LexborNode) -> None:
        self.pictured = True
        self.blocks += _left_out(node, "control")

    def _meet_picture(self, node: LexborNode) -> None:
        attributes = node.attributes
        sizes = {(attributes.get(side) or "").removesuffix("px") for side in ("width", "height")}
        self.pictured = self.pictured or not sizes & _SPACERS

    def _meet_field(self, node: LexborNode) -> None:
        attributes = node.attributes
        if (attributes.get("type") or "").lower() in _SHOWN_FIELDS and attributes.get("value"):
            self._parts.append(f" {attributes['value']} ")

    def _meet_table(self, node: LexborNode) -> None:
        self.blocks += _Rows(self._marks, self._depth + _LEVELS).of(node)

    # --- text --------------------------------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        if self._inside["pre"]:
            *lines, text = text.split("\n")
            for line in lines:
                self._parts.append(line)
                self._end_line()
        self._parts.append(text)
        if self._inside["link"]:
            self._linked += len("".join(text.split()))

    def _end_line(self) -> None:
        if not self._parts:
            return
        text = "".join(self._parts)
        text = text.rstrip() if self._inside["pre"] else _SPACES.sub(" ", text).strip()
        if text:
            self.blocks.append(Line(text, "heading" if self._inside["heading"] else "text", self._linked))
        self._parts.clear()
        self._linked = 0


_MEET: dict[Action, Callable[[_Walk, LexborNode], None]] = {
    "apart": _Walk._meet_apart,
    "turned": _Walk._meet_turned,
    "hide": _Walk._meet_hidden,
    "menu": _Walk._meet_menu,
    "control": _Walk._meet_control,
    "picture": _Walk._meet_picture,
    "field": _Walk._meet_field,
    "table": _Walk._meet_table,
}


class _Rows:
    """The rows of one table, with what stands before them: its caption, and what it hides."""

    def __init__(self, marks: Marks, depth: int) -> None:
        _check_depth(depth)
        self._marks, self._depth = marks, depth
        self._before: list[Block] = []
        self._spanning: frozenset[int] = frozenset()
        self._cells = 0

    def of(self, table: LexborNode) -> list[Block]:
        self._spanning = frozenset(cell.mem_id for cell in table.css("[colspan],[rowspan]"))
        rows: list[list[Cell]] = []
        last: list[list[Cell]] = []  # a foot is shown last, wherever it is written
        for part in self._shown(table):
            if part.tag == "caption":
                self._before += self._walked(part).blocks
            elif part.tag == "tfoot":
                last += self._rows(part)
            elif part.tag in ("tbody", "thead"):
                rows += self._rows(part)
        return [*self._before, Table(rows + last)]

    def _shown(self, node: LexborNode) -> Iterable[LexborNode]:
        """The elements right below one, but for those that are hidden."""
        if not self._marks:
            return node.iter()
        shown = []
        for child in node.iter():
            if self._marks.get(child.mem_id) == "hidden":
                self._before += _left_out(child, "hidden")
            else:
                shown.append(child)
        return shown

    def _rows(self, part: LexborNode) -> list[list[Cell]]:
        return [self._row(row) for row in self._shown(part) if row.tag == "tr"]

    def _row(self, row: LexborNode) -> list[Cell]:
        cells = [self._cell(cell) for cell in self._shown(row) if cell.tag in ("td", "th")]
        self._cells += len(cells)
        if self._cells > limits.CELLS:
            limits.refuse(Text("一张表的格数", "cells in one table"), limits.CELLS)
        return cells

    def _cell(self, cell: LexborNode) -> Cell:
        id = cell.mem_id
        width, height = _spans(cell) if id in self._spanning else (1, 1)
        if self._marks and self._marks.get(id) == "unseen":
            self._before += _left_out(cell, "hidden")
            return Cell("", width, height)
        only = cell.first_child
        if only is not None and only.next is None and only.tag == "-text":
            text: str | None = (only.text_content or "").strip()
        else:
            text = self._only_text(cell) if only is not None else ""
        if text is not None:
            return tuple.__new__(Cell, (text, width, height, (), False))  # as Cell(…), in a third of the time
        walk = self._walked(cell)
        block = walk.blocks[0] if len(walk.blocks) == 1 else None
        if isinstance(block, Line) and block.part == "text" and not block.linked:
            return Cell(block.text, width, height)
        return Cell("", width, height, tuple(walk.blocks), walk.pictured)

    def _only_text(self, cell: LexborNode) -> str | None:
        """The text of a cell that holds nothing but one text, in elements that change nothing; else None.

        Nearly all cells are such, so the walk is spared.
        """
        node = _only_child(cell)
        while node is not None and node.tag != "-text":
            if _ACTIONS.get(node.tag or "", "") not in ("", "block") or (self._marks and node.mem_id in self._marks):
                return None
            node = _only_child(node)
        return (node.text_content or "").strip() if node else None

    def _walked(self, node: LexborNode) -> _Walk:
        walk = _Walk(self._marks, self._depth)
        walk.through(node)
        return walk


def _only_child(node: LexborNode) -> LexborNode | None:
    """The one child that a node has beside white space and empty elements; None when it has several or none."""
    child = node.first_child
    only = None
    while child is not None:
        if child.tag == "-text":
            nothing = (child.text_content or "").isspace()
        else:
            nothing = child.first_child is None and not _ACTIONS.get(child.tag or "")
        if not nothing:
            if only is not None:
                return None
            only = child
        child = child.next
    return only


def _left_out(node: LexborNode, part: Part) -> list[Block]:
    text = " ".join(node.text(deep=True, separator=" ").split())
    return [Line(text, part)] if text else []


def _spans(cell: LexborNode) -> tuple[int, int]:
    attributes = cell.attributes
    return _span(attributes.get("colspan", "1")), _span(attributes.get("rowspan", "1"))


def _span(written: str | None) -> int:
    """How many places a cell spans. Nothing sensible is one; 0 is all that are left."""
    number = _SPAN.match(written or "")
    if not number:
        return 1
    return min(int(number[1]) or limits.SPAN, limits.SPAN)


def _check_depth(depth: int) -> None:
    if depth > limits.DEPTH:
        limits.refuse(Text("标签嵌套层数", "levels of nested tags"), limits.DEPTH)
