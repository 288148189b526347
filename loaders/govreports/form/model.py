"""The vocabulary in which the statutory form is written down.

Everything here is an immutable value: a label, a row, a column, one figure of the form, one arithmetic identity.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Edition = Literal["2019", "2021"]
TableName = Literal["proactive", "requests", "reviews"]
FigureKind = Literal["count", "change", "money"]
Relation = Literal["sums", "at_least", "not_negative", "both_or_neither"]

EDITIONS: tuple[Edition, ...] = ("2019", "2021")
TABLE_NAMES: tuple[TableName, ...] = ("proactive", "requests", "reviews")


class Text(NamedTuple):
    """The same words in both languages of the site."""

    zh: str
    en: str


class Variant(NamedTuple):
    """One way a label is written: the characters that identify it, and a real example that holds them.

    White space may stand between any two characters, and each punctuation mark may be full-width or ASCII.
    """

    text: str
    example: str


class EditionFact(NamedTuple):
    """One national edition of the form: its document, and the report years it was made for."""

    id: Edition
    name: Text
    document: str
    issued_on: str | None
    first_year: int
    last_year: int | None


class Section(NamedTuple):
    """One of the six numbered sections of a report."""

    number: int
    heading: Text
    table: TableName | None
    variants: tuple[Variant, ...]


class Row(NamedTuple):
    """A printed row that holds figures. `id` is permanent; `number` is the printed numbering before the label."""

    id: int
    code: str
    number: str
    label: Text
    editions: tuple[Edition, ...]
    group: str | None
    article: str | None
    variants: tuple[Variant, ...]


class Group(NamedTuple):
    """A printed label that spans several rows (or, in section 四, several columns)."""

    code: str
    label: Text
    editions: tuple[Edition, ...]
    parent: str | None
    variants: tuple[Variant, ...]


class Column(NamedTuple):
    """A printed column. `id` is permanent; `unit` is the unit of its figures."""

    id: int
    code: str
    label: Text
    unit: Text
    kind: FigureKind
    editions: tuple[Edition, ...]
    variants: tuple[Variant, ...]


class Block(NamedTuple):
    """A part of section 二 with a header of its own, in one edition: its rows and its columns, in printed order."""

    code: str
    edition: Edition
    item: Text
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]


class Figure(NamedTuple):
    """One figure that a report can hold: where it stands in the form and in the database. `id` is permanent."""

    id: int
    table: TableName
    row: str
    column: str
    name: str
    kind: FigureKind
    unit: Text
    editions: tuple[Edition, ...]

    @property
    def address(self) -> str:
        """How findings and pages name the figure: `row.column` in `requests`, else the database column."""
        return f"{self.row}.{self.column}" if self.table == "requests" else self.name


class Identity(NamedTuple):
    """One arithmetic identity over figures of one table, `left relation right`; ids are those of `Figure`.

    `sums`: the left figures add up to the sum of the right ones. `at_least`: left is not below right.
    `not_negative`: the left figures do not add up to less than nothing.
    `both_or_neither`: left is above zero exactly when right is.
    """

    check_id: str
    location: str
    relation: Relation
    left: tuple[int, ...]
    right: tuple[int, ...]


class FormCell(NamedTuple):
    """One cell of a table as the form prints it, on a grid; y and x count from 0.

    `role` is `column`/`row` for a header of one line, `columns`/`rows` for one that spans, `corner`, or `figure`.
    """

    table: TableName
    edition: Edition
    y: int
    x: int
    height: int
    width: int
    role: str
    label: Text | None
    figure_id: int | None
