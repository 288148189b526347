"""`datapackage.json`: tables, columns, types, keys and files for programs, as Frictionless Data Package has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from datasette_govreports.downloads.facts import Facts
from datasette_govreports.downloads.files import File
from datasette_govreports.downloads.published import Column, Reference, Table

NAME = "govreports"
TYPES = {"integer": "integer", "number": "number", "date": "date", "text": "string", "bytes": "string"}

Json = dict[str, Any]


def package(facts: Facts, tables: Sequence[Table], files: Sequence[File]) -> Json:
    """The descriptor. Its tables are the plain CSV files; each lists the same rows in other formats."""
    return {
        "name": NAME,
        "title": facts.title,
        "description": facts.description,
        "version": facts.version,
        "licenses": [{"name": "CC-BY-4.0", "title": facts.licence_name, "path": facts.licence_url}],
        **({"homepage": facts.address} if facts.address else {}),
        "resources": [_resource(table, [file for file in files if file.table == table.name]) for table in tables]
        + [_plain(file) for file in files if not file.table],
    }


def _resource(table: Table, files: Sequence[File]) -> Json:
    plain = next(file for file in files if file.name == table.plain)
    return {
        "name": table.name,
        "path": plain.name,
        "profile": "tabular-data-resource",
        "description": f"{table.zh} — {table.en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": plain.rows,
        **_sums(plain),
        "schema": _schema(table),
        "files": [
            {"path": file.name, "mediatype": file.media_type, "part": file.part, "rows": file.rows, **_sums(file)}
            for file in files
        ],
    }


def _plain(file: File) -> Json:
    stem, _, suffix = file.name.partition(".")
    return {"name": f"{stem}-{suffix}".lower(), "path": file.name, "mediatype": file.media_type, **_sums(file)}


def _sums(file: File) -> Json:
    return {"bytes": file.size, "hash": f"sha256:{file.sha256}"}


def _schema(table: Table) -> Json:
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if table.key else {}),
        **({"foreignKeys": list(_keys(table.name, table.references))} if table.references else {}),
    }


def _field(column: Column) -> Json:
    constraints = {
        **({} if column.optional else {"required": True}),
        **({"enum": list(column.choices)} if column.choices else {}),
    }
    return {
        "name": column.name,
        "type": TYPES[column.type],
        "description": f"{column.zh} — {column.en}",
        **({"unit": dict(zip(("zh", "en"), column.unit, strict=True))} if column.unit else {}),
        **({"constraints": constraints} if constraints else {}),
        # A text that is always there may be empty, which is not the same as missing.
        **({"missingValues": []} if column.type == "text" and not column.optional else {}),
    }


def _keys(name: str, references: Iterable[Reference]) -> Iterable[Json]:
    for column, table, target in references:
        yield {
            "fields": [column],
            "reference": {"resource": "" if table == name else table, "fields": [target]},
        }
