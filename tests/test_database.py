"""The built database: nothing in it is silently missing, its log adds up, and a build happens whole or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from govreports.database import BuildError, Entry, build
from govreports.form import BY_ID
from govreports.notes import NOTES
from govreports.records import Fate
from govreports.report import Problem
from govreports.spans import decode

from tests.support.commands import govreports
from tests.support.damage import damaged
from tests.support.entries import entries_of, entry, samples
from tests.support.figures import opened
from tests.support.goldens import ALL
from tests.support.places import SAMPLES

Database = sqlite3.Connection


@pytest.fixture(scope="module")
def damaged_inputs() -> list[Entry]:
    """Hundreds of damaged reports, blank and foreign files among them."""
    foreign = [
        ("empty.txt", ""),
        ("notice.txt", "关于做好年度报告工作的通知"),
        ("form.xml", "<?xml version='1.0'?><规章/>"),
    ]
    return [_of_nobody(entry) for entry in (*samples(), *entries_of(sorted([*damaged(), *foreign])))]


def _of_nobody(entry: Entry) -> Entry:
    """The entry of a body that is not certain: else damaged copies of a report would be its versions, not reports."""
    record = entry.fate.record
    if record is None:
        return entry
    unsure = record._replace(key=record.key._replace(agency=None))
    return entry._replace(fate=entry.fate._replace(record=unsure))


@pytest.fixture(scope="module")
def db(damaged_inputs: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """All of them in one database."""
    path = tmp_path_factory.mktemp("damaged") / "reports.db"
    build(path, damaged_inputs)
    with opened(path) as connection:
        yield connection


# --- nothing is silently missing ------------------------------------------------------------------------------------


def test_a_figure_that_is_null_says_why(db: Database) -> None:
    # NULL is never 0: it has a note, or its edition does not print it. Where the edition of a table is not known,
    # a figure that every edition prints must have one all the same.
    silent = db.execute(
        """
        SELECT documents.name, figures.table_name, row_code, column_name
        FROM figures
        JOIN reports ON reports.id = figures.report_id
        JOIN documents ON documents.id = document_id
        JOIN form_figures USING (table_name, row_code, column_name)
        LEFT JOIN cell_notes USING (report_id, table_name, row_code, column_name)
        WHERE value IS NULL AND cell_notes.status IS NULL AND (
            SELECT count(*) FROM form_cells WHERE figure_id = form_figures.id AND edition = coalesce(
                CASE figures.table_name WHEN 'proactive' THEN proactive_edition
                    WHEN 'requests' THEN requests_edition ELSE '2021' END, edition)
        ) = CASE WHEN (figures.table_name = 'proactive' AND proactive_edition IS NULL)
            OR (figures.table_name = 'requests' AND requests_edition IS NULL) THEN 2 ELSE 1 END
        """
    ).fetchall()
    assert silent == []


def test_the_damage_leaves_figures_unread_in_every_way(db: Database) -> None:
    # Else the test above would hold for want of anything to look at.
    statuses = {status for (status,) in db.execute("SELECT DISTINCT status FROM cell_notes")}
    assert statuses == {"blank", "dash", "missing", "unreadable", "annotated", "converted", "ambiguous"}
    (without_edition,) = db.execute("SELECT count(*) FROM reports WHERE proactive_edition IS NULL").fetchone()
    assert without_edition > 10


def test_a_note_fits_its_figure(db: Database) -> None:
    rows = db.execute(
        "SELECT cell_notes.status, note, value IS NULL, count(*) FROM cell_notes"
        " LEFT JOIN figures USING (report_id, table_name, row_code, column_name) GROUP BY 1, 2, 3"
    )
    for status, note, is_null, _ in rows:
        assert NOTES[note].status == status
        assert bool(is_null) == (status not in ("annotated", "converted")), (status, note)


def test_a_note_stands_at_a_figure_of_the_form(db: Database) -> None:
    stray = db.execute(
        "SELECT DISTINCT table_name, row_code, column_name FROM cell_notes"
        " LEFT JOIN form_figures USING (table_name, row_code, column_name) WHERE form_figures.id IS NULL"
    )
    assert stray.fetchall() == []
    homeless = db.execute(
        "SELECT table_name, row_code, column_name FROM cell_notes"
        " LEFT JOIN figures USING (report_id, table_name, row_code, column_name) WHERE figures.report_id IS NULL"
    )
    assert homeless.fetchall() == []


def test_a_value_is_what_is_printed_at_its_place(db: Database) -> None:
    # Whatever was done to a report: a figure without a note is the plain number that stands at its span.
    texts = dict(db.execute("SELECT reports.id, text FROM reports JOIN documents ON documents.id = document_id"))
    places = {report: decode(packed) for report, packed in db.execute("SELECT report_id, spans FROM provenance")}
    rows = db.execute(
        "SELECT report_id, form_figures.id, value FROM figures"
        " JOIN form_figures USING (table_name, row_code, column_name)"
        " LEFT JOIN cell_notes USING (report_id, table_name, row_code, column_name)"
        " WHERE value IS NOT NULL AND cell_notes.status IS NULL"
    ).fetchall()
    assert len(rows) > 50_000
    for report, id, value in rows:
        said = texts[report][slice(*places[report][id])].strip()
        assert re.fullmatch(r"[+-]?[0-9,]+(\.[0-9]+)?(万元)?", said), (report, BY_ID[id].address, said)
        assert float(said.replace(",", "").removesuffix("万元")) == value, (report, BY_ID[id].address, said)


def test_a_table_of_a_known_edition_has_all_its_rows(db: Database) -> None:
    rows = db.execute(
        "SELECT requests_edition, count(*) FROM requests JOIN reports ON reports.id = report_id"
        " WHERE requests_edition IS NOT NULL GROUP BY report_id"
    )
    assert set(rows) == {("2019", 23), ("2021", 25)}


def test_a_report_is_complete_only_when_every_figure_is_read(db: Database) -> None:
    # blank and dash are read: that is what the source says.
    rows = db.execute(
        "SELECT status, EXISTS (SELECT 1 FROM cell_notes WHERE report_id = reports.id"
        "   AND cell_notes.status IN ('missing', 'unreadable', 'ambiguous')) AS unread,"
        " EXISTS (SELECT 1 FROM proactive WHERE report_id = reports.id)"
        " + EXISTS (SELECT 1 FROM requests WHERE report_id = reports.id)"
        " + EXISTS (SELECT 1 FROM reviews WHERE report_id = reports.id) AS tables, count(*)"
        " FROM reports GROUP BY 1, 2, 3"
    ).fetchall()
    assert {status for status, *_ in rows} == {"complete", "partial", "narrative"}
    for status, unread, tables, _ in rows:
        whole = tables == 3 and not unread
        assert status == ("narrative" if not tables else "complete" if whole else "partial")


# --- it holds together ----------------------------------------------------------------------------------------------


def test_references_hold(db: Database) -> None:
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_every_finding_names_existing_cells(db: Database) -> None:
    addresses = {figure.address for figure in BY_ID.values()}
    rows = db.execute("SELECT cells, suspects, message_zh, message_en FROM findings").fetchall()
    assert len(rows) > 100
    for cells, suspects, zh, en in rows:
        assert set(json.loads(suspects)) <= set(json.loads(cells)) <= addresses
        assert zh
        assert en


def test_counts_of_checks_are_those_of_findings(db: Database) -> None:
    found = dict(
        db.execute(
            "SELECT reports.id, (coalesce(sum(severity <> 'note'), 0), coalesce(sum(severity = 'note'), 0)) IN"
            " (VALUES (checks_failed, checks_noted)) FROM reports LEFT JOIN findings ON report_id = reports.id"
            " LEFT JOIN checks ON checks.id = check_id GROUP BY reports.id"
        ).fetchall()
    )
    assert set(found.values()) == {1}


def test_every_rule_is_counted_for_every_report_that_it_concerns(db: Database) -> None:
    (reports,) = db.execute("SELECT count(*) FROM reports").fetchone()
    counted = dict(db.execute("SELECT check_id, count(*) FROM check_results GROUP BY check_id").fetchall())
    for rule in ("T1", "T5", "N3", "E2", "L1", "F1", "R6", "Y1", "Y3", "C1", "C2", "C3"):
        assert counted[rule] == reports, rule
    editions = dict(db.execute("SELECT proactive_edition, count(*) FROM reports GROUP BY 1").fetchall())
    assert (counted["R7"], counted["R8"]) == (editions["2021"], editions["2019"])


def test_the_log_has_one_row_for_each_input_and_adds_up(db: Database, damaged_inputs: list[Entry]) -> None:
    logged = db.execute("SELECT name, document_id, outcome FROM load_log ORDER BY id").fetchall()
    # Damage that only moves white space leaves the same text: a copy of the sample, in other bytes.
    copies = {id for (id,) in db.execute("SELECT document_id FROM report_sources WHERE relation <> 'current'")}
    assert logged == [
        (entry.name, entry.document_id, "duplicate" if entry.document_id in copies else entry.fate.outcome)
        for entry in damaged_inputs
    ]
    counts = dict(db.execute("SELECT outcome, count(*) FROM load_log GROUP BY outcome"))
    assert sum(counts.values()) == len(damaged_inputs)
    assert counts["duplicate"] == len(copies) > 1
    for table, rows in (("reports", 0), ("provenance", 0), ("documents", len(copies)), ("report_sources", len(copies))):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (counts["loaded"] + rows,)  # noqa: S608 - ours
    assert counts["not_a_report"] > 1
    assert counts["quarantined"] == 1
    assert db.execute("SELECT count(*) FROM load_log WHERE message = '' OR message_zh = ''").fetchone() == (0,)


def test_documents_are_the_files_themselves(db: Database, damaged_inputs: list[Entry]) -> None:
    for id, size, text in db.execute("SELECT id, size, text FROM documents"):
        data = text.encode("utf-8")
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (id, size)
    assert {entry.document_id for entry in damaged_inputs if entry.fate.outcome == "loaded"} == {
        id for (id,) in db.execute("SELECT id FROM documents")
    }


# --- views ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, as a user loads them."""
    path = tmp_path_factory.mktemp("samples") / "reports.db"
    assert govreports("load", SAMPLES, "--db", path).code == 0
    return path


def test_the_summary_has_the_headline_figures(loaded: Path) -> None:
    with opened(loaded) as db:
        for golden in ALL:
            row = db.execute(
                "SELECT requests_new, requests_carried_over, requests_granted, requests_partly_granted,"
                " requests_denied, requests_total, requests_carried_forward, reconsideration_total,"
                " reconsideration_corrected, litigation_direct_total, litigation_direct_corrected,"
                " litigation_after_reconsideration_total, litigation_after_reconsideration_corrected"
                " FROM report_summary JOIN reports ON reports.id = report_id"
                " JOIN documents ON documents.id = document_id WHERE name = ?",
                (golden.sample,),
            ).fetchone()
            by_address = {BY_ID[id].address: value for id, value in golden.figures.items()}
            denied = [value for name, value in by_address.items() if re.match(r"denied_\w+\.total$", name)]
            assert len(denied) == 8
            rows = ("new", "carried_over", "granted", "partly_granted")
            reviews = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
            assert row == (
                *(by_address[f"{code}.total"] for code in rows),
                sum(value or 0 for value in denied),
                by_address["total.total"],
                by_address["carried_forward.total"],
                *(by_address[f"{block}_{what}"] for block in reviews for what in ("total", "corrected")),
            )


def test_the_summary_says_who_and_when(loaded: Path) -> None:
    with opened(loaded) as db:
        rows = set(db.execute("SELECT agency, region_code, year FROM report_summary"))
    assert rows == {
        ("南通市应急管理局", "320600", 2020),
        ("遂宁市安居区人民政府", "510904", 2023),
        ("驻马店市招商投资促进局", "411700", 2019),
        ("柳州市柳北区工业和信息化局", "450205", 2020),
        (None, None, 2020),
    }


def test_the_summary_does_not_add_up_what_was_not_read(db: Database) -> None:
    rows = db.execute(
        "SELECT requests_denied IS NULL, (SELECT count(*) FROM figures WHERE report_id = report_summary.report_id"
        " AND row_code LIKE 'denied%' AND column_name = 'total' AND value IS NOT NULL) FROM report_summary"
    ).fetchall()
    assert len({known for _, known in rows}) > 2
    for is_null, known in rows:
        assert bool(is_null) == (known < 8)


def test_the_tidy_view_has_every_figure_of_section_3_once(db: Database) -> None:
    tidy = db.execute("SELECT report_id, row_code, applicant, value FROM requests_tidy").fetchall()
    figures = db.execute(
        "SELECT report_id, row_code, column_name, value FROM figures WHERE table_name = 'requests'"
    ).fetchall()
    assert len(tidy) == len(set(tidy)) > 10_000
    assert set(tidy) == set(figures)


# --- a build happens whole or not at all ----------------------------------------------------------------------------

OLD = b"SQLite format 3\0, the database of yesterday"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An old database, which a build that fails must leave as it is."""
    path = tmp_path / "reports.db"
    path.write_bytes(OLD)
    return path


def listing(folder: Path) -> list[str]:
    """What lies in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def untouched(target: Path) -> bool:
    """Whether the old database is as it was and nothing lies beside it."""
    return target.read_bytes() == OLD and listing(target.parent) == [target.name]


class Stop(BaseException):
    """What no `except Exception` holds back, as Ctrl-C."""


def failing(error: BaseException) -> Iterator[Entry]:
    """Two good inputs, and then the source of inputs fails."""
    yield from samples()[:2]
    raise error


@pytest.mark.parametrize("error", [RuntimeError("broken"), Stop(), KeyboardInterrupt(), MemoryError()], ids=repr)
def test_a_build_that_fails_leaves_the_old_database_and_no_debris(target: Path, error: BaseException) -> None:
    with pytest.raises(type(error)):
        build(target, failing(error))
    assert untouched(target)


SAID = Problem("某因。", "For some reason.")


@pytest.mark.parametrize(
    ("entries", "error"),
    [
        pytest.param(lambda: [Entry("x", "0" * 64, Fate("loaded", "load", SAID))], BuildError, id="loaded, no report"),
        pytest.param(lambda: samples()[:1] * 2, sqlite3.IntegrityError, id="the same report twice"),
        pytest.param(
            lambda: [Entry("x", None, Fate("lost", "load", SAID))],  # type: ignore[arg-type] # no such outcome
            sqlite3.IntegrityError,
            id="an outcome that does not exist",
        ),
    ],
)
def test_a_database_that_does_not_hold_together_is_not_published(
    target: Path, entries: object, error: type[Exception]
) -> None:
    assert callable(entries)
    with pytest.raises(error):
        build(target, entries())
    assert untouched(target)


def test_a_dangling_reference_is_not_published(target: Path) -> None:
    good = entry("x.txt", next(iter(SAMPLES.glob("*.txt"))).read_bytes())
    assert good.fate.record
    broken = good.fate.record._replace(sections=((9, "七", "no such section"),))
    with pytest.raises(BuildError, match="the old one is kept"):
        build(target, [good._replace(fate=good.fate._replace(record=broken))])
    assert untouched(target)


def test_a_build_replaces_the_old_database(target: Path) -> None:
    assert build(target, samples()) == {"loaded": 5}
    assert listing(target.parent) == [target.name]
    with opened(target) as db:
        assert db.execute("SELECT count(*) FROM reports").fetchone() == (5,)


def test_the_old_database_is_never_written_into(target: Path) -> None:
    # Whoever reads it keeps reading it, whole, and no kill can find it half replaced.
    with target.open("rb") as reader:
        build(target, samples())
        assert reader.read() == OLD
        assert os.fstat(reader.fileno()).st_ino != target.stat().st_ino


def test_the_new_database_is_on_the_disk_before_it_replaces_the_old(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A power cut between the two must not leave a name without its content.
    synced: list[tuple[str, bool]] = []

    def fsync(descriptor: int) -> None:
        synced.append((Path(f"/proc/self/fd/{descriptor}").readlink().name, target.read_bytes() == OLD))

    monkeypatch.setattr(os, "fsync", fsync)
    build(target, samples())
    assert synced == [(".reports.db.building", True), (target.parent.name, False)]


def test_what_a_killed_build_left_is_cleared_away(target: Path) -> None:
    debris = target.with_name(".reports.db.building")
    debris.write_bytes(b"SQLite format 3\0" + b"half a database" * 10_000)
    clean = target.with_name("clean.db")
    build(clean, samples())
    build(target, samples())
    assert target.read_bytes() == clean.read_bytes()
    assert not debris.exists()


def test_a_second_build_is_refused_while_the_first_goes_on(target: Path) -> None:
    def entries() -> Iterator[Entry]:
        with pytest.raises(BuildError, match="Another process is building"):
            build(target, samples())
        yield from samples()

    assert build(target, entries()) == {"loaded": 5}


def test_the_command_refuses_a_second_build_with_a_sentence(target: Path) -> None:
    with target.with_name(".reports.db.building").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        ran = govreports("load", SAMPLES, "--db", target, "--lang", "en")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == "Another process is building reports.db; try again when it has ended.\n"
        assert target.read_bytes() == OLD
    assert govreports("load", SAMPLES, "--db", target).code == 0
    assert listing(target.parent) == [target.name]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    # The tests may run as root, whom no permission stops: a file in place of a folder stops everyone.
    (tmp_path / "file").write_bytes(b"")
    ran = govreports("load", SAMPLES, "--db", tmp_path / "file" / "reports.db", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"Cannot write in {tmp_path / 'file'}: ")
    assert "maintainers" not in ran.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_of_another_kind_is_not_replaced(tmp_path: Path, lang: str) -> None:
    mine = tmp_path / "report.txt"
    mine.write_bytes(next(iter(SAMPLES.glob("*.txt"))).read_bytes())
    before = mine.read_bytes()
    ran = govreports("load", SAMPLES, "--db", mine, "--lang", lang)
    said = {"zh": "已存在，且不是数据库：请换一个文件名，或先把它移开。\n", "en": "move it away first.\n"}
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(str(mine))
    assert ran.err.endswith(said[lang])
    assert mine.read_bytes() == before
    assert listing(tmp_path) == [mine.name]


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    path = tmp_path / "not" / "yet" / "there.db"
    assert build(path, samples()) == {"loaded": 5}
    assert path.stat().st_mode & 0o777 == 0o644 & ~umask()


def umask() -> int:
    """The mask that new files of this process get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_database_of_no_report_is_built(tmp_path: Path) -> None:
    path = tmp_path / "reports.db"
    assert build(path, [entry("empty.txt", b"")]) == {"not_a_report": 1}
    with opened(path) as db:
        assert db.execute("SELECT name, outcome, stage FROM load_log").fetchall() == [
            ("empty.txt", "not_a_report", "match")
        ]
        assert db.execute("SELECT count(*) FROM form_cells").fetchone()[0] > 400
