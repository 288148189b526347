"""Write metadata.yml: a description with unit, in both languages, for every table, view and column.

    python docs/metadata.py          write it
    python docs/metadata.py --check  fail when it is not what would be written

The descriptions are the comments of schema.sql and views.sql: see `govreports.dictionary`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from govreports.dictionary import Described, described
from govreports.form import Text

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "metadata.yml"
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


def bilingual(meaning: Text) -> str:
    """`Chinese — English`."""
    return f"{meaning.zh} — {meaning.en}"


def metadata() -> dict[str, object]:
    """What metadata.yml holds."""
    tables = list(described())
    return {
        "title": "政府信息公开年报库 · Annual reports on open government information",
        "description": "每个数字都与原文一致，都能回到原文 — every figure is as printed and leads back to its source",
        **RIGHTS,
        "databases": {DATABASE: {**RIGHTS, "tables": {table.name: _table(table) for table in tables}}},
    }


def _table(table: Described) -> dict[str, object]:
    columns = {name: bilingual(meaning) for name, meaning in table.columns.items()}
    label = {"label_column": LABELS[table.name]} if table.name in LABELS else {}
    search = {"fts_table": "reports_fts", "fts_pk": SEARCHED_BY[table.name]} if table.name in SEARCHED_BY else {}
    return {"description": bilingual(table.meaning), **RIGHTS, **search, **label, "columns": columns}


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
