"""What every table and column holds, read from the comments of schema.sql and views.sql.

Where a comment has English only, the column holds a figure of the form, and the form gives its Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from govreports.form import FIGURES, Text
from govreports.form.tables import figure_label

SOURCES = ("schema.sql", "views.sql")


class Described(NamedTuple):
    """A table or view with its comment and those of its columns."""

    name: str
    meaning: Text
    columns: dict[str, Text]


def described() -> Iterator[Described]:
    """Every table and view, in the order of the schema."""
    pattern = r"^-- ([^\n]+)\nCREATE (TABLE|VIEW) (\w+)(.*?)\n(?:\)|FROM\b)"
    for source in SOURCES:
        sql = (files("govreports") / source).read_text(encoding="utf-8")
        for comment, kind, table, body in re.findall(pattern, sql, re.MULTILINE | re.DOTALL):
            column = r"^ {4}(\w+) .* -- (.+)$" if kind == "TABLE" else r"\bAS (\w+),? -- (.+)$"
            columns = {name: _text(words, table, name) for name, words in re.findall(column, body, re.MULTILINE)}
            yield Described(table, _text(comment, table, ""), columns)


def dictionary_rows() -> Iterator[tuple[object, ...]]:
    """The rows of the table `dictionary`."""
    for table in described():
        yield (table.name, "", *table.meaning)
        yield from ((table.name, column, *meaning) for column, meaning in table.columns.items())


def _text(comment: str, table: str, column: str) -> Text:
    chinese, bar, english = comment.partition(" | ")
    return Text(chinese, english) if bar else Text(_figure(table, column), comment)


def _figure(table: str, column: str) -> str:
    """What the form calls a column, with its unit; in section 3 a column holds a figure of every row."""
    figure = next(figure for figure in FIGURES if (figure.table, figure.name) == (table, column))
    label = figure_label(figure).zh
    return f"{label.split(' · ')[-1] if table == 'requests' else label}；单位：{figure.unit.zh}"
