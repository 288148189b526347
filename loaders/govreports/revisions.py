"""Taking other copies and earlier versions of reports out of the figures, and keeping what is to be known of them.

What stays in the tables of figures is current, so that no sum over them counts a report twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from govreports.form import BY_ID, FIGURES, requests
from govreports.report import Outcome, Problem, Value
from govreports.versions import Key, superseded

Relation = Literal["current", "same", "superseded", "doubtful"]

PRINTED, ABSENT = "printed", "absent"
# An empty cell and a dash are printed; that a figure was not found may be our fault.
GAPS = frozenset(("missing", "unreadable", "ambiguous", ABSENT))
# Every table that holds something of a report, and the column that says of which.
OF_A_REPORT = """
SELECT tables.name, keys."from" FROM sqlite_master AS tables JOIN pragma_foreign_key_list(tables.name) AS keys
WHERE tables.type = 'table' AND keys."table" = 'reports' AND tables.name <> 'report_sources' ORDER BY tables.name
"""
_FIGURE = {(figure.table, figure.row if figure.table == "requests" else "", figure.name): figure for figure in FIGURES}
_CODE = {row.id: row.code for row in requests.ROWS}


class Figure(NamedTuple):
    """What a version says of one figure: its value, and its status as in `cell_notes`, `printed` or `absent`."""

    value: Value
    status: str


NOT_THERE = Figure(None, ABSENT)


class Version(NamedTuple):
    """A report as it was added: its number, the number of its input in the log, and its key."""

    report: int
    input: int
    key: Key


class Revised(NamedTuple):
    """An input that turned out to be another copy or version of a report, and what the log says of it."""

    name: str
    outcome: Outcome
    message: Problem


def revise(db: sqlite3.Connection, versions: Sequence[Version]) -> list[Revised]:
    """Note the sources of every report, and take all versions but the current ones out of the tables of figures.

    Returns the inputs concerned, in their order, with their new outcome, which stands in the log as well.
    """
    current = superseded([version.key for version in versions])
    names = _names(db, {versions[index].report for pair in current.items() for index in pair})
    revised = []
    for index in sorted(current):
        version, other = versions[index], versions[current[index]]
        changed = _changed(db, version, other)
        relation = _relation(version.key, other.key, changed)
        told = _revised(relation, names[version.report], names[other.report], changed)
        _keep(db, version, other, relation, changed if relation == "superseded" else {})
        db.execute(
            "UPDATE load_log SET outcome = ?, message_zh = ?, message = ? WHERE id = ?",
            (told.outcome, *told.message, version.input),
        )
        revised.append(told)
    _remove(db, [versions[index] for index in sorted(current)])
    db.execute(
        "INSERT INTO report_sources SELECT document_id, id, slug, 'current', published_on FROM reports"
        " ORDER BY document_id"
    )
    return revised


def _names(db: sqlite3.Connection, reports: set[int]) -> dict[int, str]:
    """The names of the files that some reports were read from."""
    sql = "SELECT name FROM documents JOIN reports ON document_id = documents.id WHERE reports.id = ?"
    return {id: str(db.execute(sql, (id,)).fetchone()[0]) for id in sorted(reports)}


def _relation(key: Key, current: Key, changed: Mapping[int, tuple[Figure, Figure]]) -> Relation:
    if key.doubtful and not current.doubtful:
        return "doubtful"
    if any(is_change(*pair) for pair in changed.values()):
        return "superseded"
    # Where neither holds a table, the words are the report.
    return "superseded" if key.text != current.text and not key.tables and not current.tables else "same"


def is_change(before: Figure, after: Figure) -> bool:
    """Whether two versions print different things; where one was not read, that is not known."""
    return before.status not in GAPS and after.status not in GAPS and _printed(before) != _printed(after)


def _printed(figure: Figure) -> object:
    return figure.status if figure.value is None else figure.value


def _revised(relation: Relation, name: str, current: str, changed: Mapping[int, tuple[Figure, Figure]]) -> Revised:
    if relation == "same":
        told = Problem(
            f"与 {current} 是同一份报告，数字没有不同，记为另一来源。",
            f"The same report as {current}, with no other figure: noted as one more source.",
        )
        return Revised(name, "duplicate", told)
    if relation == "doubtful":
        told = Problem(
            f"字词被替换过的副本，以 {current} 为准。", f"A copy with replaced words: {current} is taken instead."
        )
        return Revised(name, "superseded", told)
    number = sum(is_change(*pair) for pair in changed.values())
    told = Problem(
        f"已被 {current} 取代，有 {number} 个数字不同；表 changed_figures 列出。",
        f"Superseded by {current}, in which {number} figures are different; the table changed_figures lists them.",
    )
    return Revised(name, "superseded", told)


def _changed(db: sqlite3.Connection, version: Version, other: Version) -> dict[int, tuple[Figure, Figure]]:
    """The figures on which two versions do not say the same, each with what the first and what the second says."""
    before, after = (dict(_figures(db, report)) for report in (version.report, other.report))
    pairs = {id: (before.get(id, NOT_THERE), after.get(id, NOT_THERE)) for id in sorted(before | after)}
    return {id: pair for id, pair in pairs.items() if _printed(pair[0]) != _printed(pair[1])}


def _figures(db: sqlite3.Connection, report: int) -> Iterator[tuple[int, Figure]]:
    """Every figure of a report's tables."""
    sql = "SELECT table_name, row_code, column_name, status FROM cell_notes WHERE report_id = ?"
    noted = {tuple(row[:3]): str(row[3]) for row in db.execute(sql, (report,))}
    for table in ("proactive", "requests", "reviews"):
        rows = db.execute(f"SELECT * FROM {table} WHERE report_id = ?", (report,))  # noqa: S608 - our own names
        columns = [column[0] for column in rows.description]
        for row in rows:
            said = dict(zip(columns, row, strict=True))
            code = _CODE[said["row_id"]] if table == "requests" else ""
            for column, value in said.items():
                figure = _FIGURE.get((table, code, column))
                if figure:
                    status = noted.get((table, BY_ID[figure.id].row, column))
                    if value is not None or status:
                        yield figure.id, Figure(value, status or PRINTED)


def _keep(
    db: sqlite3.Connection,
    version: Version,
    other: Version,
    relation: Relation,
    changed: Mapping[int, tuple[Figure, Figure]],
) -> None:
    """Note a version as a source of the current report, and where it says something else."""
    (document,) = db.execute("SELECT document_id FROM reports WHERE id = ?", (version.report,)).fetchone()
    row = (document, other.report, version.key.slug, relation, version.key.published_on)
    db.execute("INSERT INTO report_sources VALUES (?, ?, ?, ?, ?)", row)
    db.executemany(
        "INSERT INTO changed_figures VALUES (?, ?, ?, ?, ?, ?)",
        [(document, id, *before, *after) for id, (before, after) in changed.items()],
    )


def _remove(db: sqlite3.Connection, versions: Sequence[Version]) -> None:
    """Take reports out of every table that holds something of them, and agencies that no other report names."""
    if not versions:
        return
    db.execute("CREATE TEMP TABLE gone (id INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO gone VALUES (?)", [(version.report,) for version in versions])
    for table, column in db.execute(OF_A_REPORT).fetchall():
        db.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM gone)")  # noqa: S608 - our own names
    db.execute("DELETE FROM reports WHERE id IN (SELECT id FROM gone)")
    db.execute("DELETE FROM agencies WHERE id NOT IN (SELECT agency_id FROM reports WHERE agency_id IS NOT NULL)")
    db.execute("DROP TABLE gone")
