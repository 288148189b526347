"""The table of corrections: what it may say, what is told of a wrong one, and that it changes nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from govreports.corrections import COLUMNS, Correction
from govreports.database import BuildError, build
from govreports.form import BY_ID, FIGURES
from govreports.inputs import read_corrections
from govreports.records import SLUG_LENGTH, document_id

from tests.support.commands import govreports
from tests.support.entries import samples
from tests.support.figures import opened
from tests.support.places import SAMPLES
from tests.versions.reports import ANJU, FIGURE, File, headed

HEADER = ",".join(COLUMNS) + "\n"
SLUG = "0123456789ab"
NEW = "new.total"
ID = {figure.address: figure.id for figure in FIGURES}


def written(tmp_path: Path, text: str) -> Path:
    """A table of corrections."""
    path = tmp_path / "corrections.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "\ufeffdate,report,cell,note,link\n"
        f'2024-05-31,{SLUG},new.total,"应为 12 件,\n 印刷有误。",https://www.example.gov.cn/a?b=1\n'
        f"2024-06-01,{SLUG},new.total,读者另有说法,\n",
    )
    assert read_corrections(path) == [
        Correction(3, SLUG, ID[NEW], "应为 12 件, 印刷有误。", "https://www.example.gov.cn/a?b=1", "2024-05-31"),
        Correction(4, SLUG, ID[NEW], "读者另有说法", None, "2024-06-01"),
    ]


def test_every_figure_has_its_address_and_no_two_share_one(tmp_path: Path) -> None:
    for addresses in ([f.address for f in FIGURES], [f"{f.row}.{f.column}" for f in FIGURES]):
        lines = "".join(f"{SLUG},{address},文字,,2024-05-31\n" for address in addresses)
        read = read_corrections(written(tmp_path, HEADER + lines))
        assert [one.figure_id for one in read] == [figure.id for figure in FIGURES]


GOOD = {"report": SLUG, "cell": NEW, "note": "应为 12", "link": "", "date": "2024-05-31"}
WRONG = [
    ("report", ""),
    ("report", "https://example.org/reports/0123456789ab"),
    ("report", "0123456789AB"),
    ("cell", ""),
    ("cell", "new.sum"),
    ("cell", "本年新收政府信息公开申请数量"),
    ("note", ""),
    ("note", "看得见\u202e看不见"),
    ("note", "应为 12,印刷有误"),
    ("link", "javascript:alert(1)"),
    ("link", "www.example.gov.cn"),
    ("link", "https:///a"),
    ("link", "https://[a"),
    ("link", "https://a.example b"),
    ("date", ""),
    ("date", "20240531"),
    ("date", "2024-02-30"),
    ("date", "2024年5月31日"),
]


@pytest.mark.parametrize(("column", "value"), WRONG)
def test_a_wrong_line_is_told_with_what_to_write(tmp_path: Path, column: str, value: str) -> None:
    lines = (",".join(row.values()) + "\n" for row in (GOOD, GOOD | {column: value}))
    path = written(tmp_path, HEADER + "".join(lines))
    with pytest.raises(BuildError) as error:
        read_corrections(path)
    told = f"Line 3 of the table of corrections {path}: {column} is wrong"
    assert error.value.message_en.startswith(told)
    assert COLUMNS[column].en in error.value.message_en
    assert f"{path} 第 3 行的 {column} 不对" in error.value.message_zh
    assert COLUMNS[column].zh in error.value.message_zh


@pytest.mark.parametrize("header", ["", "report,cell,note,link\n", HEADER.replace("date", "day"), "a," + HEADER])
def test_a_wrong_header_is_told(tmp_path: Path, header: str) -> None:
    path = written(tmp_path, header)
    with pytest.raises(BuildError) as error:
        read_corrections(path)
    assert "must be report,cell,note,link,date" in error.value.message_en
    assert "表头应为 report,cell,note,link,date" in error.value.message_zh


def rows(path: Path) -> Mapping[str, list[Any]]:
    """Every row of every table, the inside of search indexes among them; the indexes themselves cannot be scanned."""
    with opened(path) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        # SQLite's statistics count the rows of `corrections` too.
        return {
            name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608 - names of our own
            for name in names
            if not name.startswith("sqlite_stat") and not name.endswith("_fts")
        }


def test_corrections_change_nothing_but_their_own_table(tmp_path: Path) -> None:
    entries = samples()
    slug = next(one.fate.record.slug for one in entries if one.fate.record and one.name == "anju_2023.txt")
    given = [
        Correction(2, slug, ID[NEW], "应为 1。", "https://example.gov.cn/", "2024-05-31"),
        *(Correction(3 + n, slug, figure.id, "应为 0。", None, "2024-06-01") for n, figure in enumerate(FIGURES)),
        Correction(999, SLUG, ID[NEW], "别的报告。", None, "2024-06-01"),
    ]
    left_out: list[Correction] = []
    build(tmp_path / "plain.db", entries)
    build(tmp_path / "corrected.db", entries, corrections=given, leave_out=left_out.append)
    plain, corrected = rows(tmp_path / "plain.db"), rows(tmp_path / "corrected.db")

    assert left_out == given[-1:]
    assert plain["corrections"] == []
    (report,) = (row[0] for row in plain["reports"] if row[1] == slug)
    expected = [
        (report, c.line, f.table, f.row, f.name, c.note, c.link, c.published_on)
        for c in given[:-1]
        for f in [BY_ID[c.figure_id]]
    ]
    assert sorted(corrected["corrections"]) == sorted(expected)
    assert len(plain["requests"]) > 50
    assert {**corrected, "corrections": []} == plain


def test_a_copy_with_the_same_figures_is_the_same_report_and_an_earlier_version_is_not(tmp_path: Path) -> None:
    old = File("old.txt", headed(published="2024-01-20"))
    new = File("new.txt", headed(ANJU.replace(FIGURE, "14299"), published="2024-02-28"))
    copy = File("copy.txt", new.text.replace("\n", "\r\n"))
    files = (old, new, copy)
    given = [Correction(n, file.slug, ID[NEW], "说法", None, "2024-06-01") for n, file in enumerate(files, 2)]
    left_out: list[Correction] = []
    entries = [file.entry() for file in files]
    build(tmp_path / "x.db", entries, corrections=given, leave_out=left_out.append)
    with opened(tmp_path / "x.db") as db:
        relations = dict(db.execute("SELECT slug, relation FROM report_sources"))
        kept = db.execute("SELECT line, report_id = reports.id FROM corrections, reports").fetchall()
    assert relations.pop(old.slug) == "superseded"
    assert sorted(relations.values()) == ["current", "same"]
    assert left_out == given[:1]
    assert kept == [(3, 1), (4, 1)]


def test_the_command_takes_a_table_and_tells_what_it_leaves_out(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_bytes((SAMPLES / "anju_2023.txt").read_bytes())
    slug = document_id((folder / "a.txt").read_bytes())[:SLUG_LENGTH]
    # The table stands among the reports and is no input all the same.
    path = written(folder, f"{HEADER}{slug},{NEW},应为 12,,2024-05-31\n{SLUG},{NEW},别的,,2024-05-31\n")
    ran = govreports("load", folder, "--db", tmp_path / "x.db", "--corrections", path, "--jobs", "1", "--lang", "en")
    assert ran.code == 0, ran.err
    told = f"{SLUG} is not among the current reports of this load; the correction is left out."
    assert ran.err.splitlines() == [f"Line 3 of the table of corrections: {told}"]
    with opened(tmp_path / "x.db") as db:
        assert db.execute("SELECT line, note FROM corrections").fetchall() == [(2, "应为 12")]
        assert db.execute("SELECT name FROM load_log").fetchall() == [("a.txt",)]

    before = (tmp_path / "x.db").read_bytes()
    path.write_text(HEADER + f"{slug},{NEW},应为 12,ftp://a.example,2024-05-31\n", encoding="utf-8")
    ran = govreports("load", folder, "--db", tmp_path / "x.db", "--corrections", path, "--lang", "zh")
    assert (ran.code, ran.out) == (2, "")
    assert "第 2 行的 link 不对" in ran.err
    assert (tmp_path / "x.db").read_bytes() == before
