"""A report and a body as data for programs. Their keys are public: docs/users.md lists them, and they do not change."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

Rows = tuple[list[str], list[tuple[Any, ...]]]

LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}

REPORT = """
SELECT slug, year, title, scope, status, proactive_edition, requests_edition, published_on, source_url, layout,
    checks_passed, checks_failed, checks_not_assessable, checks_noted, id, agency_id, document_id
FROM reports WHERE slug = ?
"""
AGENCY = "SELECT slug, name, region_code, kind, id FROM agencies WHERE {} = ?"
DOCUMENT = "SELECT id AS sha256, name, url, media_type, charset, size, retrieved_at FROM documents WHERE id = ?"
SECTIONS = "SELECT number, heading, text FROM sections WHERE report_id = ? ORDER BY number"
FINDINGS = """
SELECT check_id, severity, table_name, location, expected, actual, cells, suspects, message_zh, message_en,
    start, length
FROM findings JOIN checks ON checks.id = check_id WHERE report_id = ? ORDER BY findings.id
"""
EVIDENCE = """
SELECT field, value, source, start, length, note_zh, note_en FROM evidence WHERE report_id = ? ORDER BY field, source
"""
# Every figure that the report prints, or should and does not, or that is corrected. Others are left out.
FIGURES = """
WITH printed (table_name, row_code, column_name, value) AS (
    SELECT 'requests', form_request_rows.code, form_figures.column_name,
        CASE form_figures.column_name
            WHEN 'natural_person' THEN natural_person WHEN 'business' THEN business WHEN 'research' THEN research
            WHEN 'public_interest' THEN public_interest WHEN 'legal_service' THEN legal_service
            WHEN 'other' THEN other WHEN 'total' THEN total END
    FROM requests
    JOIN form_request_rows ON form_request_rows.id = row_id
    JOIN form_figures ON form_figures.table_name = 'requests' AND form_figures.row_code = form_request_rows.code
    WHERE report_id = :report
    UNION ALL
    SELECT 'proactive', form_figures.row_code, form_figures.column_name, value
    FROM form_figures JOIN json_each(:proactive) ON key = form_figures.column_name
    WHERE form_figures.table_name = 'proactive'
    UNION ALL
    SELECT 'reviews', form_figures.row_code, form_figures.column_name, value
    FROM form_figures JOIN json_each(:reviews) ON key = form_figures.column_name
    WHERE form_figures.table_name = 'reviews'
), corrected (table_name, row_code, column_name, corrections) AS (
    SELECT table_name, row_code, column_name,
        json_group_array(json_object('note', note, 'link', link, 'published_on', published_on))
    FROM (SELECT * FROM corrections WHERE report_id = :report ORDER BY published_on, line)
    GROUP BY table_name, row_code, column_name
)
SELECT table_name, row_code, column_name, label_zh, label_en, unit_zh, unit_en, value, status, raw, cell_notes.note,
    corrections
FROM form_figures
LEFT JOIN printed USING (table_name, row_code, column_name)
LEFT JOIN (SELECT * FROM cell_notes WHERE report_id = :report) AS cell_notes USING (table_name, row_code, column_name)
LEFT JOIN corrected USING (table_name, row_code, column_name)
WHERE value IS NOT NULL OR status IS NOT NULL OR corrections IS NOT NULL
ORDER BY form_figures.table_name, form_figures.id
"""
SUMMARIES = """
SELECT * FROM report_summary WHERE report_id IN (SELECT id FROM reports WHERE agency_id = ?) ORDER BY year, slug
"""


def report(connection: sqlite3.Connection, slug: str) -> dict[str, Any] | None:
    """A report with everything that the database knows of it."""
    row = _one(connection, REPORT, slug)
    if row is None:
        return None
    id, agency_id, document_id = row.pop("id"), row.pop("agency_id"), row.pop("document_id")
    columns, figures = _figures(connection, id)
    agency = _one(connection, AGENCY.format("id"), agency_id)
    if agency:
        agency.pop("id")
    return {
        **row,
        "agency": agency,
        "document": _one(connection, DOCUMENT, document_id),
        "figures": [_corrected(dict(zip(columns, figure, strict=True))) for figure in figures],
        "sections": _all(connection, SECTIONS, id),
        "findings": [_unpacked(finding) for finding in _all(connection, FINDINGS, id)],
        "evidence": _all(connection, EVIDENCE, id),
        "licence": LICENCE,
    }


def report_rows(connection: sqlite3.Connection, slug: str) -> Rows | None:
    """The figures of a report, one a row."""
    row = _one(connection, REPORT, slug)
    return _figures(connection, row["id"]) if row else None


def agency(connection: sqlite3.Connection, slug: str) -> dict[str, Any] | None:
    """A body with the headline figures of its reports."""
    row = _one(connection, AGENCY.format("slug"), slug)
    if row is None:
        return None
    id = row.pop("id")
    return {**row, "reports": _all(connection, SUMMARIES, id), "licence": LICENCE}


def agency_rows(connection: sqlite3.Connection, slug: str) -> Rows | None:
    """The headline figures of a body's reports, a report a row."""
    row = _one(connection, AGENCY.format("slug"), slug)
    return _rows(connection.execute(SUMMARIES, (row["id"],))) if row else None


LOAD: Mapping[tuple[str, str], Callable[..., Any]] = {
    ("reports", "json"): report,
    ("reports", "csv"): report_rows,
    ("agencies", "json"): agency,
    ("agencies", "csv"): agency_rows,
}


def as_json(record: Mapping[str, Any]) -> str:
    """A report or a body as JSON, one line for each of its keys and for each entry of a list.

    Python's own indentation would take ten times as long, as that is done without its C encoder.
    """
    return "{\n" + ",\n".join(f" {_line(name)}: {_lines(value)}" for name, value in record.items()) + "\n}"


def _lines(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _line(value)
    return "[\n  " + ",\n  ".join(map(_line, value)) + "\n ]"


_line = json.JSONEncoder(ensure_ascii=False).encode


def _figures(connection: sqlite3.Connection, id: int) -> Rows:
    wide = {
        table: json.dumps(_one(connection, f"SELECT * FROM {table} WHERE report_id = ?", id) or {})  # noqa: S608 - ours
        for table in ("proactive", "reviews")
    }
    return _rows(connection.execute(FIGURES, {"report": id, **wide}))


def _corrected(figure: dict[str, Any]) -> dict[str, Any]:
    return {**figure, "corrections": json.loads(figure["corrections"] or "[]")}


def _unpacked(finding: dict[str, Any]) -> dict[str, Any]:
    return {**finding, "cells": json.loads(finding["cells"]), "suspects": json.loads(finding["suspects"])}


def _one(connection: sqlite3.Connection, sql: str, key: object) -> dict[str, Any] | None:
    return next(iter(_all(connection, sql, key)), None)


def _all(connection: sqlite3.Connection, sql: str, key: object) -> list[dict[str, Any]]:
    columns, rows = _rows(connection.execute(sql, (key,)))
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _rows(cursor: sqlite3.Cursor) -> Rows:
    return [column for column, *_ in cursor.description], [tuple(row) for row in cursor]
