"""A report and a body as data for programs. Their keys are public: docs/users.md lists them, and they do not change.

A report has some 230 figures, and of most there is only a number to say: what comes before it is made once (`labels`).
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from datasette_govreports.formats import as_csv
from datasette_govreports.language import CHINESE, ENGLISH, Language
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.form import Value
from datasette_govreports.pages.notes import CellNote
from datasette_govreports.pages.reading import Reading, read

LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}

OF_REPORT = (
    *("slug", "year", "title", "scope", "status", "proactive_edition", "requests_edition", "published_on"),
    *("source_url", "layout", "checks_passed", "checks_failed", "checks_not_assessable", "checks_noted"),
)
OF_AGENCY = {"slug": "agency_slug", "name": "agency", "region_code": "region_code", "kind": "kind"}
OF_DOCUMENT = {
    "sha256": "document_id",
    "name": "document",
    "url": "document_url",
    "media_type": "media_type",
    "charset": "charset",
    "size": "size",
    "retrieved_at": "retrieved_at",
}
OF_SECTION = ("number", "heading", "text")
OF_FINDING = (
    *("check_id", "severity", "table_name", "location", "expected", "actual", "cells", "suspects"),
    *("message_zh", "message_en", "start", "length"),
)
OF_EVIDENCE = ("field", "value", "source", "start", "length", "note_zh", "note_en")
OF_FIGURE = ("table_name", "row_code", "column_name", "label_zh", "label_en", "unit_zh", "unit_en")
AND_THEN = ("value", "status", "raw", "note", "corrections")

AGENCY = "SELECT slug, name, region_code, kind, id FROM agencies WHERE slug = ?"
SUMMARIES = """
SELECT * FROM report_summary WHERE report_id IN (SELECT id FROM reports WHERE agency_id = ?) ORDER BY year, slug
"""

Rows = tuple[list[str], list[tuple[Any, ...]]]

Books = Mapping[Language, Book]


class Label(NamedTuple):
    """What is the same of a figure in every report.

    id: its permanent number
    json, csv: how its line begins
    """

    id: int
    json: str
    csv: str


def labels(books: Books) -> tuple[Label, ...]:
    """The figures of the form in the order of the files."""
    return tuple(
        _label(books, id) for _, id in sorted((figure.table, id) for id, figure in books[CHINESE].figures.items())
    )


def _label(books: Books, id: int) -> Label:
    figure, english = books[CHINESE].figures[id], books[ENGLISH].figures[id]
    told = (figure.table, figure.row, figure.column, figure.label, english.label, figure.unit, english.unit)
    return Label(id, _line(dict(zip(OF_FIGURE, told, strict=True)))[:-1], _csv_line(told)[: -len("\r\n")])


def report_json(reading: Reading, known: Sequence[Label]) -> str:
    """A report with everything that the database knows of it."""
    row = reading.row
    return as_json(
        {
            **{name: row[name] for name in OF_REPORT},
            "agency": {name: row[column] for name, column in OF_AGENCY.items()} if row["agency_slug"] else None,
            "document": {name: row[column] for name, column in OF_DOCUMENT.items()},
            "figures": Written([_figure_json(*figure) for figure in _figures(reading, known)]),
            "sections": [_picked(one, OF_SECTION) for one in reading.sections],
            "findings": [_finding(one) for one in sorted(reading.findings, key=lambda one: one["id"])],
            "evidence": [_picked(one, OF_EVIDENCE) for one in reading.evidence],
            "licence": LICENCE,
        }
    )


def report_csv(reading: Reading, known: Sequence[Label]) -> str:
    """The figures of a report, one a row."""
    return _csv_line((*OF_FIGURE, *AND_THEN)) + "".join([_figure_csv(*figure) for figure in _figures(reading, known)])


Said = tuple[Label, Value, CellNote | None, list[dict[str, Any]]]


def _figures(reading: Reading, known: Sequence[Label]) -> Iterator[Said]:
    """Every figure that the report prints, or should and does not, or that is corrected. Others are left out."""
    values = {id: value for held in reading.values.values() for id, value in held.items()}
    told: dict[int, list[dict[str, Any]]] = {}
    for one in reading.corrections:
        told.setdefault(one["id"], []).append(_picked(one, ("note", "link", "published_on")))
    said, nothing = {*reading.notes, *told}, list[dict[str, Any]]()
    for label in known:
        id = label.id
        value = values.get(id)
        if id in said:
            yield label, value, reading.notes.get(id), told.get(id, nothing)
        elif value is not None:
            yield label, value, None, nothing


def _figure_json(label: Label, value: Value, note: CellNote | None, told: list[dict[str, Any]]) -> str:
    if note is None and not told:
        return f'{label.json}, "value": {value}, "status": null, "raw": null, "note": null, "corrections": []}}'
    status, code, raw = note or (None, None, None)
    rest = _line(dict(zip(AND_THEN, (value, status, raw, code, told), strict=True)))
    return f"{label.json}, {rest[1:]}"


def _figure_csv(label: Label, value: Value, note: CellNote | None, told: list[dict[str, Any]]) -> str:
    if note is None and not told:
        return f"{label.csv},{value},,,,\r\n"
    status, code, raw = note or (None, None, None)
    return f"{label.csv},{_csv_line((value, status, raw, code, _compact(told) if told else None))}"


class Body(NamedTuple):
    """A body with the headline figures of its reports.

    row: what it is
    columns, reports: their names, and the figures, a report a row
    """

    row: dict[str, Any]
    columns: list[str]
    reports: list[tuple[Any, ...]]


def body(connection: sqlite3.Connection, slug: str) -> Body | None:
    """The body with this slug, or None."""
    row = _one(connection, AGENCY, slug)
    return Body(row, *_rows(connection.execute(SUMMARIES, (row.pop("id"),)))) if row else None


def body_json(body: Body) -> str:
    """A body with the headline figures of its reports."""
    reports = [dict(zip(body.columns, report, strict=True)) for report in body.reports]
    return as_json({**body.row, "reports": reports, "licence": LICENCE})


def body_csv(body: Body) -> str:
    """The headline figures of a body's reports, a report a row."""
    return as_csv(body.columns, body.reports)


def _report(write: Callable[[Reading, Sequence[Label]], str]) -> Load:
    def load(connection: sqlite3.Connection, books: Books, slug: str) -> str | None:
        found = read(connection, books[CHINESE], [slug])
        return write(found[0], labels(books)) if found else None

    return load


def _body(write: Callable[[Body], str]) -> Load:
    def load(connection: sqlite3.Connection, _: Books, slug: str) -> str | None:
        found = body(connection, slug)
        return write(found) if found else None

    return load


Load = Callable[[sqlite3.Connection, Books, str], str | None]
LOAD: Mapping[tuple[str, str], Load] = {
    ("reports", "json"): _report(report_json),
    ("reports", "csv"): _report(report_csv),
    ("agencies", "json"): _body(body_json),
    ("agencies", "csv"): _body(body_csv),
}


class Written(list[str]):
    """A list whose entries are JSON already."""


def as_json(record: Mapping[str, Any]) -> str:
    """A report or a body as JSON, one line for each of its keys and for each entry of a list.

    Python's own indentation would take ten times as long, as that is done without its C encoder.
    """
    return "{\n" + ",\n".join(f" {_line(name)}: {_lines(value)}" for name, value in record.items()) + "\n}"


def _lines(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _line(value)
    return "[\n  " + ",\n  ".join(value if isinstance(value, Written) else map(_line, value)) + "\n ]"


_line = json.JSONEncoder(ensure_ascii=False).encode
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _csv_line(values: Sequence[Any]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(values)
    return text.getvalue()


def _picked(row: sqlite3.Row, names: Sequence[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _finding(row: sqlite3.Row) -> dict[str, Any]:
    return {**_picked(row, OF_FINDING), "cells": json.loads(row["cells"]), "suspects": json.loads(row["suspects"])}


def _one(connection: sqlite3.Connection, sql: str, key: object) -> dict[str, Any] | None:
    return next(iter(_all(connection, sql, key)), None)


def _all(connection: sqlite3.Connection, sql: str, key: object) -> list[dict[str, Any]]:
    columns, rows = _rows(connection.execute(sql, (key,)))
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _rows(cursor: sqlite3.Cursor) -> Rows:
    return [column for column, *_ in cursor.description], [tuple(row) for row in cursor]
