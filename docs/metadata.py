"""Write metadata.yml: a description with unit, in both languages, for every table, view and column.

    python docs/metadata.py          write it
    python docs/metadata.py --check  fail when it is not what would be written

The descriptions are the comments of schema.sql and views.sql. Where a comment has English only, the column holds a
figure of the form, and the form gives its Chinese.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from govreports.form import FIGURES
from govreports.form.tables import figure_label

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "metadata.yml"
SOURCES = (ROOT / "loaders/govreports/schema.sql", ROOT / "loaders/govreports/views.sql")
DATABASE = "govreports"
# What stands for a row where another table refers to it.
LABELS = {"agencies": "name", "reports": "title", "documents": "name", "regions": "name", "checks": "title_zh"}
# Datasette does not find an index without a text of its own by itself: which column holds the number of the report.
SEARCHED_BY = {"reports": "id", "report_summary": "report_id"}

# Repeated for every table: Datasette 1.0 does not pass them down.
RIGHTS = {
    "license": "CC BY 4.0",
    "license_url": "https://creativecommons.org/licenses/by/4.0/",
    "source": "Published annual reports of Chinese public bodies",
}
HEADER = "# Written by docs/metadata.py from the comments of the database's schema: change them there.\n"


class Table(NamedTuple):
    """A table or view with its comment and those of its columns."""

    name: str
    comment: str
    columns: dict[str, str]


def described(sql: str) -> Iterator[Table]:
    """The tables and views of a schema."""
    pattern = r"^-- ([^\n]+)\nCREATE (TABLE|VIEW) (\w+)(.*?)\n(?:\)|FROM\b)"
    for comment, kind, name, body in re.findall(pattern, sql, re.MULTILINE | re.DOTALL):
        column = r"^ {4}(\w+) .* -- (.+)$" if kind == "TABLE" else r"\bAS (\w+),? -- (.+)$"
        yield Table(name, comment, dict(re.findall(column, body, re.MULTILINE)))


def bilingual(comment: str, table: str, column: str = "") -> str:
    """`Chinese — English` from a comment."""
    chinese, bar, english = comment.partition(" | ")
    if not bar:
        chinese, english = _figure(table, column), comment
    return f"{chinese} — {english}"


def _figure(table: str, column: str) -> str:
    """What the form calls a column, with its unit; in section 3 a column holds a figure of every row."""
    figure = next(figure for figure in FIGURES if (figure.table, figure.name) == (table, column))
    label = figure_label(figure).zh
    return f"{label.split(' · ')[-1] if table == 'requests' else label}；单位：{figure.unit.zh}"


def metadata() -> dict[str, object]:
    """What metadata.yml holds."""
    tables = [table for source in SOURCES for table in described(source.read_text(encoding="utf-8"))]
    return {
        "title": "政府信息公开年报库 · Annual reports on open government information",
        "description": "每个数字都与原文一致，都能回到原文 — every figure is as printed and leads back to its source",
        **RIGHTS,
        "databases": {DATABASE: {**RIGHTS, "tables": {table.name: _table(table) for table in tables}}},
    }


def _table(table: Table) -> dict[str, object]:
    columns = {name: bilingual(comment, table.name, name) for name, comment in table.columns.items()}
    label = {"label_column": LABELS[table.name]} if table.name in LABELS else {}
    search = {"fts_table": "reports_fts", "fts_pk": SEARCHED_BY[table.name]} if table.name in SEARCHED_BY else {}
    return {"description": bilingual(table.comment, table.name), **RIGHTS, **search, **label, "columns": columns}


def text() -> str:
    """metadata.yml as it should be."""
    return HEADER + yaml.safe_dump(metadata(), allow_unicode=True, sort_keys=False, width=10_000)


def main() -> None:
    """Write the file, or check it."""
    if sys.argv[1:] == ["--check"]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text():
            sys.exit("metadata.yml is stale: run `python docs/metadata.py`")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        TARGET.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
