"""A page as a tree, read with the standard library: enough to ask what a page holds, and strict about its nesting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})


@dataclass
class Element:
    """An element with what is inside it."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text inside, as it stands."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def classes(self) -> set[str]:
        """Its classes."""
        return set(self.attributes.get("class", "").split())

    def all(self, tag: str = "", **attributes: str) -> Iterator[Element]:
        """Elements inside with this tag and these attributes; `class_` stands for class."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        for child in self.children:
            if isinstance(child, Element):
                if tag in ("", child.tag) and wanted.items() <= child.attributes.items():
                    yield child
                yield from child.all(tag, **attributes)

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only element inside with this tag and these attributes."""
        (found,) = self.all(tag, **attributes)
        return found


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """The tree of a page. Fails where an element is not closed in its turn."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.open == [builder.root], f"never closed: {[e.tag for e in builder.open[1:]]}"
    return builder.root


@dataclass(frozen=True)
class TableCell:
    """A cell with where it stands in its table, spans counted."""

    element: Element
    y: int
    x: int
    height: int
    width: int

    @property
    def is_header(self) -> bool:
        """Whether it is a header."""
        return self.element.tag == "th"


def grid(table: Element) -> list[TableCell]:
    """The cells of a table placed as a browser places them; fails where cells overlap or leave a gap."""
    cells: list[TableCell] = []
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(table.all("tr")):
        x = 0
        for element in row.children:
            if isinstance(element, str):
                continue
            while (y, x) in taken:
                x += 1
            width = int(element.attributes.get("colspan", "1"))
            height = int(element.attributes.get("rowspan", "1"))
            place = {(y + i, x + j) for i in range(height) for j in range(width)}
            assert not place & taken, "cells overlap"
            taken |= place
            cells.append(TableCell(element, y, x, height, width))
    lines, places = 1 + max(y for y, _ in taken), 1 + max(x for _, x in taken)
    assert len(taken) == lines * places, "the grid has a gap"
    return cells


def headers(cell: TableCell, cells: list[TableCell]) -> list[str]:
    """What heads a cell: by its `headers` attribute, else by `scope` along its lines and columns."""
    named = cell.element.attributes.get("headers", "").split()
    if named:
        by_id = {c.element.attributes.get("id"): c.element.text for c in cells if c.is_header}
        return [by_id[name] for name in named]
    found = []
    for other in cells:
        scope = other.element.attributes.get("scope")
        across = other.x < cell.x + cell.width and cell.x < other.x + other.width and other.y < cell.y
        along = other.y < cell.y + cell.height and cell.y < other.y + other.height and other.x < cell.x
        if (scope == "col" and across) or (scope == "row" and along):
            found.append(other.element.text)
    return found


async def page(client: Any, path: str, status: int = 200) -> Element:
    """A page as a tree; strict about its nesting, its ids and where its links within it go."""
    response = await client.get(path)
    assert response.status_code == status, response.text
    tree = parse(response.text.removeprefix("<!DOCTYPE html>\n"))
    ids = [e.attributes["id"] for e in tree.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    inside = {a.attributes["href"][1:] for a in tree.all("a") if a.attributes["href"].startswith("#")}
    assert inside <= set(ids)
    return tree
