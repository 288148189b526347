"""The names of the database are public: queries, exports and other people's notebooks depend on every one.

They are written here by hand. A change to one of them is a decision, to be made here and in `docs/decisions/`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256

import pytest
from govreports.checks import RULES
from govreports.database import create
from govreports.shape import SHAPE

from tests.support.places import SCHEMA, VIEWS

REGULATIONS = "made disclosed total issued repealed in_force"
ITEMS = "prior change decisions"
RESULTS = "upheld corrected other pending total"


def named(prefix: str, columns: str) -> list[str]:
    """Columns that share the beginning of their names."""
    return [f"{prefix}_{column}" for column in columns.split()]


def names(text: str) -> list[str]:
    """A list of names, given as they would be read out."""
    return text.split()


# What others rely on.
PROMISED: dict[str, list[str]] = {
    "reports": names(
        "id slug agency_id year title scope proactive_edition requests_edition published_on source_url"
        " document_id status checks_passed checks_failed checks_not_assessable"
    ),
    "agencies": names("id slug name region_code kind"),
    "regions": names("code name level parent_code"),
    "proactive": [
        "report_id",
        *named("regulations", REGULATIONS),
        *named("normative_documents", REGULATIONS),
        *named("licensing", ITEMS),
        *named("other_services", ITEMS),
        *named("penalties", ITEMS),
        *named("coercion", ITEMS),
        *named("fees", "prior change amount"),
        *named("procurement", "projects amount"),
    ],
    "requests": names("report_id row_id natural_person business research public_interest legal_service other total"),
    "form_request_rows": names("id code label_zh label_en"),
    "reviews": [
        "report_id",
        *named("reconsideration", RESULTS),
        *named("litigation_direct", RESULTS),
        *named("litigation_after_reconsideration", RESULTS),
    ],
    "sections": names("report_id number heading text"),
    "cell_notes": names("report_id table_name row_code column_name status raw note"),
    "findings": names("report_id check_id location expected actual suspects message_zh message_en"),
    "checks": names("id title_zh title_en formula severity basis version"),
    "documents": names("id name url media_type charset size retrieved_at text kept"),
    "provenance": names("report_id spans places"),
    "load_log": names("name document_id outcome stage message"),
}
# What came on top.
ADDED: dict[str, list[str]] = {
    "regions": names("since until"),
    "region_former_names": names("region_code name since until"),
    "region_successors": names("region_code successor_code"),
    "reports": names("layout origin checks_noted"),
    "report_sources": names("document_id report_id slug relation published_on"),
    "corrections": names("report_id line table_name row_code column_name note link published_on"),
    "changed_figures": names("document_id figure_id before before_status after after_status"),
    "findings": names("id table_name cells start length"),
    "checks": names("meaning_zh meaning_en correction_zh correction_en example_zh example_en"),
    "copied_texts": names("report_id source_id share source_first"),
    "copied_passages": names("report_id start length source_start source_length"),
    "area_parts": names("report_id agency_id region_code part_id"),
    "load_log": names("id message_zh url"),
    "evidence": names("report_id field value source start length note_zh note_en"),
    "request_totals": names("report_id")
    + named("new", "natural_person business research public_interest legal_service other")
    + named("denied", "state_secret other_law public_security third_party")
    + named("denied", "internal_affairs deliberative enforcement_file register_query")
    + names(
        "new carried_over granted partly_granted denied unavailable unprocessed other otherwise total carried_forward"
    ),
    "note_totals": names("region_code year status note cells reports"),
    "year_reports": names("year scope reports agencies"),
    "year_totals": names("year scope item number whole reports"),
    "form_editions": names("id name_zh name_en document issued_on first_year last_year"),
    "form_sections": names("number heading_zh heading_en table_name"),
    "form_request_groups": names("code label_zh label_en parent_code"),
    "form_request_rows": names("number group_code article in_2019 in_2021"),
    "form_figures": names("id table_name row_code column_name label_zh label_en unit_zh unit_en kind"),
    "form_cells": names("table_name edition y x height width role label_zh label_en figure_id"),
    "form_notes": names("code message_zh message_en"),
    "check_results": names("report_id check_id passed failed not_assessable"),
    "region_totals": names(
        "region_code year scope reports complete partial narrative checks_passed checks_failed checks_not_assessable"
        " reports_failed received received_reports handled handled_granted handled_partly handled_reports"
        " granted partly_granted denied unavailable unprocessed otherwise outcome_reports"
    ),
    "check_totals": names("check_id region_code year passed failed not_assessable reports_failed"),
    "peer_ranges": names("kind year area measure reports low median high"),
    "dictionary": names("table_name column_name meaning_zh meaning_en"),
}
VIEW_COLUMNS: dict[str, list[str]] = {
    "report_summary": names(
        "report_id slug agency region_code region year title scope origin status proactive_edition requests_edition"
        " published_on checks_passed checks_failed checks_not_assessable checks_noted"
        " requests_new requests_carried_over requests_granted requests_partly_granted requests_denied"
        " requests_total requests_carried_forward reconsideration_total reconsideration_corrected"
        " litigation_direct_total litigation_direct_corrected"
        " litigation_after_reconsideration_total litigation_after_reconsideration_corrected"
    ),
    "requests_tidy": names("report_id row_code applicant value"),
    "finding_summary": names(
        "finding_id check_id severity slug agency region_code year table_name location expected actual"
        " message_zh message_en"
    ),
}
MONEY = {("proactive", "fees_amount"), ("proactive", "procurement_amount")}
FIGURES = ("proactive", "requests", "reviews")


# Whoever changes a table, a column or a view gives the shape another number, here and in govreports/shape.py.
SHAPES = {1: "e8c9f40629c968c1"}


@pytest.fixture(scope="module")
def empty() -> Iterator[sqlite3.Connection]:
    """A database with its schema, its form and its views, and no report."""
    with closing(sqlite3.connect(":memory:")) as connection:
        create(connection)
        yield connection


def listed(db: sqlite3.Connection, kind: str) -> set[str]:
    """Names of all tables or views, but for the search index and what SQLite keeps it in."""
    found = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))}
    return {name for name in found if not name.startswith(("reports_fts", "agencies_fts", "sqlite_"))}


def columns(db: sqlite3.Connection, table: str) -> dict[str, str]:
    """Columns of a table or view, with their types."""
    return {name: affinity for _, name, affinity, *_ in db.execute(f"PRAGMA table_info({table})")}


def test_tables_and_views_are_those_agreed(empty: sqlite3.Connection) -> None:
    assert listed(empty, "table") == {*PROMISED, *ADDED}
    assert listed(empty, "view") == set(VIEW_COLUMNS)


@pytest.mark.parametrize("table", sorted({*PROMISED, *ADDED}))
def test_columns_are_those_agreed(empty: sqlite3.Connection, table: str) -> None:
    assert sorted(columns(empty, table)) == sorted([*PROMISED.get(table, []), *ADDED.get(table, [])])


@pytest.mark.parametrize("view", VIEW_COLUMNS)
def test_views_have_the_columns_agreed_in_order(empty: sqlite3.Connection, view: str) -> None:
    assert list(columns(empty, view)) == VIEW_COLUMNS[view]


@pytest.mark.parametrize("table", FIGURES)
def test_counts_are_whole_and_money_is_real(empty: sqlite3.Connection, table: str) -> None:
    types = columns(empty, table)
    assert {(table, name) for name, affinity in types.items() if affinity == "REAL"} == {
        place for place in MONEY if place[0] == table
    }
    assert set(types.values()) <= {"INTEGER", "REAL"}


# --- words for every table and column -------------------------------------------------------------------------------

COMMENT = re.compile(r"-- (?P<zh>[^|]*) \| (?P<en>.+)")


def described(sql: str, opening: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Table or view -> the comment before it, and the comment of each column."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    lines = sql.splitlines()
    for number, line in enumerate(lines):
        begun = re.match(rf"CREATE {opening} (\w+)", line)
        if begun:
            end = next(n for n in range(number, len(lines)) if lines[n].rstrip().endswith(";"))
            named = r"^    (\w+) .* -- (.+)$" if opening == "TABLE" else r"\bAS (\w+),? -- (.+)$"
            told = (re.search(named, inner) for inner in lines[number + 1 : end + 1])
            found[begun[1]] = (lines[number - 1], {match[1]: match[2] for match in told if match})
    return found


def test_every_table_and_column_is_described(empty: sqlite3.Connection) -> None:
    told = described(SCHEMA.read_text(encoding="utf-8"), "TABLE")
    assert set(told) == listed(empty, "table")
    for table, (comment, told_columns) in told.items():
        assert COMMENT.fullmatch(comment), f"{table}: {comment}"
        assert set(told_columns) == set(columns(empty, table)), table


def test_every_view_and_its_columns_are_described(empty: sqlite3.Connection) -> None:
    told = described(VIEWS.read_text(encoding="utf-8"), "VIEW")
    assert set(told) == listed(empty, "view")
    for view, (comment, told_columns) in told.items():
        assert COMMENT.fullmatch(comment), f"{view}: {comment}"
        assert set(told_columns) == set(columns(empty, view)), view


@pytest.mark.parametrize("table", FIGURES)
def test_every_figure_says_its_unit(table: str) -> None:
    _, told = described(SCHEMA.read_text(encoding="utf-8"), "TABLE")[table]
    for column, comment in told.items():
        if column not in ("report_id", "row_id"):
            unit = re.search(r"; unit: ([a-z0-9, ]+?)(;|$)", comment)
            assert unit, f"{table}.{column}: {comment}"
            assert (unit[1] == "10,000 yuan") == ((table, column) in MONEY), f"{table}.{column}: {comment}"


def test_comments_are_in_both_languages() -> None:
    for opening, path in (("TABLE", SCHEMA), ("VIEW", VIEWS)):
        for table, (_, told) in described(path.read_text(encoding="utf-8"), opening).items():
            for column, comment in told.items():
                chinese = bool(re.match(r"[^|]*[\u3400-\u9fff][^|]* \| \S", comment))
                assert chinese or table in FIGURES, f"{table}.{column}: {comment}"


# --- what a viewer draws from ---------------------------------------------------------------------------------------


def test_the_rules_are_rows_of_checks(empty: sqlite3.Connection) -> None:
    rows = empty.execute("SELECT id, title_zh, title_en, formula, severity, basis, version FROM checks ORDER BY id")
    assert list(rows) == [
        (rule.id, rule.title.zh, rule.title.en, rule.formula, rule.severity, rule.basis, rule.version)
        for rule in sorted(RULES, key=lambda rule: rule.id)
    ]


@pytest.mark.parametrize(
    ("table", "edition", "figures"),
    [("proactive", "2019", 22), ("requests", "2019", 161), ("requests", "2021", 175), ("proactive", "2021", 10)],
)
def test_the_form_can_be_drawn_from_the_database(
    empty: sqlite3.Connection, table: str, edition: str, figures: int
) -> None:
    drawn = empty.execute(
        "SELECT count(*), count(label_zh), count(figure_id) FROM form_cells WHERE table_name = ? AND edition = ?",
        (table, edition),
    ).fetchone()
    assert drawn[0] == drawn[1] + drawn[2]
    assert drawn[2] == figures


def test_every_figure_of_the_form_has_its_column(empty: sqlite3.Connection) -> None:
    places = empty.execute("SELECT table_name, row_code, column_name FROM form_figures").fetchall()
    rows = {code for (code,) in empty.execute("SELECT code FROM form_request_rows")}
    assert len(places) == 29 + 26 * 7 + 15
    for table, row, column in places:
        assert column in columns(empty, table), (table, column)
        assert table != "requests" or row in rows


def test_the_empty_database_holds_together(empty: sqlite3.Connection) -> None:
    assert empty.execute("PRAGMA foreign_key_check").fetchall() == []
    assert empty.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_another_shape_has_another_number(empty: sqlite3.Connection) -> None:
    rows = empty.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
    # What SQLite itself adds differs from release to release.
    ours = [" ".join(sql.split()) for name, sql in rows if not re.match(r"sqlite_|\w+_fts_", name)]
    assert len(ours) > 30
    assert sha256("\n".join(ours).encode()).hexdigest()[:16] == SHAPES[SHAPE]
