"""The same for programs that know CSV on the Web: a description beside each CSV file, and one of them all.

The W3C's usual name is `X.csv-metadata.json`. Ours is `X.metadata.json`, which the answer for `X.csv` links to; a
program that is given the folder finds `csv-metadata.json`, which is the usual name for a group of tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datasette_govreports.downloads.facts import Facts
from datasette_govreports.downloads.published import Column, Table

GROUP = "csv-metadata.json"
MEDIA_TYPE = "application/csvm+json"
TYPES = {"integer": "integer", "number": "double", "date": "date", "text": "string", "bytes": "hexBinary"}
CONTEXT = "http://www.w3.org/ns/csvw"

Json = dict[str, Any]


def name(table: str) -> str:
    """The file that describes the CSV file of a table."""
    return f"{table}.metadata.json"


def alone(facts: Facts, table: Table) -> Json:
    """One table. What its columns refer to is told for the group, since a description may only name its own tables."""
    own = [reference for reference in table.references if reference.table == table.name]
    return {"@context": CONTEXT, **_rights(facts), **_table(table._replace(references=tuple(own)))}


def group(facts: Facts, tables: Sequence[Table]) -> Json:
    """All tables, and how they belong together."""
    return {"@context": CONTEXT, **_rights(facts), "tables": [_table(table) for table in tables]}


def _rights(facts: Facts) -> Json:
    return {"dc:title": facts.title, "dc:license": {"@id": facts.licence_url}}


def _table(table: Table) -> Json:
    keys = [
        {"columnReference": column, "reference": {"resource": f"{target}.csv", "columnReference": to}}
        for column, target, to in table.references
    ]
    return {
        "url": f"{table.name}.csv",
        "dc:description": _both(table.zh, table.en),
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            **({"primaryKey": list(table.key)} if table.key else {}),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _column(column: Column) -> Json:
    empty_is_text = column.type == "text" and not column.optional
    return {
        "name": column.name,
        "titles": column.name,
        "datatype": TYPES[column.type],
        **({"required": True} if not column.optional and not empty_is_text else {}),
        **({"null": []} if empty_is_text else {}),
        "dc:description": _both(column.zh, column.en),
        **({"schema:unitText": _both(*column.unit)} if column.unit else {}),
    }


def _both(zh: str, en: str) -> list[Json]:
    return [{"@value": zh, "@language": "zh"}, {"@value": en, "@language": "en"}]
